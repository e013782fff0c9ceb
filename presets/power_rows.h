// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_reader.h"

namespace ralmscope {

/// Tokens of a prompt where a row does not say, of served chats and questions. Assumed.
inline constexpr double kUsualPrompt = 250.0;

/// Reads a row of the power table: what the GPU achieved of its peaks, and the watts it drew.
void readPower(KernelRow& row, RowReader& reader, const Catalog& catalog);

} // namespace ralmscope
