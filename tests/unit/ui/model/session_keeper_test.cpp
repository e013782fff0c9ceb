// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_keeper.h"

#include "database.h"
#include "exploration_engine.h"
#include "model_fixture.h"
#include "session_store.h"
#include "session_text.h"

#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

class SessionKeeperTest : public testing::Test
{
protected:
    SessionKeeperTest() { session.restore(shippedState()); }
    std::string path() const { return folder.filePath(QStringLiteral("results.db")).toStdString(); }
    std::unique_ptr<ExplorationEngine> engineOn(const std::string& database) const
    {
        return std::make_unique<ExplorationEngine>(shipped().catalog, nullptr, database);
    }

    QTemporaryDir folder;
    Session session{shipped().catalog};
};

TEST_F(SessionKeeperTest, TheNextStartFindsTheLastState)
{
    {
        const auto engine = engineOn(path());
        const SessionKeeper keeper(session, *engine);
        session.setParameter(Parameter::RetrievalNprobe, 9);
    } // closing at once loses nothing
    Session next(shipped().catalog);
    const auto engine = engineOn(path());
    SessionKeeper keeper(next, *engine);
    ASSERT_EQ(keeper.restoreFrom(path()), true);
    EXPECT_EQ(next.design()[Parameter::RetrievalNprobe], 9);
    EXPECT_FALSE(next.undoStack()->canUndo());
}

TEST_F(SessionKeeperTest, ADatabaseWithoutASessionOrThatCannotBeOpenedChangesNothing)
{
    const auto engine = engineOn(path());
    SessionKeeper keeper(session, *engine);
    EXPECT_EQ(keeper.restoreFrom(path()), false);
    EXPECT_EQ(keeper.restoreFrom(path() + "/no/such.db"), false);
    EXPECT_TRUE(session.design() == shippedState().design);
}

TEST_F(SessionKeeperTest, StaleContentLeavesTheSessionAsItWasAndSaysSo)
{
    {
        auto database = Database::open(path()).value();
        ASSERT_TRUE(SessionStore(database).set(kSessionKey, R"({"format": "ralmscope-session", "version": 99})"));
    }
    const auto engine = engineOn(path());
    SessionKeeper keeper(session, *engine);
    const auto restored = keeper.restoreFrom(path());
    ASSERT_FALSE(restored);
    EXPECT_THAT(restored.error(), testing::HasSubstr("version 99"));
    EXPECT_TRUE(session.design() == shippedState().design);
}

} // namespace
} // namespace ralmscope
