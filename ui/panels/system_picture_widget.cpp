// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_picture_widget.h"

#include "parameter_table.h"
#include "qt_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {
constexpr double kPixelsPerStep = 14.0;
constexpr int kWheelStep = 120;
} // namespace

SystemPictureWidget::SystemPictureWidget(Session& session, const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_session(&session)
    , m_appearance(&appearance)
{
    setObjectName(QStringLiteral("systemPicture"));
    setAccessibleName(tr("System picture"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_state.interactive = true;
    connect(m_appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

QRectF SystemPictureWidget::area() const
{
    return QRectF(rect()).adjusted(14, 9, -14, -10);
}

bool SystemPictureWidget::isShared() const
{
    const auto& boxes = m_picture.boxes;
    return std::adjacent_find(boxes.begin(), boxes.end(),
                              [](const SystemBox& a, const SystemBox& b) { return a.column == b.column; })
        != boxes.end();
}

void SystemPictureWidget::setPicture(SystemPicture picture)
{
    const bool wasShared = isShared();
    m_picture = std::move(picture);
    if (isShared() != wasShared)
        updateGeometry();
    const int boxes = static_cast<int>(m_picture.boxes.size());
    for (int* index : {&m_state.hovered, &m_state.focused}) {
        if (*index >= boxes)
            *index = -1;
    }
    if (m_state.dragged >= boxes) {
        m_state.dragged = -1;
        m_session->endDrag();
    }
    QString spoken;
    for (int i = 0; i < boxes; ++i)
        spoken += describe(i) + QStringLiteral(". ");
    setAccessibleDescription(spoken);
    update();
}

QString SystemPictureWidget::describe(int index) const
{
    const SystemBox& box = m_picture.boxes[static_cast<std::size_t>(index)];
    return QStringLiteral("%1 %2, %3, %4")
        .arg(qtext(box.title), qtext(box.countText), qtext(box.detail), qtext(box.utilisationText));
}

QPoint SystemPictureWidget::handleCentre(std::size_t box) const
{
    return layoutSystemPicture(m_picture, area(), m_appearance->theme()).at(box).handle.center().toPoint();
}

void SystemPictureWidget::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintCard(painter, QRectF(rect()), theme);
    const QRectF inside = area();
    SystemPictureState state = m_state;
    if (!hasFocus())
        state.focused = -1;
    paintSystemPicture(painter, m_picture, inside, theme, state);

    painter.setFont(theme.font(FontRole::CardTitle));
    painter.setPen(theme.text);
    const QString title = tr("System");
    const double width = painter.fontMetrics().horizontalAdvance(title);
    painter.drawText(QRectF(inside.left(), inside.top(), width + 4, 20), Qt::AlignLeft | Qt::AlignVCenter, title);
    const double room = inside.width() * 0.4 - width;
    painter.setFont(theme.font(FontRole::Caption));
    painter.setPen(theme.muted);
    const QString hint = tr("drag a count handle, scroll, or press + / −");
    if (painter.fontMetrics().horizontalAdvance(hint) < room)
        painter.drawText(QRectF(inside.left() + width + 12, inside.top(), room, 20), Qt::AlignLeft | Qt::AlignVCenter,
                         hint);
}

int SystemPictureWidget::boxAt(const QPointF& position, QRectF SystemBoxPlace::*part) const
{
    const auto places = layoutSystemPicture(m_picture, area(), m_appearance->theme());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (m_picture.boxes[i].countParameter && (places[i].*part).contains(position))
            return static_cast<int>(i);
    }
    return -1;
}

int SystemPictureWidget::groupAt(const QPointF& position) const
{
    for (QRectF SystemBoxPlace::*part :
         {&SystemBoxPlace::handle, &SystemBoxPlace::outline, &SystemBoxPlace::plus, &SystemBoxPlace::minus}) {
        const int box = boxAt(position, part);
        if (box >= 0)
            return box;
    }
    return -1;
}

void SystemPictureWidget::setCount(int index, int count)
{
    const SystemBox& box = m_picture.boxes[static_cast<std::size_t>(index)];
    if (box.countParameter && !box.locked && count != static_cast<int>(m_session->value(*box.countParameter)))
        m_session->setParameter(*box.countParameter, count);
}

void SystemPictureWidget::step(int index, int direction, bool coarse)
{
    SystemBox box = m_picture.boxes[static_cast<std::size_t>(index)];
    if (!box.countParameter)
        return;
    // The picture may be a frame behind: what counts is the session.
    box.count = static_cast<int>(m_session->value(*box.countParameter));
    setCount(index, nextCount(box, direction, coarse));
}

void SystemPictureWidget::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPointF position = event->position();
    const bool coarse = event->modifiers() & Qt::ControlModifier;
    if (const int plus = boxAt(position, &SystemBoxPlace::plus); plus >= 0) {
        m_state.focused = plus;
        step(plus, 1, coarse);
    } else if (const int minus = boxAt(position, &SystemBoxPlace::minus); minus >= 0) {
        m_state.focused = minus;
        step(minus, -1, coarse);
    } else if (const int handle = boxAt(position, &SystemBoxPlace::handle); handle >= 0) {
        const SystemBox& box = m_picture.boxes[static_cast<std::size_t>(handle)];
        m_state.focused = handle;
        m_state.dragged = handle;
        m_pressedAt = position;
        m_pressedCount = static_cast<int>(m_session->value(*box.countParameter));
        m_session->beginDrag();
    }
    update();
}

void SystemPictureWidget::mouseMoveEvent(QMouseEvent* event)
{
    if (m_state.dragged < 0) {
        const int group = groupAt(event->position());
        const bool onHandle = boxAt(event->position(), &SystemBoxPlace::handle) >= 0;
        const bool onSign = boxAt(event->position(), &SystemBoxPlace::plus) >= 0
            || boxAt(event->position(), &SystemBoxPlace::minus) >= 0;
        setCursor(onHandle ? Qt::SizeAllCursor : onSign ? Qt::PointingHandCursor : Qt::ArrowCursor);
        if (group != m_state.hovered) {
            m_state.hovered = group;
            update();
        }
        return;
    }
    const QPointF moved = event->position() - m_pressedAt;
    const int steps = static_cast<int>(std::lround((moved.x() - moved.y()) / kPixelsPerStep));
    SystemBox box = m_picture.boxes[static_cast<std::size_t>(m_state.dragged)];
    box.count = m_pressedCount;
    for (int i = 0; i < std::abs(steps); ++i)
        box.count = nextCount(box, steps > 0 ? 1 : -1, event->modifiers() & Qt::ControlModifier);
    setCount(m_state.dragged, box.count);
}

void SystemPictureWidget::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_state.dragged < 0)
        return;
    m_state.dragged = -1;
    m_session->endDrag();
    update();
}

