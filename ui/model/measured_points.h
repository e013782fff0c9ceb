// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "chart_model.h"
#include "design_point.h"
#include "metric.h"
#include "model_error.h"
#include "provenance.h"

#include <bitset>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ralmscope {

struct PaperFigure;

/// One measured value of one metric at one design, out of a paper figure's table.
struct MeasuredPoint
{
    DesignPoint design; ///< every parameter explicit
    Metric metric = Metric::Tpot;
    double value = 0.0;
    double low = 0.0; ///< p5 and p95 where known, else NaN
    double high = 0.0;
    std::string note; ///< figure, table row and source, for hovering
    SourceTag tag = SourceTag::Measured; ///< measured by the authors' runs, or a published number
    std::bitset<kParameterCount> independentOf; ///< parameters that the metric does not depend on here
};

/// Measured latency of the tokens of one sequence.
struct MeasuredSequence
{
    DesignPoint design; ///< every parameter explicit
    std::vector<double> tokens; ///< rising, from 0
    std::vector<double> seconds;
    std::string note;
};

/// All measured values of the shipped paper figures, searchable by design. Immutable; shared by threads.
class MeasuredPoints
{
public:
    explicit MeasuredPoints(std::vector<MeasuredPoint> points, std::vector<MeasuredSequence> sequences = {});

    /// Everything measured in these figures; ratios are left out.
    static MeasuredPoints fromFigures(std::span<const PaperFigure> figures, const Catalog& catalog);

    /// Measured values of `metric` whose design agrees with `design` in every parameter that applies, except along
    /// `xAxis`: the diamonds on a curve. Series x is the value of xAxis. Nothing if there are none.
    std::optional<ChartSeries> along(const DesignPoint& design, Parameter xAxis, Metric metric,
                                     const Catalog& catalog) const;

    /// Measured time of the first `tokens` tokens of a sequence of this design. Nothing if there is none.
    std::optional<ChartSeries> sequence(const DesignPoint& design, double tokens, const Catalog& catalog) const;

    /// How far the model typically is from the measured values of this metric and the design's retrieval organisation.
    std::optional<ModelError> typicalError(const DesignPoint& design, Metric metric) const;

    std::size_t size() const { return m_points.size(); }

private:
    std::vector<MeasuredPoint> m_points;
    std::vector<MeasuredSequence> m_sequences;
    ModelErrors m_errors;
};

} // namespace ralmscope
