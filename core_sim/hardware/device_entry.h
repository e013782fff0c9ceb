// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

// Device specifications are plain values in SI units. Each group of constants that is known in a different way carries
// its own Source. Filled from the JSON catalog; see presets/devices for every number and where it comes from.

/// What all catalog entries have in common.
struct CatalogEntry
{
    std::string id; ///< stable, unique within its kind: lower case, digits, dashes
    std::string name; ///< as shown to people
    std::uint64_t fingerprint = 0; ///< hash of the entry's whole content, set when it is read; part of every result key
};

/// Ids that do not exist give -1.
template <typename Entry> int indexOf(const std::vector<Entry>& list, std::string_view id)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].id == id)
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace ralmscope
