// SPDX-License-Identifier: GPL-3.0-or-later
#include "value_slider.h"

#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace ralmscope {

namespace {
constexpr double kRadius = 6.0;
constexpr double kTrackHeight = 3.0;
constexpr int kResolution = 10000;
constexpr int kWheelStep = 120;
} // namespace

ValueSlider::ValueSlider(const ParameterInfo& row, const Appearance& appearance, QWidget* parent)
    : QAbstractSlider(parent)
    , m_row(&row)
    , m_appearance(&appearance)
    , m_scale(row)
{
    setOrientation(Qt::Horizontal);
    setRange(0, kResolution);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(QString::fromUtf8(row.label.data(), static_cast<qsizetype>(row.label.size())));
    setCursor(Qt::PointingHandCursor);
}

QSize ValueSlider::sizeHint() const
{
    return {200, 24};
}
QSize ValueSlider::minimumSizeHint() const
{
    return {80, 24};
}

void ValueSlider::showValue(double value, bool automatic)
{
    if (std::isnan(value)) // automatic, not known here: the handle waits at the end
        value = m_row->minimum;
    if (value == m_value && automatic == m_automatic)
        return;
    m_value = value;
    m_automatic = automatic;
    const QSignalBlocker blocker(this);
    setValue(static_cast<int>(std::lround(m_scale.fraction(value) * kResolution)));
    update();
}

QRectF ValueSlider::track() const
{
    return {kRadius, height() / 2.0 - kTrackHeight / 2.0, width() - 2.0 * kRadius, kTrackHeight};
}

QPoint ValueSlider::handleCentre() const
{
    const QRectF line = track();
    return QPointF(line.left() + m_scale.fraction(m_value) * line.width(), height() / 2.0).toPoint();
}

void ValueSlider::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = !isEnabled() ? theme.muted : m_row->device ? theme.device(*m_row->device) : theme.accent;
    const QRectF line = track();
    const double x = line.left() + m_scale.fraction(m_value) * line.width();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.line);
    painter.drawRoundedRect(line, kTrackHeight / 2, kTrackHeight / 2);
    QColor filled = colour;
    // An automatic value is the catalog's, not the user's: the track says so by its paler fill.
    filled.setAlphaF(m_automatic ? 0.45F : 1.0F);
    painter.setBrush(filled);
    painter.drawRoundedRect(QRectF(line.left(), line.top(), x - line.left(), line.height()), kTrackHeight / 2,
                            kTrackHeight / 2);

    const QPointF centre(x, height() / 2.0);
    if (hasFocus()) {
        QColor ring = theme.accent;
        ring.setAlphaF(0.28F);
        painter.setBrush(ring);
        painter.drawEllipse(centre, kRadius + 4, kRadius + 4);
    }
    const bool active = isSliderDown() || underMouse();
    painter.setPen(QPen(filled, 2.0));
    painter.setBrush(isSliderDown() ? colour : theme.background);
    painter.drawEllipse(centre, active ? kRadius : kRadius - 0.7, active ? kRadius : kRadius - 0.7);
}

void ValueSlider::dragTo(double x)
{
    const QRectF line = track();
    const double value = m_scale.valueAt((x - line.left()) / line.width());
    if (value != m_value || m_automatic)
        Q_EMIT draggedTo(value);
}

void ValueSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    setSliderDown(true);
    Q_EMIT dragStarted();
    // Grabbing the handle itself must not move it: only a press beside it jumps there.
    if (std::fabs(event->position().x() - handleCentre().x()) > kRadius + 2)
        dragTo(event->position().x());
    update();
}

void ValueSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        dragTo(event->position().x());
}

void ValueSlider::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !isSliderDown())
        return;
    setSliderDown(false);
    Q_EMIT dragFinished();
    update();
}

void ValueSlider::step(int steps, StepSize size)
{
    const double value = m_scale.stepped(m_value, steps, size);
    if (value != m_value)
        Q_EMIT steppedTo(value);
}

void ValueSlider::wheelEvent(QWheelEvent* event)
{
    if (!hasFocus()) {
        event->ignore();
        return;
    }
    const QPoint delta = event->angleDelta();
    m_wheelRest += delta.y() != 0 ? delta.y() : delta.x();
    const int steps = static_cast<int>(m_wheelRest / kWheelStep);
    m_wheelRest -= steps * kWheelStep;
    if (steps != 0)
        step(steps, event->modifiers() & Qt::ShiftModifier ? StepSize::Fine : StepSize::Normal);
    event->accept();
}

void ValueSlider::keyPressEvent(QKeyEvent* event)
{
    const StepSize size = event->modifiers() & Qt::ShiftModifier ? StepSize::Fine
        : event->modifiers() & Qt::ControlModifier               ? StepSize::Coarse
                                                                 : StepSize::Normal;
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Plus:
        step(1, size);
        break;
    case Qt::Key_Left:
    case Qt::Key_Down:
    case Qt::Key_Minus:
        step(-1, size);
        break;
    case Qt::Key_PageUp:
        step(1, StepSize::Coarse);
        break;
    case Qt::Key_PageDown:
        step(-1, StepSize::Coarse);
        break;
    case Qt::Key_Home:
        Q_EMIT steppedTo(m_scale.valueAt(0.0));
        break;
    case Qt::Key_End:
        Q_EMIT steppedTo(m_scale.valueAt(1.0));
        break;
    default:
        event->ignore();
    }
}

void ValueSlider::enterEvent(QEnterEvent*)
{
    update();
}
void ValueSlider::leaveEvent(QEvent*)
{
    update();
}

} // namespace ralmscope
