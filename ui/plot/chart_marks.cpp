// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_marks.h"

#include "axis_ticks.h"
#include "qcustomplot_include.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

const QList<qreal> kDash{4, 3};

/// Where a value stands along its axis, 0 to 1.
double share(const ChartAxis& axis, double value)
{
    const auto [low, high] = drawableRange(axis);
    return axis.logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
}

bool drawable(const ChartMark& mark, const ChartModel& chart)
{
    const ChartAxis& axis = mark.axis == ChartMark::Axis::X ? chart.x : chart.y;
    return std::isfinite(mark.from) && std::isfinite(mark.to) && (!axis.logarithmic || mark.from > 0.0);
}

/// A position whose coordinate along `axis` is a value and across it a share of the axes.
void anchor(QCPItemPosition& position, ChartMark::Axis axis, double value, double across)
{
    const bool x = axis == ChartMark::Axis::X;
    position.setTypeX(x ? QCPItemPosition::ptPlotCoords : QCPItemPosition::ptAxisRectRatio);
    position.setTypeY(x ? QCPItemPosition::ptAxisRectRatio : QCPItemPosition::ptPlotCoords);
    if (x)
        position.setCoords(value, across);
    else
        position.setCoords(across, value);
}

/// The side of a line for its text: where there is more room, but not across a neighbouring line if the other side has
/// enough.
/// @param width of the text as a share of the axis
bool textOnTheRight(const ChartModel& chart, const ChartMark& mark, double width)
{
    const double at = share(chart.x, mark.from);
    const auto isFree = [&](double from, double to) {
        return from >= 0.0 && to <= 1.0
            && std::none_of(chart.marks.begin(), chart.marks.end(), [&](const ChartMark& other) {
                   const double there = share(chart.x, other.from);
                   return other.axis == mark.axis && !other.isRange() && there > from && there < to;
               });
    };
    const bool right = at < 0.5;
    const bool freeRight = isFree(at, at + width);
    const bool freeLeft = isFree(at - width, at);
    return freeRight == freeLeft ? right : freeRight;
}

} // namespace

ChartMarks::ChartMarks(QCustomPlot& plot)
    : m_plot(plot)
{
}

ChartMarks::Slot& ChartMarks::slot(std::size_t index)
{
    while (m_slots.size() <= index) {
        Slot slot;
        slot.range = new QCPItemRect(&m_plot);
        slot.line = new QCPItemStraightLine(&m_plot);
        slot.text = new QCPItemText(&m_plot);
        slot.range->setLayer(QStringLiteral("bands"));
        slot.line->setLayer(QStringLiteral("grid"));
        slot.text->setLayer(QStringLiteral("main"));
        for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{slot.range, slot.line, slot.text})
            item->setSelectable(false);
        m_slots.push_back(slot);
    }
    return m_slots[index];
}

void ChartMarks::placeRange(Slot& slot, const ChartMark& mark, const ChartStyle& style)
{
    const Theme& theme = style.theme;
    slot.range->setPen(Qt::NoPen);
    // Opaque, as the bands: figures carry no transparency.
    slot.range->setBrush(mixed(theme.background, theme.muted, 0.12));
    anchor(*slot.range->topLeft, mark.axis, mark.from, 0.0);
    anchor(*slot.range->bottomRight, mark.axis, mark.to, 1.0);
}

void ChartMarks::placeLine(Slot& slot, const ChartMark& mark, const ChartStyle& style, const ChartAxis& axis, int row,
                           bool right)
{
    const Theme& theme = style.theme;
    const QColor colour = mark.device ? theme.device(*mark.device) : theme.muted;
    QPen pen(colour, (style.figure ? 1.5 : 1.0) * style.thinWidth, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern(kDash);
    slot.line->setPen(pen);
    anchor(*slot.line->point1, mark.axis, mark.from, 0.0);
    anchor(*slot.line->point2, mark.axis, mark.from, 1.0);
    slot.text->setColor(mark.device ? mixed(colour, theme.text, 0.25) : theme.muted);
    const int gap = static_cast<int>(std::lround(4.0 * style.unit));
    if (mark.axis == ChartMark::Axis::X) {
        // Each in a row of its own.
        const int height = static_cast<int>(std::lround(QFontMetricsF(style.tickFont).height()));
        anchor(*slot.text->position, mark.axis, mark.from, 0.0);
        slot.text->setPositionAlignment((right ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
        slot.text->setPadding(QMargins(gap, row * height, gap, 0));
    } else {
        const bool above = share(axis, mark.from) < 0.85;
        anchor(*slot.text->position, mark.axis, mark.from, 1.0);
        slot.text->setPositionAlignment(Qt::AlignRight | (above ? Qt::AlignBottom : Qt::AlignTop));
        slot.text->setPadding(QMargins(gap, 1, gap, 1));
    }
}

void ChartMarks::update(const ChartModel& chart, const ChartStyle& style)
{
    // Before the first layout the axes have no width of their own.
    const double axesWidth = std::max<double>(m_plot.axisRect()->width(), 0.8 * m_plot.viewport().width());
    int row = 0;
    for (std::size_t index = 0; index < chart.marks.size(); ++index) {
        const ChartMark& mark = chart.marks[index];
        const ChartAxis& axis = mark.axis == ChartMark::Axis::X ? chart.x : chart.y;
        Slot& current = slot(index);
        const bool visible = drawable(mark, chart);
        current.range->setVisible(visible && mark.isRange());
        current.line->setVisible(visible && !mark.isRange());
        current.text->setVisible(visible);
        if (!visible)
            continue;
        current.text->setFont(style.tickFont);
        current.text->setText(QString::fromStdString(mark.text));
        if (!mark.isRange()) {
            const double width =
                QFontMetricsF(style.tickFont).horizontalAdvance(current.text->text()) + 8.0 * style.unit;
            placeLine(current, mark, style, axis, row, textOnTheRight(chart, mark, width / std::max(1.0, axesWidth)));
            row += mark.axis == ChartMark::Axis::X ? 1 : 0;
            continue;
        }
        placeRange(current, mark, style);
        // Along the upper edge, inside of the axes even where the range is narrow and near an end.
        const double middle = (share(axis, mark.from) + share(axis, mark.to)) / 2.0;
        current.text->setColor(style.theme.muted);
        current.text->position->setType(QCPItemPosition::ptAxisRectRatio);
        current.text->position->setCoords(middle < 0.3       ? share(axis, mark.from)
                                              : middle > 0.7 ? share(axis, mark.to)
                                                             : middle,
                                          0.0);
        current.text->setPositionAlignment((middle < 0.3       ? Qt::AlignLeft
                                                : middle > 0.7 ? Qt::AlignRight
                                                               : Qt::AlignHCenter)
                                           | Qt::AlignTop);
        const int gap = static_cast<int>(std::lround(4.0 * style.unit));
        const int height = static_cast<int>(std::lround(QFontMetricsF(style.tickFont).height()));
        current.text->setPadding(QMargins(gap, row * height, gap, 0));
        ++row;
    }
    for (std::size_t index = chart.marks.size(); index < m_slots.size(); ++index) {
        m_slots[index].range->setVisible(false);
        m_slots[index].line->setVisible(false);
        m_slots[index].text->setVisible(false);
    }
}

} // namespace ralmscope
