// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

Command command(const char* id, const char* text, const QKeySequence& shortcut = {})
{
    return {QString::fromLatin1(id), QString::fromLatin1(text), QStringLiteral("View"), shortcut, [] {}};
}

TEST(CommandRegistry, RefusesASecondIdAndATakenShortcut)
{
    CommandRegistry registry;
    EXPECT_TRUE(registry.add(command("a", "A", QKeySequence(Qt::CTRL | Qt::Key_B))));
    EXPECT_FALSE(registry.add(command("a", "Other")));
    EXPECT_FALSE(registry.add(command("b", "B", QKeySequence(Qt::CTRL | Qt::Key_B))));
    EXPECT_TRUE(registry.add(command("c", "C")));
    EXPECT_EQ(registry.all().size(), 2u);
}

TEST(CommandRegistry, RunsWhatIsEnabled)
{
    int runs = 0;
    bool enabled = false;
    CommandRegistry registry;
    Command counted = command("count", "Count");
    counted.run = [&] { ++runs; };
    counted.enabled = [&] { return enabled; };
    registry.add(counted);
    EXPECT_FALSE(registry.run(QStringLiteral("count")));
    enabled = true;
    EXPECT_TRUE(registry.run(QStringLiteral("count")));
    EXPECT_FALSE(registry.run(QStringLiteral("missing")));
    EXPECT_EQ(runs, 1);
}

TEST(CommandRegistry, ThePaletteFindsAllWordsBestFirst)
{
    CommandRegistry registry;
    registry.add(command("a", "Clear baseline"));
    registry.add(command("b", "Baseline: pin"));
    registry.add(command("c", "Undo"));
    const auto found = registry.matching(QStringLiteral("baseline"));
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0]->id, QStringLiteral("b"));
    EXPECT_EQ(registry.matching(QStringLiteral("view undo")).size(), 1u);
    EXPECT_EQ(registry.matching({}).size(), 3u);
}

} // namespace
} // namespace ralmscope
