// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "chart_model.h"
#include "design_point.h"
#include "metric.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ralmscope {

/// One measured value of one metric at one design, out of a paper figure's table.
struct MeasuredPoint
{
    DesignPoint design; ///< every parameter explicit
    Metric metric = Metric::Tpot;
    double value = 0.0;
    double low = 0.0; ///< p5 and p95 where known, else NaN
    double high = 0.0;
    std::string note; ///< figure, table row and source, for hovering
};

/// All measured values of the shipped paper figures, searchable by design. Immutable; shared by threads.
class MeasuredPoints
{
public:
    explicit MeasuredPoints(std::vector<MeasuredPoint> points);

    /// Measured values of `metric` whose design agrees with `design` in every parameter that applies, except along
    /// `xAxis`: the diamonds on a curve. Series x is the value of xAxis. Nothing if there are none.
    std::optional<ChartSeries> along(const DesignPoint& design, Parameter xAxis, Metric metric,
                                     const Catalog& catalog) const;

    std::size_t size() const { return m_points.size(); }

private:
    std::vector<MeasuredPoint> m_points;
};

} // namespace ralmscope
