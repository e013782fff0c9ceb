// SPDX-License-Identifier: GPL-3.0-or-later
#include "robust_fit.h"

#include "row_split.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

#include <fmt/format.h>
#include <nlopt.hpp>

namespace ralmscope {

namespace {

/// Constants in search space: every bounded range becomes 0 .. 1, over the logarithm where the table says so.
class SearchSpace
{
public:
    explicit SearchSpace(std::span<const ConstantInfo> table)
        : m_table(table)
    {
    }

    std::size_t size() const { return m_table.size(); }

    ConstantValues values(const std::vector<double>& x) const
    {
        ConstantValues result{};
        for (std::size_t i = 0; i < x.size(); ++i) {
            const ConstantInfo& row = m_table[i];
            result[i] =
                row.logarithmic ? row.low * std::pow(row.high / row.low, x[i]) : row.low + (row.high - row.low) * x[i];
        }
        return result;
    }

    std::vector<double> position(const ConstantValues& values) const
    {
        std::vector<double> x;
        for (std::size_t i = 0; i < m_table.size(); ++i) {
            const ConstantInfo& row = m_table[i];
            const double value = std::clamp(values[i], row.low, row.high);
            x.push_back(row.logarithmic ? std::log(value / row.low) / std::log(row.high / row.low)
                                        : (value - row.low) / (row.high - row.low));
        }
        return x;
    }

private:
    std::span<const ConstantInfo> m_table;
};

/// The loss that NLopt minimises.
struct Objective
{
    const SearchSpace& space;
    const std::vector<double>& centre;
    const std::vector<MeasuredValue>& rows;
    const RowModel& predict;
    const RobustFitOptions& options;

    double operator()(const std::vector<double>& x) const
    {
        const ConstantValues constants = space.values(x);
        double sum = 0.0;
        std::size_t n = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].heldOut)
                continue;
            const double scale = rows[i].scale > 0.0 ? rows[i].scale : options.scale;
            const double ratio = std::log(predict(i, constants) / rows[i].value) / scale;
            sum += std::sqrt(1.0 + ratio * ratio) - 1.0;
            ++n;
        }
        double distance = 0.0;
        for (std::size_t i = 0; i < x.size(); ++i)
            distance += (x[i] - centre[i]) * (x[i] - centre[i]);
        return sum / static_cast<double>(std::max<std::size_t>(n, 1)) + options.pull * distance;
    }

    static double call(const std::vector<double>& x, std::vector<double>&, void* self)
    {
        return (*static_cast<const Objective*>(self))(x);
    }
};

/// One local search; a search that NLopt gives up on for rounding keeps the best point it has seen.
double search(Objective& objective, std::vector<double>& x, int evaluations)
{
    nlopt::opt optimiser(nlopt::LN_SBPLX, static_cast<unsigned>(x.size()));
    optimiser.set_lower_bounds(0.0);
    optimiser.set_upper_bounds(1.0);
    optimiser.set_min_objective(&Objective::call, &objective);
    optimiser.set_initial_step(0.1);
    optimiser.set_xtol_abs(1e-5);
    optimiser.set_ftol_rel(1e-7);
    optimiser.set_maxeval(evaluations);
    double loss = objective(x);
    try {
        optimiser.optimize(x, loss);
    } catch (const nlopt::roundoff_limited&) {
        loss = objective(x);
    }
    return loss;
}

/// 0 .. 1 from the generator's bits alone, so that every standard library gives the same numbers.
double unit(std::mt19937_64& generator)
{
    return static_cast<double>(generator() >> 11) * 0x1.0p-53;
}

/// Errors of the rows fitted, held out, and of both.
void addBands(RobustFitResult& result, const std::vector<MeasuredValue>& rows, const RowModel& predict)
{
    std::vector<double> fitted;
    std::vector<double> heldOut;
    for (std::size_t i = 0; i < rows.size(); ++i)
        (rows[i].heldOut ? heldOut : fitted).push_back(std::fabs(predict(i, result.values) / rows[i].value - 1.0));
    std::vector<double> all = fitted;
    all.insert(all.end(), heldOut.begin(), heldOut.end());
    result.apart = heldOut.size();
    result.fit = errorBand(std::move(fitted));
    result.holdOut = errorBand(std::move(heldOut));
    result.pooled = errorBand(std::move(all));
}

} // namespace

RobustFitResult fitRobustly(std::span<const ConstantInfo> table, const ConstantValues& start,
                            const std::vector<MeasuredValue>& rows, const RowModel& predict,
                            const RobustFitOptions& options)
{
    const SearchSpace space(table);
    const std::vector<double> centre = space.position(start);
    Objective objective{space, centre, rows, predict, options};
    std::mt19937_64 generator(options.seed);
    std::vector<double> best = centre;
    double bestLoss = objective(centre);
    for (int i = 0; i < options.starts; ++i) {
        std::vector<double> x = centre;
        for (double& value : x)
            value = i == 0 ? value : std::clamp(value + 0.5 * (unit(generator) - 0.5), 0.0, 1.0);
        const double loss = search(objective, x, options.evaluations);
        if (loss < bestLoss) {
            bestLoss = loss;
            best = x;
        }
    }
    RobustFitResult result;
    result.values = space.values(best);
    result.loss = bestLoss;
    addBands(result, rows, predict);
    return result;
}

RobustFitResult fitRobustly(KernelClass kernel, const ConstantValues& start, const std::vector<MeasuredValue>& rows,
                            const RowModel& predict, const RobustFitOptions& options)
{
    return fitRobustly(kernelConstants(kernel), start, rows, predict, options);
}

double roundedConstant(double value)
{
    return std::strtod(fmt::format("{:.5g}", value).c_str(), nullptr);
}

} // namespace ralmscope
