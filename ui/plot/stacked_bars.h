// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "axis_ticks.h"
#include "chart_style.h"

#include "qcustomplot_include.h"

#include <optional>

namespace ralmscope {

/// Horizontal stacked bars with the category to the left and the total to the right of each: one plottable for the
/// whole chart, because QCustomPlot has no labels on bars, no bold tick and no hatches of a given pitch.
/// Categories run down the y axis from 0; values along the x axis.
class StackedBars : public QCPAbstractPlottable
{
    Q_OBJECT

public:
    StackedBars(QCPAxis* categoryAxis, QCPAxis* valueAxis);

    /// `factor` divides the totals that are written beside the bars.
    void update(const ChartModel& chart, const ChartStyle& style, double factor);

    /// Space the category names need, in pixels, at most `limit`.
    double nameWidth(double limit) const;
    /// Space the widest total needs beyond its bar.
    double totalWidth() const;
    /// Sum of the drawable values of a category.
    double total(std::size_t category) const;
    /// The same, or where the chart cuts the bar.
    double drawnLength(std::size_t category) const;
    std::optional<std::size_t> categoryAt(const QPointF& pixel) const;

    double selectTest(const QPointF& position, bool onlySelectable, QVariant* details = nullptr) const override;
    QCPRange getKeyRange(bool& foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool& foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth,
                           const QCPRange& inKeyRange = QCPRange()) const override;

protected:
    QRect clipRect() const override;
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;

private:
    void drawCategory(QCPPainter& painter, std::size_t category) const;
    /// Two slanted gaps: this bar goes on.
    void drawBreak(QCPPainter& painter, const QPointF& centre, double thickness) const;
    QString totalText(std::size_t category) const;
    const QFont& fontOf(std::size_t category) const;

    ChartModel m_chart;
    ChartStyle m_style;
    double m_factor = 1.0;
};

/// A filled rectangle with the lines of a hatch, clipped to it. Also the swatch of a legend.
void drawSegment(QPainter& painter, const QRectF& rect, const SegmentLook& look, const ChartStyle& style);

} // namespace ralmscope
