// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog_entry.h"

#include "catalog_schema.h"
#include "kernel_entries.h"
#include "object_reader.h"
#include "pim_entries.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>
#include <xxhash.h>

namespace ralmscope {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr int kNewestVersion = 1;

/// Kinds without keys beside their groups.
template <typename Entry> void readExtras(Entry&, ObjectReader&)
{
}
template <typename Entry> void writeExtras(const Entry&, ordered_json&)
{
}

/// Kinds without lists inside their groups.
template <typename Entry> void readLists(Entry&, std::string_view, ObjectReader&)
{
}
template <typename Entry> void writeLists(const Entry&, std::string_view, ordered_json&)
{
}

EntrySchema<Gpu> schemaOf(const Gpu&)
{
    return gpuSchema();
}
EntrySchema<FpgaNode> schemaOf(const FpgaNode&)
{
    return fpgaSchema();
}
EntrySchema<Cpu> schemaOf(const Cpu&)
{
    return cpuSchema();
}
EntrySchema<Link> schemaOf(const Link&)
{
    return linkSchema();
}
EntrySchema<SoftwareStack> schemaOf(const SoftwareStack&)
{
    return stackSchema();
}
EntrySchema<GpuLink> schemaOf(const GpuLink&)
{
    return gpuLinkSchema();
}
EntrySchema<PimStack> schemaOf(const PimStack&)
{
    return pimSchema();
}
EntrySchema<LanguageModel> schemaOf(const LanguageModel&)
{
    return modelSchema();
}
EntrySchema<VectorDatabase> schemaOf(const VectorDatabase&)
{
    return databaseSchema();
}

bool isId(std::string_view text)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    return !text.empty() && text.size() <= 64 && text != "auto" && std::all_of(text.begin(), text.end(), allowed);
}

template <typename Entry> void readField(Entry& entry, const SchemaField<Entry>& field, ObjectReader& reader)
{
    if (const auto* number = std::get_if<double Entry::*>(&field.member)) {
        entry.*(*number) = field.fallback ? reader.number(field.key, field.range, *field.fallback)
                                          : reader.number(field.key, field.range);
    } else {
        const auto member = std::get<bool Entry::*>(field.member);
        entry.*member = field.fallback ? reader.flag(field.key, *field.fallback != 0.0) : reader.flag(field.key);
    }
}

template <typename Entry> void readGroup(Entry& entry, const SchemaGroup<Entry>& group, ObjectReader& parent)
{
    // A group of optional keys only may be missing as a whole.
    const bool optional = group.optional
        || std::all_of(group.fields.begin(), group.fields.end(),
                       [](const auto& field) { return field.fallback.has_value(); });
    const json* value = optional ? parent.find(group.key) : parent.required(group.key);
    if (!value)
        return;
    ObjectReader reader = parent.object(*value, group.key);
    for (const SchemaField<Entry>& field : group.fields)
        readField(entry, field, reader);
    readLists(entry, group.key, reader);
    entry.*group.source = reader.source("source");
    reader.finish();
}

