// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include <tl/expected.hpp>

namespace SQLite {
class Database;
}

namespace ralmscope {

/// Whether there is a file, told without opening it: closing a file drops all locks that this process holds on it, also
/// those of SQLite connections that have it open. Error: a folder or a device.
tl::expected<bool, std::string> isThere(const std::filesystem::path& path);

/// Whether a file that SQLite does not take for a database was one once, by its name or first bytes. Any other may be
/// the wrong file: never touched. Reads the file, so only for one that no connection can have open.
bool wasDatabase(const std::filesystem::path& path);

/// Files up to this size are checked page by page when they are opened; larger ones would delay the start by seconds,
/// so only their header, schema and newest and oldest rows are read, and `Database::verify()` does the rest on demand.
inline constexpr std::uintmax_t kFullCheckBytes = std::uintmax_t{32} << 20;

/// First problem that the check on opening finds; empty for a sound file. May throw what SQLite throws.
std::string checkOnOpen(SQLite::Database& sql, std::uintmax_t fileSize);

/// Renames a damaged file and its log to the first free "<path>.damaged-<n>", which is returned.
tl::expected<std::filesystem::path, std::string> setAside(const std::filesystem::path& path);

/// First of "<path>.<word>-1", "<path>.<word>-2", ... that does not exist.
std::filesystem::path freeName(const std::filesystem::path& path, const std::string& word);

} // namespace ralmscope
