// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch_fit.h"
#include "paper_figure.h"

#include <span>
#include <string>
#include <vector>

namespace ralmscope::cli {

/// The kind of calibration that calibrateLaunches() does, as the command line calls it.
inline constexpr std::string_view kLaunchesKind = "launches";

/// How well one series of a figure agrees with fitted constants.
struct LaunchSeries
{
    std::string figure;
    std::string series;
    std::size_t fitted = 0; ///< rows
    std::size_t apart = 0;
    ErrorBand fit;
    ErrorBand holdOut;
};

/// A software stack and the GPU it was measured on, with newly fitted constants.
struct CalibratedStack
{
    Gpu gpu;
    LaunchFit fit; ///< the stack is fit.stack
    std::vector<LaunchSeries> series;
};

/// Fits the launches of a software stack to figures of times of whole designs. Fitted are rows of a series of kind fit
/// whose search does not run on the CPU, because its scan would hide the launches; rows of which nothing is fitted are
/// kept apart. Errors: nothing to fit, rows of several stacks or GPUs, rows that the model gives no number for.
tl::expected<CalibratedStack, FileProblems> calibrateLaunches(std::span<const PaperFigure> figures,
                                                              const Catalog& catalog, const RobustFitOptions& options);

} // namespace ralmscope::cli
