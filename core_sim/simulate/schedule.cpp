// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule.h"
#include "parameter_choices.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

using enum Parameter;

namespace {

bool takesTurns(const ResolvedDesign& d)
{
    return d.retrieves() && d.choice<Overlap>(MappingRetrievalOverlap) == Overlap::TwoSubBatches;
}

} // namespace

double subBatchSize(const ResolvedDesign& d)
{
    return takesTurns(d) ? std::ceil(d[WorkloadBatch] / 2.0) : d[WorkloadBatch];
}

Schedule makeSchedule(const ResolvedDesign& d, const LanguageStep& step)
{
    Schedule s;
    const bool halves = takesTurns(d);
    s.batch = d[WorkloadBatch];
    s.subBatches = halves ? 2.0 : 1.0;
    const double size = subBatchSize(d);
    s.copies = d.modelCopies();
    s.gpusPerCopy = d.gpusPerCopy();
    s.prefillCopies = d.prefillsApart() ? std::floor(d[GpuPrefillCount] / s.gpusPerCopy) : 0.0;
    s.replicas = d.replicas();
    s.step = step;
    s.tokens = s.step.tokens;
    // A model with an encoder reads what was retrieved, also where the search itself is left out.
    const bool asks = d.retrieves() || d.model->isEncoderDecoder();
    s.retrievals = asks ? std::ceil(s.tokens / d[RetrievalInterval]) : 0.0;
    s.retrieval = retrieve(d, size);

    s.language = s.step.prefill.seconds + s.step.decode.seconds + s.retrievals * s.step.encode.seconds
        + s.step.crossSetup.seconds;
    s.chain = s.language + s.retrievals * s.retrieval.mean;
    s.gpuWork = s.subBatches * (s.language + s.retrievals * s.retrieval.gpuIndex.seconds);
    s.unsaturated = halves ? std::max(s.chain, s.gpuWork) : s.chain;
    s.poolTime = s.replicas > 0.0 ? s.copies * s.subBatches * s.retrievals * s.retrieval.mean / s.replicas : 0.0;
    if (s.prefillCopies > 0.0) {
        s.prefillTime = s.copies * s.subBatches * s.step.apart.seconds / s.prefillCopies;
        // One network link per copy at either end.
        s.transferTime = s.subBatches * size * s.step.cacheTransfer * std::max(1.0, s.copies / s.prefillCopies);
    }
    s.duration = std::max({s.unsaturated, s.poolTime, s.prefillTime, s.transferTime});
    return s;
}

} // namespace ralmscope
