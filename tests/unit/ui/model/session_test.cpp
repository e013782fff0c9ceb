// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_fixture.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using enum Parameter;

class SessionTest : public testing::Test
{
protected:
    SessionTest()
        : session(shipped().catalog)
    {
        session.restore(shippedState());
    }
    QString undoText() { return session.undoStack()->undoText(); }

    Session session;
};

TEST_F(SessionTest, ChangesAreUndoneAndRedoneOneByOne)
{
    const DesignPoint before = session.design();
    EXPECT_TRUE(session.setParameter(RetrievalNprobe, 8));
    EXPECT_TRUE(session.setParameter(FpgaCount, 4));
    session.undoStack()->undo();
    EXPECT_EQ(session.design()[RetrievalNprobe], 8);
    EXPECT_EQ(session.design()[FpgaCount], before[FpgaCount]);
    session.undoStack()->undo();
    EXPECT_TRUE(session.design() == before);
    session.undoStack()->redo();
    session.undoStack()->redo();
    EXPECT_EQ(session.design()[FpgaCount], 4);
}

TEST_F(SessionTest, UndoTextNamesTheParameterAndBothValues)
{
    session.setParameter(RetrievalNprobe, 8);
    session.setParameter(RetrievalNprobe, 64);
    EXPECT_EQ(undoText(), QStringLiteral("nprobe 8 → 64"));
}

TEST_F(SessionTest, OneDragIsOneStep)
{
    const double before = session.value(RetrievalNprobe);
    session.beginDrag();
    for (const double value : {33.0, 40.0, 50.0, 64.0})
        session.setParameter(RetrievalNprobe, value);
    session.endDrag();
    EXPECT_EQ(session.undoStack()->count(), 1);
    EXPECT_EQ(undoText(), QStringLiteral("nprobe %1 → 64").arg(before));
    session.undoStack()->undo();
    EXPECT_EQ(session.value(RetrievalNprobe), before);
}

TEST_F(SessionTest, TwoDragsAreTwoSteps)
{
    for (const double value : {40.0, 64.0}) {
        session.beginDrag();
        session.setParameter(RetrievalNprobe, value);
        session.endDrag();
    }
    EXPECT_EQ(session.undoStack()->count(), 2);
}

TEST_F(SessionTest, ADragBackToItsStartLeavesNothingToUndo)
{
    const double before = session.value(RetrievalNprobe);
    session.beginDrag();
    session.setParameter(RetrievalNprobe, before + 1);
    session.setParameter(RetrievalNprobe, before);
    session.endDrag();
    EXPECT_EQ(session.undoStack()->count(), 0);
}

TEST_F(SessionTest, LockedAndImpossibleValuesAreRefused)
{
    const DesignPoint before = session.design();
    session.setLocked(RetrievalNprobe, true);
    EXPECT_FALSE(session.setParameter(RetrievalNprobe, 8));
    EXPECT_FALSE(session.setParameter(FpgaCount, -1));
    EXPECT_FALSE(session.setParameter(FpgaCount, 1.5));
    EXPECT_FALSE(session.setParameter(FpgaCount, kAuto));
    EXPECT_FALSE(session.setParameter(GpuDevice, 1000));
    EXPECT_TRUE(session.design() == before);
    session.setLocked(RetrievalNprobe, false);
    EXPECT_TRUE(session.setParameter(RetrievalNprobe, 8));
}

TEST_F(SessionTest, ChoosingAModelFreesWhatTheOldOneSuppliedUnlessLocked)
{
    session.setParameter(RetrievalK, 50);
    session.setParameter(RetrievalInterval, 16);
    session.setLocked(RetrievalInterval, true);
    const double other = session.design()[LmModel] == 0 ? 1 : 0;
    session.setParameter(LmModel, other);
    EXPECT_TRUE(session.design().isAuto(RetrievalK));
    EXPECT_EQ(session.design()[RetrievalInterval], 16);
}

