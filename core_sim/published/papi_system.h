// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attacc_point.h"
#include "output_lengths.h"
#include "pim_organisation.h"

#include <optional>
#include <span>
#include <string_view>

namespace ralmscope::papi {

// PAPI (arXiv 2502.15470): fully connected layers on GPUs or in their own HBM stacks, attention in further stacks.

using attacc::Model;

/// Stacks of one kind.
struct StackGroup
{
    double stacks = 0.0;
    PimOrganisation organisation;
    double banks = 0.0; ///< of a stack
    double capacityBytes = 0.0; ///< of a stack
};

/// The five systems of the paper's evaluation.
enum class Design
{
    GpuAttAcc, ///< A100+AttAcc: fully connected layers always on GPUs, attention in 1P1B stacks
    GpuHbmPim, ///< A100+HBM-PIM: the same with 1P2B stacks
    AttAccOnly, ///< everything in 1P1B stacks
    Papi, ///< fully connected layers on GPUs or FC-PIM by parallelism, attention in 1P2B stacks
    PimOnlyPapi ///< the same without GPUs
};

/// What the paper states of the hardware and what a calibration assumes of it.
struct Calibration
{
    std::string_view name;
    std::string_view text;
    double gpuBandwidth = 0.0; ///< B/s of one GPU
    double memoryEfficiency = 0.0;
    double computeEfficiency = 0.0;
    double pimEfficiency = 0.0; ///< of the bank access rate
    double gpuLayerOverhead = 0.0; ///< s per layer: all-reduce, activation, norms
    double pimLayerOverhead = 0.0; ///< s per layer when FC runs in the stacks
    double linkBandwidth = 0.0; ///< B/s between FC and attention stacks
    bool parallelismDecays = true; ///< by the output lengths; else it stays at the batch
};

struct Machine
{
    double gpus = 6.0;
    double gpuFlops = 312e12; ///< FLOP/s of one
    double allReducePerByte = 0.015e-9; ///< s per byte of activations and layer
    double bankPeriod = 6.0 * 0.769e-9; ///< s between accesses of a bank within the power limit
    double accessBytes = 32.0;
    StackGroup fullyConnected; ///< FC-PIM
    StackGroup attention; ///< Attn-PIM
    StackGroup attAcc; ///< 1P1B stacks of the baselines
    double sharedUnitSlowdown = 1.7; ///< of attention in 1P2B against 1P1B stacks, published
    Calibration calibration;
    const PimStack* dram = nullptr; ///< timing and energies; never null, outlives the machine
};

/// Area of banks and units as published (22 nm), limit 121 mm2.
PimDie publishedDie();

/// Energy of a bank access and its MACs as in the AttAcc simulator's table (0.55 pJ/bit). The paper's power claims need
/// 169 to 205 pJ per read at 650 MHz: see kReadEnergyForPowerClaims.
PimAccessEnergy accessEnergy();
/// J per 32-byte read at 650 MHz that lets 1P1B exceed the power budget of a cube and 4P1B keep it from a reuse of 4
/// on.
inline constexpr double kReadEnergyForPowerClaims = 187e-12;
inline constexpr double kCubePowerBudget = 116.0; ///< W
inline constexpr double kFastBankRate = 650e6; ///< accesses per second and bank at 20.8 GB/s

/// The paper's system: six A100, 30 FC stacks, 60 attention stacks.
/// @param dram stack of the AttAcc simulator, which PAPI builds on; kept by address
Machine machine(const Calibration& calibration, const PimStack& dram);

/// "nominal", "B" and "C".
std::span<const Calibration> calibrations();
/// nullptr if there is no such name.
const Calibration* findCalibration(std::string_view name);

/// Who is served, and how.
struct Serving
{
    Model model;
    double batch = 1.0; ///< requests that start together
    double speculation = 1.0; ///< tokens per request and iteration
    /// Probability that a speculated token is accepted, of which the model itself yields the last; without: all are
    /// (the paper states no rate).
    std::optional<double> acceptance;
    OutputLengths lengths = OutputLengths::constant(128.0);
    double promptTokens = 0.0;
    double meanContext = 150.0; ///< tokens, for attention
    bool prefill = true; ///< counted
};

/// Where the fully connected layers of PAPI run.
enum class Policy
{
    Dynamic, ///< every iteration by n = requests left x tokens each: above alpha on the GPUs
    Static ///< as the first iteration says, to the end
};
struct Scheduling
{
    Policy policy = Policy::Dynamic;
    std::optional<double> alpha; ///< without: the crossover of the machine's own two cost curves
    double switchSeconds = 0.0; ///< FC stacks are the GPUs' memory, so nothing is copied
};

} // namespace ralmscope::papi
