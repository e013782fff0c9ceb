// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "parameter_scale.h"

#include <QLineEdit>

namespace ralmscope {

/// Exact editor of one number: shows it with few characters, takes "200", "200 MHz", "1G" and "auto". Text that is
/// not allowed turns the frame red and is explained by `problem`; nothing is set. Escape restores the shown value.
class QuantityEdit : public QLineEdit
{
    Q_OBJECT

public:
    QuantityEdit(const ParameterInfo& row, const Appearance& appearance, QWidget* parent = nullptr);

    void showValue(double value, bool automatic); ///< emits nothing; keeps text that is being typed
    QString unitText() const { return m_unit; }

Q_SIGNALS:
    void entered(double value); ///< kAuto for "auto"
    void stepRequested(int steps, ralmscope::StepSize size);
    /// One sentence naming the allowed range; empty when the text became fine again.
    void problem(const QString& message);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void commit();
    void restoreText();
    void setLook(const char* property, bool on);
    void setProblem(const QString& message);

    const ParameterInfo* m_row;
    const Appearance* m_appearance;
    double m_value = 0.0;
    double m_factor = 1.0;
    bool m_automatic = false;
    bool m_wrong = false;
    QString m_unit;
};

} // namespace ralmscope
