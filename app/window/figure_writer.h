// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_builder.h"
#include "export_figure.h"
#include "session.h"

#include <QByteArray>

#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

/// What goes into a figure of this session, so that the figure can be opened again.
FigureProvenance provenanceOf(const SessionState& state, const Catalog& catalog, const std::string& figureId);

/// A chart or the system picture as the bytes of a file.
tl::expected<QByteArray, std::string> figureBytes(const Figure& figure, const FigureOptions& options,
                                                  const FigureProvenance& provenance);

} // namespace ralmscope
