// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_fits.h"

#include "kernel_choice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace ralmscope {

namespace {

using Group = std::vector<const MeasuredKernel*>;
/// By variant, measured name and stack.
using Groups = std::map<std::tuple<std::string, std::string, std::string>, Group>;

std::vector<MeasuredValue> valuesOf(const Group& group)
{
    std::vector<MeasuredValue> values;
    values.reserve(group.size());
    for (const MeasuredKernel* row : group)
        values.push_back({row->measured, row->heldOut});
    return values;
}

ErrorBand rounded(const ErrorBand& band)
{
    return {roundedConstant(band.median), roundedConstant(band.p90)};
}

KernelFit fitFrom(KernelClass kernel, const Group& group, const RobustFitResult& result)
{
    KernelFit fit;
    fit.kernel = kernel;
    fit.variant = group.front()->variant;
    fit.measuredAs = group.front()->measuredAs;
    fit.stack = group.front()->stack;
    fit.rows = group.size();
    fit.apart = result.apart;
    std::transform(result.values.begin(), result.values.end(), fit.values.begin(), roundedConstant);
    fit.fit = rounded(result.fit);
    fit.holdOut = rounded(result.holdOut);
    fit.pooled = rounded(result.pooled);
    return fit;
}

KernelFit fitGroup(KernelClass kernel, const Group& group, const RobustFitOptions& options)
{
    return fitFrom(kernel, group,
                   fitRobustly(
                       kernel, typicalConstants(kernel), valuesOf(group),
                       [&group](std::size_t i, const ConstantValues& c) { return predict(group[i]->work, c); },
                       options));
}

// Watts while serving. How much a board draws that serves next to nothing is a matter of the board, not of the number
// format of the weights: all serving rows of one GPU share the floor, and every variant has slopes of its own. Fitted
// apart, a variant of few rows at one load would trade floor for slopes.

constexpr std::size_t kFloor = 0;

/// The best slopes of one variant above a given floor.
RobustFitResult slopesAbove(double floor, const Group& group, const RobustFitOptions& options)
{
    const auto table = kernelConstants(KernelClass::BoardPower).subspan(kFloor + 1);
    const auto whole = [floor](const ConstantValues& slopes) {
        ConstantValues values{};
        values[kFloor] = floor;
        std::copy(slopes.begin(), slopes.end() - 1, values.begin() + kFloor + 1);
        return values;
    };
    ConstantValues start{};
    std::transform(table.begin(), table.end(), start.begin(), [](const ConstantInfo& row) { return row.typical; });
    RobustFitResult result = fitRobustly(
        table, start, valuesOf(group),
        [&](std::size_t i, const ConstantValues& slopes) { return predict(group[i]->work, whole(slopes)); }, options);
    result.values = whole(result.values);
    return result;
}

/// All variants of one GPU with the floor that suits them best together, every row with the same weight.
std::vector<KernelFit> fitServingPower(const std::vector<const Group*>& groups, const RobustFitOptions& options)
{
    const ConstantInfo& row = kernelConstants(KernelClass::BoardPower)[kFloor];
    const double span = std::log(row.high / row.low);
    std::size_t rows = 0;
    for (const Group* group : groups)
        rows += group->size();
    const auto fitAll = [&](double floor, const RobustFitOptions& search) {
        std::vector<RobustFitResult> results;
        const double away = std::log(floor / row.typical) / span;
        double loss = search.pull * away * away * static_cast<double>(rows);
        for (const Group* group : groups) {
            results.push_back(slopesAbove(floor, *group, search));
            loss += results.back().loss * static_cast<double>(group->size());
        }
        return std::pair(loss, std::move(results));
    };
    const auto floorAt = [&row](double x) { return roundedConstant(row.low * std::pow(row.high / row.low, x)); };
    RobustFitOptions quick = options;
    quick.starts = 1;
    // One dimension whose loss is smooth: a coarse look everywhere, then a finer one around the best place.
    constexpr int kPlaces = 16;
    constexpr int kRefinements = 3;
    double best = 0.5;
    double step = 1.0 / kPlaces;
    double bestLoss = std::numeric_limits<double>::infinity();
    const auto look = [&](double x) {
        const double loss = fitAll(floorAt(x), quick).first;
        if (loss < bestLoss) {
            bestLoss = loss;
            best = x;
        }
    };
    for (int i = 0; i <= kPlaces; ++i)
        look(i * step);
    for (int refinement = 0; refinement < kRefinements; ++refinement) {
        step *= 0.25;
        const double centre = best;
        for (int i = -3; i <= 3; ++i) {
            if (i != 0)
                look(std::clamp(centre + i * step, 0.0, 1.0));
        }
    }
    std::vector<KernelFit> fits;
    const auto results = fitAll(floorAt(best), options).second;
    for (std::size_t i = 0; i < groups.size(); ++i)
        fits.push_back(fitFrom(KernelClass::BoardPower, *groups[i], results[i]));
    return fits;
}

} // namespace

std::vector<KernelFit> fitKernels(KernelClass kernel, std::span<const MeasuredKernel> rows,
                                  const RobustFitOptions& options, std::size_t fewest)
{
    Groups groups;
    for (const MeasuredKernel& row : rows)
        groups[{row.variant, row.measuredAs, row.stack}].push_back(&row);
    std::vector<KernelFit> fits;
    std::map<std::string, std::vector<const Group*>> serving; ///< by measured name
    for (const auto& [key, group] : groups) {
        if (group.size() < fewest)
            continue;
        if (kernel == KernelClass::BoardPower && isServingVariant(std::get<0>(key)))
            serving[std::get<1>(key)].push_back(&group);
        else
            fits.push_back(fitGroup(kernel, group, options));
    }
    for (const auto& [name, together] : serving) {
        for (KernelFit& fit : fitServingPower(together, options))
            fits.push_back(std::move(fit));
    }
    std::stable_sort(fits.begin(), fits.end(), [](const KernelFit& a, const KernelFit& b) {
        return std::tuple(a.variant, b.rows) < std::tuple(b.variant, a.rows);
    });
    return fits;
}

} // namespace ralmscope
