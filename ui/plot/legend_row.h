// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_style.h"

#include "qcustomplot_include.h"

#include <optional>
#include <vector>

namespace ralmscope {

/// Names of series or segments in centred rows above or below the axes. QCustomPlot's own legend stretches over the
/// width it gets and does not wrap by width.
class LegendRow : public QCPLayoutElement
{
    Q_OBJECT

public:
    explicit LegendRow(QCustomPlot* plot);

    /// Takes as many rows as needed within the width of `size`, the whole plot; on the screen at most a quarter of its
    /// height, with the number of names that had no room at the end.
    void setChart(const ChartModel& chart, const ChartStyle& style, const QSizeF& size);

protected:
    void draw(QCPPainter* painter) override;
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;

private:
    struct Entry
    {
        QString name;
        std::optional<std::size_t> index; ///< of the series or segment; nothing: words only
        double width = 0.0;
    };
    struct Row
    {
        std::vector<Entry> entries;
        double width = 0.0;
    };

    void drawSwatch(QCPPainter& painter, const QRectF& rect, std::size_t index) const;
    void limitRows(std::size_t limit, double gap);
    double swatchWidth() const;
    double rowHeight() const;

    ChartModel m_chart;
    ChartStyle m_style;
    std::vector<Row> m_rows;
};

} // namespace ralmscope
