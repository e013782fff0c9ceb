// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "parameter_scale.h"

#include <QAbstractSlider>

#include <optional>

namespace ralmscope {

/// Slider of one numeric parameter on the parameter's own scale. A thin track in the colour of its device with a round
/// handle; the whole height of the widget takes the mouse. Arrows step, PageUp/PageDown step coarsely, Shift finely;
/// the wheel steps while the slider has the focus, so that scrolling the panel changes nothing by accident.
class ValueSlider : public QAbstractSlider
{
    Q_OBJECT

public:
    ValueSlider(const ParameterInfo& row, const Appearance& appearance, QWidget* parent = nullptr);

    void showValue(double value, bool automatic); ///< emits nothing
    double shownValue() const { return m_value; }
    /// Where the handle's centre is, in widget coordinates.
    QPoint handleCentre() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void dragStarted();
    void dragFinished();
    /// The user moved the slider: by dragging (between dragStarted and dragFinished) ...
    void draggedTo(double value);
    /// ... or by keys or wheel.
    void steppedTo(double value);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QRectF track() const;
    void dragTo(double x);
    void step(int steps, StepSize size);

    const ParameterInfo* m_row;
    const Appearance* m_appearance;
    ParameterScale m_scale;
    double m_value = 0.0;
    bool m_automatic = false;
    double m_wheelRest = 0.0;
};

} // namespace ralmscope
