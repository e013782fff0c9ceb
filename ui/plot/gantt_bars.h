// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

#include "qcustomplot_include.h"

#include <optional>

namespace ralmscope {

/// The bars of a timeline with the names of their lanes to the left: one plottable for the whole chart. Lanes run down
/// the y axis from 0, time along the x axis. What is too short to see is drawn a hair wide.
class GanttBars : public QCPAbstractPlottable
{
    Q_OBJECT

public:
    GanttBars(QCPAxis* laneAxis, QCPAxis* timeAxis);

    void update(const ChartModel& chart, const ChartStyle& style);

    /// Space the lane names need, in pixels, at most `limit`.
    double nameWidth(double limit) const;
    /// The bar at a pixel: of several the shortest, so that tiny ones between long ones are found.
    std::optional<std::size_t> barAt(const QPointF& pixel) const;
    /// Where a bar is drawn, in pixels.
    QRectF rectOf(std::size_t bar) const;

    double selectTest(const QPointF& position, bool onlySelectable, QVariant* details = nullptr) const override;
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth,
                           const QCPRange& inKeyRange = QCPRange()) const override;

protected:
    QRect clipRect() const override;
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    double laneThickness() const;
    void drawLane(QCPPainter& painter, std::size_t lane) const;
    void drawBar(QCPPainter& painter, std::size_t bar) const;

    ChartModel m_chart;
    ChartStyle m_style;
};

} // namespace ralmscope
