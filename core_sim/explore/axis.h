// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace ralmscope {

/// Values that one parameter takes in a sweep or along a chart's x axis.
struct Axis
{
    Parameter parameter = Parameter::WorkloadBatch;
    std::vector<double> values;
};

/// About `points` distinct allowed values over the row's whole range or [low, high], evenly spaced on its scale; whole
/// where the row is not Real; every entry for choices, flags and catalog lists. Sorted, without duplicates.
Axis axisOver(Parameter parameter, const Catalog& catalog, int points);
Axis axisOver(Parameter parameter, const Catalog& catalog, int points, double low, double high);

/// Reads "id=a:b", "id=a:b:step", "id=a:b:log2", "id=a:b:log10:n", "id=v1,v2,v3" (values or ids). "a:b" counts by one
/// for integers. The error names the axis, what is wrong and what is allowed. At most 1e6 values.
tl::expected<Axis, std::string> parseAxis(std::string_view text, const Catalog& catalog);

} // namespace ralmscope
