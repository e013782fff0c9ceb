// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_picture_model.h"

#include "explain.h"
#include "format_quantity.h"
#include "parameter_table.h"
#include "resolved_design.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
    box.binding = result.verdict.usable() && result.binding == box.device;
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
    constexpr std::string_view kind = " memory node";
    if (name.ends_with(kind))
        name.remove_suffix(kind.size());
    return std::string(name);
}

SystemBox gpuBox(const ExploreFrame& frame, const ResolvedDesign& design)
{
    SystemBox box = countedBox(DeviceKind::Gpu, GpuCount, frame, design);
    box.title = deviceKindName(DeviceKind::Gpu);
    box.detail = fmt::format("{} · {}", shortName(design.gpu), design.indexOnGpu() ? "LM + index" : "LM");
    setUtilisation(box, frame.current, Metric::GpuUtilisation);
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
    box.detail = name
        + (!searches                 ? " · coordinator"
               : design.usesFpga()   ? " · coordinator + index"
               : design.indexOnGpu() ? " · code scan"
                                     : " · vector search");
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

SystemLink networkLink(std::size_t from, const ResolvedDesign& design)
{
    SystemLink link;
    link.from = from;
    link.to = from + 1;
    link.bandwidth = formatQuantity(8.0 * design[NetworkBandwidth], "b/s").text();
    link.utilisation = kUnknown;
    return link;
}

} // namespace

SystemPicture makeSystemPicture(const ExploreFrame& frame, const Catalog& catalog)
{
    const ResolvedDesign design = resolve(frame.state.design, catalog);
    const Result& result = frame.current;
    SystemPicture picture;
    picture.title = frame.state.presetName.toStdString();
    picture.boxes.push_back(gpuBox(frame, design));
    if (design.retrieves()) {
        picture.boxes.push_back(cpuBox(frame, design));
        picture.links.push_back(networkLink(0, design));
    }
    if (design.usesFpga()) {
        picture.boxes.push_back(fpgaBox(frame, design));
        SystemLink link = networkLink(1, design);
        if (result.verdict.usable()) {
            link.traffic = formatQuantity(result[Metric::QueryBytes], "B").text() + "/query";
            link.utilisation = result[Metric::NetworkUtilisation];
            link.binding = result.binding == DeviceKind::Network;
        }
        picture.links.push_back(std::move(link));
    } else if (!picture.links.empty()) {
        picture.links.front().bandwidth.clear(); // GPU and CPU of one server
    }
    if (result.verdict.usable())
        picture.binding = bindingLabel(result);
    else
        picture.problem = describe(result.verdict);
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
