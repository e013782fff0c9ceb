// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "gpu_kernels.h"

#include <filesystem>
#include <iosfwd>
#include <string>

namespace ralmscope {

/// `ralmscope-cli calibrate`: fits the constants of a cost class to a measured table.
struct CalibrateOptions
{
    std::string kind; ///< a kernel class id, with or without "gpu-" before it
    std::filesystem::path data; ///< columns as in kernel_table.h
    std::string gpu; ///< id or measured name; empty: the one GPU of the table; "generic": all GPUs together
    std::filesystem::path out; ///< device file to write
    std::uint64_t seed = 1;
    int starts = 8;
};

/// Reads the table, fits every variant and stack of the GPU, prints fit and hold-out errors to `out` and writes the
/// GPU's device file with the new constants. A GPU that the catalog does not have becomes a new device if the table
/// brings its data sheet. Returns the exit status: 0, or 2 with the reason on `error`.
int runCalibrate(const CalibrateOptions& options, const Catalog& catalog, std::ostream& out, std::ostream& error);

} // namespace ralmscope
