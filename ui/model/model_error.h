// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "design_point.h"
#include "metric.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace ralmscope {

/// How far the model typically is from measurements.
struct ModelError
{
    double relative = 0.0; ///< median of |predicted / measured - 1|
    std::size_t points = 0; ///< measured values behind it
};

/// Typical errors by metric and retrieval organisation: what the read-out puts behind a number and charts draw as a
/// band.
class ModelErrors
{
public:
    /// Counts one comparison; values that are not positive and finite are left out.
    void add(Metric metric, const DesignPoint& design, double predicted, double measured);

    /// Nothing with fewer than two comparisons.
    std::optional<ModelError> of(Metric metric, const DesignPoint& design) const;

private:
    static constexpr std::size_t kOrganisations = 5;
    std::array<std::array<std::vector<double>, kOrganisations>, kMetricCount> m_errors;
};

} // namespace ralmscope
