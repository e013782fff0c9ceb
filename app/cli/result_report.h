// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "result.h"

#include <string>

namespace ralmscope::cli {

/// One evaluated design.
struct Evaluated
{
    std::string preset; ///< name of the system it started from
    DesignPoint design; ///< explicit
    Result result;
};

/// For a terminal: verdict, what limits it, metrics with SI prefixes, where the time of a token goes.
std::string reportText(const Evaluated& evaluated, const Catalog& catalog);

/// For programs: full precision, null where a metric does not apply.
std::string reportJson(const Evaluated& evaluated, const Catalog& catalog);

} // namespace ralmscope::cli