void SystemPictureWidget::wheelEvent(QWheelEvent* event)
{
    const int group = groupAt(event->position());
    if (group < 0) {
        event->ignore();
        return;
    }
    const QPoint delta = event->angleDelta();
    m_wheelRest += delta.y() != 0 ? delta.y() : delta.x();
    const int steps = static_cast<int>(m_wheelRest / kWheelStep);
    m_wheelRest -= steps * kWheelStep;
    for (int i = 0; i < std::abs(steps); ++i)
        step(group, steps > 0 ? 1 : -1, event->modifiers() & Qt::ControlModifier);
    event->accept();
}

void SystemPictureWidget::focusNext(int direction)
{
    const int boxes = static_cast<int>(m_picture.boxes.size());
    int next = m_state.focused;
    for (int i = 0; i < boxes; ++i) {
        next = (next + direction + boxes) % boxes;
        if (m_picture.boxes[static_cast<std::size_t>(next)].countParameter)
            break;
    }
    m_state.focused = next;
    update();
}

void SystemPictureWidget::keyPressEvent(QKeyEvent* event)
{
    if (m_picture.boxes.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_state.focused < 0)
        focusNext(1);
    const bool coarse = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Up:
        step(m_state.focused, 1, coarse);
        break;
    case Qt::Key_PageUp:
        step(m_state.focused, 1, true);
        break;
    case Qt::Key_Minus:
    case Qt::Key_Down:
        step(m_state.focused, -1, coarse);
        break;
    case Qt::Key_PageDown:
        step(m_state.focused, -1, true);
        break;
    case Qt::Key_Right:
        focusNext(1);
        break;
    case Qt::Key_Left:
        focusNext(-1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void SystemPictureWidget::leaveEvent(QEvent*)
{
    m_state.hovered = -1;
    update();
}

bool SystemPictureWidget::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int group = groupAt(help->pos());
        if (group >= 0) {
            const SystemBox& box = m_picture.boxes[static_cast<std::size_t>(group)];
            const ParameterInfo& row = info(*box.countParameter);
            QToolTip::showText(help->globalPos(),
                               QStringLiteral("%1\n%2%3")
                                   .arg(describe(group), qtext(row.doc), box.locked ? tr("\nLocked.") : QString()),
                               this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        if (event->type() == QEvent::FocusIn && m_state.focused < 0 && !m_picture.boxes.empty())
            focusNext(1);
        update();
    }
    return QWidget::event(event);
}

} // namespace ralmscope
