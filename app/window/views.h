// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <string>
#include <vector>

namespace ralmscope {

/// Views of the window, in the order of the view switch, of viewIds() and of viewNames().
enum class View
{
    Explore,
    Step,
    Mapping,
    Results,
    Papers
};

/// Stable, for the command line: "explore".
const std::vector<std::string>& viewIds();
/// As people read them.
QStringList viewNames();
/// Explore for an id that does not exist.
View viewFromId(const std::string& id);

} // namespace ralmscope
