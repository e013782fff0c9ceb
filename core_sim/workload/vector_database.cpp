// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector_database.h"

#include <cmath>

namespace ralmscope {

EnergyRun energyRunAt(const VectorDatabase& database, double batch)
{
    const auto& runs = database.energyRuns;
    if (batch <= runs.front().batch)
        return runs.front();
    for (std::size_t i = 1; i < runs.size(); ++i) {
        const EnergyRun& above = runs[i];
        if (batch > above.batch)
            continue;
        if (batch == above.batch)
            return above;
        const EnergyRun& below = runs[i - 1];
        const double w = std::log2(batch / below.batch) / std::log2(above.batch / below.batch);
        const auto mix = [w](double a, double b) { return a + w * (b - a); };
        return {batch, mix(below.cpuPower, above.cpuPower), mix(below.cpuTimePerQuery, above.cpuTimePerQuery),
                mix(below.gpuPower, above.gpuPower), mix(below.gpuTimePerQuery, above.gpuTimePerQuery)};
    }
    return runs.back();
}

} // namespace ralmscope
