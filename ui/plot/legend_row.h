// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

#include "qcustomplot_include.h"

#include <vector>

namespace ralmscope {

/// Names of series or segments in centred rows above or below the axes. QCustomPlot's own legend stretches over the
/// width it gets and does not wrap by width.
class LegendRow : public QCPLayoutElement
{
    Q_OBJECT

public:
    explicit LegendRow(QCustomPlot* plot);

    /// Takes as many rows as needed within `width` pixels.
    void update(const ChartModel& chart, const ChartStyle& style, double width);

protected:
    void draw(QCPPainter* painter) override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;

private:
    struct Entry
    {
        QString name;
        std::size_t index = 0;
        double width = 0.0;
    };
    struct Row
    {
        std::vector<Entry> entries;
        double width = 0.0;
    };

    void drawSwatch(QCPPainter& painter, const QRectF& rect, std::size_t index) const;
    double swatchWidth() const;
    double rowHeight() const;

    ChartModel m_chart;
    ChartStyle m_style;
    std::vector<Row> m_rows;
};

} // namespace ralmscope
