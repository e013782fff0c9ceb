// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_fits.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace ralmscope {

namespace {

KernelFit fitGroup(KernelClass kernel, const std::vector<const MeasuredKernel*>& group, const RobustFitOptions& options)
{
    std::vector<MeasuredValue> values;
    values.reserve(group.size());
    for (const MeasuredKernel* row : group)
        values.push_back({row->measured, row->heldOut});
    const RobustFitResult result = fitRobustly(
        kernel, typicalConstants(kernel), values,
        [&group](std::size_t i, const ConstantValues& c) { return predict(group[i]->work, c); }, options);
    KernelFit fit;
    fit.kernel = kernel;
    fit.variant = group.front()->variant;
    fit.measuredAs = group.front()->measuredAs;
    fit.stack = group.front()->stack;
    fit.rows = group.size();
    std::transform(result.values.begin(), result.values.end(), fit.values.begin(), roundedConstant);
    fit.fit = {roundedConstant(result.fit.median), roundedConstant(result.fit.p90)};
    fit.holdOut = {roundedConstant(result.holdOut.median), roundedConstant(result.holdOut.p90)};
    return fit;
}

} // namespace

std::vector<KernelFit> fitKernels(KernelClass kernel, std::span<const MeasuredKernel> rows,
                                  const RobustFitOptions& options, std::size_t fewest)
{
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<const MeasuredKernel*>> groups;
    for (const MeasuredKernel& row : rows)
        groups[{row.variant, row.measuredAs, row.stack}].push_back(&row);
    std::vector<KernelFit> fits;
    for (const auto& [key, group] : groups) {
        if (group.size() >= fewest)
            fits.push_back(fitGroup(kernel, group, options));
    }
    std::stable_sort(fits.begin(), fits.end(), [](const KernelFit& a, const KernelFit& b) {
        return std::tuple(a.variant, b.rows) < std::tuple(b.variant, a.rows);
    });
    return fits;
}

} // namespace ralmscope
