// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "validation.h"

namespace ralmscope {

/// Compares the cost of kernels with a figure of measured kernels, or with a replacement that has the same columns.
/// After the figure's own series, which pool GPUs: of the shipped table one series of the rows that no constant was
/// fitted to, judged alike; and one series per GPU, variant and stack for information.
/// Precondition: figure.kernel.
tl::expected<FigureReport, FileProblems> validateKernels(const PaperFigure& figure, const Catalog& catalog,
                                                         const CsvTable* replacement);

} // namespace ralmscope
