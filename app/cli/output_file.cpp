// SPDX-License-Identifier: GPL-3.0-or-later
#include "output_file.h"

#include "atomic_file.h"
#include "workspace.h"

#include <cstdio>

#include <fmt/format.h>

namespace ralmscope::cli {

bool writeOutput(const std::string& file, std::string_view content)
{
    if (file == "-") {
        const bool good = std::fwrite(content.data(), 1, content.size(), stdout) == content.size();
        if (!good)
            printError("cannot write to standard output");
        return good;
    }
    const auto written = writeFileAtomically(file, content);
    if (!written)
        printError(fmt::format("{}: {}", file, written.error()));
    return written.has_value();
}

} // namespace ralmscope::cli
