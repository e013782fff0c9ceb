// SPDX-License-Identifier: GPL-3.0-or-later
#include "stated_error.h"

#include "kernel_choice.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

/// Whether two variants of a class are alike enough that the error of one says something of the other's.
bool isAlike(const KernelFit& a, const KernelFit& b)
{
    if (a.kernel != b.kernel)
        return false;
    switch (a.kernel) {
    case KernelClass::Collective:
        return a.variant == b.variant && a.measuredAs == b.measuredAs;
    case KernelClass::HostOverhead:
        return a.stack == b.stack;
    case KernelClass::BoardPower:
        return a.variant == b.variant || (isServingVariant(a.variant) && isServingVariant(b.variant));
    default:
        return true;
    }
}

/// Error of generic constants over all GPUs, of the class of `fit`; NaN where there are none.
ErrorBand classError(const Gpu& generic, const KernelFit& fit)
{
    ErrorBand sum{0.0, 0.0};
    double rows = 0.0;
    for (const KernelFit& each : generic.kernels) {
        const ErrorBand seen = seenError(each);
        const bool pooled = each.stack.empty() || each.kernel == KernelClass::HostOverhead;
        if (!pooled || !isAlike(each, fit) || !std::isfinite(seen.median))
            continue;
        const auto weight = static_cast<double>(each.rows);
        sum.median += weight * seen.median;
        sum.p90 += weight * seen.p90;
        rows += weight;
    }
    return rows > 0.0 ? ErrorBand{sum.median / rows, sum.p90 / rows} : ErrorBand{};
}

/// The widest error that measured GPUs state of what a generic fit stands in for.
ErrorBand widestOwn(const Catalog& catalog, const KernelFit& generic)
{
    ErrorBand widest;
    for (const Gpu& gpu : catalog.gpus) {
        const bool otherLink = generic.kernel == KernelClass::Collective
            && genericName(generic.kernel, gpu.linkSwitched) != generic.measuredAs;
        if (gpu.id == kGenericGpu || otherLink)
            continue;
        if (const KernelFit* own = bestFit(gpu.kernels, {generic.kernel, generic.variant, {}, generic.stack}))
            widest = wider(widest, own->standIn);
    }
    return widest;
}

void addOwn(Catalog& catalog, const Gpu* generic)
{
    for (Gpu& gpu : catalog.gpus) {
        if (&gpu == generic)
            continue;
        for (KernelFit& fit : gpu.kernels) {
            fit.stated = seenError(fit);
            fit.standIn = fit.stated;
            if (!generic)
                continue;
            const KernelChoice pooled =
                genericKernel(catalog, {fit.kernel, fit.variant, {}, fit.stack}, gpu.linkSwitched);
            ErrorBand floor = pooled.fit ? seenError(*pooled.fit) : ErrorBand{};
            floor = wider(floor, classError(*generic, pooled.fit ? *pooled.fit : fit));
            fit.standIn = wider(fit.stated, floor);
            if (fit.rows < 2 * kFewestApart)
                fit.stated = fit.standIn;
        }
    }
}

} // namespace

void addStatedErrors(Catalog& catalog)
{
    const int index = catalog.find(CatalogKind::Gpu, kGenericGpu);
    Gpu* generic = index < 0 ? nullptr : &catalog.gpus[static_cast<std::size_t>(index)];
    addOwn(catalog, generic);
    if (!generic)
        return;
    for (KernelFit& fit : generic->kernels) {
        fit.standIn = wider(wider(seenError(fit), classError(*generic, fit)), widestOwn(catalog, fit));
        fit.stated = fit.standIn;
    }
}

ErrorBand servedError(const Catalog& catalog, const Gpu& gpu, ServedTime what, std::string_view stack, bool* exact)
{
    if (exact)
        *exact = false;
    const auto find = [what](const Gpu& from, std::string_view name) {
        return std::find_if(from.served.begin(), from.served.end(),
                            [&](const ServedError& each) { return each.what == what && each.stack == name; });
    };
    const auto search = [&](const Gpu& from) -> const ServedError* {
        for (const std::string_view name : {stack, std::string_view{}}) {
            if (const auto found = find(from, name); found != from.served.end())
                return &*found;
        }
        return nullptr;
    };
    const ServedError* found = search(gpu);
    if (found && exact)
        *exact = found->stack == stack;
    const int generic = found ? -1 : catalog.find(CatalogKind::Gpu, kGenericGpu);
    if (generic >= 0)
        found = search(catalog.gpus[static_cast<std::size_t>(generic)]);
    return found ? found->error : ErrorBand{};
}

} // namespace ralmscope
