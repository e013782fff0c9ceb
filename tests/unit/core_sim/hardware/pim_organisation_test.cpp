// SPDX-License-Identifier: GPL-3.0-or-later
#include "pim_organisation.h"

#include "papi_system.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

constexpr PimOrganisation k1P1B{1, 1};
constexpr PimOrganisation k1P2B{1, 2};
constexpr PimOrganisation k4P1B{4, 1};

TEST(PimOrganisation, BanksFollowFromTheAreaRule)
{
    const PimDie die = papi::publishedDie();
    EXPECT_NEAR(banksThatFit(die, k4P1B), 97.58, 0.01);
    EXPECT_EQ(banksPerDie(die, k4P1B), 96) << "three bank groups, as published";
    EXPECT_EQ(banksPerDie(die, k1P1B), 128) << "more fit, but a die has four bank groups";
    EXPECT_EQ(banksPerDie(die, k1P2B), 128);
}

TEST(PimOrganisation, PublishedPowerClaimsHoldWithTheInferredReadEnergy)
{
    PimAccessEnergy energy = papi::accessEnergy();
    energy.read = papi::kReadEnergyForPowerClaims;
    const double rate = papi::kFastBankRate;
    EXPECT_GT(pimStackPower(k1P1B, 1024, rate, energy, 1), papi::kCubePowerBudget);
    EXPECT_LT(pimStackPower(k1P2B, 1024, rate, energy, 1), papi::kCubePowerBudget);
    EXPECT_LT(pimStackPower(k4P1B, 768, rate, energy, 4), papi::kCubePowerBudget);
    EXPECT_GT(pimStackPower(k4P1B, 768, rate, energy, 2), papi::kCubePowerBudget);
}

TEST(PimOrganisation, WithTheSimulatorsEnergyTableAStackOf1P1BWouldPass)
{
    EXPECT_NEAR(pimStackPower(k1P1B, 1024, papi::kFastBankRate, papi::accessEnergy(), 1), 97.1, 0.1);
    EXPECT_NEAR(pimStackPower(k4P1B, 768, papi::kFastBankRate, papi::accessEnergy(), 4), 80.5, 0.1);
}

TEST(PimOrganisation, ThePowerLimitNeverRaisesPowerOrRate)
{
    const PimAccessEnergy energy = papi::accessEnergy();
    for (const double reuse : {1.0, 2.0, 4.0, 64.0}) {
        for (const double rate : {217e6, 325e6, 650e6}) {
            const double limited = powerLimitedRate(k4P1B, 768, rate, energy, reuse, 116);
            EXPECT_LE(limited, rate);
            EXPECT_LE(pimStackPower(k4P1B, 768, limited, energy, reuse), 116 * (1 + 1e-12));
        }
    }
}

TEST(PimOrganisation, ReuseMovesTheEnergyFromReadsToArithmetic)
{
    EXPECT_NEAR(papi::accessEnergy().readShare(1), 0.965, 0.001);
    EXPECT_NEAR(papi::accessEnergy().readShare(64), 0.301, 0.001);
}

} // namespace
} // namespace ralmscope
