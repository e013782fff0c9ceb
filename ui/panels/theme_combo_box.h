// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QComboBox>

namespace ralmscope {

/// A combo box with a small painted arrow that elides long names. The wheel changes nothing unless it has the focus.
/// Long lists open with a field to find entries by typing; typing on the closed box opens them too.
class ThemeComboBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ThemeComboBox(const Appearance& appearance, QWidget* parent = nullptr);

    void showPopup() override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    bool isLong() const;
    void find(const QString& text);

    const Appearance* m_appearance;
};

} // namespace ralmscope
