// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kCardRadius = 8.0;

// Okabe-Ito, ordered so that neighbours differ by at least 12 L*; black becomes light grey on a dark background.
constexpr std::array<QRgb, 7> kLightCycle{0xff0072b2, 0xffe69f00, 0xffd55e00, 0xff56b4e9,
                                          0xff009e73, 0xff000000, 0xffcc79a7};
constexpr std::array<QRgb, 7> kDarkCycle{0xff56b4e9, 0xffe69f00, 0xfff0803c, 0xff0072b2,
                                         0xff2bc48a, 0xffe6e9ee, 0xffcc79a7};

Theme lightTheme()
{
    Theme theme;
    theme.variant = ThemeVariant::Light;
    theme.background = QColor(0xff, 0xff, 0xff);
    theme.panel = QColor(0xf6, 0xf7, 0xf9);
    theme.line = QColor(0xdf, 0xe3, 0xe8);
    theme.grid = QColor(0xec, 0xef, 0xf3);
    theme.text = QColor(0x1c, 0x24, 0x30);
    theme.muted = QColor(0x66, 0x70, 0x85);
    theme.accent = QColor(0x00, 0x72, 0xb2);
    theme.onAccent = Qt::white;
    theme.baseline = QColor(0x8c, 0x94, 0xa3);
    theme.good = QColor(0x00, 0x8a, 0x64);
    theme.bad = QColor(0xc2, 0x3b, 0x22);
    return theme;
}

Theme darkTheme()
{
    Theme theme;
    theme.variant = ThemeVariant::Dark;
    theme.background = QColor(0x15, 0x19, 0x1f);
    theme.panel = QColor(0x1b, 0x20, 0x28);
    theme.line = QColor(0x2c, 0x33, 0x3d);
    theme.grid = QColor(0x25, 0x2b, 0x34);
    theme.text = QColor(0xe6, 0xe9, 0xee);
    theme.muted = QColor(0x98, 0xa2, 0xb3);
    theme.accent = QColor(0x56, 0xb4, 0xe9);
    theme.onAccent = QColor(0x10, 0x16, 0x1d);
    theme.baseline = QColor(0x7d, 0x86, 0x94);
    theme.good = QColor(0x2b, 0xc4, 0x8a);
    theme.bad = QColor(0xf0, 0x6a, 0x50);
    return theme;
}

/// Advance of the widest digit.
double digitWidth(const QFontMetricsF& metrics)
{
    double width = 0.0;
    for (char digit = '0'; digit <= '9'; ++digit)
        width = std::max(width, metrics.horizontalAdvance(QLatin1Char(digit)));
    return width;
}

} // namespace

QColor mixed(const QColor& base, const QColor& other, double amount)
{
    const auto mix = [amount](float from, float to) { return from + (to - from) * static_cast<float>(amount); };
    return QColor::fromRgbF(mix(base.redF(), other.redF()), mix(base.greenF(), other.greenF()),
                            mix(base.blueF(), other.blueF()));
}

QColor Theme::device(DeviceKind kind, int tint) const
{
    QColor color;
    switch (kind) {
    case DeviceKind::Gpu:
        color = isDark() ? QColor(0x56, 0xb4, 0xe9) : QColor(0x00, 0x72, 0xb2);
        break;
    case DeviceKind::Fpga:
        color = isDark() ? QColor(0xf0, 0x80, 0x3c) : QColor(0xd5, 0x5e, 0x00);
        break;
    case DeviceKind::Pim:
        color = isDark() ? QColor(0x2b, 0xc4, 0x8a) : QColor(0x00, 0x9e, 0x73);
        break;
    case DeviceKind::Cpu:
        color = QColor(0x7f, 0x87, 0x94);
        break;
    case DeviceKind::Network:
        color = QColor(0xcc, 0x79, 0xa7);
        break;
    }
    // How far further stages go to the background. From the fourth on they turn back, so that neighbours differ and
    // none of them fades away.
    static constexpr std::array kWay{0.0, 0.45, 0.7, 0.25, 0.58, 0.8, 0.36};
    const auto step = static_cast<std::size_t>(std::max(tint, 0)) % kWay.size();
    return step == 0 ? color : mixed(color, background, kWay[step]);
}

