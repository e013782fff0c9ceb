// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_problem.h"

namespace ralmscope {

std::string FileProblem::text() const
{
    std::string line = file;
    for (const std::string& part : {where, message}) {
        if (!part.empty())
            line += (line.empty() ? "" : ": ") + part;
    }
    return line;
}

std::string problemsText(const FileProblems& problems)
{
    std::string text;
    for (const FileProblem& problem : problems)
        text += problem.text() + '\n';
    return text;
}

} // namespace ralmscope
