// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_picture_model.h"

#include "explain.h"
#include "format_quantity.h"
#include "parameter_choices.h"
#include "parameter_table.h"
#include "pim_mapping.h"
#include "resolved_design.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using enum Parameter;

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

int whole(double value)
{
    return std::isfinite(value) ? static_cast<int>(std::lround(value)) : 0;
}

std::string busyText(double utilisation)
{
    if (!std::isfinite(utilisation))
        return {};
    return utilisation > 0.0 && utilisation < 0.01 ? "< 1 % busy"
                                                   : formatQuantity(utilisation, "%", 2).number + " % busy";
}

/// A box whose count is dragged by its handle, unless the count follows from other parameters.
SystemBox countedBox(DeviceKind device, Parameter parameter, const ExploreFrame& frame, const ResolvedDesign& design)
{
    const ParameterInfo& row = info(parameter);
    SystemBox box;
    box.device = device;
    box.count = whole(design[parameter]);
    box.countText = fmt::format("×{}", box.count);
    if (applies(row, frame.state.design)) {
        box.countParameter = parameter;
        box.locked = frame.state.locked[static_cast<std::size_t>(parameter)];
    }
    box.minimum = std::max(1, whole(row.minimum));
    box.maximum = whole(row.maximum);
    return box;
}

void setUtilisation(SystemBox& box, const Result& result, Metric metric)
{
    box.utilisation = result.verdict.usable() ? result[metric] : kUnknown;
    box.utilisationText = busyText(box.utilisation);
}

/// "Alveo U250" of "AMD Alveo U250 memory node": a box is narrow, and its title says what it is.
std::string shortName(const CatalogEntry* entry)
{
    if (!entry)
        return "?";
    std::string_view name = entry->name;
    for (const std::string_view maker : {"NVIDIA ", "AMD ", "Intel ", "Xilinx "}) {
        if (name.starts_with(maker))
            name.remove_prefix(maker.size());
    }
    std::string text(name);
    for (const std::string_view kind : {" memory node", " stack"}) {
        if (const std::size_t at = text.find(kind); at != std::string::npos)
            text.erase(at, kind.size());
    }
    return text;
}

/// "A100 with HBM3" of "A100 with HBM3 (AttAcc, PAPI)".
std::string gpuName(const CatalogEntry* gpu)
{
    const std::string name = shortName(gpu);
    return name.substr(0, name.find(" ("));
}

/// " · 2 copies of 4": which of the GPUs work on a model together. Empty where each has a copy of its own.
std::string copiesText(double gpus, double perCopy)
{
    if (perCopy <= 1.0)
        return {};
    const double copies = std::floor(gpus / perCopy);
    return fmt::format(" · {:.0f} cop{} of {:.0f}", copies, copies == 1.0 ? "y" : "ies", perCopy);
}

/// What the decoding GPUs do of the language model.
std::string gpuRole(const ResolvedDesign& design)
{
    const bool attention = design.choice<AttentionMapping>(MappingAttention) == AttentionMapping::Gpu;
    const bool layers = design.choice<FcMapping>(MappingFc) != FcMapping::Pim;
    const std::string role = attention && layers ? "LM" : layers ? "FC layers" : attention ? "attention" : "norms";
    return design.indexOnGpu() ? role + " + index" : role;
}

SystemBox gpuBox(const ExploreFrame& frame, const ResolvedDesign& design)
{
    SystemBox box = countedBox(DeviceKind::Gpu, GpuCount, frame, design);
    box.title = deviceKindName(DeviceKind::Gpu);
    box.detail = fmt::format("{} · {}{}", gpuName(design.gpu), gpuRole(design),
                             copiesText(design[GpuCount], design.gpusPerCopy()));
    setUtilisation(box, frame.current, Metric::GpuUtilisation);
    return box;
}

