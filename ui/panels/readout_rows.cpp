// SPDX-License-Identifier: GPL-3.0-or-later
#include "readout_rows.h"

#include "headline_widget.h"
#include "qt_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ralmscope {

FitBarWidget::FitBarWidget(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(&appearance)
{
    setFixedHeight(30);
}

void FitBarWidget::setBar(const FitBar& bar)
{
    m_bar = bar;
    setAccessibleName(qtext(bar.label) + QStringLiteral(": ") + qtext(bar.text));
    setToolTip(
        QStringLiteral("%1: %2 (%3 %)").arg(qtext(bar.label), qtext(bar.text)).arg(bar.fraction * 100.0, 0, 'f', 1));
    update();
}

void FitBarWidget::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(theme.text);
    const QRect line(0, 0, width(), 20);
    const int room = width() - painter.fontMetrics().horizontalAdvance(qtext(m_bar.text)) - 8;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(qtext(m_bar.label), Qt::ElideRight, room));
    painter.setPen(m_bar.fits ? theme.muted : theme.bad);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, qtext(m_bar.text));
    const QRectF track(0, 22, width(), 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    painter.drawRoundedRect(track, 2, 2);
    painter.setBrush(m_bar.fits ? theme.device(m_bar.device) : theme.bad);
    const double filled = std::clamp(m_bar.fraction, 0.0, 1.0) * track.width();
    if (filled > 0.0)
        painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(filled, 2.0), track.height()), 2, 2);
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
    setToolTip(tr("%1: %2 time per token. Click to apply.").arg(qtext(line.text), qtext(line.changeText)));
    setAccessibleName(tr("%1: %2 time per token").arg(qtext(line.text), qtext(line.changeText)));
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
    constexpr int kBar = 22;
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
    const double length = std::max(2.0, m_share * kBar);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_line.change < 0.0 ? theme.good : theme.bad);
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
        painter.drawText(QRect(0, 0, right, height()), Qt::AlignRight | Qt::AlignVCenter, m_note);
        right -= std::max(58, small.horizontalAdvance(m_note) + 8);
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
