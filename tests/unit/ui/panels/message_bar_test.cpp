// SPDX-License-Identifier: GPL-3.0-or-later
#include "message_bar.h"

#include <QPushButton>

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

class MessageBarTest : public testing::Test
{
protected:
    Appearance appearance{ThemeVariant::Light};
    MessageBar bar{appearance};
};

TEST_F(MessageBarTest, AMessageOfTheSameCauseReplacesTheOldOne)
{
    for (int i = 0; i < 100; ++i)
        bar.show({.cause = QStringLiteral("disk"), .text = QString::number(i), .level = MessageBar::Level::Error});
    EXPECT_EQ(bar.currentText(), QStringLiteral("99"));
    bar.dismiss(QStringLiteral("disk"));
    EXPECT_EQ(bar.currentText(), QString());
    EXPECT_TRUE(bar.isHidden());
}

TEST_F(MessageBarTest, AnotherCauseStaysUntilItIsDismissedToo)
{
    bar.show({.cause = QStringLiteral("a"), .text = QStringLiteral("first"), .level = MessageBar::Level::Error});
    bar.show({.cause = QStringLiteral("b"), .text = QStringLiteral("second"), .level = MessageBar::Level::Error});
    EXPECT_EQ(bar.currentText(), QStringLiteral("second"));
    bar.dismiss(QStringLiteral("b"));
    EXPECT_EQ(bar.currentText(), QStringLiteral("first"));
}

TEST_F(MessageBarTest, TheActionRunsOnceAndTheMessageGoes)
{
    int runs = 0;
    bar.show({.cause = QStringLiteral("prune"),
              .text = QStringLiteral("Delete?"),
              .actionText = QStringLiteral("Delete"),
              .action = [&runs] { ++runs; },
              .asks = true});
    bar.actionButton()->click();
    EXPECT_EQ(runs, 1);
    EXPECT_TRUE(bar.isHidden());
}

} // namespace
} // namespace ralmscope
