// SPDX-License-Identifier: GPL-3.0-or-later
#include "transformer_kernels.h"

#include "format_units.h"
#include "stated_error.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr double kWideActivation = 4.0;
constexpr double kActivation = 2.0;

/// Between servers, where a GPU's entry names no other link.
constexpr std::string_view kServerLink = "infiniband-ndr";

bool isOwnLink(const GpuLink* link)
{
    return !link || link->bandwidth <= 0.0;
}

/// Looks constants up and keeps the least certain of them in mind.
class Chooser
{
public:
    Chooser(const Catalog& catalog, const Gpu& gpu)
        : m_catalog(catalog)
        , m_gpu(gpu)
    {
    }

    ConstantValues operator()(KernelClass kernel, std::string_view variant, std::string_view stack,
                              ErrorBand* error = nullptr)
    {
        return take(kernel, chooseKernel(m_catalog, m_gpu, {kernel, variant, {}, stack}), error);
    }

    /// Constants of a link between GPUs: where it is of the kind of the GPU's own, the same that that has.
    ConstantValues collective(CollectiveOperation operation, const GpuLink* link, std::string_view stack,
                              ErrorBand* error = nullptr)
    {
        const KernelQuery query{KernelClass::Collective, collectiveName(operation), {}, stack};
        if (!isOwnLink(link) && link->isNetwork())
            return take(query.kernel, genericKernel(m_catalog, query, link->switched), error);
        const bool switched = isOwnLink(link) ? m_gpu.linkSwitched : link->switched;
        return take(query.kernel, chooseKernel(m_catalog, m_gpu, query, switched), error);
    }

    /// Whatever a server is like inside, nobody has measured collectives over several: those of all GPUs stand for
    /// them.
    ErrorBand acrossServers(std::string_view stack)
    {
        const KernelQuery query{KernelClass::Collective, collectiveName(CollectiveOperation::AllReduce), {}, stack};
        ErrorBand error;
        chosen[static_cast<std::size_t>(KernelClass::Collective)] = {};
        take(query.kernel, genericKernel(m_catalog, query, true), &error);
        return error;
    }

    std::array<KernelChoice, kKernelClassCount> chosen{}; ///< the first choice of each class
    KernelMatch worst = KernelMatch::Measured; ///< of everything but links and power
    KernelMatch worstLink = KernelMatch::Measured;

private:
    ConstantValues take(KernelClass kernel, const KernelChoice& choice, ErrorBand* error)
    {
        KernelMatch& match = kernel == KernelClass::Collective ? worstLink : worst;
        if (kernel != KernelClass::BoardPower)
            match = std::max(match, choice.match == KernelMatch::SameGpu ? KernelMatch::Measured : choice.match);
        if (!choice.fit)
            return typicalConstants(kernel);
        if (KernelChoice& first = chosen[static_cast<std::size_t>(kernel)]; !first.fit)
            first = choice;
        if (error)
            *error = choice.match <= KernelMatch::SameGpu ? choice.fit->stated : choice.fit->standIn;
        return choice.fit->values;
    }

    const Catalog& m_catalog;
    const Gpu& m_gpu;
};

NetworkConstants networkOf(const GpuLink& link)
{
    return {link.efficiency * link.bandwidth, link.hopSeconds, link.bulkHopSeconds};
}

/// What joins GPUs beyond the link of a server, if this many of them need it.
LinkFabric fabricOf(const Catalog& catalog, const Gpu& gpu, const ServingChoice& serving, Chooser& choose,
                    ErrorBand& error)
{
    LinkFabric fabric;
    const bool onNetwork = !isOwnLink(serving.link) && serving.link->isNetwork();
    if (onNetwork) {
        fabric.domain = 1.0;
    } else if (gpu.linkDomain > 0.0) {
        fabric.domain = gpu.linkDomain;
    }
    if (!fabric.isLeftBy(serving.gpus))
        return fabric;
    const auto named = [&](std::string_view id) -> const GpuLink* {
        const int index = catalog.find(CatalogKind::GpuLink, id);
        return index < 0 ? nullptr : &catalog.gpuLinks[static_cast<std::size_t>(index)];
    };
    const GpuLink* link = onNetwork ? serving.link : named(gpu.linkBeyond);
    if (!link)
        link = named(kServerLink);
    if (!link) { // a catalog without networks
        fabric.domain = std::numeric_limits<double>::infinity();
        return fabric;
    }
    fabric.beyond = link;
    if (link->isNetwork()) {
        fabric.network = networkOf(*link);
        error = choose.acrossServers(serving.stack);
        return fabric;
    }
    fabric.tree.linkBandwidth = link->bandwidth;
    fabric.treeAllReduce =
        CollectiveConstants(choose.collective(CollectiveOperation::AllReduce, link, serving.stack, &error));
    fabric.treeSendReceive =
        CollectiveConstants(choose.collective(CollectiveOperation::SendReceive, link, serving.stack));
    return fabric;
}

