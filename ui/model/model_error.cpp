// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ralmscope {

namespace {

using enum Parameter;

bool isOfSearch(Metric metric)
{
    switch (metric) {
    case Metric::SearchMedian:
    case Metric::SearchMean:
    case Metric::SearchP95:
    case Metric::SearchP99:
    case Metric::IndexScan:
    case Metric::QueryService:
    case Metric::SearchCapacity:
    case Metric::EnergyPerQuery:
        return true;
    default:
        return false;
    }
}

bool sameKind(Metric metric, const DesignPoint& a, const DesignPoint& b)
{
    static constexpr std::array kLanguage{GpuDevice,          LmStack,       LmPrecision,      LmTensorParallel,
                                          LmPipelineParallel, LmSpeculation, WorkloadBatching, MappingPools,
                                          MappingAttention,   MappingFc,     MappingPhysics};
    if (a[RetrievalOrganisation] != b[RetrievalOrganisation])
        return false;
    return isOfSearch(metric)
        || ((a[WorkloadPrompt] > 0.0) == (b[WorkloadPrompt] > 0.0)
            && std::all_of(kLanguage.begin(), kLanguage.end(), [&](Parameter p) { return a[p] == b[p]; }));
}

} // namespace

void ModelErrors::add(Metric metric, const DesignPoint& design, double predicted, double measured)
{
    const double error = std::fabs(predicted / measured - 1.0);
    if (!std::isfinite(error))
        return;
    auto kind = std::find_if(m_kinds.begin(), m_kinds.end(), [&](const Kind& known) {
        return known.metric == metric && sameKind(metric, known.example, design);
    });
    if (kind == m_kinds.end())
        kind = m_kinds.insert(kind, Kind{metric, design, {}, {}});
    kind->errors.insert(std::upper_bound(kind->errors.begin(), kind->errors.end(), error), error);
    kind->models.push_back(design[LmModel]);
}

std::optional<ModelError> ModelErrors::of(Metric metric, const DesignPoint& design) const
{
    for (const Kind& kind : m_kinds) {
        if (kind.metric != metric || !sameKind(metric, kind.example, design))
            continue;
        const std::vector<double>& errors = kind.errors;
        const bool known = isOfSearch(metric)
            || std::find(kind.models.begin(), kind.models.end(), design[LmModel]) != kind.models.end();
        if (errors.size() < 2 || !known)
            return std::nullopt;
        const std::size_t ninth = (9 * errors.size() + 9) / 10 - 1;
        return ModelError{errors[errors.size() / 2], errors[ninth], errors.size()};
    }
    return std::nullopt;
}

} // namespace ralmscope
