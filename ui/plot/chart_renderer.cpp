// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_renderer.h"

#include "chart_marks.h"
#include "chart_overlay.h"
#include "curves.h"
#include "gantt_bars.h"
#include "legend_row.h"
#include "point_labels.h"
#include "qcustomplot_include.h"
#include "stacked_bars.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ralmscope {

class ChartRenderer::Private
{
public:
    Private(QCustomPlot& plotted, const ChartStyle& chartStyle);

    void applyStyle();
    void styleAxis(QCPAxis& axis, bool vertical) const;
    void updateCurvesAxes(const ChartModel& chart, const QSizeF& size);
    void updateBarsAxes(const ChartModel& chart, const QSizeF& size);
    void updateTimelineAxes(const ChartModel& chart, const QSizeF& size);
    void setTicks(QCPAxis& axis, const std::vector<std::pair<double, std::string>>& ticks) const;
    double textHeight() const { return QFontMetricsF(style.tickFont).height(); }
    double textWidth(const std::string& text) const
    {
        return QFontMetricsF(style.tickFont).horizontalAdvance(QString::fromStdString(text));
    }

    QCustomPlot& plot;
    ChartStyle style;
    std::unique_ptr<Curves> curves;
    std::unique_ptr<ChartMarks> marks;
    std::unique_ptr<ChartOverlay> overlay; ///< none in figures
    StackedBars* bars = nullptr; ///< owned by the plot, as are the following
    GanttBars* gantt = nullptr;
    PointLabels* names = nullptr;
    LegendRow* legend = nullptr;
    AxisTicks xTicks;
    AxisTicks valueTicks;
};

ChartRenderer::Private::Private(QCustomPlot& plotted, const ChartStyle& chartStyle)
    : plot(plotted)
    , style(chartStyle)
{
    plot.setAutoAddPlottableToLegend(false);
    plot.setInteractions(QCP::Interactions());
    plot.setPlottingHint(QCP::phFastPolylines); // antialiased lines wider than a pixel are ten times slower without
    plot.setPlottingHint(QCP::phCacheLabels);
    plot.setNoAntialiasingOnDrag(false);
    plot.setAntialiasedElements(QCP::aeAll);
    plot.setNotAntialiasedElements(QCP::aeGrid | QCP::aeAxes);
    plot.addLayer(QStringLiteral("bands"), plot.layer(QStringLiteral("grid")), QCustomPlot::limBelow);
    plot.addLayer(QStringLiteral("points"), plot.layer(QStringLiteral("main")), QCustomPlot::limAbove);
    curves = std::make_unique<Curves>(plot);
    marks = std::make_unique<ChartMarks>(plot);
    bars = new StackedBars(plot.yAxis, plot.xAxis);
    gantt = new GanttBars(plot.yAxis, plot.xAxis);
    names = new PointLabels(&plot);
    names->setLayer(QStringLiteral("points"));
    legend = new LegendRow(&plot);
    plot.plotLayout()->setRowSpacing(0);
    if (style.figure) {
        plot.plotLayout()->insertRow(0);
        plot.plotLayout()->addElement(0, 0, legend);
    } else {
        plot.plotLayout()->addElement(1, 0, legend);
        overlay = std::make_unique<ChartOverlay>(plot);
        // Measured points stay on top, also of the current design.
        plot.moveLayer(plot.layer(QStringLiteral("points")), plot.layer(QStringLiteral("cursor")),
                       QCustomPlot::limAbove);
    }
    applyStyle();
}

