// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_builder.h"
#include "export_figure.h"
#include "session.h"

#include <string>

namespace ralmscope {

/// What goes into a figure of this session, so that the figure can be opened again: designs as preset files hold them.
FigureProvenance sessionProvenance(const SessionState& state, const Catalog& catalog, const std::string& figureId);

/// A chart or the system picture as the bytes of a file: the one way that window and command line export.
tl::expected<QByteArray, std::string> exportSessionFigure(const Figure& figure, const FigureOptions& options,
                                                          const FigureProvenance& provenance);

} // namespace ralmscope
