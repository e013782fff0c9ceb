// SPDX-License-Identifier: GPL-3.0-or-later
#include "atomic_file.h"

#include "file_writer.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

namespace ralmscope {

namespace fs = std::filesystem;

namespace {

tl::unexpected<std::string> failure(std::string_view what, int error = errno)
{
    return tl::unexpected(fmt::format("{}: {}", what, std::strerror(error)));
}

} // namespace

tl::expected<std::string, std::string> readTextFile(const fs::path& file, std::size_t limit)
{
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status))
        return tl::unexpected(std::string("there is no such file"));
    if (!fs::is_regular_file(status))
        return tl::unexpected(std::string("is not a regular file"));
    const std::uintmax_t size = fs::file_size(file, error);
    if (error)
        return tl::unexpected("cannot be read: " + error.message());
    if (size > limit)
        return tl::unexpected(fmt::format("is {} bytes long; at most {} are read", size, limit));
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return failure("cannot be opened");
    std::string text(static_cast<std::size_t>(size), '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad())
        return failure("cannot be read");
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

tl::expected<void, std::string> writeFileAtomically(const fs::path& file, std::string_view content)
{
    auto writer = FileWriter::open(file);
    if (!writer)
        return tl::unexpected(writer.error());
    if (const auto written = writer->append(content); !written)
        return written;
    return writer->commit();
}

} // namespace ralmscope