void ChartRenderer::Private::styleAxis(QCPAxis& axis, bool vertical) const
{
    const Theme& theme = style.theme;
    const QPen none(Qt::NoPen);
    const QPen line(theme.text, style.thinWidth, Qt::SolidLine, Qt::FlatCap);
    axis.setBasePen(style.figure ? line : none);
    axis.setTickPen(style.figure ? line : none);
    axis.setSubTicks(false);
    axis.setTickLengthIn(0);
    axis.setTickLengthOut(style.figure ? static_cast<int>(std::lround(6.0 * style.unit)) : 0);
    axis.setTickLabelFont(style.tickFont);
    axis.setTickLabelColor(style.figure ? theme.text : theme.muted);
    axis.setTickLabelPadding(static_cast<int>(std::lround((style.figure ? 3.0 : 6.0) * style.unit)));
    axis.setLabelFont(style.labelFont);
    axis.setLabelColor(style.figure ? theme.text : theme.muted);
    axis.setLabelPadding(static_cast<int>(std::lround((style.figure ? 4.0 : 2.0) * style.unit)));
    axis.setPadding(0);
    const QColor grid = vertical ? theme.grid : mixed(theme.grid, theme.background, style.figure ? 0.3 : 0.25);
    axis.grid()->setPen(QPen(grid, style.figure ? 0.8 * style.thinWidth : style.thinWidth));
    axis.grid()->setZeroLinePen(none);
    axis.grid()->setSubGridVisible(false);
}

void ChartRenderer::Private::applyStyle()
{
    plot.setBackground(QBrush(style.theme.background));
    styleAxis(*plot.xAxis, false);
    styleAxis(*plot.yAxis, true);
    if (overlay)
        overlay->setStyle(style);
}

void ChartRenderer::Private::setTicks(QCPAxis& axis, const std::vector<std::pair<double, std::string>>& ticks) const
{
    auto ticker = axis.ticker().dynamicCast<QCPAxisTickerText>();
    if (!ticker) {
        ticker.reset(new QCPAxisTickerText);
        axis.setTicker(ticker);
    }
    QMap<double, QString> labels;
    for (const auto& [position, label] : ticks)
        labels.insert(position, QString::fromStdString(label));
    ticker->setTicks(labels);
}

void ChartRenderer::Private::updateCurvesAxes(const ChartModel& chart, const QSizeF& size)
{
    const double space = 4.0 * style.unit;
    const int rows = static_cast<int>(std::clamp(size.height() / (textHeight() * 3.2), 2.0, 6.0));
    valueTicks = axisTicks(chart.y, rows);
    double widest = 0.0;
    for (const auto& tick : valueTicks.ticks)
        widest = std::max(widest, textWidth(tick.second));
    const double width = std::max(size.width() - widest - 24.0 * style.unit, 20.0);
    const int columns = static_cast<int>(std::clamp(width / (textWidth("0000") + 24.0 * style.unit), 2.0, 8.0));
    xTicks = axisTicks(chart.x, columns);

    const auto setAxis = [](QCPAxis& axis, const ChartAxis& model) {
        const auto [low, high] = drawableRange(model);
        axis.setScaleType(model.logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        axis.setRangeReversed(false);
        axis.setRange(low, high);
    };
    setAxis(*plot.xAxis, chart.x);
    setAxis(*plot.yAxis, chart.y);
    const auto place = [](const ChartAxis& axis, double extent) {
        return [range = drawableRange(axis), logarithmic = axis.logarithmic, extent](double value) {
            const auto [low, high] = range;
            return extent * (logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low));
        };
    };
    thinTicks(
        xTicks.ticks, place(chart.x, width), [this](const std::string& text) { return textWidth(text); }, 2.0 * space);
    const double height = std::max(size.height() - 3.0 * textHeight(), 20.0);
    thinTicks(
        valueTicks.ticks, place(chart.y, height), [this](const std::string&) { return textHeight(); }, space);
    setTicks(*plot.xAxis, xTicks.ticks);
    setTicks(*plot.yAxis, valueTicks.ticks);
    plot.xAxis->setTickLabels(true);
    plot.yAxis->setTickLabels(true);
    plot.xAxis->setTicks(true);
    plot.yAxis->setTicks(true);
    plot.xAxis->setLabel(QString::fromStdString(axisLabel(chart.x, xTicks)));
    plot.yAxis->setLabel(style.figure ? QString::fromStdString(axisLabel(chart.y, valueTicks)) : QString());
    plot.xAxis->grid()->setVisible(true);
    plot.yAxis->grid()->setVisible(true);

    // The last number may stand half beyond the end of its axis; automatic margins do not know that.
    const double over = xTicks.ticks.empty() ? 0.0 : textWidth(xTicks.ticks.back().second) / 2.0;
    QCPAxisRect& axes = *plot.axisRect();
    axes.setAutoMargins(QCP::msAll);
    axes.setMinimumMargins(
        QMargins(static_cast<int>(4.0 * style.unit), static_cast<int>(std::ceil(textHeight() / 2.0 + 3.0 * style.unit)),
                 static_cast<int>(std::ceil(std::max(over, style.markerSize / 2.0) + 2.0 * style.unit)), 0));
}

