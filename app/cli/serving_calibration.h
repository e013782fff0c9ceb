// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "csv_table.h"
#include "robust_fit.h"

#include <string>
#include <vector>

namespace ralmscope::cli {

/// Name on the command line, and of the figure with the table's columns.
inline constexpr std::string_view kServingKind = "gpu-serving";

/// A software stack with the host time that its requests spend before their first token.
struct CalibratedFrontEnd
{
    SoftwareStack stack;
    RobustFitResult result; ///< of whole times to the first token
    std::size_t rows = 0; ///< fitted and kept apart
};

/// Fits SoftwareStack::firstToken to times to the first token of few requests in flight, as clients saw them, on one
/// half of the rows by a hash of their cells; the other half checks it.
tl::expected<CalibratedFrontEnd, FileProblems> calibrateFrontEnd(const CsvTable& table, const Catalog& catalog,
                                                                 const std::string& stack,
                                                                 const RobustFitOptions& options);

/// The GPU with the errors of its served requests (Gpu::served), by software and of all software together; of "generic"
/// over all GPUs. Of every error the wider one counts: of kernels alone, or with the host times that designs add. Times
/// to the first token are of few requests in flight, and of the half that no host time was fitted to where it has
/// enough rows.
tl::expected<Gpu, FileProblems> addServedErrors(const CsvTable& table, const Catalog& catalog, const std::string& gpu);

} // namespace ralmscope::cli
