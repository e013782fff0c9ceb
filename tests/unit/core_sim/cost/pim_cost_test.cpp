// SPDX-License-Identifier: GPL-3.0-or-later
#include "pim_cost.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

const PimStack& stack()
{
    return test::shippedStack("attacc-hbm3");
}

PimAttention attention(PimPlacement placement, bool limited, double heads, double context)
{
    PimAttention work;
    work.placement = placement;
    work.powerLimited = limited;
    work.heads = heads;
    work.context = context;
    return work;
}

double cycles(PimPlacement placement, bool limited, double heads, double context)
{
    return pimAttentionCycles(stack(), attention(placement, limited, heads, context));
}

// Cycle counts in these tests are of the AttAcc simulator's DRAM simulation.

TEST(PimCost, BankLevelAttentionBelowTheFirstRefreshIsExactToTheCycle)
{
    EXPECT_DOUBLE_EQ(cycles(PimPlacement::Bank, true, 1, 512), 930);
    EXPECT_DOUBLE_EQ(cycles(PimPlacement::Bank, true, 1, 1024), 1890);
    EXPECT_DOUBLE_EQ(cycles(PimPlacement::Bank, true, 1, 1424), 2682);
    EXPECT_DOUBLE_EQ(cycles(PimPlacement::Bank, true, 20, 512), 1855) << "two iterations, paired";
    EXPECT_DOUBLE_EQ(cycles(PimPlacement::Bank, true, 20, 1024), 3711);
}

TEST(PimCost, RefreshAddsItsCostOncePerInterval)
{
    EXPECT_DOUBLE_EQ(cycles(PimPlacement::Bank, true, 20, 1424), 5669);
    EXPECT_DOUBLE_EQ(cycles(PimPlacement::Bank, true, 20, 2048), 7861);
    EXPECT_NEAR(cycles(PimPlacement::Bank, true, 103, 2048), 28272, 0.005 * 28272);
    EXPECT_NEAR(cycles(PimPlacement::Bank, true, 103, 512), 6936, 0.005 * 6936) << "three pairs and a single";
}

TEST(PimCost, OtherPlacementsAndHeadDimensionsAgreeWithinHalfAPercent)
{
    EXPECT_NEAR(cycles(PimPlacement::BankGroup, true, 103, 2048), 94805, 0.005 * 94805);
    EXPECT_NEAR(cycles(PimPlacement::BufferDie, true, 103, 2048), 254321, 0.005 * 254321);
    EXPECT_NEAR(cycles(PimPlacement::BufferDie, true, 16, 512), 8765, 0.005 * 8765);
    PimAttention wide = attention(PimPlacement::Bank, false, 205, 2048);
    wide.headDimension = 160;
    EXPECT_NEAR(pimAttentionCycles(stack(), wide), 58091, 0.005 * 58091);
}

TEST(PimCost, HeadsOfOneIterationRunSideBySide)
{
    EXPECT_EQ(cycles(PimPlacement::Bank, true, 1, 2048), cycles(PimPlacement::Bank, true, 16, 2048));
    EXPECT_LT(cycles(PimPlacement::Bank, true, 16, 2048), cycles(PimPlacement::Bank, true, 17, 2048));
}

TEST(PimCost, TheCloserTheUnitsToTheCellsTheFaster)
{
    for (const double context : {256.0, 1024.0, 4096.0}) {
        EXPECT_LT(cycles(PimPlacement::Bank, true, 39, context), cycles(PimPlacement::BankGroup, true, 39, context));
        EXPECT_LT(cycles(PimPlacement::BankGroup, true, 39, context),
                  cycles(PimPlacement::BufferDie, true, 39, context));
    }
}

TEST(PimCost, ThePowerLimitSlowsUnitsInTheDramAndNotOnTheBufferDie)
{
    EXPECT_GT(cycles(PimPlacement::Bank, true, 39, 2048), 1.2 * cycles(PimPlacement::Bank, false, 39, 2048));
    EXPECT_GT(cycles(PimPlacement::BankGroup, true, 39, 2048), 1.3 * cycles(PimPlacement::BankGroup, false, 39, 2048));
    EXPECT_EQ(cycles(PimPlacement::BufferDie, true, 39, 2048), cycles(PimPlacement::BufferDie, false, 39, 2048));
}

TEST(PimCost, WithoutWorkThereAreNoCycles)
{
    EXPECT_EQ(cycles(PimPlacement::Bank, true, 0, 2048), 0);
    EXPECT_EQ(cycles(PimPlacement::Bank, true, 8, 0), 0);
}

TEST(PimCost, CommandsAreThoseOfTheTrace)
{
    const PimCommands one = pimAttentionCommands(stack(), attention(PimPlacement::Bank, true, 1, 1024));
    EXPECT_EQ(one.mac, 256);
    EXPECT_EQ(one.softmax, 1);
    EXPECT_EQ(one.moveProbability, 32);
    EXPECT_EQ(one.moveResult, 48);
    EXPECT_EQ(one.writeQuery, 8);
    const PimCommands buffer = pimAttentionCommands(stack(), attention(PimPlacement::BufferDie, true, 103, 512));
    EXPECT_EQ(buffer.mac, 421904);
    EXPECT_EQ(buffer.moveResult, 2472);
}

TEST(PimCost, TheSecondHeadOfAnUnfilledPairRepeatsTheFirstOnesContext)
{
    const PimCommands commands = pimAttentionCommands(stack(), attention(PimPlacement::Bank, true, 20, 1024));
    EXPECT_EQ(commands.mac, 20 * 256 + 12 * 128 + 16);
    EXPECT_EQ(commands.moveResult, 1152);
}

TEST(PimCost, CommandEnergyGrowsWithDistanceFromTheCells)
{
    const auto energyPerByte = [](PimPlacement placement) {
        const PimCommands commands = pimAttentionCommands(stack(), attention(placement, true, 16, 2048));
        const double bytes = 16 * 2048 * 128 * 2 * 2;
        return pimCommandEnergy(stack(), placement, commands) / bytes;
    };
    EXPECT_NEAR(energyPerByte(PimPlacement::Bank), 4.4e-12, 0.15e-12);
    EXPECT_NEAR(energyPerByte(PimPlacement::BankGroup), 12.5e-12, 0.15e-12);
    EXPECT_NEAR(energyPerByte(PimPlacement::BufferDie), 26.3e-12, 0.15e-12);
}

} // namespace
} // namespace ralmscope
