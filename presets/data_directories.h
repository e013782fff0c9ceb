// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace ralmscope {

/// Where data files live. Both hold folders devices, models, databases, systems and papers; the user's may be missing.
struct DataDirectories
{
    std::filesystem::path shipped;
    std::filesystem::path user;
};

/// Shipped data: $RALMSCOPE_DATA_DIR, else share/ralmscope beside the program's bin folder, else the source tree it was
/// built from. User data: userDataDirectory(). Nothing is created or checked.
DataDirectories locateDataDirectories();

/// $XDG_DATA_HOME/ralmscope, else ~/.local/share/ralmscope. Also the home of the default results database.
std::filesystem::path userDataDirectory();

} // namespace ralmscope
