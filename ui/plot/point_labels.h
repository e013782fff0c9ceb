// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

#include "qcustomplot_include.h"

#include <vector>

namespace ralmscope {

/// Names beside the points of a curves chart, the baseline's excepted. A name that finds no free place beside its point
/// is left out; earlier points of a series choose first. Part of the plot's next replot.
class PointLabels : public QCPAbstractItem
{
    Q_OBJECT

public:
    explicit PointLabels(QCustomPlot* plot);

    void update(const ChartModel& chart, const ChartStyle& style);

    double selectTest(const QPointF& position, bool onlySelectable, QVariant* details = nullptr) const override;

protected:
    void draw(QCPPainter* painter) override;

private:
    /// What names keep off: points and limits.
    std::vector<QRectF> obstacles() const;

    ChartModel m_chart;
    ChartStyle m_style;
};

} // namespace ralmscope
