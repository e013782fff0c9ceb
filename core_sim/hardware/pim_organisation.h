// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ralmscope {

/// xPyB: x processing units share y banks. "4P1B" has four units at every bank, "1P2B" one for every two.
struct PimOrganisation
{
    double units = 1.0;
    double perBanks = 1.0;

    double unitsPerBank() const { return units / perBanks; }
};

/// Area rule of PAPI (arXiv 2502.15470, section 6): banks with their units fill a die, in whole bank groups.
struct PimDie
{
    double bankArea = 0.0; ///< m2
    double unitArea = 0.0; ///< m2
    double area = 0.0; ///< m2, limit
    double banksPerGroup = 0.0; ///< banks of one bank group on a die
    double bankGroups = 0.0; ///< of a die without units
};

/// Banks whose area fits, not rounded.
double banksThatFit(const PimDie& die, const PimOrganisation& organisation);
/// Banks of a die: the same in whole bank groups, never more than a die without units has.
double banksPerDie(const PimDie& die, const PimOrganisation& organisation);

/// What one unit does per bank access: a read of one access width, used for `reuse` rows of activations, and its MACs.
struct PimAccessEnergy
{
    double read = 0.0; ///< J
    double mac = 0.0; ///< J per multiply-add
    double macsPerAccess = 0.0; ///< of one unit

    /// J of one unit and row, the read shared by `reuse` rows.
    double perUnit(double reuse) const { return read / reuse + macsPerAccess * mac; }
    /// Share of the read in it.
    double readShare(double reuse) const { return read / reuse / perUnit(reuse); }
};

/// Watts of a stack whose units all work: `rate` accesses per second and bank.
double pimStackPower(const PimOrganisation& organisation, double banks, double rate, const PimAccessEnergy& energy,
                     double reuse);

/// The rate at which the stack stays within `budget` watts: never above `rate`.
double powerLimitedRate(const PimOrganisation& organisation, double banks, double rate, const PimAccessEnergy& energy,
                        double reuse, double budget);

} // namespace ralmscope
