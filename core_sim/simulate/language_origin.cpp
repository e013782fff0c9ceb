// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_origin.h"

#include "format_units.h"
#include "gpu_passes.h"
#include "number_format.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace ralmscope {

namespace {

/// What takes less of the time does not decide what the whole rests on.
constexpr double kSmallestShare = 0.05;

/// Seconds of the language model by the class of constants behind them.
class ClassSeconds
{
public:
    explicit ClassSeconds(const Breakdown& breakdown)
    {
        for (const StageCost& cost : breakdown.entries()) {
            if (isLanguageStage(cost.stage))
                add(cost.stage, cost.seconds);
        }
    }
    double share(KernelClass kernel) const
    {
        return m_total > 0.0 ? m_seconds[static_cast<std::size_t>(kernel)] / m_total : 0.0;
    }

private:
    void add(Stage stage, double seconds)
    {
        m_total += seconds;
        switch (stage) {
        case Stage::Attention:
            return count(KernelClass::DecodeAttention, seconds);
        case Stage::Elementwise:
        case Stage::Recurrence:
            return count(KernelClass::Elementwise, seconds);
        case Stage::Communication:
            return count(KernelClass::Collective, seconds);
        case Stage::Host:
            return count(KernelClass::HostOverhead, seconds);
        case Stage::Prefill:
            count(KernelClass::PrefillAttention, seconds);
            break;
        default:
            break;
        }
        count(KernelClass::Gemm, seconds);
    }
    void count(KernelClass kernel, double seconds) { m_seconds[static_cast<std::size_t>(kernel)] += seconds; }

    std::array<double, kKernelClassCount> m_seconds{};
    double m_total = 0.0;
};

std::string_view className(KernelClass kernel)
{
    static constexpr std::array<std::string_view, kKernelClassCount> names{
        "matrix products", "prefill attention", "decode attention", "links", "norms, activations",
        "power",           "host time"};
    return names[static_cast<std::size_t>(kernel)];
}

const ErrorBand& errorOf(const KernelErrors& errors, KernelClass kernel)
{
    switch (kernel) {
    case KernelClass::PrefillAttention:
        return errors.prefill;
    case KernelClass::DecodeAttention:
        return errors.decode;
    case KernelClass::Collective:
        return errors.collective;
    case KernelClass::Elementwise:
        return errors.elementwise;
    case KernelClass::BoardPower:
        return errors.power;
    case KernelClass::HostOverhead:
        return errors.host;
    case KernelClass::Gemm:
        break;
    }
    return errors.gemm;
}

/// Launches are the software's own constants; the GPU they were seen on is the one it was calibrated on.
KernelOrigin launchOrigin(const ResolvedDesign& design, const KernelErrors& errors)
{
    const bool measured = design.stack->decode.tag == SourceTag::Measured;
    return {"launches", measured ? KernelMatch::SameGpu : KernelMatch::Generic,
            std::string(sourceTagName(design.stack->decode.tag)) + ": " + design.stack->name, errors.launch, 0.0};
}

/// Layers of which no table holds kernels: their formulas use constants of kernels that work alike.
void assume(KernelOrigin& part, KernelClass kernel, const LanguageModel& model)
{
    const bool attends = kernel == KernelClass::DecodeAttention && model.hasLatentAttention();
    const bool recurs = kernel == KernelClass::Elementwise && model.isHybrid();
    const bool scans = kernel == KernelClass::PrefillAttention && model.isHybrid();
    if (!attends && !recurs && !scans)
        return;
    part.match = KernelMatch::Generic;
    part.from = fmt::format("assumed: no {} was measured; at rates of {}",
                            attends      ? "latent attention"
                                : recurs ? "update of recurrent states"
                                         : "scan of recurrent layers",
                            part.from);
}

std::string linkText(const GpuLink& link)
{
    return link.isNetwork() ? fmt::format("{} ({} latency)", link.name, sourceTagName(link.network.tag)) : link.name;
}

} // namespace

bool isLanguageStage(Stage stage)
{
    switch (stage) {
    case Stage::IndexScan:
    case Stage::CodeScan:
    case Stage::LookupTable:
    case Stage::Transfer:
    case Stage::SearchPath:
    case Stage::Queueing:
    case Stage::Idle:
        return false;
    default:
        return true;
    }
}

LanguageOrigin languageOrigin(const ResolvedDesign& design, const Breakdown& breakdown)
{
    const GpuPasses passes(design);
    const TransformerKernels& kernels = passes.kernels();
    const ClassSeconds seconds(breakdown);
    LanguageOrigin origin;
    origin.conversion = conversionText(*design.gpu, formatName(design.choice<Precision>(Parameter::LmPrecision)));
    for (std::size_t i = 0; i < kKernelClassCount; ++i) {
        const auto kernel = static_cast<KernelClass>(i);
        const double share = seconds.share(kernel);
        if (share <= 0.0)
            continue;
        const KernelChoice& choice = kernels.chosen[i];
        KernelOrigin part{std::string(className(kernel)), choice.match, provenanceText(choice),
                          errorOf(kernels.errors, kernel), share};
        if (kernel == KernelClass::HostOverhead && kernels.launch.perLayer > 0.0)
            part = launchOrigin(design, kernels.errors);
        if (kernel == KernelClass::Collective && kernels.fabric.beyond)
            part.from += "; between servers " + linkText(*kernels.fabric.beyond);
        if (kernel == KernelClass::Collective && passes.parallelism().pipeline > 1.0) {
            const ErrorBand& between = kernels.errors.sendReceive;
            part.error = passes.parallelism().tensor > 1.0 ? wider(part.error, between) : between;
        }
        part.share = share;
        assume(part, kernel, *design.model);
        if (share >= kSmallestShare && part.match > origin.match) {
            origin.match = part.match;
            origin.standIn = choice.fit && part.match == KernelMatch::Sibling ? choice.fit->measuredAs : std::string();
        }
        origin.parts.push_back(std::move(part));
    }
    std::stable_sort(origin.parts.begin(), origin.parts.end(),
                     [](const KernelOrigin& a, const KernelOrigin& b) { return a.share > b.share; });
    return origin;
}

std::string originText(const LanguageOrigin& origin)
{
    switch (origin.match) {
    case KernelMatch::Measured:
    case KernelMatch::SameGpu:
        return "measured on this GPU";
    case KernelMatch::Sibling:
        return origin.standIn.empty() ? std::string("sibling GPU") : "sibling GPU: " + origin.standIn;
    case KernelMatch::Generic:
        break;
    }
    return "generic constants";
}

} // namespace ralmscope
