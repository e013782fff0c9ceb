// SPDX-License-Identifier: GPL-3.0-or-later
#include "serving_calibration.h"

#include "kernel_choice.h"
#include "row_split.h"
#include "serving_table.h"

#include <array>
#include <cmath>
#include <filesystem>
#include <set>

#include <fmt/format.h>

namespace ralmscope::cli {

namespace {

constexpr std::size_t kFewestRows = 40;
/// Served requests scatter more around closed forms than kernels do.
constexpr double kScatterScale = 0.2;

constexpr std::array<ConstantInfo, 1> kFrontEnd{
    {{"seconds", 1e-3, 1.0, 0.05, true, "host time of a request before its first token"}}};

FileProblems problem(const CsvTable& table, std::string message)
{
    return {{table.file, "", std::move(message)}};
}

std::string tableName(const CsvTable& table)
{
    const std::filesystem::path path(table.file);
    return path.parent_path().filename().string() + "/" + path.filename().string();
}

/// The wider of the errors of kernels alone and of kernels with the host time of designs.
class Comparison
{
public:
    void add(double measured, double kernels, double hosted)
    {
        if (!(measured > 0.0) || !std::isfinite(kernels))
            return;
        m_kernels.push_back(std::fabs(kernels / measured - 1.0));
        m_hosted.push_back(std::fabs(hosted / measured - 1.0));
    }
    std::size_t rows() const { return m_kernels.size(); }
    ErrorBand band() const
    {
        const ErrorBand widest = wider(errorBand(m_kernels), errorBand(m_hosted));
        return {roundedConstant(widest.median), roundedConstant(widest.p90)};
    }

private:
    std::vector<double> m_kernels;
    std::vector<double> m_hosted;
};

std::optional<ServedError> firstTokenError(const std::vector<ServedRequest>& requests, const Catalog& catalog)
{
    Comparison apart;
    Comparison all;
    for (const ServedRequest& request : requests) {
        if (!request.alone)
            continue;
        const SoftwareStack* software = softwareOf(catalog, request.stack);
        const double host = request.frontEnd && software ? software->firstToken : 0.0;
        const double kernels = request.prefill + host;
        const double hosted = request.hostedPrefill + host;
        all.add(request.measuredFirst, kernels, hosted);
        if (request.secondHalf || host <= 0.0)
            apart.add(request.measuredFirst, kernels, hosted);
    }
    const Comparison& counts = apart.rows() >= kFewestApart ? apart : all;
    if (counts.rows() == 0)
        return std::nullopt;
    return ServedError{ServedTime::FirstToken, {}, counts.rows(), counts.band(), {}};
}

std::optional<ServedError> perTokenError(const std::vector<ServedRequest>& requests)
{
    Comparison all;
    for (const ServedRequest& request : requests)
        all.add(request.measuredToken, request.perToken, request.hostedPerToken);
    if (all.rows() == 0)
        return std::nullopt;
    return ServedError{ServedTime::PerToken, {}, all.rows(), all.band(), {}};
}

} // namespace

tl::expected<CalibratedFrontEnd, FileProblems> calibrateFrontEnd(const CsvTable& table, const Catalog& catalog,
                                                                 const std::string& stack,
                                                                 const RobustFitOptions& options)
{
    const int index = catalog.find(CatalogKind::Stack, stack);
    if (index < 0)
        return tl::unexpected(problem(table, fmt::format("--stack {}: the catalog has no such software", stack)));
    CalibratedFrontEnd calibrated{catalog.stacks[static_cast<std::size_t>(index)], {}, 0};
    const auto requests = servedRequests(table, catalog);
    if (!requests)
        return tl::unexpected(requests.error());
    std::vector<MeasuredValue> values;
    std::vector<double> prefills;
    for (const ServedRequest& request : *requests) {
        const bool wanted = request.leftOut.empty() && request.stack == calibrated.stack.kernelsAs && request.frontEnd
            && request.alone && request.measuredFirst > 0.0 && std::isfinite(request.prefill);
        if (!wanted)
            continue;
        values.push_back({request.measuredFirst, request.secondHalf});
        prefills.push_back(request.prefill);
    }
    if (values.size() < kFewestRows)
        return tl::unexpected(problem(
            table, fmt::format("{} times to the first token of {}; {} are needed", values.size(), stack, kFewestRows)));
    RobustFitOptions search = options;
    search.scale = kScatterScale;
    ConstantValues start{};
    start[0] = kFrontEnd[0].typical;
    calibrated.result = fitRobustly(
        kFrontEnd, start, values, [&](std::size_t i, const ConstantValues& c) { return prefills[i] + c[0]; }, search);
    calibrated.rows = values.size();
    calibrated.stack.firstToken = roundedConstant(calibrated.result.values[0]);
    calibrated.stack.firstTokenSource = {
        SourceTag::Measured,
        fmt::format(
            "Host time of a request before its first token (front end, scheduling, waiting for the running step), "
            "fitted by `ralmscope-cli calibrate --kind {}` to {} of {} times to the first token of at most 8 "
            "requests in flight of {}; on the other half median error {:.0f} %, 90th percentile {:.0f} %",
            kServingKind, values.size() - calibrated.result.apart, values.size(), tableName(table),
            100.0 * calibrated.result.holdOut.median, 100.0 * calibrated.result.holdOut.p90)};
    return calibrated;
}

tl::expected<Gpu, FileProblems> addServedErrors(const CsvTable& table, const Catalog& catalog, const std::string& name)
{
    bool known = false;
    const Gpu* entry = gpuMeasuredAs(catalog, name, &known);
    if (!entry || !known)
        return tl::unexpected(problem(table, fmt::format("--gpu {}: the catalog has no such GPU", name)));
    const auto requests = servedRequests(table, catalog);
    if (!requests)
        return tl::unexpected(requests.error());
    std::vector<ServedRequest> own;
    std::set<std::string> stacks{{}};
    for (const ServedRequest& request : *requests) {
        if (!request.leftOut.empty() || (entry->id != kGenericGpu && request.gpu != entry))
            continue;
        stacks.insert(request.stack);
        own.push_back(request);
    }
    if (own.empty())
        return tl::unexpected(problem(table, fmt::format("has no request served on {}", entry->name)));
    Gpu gpu = *entry;
    gpu.served.clear();
    for (const std::string& stack : stacks) {
        std::vector<ServedRequest> some;
        for (const ServedRequest& request : own) {
            if (stack.empty() || request.stack == stack)
                some.push_back(request);
        }
        for (auto& error : {firstTokenError(some, catalog), perTokenError(some)}) {
            if (!error || error->rows < kFewestApart)
                continue; // a few rows are no statement on a GPU
            gpu.served.push_back(*error);
            gpu.served.back().stack = stack;
            gpu.served.back().source = {
                SourceTag::Measured,
                fmt::format("Compared with {} rows of {} by `ralmscope-cli calibrate`", error->rows, tableName(table))};
        }
    }
    return gpu;
}

} // namespace ralmscope::cli
