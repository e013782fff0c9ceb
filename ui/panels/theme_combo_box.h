// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QComboBox>

namespace ralmscope {

/// A combo box with a small painted arrow that elides long names. The wheel changes nothing unless it has the focus.
class ThemeComboBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ThemeComboBox(const Appearance& appearance, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    const Appearance* m_appearance;
};

} // namespace ralmscope
