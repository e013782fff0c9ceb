// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pim_stack.h"

#include <string_view>

namespace ralmscope::attacc {

// What one run of the AttAcc simulator (scale-snu/attacc_simulator) is given.

enum class Activation
{
    Gelu,
    Relu,
    Glu
};

/// A decoder as the simulator's model table knows it.
struct Model
{
    std::string_view name;
    double layers = 0.0;
    double dimension = 0.0;
    double heads = 0.0;
    double headDimension = 0.0; ///< as the table says; layers use dimension / heads
    double ffnRatio = 0.0;
    double ffnMatrices = 2.0; ///< 3 for gated feed-forward layers
    Activation activation = Activation::Gelu;
};

/// A GPU or one socket of a host.
struct Processor
{
    double cores = 0.0;
    double flops = 0.0; ///< FLOP/s at 2 bytes per word
    double bandwidth = 0.0; ///< B/s of the memory
    double memoryBytes = 0.0;
    double cacheBandwidth = 0.0; ///< B/s of L2; 0: never a limit
    double l1Bytes = 0.0; ///< per core
    double l2Bytes = 0.0;
    double linkBandwidth = 0.0; ///< B/s, both directions together
};

/// GPU with the host that the simulator pairs it with.
struct Platform
{
    std::string_view name;
    Processor gpu;
    Processor host;
};

/// Which device runs attention in decoding.
enum class System
{
    Gpu, ///< "dgx"
    Cpu, ///< "dgx-cpu"
    Pim ///< "dgx-attacc"
};

struct Point
{
    Model model;
    Platform platform;
    System system = System::Gpu;
    double gpus = 8.0;
    PimPlacement placement = PimPlacement::Bank;
    bool powerLimited = false;
    bool feedForwardShared = false; ///< AttAcc takes a share of the feed-forward layers
    bool headPipelining = false;
    double wordBytes = 2.0;
    double inputTokens = 0.0;
    double outputTokens = 0.0;
    double batch = 1.0;
};

} // namespace ralmscope::attacc
