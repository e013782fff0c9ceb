// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_cost.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

TEST(NetworkCost, MessagesHaveTheBytesOfThePrototype)
{
    const auto toNode = [](double dimension) { return queryMessages(dimension, 32, 100, 100, true).coordinatorToNode; };
    EXPECT_EQ(toNode(128), 17024);
    EXPECT_EQ(toNode(96), 12800);
    EXPECT_EQ(toNode(512), 67712);
    EXPECT_EQ(toNode(1024), 135296);
    const QueryMessages sift = queryMessages(128, 32, 100, 100, true);
    EXPECT_EQ(sift.nodeToCoordinator, 1344);
    EXPECT_EQ(sift.gpuToCoordinator, 768);
    EXPECT_EQ(sift.coordinatorToGpu, 1200);
    EXPECT_EQ(sift.total(2), 768 + 1200 + 2 * (17024 + 1344));
}

TEST(NetworkCost, IdsOnlyIsMuchSmaller)
{
    EXPECT_LT(queryMessages(512, 32, 100, 100, false).coordinatorToNode, 2400);
}

TEST(NetworkCost, ATreeSendsToTwoChildrenARootToAll)
{
    const QueryMessages m = queryMessages(512, 32, 100, 100, true);
    EXPECT_DOUBLE_EQ(linkTimePerQuery(m, 1, 12.5e9, false), 67712 / 12.5e9);
    EXPECT_DOUBLE_EQ(linkTimePerQuery(m, 128, 12.5e9, false), 2 * 67712 / 12.5e9);
    EXPECT_DOUBLE_EQ(linkTimePerQuery(m, 128, 12.5e9, true), 128 * 67712 / 12.5e9);
}

TEST(NetworkCost, TreeLevelsGrowLogarithmically)
{
    EXPECT_EQ(treeLevels(1), 0);
    EXPECT_EQ(treeLevels(2), 1);
    EXPECT_EQ(treeLevels(5), 3);
    EXPECT_EQ(treeLevels(128), 7);
}

} // namespace
} // namespace ralmscope
