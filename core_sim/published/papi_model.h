// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papi_system.h"

#include <array>
#include <vector>

namespace ralmscope::papi {

/// FLOP per byte of a square fully connected layer of width h for n rows in FP16 (equation 1 of the paper).
double fullyConnectedIntensity(double n, double h);
/// FLOP per byte of attention: t query tokens over a context of `length`, head dimension d.
double attentionIntensity(double t, double length, double d);

/// Bytes of the fully connected layers in FP16.
double weightBytes(const Model& model);

/// Seconds of the fully connected layers of all decoders for n rows.
class FullyConnectedCost
{
public:
    FullyConnectedCost(const Machine& machine, const Model& model);

    /// On the GPUs, tensor parallel: the roofline of every operator.
    double gpu(double n) const;
    /// In the stacks: one pass over the weights serves as many rows as a bank has units.
    double pim(const StackGroup& group, double n) const;
    /// All-reduce, activation and norms beside the GPUs' layers.
    double gpuOverhead(double n) const;
    double pimOverhead() const { return m_layers * m_machine.calibration.pimLayerOverhead; }

    /// Rows up to which FC-PIM with its overhead is faster than the GPUs with theirs; 0 if never, infinity if always.
    double crossover() const;

private:
    struct Operator
    {
        double computePerRow = 0.0; ///< s
        double weights = 0.0; ///< s
        double activationsPerRow = 0.0; ///< s
    };

    const Machine& m_machine;
    double m_layers;
    double m_dimension;
    double m_weightBytes;
    std::array<Operator, 5> m_operators{};
    std::size_t m_used = 0;
};

/// Seconds of a whole batch by what they are spent on.
struct Spent
{
    double fullyConnected = 0.0;
    double attention = 0.0;
    double communication = 0.0; ///< link to the attention stacks, and overhead of FC in the stacks
    double gpuOverhead = 0.0; ///< all-reduce, activation, norms
    double switching = 0.0;

    double total() const { return fullyConnected + attention + communication + gpuOverhead + switching; }
};

/// Joules of decoding by part. Static power is not published and not counted.
struct Joules
{
    double fullyConnectedGpu = 0.0;
    double fullyConnectedPim = 0.0;
    double attention = 0.0;
    double link = 0.0;

    double fullyConnected() const { return fullyConnectedGpu + fullyConnectedPim; }
    double total() const { return fullyConnected() + attention + link; }
};

struct Outcome
{
    Spent prefill;
    Spent decode;
    Joules energy;
    double iterations = 0.0; ///< expected, until the longest request ends
    double tokens = 0.0; ///< of the whole batch
    double alpha = 0.0; ///< in force
    double gpuIterations = 0.0; ///< with the fully connected layers on the GPUs
    double gpuSeconds = 0.0; ///< time of those iterations
    double pimSeconds = 0.0; ///< and of the others
    bool weightsFit = true; ///< in the FC stacks
    bool keysValuesFit = true; ///< in the attention stacks, at the longest output

    double total() const { return prefill.total() + decode.total(); }
    double tokenRate() const { return tokens / total(); }
};

/// One static batch from prefill to its last token. Sums over the number of requests left; pure, microseconds.
Outcome evaluate(const Machine& machine, Design design, const Serving& serving, const Scheduling& scheduling = {});

/// The same at several speculation lengths: the decay of parallelism is worked out once.
std::vector<Outcome> evaluateSpeculations(const Machine& machine, Design design, Serving serving,
                                          std::span<const double> speculations, const Scheduling& scheduling = {});

/// One decoding iteration with `requests` left.
Spent iteration(const Machine& machine, Design design, const Serving& serving, double requests, bool onGpu);

/// What a chart over iterations shows.
struct Stage
{
    double iteration = 0.0;
    double requests = 0.0; ///< expected number left
    double rows = 0.0; ///< n
    bool onGpu = false;
};
std::vector<Stage> timeline(const Machine& machine, Design design, const Serving& serving, const Scheduling& scheduling,
                            std::size_t points);

} // namespace ralmscope::papi
