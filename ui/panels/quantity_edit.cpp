// SPDX-License-Identifier: GPL-3.0-or-later
#include "quantity_edit.h"

#include "design_point.h"
#include "qt_text.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <fmt/format.h>

namespace ralmscope {

QuantityEdit::QuantityEdit(const ParameterInfo& row, const Appearance& appearance, QWidget* parent)
    : QLineEdit(parent)
    , m_row(&row)
    , m_appearance(&appearance)
{
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setFixedSize(76, 24);
    setAccessibleName(qtext(row.label) + QStringLiteral(", exact value"));
    connect(this, &QLineEdit::returnPressed, this, [this] {
        commit();
        selectAll();
    });
}

void QuantityEdit::showValue(double value, bool automatic)
{
    m_value = value;
    if (m_automatic != automatic) {
        m_automatic = automatic;
        setLook("automatic", automatic);
    }
    const EditorText shown = editorText(*m_row, value);
    m_factor = shown.factor;
    m_unit = qtext(shown.unit);
    if (!(hasFocus() && isModified()))
        restoreText();
}

void QuantityEdit::restoreText()
{
    const QString number = qtext(editorText(*m_row, m_value).number);
    if (QLineEdit::text() != number)
        setText(number);
    setModified(false);
    setProblem({});
}

void QuantityEdit::setProblem(const QString& message)
{
    if (m_wrong == !message.isEmpty() && !m_wrong)
        return;
    m_wrong = !message.isEmpty();
    setLook("wrong", m_wrong);
    Q_EMIT problem(message);
}

void QuantityEdit::setLook(const char* property, bool on)
{
    // The style sheet looks at properties only when it polishes.
    setProperty(property, on);
    style()->unpolish(this);
    style()->polish(this);
}

void QuantityEdit::commit()
{
    if (!isModified())
        return;
    const std::string typed = QLineEdit::text().toStdString();
    const std::optional<double> value = valueFromEditorText(*m_row, typed, m_factor);
    if (!value || (!isAuto(*value) && !isAllowed(*m_row, *value))) {
        const bool whole = m_row->type == ParameterType::Integer;
        setProblem(
            qtext(fmt::format("{}: allowed {}{}{}", typed.empty() ? "empty" : typed, whole ? "whole numbers " : "",
                              allowedText(*m_row), m_row->autoFrom.empty() ? "" : " or auto")));
        return;
    }
    setModified(false);
    setProblem({});
    Q_EMIT entered(*value);
    restoreText();
}

void QuantityEdit::keyPressEvent(QKeyEvent* event)
{
    const StepSize size = event->modifiers() & Qt::ShiftModifier ? StepSize::Fine
        : event->modifiers() & Qt::ControlModifier               ? StepSize::Coarse
                                                                 : StepSize::Normal;
    switch (event->key()) {
    case Qt::Key_Up:
        Q_EMIT stepRequested(1, size);
        return;
    case Qt::Key_Down:
        Q_EMIT stepRequested(-1, size);
        return;
    case Qt::Key_PageUp:
        Q_EMIT stepRequested(1, StepSize::Coarse);
        return;
    case Qt::Key_PageDown:
        Q_EMIT stepRequested(-1, StepSize::Coarse);
        return;
    case Qt::Key_Escape:
        if (isModified()) {
            restoreText();
            selectAll();
            return;
        }
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void QuantityEdit::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    if (!isModified())
        restoreText();
    if (event->reason() != Qt::MouseFocusReason)
        selectAll();
}

void QuantityEdit::focusOutEvent(QFocusEvent* event)
{
    commit();
    QLineEdit::focusOutEvent(event);
    // A value that was refused must not stay on show as if it were in force.
    if (!m_wrong)
        restoreText();
}

void QuantityEdit::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    // The word gives way to a long number; the muted colour still tells.
    if (!m_automatic || hasFocus() || fontMetrics().horizontalAdvance(QLineEdit::text()) > width() - 44)
        return;
    QPainter painter(this);
    QFont small = font();
    small.setPixelSize(10);
    painter.setFont(small);
    painter.setPen(m_appearance->theme().muted);
    painter.drawText(rect().adjusted(7, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("auto"));
}

} // namespace ralmscope
