// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_calibration.h"

#include "kernel_table.h"
#include "table_mapping.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope::cli {

namespace {

constexpr std::size_t kFewestRows = 6;
constexpr std::size_t kLongestId = 64;
/// Rows of all GPUs scatter more around one set of constants than those of one GPU around its own, and so do watts.
constexpr double kScatterScale = 0.15;
constexpr double kPowerScale = 0.2;
/// Rows at the limit of the board say nothing of how far beyond it the demand is: slopes stay near the usual ones
/// unless rows below the limit say otherwise.
constexpr double kPowerPull = 0.05;

FileProblems problem(const CsvTable& table, std::string message)
{
    return {{table.file, "", std::move(message)}};
}

/// The catalog entry meant by `name`, or a new one from the table's own data sheet.
tl::expected<Gpu, FileProblems> gpuToCalibrate(const std::vector<KernelRow>& rows, const CsvTable& table,
                                               const Catalog& catalog, const std::string& name)
{
    bool known = false;
    const Gpu* entry = gpuMeasuredAs(catalog, name, &known);
    if (entry && known)
        return *entry;
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&name](const KernelRow& r) { return r.measuredAs == name; });
    if (row == rows.end())
        return tl::unexpected(problem(table, fmt::format("has no row of \"{}\"", name)));
    if (!row->ownDataSheet)
        return tl::unexpected(
            problem(table,
                    fmt::format("\"{}\" is not in the catalog: the columns sms, peak_dense_bf16_flops, "
                                "mem_bw_B_per_s and l2_bytes must describe it",
                                name)));
    Gpu gpu = *row->gpu;
    gpu.kernels.clear();
    gpu.sibling.clear();
    gpu.id.clear();
    for (const char c : name)
        gpu.id += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c
            : c >= 'A' && c <= 'Z'                                 ? static_cast<char>(c - 'A' + 'a')
                                                                   : '-';
    gpu.id.resize(std::min(gpu.id.size(), kLongestId));
    gpu.name = name;
    gpu.measuredAs = {name};
    // What the table says, where the machine of the row does not know of it.
    const auto take = [&](double& member, std::string_view column) {
        const int index = table.column(column);
        const auto value = index < 0 ? std::nullopt : cellNumber(table.rows[row->row][static_cast<std::size_t>(index)]);
        if (value && *value > 0.0)
            member = *value;
    };
    take(gpu.sms, "sms");
    take(gpu.l2Bytes, "l2_bytes");
    take(gpu.memoryBandwidth, "mem_bw_B_per_s");
    take(gpu.fp16Flops, "peak_dense_bf16_flops");
    take(gpu.fp32Flops, "peak_fp32_flops");
    take(gpu.memoryBytes, "memory_bytes");
    take(gpu.boardPower, "board_watts");
    take(gpu.idlePower, "idle_watts");
    take(gpu.linkBandwidth, "link_B_per_s");
    gpu.activePower = std::clamp(gpu.activePower, gpu.idlePower, std::max(gpu.idlePower, gpu.boardPower));
    gpu.fp8Flops = 0.0;
    gpu.fp4Flops = 0.0;
    take(gpu.fp8Flops, "peak_fp8_flops");
    for (const KernelRow& other : rows) {
        if (other.measuredAs != name)
            continue;
        if (variantFamily(other.variant) == "8-bit" && gpu.fp8Flops <= 0.0)
            gpu.fp8Flops = 2.0 * gpu.fp16Flops;
        if (variantFamily(other.variant) == "4-bit")
            gpu.fp4Flops = 4.0 * gpu.fp16Flops;
    }
    gpu.specification = {SourceTag::Datasheet,
                         fmt::format("columns of {}; what they do not say is that of {}",
                                     std::filesystem::path(table.file).filename().string(), row->gpu->name)};
    gpu.chip = gpu.specification;
    for (Source* source : {&gpu.index, &gpu.power})
        *source = {SourceTag::Assumed, fmt::format("as of {}, for want of measurements", row->gpu->name)};
    return gpu;
}

