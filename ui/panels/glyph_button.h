// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QAbstractButton>

namespace ralmscope {

enum class Glyph
{
    None,
    XAxis,
    Lock,
    ResetDot,
    Undo,
    Redo,
    Theme,
    Pin,
    Export,
    Plus,
    Minus,
    Close,
    Search
};

/// A small button that is only a painted sign, so that it follows the theme at once. A quiet one shows itself only
/// while the pointer or the focus is on its row, or while it is checked.
class GlyphButton : public QAbstractButton
{
    Q_OBJECT

public:
    GlyphButton(Glyph glyph, const Appearance& appearance, QWidget* parent = nullptr);

    void setQuiet(bool quiet);
    void setRevealed(bool revealed); ///< the row says that it has the pointer
    QSize sizeHint() const override { return {24, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Glyph m_glyph;
    const Appearance* m_appearance;
    bool m_quiet = false;
    bool m_revealed = false;
};

/// Draws one glyph centred in `area` with the given colour, as buttons and menus do.
void paintGlyph(QPainter& painter, Glyph glyph, const QRectF& area, const QColor& colour);

} // namespace ralmscope
