// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_row.h"

#include "catalog_files.h"
#include "choice_finder.h"
#include "elided_label.h"
#include "quantity_edit.h"
#include "value_slider.h"

#include <QComboBox>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QWheelEvent>

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

using enum Parameter;

class ParameterRowTest : public testing::Test
{
protected:
    static std::shared_ptr<const Catalog> catalog()
    {
        static const auto shared =
            std::make_shared<const Catalog>(loadCatalog(locateDataDirectories()).value().catalog);
        return shared;
    }

    ParameterRow& row(Parameter parameter)
    {
        m_row = std::make_unique<ParameterRow>(parameter, session, appearance);
        QObject::connect(&session, &Session::changed, m_row.get(), &ParameterRow::refresh);
        m_row->resize(300, 60);
        m_row->show();
        return *m_row;
    }
    void type(const char* text)
    {
        QuantityEdit* editor = m_row->editor();
        editor->setFocus();
        editor->selectAll();
        QTest::keyClicks(editor, QString::fromLatin1(text));
        QTest::keyClick(editor, Qt::Key_Return);
    }

    Appearance appearance{ThemeVariant::Light};
    Session session{catalog()};
    std::unique_ptr<ParameterRow> m_row;
};

TEST_F(ParameterRowTest, TypingSetsTheValue)
{
    row(RetrievalNprobe);
    type("48");
    EXPECT_EQ(session.design()[RetrievalNprobe], 48);
}

TEST_F(ParameterRowTest, WhatIsNotAllowedIsExplainedAndNotSet)
{
    row(RetrievalNprobe);
    QString told;
    QObject::connect(m_row->editor(), &QuantityEdit::problem, [&told](const QString& message) { told = message; });
    const double before = session.design()[RetrievalNprobe];
    type("70000");
    EXPECT_EQ(session.design()[RetrievalNprobe], before);
    EXPECT_TRUE(told.contains(QStringLiteral("65536"))) << told.toStdString();
    QTest::keyClick(m_row->editor(), Qt::Key_Escape);
    EXPECT_TRUE(told.isEmpty());
    EXPECT_EQ(m_row->editor()->text(), QString::number(before));
}

TEST_F(ParameterRowTest, AutoGivesTheValueBackToTheCatalog)
{
    row(RetrievalK);
    type("7");
    EXPECT_EQ(session.value(RetrievalK), 7);
    type("auto");
    EXPECT_TRUE(session.design().isAuto(RetrievalK));
}

TEST_F(ParameterRowTest, DraggingIsOneUndoStep)
{
    row(FpgaCount);
    ValueSlider* slider = m_row->slider();
    const QPoint start = slider->handleCentre();
    QTest::mousePress(slider, Qt::LeftButton, {}, start);
    for (int i = 1; i <= 60; ++i)
        QTest::mouseMove(slider, start + QPoint(2 * i, 0));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, start + QPoint(120, 0));
    EXPECT_GT(session.design()[FpgaCount], 1);
    EXPECT_EQ(session.undoStack()->count(), 1);
    session.undoStack()->undo();
    EXPECT_EQ(session.design()[FpgaCount], DesignPoint()[FpgaCount]);
}

TEST_F(ParameterRowTest, ArrowsStepAndQuickStepsAreOneUndoStep)
{
    row(RetrievalNprobe);
    m_row->slider()->setFocus();
    QTest::keyClick(m_row->slider(), Qt::Key_Right);
    QTest::keyClick(m_row->slider(), Qt::Key_Right);
    EXPECT_EQ(session.design()[RetrievalNprobe], 128);
    EXPECT_EQ(session.undoStack()->count(), 1);
    QTest::keyClick(m_row->slider(), Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(session.design()[RetrievalNprobe], 125) << "two per cent less";
}

TEST_F(ParameterRowTest, TheWheelScrollsThePanelUnlessTheSliderHasTheFocus)
{
    row(RetrievalNprobe);
    ValueSlider* slider = m_row->slider();
    slider->clearFocus();
    const double before = session.design()[RetrievalNprobe];
    QWheelEvent wheel({5, 5}, slider->mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(slider, &wheel);
    EXPECT_EQ(session.design()[RetrievalNprobe], before);
}

TEST_F(ParameterRowTest, ALockedRowCannotBeMoved)
{
    row(FpgaCount);
    session.setLocked(FpgaCount, true);
    EXPECT_FALSE(m_row->slider()->isEnabled());
    EXPECT_FALSE(m_row->editor()->isEnabled());
}

TEST_F(ParameterRowTest, LongListsAreFoundByTyping)
{
    row(LmModel);
    QTest::keyClick(m_row->comboBox(), Qt::Key_7);
    auto* finder = m_row->comboBox()->findChild<ChoiceFinder*>();
    ASSERT_TRUE(finder) << "typing on the closed box opens it";
    EXPECT_EQ(finder->filter()->text(), QStringLiteral("7"));
    finder->filter()->clear();
    QTest::keyClicks(finder->filter(), QStringLiteral("70b llama-3"));
    ASSERT_GE(finder->list()->count(), 1);
    EXPECT_LT(finder->list()->count(), m_row->comboBox()->count() / 4);
    const QString wanted = finder->list()->item(0)->text();
    QTest::keyClick(finder->filter(), Qt::Key_Return);
    EXPECT_EQ(m_row->comboBox()->currentText(), wanted);
    EXPECT_EQ(catalog()->models[static_cast<std::size_t>(session.design()[LmModel])].id, "llama-3-70b");
}

TEST_F(ParameterRowTest, WhatIsNotInTheListChangesNothing)
{
    row(LmModel);
    const double before = session.design()[LmModel];
    m_row->comboBox()->showPopup();
    auto* finder = m_row->comboBox()->findChild<ChoiceFinder*>();
    ASSERT_TRUE(finder);
    EXPECT_EQ(finder->list()->count(), m_row->comboBox()->count());
    QTest::keyClicks(finder->filter(), QStringLiteral("no such model"));
    QTest::keyClick(finder->filter(), Qt::Key_Return);
    EXPECT_EQ(session.design()[LmModel], before);
    QTest::keyClick(finder, Qt::Key_Escape);
    EXPECT_FALSE(finder->isVisible());
}

TEST_F(ParameterRowTest, LabelsOfChoicesAreNotCut)
{
    for (const ParameterInfo& info : parameterTable()) {
        row(info.parameter);
        if (!m_row->comboBox())
            continue;
        m_row->resize(290, 24);
        m_row->layout()->activate();
        const auto* label = m_row->findChild<ElidedLabel*>();
        EXPECT_GE(label->width(), label->fontMetrics().horizontalAdvance(label->text())) << info.label;
    }
}

TEST_F(ParameterRowTest, ChoicesAreNamedByTheCatalog)
{
    row(RetrievalDatabase);
    ASSERT_TRUE(m_row->comboBox());
    EXPECT_EQ(m_row->comboBox()->count(), static_cast<int>(catalog()->databases.size()));
    EXPECT_EQ(m_row->comboBox()->itemText(0).toStdString(), catalog()->databases[0].name);
}

} // namespace
} // namespace ralmscope