/// Errors of whole runs. Offline runs of this GPU and software come from the fits of host time, whose error is that of
/// the runs; they count beside the served ones, and instead of those of other GPUs or software.
void addServedErrors(KernelErrors& errors, const Chooser& choose, const Catalog& catalog, const Gpu& gpu,
                     const ServingChoice& serving)
{
    bool exact = false;
    errors.servedFirst = servedError(catalog, gpu, ServedTime::FirstToken, serving.stack);
    errors.servedToken = servedError(catalog, gpu, ServedTime::PerToken, serving.stack, &exact);
    const KernelChoice& host = choose.chosen[static_cast<std::size_t>(KernelClass::HostOverhead)];
    if (host.fit && host.match <= KernelMatch::SameGpu)
        errors.servedToken = exact ? wider(errors.servedToken, host.fit->stated) : host.fit->stated;
}

} // namespace

LaunchConstants launchesOf(const SoftwareStack& stack)
{
    return {stack.decoderLayerLaunch, stack.crossAttentionLaunch, stack.overlapNorm, stack.kvTraffic};
}

TransformerKernels transformerKernels(const Catalog& catalog, const Gpu& gpu, const ServingChoice& serving)
{
    Chooser choose(catalog, gpu);
    KernelErrors errors;
    const auto elementwise = [&](std::string_view operation, ErrorBand* error = nullptr) {
        return ElementwiseConstants(choose(KernelClass::Elementwise, operation, {}, error));
    };
    const std::string_view arithmetic = arithmeticFormat(gpu, serving.weightFormat);
    // Nobody has measured products in full precision on most GPUs: their 16-bit constants, at the other peak.
    const bool ownVariant =
        arithmetic != "fp32" || chooseKernel(catalog, gpu, {KernelClass::Gemm, arithmetic, {}, {}}).fit;
    const std::string_view gemmVariant = ownVariant ? arithmetic : std::string_view("bf16");
    const double weightBytes = formatBytes(serving.weightFormat);
    TransformerKernels kernels{
        machineOf(gpu, arithmetic),
        machineOf(gpu, "bf16"),
        GemmConstants(choose(KernelClass::Gemm, gemmVariant, serving.stack, &errors.gemm)),
        PrefillConstants(choose(KernelClass::PrefillAttention, "bf16", serving.stack, &errors.prefill)),
        DecodeConstants(choose(KernelClass::DecodeAttention, formatBytes(serving.kvFormat) < 2.0 ? "fp8" : "bf16",
                               serving.stack, &errors.decode)),
        CollectiveConstants(
            choose.collective(CollectiveOperation::AllReduce, serving.link, serving.stack, &errors.collective)),
        CollectiveConstants(
            choose.collective(CollectiveOperation::SendReceive, serving.link, serving.stack, &errors.sendReceive)),
        elementwise("input_layernorm", &errors.elementwise),
        elementwise("mlp_act"),
        elementwise("attn_rope"),
        {},
        {},
        PowerConstants(
            choose(KernelClass::BoardPower, servingVariant(serving.hasExperts, arithmetic), {}, &errors.power)),
        weightBytes,
        formatBytes(serving.kvFormat),
        weightBytes > kActivation ? kWideActivation : kActivation,
        formatBytes(arithmetic) < 2.0,
        KernelMatch::Measured,
        KernelMatch::Measured,
        {},
        {},
        {}};
    if (!serving.hostStack.empty())
        kernels.host = HostConstants(choose(KernelClass::HostOverhead, {}, serving.hostStack, &errors.host));
    if (serving.link && serving.link->bandwidth > 0.0) {
        kernels.gemmMachine.linkBandwidth = serving.link->bandwidth;
        kernels.attentionMachine.linkBandwidth = serving.link->bandwidth;
    }
    kernels.fabric = fabricOf(catalog, gpu, serving, choose, errors.collective);
    addServedErrors(errors, choose, catalog, gpu, serving);
    kernels.worst = choose.worst;
    kernels.chosen = choose.chosen;
    kernels.worstLink = choose.worstLink;
    kernels.errors = errors;
    return kernels;
}

} // namespace ralmscope
