// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "csv_table.h"
#include "kernel_fits.h"

#include <string>
#include <vector>

namespace ralmscope::cli {

/// A GPU entry with newly fitted constants.
struct CalibratedGpu
{
    Gpu gpu;
    std::vector<KernelFit> fits; ///< the new ones, which are among gpu.kernels too
    std::vector<std::string> notices; ///< rows of the table that nothing was fitted to, counted, and why
};

/// "gemm, attention-prefill, ...": classes that measured tables can be fitted to.
std::string calibratableKinds();

/// Fits the constants of a class to the rows of `table` that were measured on a GPU. `name`: id or measured name of a
/// catalog entry, "generic" for one set of constants over all rows, or a name that only the table knows, which then
/// must bring the data sheet. Empty: the table's only GPU. Older constants of the same variant, measured name and stack
/// are replaced.
tl::expected<CalibratedGpu, FileProblems> calibrateGpu(KernelClass kernel, const CsvTable& table,
                                                       const Catalog& catalog, const std::string& name,
                                                       const RobustFitOptions& options);

} // namespace ralmscope::cli
