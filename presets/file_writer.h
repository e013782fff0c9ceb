// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace ralmscope {

/// Writes a file piece by piece into a temporary one beside it, which commit() syncs and renames: a reader sees the old
/// or the new content, never a mixture, also after a crash; without commit() nothing changes. Keeps the permissions of
/// a file that is there and follows a symbolic link; a device or a pipe is written to as it is. The folder must exist.
/// Errors are sentences without the file's name.
class FileWriter
{
public:
    /// What can be told without touching anything: a folder in its place, no folder to write into, no permission.
    static tl::expected<void, std::string> check(const std::filesystem::path& file);
    static tl::expected<FileWriter, std::string> open(const std::filesystem::path& file);

    tl::expected<void, std::string> append(std::string_view content);
    tl::expected<void, std::string> commit();

private:
    class Descriptor;
    explicit FileWriter(std::shared_ptr<Descriptor> descriptor);

    std::shared_ptr<Descriptor> m_descriptor;
};

} // namespace ralmscope