/// Ranges that span groups or keys.
void checkWhole(const VectorDatabase& database, ObjectReader& reader)
{
    if (database.pqBytes > 0 && std::fmod(database.dimension, database.pqBytes) != 0.0)
        reader.problem(
            "shape",
            fmt::format("dimension {} must be a multiple of pq_bytes {}", database.dimension, database.pqBytes));
    if (database.nlist > database.vectors)
        reader.problem("shape", fmt::format("nlist {} must not exceed vectors {}", database.nlist, database.vectors));
}
void checkHybrid(const LanguageModel& model, ObjectReader& reader)
{
    const double mixing = model.recurrentLayers + model.hybridAttentionLayers;
    if (mixing > model.decoderLayers || model.hybridFfnLayers > model.decoderLayers
        || mixing + model.hybridFfnLayers < model.decoderLayers)
        reader.problem(
            "mamba2",
            fmt::format("{} recurrent, {} attention and {} feed-forward layers do not make {} decoder_layers:"
                        " each has a recurrence or attention, a feed-forward part, or one of each",
                        model.recurrentLayers, model.hybridAttentionLayers, model.hybridFfnLayers,
                        model.decoderLayers));
    if (std::fmod(model.stateHeads, model.stateGroups) != 0.0)
        reader.problem("mamba2",
                       fmt::format("heads {} must be a multiple of groups {}", model.stateHeads, model.stateGroups));
}
void checkWhole(const LanguageModel& model, ObjectReader& reader)
{
    if (model.heads > 0 && std::fmod(model.dimension, model.heads) != 0.0)
        reader.problem("shape",
                       fmt::format("dimension {} must be a multiple of heads {}", model.dimension, model.heads));
    if (model.hasExperts()
        && (model.activeExperts < 1 || model.activeExperts > model.experts || model.expertFfn < 1
            || model.denseLayers > ffnLayers(model)))
        reader.problem(
            "architecture",
            "experts need active_experts of 1 .. experts, expert_ffn, and dense_layers of at most all layers");
    if (model.hasLatentAttention() && (model.kvHeads > 0 || model.headDimension > 0))
        reader.problem("latent_attention", "has no kv_heads and no head_dimension: the latent belongs to all heads");
    if ((model.hasLatentAttention() || model.isHybrid()) && model.encoderLayers > 0)
        reader.problem(model.isHybrid() ? "mamba2" : "latent_attention",
                       fmt::format("is known of decoders only; encoder_layers is {}", model.encoderLayers));
    if (model.isHybrid())
        checkHybrid(model, reader);
    if (model.kvHeads > model.heads)
        reader.problem("architecture", "kv_heads must not exceed heads");
    if (model.encoderLayers > 0 && (model.chunkTokens < 1 || model.queryTokens < 1))
        reader.problem("shape", "an encoder needs chunk_tokens and query_tokens of at least 1");
}
template <typename Entry> void checkWhole(const Entry&, ObjectReader&)
{
}

template <typename Entry> Entry readEntry(ObjectReader& reader)
{
    Entry entry;
    const auto schema = schemaOf(entry);
    const std::size_t before = reader.problems().size();
    reader.find("kind");
    reader.find("order");
    entry.id = reader.text("id");
    if (reader.find("id") && reader.problems().size() == before && !isId(entry.id))
        reader.problem(
            "id", fmt::format("is \"{}\"; up to 64 lower-case letters, digits, dots and dashes are allowed", entry.id));
    entry.name = reader.text("name");
    if (reader.find("name") && reader.problems().size() == before && entry.name.empty())
        reader.problem("name", "must not be empty");
    for (const auto& group : schema.groups)
        readGroup(entry, group, reader);
    readExtras(entry, reader);
    if (reader.problems().size() == before)
        checkWhole(entry, reader);
    reader.finish();
    return entry;
}

template <typename Entry> ordered_json entryJson(const Entry& entry)
{
    const auto schema = schemaOf(entry);
    ordered_json document{{"format", schema.format}, {"version", kNewestVersion}};
    if (!schema.kind.empty())
        document["kind"] = schema.kind;
    document["id"] = entry.id;
    document["name"] = entry.name;
    for (const auto& group : schema.groups) {
        ordered_json object = ordered_json::object();
        for (const auto& field : group.fields)
            std::visit([&](auto member) { object[std::string(field.key)] = entry.*member; }, field.member);
        writeLists(entry, group.key, object);
        const Source& source = entry.*group.source;
        if (source.text.empty())
            continue; // an optional group that the file did not have
        object["source"] = {{"tag", sourceTagName(source.tag)}, {"text", source.text}};
        document[std::string(group.key)] = std::move(object);
    }
    writeExtras(entry, document);
    return document;
}

