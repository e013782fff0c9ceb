// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parameter.h"

#include <array>
#include <cmath>
#include <limits>

namespace ralmscope {

/// Marks a parameter whose value follows from the catalog or from other parameters.
inline constexpr double kAuto = std::numeric_limits<double>::quiet_NaN();

inline bool isAuto(double value)
{
    return std::isnan(value);
}

/// What the user set: one value per parameter, or "automatic". A plain value type; equality is exact, and two
/// automatic values are equal. Catalog parameters hold a position in the catalog it is used with.
class DesignPoint
{
public:
    /// Every parameter at the default of its row.
    DesignPoint();

    double operator[](Parameter parameter) const { return m_values[static_cast<std::size_t>(parameter)]; }
    bool isAuto(Parameter parameter) const { return ralmscope::isAuto((*this)[parameter]); }
    void set(Parameter parameter, double value) { m_values[static_cast<std::size_t>(parameter)] = value; }
    void setAuto(Parameter parameter) { set(parameter, kAuto); }

    /// A choice parameter as its enum.
    template <typename Enum> Enum choice(Parameter parameter) const
    {
        return static_cast<Enum>(static_cast<int>((*this)[parameter]));
    }

    bool operator==(const DesignPoint& other) const;

private:
    std::array<double, kParameterCount> m_values;
};

} // namespace ralmscope
