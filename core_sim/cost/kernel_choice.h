// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "kernel_machine.h"

#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

/// Id of the GPU entry whose kernel constants and data sheet stand in where nothing better is known.
inline constexpr std::string_view kGenericGpu = "generic";

/// How closely chosen constants belong to what was asked, from best to worst.
enum class KernelMatch
{
    Measured, ///< this GPU or system, variant and stack
    SameGpu, ///< this GPU, but another variant of the family, stack or system
    Sibling, ///< the GPU that the catalog names as stand-in
    Generic ///< fitted to all measured GPUs together
};

struct KernelChoice
{
    const KernelFit* fit = nullptr; ///< nullptr: the catalog has no constants of this class at all
    KernelMatch match = KernelMatch::Generic;
};

/// What generic constants of a class are kept apart by: the kind of link of collectives; nothing otherwise.
std::string_view genericName(KernelClass kernel, bool linkSwitched);

/// The GPUs whose constants stand in for those of `gpu` before the generic ones: its sibling, the sibling's, ...
std::vector<const Gpu*> siblingsOf(const Catalog& catalog, const Gpu& gpu);

/// Constants for the query on `gpu`: its own, else its sibling's or a sibling's of that, else the generic ones. Those
/// of collectives are only lent between links of one kind, switched or shared: `linkSwitched`, or as the GPU's own
/// link.
KernelChoice chooseKernel(const Catalog& catalog, const Gpu& gpu, const KernelQuery& query);
KernelChoice chooseKernel(const Catalog& catalog, const Gpu& gpu, const KernelQuery& query, bool linkSwitched);

/// Generic constants; of collectives those of a switched or a shared link.
KernelChoice genericKernel(const Catalog& catalog, const KernelQuery& query, bool linkSwitched);

/// One line on where a choice comes from: "measured: L40S bf16 vllm/0.24.0", "generic constants".
std::string provenanceText(const KernelChoice& choice);

/// The GPU that a measured table means: by a name it is measured as, its id or its name (upper and lower case, spaces
/// and dashes alike or left out, with or without the maker and the memory: "NVIDIA GeForce RTX 3090", "rtx3090" and
/// "RTX-3090 24GB" are one); else the one whose names share the longest beginning up to a dash or bracket; nullptr if
/// there is none. `isSame`, if given, says whether the name itself was found.
const Gpu* gpuMeasuredAs(const Catalog& catalog, std::string_view name, bool* isSame = nullptr);

/// The catalog's spelling of a name of this GPU in measured tables, as its constants are kept by; else the name itself.
std::string measuredSpelling(const Gpu& gpu, std::string_view name);

/// What kernels see of the GPU in a number format ("bf16", "fp8", "nvfp4", ...). A format without units of its own runs
/// at 16-bit speed.
KernelMachine machineOf(const Gpu& gpu, std::string_view format);

/// Variant of the power constants of serving: kernels of experts work on padded tiles and draw much at little use, and
/// so do narrow formats. "e2e", "e2e experts", "e2e experts 8-bit", ...
std::string_view servingVariant(bool hasExperts, std::string_view weightFormat);

/// Whether a variant of power constants is one of servingVariant().
bool isServingVariant(std::string_view variant);

/// Bytes per element of a number format: 2 of "bf16", 1 of "fp8", 0.5 of "nvfp4".
double formatBytes(std::string_view format);

} // namespace ralmscope
