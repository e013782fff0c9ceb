// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_kind.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QRectF>
#include <QString>

class QPainter;

namespace ralmscope {

enum class ThemeVariant
{
    Light,
    Dark
};

/// What a piece of text is, which decides its size and weight.
enum class FontRole
{
    Body, ///< rows, buttons, 12.5
    Caption, ///< axis numbers, captions, 10.5
    Section, ///< section headings: 10.5 semi-bold, spaced capitals (capitals are applied by the font)
    CardTitle, ///< heading inside a card: 12.5 semi-bold
    Strong, ///< emphasised row or number: 12.5 semi-bold
    Headline ///< read-out numbers: 25 semi-bold
};

/// The look of everything that is drawn, as data. Lengths of the design are multiplied by `scale`, so that the same
/// painter draws on the screen (scale 1) and into a figure (see paperPictureTheme()). A plain value; any thread.
struct Theme
{
    ThemeVariant variant = ThemeVariant::Light;
    QColor background; ///< behind cards and charts
    QColor panel; ///< side panels, bars
    QColor line; ///< borders, slider tracks
    QColor grid; ///< chart grid
    QColor text;
    QColor muted;
    QColor accent; ///< the one accent colour: selection, focus, the current design
    QColor onAccent; ///< text on the accent colour
    QColor baseline; ///< the pinned baseline
    QColor good; ///< a gain
    QColor bad; ///< a loss, an error
    QString family; ///< empty: the platform's font
    double scale = 1.0;
    int minimumPixelSize = 0; ///< no text smaller than this many pixels

    bool isDark() const { return variant == ThemeVariant::Dark; }
    /// The colour of a device kind; tint 1, 2, ... are its further stages: lighter, on a dark background darker.
    QColor device(DeviceKind kind, int tint = 0) const;
    /// Series without a device, in the order of the chart; consecutive ones differ in lightness too.
    QColor series(int index) const;
    QFont font(FontRole role) const;
};

/// The theme of the window: Inter where it is installed, else the platform's font. Needs a QGuiApplication.
Theme screenTheme(ThemeVariant variant);

/// A light theme for painting pictures into figures: Liberation Sans with body text of 8 pt and nothing below 7 pt, at
/// `pixelsPerPoint` (4 at the 288 dpi that figures are drawn with), print colours on white.
Theme paperPictureTheme(double pixelsPerPoint = 4.0);

/// The same geometry in the window's colours, for slides.
Theme slidePictureTheme(ThemeVariant variant, double pixelsPerPoint = 4.0);

/// Palette for the Fusion style, with disabled and inactive groups.
QPalette paletteFor(const Theme& theme);

/// A card: background, 1 px line, 8 px radius. `rect` in widget pixels, outer edge.
void paintCard(QPainter& painter, const QRectF& rect, const Theme& theme);

/// `base` with `amount` (0..1) of `other` mixed in.
QColor mixed(const QColor& base, const QColor& other, double amount);

// Digits of equal width, which Qt 6.4 cannot ask a font for: numbers that change while dragging must not jitter.
double tabularWidth(const QFont& font, const QString& text);
/// Draws with the painter's font and pen, starting at `baseline`. Returns the width used.
double drawTabular(QPainter& painter, const QPointF& baseline, const QString& text);

} // namespace ralmscope