void ChartRenderer::Private::updateBarsAxes(const ChartModel& chart, const QSizeF& size)
{
    const auto categories = static_cast<double>(chart.categories.size());
    QCPAxisRect& axes = *plot.axisRect();
    valueTicks =
        axisTicks(valueAxis(chart), static_cast<int>(std::clamp(size.width() / (90.0 * style.unit), 2.0, 6.0)));
    bars->update(chart, style, valueTicks.factor);
    const int left = static_cast<int>(std::ceil(bars->nameWidth(0.48 * size.width())));

    // The longest bar leaves room for its total.
    bool found = false;
    const double longest = bars->getValueRange(found).upper;
    const double width = std::max(size.width() - left - 8.0 * style.unit, 20.0);
    const double stretch = width / std::max(width - bars->totalWidth(), 0.3 * width);
    ChartAxis values = valueAxis(chart);
    values.logarithmic = false;
    values.minimum = 0.0;
    values.maximum = found ? std::max(drawableRange(valueAxis(chart)).second, longest * stretch)
                           : drawableRange(valueAxis(chart)).second;
    if (!style.figure)
        values.maximum = found ? longest * stretch : values.maximum;
    plot.xAxis->setScaleType(QCPAxis::stLinear);
    plot.yAxis->setScaleType(QCPAxis::stLinear);
    plot.xAxis->setRange(0.0, values.maximum);
    plot.yAxis->setRange(-0.5, std::max(categories, 1.0) - 0.5);
    plot.yAxis->setRangeReversed(true);
    values.ticks.clear();
    const AxisTicks drawn = axisTicks(values, static_cast<int>(std::clamp(width / (70.0 * style.unit), 2.0, 6.0)));
    setTicks(*plot.xAxis, style.figure ? drawn.ticks : std::vector<std::pair<double, std::string>>{});
    plot.xAxis->setTickLabels(style.figure);
    plot.xAxis->setTicks(style.figure);
    plot.xAxis->grid()->setVisible(style.figure);
    plot.xAxis->setLabel(style.figure ? QString::fromStdString(axisLabel(values, drawn)) : QString());
    plot.yAxis->setTickLabels(false);
    plot.yAxis->setTicks(false);
    plot.yAxis->grid()->setVisible(false);
    plot.yAxis->setLabel(QString());
    if (style.figure) {
        valueTicks = drawn;
        bars->update(chart, style, drawn.factor);
    }
    axes.setAutoMargins(QCP::msTop | QCP::msBottom | QCP::msRight);
    const double over = style.figure && !drawn.ticks.empty() ? textWidth(drawn.ticks.back().second) / 2.0 : 0.0;
    axes.setMinimumMargins(QMargins(0, static_cast<int>(2.0 * style.unit),
                                    static_cast<int>(std::ceil(std::max(over + 2.0 * style.unit, 8.0 * style.unit))),
                                    0));
    axes.setMargins(QMargins(left, axes.margins().top(), axes.margins().right(), axes.margins().bottom()));
}