TEST_F(SessionTest, ResetReturnsToThePreset)
{
    const double before = session.design()[RetrievalNprobe];
    session.setParameter(RetrievalNprobe, 8);
    EXPECT_TRUE(session.isModified());
    EXPECT_TRUE(session.isModified(RetrievalNprobe));
    EXPECT_FALSE(session.isModified(FpgaCount));
    session.resetParameter(RetrievalNprobe);
    EXPECT_EQ(session.design()[RetrievalNprobe], before);
    EXPECT_FALSE(session.isModified());
}

TEST_F(SessionTest, OpeningADesignIsOneStep)
{
    session.setParameter(RetrievalNprobe, 8);
    const int count = session.undoStack()->count();
    DesignPoint other;
    other.set(FpgaCount, 2);
    session.openDesign(other, QStringLiteral("Other"), QStringLiteral("/tmp/other.json"));
    EXPECT_EQ(session.undoStack()->count(), count + 1);
    EXPECT_FALSE(session.isModified());
    EXPECT_EQ(session.state().presetFile, QStringLiteral("/tmp/other.json"));
    session.undoStack()->undo();
    EXPECT_EQ(session.design()[RetrievalNprobe], 8);
    EXPECT_TRUE(session.isModified());
}

TEST_F(SessionTest, UndoAfterSavingKeepsTheSavedPreset)
{
    session.setParameter(RetrievalNprobe, 8);
    session.markSaved(QStringLiteral("Mine"), QStringLiteral("/tmp/mine.json"));
    EXPECT_FALSE(session.isModified());
    session.undoStack()->undo();
    EXPECT_EQ(session.state().presetName, QStringLiteral("Mine"));
    EXPECT_TRUE(session.isModified(RetrievalNprobe));
}

TEST_F(SessionTest, ABaselineIsNamedByWhatDiffersFromThePreset)
{
    const QString name = session.state().presetName;
    session.pinBaseline();
    EXPECT_EQ(session.state().baseline->name, name);
    session.setParameter(RetrievalNprobe, 8);
    session.pinBaseline();
    EXPECT_EQ(session.state().baseline->name, name + QStringLiteral(", nprobe 8"));
    session.undoStack()->undo();
    EXPECT_EQ(session.state().baseline->name, name);
    session.clearBaseline();
    EXPECT_FALSE(session.state().baseline.has_value());
}

TEST_F(SessionTest, SignalsSayWhatChanged)
{
    int changed = 0;
    int design = 0;
    int baseline = 0;
    QObject::connect(&session, &Session::changed, [&] { ++changed; });
    QObject::connect(&session, &Session::designChanged, [&] { ++design; });
    QObject::connect(&session, &Session::baselineChanged, [&] { ++baseline; });
    session.setXAxis(FpgaCount);
    EXPECT_THAT((std::array{changed, design, baseline}), testing::ElementsAre(1, 0, 0));
    session.setParameter(RetrievalNprobe, 8);
    EXPECT_THAT((std::array{changed, design, baseline}), testing::ElementsAre(2, 1, 0));
    session.pinBaseline();
    EXPECT_THAT((std::array{changed, design, baseline}), testing::ElementsAre(3, 1, 1));
    session.setParameter(RetrievalNprobe, 8);
    EXPECT_EQ(changed, 3) << "the same value is no change";
}

TEST_F(SessionTest, AnotherDesignOfTheSamePresetIsOneUndoStep)
{
    DesignPoint other = session.design();
    other.set(Parameter::GpuCount, 4);
    other.set(Parameter::RetrievalNprobe, 8);
    const DesignPoint before = session.design();
    EXPECT_TRUE(session.setDesign(other, QStringLiteral("mapping")));
    EXPECT_TRUE(session.design() == other);
    EXPECT_EQ(session.undoStack()->count(), 1);
    EXPECT_TRUE(session.isModified()) << "the preset stays";
    session.undoStack()->undo();
    EXPECT_TRUE(session.design() == before);
}

TEST_F(SessionTest, AnotherDesignThatChangesALockedParameterIsRefused)
{
    session.setLocked(Parameter::GpuCount, true);
    DesignPoint other = session.design();
    other.set(Parameter::GpuCount, 4);
    EXPECT_FALSE(session.setDesign(other, QStringLiteral("mapping")));
    EXPECT_EQ(session.value(Parameter::GpuCount), 1);
}

} // namespace
} // namespace ralmscope