SystemBox prefillBox(const ExploreFrame& frame, const ResolvedDesign& design)
{
    SystemBox box = countedBox(DeviceKind::Gpu, GpuPrefillCount, frame, design);
    box.title = info(GpuPrefillCount).label;
    box.detail = gpuName(design.gpu) + copiesText(design[GpuPrefillCount], design.gpusPerCopy());
    setUtilisation(box, frame.current, Metric::PrefillUtilisation);
    return box;
}

SystemBox stackBox(Parameter count, const PimStack* stack, Metric utilisation, const ExploreFrame& frame,
                   const ResolvedDesign& design)
{
    SystemBox box = countedBox(DeviceKind::Pim, count, frame, design);
    box.title = info(count).label;
    box.detail = shortName(stack);
    setUtilisation(box, frame.current, utilisation);
    return box;
}

SystemBox cpuBox(const ExploreFrame& frame, const ResolvedDesign& design)
{
    SystemBox box = countedBox(DeviceKind::Cpu, CpuCores, frame, design);
    box.title = deviceKindName(DeviceKind::Cpu);
    const std::string name = shortName(design.cpu);
    const bool searches = box.countParameter.has_value();
    if (searches) {
        box.countText = fmt::format("{} core{}", box.count, box.count == 1 ? "" : "s");
    } else {
        box.count = 1;
        box.countText = "×1";
    }
    const bool attends = design.choice<AttentionMapping>(MappingAttention) == AttentionMapping::Cpu;
    const std::string search = !design.retrieves() ? ""
        : !searches                                ? "coordinator"
        : design.usesFpga()                        ? "coordinator + index"
        : design.indexOnGpu()                      ? "code scan"
                                                   : "vector search";
    box.detail =
        fmt::format("{} · {}{}{}", name, search, attends && !search.empty() ? " + " : "", attends ? "attention" : "");
    setUtilisation(box, frame.current, Metric::CpuUtilisation);
    return box;
}

SystemBox fpgaBox(const ExploreFrame& frame, const ResolvedDesign& design)
{
    SystemBox box = countedBox(DeviceKind::Fpga, FpgaCount, frame, design);
    box.title = "FPGA memory node";
    const double channels = design[FpgaChannels];
    box.detail = fmt::format("{} · {:.0f} channel{}", shortName(design.fpga), channels, channels == 1.0 ? "" : "s");
    const int replicas = whole(design.replicas());
    if (replicas > 1)
        box.detail += fmt::format(" · {} copies", replicas);
    setUtilisation(box, frame.current, Metric::FpgaUtilisation);
    return box;
}

/// Boxes in columns from left to right, and the links between them.
class PictureBuilder
{
public:
    explicit PictureBuilder(const ResolvedDesign& design)
        : m_design(design)
    {
    }

    std::size_t add(SystemBox box, int column)
    {
        box.column = column;
        m_picture.boxes.push_back(std::move(box));
        return m_picture.boxes.size() - 1;
    }
    SystemLink& link(std::size_t from, std::size_t to, double bitsPerSecond)
    {
        SystemLink link;
        link.from = from;
        link.to = to;
        if (bitsPerSecond > 0.0)
            link.bandwidth = formatQuantity(bitsPerSecond, "b/s").text();
        link.utilisation = kUnknown;
        m_picture.links.push_back(std::move(link));
        return m_picture.links.back();
    }
    double network() const { return 8.0 * m_design[NetworkBandwidth]; }
    SystemPicture take() { return std::move(m_picture); }

private:
    const ResolvedDesign& m_design;
    SystemPicture m_picture;
};

