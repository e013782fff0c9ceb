// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_reader.h"

namespace ralmscope {

/// Reads a row of the power table: what the GPU achieved of its peaks, and the watts it drew.
void readPower(KernelRow& row, RowReader& reader, const Catalog& catalog);

} // namespace ralmscope
