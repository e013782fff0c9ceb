// SPDX-License-Identifier: GPL-3.0-or-later
#include "readout_rows.h"

#include "headline_widget.h"
#include "qt_text.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr int kFitLine = 20;
constexpr int kFitBar = 8;
constexpr int kFitCaption = 17;
constexpr double kSwatch = 7;

/// Colours of the parts of a bar: the device's, then lighter tints; activations are mostly thin.
QColor partColour(const Theme& theme, DeviceKind device, std::size_t part)
{
    return theme.device(device, static_cast<int>(part));
}

/// Hatched in the colour of errors: what goes beyond the capacity.
void drawOverflow(QPainter& painter, const QRectF& rect, const Theme& theme)
{
    painter.fillRect(rect, mixed(theme.panel, theme.bad, 0.25));
    painter.save();
    painter.setClipRect(rect);
    painter.setPen(QPen(theme.bad, 1.5));
    for (double x = rect.left() - rect.height(); x < rect.right(); x += 5)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    painter.restore();
}

} // namespace

FitBarWidget::FitBarWidget(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(&appearance)
{
    setFixedHeight(kFitLine + kFitBar);
}

void FitBarWidget::setBar(const FitBar& bar)
{
    m_bar = bar;
    const bool parts = bar.parts.size() > 1;
    setFixedHeight(kFitLine + kFitBar + (parts ? kFitCaption : 0) + (bar.fits ? 0 : kFitCaption) + 2);
    const QString state = bar.fits ? qtext(bar.freeText) : qtext(bar.problem);
    QString tip =
        tr("%1: %2 (%3 %), %4").arg(qtext(bar.label), qtext(bar.text)).arg(bar.fraction * 100.0, 0, 'f', 1).arg(state);
    for (const MemoryPart& part : bar.parts)
        tip += QLatin1Char('\n') + qtext(part.name) + QStringLiteral(": ") + qtext(part.text) + QLatin1Char(' ')
            + qtext(bar.unit);
    setToolTip(tip);
    setAccessibleName(QStringLiteral("%1: %2, %3").arg(qtext(bar.label), qtext(bar.text), state));
    update();
}

/// The whole width is the capacity, or what is needed where that is more; then a mark shows the capacity.
void FitBarWidget::drawBar(QPainter& painter, const QRectF& track) const
{
    const Theme& theme = m_appearance->theme();
    QPainterPath shape;
    shape.addRoundedRect(track, 2.5, 2.5);
    painter.save();
    painter.setClipPath(shape);
    painter.fillRect(track, theme.line);
    const double scale = track.width() / std::max(1.0, m_bar.fraction);
    double start = track.left();
    for (std::size_t i = 0; i < m_bar.parts.size(); ++i) {
        const double length = m_bar.parts[i].share * scale;
        painter.fillRect(QRectF(start, track.top(), std::max(length, 1.0), track.height()),
                         partColour(theme, m_bar.device, i));
        start += length;
    }
    if (!m_bar.fits) {
        const double capacity = track.left() + scale;
        drawOverflow(painter, QRectF(capacity, track.top(), track.right() - capacity, track.height()), theme);
        painter.fillRect(QRectF(capacity - 1, track.top(), 2, track.height()), theme.text);
    }
    painter.restore();
}

/// "weights 17.6  KV 10.7  other 0.5", each behind its colour.
void FitBarWidget::drawParts(QPainter& painter, const QRectF& line) const
{
    const Theme& theme = m_appearance->theme();
    const QFontMetricsF metrics(painter.font());
    double x = line.left();
    for (std::size_t i = 0; i < m_bar.parts.size(); ++i) {
        const QString text = qtext(m_bar.parts[i].name) + QLatin1Char(' ') + qtext(m_bar.parts[i].text);
        painter.fillRect(QRectF(x, line.center().y() - kSwatch / 2, kSwatch, kSwatch),
                         partColour(theme, m_bar.device, i));
        x += kSwatch + 4;
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x, line.top(), line.right() - x, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, line.right() - x));
        x += metrics.horizontalAdvance(text) + 9;
    }
}

void FitBarWidget::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(theme.text);
    const QRect line(0, 0, width(), kFitLine);
    const int room = width() - painter.fontMetrics().horizontalAdvance(qtext(m_bar.text)) - 8;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(qtext(m_bar.label), Qt::ElideRight, room));
    painter.setPen(m_bar.fits ? theme.muted : theme.bad);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, qtext(m_bar.text));
    drawBar(painter, QRectF(0, kFitLine, width(), kFitBar));
    painter.setFont(theme.font(FontRole::Caption));
    QRectF caption(0, kFitLine + kFitBar + 1, width(), kFitCaption);
    if (m_bar.parts.size() > 1) {
        drawParts(painter, caption);
        caption.translate(0, kFitCaption);
    }
    if (!m_bar.fits) {
        painter.setPen(theme.bad);
        painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter, qtext(m_bar.problem));
    }
}

