// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace ralmscope {

/// The session as JSON: format name, version, and every value by its stable text, so that a changed catalog or table is
/// noticed instead of misread.
std::string sessionToText(const SessionState& state, const Catalog& catalog);

/// Reads sessionToText(). Text of another format or version, or with any value that this program does not know, is
/// refused as a whole with one sentence; it is never guessed at.
tl::expected<SessionState, std::string> sessionFromText(std::string_view text, const Catalog& catalog);

/// Where the text stands in a results database: a key of SessionStore.
inline constexpr const char* kSessionKey = "window";

} // namespace ralmscope
