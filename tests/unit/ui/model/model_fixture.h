// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "explore_frame.h"
#include "measured_points.h"
#include "paper_figure.h"
#include "session.h"

#include <memory>
#include <vector>

namespace ralmscope {

/// The shipped data, read once; tests of the model run on what users see.
struct Shipped
{
    std::shared_ptr<const Catalog> catalog;
    std::vector<PaperFigure> figures;
    std::shared_ptr<const MeasuredPoints> measured;
};
const Shipped& shipped();

/// Session state with a shipped system loaded.
SessionState shippedState(const char* system = "chameleon-prototype");

/// The frame that the model itself gives, without a database.
ExploreFrame directFrame(const SessionState& state, const MeasuredPoints* measured = nullptr);

/// First series of a role; nullptr if there is none.
const ChartSeries* seriesOf(const ChartModel& chart, SeriesRole role);

} // namespace ralmscope