HelpRow::HelpRow(const Appearance& appearance, QWidget* parent)
    : QAbstractButton(parent)
    , m_appearance(&appearance)
{
    setFixedHeight(26);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
}

void HelpRow::setLine(const HelpLine& line, double largest)
{
    m_line = line;
    m_share = largest > 0.0 ? std::fabs(line.change) / largest : 0.0;
    const QString effect = std::isnan(line.change) ? tr("%1: then the design runs").arg(qtext(line.text))
        : line.costText.empty() ? tr("%1: %2 time per token").arg(qtext(line.text), qtext(line.changeText))
                                : tr("%1: %2 time per token, but %3 throughput")
                                      .arg(qtext(line.text), qtext(line.changeText), qtext(line.costText));
    setToolTip(effect + tr(". Click to apply."));
    setAccessibleName(effect);
    update();
}

QString HelpRow::shownText(const QFontMetrics& metrics, int room) const
{
    QString text = qtext(m_line.text);
    for (const std::string& shorter : m_line.shorterTexts) {
        if (metrics.horizontalAdvance(text) <= room)
            break;
        text = qtext(shorter);
    }
    return text;
}

void HelpRow::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(theme.accent, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(theme.grid);
        painter.drawRoundedRect(QRectF(rect()).adjusted(-0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    constexpr int kNumber = 48;
    constexpr int kBar = 20;
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(theme.text);
    const QRect textArea = rect().adjusted(2, 0, -kNumber - kBar - 6, 0);
    const QFontMetrics metrics = painter.fontMetrics();
    const QString text = shownText(metrics, textArea.width());
    painter.drawText(textArea, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(text, Qt::ElideMiddle, textArea.width()));
    painter.setPen(theme.muted);
    QString change = qtext(m_line.changeText);
    change.replace(QLatin1Char('-'), QChar(0x2212));
    painter.drawText(rect().adjusted(0, 0, -2, 0), Qt::AlignRight | Qt::AlignVCenter, change);
    if (std::isnan(m_line.change))
        return;
    const double length = std::max(2.0, m_share * kBar);
    painter.setPen(Qt::NoPen);
    // A gain that costs throughput is a trade, not a gift.
    painter.setBrush(!m_line.costText.empty() ? theme.muted : m_line.change < 0.0 ? theme.good : theme.bad);
    painter.drawRoundedRect(QRectF(width() - kNumber - length, height() / 2.0 - 4, length, 8), 1.5, 1.5);
}

PairRow::PairRow(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(&appearance)
{
    setFixedHeight(20);
}

void PairRow::setPair(const QString& label, const QString& value, const QString& note, Direction direction,
                      const QString& tip)
{
    if (label == m_label && value == m_value && note == m_note && direction == m_direction && tip == toolTip())
        return;
    m_label = label;
    m_value = value;
    m_note = note;
    m_direction = direction;
    setToolTip(tip);
    setAccessibleName(QStringLiteral("%1: %2 %3").arg(label, value, note));
    update();
}

void PairRow::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(m_note.isEmpty() ? theme.muted : theme.text);
    const QFontMetrics metrics(painter.font());
    int right = width();
    if (!m_note.isEmpty() || m_direction != Direction::Neutral) {
        const QFontMetrics small(theme.font(FontRole::Caption));
        painter.setFont(theme.font(FontRole::Caption));
        painter.setPen(changeColour(m_direction, theme));
        // The label says what the row is; a long note gives way to it.
        const int beside = metrics.horizontalAdvance(m_label) + metrics.horizontalAdvance(m_value) + 16;
        const QString note = small.elidedText(m_note, Qt::ElideRight, std::max(58, right - beside));
        painter.drawText(QRect(0, 0, right, height()), Qt::AlignRight | Qt::AlignVCenter, note);
        right -= std::max(58, small.horizontalAdvance(note) + 8);
        painter.setFont(theme.font(FontRole::Body));
        painter.setPen(theme.text);
    }
    painter.drawText(QRect(0, 0, right, height()), Qt::AlignRight | Qt::AlignVCenter, m_value);
    const int room = right - metrics.horizontalAdvance(m_value) - 8;
    painter.setPen(theme.text);
    painter.drawText(QRect(0, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(m_label, Qt::ElideRight, room));
}

} // namespace ralmscope
