// SPDX-License-Identifier: GPL-3.0-or-later
#include "pim_pool.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

const PimStack& attAcc()
{
    return test::shippedStack("attacc-hbm3");
}

PimPool pool(double stacks, const PimOrganisation& units = {1, 1}, bool limited = true)
{
    return pimPool(attAcc(), stacks, units, PimPlacement::Bank, limited);
}

PimPool fcPim(double stacks)
{
    const PimStack& stack = test::shippedStack("papi-fc-pim");
    return pimPool(stack, stacks, stack.builtOrganisation(), PimPlacement::Bank, true);
}

/// GPT-3 175B in FP16.
PimMatrices gpt3()
{
    return {347.9e9, 2.0, 96 * 12288 * 14.0, 96 * 4.0};
}

PimHeads heads(double count, double context, double queries = 1.0)
{
    return {count, queries, 128.0, 2.0, context};
}

double watts(const PimPool& p, const PimCost& cost)
{
    return cost.joules / cost.seconds / p.stacks + p.stack->idlePower;
}

TEST(PimPool, OrganisationsKeepTheAreaRule)
{
    EXPECT_EQ(pool(1, {1, 1}).banks, 1024);
    EXPECT_EQ(pool(1, {1, 2}).banks, 1024);
    EXPECT_EQ(pool(1, {4, 1}).banks, 768) << "96 banks per die, as published";
    EXPECT_DOUBLE_EQ(pool(1, {4, 1}).capacityPerStack(), 0.75 * attAcc().capacityBytes) << "12 of 16 GB";
    EXPECT_EQ(fcPim(1).banks, 768) << "as built";
}

TEST(PimPool, RatesAreThePublishedOnes)
{
    EXPECT_NEAR(pool(1).nominalRate(), 7.10e12, 0.01e12) << "six cycles between accesses";
    EXPECT_NEAR(pool(1, {1, 1}, false).nominalRate(), 10.65e12, 0.01e12) << "four cycles";
    EXPECT_NEAR(fcPim(1).nominalRate(), 8.18e12, 0.01e12);
    EXPECT_NEAR(fcPim(1).peakFlops(), 32.7e12, 0.1e12);
    const PimStack& attention = test::shippedStack("papi-attn-pim");
    EXPECT_NEAR(pimPool(attention, 1, attention.builtOrganisation(), PimPlacement::Bank, true).peakFlops(), 5.5e12,
                0.1e12);
}

TEST(PimFullyConnected, ReachesThreeQuartersOfTheNominalRate)
{
    const double share = pimStreamRate(pool(1)) / pool(1).nominalRate();
    EXPECT_GT(share, 0.70) << "row switches and refresh";
    EXPECT_LT(share, 0.80);
}

TEST(PimFullyConnected, OnePassServesAsManyRowsAsABankHasUnits)
{
    const double one = pimFullyConnected(fcPim(30), gpt3(), 1).seconds;
    EXPECT_DOUBLE_EQ(pimFullyConnected(fcPim(30), gpt3(), 4).seconds, one);
    EXPECT_GT(pimFullyConnected(fcPim(30), gpt3(), 5).seconds, 1.9 * one);
    const double gain =
        pimFullyConnected(pool(30), gpt3(), 4).seconds / pimFullyConnected(fcPim(30), gpt3(), 4).seconds;
    EXPECT_GT(gain, 2.7) << "2.9 is published, at the same clock for both";
}

TEST(PimFullyConnected, UnitsSharedByTwoBanksTakeTwiceAsLong)
{
    const double ratio =
        pimFullyConnected(pool(30, {1, 2}), gpt3(), 1).seconds / pimFullyConnected(pool(30), gpt3(), 1).seconds;
    EXPECT_GT(ratio, 1.7) << "row switches are not doubled";
    EXPECT_LT(ratio, 2.0);
}

TEST(PimFullyConnected, MoreRowsAndFewerStacksAreNeverFaster)
{
    double before = 0.0;
    for (double rows = 1; rows <= 256; rows += 1) {
        const double seconds = pimFullyConnected(fcPim(30), gpt3(), rows).seconds;
        EXPECT_GE(seconds, before);
        EXPECT_LE(pimFullyConnected(fcPim(31), gpt3(), rows).seconds, seconds);
        before = seconds;
    }
}

TEST(PimAttention, MoreStacksAreNeverSlower)
{
    for (const double context : {100.0, 1000.0, 3000.0}) {
        double before = 1e9;
        for (double stacks = 1; stacks <= 128; stacks += 1) {
            const double seconds = pimAttention(pool(stacks), heads(640, context)).seconds;
            EXPECT_LE(seconds, before * (1 + 1e-12)) << stacks << " stacks, " << context << " tokens";
            before = seconds;
        }
    }
}

