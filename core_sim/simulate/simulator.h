// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "language_step.h"
#include "result.h"

#include <array>

namespace ralmscope {

/// simulate() for many designs one after the other, to the same bits: what the language model costs is kept from one
/// design to the next while nothing changes that it depends on, so that an axis over retrieval costs little. One per
/// thread. The catalog must live as long.
class Simulator
{
public:
    explicit Simulator(const Catalog& catalog)
        : m_catalog(&catalog)
    {
    }

    Result operator()(const DesignPoint& design);

private:
    const LanguageStep& languageStepOf(const ResolvedDesign& design);

    const Catalog* m_catalog;
    std::array<double, kParameterCount> m_key{};
    bool m_filled = false;
    LanguageStep m_step;
};

} // namespace ralmscope
