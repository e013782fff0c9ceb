// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "object_reader.h"

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

namespace ralmscope {

/// One key of a group in an entry's file, and the member it fills.
template <typename Entry> struct SchemaField
{
    std::string_view key;
    std::variant<double Entry::*, bool Entry::*> member;
    NumberRange range;
    std::optional<double> fallback; ///< of a key that may be missing
};

/// Constants that are known from one source: an object of the file with a key "source".
template <typename Entry> struct SchemaGroup
{
    std::string_view key;
    Source Entry::*source;
    std::vector<SchemaField<Entry>> fields;
    bool optional = false; ///< may be missing as a whole, whatever its keys
};

/// How an entry of one kind looks as a file: the one place from which it is read and written.
template <typename Entry> struct EntrySchema
{
    std::string_view format;
    std::string_view kind; ///< key "kind" of devices; empty for models and databases
    std::vector<SchemaGroup<Entry>> groups;
};

EntrySchema<Gpu> gpuSchema();
EntrySchema<FpgaNode> fpgaSchema();
EntrySchema<Cpu> cpuSchema();
EntrySchema<Link> linkSchema();
EntrySchema<SoftwareStack> stackSchema();
EntrySchema<LanguageModel> modelSchema();
EntrySchema<VectorDatabase> databaseSchema();
EntrySchema<GpuLink> gpuLinkSchema();
EntrySchema<PimStack> pimSchema();

// Lists inside a group, which only two kinds have.
void readLists(Cpu& cpu, std::string_view group, ObjectReader& reader);
void readLists(VectorDatabase& database, std::string_view group, ObjectReader& reader);
void writeLists(const Cpu& cpu, std::string_view group, nlohmann::ordered_json& object);
void writeLists(const VectorDatabase& database, std::string_view group, nlohmann::ordered_json& object);

} // namespace ralmscope
