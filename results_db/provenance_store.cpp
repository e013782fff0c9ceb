// SPDX-License-Identifier: GPL-3.0-or-later
#include "provenance_store.h"

#include "simulate.h"

#include <iterator>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <xxhash.h>

namespace ralmscope {

std::string catalogFingerprints(const Catalog& catalog)
{
    fmt::memory_buffer text;
    auto out = std::back_inserter(text);
    for (const CatalogKind kind : kCatalogKinds) {
        fmt::format_to(out, "{}\"{}\":{{", text.size() == 0 ? "{" : ",", catalogKindId(kind));
        for (std::size_t i = 0; i < catalog.size(kind); ++i) {
            const CatalogEntry& entry = catalog.entry(kind, i);
            fmt::format_to(out, "{}\"{}\":\"{:016x}\"", i > 0 ? "," : "", entry.id, entry.fingerprint);
        }
        text.push_back('}');
    }
    text.push_back('}');
    return fmt::to_string(text);
}

std::int64_t provenanceId(SQLite::Database& sql, const std::string& catalog)
{
    const XXH128_hash_t hash = XXH3_128bits_withSeed(catalog.data(), catalog.size(), kModelVersion);
    const std::string fingerprint = fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
    SQLite::Statement find(sql, "SELECT id FROM provenance WHERE fingerprint = ?");
    find.bind(1, fingerprint);
    if (find.executeStep())
        return find.getColumn(0).getInt64();
    SQLite::Statement add(sql,
                          "INSERT INTO provenance (fingerprint, model_version, catalog)"
                          " VALUES (?, ?, ?)");
    add.bind(1, fingerprint);
    add.bind(2, kModelVersion);
    add.bindNoCopy(3, catalog);
    add.exec();
    return sql.getLastInsertRowid();
}

} // namespace ralmscope
