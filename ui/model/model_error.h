// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "design_point.h"
#include "metric.h"

#include <optional>
#include <vector>

namespace ralmscope {

/// How far the model typically is from measurements.
struct ModelError
{
    double relative = 0.0; ///< median of |predicted / measured - 1|
    double p90 = 0.0; ///< nine in ten are within
    std::size_t points = 0; ///< measured values behind it
};

/// Errors seen on measured values of whole systems, by metric and kind of system. Of searches only the retrieval
/// organisation counts as kind; of everything else also GPU, software, number format, parallelism, mapping and whether
/// there is a prompt, and the language model must be one of those measured.
class ModelErrors
{
public:
    /// Counts one comparison; values that are not positive and finite are left out.
    void add(Metric metric, const DesignPoint& design, double predicted, double measured);

    /// Nothing with fewer than two comparisons.
    std::optional<ModelError> of(Metric metric, const DesignPoint& design) const;

private:
    struct Kind
    {
        Metric metric;
        DesignPoint example; ///< the first design counted
        std::vector<double> models; ///< all that were counted
        std::vector<double> errors; ///< rising
    };

    std::vector<Kind> m_kinds;
};

} // namespace ralmscope