TEST(PimAttention, GrowsWithContextHeadsAndQueries)
{
    const double base = pimAttention(pool(40), heads(640, 1024)).seconds;
    EXPECT_GT(pimAttention(pool(40), heads(640, 2048)).seconds, base);
    EXPECT_GT(pimAttention(pool(40), heads(1280, 1024)).seconds, base);
    const double four = pimAttention(pool(40), heads(640, 1024, 4)).seconds;
    EXPECT_GT(four, 3 * base);
    EXPECT_LT(pimAttention(pool(40, {4, 1}), heads(640, 1024, 4)).seconds, four) << "units of a bank share the queries";
}

TEST(PimAttention, SharedUnitsAreSlowerByLessThanTwo)
{
    const double ratio = pimAttention(pool(60, {1, 2}), heads(64 * 96, 2048)).seconds
        / pimAttention(pool(60), heads(64 * 96, 2048)).seconds;
    EXPECT_NEAR(ratio, 1.7, 0.2) << "PAPI publishes 1.7";
}

TEST(PimAttention, ChargesTheContextsMacsToo)
{
    const PimHeads work = heads(640, 1024);
    PimStack quiet = attAcc();
    quiet.macEnergy = 0.0;
    const PimPool without = pimPool(quiet, 40, {1, 1}, PimPlacement::Bank, true);
    const double macs = pimAttention(pool(40), work).joules - pimAttention(without, work).joules;
    EXPECT_NEAR(macs, 0.32e-12 * 640 * 1024 * (2 * 128 + 2.5), 1e-9);
}

TEST(PimAttention, OtherMemoriesStreamAtTheirOwnRate)
{
    const PimStack& card = test::shippedStack("aimx");
    const PimPool aimx = pimPool(card, 4, card.builtOrganisation(), PimPlacement::Bank, true);
    const PimCost cost = pimAttention(aimx, heads(4 * 32 * 8, 4096));
    const double rate = cost.bytes / 4 / cost.seconds;
    EXPECT_LT(rate, card.banks() * 32e9);
    EXPECT_GT(rate, 0.5 * card.banks() * 32e9);
}

TEST(PimPower, TheLimitNeverRaisesPowerAndIsKept)
{
    for (const double budget : {116.0, 40.0, 20.0}) {
        PimStack stack = attAcc();
        stack.powerBudget = budget;
        for (const double rows : {1.0, 4.0, 64.0}) {
            const PimPool free = pimPool(stack, 30, {1, 1}, PimPlacement::Bank, false);
            const PimPool limited = pimPool(stack, 30, {1, 1}, PimPlacement::Bank, true);
            const PimCost fast = pimFullyConnected(free, gpt3(), rows);
            const PimCost slow = pimFullyConnected(limited, gpt3(), rows);
            EXPECT_LE(watts(limited, slow), watts(free, fast));
            EXPECT_LE(watts(limited, slow), budget * (1 + 1e-9));
            EXPECT_GE(slow.seconds, fast.seconds);
            EXPECT_DOUBLE_EQ(slow.joules, fast.joules);
            const PimCost attention = pimAttention(limited, heads(30 * 64, 2048));
            EXPECT_LE(watts(limited, attention), budget * (1 + 1e-9));
            EXPECT_LE(watts(limited, attention), watts(free, pimAttention(free, heads(30 * 64, 2048))));
        }
    }
}

TEST(PimPower, ReadsSharedByRowsAreCheaper)
{
    const double alone = pimFullyConnected(pool(30), gpt3(), 4).joules;
    const double shared = pimFullyConnected(fcPim(30), gpt3(), 4).joules;
    EXPECT_LT(shared, 0.5 * alone);
}

TEST(PimPool, EveryShippedStackStreamsAndComputes)
{
    for (const PimStack& stack : test::shippedCatalog().pims) {
        const PimPool p = pimPool(stack, 8, stack.builtOrganisation(), stack.builtPlacement, true);
        EXPECT_GT(pimStreamRate(p), 0.3 * p.nominalRate()) << stack.id;
        EXPECT_LE(pimStreamRate(p), p.nominalRate()) << stack.id;
        EXPECT_GT(pimAttention(p, heads(512, 1024)).seconds, 0.0) << stack.id;
        EXPECT_GT(pimAttention(p, heads(512, 1024)).joules, 0.0) << stack.id;
        EXPECT_GT(stack.idlePower, 0.0) << stack.id;
    }
}

TEST(PimTransfer, PaysBytesAndOneLatencyEach)
{
    const PimCost cost = pimTransfer({1e9, 1e-6, 1e-11}, 1e6, 3);
    EXPECT_DOUBLE_EQ(cost.seconds, 3 * (1e-3 + 1e-6));
    EXPECT_DOUBLE_EQ(cost.joules, 3e-5);
}

} // namespace
} // namespace ralmscope