using Counts = std::map<std::string, std::size_t>;

/// Why nothing of a row is fitted to a GPU; empty if it is.
std::string whyNotFitted(const KernelRow& row, const Gpu& gpu)
{
    // Sends from GPU to GPU were only ever timed with their launch.
    const bool withLaunch = row.withLaunch && row.variant != collectiveName(CollectiveOperation::SendReceive);
    if (gpu.id == kGenericGpu && (withLaunch || !row.knownGpu))
        return row.knownGpu ? "timed with the launch" : fmt::format("{} is not in the catalog", row.measuredAs);
    if (gpu.id == kGenericGpu && isBeyondLink(row.measuredAs))
        return "beyond the link of one server";
    const bool mine = gpu.id == kGenericGpu || (row.knownGpu ? row.gpu->id == gpu.id : row.measuredAs == gpu.name);
    if (!mine)
        return "of other GPUs";
    return row.leftOut.empty() && row.neverFitted ? "of models with layers whose kernels were not measured"
                                                  : row.leftOut;
}

/// Rows of one GPU; or of all of them under the names that generic constants are kept by. Others are counted.
std::vector<MeasuredKernel> rowsOf(const std::vector<KernelRow>& rows, const Gpu& gpu, Counts& others)
{
    const bool generic = gpu.id == kGenericGpu;
    std::vector<MeasuredKernel> result;
    for (const KernelRow& row : rows) {
        if (const std::string why = whyNotFitted(row, gpu); !why.empty()) {
            ++others[why];
            continue;
        }
        MeasuredKernel measured = row;
        if (generic) {
            measured.measuredAs = genericName(measured.work.kernel, row.gpu->linkSwitched);
            measured.stack =
                measured.work.kernel == KernelClass::Gemm || measured.work.kernel == KernelClass::Elementwise
                ? std::string()
                : std::string(stackName(row.stack));
            if (measured.work.kernel == KernelClass::Gemm)
                measured.variant = variantFamily(row.variant) == "16-bit" ? "bf16"
                    : variantFamily(row.variant) == "8-bit"               ? "fp8"
                                                                          : "nvfp4";
        }
        result.push_back(std::move(measured));
    }
    return result;
}

/// Groups of rows too small for a fit of their own.
void countSmallGroups(const std::vector<MeasuredKernel>& rows, Counts& others)
{
    Counts groups;
    for (const MeasuredKernel& row : rows)
        ++groups[fmt::format("{}, {}, {}", row.measuredAs, row.variant, row.stack)];
    for (const auto& [name, count] : groups) {
        if (count < kFewestRows)
            others[fmt::format("{}: {} rows are needed", name, kFewestRows)] = count;
    }
}

/// Public sources of the rows, shortened to their first parts: "aic:h100_sxm/gemm".
std::string sourceText(const CsvTable& table, std::size_t rows)
{
    std::set<std::string> sources;
    if (const int column = table.column("source"); column >= 0) {
        for (const auto& row : table.rows)
            sources.insert(
                row[static_cast<std::size_t>(column)].substr(0, row[static_cast<std::size_t>(column)].find(':')));
    }
    return fmt::format("Fitted to {} rows of {} by `ralmscope-cli calibrate`{}{}", rows,
                       std::filesystem::path(table.file).parent_path().filename().string() + "/"
                           + std::filesystem::path(table.file).filename().string(),
                       sources.empty() ? "" : "; rows from ", fmt::join(sources, ", "));
}

/// "; left out: 11 of A100-80GB, e2e, splitwise: why", by name, variant and software; empty if nothing was.
std::string leftOutText(const std::vector<KernelRow>& rows, const KernelFit& fit, const Gpu& gpu)
{
    std::map<std::string, std::size_t> reasons;
    for (const KernelRow& row : rows) {
        const bool alike = gpu.id == kGenericGpu
            || (row.measuredAs == fit.measuredAs && row.stack == fit.stack && row.variant == fit.variant);
        if (alike && !row.leftOut.empty() && whyNotFitted(row, gpu) == row.leftOut)
            ++reasons[row.leftOut];
    }
    std::string text;
    for (const auto& [reason, n] : reasons)
        text += fmt::format("; left out: {} rows, {}", n, reason);
    return text;
}

