// SPDX-License-Identifier: GPL-3.0-or-later
#include "prediction_error.h"

#include "language_origin.h"
#include "measured_points.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

using enum Metric;

/// A smaller part of the whole may go without an error.
constexpr double kSmallestShare = 0.1;

struct Shares
{
    double language = 0.0;
    double retrieval = 0.0;
    bool energy = false; ///< of joules; else of seconds
    bool firstToken = false; ///< the language model's part is the one before the first token
};

Shares sharesOfToken(const Result& result)
{
    double language = 0.0;
    double all = 0.0;
    for (const StageCost& cost : result.breakdown.entries()) {
        all += cost.seconds;
        language += isLanguageStage(cost.stage) ? cost.seconds : 0.0;
    }
    if (!(all > 0.0))
        return {};
    return {language / all, 1.0 - language / all};
}

/// Of a step of which one search is a part.
Shares sharesOfStep(double step, double search)
{
    const double part = std::isfinite(search) && step > 0.0 ? std::clamp(search / step, 0.0, 1.0) : 0.0;
    return {1.0 - part, part};
}

Shares sharesOfEnergy(const Result& result)
{
    double language = 0.0;
    double all = 0.0;
    for (const StageCost& cost : result.breakdown.entries()) {
        all += cost.joules;
        language += cost.device == DeviceKind::Gpu ? cost.joules : 0.0;
    }
    if (!(all > 0.0))
        return {};
    return {language / all, 1.0 - language / all, true};
}

/// What a metric is made of; nothing for metrics that have no such error.
std::optional<Shares> sharesOf(Metric metric, const Result& result)
{
    switch (metric) {
    case InferenceStep:
    case PlainStep:
    case PrefillPoolTokens:
        return Shares{1.0, 0.0};
    case PrefillTime:
        return Shares{1.0, 0.0, false, true};
    case SearchMedian:
    case SearchMean:
    case SearchP95:
    case SearchP99:
    case IndexScan:
    case QueryService:
    case SearchCapacity:
    case RetrievalPoolTokens:
        return Shares{0.0, 1.0};
    case FirstStep: {
        Shares shares = sharesOfStep(result[metric], result[SearchMedian]);
        shares.firstToken = true;
        return shares;
    }
    case RetrievalStep:
        return sharesOfStep(result[metric], result[SearchMedian]);
    case Tpot:
    case SequenceLatency:
    case BetweenTokens:
    case Tokens:
    case TokensPerGpu:
    case Requests:
    case Queries:
        if (result.verdict.reason == Reason::RetrievalSaturated)
            return Shares{0.0, 1.0};
        if (result.verdict.reason == Reason::PrefillSaturated)
            return Shares{1.0, 0.0};
        if (result.verdict.reason == Reason::CacheTransferSaturated)
            return std::nullopt;
        return sharesOfToken(result);
    case GpuPoolTokens:
        return sharesOfToken(result);
    case EnergyPerToken:
    case EnergyPerRequest:
        return sharesOfEnergy(result);
    case EnergyGpu:
        return Shares{1.0, 0.0, true};
    default:
        return std::nullopt;
    }
}

/// Error of a part times its share; a part too small to matter may go without.
double partError(double share, double error)
{
    return share < kSmallestShare && !std::isfinite(error) ? 0.0 : share <= 0.0 ? 0.0 : share * error;
}

double combined(const Shares& shares, double language, double power, double search)
{
    const double step = shares.energy ? std::hypot(language, power) : language;
    return std::hypot(partError(shares.language, step), partError(shares.retrieval, search));
}

} // namespace

std::optional<PredictionError> predictionError(Metric metric, const DesignPoint& design, const Result& result,
                                               const MeasuredPoints* measured)
{
    if (!result.verdict.usable() || !std::isfinite(result[metric]))
        return std::nullopt;
    if (const auto seen = measured ? measured->typicalError(design, metric) : std::nullopt)
        return PredictionError{seen->relative, seen->p90, seen->points};
    const auto shares = sharesOf(metric, result);
    if (!shares || shares->language + shares->retrieval <= 0.0)
        return std::nullopt;
    const auto search = measured ? measured->typicalError(design, SearchMedian) : std::nullopt;
    const double unknown = std::nan("");
    PredictionError error;
    const Metric median = shares->firstToken ? FirstTokenError : LanguageError;
    const Metric p90 = shares->firstToken ? FirstTokenErrorP90 : LanguageErrorP90;
    error.median = combined(*shares, result[median], result[PowerError], search ? search->relative : unknown);
    error.p90 = combined(*shares, result[p90], result[PowerErrorP90], search ? search->p90 : unknown);
    if (!std::isfinite(error.median) || !std::isfinite(error.p90))
        return std::nullopt;
    return error;
}

} // namespace ralmscope