void ChartRenderer::Private::updateTimelineAxes(const ChartModel& chart, const QSizeF& size)
{
    gantt->update(chart, style);
    const int left = static_cast<int>(std::ceil(gantt->nameWidth(0.3 * size.width())));
    const double width = std::max(size.width() - left - 8.0 * style.unit, 20.0);
    ChartAxis time = chart.x;
    time.logarithmic = false;
    xTicks = axisTicks(time, static_cast<int>(std::clamp(width / (70.0 * style.unit), 2.0, 10.0)));
    valueTicks = xTicks;
    const auto [start, end] = drawableRange(time);
    plot.xAxis->setScaleType(QCPAxis::stLinear);
    plot.yAxis->setScaleType(QCPAxis::stLinear);
    plot.xAxis->setRange(start, end);
    plot.yAxis->setRange(-0.5, std::max(static_cast<double>(chart.categories.size()), 1.0) - 0.5);
    plot.yAxis->setRangeReversed(true);
    setTicks(*plot.xAxis, xTicks.ticks);
    plot.xAxis->setTickLabels(true);
    plot.xAxis->setTicks(true);
    plot.xAxis->grid()->setVisible(true);
    plot.xAxis->setLabel(QString::fromStdString(axisLabel(time, xTicks)));
    plot.yAxis->setTickLabels(false);
    plot.yAxis->setTicks(false);
    plot.yAxis->grid()->setVisible(false);
    plot.yAxis->setLabel(QString());
    QCPAxisRect& axes = *plot.axisRect();
    axes.setAutoMargins(QCP::msTop | QCP::msBottom | QCP::msRight);
    const double over = xTicks.ticks.empty() ? 0.0 : textWidth(xTicks.ticks.back().second) / 2.0;
    axes.setMinimumMargins(
        QMargins(0, static_cast<int>(2.0 * style.unit), static_cast<int>(std::ceil(over + 4.0 * style.unit)), 0));
    axes.setMargins(QMargins(left, axes.margins().top(), axes.margins().right(), axes.margins().bottom()));
}

ChartRenderer::ChartRenderer(QCustomPlot& plot, const ChartStyle& style)
    : d(std::make_unique<Private>(plot, style))
{
}

ChartRenderer::~ChartRenderer() = default;

void ChartRenderer::setStyle(const ChartStyle& style)
{
    d->style = style;
    d->applyStyle();
}

void ChartRenderer::update(const ChartModel& chart, const QSizeF& size)
{
    const bool asBars = chart.kind == ChartKind::StackedBars;
    d->legend->setChart(chart, d->style, size);
    const double height = std::max(size.height() - d->legend->minimumSize().height(), 20.0);
    const bool asTimeline = chart.kind == ChartKind::Timeline;
    d->bars->setVisible(asBars);
    d->gantt->setVisible(asTimeline);
    if (asBars || asTimeline) {
        d->curves->clear();
        d->marks->update({}, d->style);
        d->names->update({}, d->style);
        if (asBars)
            d->updateBarsAxes(chart, {size.width(), height});
        else
            d->updateTimelineAxes(chart, {size.width(), height});
    } else {
        d->names->update(chart, d->style);
        d->updateCurvesAxes(chart, {size.width(), height});
        d->curves->update(chart, d->style);
        d->marks->update(chart, d->style);
    }
    if (d->overlay)
        d->overlay->update(chart);
}

const AxisTicks& ChartRenderer::valueTicks() const
{
    return d->valueTicks;
}

const AxisTicks& ChartRenderer::xTicks() const
{
    return d->xTicks;
}

QRectF ChartRenderer::axesRect() const
{
    return d->plot.axisRect()->rect();
}

QPointF ChartRenderer::pixelOf(double x, double y) const
{
    return {d->plot.xAxis->coordToPixel(x), d->plot.yAxis->coordToPixel(y)};
}

double ChartRenderer::xAt(double pixel) const
{
    return d->plot.xAxis->pixelToCoord(pixel);
}

std::optional<std::size_t> ChartRenderer::categoryAt(const QPointF& pixel) const
{
    return d->bars->visible() ? d->bars->categoryAt(pixel) : std::nullopt;
}

std::optional<std::size_t> ChartRenderer::barAt(const QPointF& pixel) const
{
    return d->gantt->visible() ? d->gantt->barAt(pixel) : std::nullopt;
}

void ChartRenderer::showHover(double x, const std::vector<QPointF>& points)
{
    if (d->overlay)
        d->overlay->showHover(x, points);
}

void ChartRenderer::hideHover()
{
    if (d->overlay)
        d->overlay->hideHover();
}

void ChartRenderer::setVeil(bool visible)
{
    if (d->overlay)
        d->overlay->setVeil(visible);
}

} // namespace ralmscope
