// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explore_frame.h"
#include "paper_figure.h"
#include "system_picture_model.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

namespace ralmscope {

/// What can be exported: a chart or the system picture.
using Figure = std::variant<ChartModel, SystemPicture>;

/// Results of designs, in order; usually through the results database.
using Evaluate = std::function<std::vector<Result>(std::span<const DesignPoint>)>;

/// Ids of every figure that buildFigure() makes of any design: "latency", "throughput", "energy", "breakdown",
/// "energy_breakdown", "sequence", "system", and the charts of steps and mappings. Besides these it takes any metric id
/// ("latency.search": that metric over the session's x axis), "paper:<figure id>" and "errors:<figure id>", the
/// histogram of that figure's errors.
std::vector<std::string> figureIds();

/// Any figure of a session without a window. `measured` may be null; `papers` are the figures that "paper:" may name.
/// The error names the id and what is allowed.
tl::expected<Figure, std::string> buildFigure(std::string_view id, const SessionState& state, const Catalog& catalog,
                                              const Evaluate& evaluate, const MeasuredPoints* measured,
                                              std::span<const PaperFigure> papers = {});

} // namespace ralmscope
