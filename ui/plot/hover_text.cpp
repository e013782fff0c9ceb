// SPDX-License-Identifier: GPL-3.0-or-later
#include "hover_text.h"

#include "axis_ticks.h"
#include "chart_style.h"
#include "format_quantity.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ralmscope {

namespace {

QString escaped(const std::string& text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

/// Shown value of a fraction is a percentage, as on the axis.
QString valueText(double value, const ChartAxis& axis)
{
    if (axis.unit == "%")
        return QString::fromStdString(formatExact(value * 100.0, "%"));
    return QString::fromStdString(formatExact(value, axis.unit));
}

/// One line of a histogram: share and count. The middle of a bin says nothing; its note does.
QString binRow(const QColor& color, const ChartSeries& series, std::size_t bin, const ChartAxis& axis)
{
    return QStringLiteral("<tr><td><font color='%1'>■</font>&nbsp;%2&nbsp;&nbsp;</td><td align='right'><b>%3</b></td>"
                          "<td>&nbsp;&nbsp;%4</td></tr>")
        .arg(color.name(), escaped(series.name),
             QString::fromStdString(formatQuantity(series.y[bin], axis.unit, 3).text()),
             bin < series.notes.size() ? escaped(series.notes[bin]) : QString());
}

/// One line: rounded value with prefix, the exact raw value where that says more, and a remark.
QString row(const QColor& color, const QString& name, double value, const ChartAxis& axis, const QString& remark,
            const Theme& theme)
{
    const QString rounded = QString::fromStdString(formatQuantity(value, axis.unit, 4).text());
    QString exact = valueText(value, axis);
    if (exact == rounded)
        exact.clear();
    return QStringLiteral("<tr><td><font color='%1'>■</font>&nbsp;%2&nbsp;&nbsp;</td><td align='right'><b>%3</b></td>"
                          "<td><font color='%4'>&nbsp;&nbsp;%5</font></td><td align='right'>&nbsp;&nbsp;%6</td></tr>")
        .arg(color.name(), name, rounded, theme.muted.name(), exact, remark);
}

bool drawable(double x, double y, const ChartModel& chart)
{
    return std::isfinite(x) && std::isfinite(y) && (!chart.x.logarithmic || x > 0.0)
        && (!chart.y.logarithmic || y > 0.0);
}

QColor colorOf(const ChartModel& chart, std::size_t index, const Theme& theme)
{
    const ChartSeries& series = chart.series[index];
    switch (series.role) {
    case SeriesRole::Limit:
    case SeriesRole::Model:
        return series.device ? theme.device(*series.device) : theme.accent;
    case SeriesRole::Baseline:
        return theme.baseline;
    case SeriesRole::Measured:
        return screenStyle(theme).series(chart, index).pen.color();
    case SeriesRole::Guide:
        break;
    }
    return theme.muted;
}

/// A tick's text where x is one (choices, catalog entries), else the exact value.
QString xText(const ChartModel& chart, double x)
{
    for (const auto& [position, label] : chart.x.ticks) {
        if (position == x)
            return QString::fromStdString(label) + (chart.x.unit.empty() ? QString() : QStringLiteral(" "))
                + QString::fromStdString(chart.x.unit);
    }
    return valueText(x, chart.x);
}

/// Sample of a curve at exactly x; curves of one chart share their samples.
std::optional<std::size_t> sampleAt(const ChartSeries& series, double x)
{
    for (std::size_t point = 0; point < series.x.size() && point < series.y.size(); ++point) {
        if (series.x[point] == x)
            return point;
    }
    return std::nullopt;
}

std::optional<double> nearestSample(const ChartModel& chart, const QPointF& pixel, const ToPixel& toPixel)
{
    std::optional<double> best;
    double distance = std::numeric_limits<double>::infinity();
    for (const ChartSeries& series : chart.series) {
        if (series.style == SeriesStyle::Points || series.role == SeriesRole::Guide)
            continue;
        for (std::size_t point = 0; point < series.x.size() && point < series.y.size(); ++point) {
            if (!drawable(series.x[point], series.y[point], chart))
                continue;
            const double away = std::fabs(toPixel(series.x[point], series.y[point]).x() - pixel.x());
            if (away < distance) {
                distance = away;
                best = series.x[point];
            }
        }
    }
    return best;
}

std::optional<double> baselineAt(const ChartModel& chart, double x)
{
    for (const ChartSeries& series : chart.series) {
        if (series.role != SeriesRole::Baseline)
            continue;
        if (const auto point = sampleAt(series, x))
            return series.y[*point];
    }
    return std::nullopt;
}

/// What the bands at x say: "Chameleon prototype: p90 error ± 13 %".
QString bandLines(const ChartModel& chart, double x, const Theme& theme)
{
    QString lines;
    for (const ChartSeries& series : chart.series) {
        const auto point = series.bandName.empty() ? std::nullopt : sampleAt(series, x);
        if (!point || *point >= series.high.size() || !std::isfinite(series.high[*point]))
            continue;
        const double error = series.high[*point] / series.y[*point] - 1.0;
        lines += QStringLiteral("<div><font color='%1'>%2: %3 ± %4 %</font></div>")
                     .arg(theme.muted.name(), escaped(series.name), escaped(series.bandName),
                          QString::fromStdString(formatNumber(100.0 * error, 2)));
    }
    return lines;
}

} // namespace

std::optional<SeriesPoint> pointAt(const ChartModel& chart, const QPointF& pixel, const ToPixel& toPixel, double reach)
{
    std::optional<SeriesPoint> best;
    double nearest = reach;
    for (std::size_t index = 0; index < chart.series.size(); ++index) {
        const ChartSeries& series = chart.series[index];
        if (series.style != SeriesStyle::Points)
            continue;
        for (std::size_t point = 0; point < series.x.size() && point < series.y.size(); ++point) {
            if (!drawable(series.x[point], series.y[point], chart))
                continue;
            const QPointF away = toPixel(series.x[point], series.y[point]) - pixel;
            const double distance = std::hypot(away.x(), away.y());
            if (distance <= nearest) {
                nearest = distance;
                best = SeriesPoint{index, point};
            }
        }
    }
    return best;
}

std::optional<Hover> hoverCurves(const ChartModel& chart, const QPointF& pixel, const ToPixel& toPixel,
                                 const Theme& theme)
{
    Hover hover;
    hover.measured = pointAt(chart, pixel, toPixel, 10.0);
    std::optional<double> x;
    if (hover.measured)
        x = chart.series[hover.measured->series].x[hover.measured->point];
    else
        x = nearestSample(chart, pixel, toPixel);
    if (!x)
        return std::nullopt;
    hover.x = *x;
    const std::optional<double> base = baselineAt(chart, *x);
    QString rows;
    bool isBin = false;
    for (std::size_t index = 0; index < chart.series.size(); ++index) {
        const ChartSeries& series = chart.series[index];
        const bool isMeasured = hover.measured && hover.measured->series == index;
        if (series.role == SeriesRole::Guide || (hover.measured && series.style == SeriesStyle::Points && !isMeasured))
            continue;
        const auto point = isMeasured ? std::optional(hover.measured->point) : sampleAt(series, *x);
        if (!point)
            continue;
        const double y = series.y[*point];
        if (drawable(*x, y, chart))
            hover.marks.emplace_back(*x, y);
        const bool against = base && series.role != SeriesRole::Baseline;
        if (series.style == SeriesStyle::Bars) {
            isBin = true;
            rows += binRow(colorOf(chart, index, theme), series, *point, chart.y);
            continue;
        }
        QString remark = against ? QString::fromStdString(formatChange(y, *base)) : QString();
        // A measured point's note stands below, in full.
        if (!isMeasured && remark.isEmpty() && *point < series.notes.size())
            remark = escaped(series.notes[*point]);
        rows += row(colorOf(chart, index, theme), escaped(series.name), y, chart.y, remark, theme);
    }
    if (rows.isEmpty())
        return std::nullopt;
    hover.text = QStringLiteral("<font color='%1'>%2</font> %3<table cellspacing='0' cellpadding='1'>%4</table>")
                     .arg(theme.muted.name(), escaped(chart.x.label),
                          isBin ? QString() : xText(chart, *x).toHtmlEscaped(), rows);
    hover.text += bandLines(chart, *x, theme);
    if (hover.measured) {
        const ChartSeries& series = chart.series[hover.measured->series];
        const std::size_t point = hover.measured->point;
        if (point < series.labels.size())
            hover.text.prepend(QStringLiteral("<div><b>%1</b></div>").arg(escaped(series.labels[point])));
        QStringList lines;
        if (point < series.low.size() && point < series.high.size() && std::isfinite(series.low[point])
            && std::isfinite(series.high[point]))
            lines << QStringLiteral("p5–p95: ") + valueText(series.low[point], chart.y) + QStringLiteral(" – ")
                    + valueText(series.high[point], chart.y);
        if (point < series.notes.size() && !series.notes[point].empty())
            lines << escaped(series.notes[point]).replace(QLatin1Char('\n'), QStringLiteral("<br>"));
        if (!series.provenance.empty())
            lines << escaped(series.provenance);
        for (const QString& line : std::as_const(lines))
            hover.text += QStringLiteral("<div><font color='%1'>%2</font></div>").arg(theme.muted.name(), line);
    }
    return hover;
}

QString hoverBar(const ChartModel& chart, std::size_t index, const Theme& theme)
{
    const TimelineBar& bar = chart.bars[index];
    const QString lane = bar.category < chart.categories.size() ? escaped(chart.categories[bar.category]) : QString();
    const QString table = row(theme.device(bar.device, bar.tint), lane, bar.length, chart.x, QString(), theme);
    return QStringLiteral("<b>%1</b><table cellspacing='0' cellpadding='1'>%2</table><div><font color='%3'>%4</font>"
                          "</div>")
        .arg(escaped(bar.name), table, theme.muted.name(),
             escaped(bar.note).replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

QString hoverCategory(const ChartModel& chart, std::size_t category, const Theme& theme)
{
    if (category < chart.categoryNotes.size() && !chart.categoryNotes[category].empty())
        return QStringLiteral("<b>%1</b> %2<div>%3</div>")
            .arg(escaped(chart.categories[category]),
                 chart.categoryTexts[category] == chart.categoryNotes[category]
                     ? QString()
                     : escaped(chart.categoryTexts[category]),
                 escaped(chart.categoryNotes[category]));
    double total = 0.0;
    for (const BarSegment& segment : chart.segments) {
        if (category < segment.values.size() && std::isfinite(segment.values[category]))
            total += segment.values[category];
    }
    QString rows;
    for (const BarSegment& segment : chart.segments) {
        if (category >= segment.values.size() || !(segment.values[category] > 0.0))
            continue;
        const double value = segment.values[category];
        const QString share = total > 0.0
            ? QString::fromStdString(formatNumber(100.0 * value / total, 2)) + QStringLiteral(" %")
            : QString();
        rows += row(theme.device(segment.device, segment.tint), escaped(segment.name), value, valueAxis(chart), share,
                    theme);
    }
    return QStringLiteral("<b>%1</b> %2<table cellspacing='0' cellpadding='1'>%3</table>")
        .arg(escaped(chart.categories[category]), valueText(total, valueAxis(chart)), rows);
}

} // namespace ralmscope
