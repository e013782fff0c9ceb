// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "resolved_design.h"
#include "sweep.h"

#include <array>
#include <cstddef>
#include <cstring>

namespace ralmscope {

/// Identity of a result: hash of every explicit parameter value (catalog entries by their content), the metric table
/// and the model version. Equal keys mean equal results.
struct ResultKey
{
    std::array<unsigned char, 16> bytes{};

    bool operator==(const ResultKey&) const = default;
};

/// For hash tables: the key is a good hash already.
struct ResultKeyHash
{
    std::size_t operator()(const ResultKey& key) const
    {
        std::size_t hash = 0;
        std::memcpy(&hash, key.bytes.data(), sizeof hash);
        return hash;
    }
};

/// Parameters that do not apply count too: a row too many costs microseconds, a row taken for another one is wrong.
ResultKey resultKey(const ResolvedDesign& resolved, const Catalog& catalog);
ResultKey resultKey(const DesignPoint& design, const Catalog& catalog);

/// Identity of a sweep: base, axes, catalog contents, metric table and model version.
ResultKey sweepKey(const Sweep& sweep, const Catalog& catalog);

} // namespace ralmscope
