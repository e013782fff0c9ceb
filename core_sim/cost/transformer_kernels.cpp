// SPDX-License-Identifier: GPL-3.0-or-later
#include "transformer_kernels.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

/// Looks constants up and keeps the least certain of them in mind.
class Chooser
{
public:
    Chooser(const Catalog& catalog, const Gpu& gpu)
        : m_catalog(catalog)
        , m_gpu(gpu)
    {
    }

    ConstantValues operator()(KernelClass kernel, std::string_view variant, std::string_view stack)
    {
        const KernelChoice choice = chooseKernel(m_catalog, m_gpu, {kernel, variant, {}, stack});
        worst = std::max(worst, choice.match == KernelMatch::SameGpu ? KernelMatch::Measured : choice.match);
        if (!choice.fit)
            return typicalConstants(kernel);
        // The larger error of two; a comparison with NaN keeps what is there.
        const ErrorBand& band = std::isfinite(choice.fit->holdOut.median) ? choice.fit->holdOut : choice.fit->fit;
        if (!(error.median >= band.median))
            error = band;
        return choice.fit->values;
    }

    KernelMatch worst = KernelMatch::Measured;
    ErrorBand error;

private:
    const Catalog& m_catalog;
    const Gpu& m_gpu;
};

} // namespace

TransformerKernels transformerKernels(const Catalog& catalog, const Gpu& gpu, const ServingChoice& serving)
{
    Chooser choose(catalog, gpu);
    const auto collective = [&](CollectiveOperation operation) {
        return CollectiveConstants(choose(KernelClass::Collective, collectiveName(operation), serving.stack));
    };
    const auto elementwise = [&](std::string_view operation) {
        return ElementwiseConstants(choose(KernelClass::Elementwise, operation, {}));
    };
    TransformerKernels kernels{machineOf(gpu, serving.weightFormat),
                               machineOf(gpu, "bf16"),
                               GemmConstants(choose(KernelClass::Gemm, serving.weightFormat, serving.stack)),
                               PrefillConstants(choose(KernelClass::PrefillAttention, "bf16", serving.stack)),
                               DecodeConstants(choose(KernelClass::DecodeAttention, serving.kvFormat, serving.stack)),
                               collective(CollectiveOperation::AllReduce),
                               collective(CollectiveOperation::SendReceive),
                               elementwise("input_layernorm"),
                               elementwise("mlp_act"),
                               elementwise("attn_rope"),
                               {},
                               {},
                               formatBytes(serving.weightFormat),
                               formatBytes(serving.kvFormat),
                               formatBytes(serving.weightFormat) < 2.0,
                               KernelMatch::Measured,
                               {}};
    if (!serving.hostStack.empty())
        kernels.host = HostConstants(choose(KernelClass::HostOverhead, {}, serving.hostStack));
    kernels.worst = choose.worst;
    kernels.error = choose.error;
    return kernels;
}

} // namespace ralmscope
