// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace ralmscope {

/// Something wrong with a file a user may have written: which file, where in it, what, and what is allowed instead.
struct FileProblem
{
    std::string file;
    std::string
        where; ///< JSON pointer ("/parameters/gpu.count") or place in a table ("line 7, column K"); may be empty
    std::string message;

    /// "chip.json: /power/idle: must be ..."
    std::string text() const;
};

/// Readers report everything they find wrong at once.
using FileProblems = std::vector<FileProblem>;

/// One problem per line.
std::string problemsText(const FileProblems& problems);

} // namespace ralmscope
