// SPDX-License-Identifier: GPL-3.0-or-later
#include "papi_system.h"

#include <array>

namespace ralmscope::papi {

namespace {

constexpr double kGiga = 1e9;
constexpr double kDies = 8.0; // of a stack
// Area constants as published; 32 banks of a group on a die, four groups without units.
constexpr PimDie kDie{0.83e-6, 0.1025e-6, 121e-6, 32.0, 4.0};

constexpr std::array kCalibrations{
    Calibration{
        "nominal",
        "Nothing fitted to PAPI: AttAcc simulator's rates, caps and overheads; 20 us per layer of PIM overhead and "
        "a PCIe 4 link per GPU are guesses.",
        3352e9, 0.756, 0.711, 0.75, 82.6e-6, 20e-6, 192e9, true},
    Calibration{"B",
                "Fits the comparisons of GPU and PIM: PIM efficiency, PIM overhead and GPU overhead fitted to 8 of 12 "
                "published averages, parallelism decays with the output lengths.",
                3352e9, 0.756, 0.711, 0.34, 14.7e-6, 33.6e-6, 192e9, true},
    Calibration{
        "C",
        "Fits the comparisons with PIM only: HBM2e bandwidth, PIM efficiency, overheads and a free link fitted to "
        "10 of 12 published averages, parallelism constant.",
        1935e9, 0.85, 1.0, 0.327, 3.1e-6, 44e-6, 10e12, false},
};

StackGroup stacks(double count, PimOrganisation organisation, double capacity)
{
    return {count, organisation, kDies * banksPerDie(kDie, organisation), capacity};
}

} // namespace

std::span<const Calibration> calibrations()
{
    return kCalibrations;
}

const Calibration* findCalibration(std::string_view name)
{
    for (const Calibration& calibration : kCalibrations) {
        if (calibration.name == name)
            return &calibration;
    }
    return nullptr;
}

PimDie publishedDie()
{
    return kDie;
}

PimAccessEnergy accessEnergy()
{
    return {140.8e-12, 0.32e-12, 16.0};
}

Machine machine(const Calibration& calibration, const PimStack& dram)
{
    Machine machine;
    machine.fullyConnected = stacks(30.0, {4.0, 1.0}, 12.0 * kGiga);
    machine.attention = stacks(60.0, {1.0, 2.0}, 16.0 * kGiga);
    machine.attAcc = stacks(60.0, {1.0, 1.0}, 16.0 * kGiga);
    machine.calibration = calibration;
    machine.dram = &dram;
    return machine;
}

} // namespace ralmscope::papi
