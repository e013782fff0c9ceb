// SPDX-License-Identifier: GPL-3.0-or-later
#include "temporary_folder.h"

#include "atomic_file.h"

#include <fstream>
#include <stdexcept>

#include <stdlib.h>

namespace ralmscope {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder()
{
    std::string name = (fs::temp_directory_path() / "ralmscope-test-XXXXXX").string();
    if (!::mkdtemp(name.data()))
        throw std::runtime_error("no temporary folder");
    m_path = name;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    fs::permissions(m_path, fs::perms::owner_all, ignored);
    fs::remove_all(m_path, ignored);
}

fs::path TemporaryFolder::write(const std::string& name, std::string_view content) const
{
    const fs::path file = m_path / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file;
}

DataDirectories shippedData(const fs::path& user)
{
    return {fs::path(RALMSCOPE_SOURCE_DIR) / "presets", user};
}

std::size_t filesInside(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

std::string contentOf(const fs::path& file)
{
    return readTextFile(file).value();
}

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    const std::size_t at = text.find(what);
    if (at == std::string::npos)
        throw std::runtime_error("not found: " + std::string(what));
    return text.replace(at, what.size(), with);
}

} // namespace ralmscope
