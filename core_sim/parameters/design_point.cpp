// SPDX-License-Identifier: GPL-3.0-or-later
#include "design_point.h"

#include "parameter_table.h"

namespace ralmscope {

DesignPoint::DesignPoint()
{
    for (std::size_t i = 0; i < kParameterCount; ++i)
        m_values[i] = parameterTable()[i].defaultValue;
}

bool DesignPoint::operator==(const DesignPoint& other) const
{
    for (std::size_t i = 0; i < kParameterCount; ++i) {
        const bool bothAuto = ralmscope::isAuto(m_values[i]) && ralmscope::isAuto(other.m_values[i]);
        if (!bothAuto && m_values[i] != other.m_values[i])
            return false;
    }
    return true;
}

} // namespace ralmscope
