// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace ralmscope {

/// Copies the database, as last committed, to the first free "<path>.backup-<n>" and returns that name. A copy that is
/// cut short never has it. Throws what SQLite throws. Nothing for ":memory:".
std::string backUp(const std::string& path);

} // namespace ralmscope
