// SPDX-License-Identifier: GPL-3.0-or-later
#include "fc_crossover.h"

#include "fc_alpha.h"
#include "feasibility.h"
#include "mapped_decoder.h"
#include "schedule.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

/// The chart spans four times what is in flight or what alpha is.
constexpr double kBeyond = 4.0;
constexpr double kFewestRows = 64.0;

} // namespace

FcCrossover fcCrossover(const DesignPoint& design, const Catalog& catalog, std::size_t points)
{
    FcCrossover chart;
    const ResolvedDesign d = resolve(design, catalog);
    if (!checkDesign(design, d).usable() || !d.fcStack || fcStacksPerCopy(d) < 1.0
        || d[Parameter::LmPipelineParallel] > 1.0)
        return chart;
    const GpuPasses passes(d);
    const MappedDecoder decoder(d, passes);
    const double batch = subBatchSize(d);
    const double tokens = d.tokensPerSequence();
    chart.crossing = FcAlpha(decoder).crossing();
    chart.alpha = decoder.alphaInForce(batch);
    chart.firstRows = batch * tokens;
    const RequestDecay decay = decoder.decay(batch, 0.0);
    chart.lastRows = decay.phases().empty() ? chart.firstRows : decay.phases().back().requests * tokens;
    const double last = std::max({kFewestRows, kBeyond * chart.firstRows, kBeyond * chart.crossing});
    for (std::size_t i = 0; i < points; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(std::max<std::size_t>(points - 1, 1));
        const double rows = std::round(std::pow(last, share));
        if (!chart.points.empty() && rows <= chart.points.back().rows)
            continue;
        const FcStep step = decoder.fullyConnected(rows);
        chart.points.push_back({rows, step.gpuSeconds, step.pimSeconds()});
    }
    return chart;
}

} // namespace ralmscope
