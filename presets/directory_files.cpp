// SPDX-License-Identifier: GPL-3.0-or-later
#include "directory_files.h"

#include <algorithm>
#include <system_error>

namespace ralmscope {

namespace fs = std::filesystem;

std::vector<fs::path> filesIn(const fs::path& folder, std::string_view extension, FileProblems& problems)
{
    std::vector<fs::path> files;
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    if (error == std::errc::no_such_file_or_directory)
        return files;
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        const fs::path& path = entry->path();
        std::error_code ignored;
        const bool wanted = extension.empty() ? entry->is_directory(ignored) : path.extension() == extension;
        if (wanted && !path.filename().string().starts_with('.'))
            files.push_back(path);
    }
    if (error)
        problems.push_back({folder.string(), "", "cannot be read: " + error.message()});
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace ralmscope