void replaceFits(Gpu& gpu, const std::vector<KernelFit>& fits)
{
    for (const KernelFit& fit : fits) {
        std::erase_if(gpu.kernels, [&fit](const KernelFit& old) {
            return old.kernel == fit.kernel && isExact(old, {fit.kernel, fit.variant, fit.measuredAs, fit.stack});
        });
    }
    gpu.kernels.insert(gpu.kernels.end(), fits.begin(), fits.end());
    std::stable_sort(gpu.kernels.begin(), gpu.kernels.end(),
                     [](const KernelFit& a, const KernelFit& b) { return a.kernel < b.kernel; });
}

} // namespace

std::string calibratableKinds()
{
    std::string text;
    for (std::size_t i = 0; i < kKernelClassCount; ++i) {
        const auto kernel = static_cast<KernelClass>(i);
        text += fmt::format("{}gpu-{}", text.empty() ? "" : " | ", kernelClassId(kernel));
    }
    return text;
}

tl::expected<CalibratedGpu, FileProblems> calibrateGpu(KernelClass kernel, const CsvTable& table,
                                                       const Catalog& catalog, const std::string& name,
                                                       const RobustFitOptions& options)
{
    const auto rows = kernelRows(kernel, table, catalog);
    if (!rows)
        return tl::unexpected(rows.error());
    std::set<std::string> names;
    for (const KernelRow& row : *rows)
        names.insert(row.knownGpu ? row.gpu->id : row.measuredAs);
    if (name.empty() && names.size() != 1)
        return tl::unexpected(problem(table, fmt::format("--gpu must say which of {}", fmt::join(names, ", "))));
    auto gpu = gpuToCalibrate(*rows, table, catalog, name.empty() ? *names.begin() : name);
    if (!gpu)
        return tl::unexpected(gpu.error());

    RobustFitOptions search = options;
    if (gpu->id == kGenericGpu)
        search.scale = kScatterScale;
    if (kernel == KernelClass::BoardPower) {
        search.scale = kPowerScale;
        search.pull = kPowerPull;
    }
    Counts others;
    std::vector<MeasuredKernel> measured = rowsOf(*rows, *gpu, others);
    countSmallGroups(measured, others);
    CalibratedGpu result{std::move(*gpu), fitKernels(kernel, measured, search, kFewestRows), {}};
    for (const auto& [why, count] : others)
        result.notices.push_back(fmt::format("{} of {} rows left out: {}", count, rows->size(), why));
    if (result.gpu.id == kGenericGpu) { // and one for variants and stacks that nobody measured
        for (MeasuredKernel& row : measured)
            row.stack.clear();
        if (kernel == KernelClass::Elementwise) {
            for (MeasuredKernel& row : measured)
                row.variant.clear();
        }
        const std::vector<KernelFit> pooled = fitKernels(kernel, measured, search, kFewestRows);
        for (const KernelFit& fit : pooled) {
            const auto same = [&fit](const KernelFit& old) {
                return isExact(old, {fit.kernel, fit.variant, fit.measuredAs, fit.stack});
            };
            if (std::none_of(result.fits.begin(), result.fits.end(), same))
                result.fits.push_back(fit);
        }
    }
    if (result.fits.empty())
        return tl::unexpected(
            problem(table, fmt::format("no variant of \"{}\" has {} rows or more", result.gpu.name, kFewestRows)));
    for (KernelFit& fit : result.fits)
        fit.source = {SourceTag::Measured, sourceText(table, fit.rows) + leftOutText(*rows, fit, result.gpu)};
    replaceFits(result.gpu, result.fits);
    return result;
}

} // namespace ralmscope::cli
