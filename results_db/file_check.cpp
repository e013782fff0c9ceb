// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_check.h"

#include <array>
#include <fstream>
#include <string_view>
#include <system_error>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

namespace ralmscope {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMagic{"SQLite format 3\0", 16};

bool namedLikeDatabase(const fs::path& path)
{
    const std::string extension = path.extension().string();
    return extension == ".db" || extension == ".sqlite" || extension == ".sqlite3";
}

} // namespace

tl::expected<bool, std::string> isThere(const fs::path& path)
{
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found)
        return false;
    if (status.type() == fs::file_type::directory)
        return tl::unexpected(fmt::format("{}: is a folder, not a results database", path.string()));
    if (status.type() != fs::file_type::regular) {
        return tl::unexpected(fmt::format("{}: is not a file{}", path.string(),
                                          error ? fmt::format(" ({})", error.message()) : std::string()));
    }
    return true;
}

bool wasDatabase(const fs::path& path)
{
    if (namedLikeDatabase(path))
        return true;
    std::ifstream file(path, std::ios::binary);
    std::array<char, 16> start{};
    file.read(start.data(), start.size());
    return std::string_view(start.data(), static_cast<std::size_t>(file.gcount())) == kMagic;
}

std::string checkOnOpen(SQLite::Database& sql, std::uintmax_t fileSize)
{
    if (fileSize <= kFullCheckBytes) {
        const std::string found = sql.execAndGet("PRAGMA quick_check(1)").getString();
        return found == "ok" ? std::string() : found;
    }
    // Throws if the pages on the way are broken.
    for (const char* query :
         {"SELECT count(*) FROM sqlite_schema", "SELECT * FROM results ORDER BY id DESC LIMIT 1",
          "SELECT * FROM results ORDER BY id LIMIT 1", "SELECT * FROM sweeps ORDER BY id DESC LIMIT 1"}) {
        SQLite::Statement statement(sql, query);
        while (statement.executeStep()) {
            for (int column = 0; column < statement.getColumnCount(); ++column)
                static_cast<void>(statement.getColumn(column).getBytes());
        }
    }
    return {};
}

fs::path freeName(const fs::path& path, const std::string& word)
{
    for (int n = 1;; ++n) {
        fs::path candidate = path;
        candidate += fmt::format(".{}-{}", word, n);
        if (!fs::exists(fs::symlink_status(candidate)))
            return candidate;
    }
}

tl::expected<fs::path, std::string> setAside(const fs::path& path)
{
    const fs::path target = freeName(path, "damaged");
    std::error_code error;
    fs::rename(path, target, error);
    if (error) {
        return tl::unexpected(fmt::format("{}: the file is damaged and cannot be renamed ({}); move it away, or use "
                                          "another file with --db",
                                          path.string(), error.message()));
    }
    // The log goes along: it may hold rows that can still be recovered by hand.
    for (const char* suffix : {"-wal", "-shm"}) {
        fs::path from = path;
        from += suffix;
        fs::path to = target;
        to += suffix;
        fs::rename(from, to, error);
    }
    return target;
}

} // namespace ralmscope
