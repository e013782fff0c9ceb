// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QAbstractButton>

#include <functional>

class QMenu;

namespace ralmscope {

/// Text with a small arrow that opens a menu: the headings of cards, "x axis: batch". The menu is filled when opened.
class MenuLabel : public QAbstractButton
{
    Q_OBJECT

public:
    MenuLabel(FontRole role, const Appearance& appearance, QWidget* parent = nullptr);

    void setFill(std::function<void(QMenu&)> fill) { m_fill = std::move(fill); }
    /// The text is drawn by what is below: only the arrow is painted, and a frame under the pointer.
    void setTransparentText(bool transparent) { m_transparent = transparent; }
    void setArrowVisible(bool visible) { m_arrowVisible = visible; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void open();

    FontRole m_role;
    const Appearance* m_appearance;
    std::function<void(QMenu&)> m_fill;
    bool m_transparent = false;
    bool m_arrowVisible = true;
};

} // namespace ralmscope
