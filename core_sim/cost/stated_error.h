// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"

namespace ralmscope {

/// Fills KernelFit::stated and ::standIn of all GPUs: what designs may say of the error of fitted constants. The less a
/// GPU was measured, the wider:
///
/// - On the GPU that was measured: seenError(). Where fewer than 2 kFewestApart rows stand behind the constants they
/// may
///   bend to the rows, so that the error is never stated below the one of the class over all GPUs.
/// - As a sibling's: never below the error of the class over all GPUs, nor of the generic constants for that variant.
/// - Generic constants: also never below the error that a measured GPU states of its own, since nothing says that the
///   GPU at hand is easier than the hardest one measured.
///
/// The error of a class over all GPUs is that of the generic constants, averaged over its variants by their rows:
/// number formats, serving of dense models and of experts; of collectives the operation and kind of link alone, of host
/// time the software alone. Without a generic GPU bands stay as they were seen. Idempotent.
void addStatedErrors(Catalog& catalog);

/// Error of whole requests that a design on `gpu` must reckon with: of this GPU under this software (name of its
/// kernels), else of this GPU under any, else of this software on any GPU, else of all; NaN where nothing was compared.
/// `exact`, if given: it is of this GPU and software.
ErrorBand servedError(const Catalog& catalog, const Gpu& gpu, ServedTime what, std::string_view stack,
                      bool* exact = nullptr);

} // namespace ralmscope
