// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kernel_choice.h"
#include "kernel_work.h"
#include "link_fabric.h"

namespace ralmscope {

/// Software that launches kernels one by one: a layer takes at least its launches. Zero for captured graphs.
struct LaunchConstants
{
    double perLayer = 0.0; ///< s per decoder layer
    double perCrossLayer = 0.0; ///< s more with cross-attention
    double overlapNorm = 4.0; ///< p of (launch^p + kernels^p)^(1/p)
    double kvTraffic = 1.0; ///< times the KV cache moves per step; attention itself reads it once
};

/// Errors of the constants behind each part of a step, on measured rows kept apart from their fits.
struct KernelErrors
{
    ErrorBand gemm;
    ErrorBand prefill;
    ErrorBand decode;
    ErrorBand collective; ///< all-reduce within a layer
    ErrorBand sendReceive; ///< between pipeline stages
    ErrorBand elementwise;
    ErrorBand host; ///< of whole runs with these host constants
    ErrorBand launch; ///< of decoding steps of launch-bound software
    ErrorBand power; ///< of watts per GPU
    ErrorBand servedFirst; ///< of whole requests: time to the first token
    ErrorBand servedToken; ///< of whole requests and offline runs: time per token
};

/// Everything that the steps of a transformer need to know of a GPU, a software stack and number formats: constants
/// looked up once, so that a step is arithmetic only.
struct TransformerKernels
{
    KernelMachine gemmMachine; ///< peak of the weights' format
    KernelMachine attentionMachine; ///< 16-bit peak
    GemmConstants gemm;
    PrefillConstants prefill;
    DecodeConstants decode;
    CollectiveConstants allReduce;
    CollectiveConstants sendReceive;
    ElementwiseConstants norm;
    ElementwiseConstants activation;
    ElementwiseConstants rotary;
    HostConstants host;
    LaunchConstants launch;
    PowerConstants power;
    double weightBytes = 2.0;
    double kvBytes = 2.0;
    double activationBytes = 2.0;
    bool quantises = false;
    KernelMatch worst = KernelMatch::Measured; ///< of the constants of times above, but for links
    KernelMatch worstLink = KernelMatch::Measured; ///< of collectives, which one GPU does without
    LinkFabric fabric; ///< beyond the GPUs that the link joins
    KernelErrors errors;
    /// By KernelClass: what stands behind its main constants. Nothing for host time that the software does not have.
    std::array<KernelChoice, kKernelClassCount> chosen{};
};

/// Formats and software that a model is served with.
struct ServingChoice
{
    std::string_view weightFormat = "bf16";
    std::string_view kvFormat = "bf16";
    std::string_view stack{}; ///< "vllm/0.24.0", "trtllm", ...; empty: whatever was measured
    std::string_view hostStack{}; ///< name of the host constants; empty: none
    const GpuLink* link = nullptr; ///< between GPUs; nullptr or of bandwidth 0: the GPU's own
    double gpus = 1.0; ///< of one copy of the model: more than the link joins span servers
    bool hasExperts = false; ///< of the model: its power constants are fitted apart
};

/// Launches of a software stack.
LaunchConstants launchesOf(const SoftwareStack& stack);

/// Constants for a GPU. Precondition: the catalog has generic constants of every class.
TransformerKernels transformerKernels(const Catalog& catalog, const Gpu& gpu, const ServingChoice& choice);

} // namespace ralmscope