QColor Theme::series(int index) const
{
    const auto& cycle = isDark() ? kDarkCycle : kLightCycle;
    return QColor::fromRgb(cycle[static_cast<std::size_t>(std::abs(index)) % cycle.size()]);
}

QFont Theme::font(FontRole role) const
{
    QFont font;
    if (!family.isEmpty())
        font.setFamilies({family});
    double size = 12.5;
    switch (role) {
    case FontRole::Body:
        break;
    case FontRole::Caption:
        size = 10.5;
        break;
    case FontRole::Section:
        size = 10.5;
        font.setWeight(QFont::DemiBold);
        font.setCapitalization(QFont::AllUppercase);
        font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 * scale);
        break;
    case FontRole::CardTitle:
    case FontRole::Strong:
        font.setWeight(QFont::DemiBold);
        break;
    case FontRole::Headline:
        size = 25.0;
        font.setWeight(QFont::DemiBold);
        break;
    }
    // Qt has whole pixels only. At the scale of the screen 12.5 is drawn as 13 and 10.5 as 11: the rounder look.
    font.setPixelSize(std::max(static_cast<int>(std::lround(size * scale)), minimumPixelSize));
    return font;
}

Theme screenTheme(ThemeVariant variant)
{
    Theme theme = variant == ThemeVariant::Dark ? darkTheme() : lightTheme();
    if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
        theme.family = QStringLiteral("Inter");
    return theme;
}

Theme slidePictureTheme(ThemeVariant variant, double pixelsPerPoint)
{
    Theme theme = variant == ThemeVariant::Dark ? darkTheme() : lightTheme();
    theme.family = QStringLiteral("Liberation Sans");
    theme.scale = 8.0 * pixelsPerPoint / 12.5;
    theme.minimumPixelSize = static_cast<int>(std::ceil(7.0 * pixelsPerPoint));
    return theme;
}

Theme paperPictureTheme(double pixelsPerPoint)
{
    Theme theme = slidePictureTheme(ThemeVariant::Light, pixelsPerPoint);
    theme.text = Qt::black;
    theme.muted = QColor(0x40, 0x40, 0x40);
    theme.line = QColor(0x80, 0x80, 0x80);
    theme.panel = Qt::white;
    return theme;
}

QPalette paletteFor(const Theme& theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.panel);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.background);
    palette.setColor(QPalette::AlternateBase, theme.panel);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Button, theme.isDark() ? mixed(theme.panel, theme.line, 0.6) : theme.background);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.bad);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Light, theme.background);
    palette.setColor(QPalette::Midlight, mixed(theme.panel, theme.line, 0.5));
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, mixed(theme.line, theme.text, 0.25));
    palette.setColor(QPalette::Shadow, mixed(theme.background, QColor(Qt::black), 0.5));
    const QColor faded = mixed(theme.muted, theme.panel, 0.45);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, theme.muted);
    return palette;
}

void paintCard(QPainter& painter, const QRectF& rect, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, theme.scale));
    painter.setBrush(theme.background);
    const double inset = 0.5 * theme.scale;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), kCardRadius * theme.scale,
                            kCardRadius * theme.scale);
    painter.restore();
}

double tabularWidth(const QFont& font, const QString& text)
{
    const QFontMetricsF metrics(font);
    const double cell = digitWidth(metrics);
    double width = 0.0;
    for (const QChar character : text)
        width += character.isDigit() ? cell : metrics.horizontalAdvance(character);
    return width;
}

double drawTabular(QPainter& painter, const QPointF& baseline, const QString& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double cell = digitWidth(metrics);
    double x = baseline.x();
    for (const QChar character : text) {
        const double advance = metrics.horizontalAdvance(character);
        const double width = character.isDigit() ? cell : advance;
        painter.drawText(QPointF(x + (width - advance) / 2.0, baseline.y()), QString(character));
        x += width;
    }
    return x - baseline.x();
}

} // namespace ralmscope
