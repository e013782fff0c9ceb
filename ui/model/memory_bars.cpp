// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_bars.h"

#include "format_quantity.h"
#include "model_memory.h"
#include "pim_mapping.h"

#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using enum Metric;

constexpr double kSmallest = 0.1; ///< in the unit of the capacity; less needs no digits

/// Bytes in the prefix of a capacity, so that all numbers of a bar can be compared at a glance.
class ByteText
{
public:
    explicit ByteText(double capacity)
        : m_prefix(siPrefixFor(capacity, "B"))
    {
    }
    std::string number(double bytes) const
    {
        const double value = bytes / m_prefix.factor;
        return value > 0.0 && value < kSmallest ? fmt::format("<{}", kSmallest)
                                                : formatNumber(value, value < 1.0 ? 1 : 3);
    }
    std::string unit() const { return std::string(m_prefix.symbol) + "B"; }

private:
    SiPrefix m_prefix;
};

/// Builds one bar part by part.
class BarBuilder
{
public:
    BarBuilder(std::string label, DeviceKind device, double capacity)
        : m_capacity(capacity)
        , m_text(capacity)
    {
        m_bar.label = std::move(label);
        m_bar.device = device;
        m_bar.unit = m_text.unit();
    }
    BarBuilder& part(std::string name, double bytes)
    {
        if (std::isfinite(bytes) && bytes > 0.0)
            m_bar.parts.push_back({std::move(name), m_text.number(bytes), bytes / m_capacity});
        return *this;
    }
    /// Appends the bar unless nothing is known of it.
    void addTo(std::vector<FitBar>& bars, double needed)
    {
        if (!std::isfinite(needed) || !(m_capacity > 0.0))
            return;
        m_bar.fraction = needed / m_capacity;
        m_bar.fits = needed <= m_capacity;
        m_bar.text = fmt::format("{} of {} {}", m_text.number(needed), m_text.number(m_capacity), m_bar.unit);
        const double left = m_capacity - needed;
        if (m_bar.fits)
            m_bar.freeText = fmt::format("{} {} free", m_text.number(left), m_bar.unit);
        else
            m_bar.problem = fmt::format("does not fit: {} {} too much", m_text.number(-left), m_bar.unit);
        bars.push_back(std::move(m_bar));
    }

private:
    FitBar m_bar;
    double m_capacity;
    ByteText m_text;
};

void addGpus(std::vector<FitBar>& bars, const ResolvedDesign& design, const Result& result)
{
    if (!design.gpu)
        return;
    const bool stacks = design.stacksAreGpuMemory();
    const double capacity = gpuMemoryBytes(design);
    const std::string name = design.prefillsApart() ? "Decoding GPU" : "GPU";
    BarBuilder(stacks ? fmt::format("{} (FC stacks)", name) : name, DeviceKind::Gpu, capacity)
        .part("weights", result[GpuWeights])
        .part("KV", result[GpuKvCache])
        .part("other", result[GpuActivations])
        .addTo(bars, result[GpuMemory]);
    if (!design.prefillsApart())
        return;
    BarBuilder(std::string("Prefill GPU"), DeviceKind::Gpu, design.gpu->memoryBytes)
        .part("weights", result[GpuWeights])
        .part("one prompt", result[PrefillMemory] - result[GpuWeights])
        .addTo(bars, result[PrefillMemory]);
}

void addStacks(std::vector<FitBar>& bars, const ResolvedDesign& design, const Result& result)
{
    // Other units per bank than the built ones leave another capacity.
    if (design.fcStack && !design.stacksAreGpuMemory()) {
        BarBuilder(std::string("FC stack"), DeviceKind::Pim, fcPool(design).capacityPerStack())
            .part("weights", result[PimFcMemory])
            .addTo(bars, result[PimFcMemory]);
    }
    if (design.attentionStack) {
        BarBuilder(std::string("Attention stack"), DeviceKind::Pim, attentionPool(design).capacityPerStack())
            .part("KV", result[PimAttentionMemory])
            .addTo(bars, result[PimAttentionMemory]);
    }
}

} // namespace

std::vector<FitBar> memoryBars(const ResolvedDesign& design, const Result& result)
{
    std::vector<FitBar> bars;
    addGpus(bars, design, result);
    addStacks(bars, design, result);
    if (design.usesFpga()) {
        BarBuilder(std::string("FPGA node"), DeviceKind::Fpga, design[Parameter::FpgaMemory])
            .part("codes, ids", result[FpgaMemory])
            .addTo(bars, result[FpgaMemory]);
    }
    return bars;
}

std::string largestBatchText(const Result& result)
{
    const double largest = result[LargestBatch];
    if (!std::isfinite(largest))
        return {};
    return largest < 1.0 ? std::string("no batch fits") : fmt::format("batch up to {:.0f}", largest);
}

} // namespace ralmscope
