// SPDX-License-Identifier: GPL-3.0-or-later
#include "data_directories.h"

#include <cstdlib>
#include <system_error>

namespace ralmscope {

namespace fs = std::filesystem;

namespace {

/// Value of an environment variable; empty counts as not set, as XDG says.
fs::path environmentPath(const char* name)
{
    const char* value = std::getenv(name);
    return value ? fs::path(value) : fs::path();
}

fs::path installedData()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error)
        return {};
    return program.parent_path().parent_path() / "share" / "ralmscope";
}

} // namespace

fs::path userDataDirectory()
{
    const fs::path home = environmentPath("XDG_DATA_HOME");
    // The XDG specification tells programs to ignore relative paths.
    if (home.is_absolute())
        return home / "ralmscope";
    return environmentPath("HOME") / ".local" / "share" / "ralmscope";
}

DataDirectories locateDataDirectories()
{
    DataDirectories directories{environmentPath("RALMSCOPE_DATA_DIR"), userDataDirectory()};
    if (directories.shipped.empty()) {
        std::error_code ignored;
        directories.shipped = installedData();
        if (!fs::is_directory(directories.shipped / "devices", ignored))
            directories.shipped = RALMSCOPE_SOURCE_DATA;
    }
    return directories;
}

} // namespace ralmscope
