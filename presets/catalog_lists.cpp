// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog_schema.h"

#include <array>

#include <fmt/format.h>

namespace ralmscope {

namespace {

template <typename Row> struct RowField
{
    std::string_view key;
    double Row::*member;
    NumberRange range;
};

constexpr std::array<RowField<CpuScanRate>, 4> kScanFields{{{"pq_bytes", &CpuScanRate::pqBytes, {1, 1024}},
                                                            {"single_thread", &CpuScanRate::singleThread, {1, 1e15}},
                                                            {"loaded", &CpuScanRate::loaded, {1, 1e15}},
                                                            {"offline", &CpuScanRate::offline, {1, 1e15}}}};

constexpr std::array<RowField<EnergyRun>, 5> kRunFields{
    {{"batch", &EnergyRun::batch, {1, 1e6}},
     {"cpu_watts", &EnergyRun::cpuPower, {0, 1e5}},
     {"cpu_seconds_per_query", &EnergyRun::cpuTimePerQuery, {0, 1e3}},
     {"gpu_watts", &EnergyRun::gpuPower, {0, 1e5}},
     {"gpu_seconds_per_query", &EnergyRun::gpuTimePerQuery, {0, 1e3}}}};

/// Reads a list whose first field must rise, because the model interpolates along it.
template <typename Row, std::size_t N>
std::vector<Row> readRows(ObjectReader& reader, std::string_view key, bool isRequired,
                          const std::array<RowField<Row>, N>& fields)
{
    std::vector<Row> rows;
    reader.objects(key, isRequired, [&](ObjectReader& item) {
        Row row;
        for (const RowField<Row>& field : fields)
            row.*field.member = item.number(field.key, field.range);
        const RowField<Row>& first = fields.front();
        if (!rows.empty() && row.*first.member <= rows.back().*first.member)
            item.problem(first.key,
                         fmt::format("must be larger than in the line before, {}", rows.back().*first.member));
        rows.push_back(row);
    });
    return rows;
}

template <typename Row, std::size_t N>
nlohmann::ordered_json rowsToJson(const std::vector<Row>& rows, const std::array<RowField<Row>, N>& fields)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Row& row : rows) {
        nlohmann::ordered_json item;
        for (const RowField<Row>& field : fields)
            item[std::string(field.key)] = row.*field.member;
        list.push_back(std::move(item));
    }
    return list;
}

} // namespace

void readLists(Cpu& cpu, std::string_view group, ObjectReader& reader)
{
    if (group != "search")
        return;
    const std::size_t before = reader.problems().size();
    cpu.scan = readRows(reader, "scan", true, kScanFields);
    if (cpu.scan.empty() && reader.problems().size() == before)
        reader.problem("scan", "must have at least one entry");
}

void readLists(VectorDatabase& database, std::string_view group, ObjectReader& reader)
{
    if (group == "energy")
        database.energyRuns = readRows(reader, "runs", false, kRunFields);
}

void writeLists(const Cpu& cpu, std::string_view group, nlohmann::ordered_json& object)
{
    if (group == "search")
        object["scan"] = rowsToJson(cpu.scan, kScanFields);
}

void writeLists(const VectorDatabase& database, std::string_view group, nlohmann::ordered_json& object)
{
    if (group == "energy")
        object["runs"] = rowsToJson(database.energyRuns, kRunFields);
}

} // namespace ralmscope
