// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacc_point.h"

#include <span>

namespace ralmscope::attacc {

/// Models and platforms as the simulator's configuration has them (scale-snu/attacc_simulator, src/config.py and
/// pim_ramulator_src/HBM3-PIM.cpp at c600051).
std::span<const Model> models();
std::span<const Platform> platforms();

/// nullptr if there is no such name.
const Model* findModel(std::string_view name);
const Platform* findPlatform(std::string_view name);

/// Id of the HBM3 stack of AttAcc in the catalog: the simulator's timing and energy table stand there.
inline constexpr std::string_view kStackId = "attacc-hbm3";

/// Constants that belong to the simulator as a whole.
struct Constants
{
    double computeEfficiency = 0.8;
    double memoryEfficiency = 0.85;
    double pimDevices = 8.0; ///< also with 16 GPUs
    double stacksPerDevice = 5.0;
    double pimLinkBandwidth = 600e9; ///< B/s, both directions together, also beside H100
    double hostSockets = 2.0;
    double energyHostMemory = 0.0; ///< the simulator charges nothing on the CPU

    double dramEnergy = 28.72e-12; ///< J/B: 8 (0.11 + 0.44 + 1.01 + 1.23 + 0.5 + 0.3) pJ
    double l2Energy = 2.4e-12; ///< J/B
    double l1Energy = 1.28e-12; ///< J/B
    double registerEnergy = 0.0675e-12; ///< J/B
    double macEnergy = 0.32e-12; ///< J per multiply-add
    double linkEnergy = 10.4e-12; ///< J/B
    double movementFactor = 1.0 / 8.0; ///< on energies per byte inside a stack: table values per bit, not multiplied
};
inline constexpr Constants kConstants;

} // namespace ralmscope::attacc
