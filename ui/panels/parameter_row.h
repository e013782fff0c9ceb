// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "session.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;

namespace ralmscope {

class GlyphButton;
class QuantityEdit;
class ValueSlider;
class SwitchBox;

/// One parameter of the panel: name, control and exact value, unit, reset dot (while modified), lock and "x axis".
/// Everything it shows and allows comes from the parameter's row; what it does, it does to the session. On the slider:
/// X makes it the x axis, K locks, Delete resets; the same stand in its context menu.
class ParameterRow : public QWidget
{
    Q_OBJECT

public:
    ParameterRow(Parameter parameter, Session& session, const Appearance& appearance, QWidget* parent = nullptr);

    Parameter parameter() const { return m_parameter; }
    /// Shows the session's value.
    void refresh();
    ValueSlider* slider() const { return m_slider; }
    QuantityEdit* editor() const { return m_editor; }
    QComboBox* comboBox() const { return m_combo; }

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildNumber();
    void buildCombo();
    void buildSwitch();
    void set(double value);
    void setInBurst(double value);
    void reveal(bool revealed);
    QString toolTipText() const;

    Parameter m_parameter;
    const ParameterInfo* m_info;
    Session* m_session;
    const Appearance* m_appearance;
    QLabel* m_label = nullptr;
    QLabel* m_unit = nullptr;
    QLabel* m_problem = nullptr;
    GlyphButton* m_reset = nullptr;
    GlyphButton* m_lock = nullptr;
    GlyphButton* m_xAxis = nullptr;
    ValueSlider* m_slider = nullptr;
    QuantityEdit* m_editor = nullptr;
    QComboBox* m_combo = nullptr;
    SwitchBox* m_switch = nullptr;
    QTimer m_burst; ///< steps by wheel or keys in quick succession are one undo step
};

} // namespace ralmscope
