// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_error.h"

#include "parameter_table.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

std::size_t organisationOf(const DesignPoint& design)
{
    return static_cast<std::size_t>(design.choice<Organisation>(Parameter::RetrievalOrganisation));
}

} // namespace

void ModelErrors::add(Metric metric, const DesignPoint& design, double predicted, double measured)
{
    const double error = std::fabs(predicted / measured - 1.0);
    if (!std::isfinite(error) || organisationOf(design) >= kOrganisations)
        return;
    auto& errors = m_errors[static_cast<std::size_t>(metric)][organisationOf(design)];
    errors.insert(std::upper_bound(errors.begin(), errors.end(), error),
                  error); // kept in order: the middle is the median
}

std::optional<ModelError> ModelErrors::of(Metric metric, const DesignPoint& design) const
{
    if (organisationOf(design) >= kOrganisations)
        return std::nullopt;
    const auto& errors = m_errors[static_cast<std::size_t>(metric)][organisationOf(design)];
    if (errors.size() < 2)
        return std::nullopt;
    return ModelError{errors[errors.size() / 2], errors.size()};
}

} // namespace ralmscope
