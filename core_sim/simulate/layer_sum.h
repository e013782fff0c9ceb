// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transformer_step.h"

namespace ralmscope {

/// What a pass asks of the layers beside its rows.
struct LayerPass
{
    double outputs = 0.0; ///< tokens that reach the output projection
    double perSequence = 1.0; ///< tokens of one sequence: its recurrent state is read once for them
    /// Tokens whose latents are made keys and values of every head; 0: queries and results meet the latents.
    double expanded = 0.0;
    bool scanned = false; ///< recurrent layers take whole prompts, which scan() adds; else step by step
};

/// Adds up what the layers of a model cost for one pass on one GPU. Valid while model and kernels live.
class LayerSum
{
public:
    /// @param rows tokens of all sequences together
    LayerSum(const LanguageModel& model, const TransformerKernels& kernels, const Parallelism& parallelism, double rows,
             StepOperators* operators);

    /// Products and collectives are left out from here on.
    LayerSum& onlyElementwise();

    /// Everything but attention over the context, of all layers, and the output projection.
    StepWork dense(const LayerPass& pass);
    /// Keys and values of cross-attention for as many retrieved tokens as rows.
    StepWork crossKeys();
    /// Queries and results of cross-attention; its keys and values are made once per sequence.
    StepWork crossProjections();

private:
    void attentionProjections();
    void latentProjections(const LayerPass& pass);
    void recurrence(const LayerPass& pass);
    void rotation();
    void feedForwards();
    /// `copies` FFNs side by side, each of them for `rows` tokens.
    void feedForward(OperatorKind into, OperatorKind outOf, double layers, double rows, double width, double copies);

    void product(OperatorKind kind, double times, double m, double n, double k);
    void elementwise(OperatorKind kind, double times, double bytes, const ElementwiseConstants& constants);
    void allReduce(double times, double bytes);

    const LanguageModel& m_model;
    const TransformerKernels& m_kernels;
    double m_tensor;
    double m_rows;
    StepOperators* m_operators;
    bool m_products = true;
    StepWork m_sum;
};

} // namespace ralmscope
