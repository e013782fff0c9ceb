// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper_figure.h"
#include "workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace ralmscope::cli {

/// The figures with these ids, or all if none are named; nullopt, with what is wrong printed, if one does not exist or
/// its files are damaged. Damaged files of figures that nobody named are warnings; whether shipped ones are among them
/// is told through `shippedAreDamaged`.
std::optional<std::vector<PaperFigure>> chosenFigures(const std::vector<std::string>& ids, const Workspace& workspace,
                                                      bool* shippedAreDamaged = nullptr);

} // namespace ralmscope::cli
