// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data_directories.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace ralmscope {

/// A folder that lives as long as one test.
class TemporaryFolder
{
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Writes a file below the folder, making its folders.
    std::filesystem::path write(const std::string& name, std::string_view content) const;

private:
    std::filesystem::path m_path;
};

/// The data in the source tree, and the given user folder.
DataDirectories shippedData(const std::filesystem::path& user = "/nonexistent");

std::size_t filesInside(const std::filesystem::path& folder);

std::string contentOf(const std::filesystem::path& file);

/// `text` with the first `what` replaced; throws if it is not there.
std::string replaced(std::string text, std::string_view what, std::string_view with);

} // namespace ralmscope
