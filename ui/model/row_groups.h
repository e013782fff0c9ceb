// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "validation.h"

#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

/// From here on a chart of compared values shows a cloud, not points that are looked at one by one.
inline constexpr std::size_t kManyValues = 300;

/// Compared values that belong together in a chart.
struct RowGroup
{
    std::string name;
    bool judged = true; ///< by a tolerance; others are there for comparison
    std::vector<const ComparedPoint*> points; ///< of the report; each value of the table once
};

/// What a figure compares, in at most six groups, those that are not judged first. Where the figure's model says which
/// rows its constants were fitted to: rows fitted, rows kept apart, rows not judged. Else by series; with many of them
/// what is not judged is one group, then what measures the same, then the sixth holds the rest. Groups without a
/// number are left out, and values of another unit if one is given.
std::vector<RowGroup> rowGroups(const PaperFigure& figure, const FigureReport& report, std::string_view unit = {});

/// The same by what agreement means: "fit", "identity", ..., or rows fitted and rows kept apart.
std::vector<RowGroup> kindGroups(const PaperFigure& figure, const FigureReport& report);

} // namespace ralmscope
