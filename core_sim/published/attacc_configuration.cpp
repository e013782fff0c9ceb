// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_configuration.h"

#include <array>

namespace ralmscope::attacc {

namespace {

constexpr double kKiB = 1024.0;
constexpr double kMiB = kKiB * kKiB;
constexpr double kGiB = kKiB * kMiB;

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

} // namespace ralmscope::attacc
