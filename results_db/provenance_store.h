// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"

#include <cstdint>
#include <string>

namespace SQLite {
class Database;
}

namespace ralmscope {

/// Every entry's content hash by kind and id, as a JSON object.
std::string catalogFingerprints(const Catalog& catalog);

/// Id of the row of table "provenance" for this catalog and model version, added if it is new. Throws what SQLite
/// throws.
std::int64_t provenanceId(SQLite::Database& sql, const std::string& catalogFingerprints);

} // namespace ralmscope
