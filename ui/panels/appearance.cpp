// SPDX-License-Identifier: GPL-3.0-or-later
#include "appearance.h"

#include <QApplication>
#include <QGuiApplication>
#include <QProxyStyle>

namespace ralmscope {

namespace {

/// Fusion; letters of menus are underlined only while Alt is held, the rest of the time they are noise.
class CalmStyle : public QProxyStyle
{
public:
    CalmStyle()
        : QProxyStyle(QStringLiteral("Fusion"))
    {
    }
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override
    {
        return hint == SH_UnderlineShortcut ? 0 : QProxyStyle::styleHint(hint, option, widget, result);
    }
};

} // namespace

ThemeVariant Appearance::platformVariant()
{
    // Qt 6.4 has no colour-scheme hint; the palette that the platform set up tells.
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF()
        ? ThemeVariant::Dark
        : ThemeVariant::Light;
}

Appearance::Appearance(ThemeVariant variant, QObject* parent)
    : QObject(parent)
    , m_theme(screenTheme(variant))
{
}

void Appearance::setVariant(ThemeVariant variant)
{
    if (variant == m_theme.variant)
        return;
    m_theme = screenTheme(variant);
    apply();
    Q_EMIT changed();
}

void Appearance::toggle()
{
    setVariant(m_theme.isDark() ? ThemeVariant::Light : ThemeVariant::Dark);
}

void Appearance::applyTo(QApplication& application)
{
    m_application = &application;
    QApplication::setStyle(new CalmStyle);
    apply();
}

void Appearance::apply()
{
    if (!m_application)
        return;
    QApplication::setPalette(paletteFor(m_theme));
    QApplication::setFont(m_theme.font(FontRole::Body));
    m_application->setStyleSheet(styleSheetFor(m_theme));
}

QString styleSheetFor(const Theme& theme)
{
    QString sheet = QStringLiteral(R"(
QMainWindow, QDialog { background: @background; }
QToolTip { background: @background; color: @text; border: 1px solid @line; padding: 4px 6px; }
QMenuBar { background: @panel; color: @text; padding: 2px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @line; }
QMenu { background: @background; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accent; color: @onAccent; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::indicator { width: 12px; height: 12px; margin-left: 6px; }
QLineEdit, QPlainTextEdit { background: @background; color: @text; border: 1px solid @line; border-radius: 5px; padding: 0 6px;
    selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus { border: 1px solid @accent; }
QLineEdit[wrong="true"] { border: 1px solid @bad; }
QLineEdit:disabled { color: @muted; }
QComboBox { background: @background; color: @text; border: 1px solid @line; border-radius: 5px; padding: 0 4px 0 8px; min-height: 22px; }
QComboBox:focus { border: 1px solid @accent; }
QComboBox::drop-down { border: 0; width: 16px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: @background; color: @text; border: 1px solid @line; outline: 0;
    selection-background-color: @accent; selection-color: @onAccent; }
QPushButton { background: @background; color: @text; border: 1px solid @line; border-radius: 6px; padding: 0 10px; min-height: 24px; }
QPushButton:hover { background: @panel; }
QPushButton:pressed { background: @line; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @muted; }
QPushButton[primary="true"] { background: @accent; color: @onAccent; border: 1px solid @accent; }
QScrollArea { border: 0; background: transparent; }
#parameterPanel { background: @panel; border-right: 1px solid @line; }
#readoutPanel { background: @panel; border-left: 1px solid @line; }
#sideBody { background: @panel; }
#choiceFinder { background: @background; border: 1px solid @line; }
#rule { background: @line; }
QLabel[role="unit"] { color: @muted; font-size: 11px; }
QLabel[role="problem"] { color: @bad; font-size: 11px; }
#papersHeading { font-size: 16px; font-weight: 600; }
#papersIntro { color: @muted; }
QLineEdit[automatic="true"] { color: @muted; }
QLineEdit[automatic="true"]:focus { color: @text; }
#programName { color: @muted; padding: 0 16px 0 0; }
#centre, #papersBody, #mappingBody { background: @background; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTableView { background: @background; alternate-background-color: @panel; color: @text; gridline-color: @grid; border: 0;
    selection-background-color: @selection; selection-color: @text; }
QTableView::item { padding: 0 8px; border: 0; }
QHeaderView { background: @panel; }
QHeaderView::section { background: @panel; color: @muted; border: 0; border-bottom: 1px solid @line; padding: 5px 8px; }
QTableCornerButton::section { background: @panel; border: 0; }
QListView { background: @background; color: @text; border: 0; outline: 0; }
QListView::item { padding: 5px 8px; border-radius: 4px; }
QListView::item:selected { background: @accent; color: @onAccent; }
QCheckBox::indicator { width: 12px; height: 12px; border: 1px solid @muted; border-radius: 3px; background: @background; }
QCheckBox::indicator:checked { background: @accent; border: 1px solid @accent; }
QCheckBox:focus { color: @accent; }
QProgressBar { background: @line; border: 0; border-radius: 2px; height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
)");
    const auto put = [&sheet](const char* name, const QColor& colour) {
        sheet.replace(QLatin1Char('@') + QLatin1String(name) + QLatin1Char(';'), colour.name() + QLatin1Char(';'));
    };
    put("background", theme.background);
    put("panel", theme.panel);
    put("line", theme.line);
    put("grid", theme.grid);
    put("text", theme.text);
    put("muted", theme.muted);
    put("accent", theme.accent);
    put("onAccent", theme.onAccent);
    put("bad", theme.bad);
    put("selection", mixed(theme.background, theme.accent, 0.22));
    return sheet;
}

} // namespace ralmscope