/// The pool that limits throughput: of its kind, the one that the binding stage runs on.
void markBinding(SystemPicture& picture, const Result& result)
{
    const auto isOf = [&](const SystemBox& box) {
        if (box.device != result.binding)
            return false;
        if (box.device == DeviceKind::Gpu)
            return (box.countParameter == GpuPrefillCount) == (result.bindingStage == Stage::Prefill);
        if (box.device == DeviceKind::Pim)
            return (box.countParameter == PimFcStacks) == (result.bindingStage == Stage::FullyConnected);
        return true;
    };
    auto box = std::find_if(picture.boxes.begin(), picture.boxes.end(), isOf);
    if (box == picture.boxes.end())
        box = std::find_if(picture.boxes.begin(), picture.boxes.end(),
                           [&](const SystemBox& b) { return b.device == result.binding; });
    if (box != picture.boxes.end())
        box->binding = true;
    if (result.binding != DeviceKind::Network)
        return;
    // Activations between GPUs and stacks, or queries and results.
    const bool exchange = result.bindingStage == Stage::Communication;
    bool marked = false;
    for (SystemLink& link : picture.links) {
        link.binding = exchange ? picture.boxes[link.from].device == DeviceKind::Pim : !link.traffic.empty();
        marked = marked || link.binding;
    }
    // The links inside of a model copy are not drawn.
    for (SystemBox& gpu : picture.boxes)
        gpu.binding = gpu.binding || (!marked && gpu.countParameter == GpuCount);
}

} // namespace

SystemPicture makeSystemPicture(const ExploreFrame& frame, const Catalog& catalog)
{
    const ResolvedDesign design = resolve(frame.state.design, catalog);
    const Result& result = frame.current;
    const auto attention = design.choice<AttentionMapping>(MappingAttention);
    PictureBuilder builder(design);
    int column = 0;
    std::vector<std::pair<std::size_t, double>> stacks; // box, B/s to it
    if (attention == AttentionMapping::Pim)
        stacks.emplace_back(builder.add(stackBox(PimAttentionStacks, design.attentionStack,
                                                 Metric::PimAttentionUtilisation, frame, design),
                                        column),
                            design[PimLinkBandwidth]);
    if (design.choice<FcMapping>(MappingFc) != FcMapping::Gpu)
        stacks.emplace_back(
            builder.add(stackBox(PimFcStacks, design.fcStack, Metric::PimFcUtilisation, frame, design), column),
            design.fcStack && fcStacksPerCopy(design) >= 1.0 ? fcExchange(design).link.bandwidth : 0.0);
    column += stacks.empty() ? 0 : 1;
    const std::size_t gpu = builder.add(gpuBox(frame, design), column++);
    for (const auto& [stack, bandwidth] : stacks)
        builder.link(stack, gpu, 0.0).bandwidth = formatQuantity(bandwidth, "B/s").text();
    std::optional<std::size_t> cpu;
    if (design.retrieves() || attention == AttentionMapping::Cpu) {
        cpu = builder.add(cpuBox(frame, design), column);
        builder.link(gpu, *cpu, design.usesFpga() ? builder.network() : 0.0); // else GPU and CPU of one server
    }
    if (design.prefillsApart())
        builder.link(gpu, builder.add(prefillBox(frame, design), column), builder.network());
    if (design.usesFpga()) {
        SystemLink& link = builder.link(*cpu, builder.add(fpgaBox(frame, design), column + 1), builder.network());
        if (result.verdict.usable()) {
            link.traffic = formatQuantity(result[Metric::QueryBytes], "B").text() + "/query";
            link.utilisation = result[Metric::NetworkUtilisation];
        }
    }
    SystemPicture picture = builder.take();
    picture.title = frame.state.presetName.toStdString();
    if (result.verdict.usable()) {
        markBinding(picture, result);
        picture.binding = bindingLabel(result);
    } else {
        picture.problem = describe(result.verdict);
    }
    return picture;
}

int nextCount(const SystemBox& box, int direction, bool coarse)
{
    int next = box.count + direction;
    if (coarse && direction > 0) {
        next = 1;
        while (next <= box.count)
            next *= 2;
    } else if (coarse) {
        next = 1;
        while (next * 2 < box.count)
            next *= 2;
    }
    return std::clamp(next, box.minimum, box.maximum);
}

} // namespace ralmscope
