// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_kernels.h"

namespace ralmscope {

// Typed views of ConstantValues, one per class, in the order of kernelConstants(). Seconds and ratios.

struct GemmConstants
{
    double efficiency128; ///< of peak FLOP/s in 128 x 128 tiles
    double efficiency64;
    double bandwidthEfficiency;
    double fixed; ///< s per kernel
    double perTile; ///< s per wave: prologue and epilogue of a tile
    double split; ///< s more with split-K
    double quantisation; ///< 1: whole waves; 0: only under-filling
    double l2Speed; ///< times the memory bandwidth
    double l2Share; ///< part of the L2 that holds the working set
    double quantise; ///< passes over the activations to bring them to fp8 or fp4

    explicit GemmConstants(const ConstantValues& v)
        : efficiency128(v[0])
        , efficiency64(v[1])
        , bandwidthEfficiency(v[2])
        , fixed(v[3])
        , perTile(v[4])
        , split(v[5])
        , quantisation(v[6])
        , l2Speed(v[7])
        , l2Share(v[8])
        , quantise(v[9])
    {
    }
};

struct PrefillConstants
{
    double efficiency; ///< of peak FLOP/s
    double fixed; ///< s per kernel
    double pathEfficiency; ///< of one SM's peak on the longest row of tiles
    double perBlock; ///< s per block of 128 queries
    double extraTokens; ///< masked work beyond the causal triangle
    double kvEfficiency; ///< of the memory bandwidth, keys and values
    double smallHead; ///< both efficiencies times this at head dimension 64; (d/128)-power law between
    double smallHeadPath;
    double streamEfficiency; ///< of the memory bandwidth, queries and results beyond the L2
    double l2Share;

    explicit PrefillConstants(const ConstantValues& v)
        : efficiency(v[0])
        , fixed(v[1])
        , pathEfficiency(v[2])
        , perBlock(v[3])
        , extraTokens(v[4])
        , kvEfficiency(v[5])
        , smallHead(v[6])
        , smallHeadPath(v[7])
        , streamEfficiency(v[8])
        , l2Share(v[9])
    {
    }
};

struct DecodeConstants
{
    double efficiency; ///< of the memory bandwidth
    double fixed; ///< s per kernel
    double l2Speed;
    double l2Share;
    double perToken; ///< s per token of one sequence and KV head on one SM
    double perBlock; ///< s per block
    double split; ///< s more where the context is split over SMs
    double perHead; ///< s per query head sharing a KV head and token, beyond the first tile of heads
    double smallHead; ///< efficiency times this at head dimension 64

    explicit DecodeConstants(const ConstantValues& v)
        : efficiency(v[0])
        , fixed(v[1])
        , l2Speed(v[2])
        , l2Share(v[3])
        , perToken(v[4])
        , perBlock(v[5])
        , split(v[6])
        , perHead(v[7])
        , smallHead(v[8])
    {
    }
};

struct CollectiveConstants
{
    double fixed; ///< s
    double perGpu; ///< s per participating GPU
    double smallEfficiency; ///< of the link bandwidth, low-latency protocol
    double largeExtra; ///< s more of the high-bandwidth protocol
    double largeEfficiency;
    double congestion; ///< gamma: traffic grows as (n/2)^gamma where the link is shared

    explicit CollectiveConstants(const ConstantValues& v)
        : fixed(v[0])
        , perGpu(v[1])
        , smallEfficiency(v[2])
        , largeExtra(v[3])
        , largeEfficiency(v[4])
        , congestion(v[5])
    {
    }
};

struct ElementwiseConstants
{
    double fixed; ///< s per kernel
    double bandwidthEfficiency;

    explicit ElementwiseConstants(const ConstantValues& v)
        : fixed(v[0])
        , bandwidthEfficiency(v[1])
    {
    }
};

struct PowerConstants
{
    double floor; ///< of the board limit
    double perFlop; ///< of the board limit at full FLOP utilisation
    double perByte; ///< of the board limit at full bandwidth utilisation
    double saturation; ///< exponent p of the smooth limit (x^-p + 1)^(-1/p); infinite: a sharp cap

    explicit PowerConstants(const ConstantValues& v)
        : floor(v[0])
        , perFlop(v[1])
        , perByte(v[2])
        , saturation(v[3])
    {
    }
};

/// Host time of serving software, beside its kernels.
struct HostConstants
{
    double perStep = 0.0; ///< s
    double perSequence = 0.0; ///< s per sequence of the batch and step
    double perLayer = 0.0; ///< s per layer and step with tensor parallelism

    HostConstants() = default;
    explicit HostConstants(const ConstantValues& v)
        : perStep(v[0])
        , perSequence(v[1])
        , perLayer(v[2])
    {
    }
};

} // namespace ralmscope
