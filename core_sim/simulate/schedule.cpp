// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

Schedule makeSchedule(const ResolvedDesign& d)
{
    using enum Parameter;
    Schedule s;
    const bool halves = d.retrieves() && d.choice<Overlap>(MappingRetrievalOverlap) == Overlap::TwoSubBatches;
    s.batch = d[WorkloadBatch];
    s.subBatches = halves ? 2.0 : 1.0;
    const double size = std::ceil(s.batch / s.subBatches);
    s.tokens = d[WorkloadSequence];
    s.retrievals = std::ceil(s.tokens / d[RetrievalInterval]);
    s.gpus = d[GpuCount];
    s.replicas = d.replicas();
    s.step = languageStep(d, size);
    s.retrieval = retrieve(d, size);

    s.language = s.tokens * s.step.decode.seconds + s.retrievals * s.step.encode.seconds + s.step.crossSetup.seconds;
    s.chain = s.language + s.retrievals * s.retrieval.mean;
    s.gpuWork = s.subBatches * (s.language + s.retrievals * s.retrieval.gpuIndex.seconds);
    s.unsaturated = halves ? std::max(s.chain, s.gpuWork) : s.chain;
    s.poolTime = s.replicas > 0.0 ? s.gpus * s.subBatches * s.retrievals * s.retrieval.mean / s.replicas : 0.0;
    s.duration = std::max(s.unsaturated, s.poolTime);
    return s;
}

} // namespace ralmscope
