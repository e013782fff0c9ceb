// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ralmscope {

// What the choice parameters choose from, in the order of their rows' choice lists (parameter_table.cpp).

enum class Organisation
{
    None,
    Cpu,
    CpuGpuIndex,
    FpgaCpuIndex,
    FpgaGpuIndex
};

enum class Overlap
{
    Stall,
    TwoSubBatches
};

enum class Precision
{
    Fp32,
    Fp16,
    Bf16,
    Fp8,
    Int8,
    Int4,
    Fp4
};

enum class SpeculationKind
{
    None,
    DraftModel,
    FreeDraft ///< proposals that cost nothing: n-grams, or counted elsewhere
};

enum class Batching
{
    Static, ///< all requests start together, the batch ends with the longest
    Continuous ///< steady state: a request that ends makes room for the next
};

enum class OutputLengthKind
{
    Constant,
    LogNormal,
    DollyCreativeWriting,
    DollyGeneralQa
};

enum class Pools
{
    Together,
    Separate ///< prefill on GPUs of their own
};

enum class AttentionMapping
{
    Gpu,
    Cpu,
    Pim
};

enum class FcMapping
{
    Gpu,
    Pim,
    Dynamic, ///< every iteration by rows against alpha (PAPI)
    Static ///< as the first iteration says, to the end
};

enum class Physics
{
    Own,
    AttAccSimulator,
    PapiNominal,
    PapiB,
    PapiC
};

enum class PlacementChoice
{
    Bank,
    BankGroup,
    BufferDie
};

/// Units per bank, xPyB: x processing units share y banks.
enum class UnitsPerBank
{
    OnePerBank,
    OnePerTwoBanks,
    TwoPerBank,
    FourPerBank
};

enum class NodeVariation
{
    Shared,
    Independent
};

enum class CpuSearchMode
{
    Online,
    Offline
};

enum class QueryMessage
{
    WithCentroids,
    IdsOnly
};

enum class Broadcast
{
    Tree,
    RootSerial
};

enum class EnergyConvention
{
    Device,
    PaperTabulated,
    PaperModelled
};

} // namespace ralmscope
