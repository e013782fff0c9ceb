// SPDX-License-Identifier: GPL-3.0-or-later
#include "section_heading.h"

#include <QPainter>

namespace ralmscope {

SectionHeading::SectionHeading(Kind kind, const QString& title, const Appearance& appearance, QWidget* parent)
    : QAbstractButton(parent)
    , m_kind(kind)
    , m_appearance(&appearance)
{
    setText(title);
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(sizeHint().height());
    if (kind != Kind::Heading) {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
    } else {
        setFocusPolicy(Qt::NoFocus);
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }
}

void SectionHeading::setNote(const QString& note)
{
    m_note = note;
    update();
}

void SectionHeading::setExpandable(bool expandable)
{
    m_expandable = expandable;
    setAttribute(Qt::WA_TransparentForMouseEvents, !expandable);
    setFocusPolicy(expandable ? Qt::StrongFocus : Qt::NoFocus);
    update();
}

void SectionHeading::paintArrow(QPainter& painter, const QPointF& c) const
{
    const QPolygonF closed({c + QPointF(-2.5, -4), c + QPointF(3, 0), c + QPointF(-2.5, 4)});
    const QPolygonF open({c + QPointF(-4, -2.5), c + QPointF(4, -2.5), c + QPointF(0, 3)});
    painter.save();
    painter.setBrush(painter.pen().color());
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(isChecked() ? open : closed);
    painter.restore();
}

void SectionHeading::paintFocus(QPainter& painter, const QRect& area) const
{
    if (!hasFocus())
        return;
    painter.setPen(QPen(m_appearance->theme().accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(area).adjusted(-6, 2, 6, -2), 5, 5);
}

void SectionHeading::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect area = rect().adjusted(16, 0, -16, 0);
    const bool lit = m_kind != Kind::Heading && (underMouse() || hasFocus());
    painter.setPen(theme.muted);
    if (m_kind == Kind::Expander) {
        painter.setPen(lit ? theme.text : theme.muted);
        painter.setFont(theme.font(FontRole::Body));
        paintArrow(painter, QPointF(area.left() + 4, height() / 2.0));
        painter.drawText(area.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    } else {
        painter.setFont(theme.font(FontRole::Section));
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text());
    }
    if (m_kind == Kind::ExpandableHeading && m_expandable) {
        painter.setPen(lit ? theme.text : theme.muted);
        painter.setFont(theme.font(FontRole::Caption));
        paintArrow(painter, QPointF(area.right() - 4, height() / 2.0));
        painter.drawText(area.adjusted(0, 0, -14, 0), Qt::AlignRight | Qt::AlignVCenter,
                         isChecked() ? tr("less") : tr("more"));
    }
    paintFocus(painter, area);
    if (!m_note.isEmpty()) {
        painter.setFont(theme.font(FontRole::Caption));
        painter.setPen(theme.muted);
        const int room = area.width() - QFontMetrics(theme.font(FontRole::Section)).horizontalAdvance(text()) - 12;
        painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_note, Qt::ElideRight, room));
    }
}

} // namespace ralmscope