/// Calls `read` with a default entry of the kind that the document names; Gpu after reporting an unknown one.
AnyEntry readByKind(ObjectReader& reader, std::string_view format)
{
    if (format == modelSchema().format)
        return readEntry<LanguageModel>(reader);
    if (format == databaseSchema().format)
        return readEntry<VectorDatabase>(reader);
    const std::string kind = reader.text("kind");
    if (kind == "gpu")
        return readEntry<Gpu>(reader);
    if (kind == "fpga")
        return readEntry<FpgaNode>(reader);
    if (kind == "cpu")
        return readEntry<Cpu>(reader);
    if (kind == "link")
        return readEntry<Link>(reader);
    if (kind == "stack")
        return readEntry<SoftwareStack>(reader);
    if (kind == "gpu_link")
        return readEntry<GpuLink>(reader);
    if (kind == "pim")
        return readEntry<PimStack>(reader);
    if (!kind.empty())
        reader.problem("kind",
                       fmt::format("is \"{}\"; allowed: gpu | fpga | pim | cpu | link | gpu_link | stack", kind));
    return Gpu{};
}

} // namespace

CatalogKind kindOf(const AnyEntry& entry)
{
    // The variant lists the kinds in the order of CatalogKind, after None.
    return static_cast<CatalogKind>(entry.index() + 1);
}

void appendEntry(Catalog& catalog, AnyEntry entry)
{
    struct Appender
    {
        Catalog& catalog;
        void operator()(Gpu& e) { catalog.gpus.push_back(std::move(e)); }
        void operator()(FpgaNode& e) { catalog.fpgas.push_back(std::move(e)); }
        void operator()(Cpu& e) { catalog.cpus.push_back(std::move(e)); }
        void operator()(Link& e) { catalog.links.push_back(std::move(e)); }
        void operator()(SoftwareStack& e) { catalog.stacks.push_back(std::move(e)); }
        void operator()(LanguageModel& e) { catalog.models.push_back(std::move(e)); }
        void operator()(VectorDatabase& e) { catalog.databases.push_back(std::move(e)); }
        void operator()(GpuLink& e) { catalog.gpuLinks.push_back(std::move(e)); }
        void operator()(PimStack& e) { catalog.pims.push_back(std::move(e)); }
    };
    std::visit(Appender{catalog}, entry);
}

AnyEntry entryAt(const Catalog& catalog, CatalogKind kind, std::size_t index)
{
    switch (kind) {
    case CatalogKind::Gpu:
        return catalog.gpus.at(index);
    case CatalogKind::Fpga:
        return catalog.fpgas.at(index);
    case CatalogKind::Cpu:
        return catalog.cpus.at(index);
    case CatalogKind::Link:
        return catalog.links.at(index);
    case CatalogKind::Stack:
        return catalog.stacks.at(index);
    case CatalogKind::Model:
        return catalog.models.at(index);
    case CatalogKind::Database:
        return catalog.databases.at(index);
    case CatalogKind::GpuLink:
        return catalog.gpuLinks.at(index);
    case CatalogKind::Pim:
        return catalog.pims.at(index);
    case CatalogKind::None:
        break;
    }
    throw std::logic_error("no catalog list of kind None");
}

AnyEntry readCatalogEntry(const json& document, const std::string& file, FileProblems& problems)
{
    const std::size_t before = problems.size();
    ObjectReader reader(document, file, "", problems);
    const json* given = reader.find("format");
    const std::string format = given && given->is_string() ? given->get<std::string>() : std::string();
    const bool known = format == modelSchema().format || format == databaseSchema().format;
    if (!reader.header(known ? std::string_view(format) : gpuSchema().format, kNewestVersion))
        return Gpu{};
    reader.number("order", {0, 1e6, true}, 0);
    AnyEntry entry = readByKind(reader, format);
    if (problems.size() == before) {
        const std::string content = catalogEntryJson(entry).dump(-1, ' ', false, json::error_handler_t::replace);
        std::visit([&](auto& e) { e.fingerprint = XXH3_64bits(content.data(), content.size()); }, entry);
    }
    return entry;
}

ordered_json catalogEntryJson(const AnyEntry& entry)
{
    return std::visit([](const auto& e) { return entryJson(e); }, entry);
}

} // namespace ralmscope
