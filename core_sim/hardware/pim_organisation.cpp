// SPDX-License-Identifier: GPL-3.0-or-later
#include "pim_organisation.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

double banksThatFit(const PimDie& die, const PimOrganisation& organisation)
{
    return die.area / (organisation.unitsPerBank() * die.unitArea + die.bankArea);
}

double banksPerDie(const PimDie& die, const PimOrganisation& organisation)
{
    const double groups = std::floor(banksThatFit(die, organisation) / die.banksPerGroup);
    return die.banksPerGroup * std::min(groups, die.bankGroups);
}

double pimStackPower(const PimOrganisation& organisation, double banks, double rate, const PimAccessEnergy& energy,
                     double reuse)
{
    return rate * banks * organisation.unitsPerBank() * energy.perUnit(reuse);
}

double powerLimitedRate(const PimOrganisation& organisation, double banks, double rate, const PimAccessEnergy& energy,
                        double reuse, double budget)
{
    const double power = pimStackPower(organisation, banks, rate, energy, reuse);
    return power > budget ? rate * budget / power : rate;
}

} // namespace ralmscope
