// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_configuration.h"

#include <array>

namespace ralmscope::attacc {

namespace {

constexpr double kKiB = 1024.0;
constexpr double kMiB = kKiB * kKiB;
constexpr double kGiB = kKiB * kMiB;
constexpr double kPicojoule = 1e-12;

constexpr Activation kGelu = Activation::Gelu;
constexpr std::array kModels{
    Model{"GPT-175B", 96, 12288, 96, 128, 4, 2, kGelu},
    Model{"GPT-89B", 48, 12288, 96, 128, 4, 2, kGelu},
    Model{"GPT-13B", 40, 5120, 40, 128, 4, 2, kGelu},
    Model{"LLAMA-65B", 80, 8192, 64, 128, 8.0 / 3.0, 3, Activation::Glu},
    Model{"LLAMA-7B", 32, 4096, 32, 128, 8.0 / 3.0, 3, Activation::Glu},
    Model{"OPT-66B", 64, 9216, 72, 128, 4, 2, Activation::Relu},
    Model{"MT-76B", 60, 10240, 40, 128, 4, 2, kGelu},
    Model{"MT-146B", 80, 12288, 80, 128, 4, 2, kGelu},
    Model{"MT-310B", 96, 16384, 128, 128, 4, 2, kGelu},
    Model{"MT-530B", 105, 20480, 128, 160, 4, 2, kGelu},
    Model{"MT-1008B", 128, 25600, 160, 160, 4, 2, kGelu},
};

// "A100a" is an A100 with HBM3. The simulator names a plain A100 and rejects it: here it differs in bandwidth only.
constexpr Processor kA100a{108, 312e12, 3352e9, 80 * kGiB, 0, 192 * kKiB, 40 * kMiB, 600e9};
constexpr Processor kA100{108, 312e12, 2039e9, 80 * kGiB, 0, 192 * kKiB, 40 * kMiB, 600e9};
constexpr Processor kH100{132, 989.4e12, 3352e9, 80 * kGiB, 0, 256 * kKiB, 50 * kMiB, 900e9};
constexpr Processor kA100Host{64, 4e12, 200e9, 1024 * kGiB, 0, 96 * kKiB, 256 * kMiB, 256e9};
constexpr Processor kH100Host{56, 4e12, 563.2e9, 1024 * kGiB, 5.5e12, 48 * kKiB, 2 * kMiB, 512e9};
constexpr std::array kPlatforms{
    Platform{"A100a", kA100a, kA100Host},
    Platform{"A100", kA100, kA100Host},
    Platform{"H100", kH100, kH100Host},
};

PimStack makeStack()
{
    PimStack stack;
    stack.id = "attacc-hbm3";
    stack.name = "AttAcc HBM3 stack";
    stack.channels = 16;
    stack.pseudoChannels = 2;
    stack.ranks = 2;
    stack.bankGroups = 4;
    stack.banksPerGroup = 4;
    stack.accessBytes = 32;
    stack.rowAccesses = 32;
    stack.capacityBytes = 16 * kGiB;
    stack.externalBandwidth = 670.4e9;
    stack.organisation = {SourceTag::Published,
                          "scale-snu/attacc_simulator, src/config.py, pim_ramulator_src/HBM3-PIM.cpp"};
    stack.timing = {.clockPeriod = 0.769e-9,
                    .readToPrecharge = 8,
                    .precharge = 19,
                    .activate = 19,
                    .activeRow = 45,
                    .refreshInterval = 5070,
                    .refreshCycle = 456};
    stack.timingSource = {SourceTag::Published,
                          "scale-snu/attacc_simulator, pim_ramulator_src/HBM3-PIM.cpp, HBM3 5.2 Gbps"};
    const PimAttentionFit bank{.refresh = 438,
                               .refreshSlack = 100,
                               .pairFixed = -33,
                               .pairPerMac = 16,
                               .pairTransfer = 42,
                               .singleFixed = -62,
                               .singlePerMac = 16,
                               .singlePerTransfer = 16};
    const PimAttentionFit bankGroupLimited{.refresh = 474,
                                           .pairFixed = -15.37,
                                           .pairPerMac = 5.92,
                                           .pairReopened = 121.63,
                                           .singleFixed = 9.02,
                                           .singlePerMac = 4.16,
                                           .singlePerTransfer = 15.86,
                                           .singleReopened = 4.92,
                                           .fixed = -4.27};
    const PimAttentionFit bankGroup{.refresh = 474,
                                    .pairFixed = -34.95,
                                    .pairPerMac = 8.67,
                                    .pairReopened = 127.38,
                                    .pairTransfer = 42.4,
                                    .singleFixed = 11.92,
                                    .singlePerMac = 4.11,
                                    .singlePerTransfer = 15.99,
                                    .singleReopened = 4.51,
                                    .fixed = -2.83};
    const PimAttentionFit bufferDie{.refresh = 520,
                                    .pairFixed = -127.92,
                                    .pairPerMac = 18.69,
                                    .pairPerGroup = -4.42,
                                    .pairReopened = 5.41,
                                    .singleFixed = -7.81,
                                    .singlePerMac = 5.09,
                                    .singlePerTransfer = -0.45,
                                    .singleReopened = 0.92,
                                    .fixed = 22.88};
    stack.placements = {
        PimPlacementSpec{64, 4.40 * kPicojoule, {6, 9, bank}, {4, 16, bank}},
        PimPlacementSpec{16, 12.48 * kPicojoule, {6, 3, bankGroupLimited}, {4, 8, bankGroup}},
        PimPlacementSpec{2, 26.32 * kPicojoule, {2, 1, bufferDie}, {2, 1, bufferDie}},
    };
    stack.attentionFit = {
        SourceTag::Measured,
        "fitted to cycles of the simulator's patched Ramulator 2.0 (CMU-SAFARI/ramulator2 at b7c7027)"};
    stack.interposerEnergy = 0.3 * kPicojoule;
    stack.movementEnergy = (0.5 + 1.23 + 1.01) * kPicojoule;
    stack.macEnergy = 0.32 * kPicojoule;
    stack.bufferEnergy = 0.0034 * kPicojoule;
    stack.energy = {SourceTag::Published,
                    "scale-snu/attacc_simulator, src/config.py, after Fine-Grained DRAM (MICRO 2017)"};
    return stack;
}

template <typename List> auto findByName(const List& list, std::string_view name) -> decltype(list.data())
{
    for (const auto& entry : list) {
        if (entry.name == name)
            return &entry;
    }
    return nullptr;
}

} // namespace

std::span<const Model> models()
{
    return kModels;
}

std::span<const Platform> platforms()
{
    return kPlatforms;
}

const Model* findModel(std::string_view name)
{
    return findByName(kModels, name);
}

const Platform* findPlatform(std::string_view name)
{
    return findByName(kPlatforms, name);
}

const PimStack& pimStack()
{
    static const PimStack stack = makeStack();
    return stack;
}

} // namespace ralmscope::attacc
