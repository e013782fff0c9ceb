// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_store.h"

#include "database.h"
#include "sample_data.h"

#include <gmock/gmock.h>

namespace ralmscope::test {

TEST(SessionStore, KeepsTextsFromOneStartToTheNext)
{
    const TemporaryFolder folder;
    {
        auto database = Database::open(folder.file("results.db"));
        SessionStore session(*database);
        ASSERT_TRUE(session.set("window", "{\"size\":[1,2]}"));
        ASSERT_TRUE(session.set("window", "{\"size\":[3,4]}"));
    }
    auto database = Database::open(folder.file("results.db"));
    SessionStore session(*database);
    EXPECT_EQ(session.get("window")->value(), "{\"size\":[3,4]}");
    EXPECT_FALSE(session.get("nothing")->has_value());
    ASSERT_TRUE(session.remove("window"));
    EXPECT_FALSE(session.get("window")->has_value());
}

TEST(SessionStore, KeepsAnyText)
{
    auto database = Database::open(":memory:");
    SessionStore session(*database);
    const std::string text("ä\0'\"\n", 7);
    ASSERT_TRUE(session.set("odd", text));
    EXPECT_EQ(session.get("odd")->value(), text);
}

} // namespace ralmscope::test
