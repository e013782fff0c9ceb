// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "command_palette.h"
#include "parameter_panel.h"
#include "parameter_row.h"
#include "quantity_edit.h"
#include "value_slider.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

#include <set>

namespace ralmscope {
namespace {

using enum Parameter;

class KeyboardTest : public WindowTest
{
};

TEST_F(KeyboardTest, TabReachesEveryControlOfThePanelInItsOrder)
{
    window->activateWindow();
    std::set<QWidget*> reached;
    QWidget* first = window->parameters()->row(GpuCount)->slider();
    first->setFocus(Qt::TabFocusReason);
    for (int i = 0; i < 300 && QApplication::focusWidget(); ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const ParameterInfo& info : parameterTable()) {
        ParameterRow* row = window->parameters()->row(info.parameter);
        if (!row->isVisible())
            continue;
        for (QWidget* control : {static_cast<QWidget*>(row->slider()), static_cast<QWidget*>(row->editor()),
                                 static_cast<QWidget*>(row->comboBox())}) {
            if (control) {
                EXPECT_TRUE(reached.count(control)) << info.id;
            }
        }
    }
}

TEST_F(KeyboardTest, EveryControlThatTakesTheFocusHasAName)
{
    for (QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || !qobject_cast<QAbstractButton*>(widget))
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        EXPECT_FALSE(button->accessibleName().isEmpty() && button->text().isEmpty())
            << widget->metaObject()->className();
    }
}

TEST_F(KeyboardTest, TargetsAreLargeEnoughToHit)
{
    for (QAbstractButton* button : window->findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->isEnabled() && button->width() > 1) {
            EXPECT_GE(button->height(), 22)
                << button->accessibleName().toStdString() << " " << button->metaObject()->className();
        }
    }
}

TEST_F(KeyboardTest, DigitsSwitchViewsButNotWhileTyping)
{
    window->setFocus();
    QTest::keyClick(window.get(), Qt::Key_2);
    EXPECT_EQ(window->currentView(), View::Step);
    QTest::keyClick(window.get(), Qt::Key_1);
    EXPECT_EQ(window->currentView(), View::Explore);
    QuantityEdit* editor = window->parameters()->row(RetrievalNprobe)->editor();
    editor->setFocus();
    editor->selectAll();
    QTest::keyClick(editor, Qt::Key_3);
    EXPECT_EQ(window->currentView(), View::Explore);
    QTest::keyClick(editor, Qt::Key_Return);
    EXPECT_EQ(value(RetrievalNprobe), 3);
}

TEST_F(KeyboardTest, ThePaletteFindsAParameterAndGoesToIt)
{
    window->activateWindow();
    window->commands().run(QStringLiteral("view.palette"));
    auto* palette = window->findChild<CommandPalette*>();
    ASSERT_TRUE(palette);
    QTest::keyClicks(palette->filter(), QStringLiteral("go clock"));
    ASSERT_GE(palette->list()->count(), 1);
    QTest::keyClick(palette->filter(), Qt::Key_Return);
    QCoreApplication::processEvents();
    EXPECT_TRUE(window->parameters()->row(FpgaClock)->isVisible()) << "its section is opened";
}

TEST_F(KeyboardTest, EveryCommandOfTheMenusHasAnIdOfItsOwnAndRuns)
{
    EXPECT_GT(window->commands().all().size(), 15U);
    EXPECT_TRUE(window->commands().find(QStringLiteral("file.export")));
    EXPECT_TRUE(window->commands().find(QStringLiteral("help.keys")));
    EXPECT_FALSE(window->commands().run(QStringLiteral("edit.undo"))) << "nothing to undo yet";
}

} // namespace
} // namespace ralmscope
