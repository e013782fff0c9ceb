// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace ralmscope {

/// What travels inside every exported figure, so that the figure can be opened again: the design it shows, the
/// numbers it shows, and what computed them.
struct FigureProvenance
{
    std::string chartId; ///< ChartModel::id, or "system" for the system picture
    std::string title; ///< of the preset or design, as shown to people
    std::string design; ///< JSON text of the design, as presets write it
    std::string baseline; ///< JSON text of the pinned baseline's design; empty for none
    std::string programVersion; ///< "0.1.0"
    int modelVersion = 0;
    std::string data; ///< the plotted numbers as CSV; filled in by exportFigure()

    bool operator==(const FigureProvenance&) const = default;
};

/// One JSON document, pure ASCII, keys in a fixed order.
std::string provenanceToJson(const FigureProvenance& provenance);
tl::expected<FigureProvenance, std::string> provenanceFromJson(std::string_view json);

/// Finds the provenance in a figure written by exportFigure() or exportPicture(), whatever the format. The error says
/// what the bytes are instead. Safe on arbitrary bytes; files beyond 64 MiB are refused.
tl::expected<FigureProvenance, std::string> readProvenance(const QByteArray& fileBytes);

} // namespace ralmscope
