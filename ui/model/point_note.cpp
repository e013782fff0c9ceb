// SPDX-License-Identifier: GPL-3.0-or-later
#include "point_note.h"

#include "format_quantity.h"

#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

bool comparable(const ComparedPoint& point)
{
    return std::isfinite(point.predicted) && std::isfinite(point.point.measured);
}

std::string pointNote(const ComparedPoint& point, SourceTag tag)
{
    const std::string_view unit = point.point.unit;
    std::string text =
        fmt::format("{}: {} {}, model {} ({})", point.point.note, sourceTagName(tag),
                    formatQuantity(point.point.measured, unit).text(), formatQuantity(point.predicted, unit).text(),
                    formatChange(point.predicted, point.point.measured));
    if (!point.provenance.empty())
        text += ". Constants: " + point.provenance;
    if (!point.point.explanation.empty())
        text += ". " + point.point.explanation;
    return text;
}

} // namespace ralmscope
