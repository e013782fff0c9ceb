// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace ralmscope {

/// The whole content of a regular file of at most `limit` bytes. The error is a sentence without the file's name.
tl::expected<std::string, std::string> readTextFile(const std::filesystem::path& file,
                                                    std::size_t limit = std::size_t{64} << 20);

/// FileWriter for content that is at hand as a whole.
tl::expected<void, std::string> writeFileAtomically(const std::filesystem::path& file, std::string_view content);

} // namespace ralmscope
