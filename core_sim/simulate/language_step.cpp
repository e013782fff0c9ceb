// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_step.h"

#include "feasibility.h"

namespace ralmscope {

LanguageStep languageStep(const ResolvedDesign& d, double batch)
{
    const auto precision = d.choice<Precision>(Parameter::LmPrecision);
    const NumberFormat format{bytesPerElement(precision),
                              precision == Precision::Fp16 ? d.gpu->fp16Flops : d.gpu->fp32Flops};
    const double k = d[Parameter::RetrievalK];
    // Cost grows with the context almost linearly, so the mean context stands for the whole sequence.
    const double meanContext = 0.5 * (d[Parameter::WorkloadSequence] + 1.0);
    LanguageStep step;
    step.decode = decodeStep(*d.gpu, *d.stack, *d.model, format, batch, meanContext, k * d.model->chunkTokens);
    step.encode = encoderPass(*d.stack, *d.model, format, batch, k);
    step.crossSetup = crossAttentionSetup(*d.stack, *d.model, format, batch, k);
    return step;
}

} // namespace ralmscope
