// SPDX-License-Identifier: GPL-3.0-or-later
#include "output_lengths.h"

#include "normal_quantile.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ralmscope {

namespace {

/// Gauss-Legendre nodes and weights on 0..1.
struct Node
{
    double at;
    double weight;
};
constexpr std::array<Node, 5> kNodes{{{0.046910077030668, 0.118463442528095},
                                      {0.230765344947158, 0.239314335249683},
                                      {0.5, 0.284444444444444},
                                      {0.769234655052841, 0.239314335249683},
                                      {0.953089922969332, 0.118463442528095}}};

/// Adds weight * binomial(batch, survival) to the tokens of every parallelism. Starts at the likelier end so that the
/// first term does not vanish.
void addBinomial(std::vector<double>& tokens, double survival, double weight, const std::vector<double>& ratios)
{
    const std::size_t batch = tokens.size() - 1;
    const bool rising = survival <= 0.5;
    const double likely = rising ? 1.0 - survival : survival;
    const double odds = (1.0 - likely) / likely;
    double term = weight * std::pow(likely, static_cast<double>(batch));
    for (std::size_t i = 0; i <= batch; ++i) {
        tokens[rising ? i : batch - i] += term;
        if (i < batch)
            term *= odds * ratios[i];
    }
}

} // namespace

OutputLengths::OutputLengths(std::vector<Knot> knots)
    : m_knots(std::move(knots))
{
    for (std::size_t i = 1; i < m_knots.size(); ++i)
        m_mean +=
            (m_knots[i].probability - m_knots[i - 1].probability) * (m_knots[i].tokens + m_knots[i - 1].tokens) / 2.0;
}

OutputLengths OutputLengths::constant(double tokens)
{
    return OutputLengths({{0.0, tokens}, {1.0, tokens}});
}

OutputLengths OutputLengths::logNormal(double median, double sigma)
{
    constexpr std::array probabilities{1e-6, 0.01, 0.05, 0.15, 0.3,   0.5,    0.65,      0.8,
                                       0.9,  0.95, 0.98, 0.99, 0.999, 0.9999, 1.0 - 1e-6};
    std::vector<Knot> knots;
    for (const double probability : probabilities)
        knots.push_back({probability, median * std::exp(sigma * normalQuantile(probability))});
    knots.front().probability = 0.0;
    knots.back().probability = 1.0;
    return OutputLengths(std::move(knots));
}

OutputLengths OutputLengths::measured(std::vector<Knot> knots)
{
    return OutputLengths(std::move(knots));
}

double OutputLengths::quantile(double probability) const
{
    const double p = std::clamp(probability, 0.0, 1.0);
    auto above = std::upper_bound(m_knots.begin(), m_knots.end(), p,
                                  [](double value, const Knot& knot) { return value < knot.probability; });
    if (above == m_knots.end())
        --above;
    const Knot& high = *above;
    const Knot& low = *(above - 1);
    return low.tokens + (high.tokens - low.tokens) * (p - low.probability) / (high.probability - low.probability);
}

double OutputLengths::survival(double tokens) const
{
    if (tokens < m_knots.front().tokens)
        return 1.0;
    for (std::size_t i = 1; i < m_knots.size(); ++i) {
        const Knot& low = m_knots[i - 1];
        const Knot& high = m_knots[i];
        if (tokens < high.tokens)
            return 1.0 - low.probability
                - (high.probability - low.probability) * (tokens - low.tokens) / (high.tokens - low.tokens);
    }
    return 0.0;
}

std::vector<double> decayOfParallelism(const OutputLengths& lengths, int batch)
{
    const auto size = static_cast<std::size_t>(std::max(batch, 0));
    std::vector<double> tokens(size + 1, 0.0);
    std::vector<double> ratios(size);
    for (std::size_t i = 0; i < size; ++i)
        ratios[i] = static_cast<double>(size - i) / static_cast<double>(i + 1);
    const auto& knots = lengths.knots();
    tokens[size] += knots.front().tokens;
    for (std::size_t i = 1; i < knots.size(); ++i) {
        const double span = knots[i].tokens - knots[i - 1].tokens;
        const double step = knots[i].probability - knots[i - 1].probability;
        if (span <= 0.0)
            continue;
        for (const Node& node : kNodes)
            addBinomial(tokens, 1.0 - knots[i - 1].probability - node.at * step, node.weight * span, ratios);
    }
    tokens[0] = 0.0; // everyone has finished
    return tokens;
}

MeasuredLengths dollyCreativeWriting()
{
    return {OutputLengths::measured({{0.0, 1},
                                     {0.10, 52},
                                     {0.25, 91},
                                     {0.50, 144},
                                     {0.75, 258},
                                     {0.90, 451},
                                     {0.95, 576},
                                     {0.98, 776},
                                     {0.99, 1537},
                                     {1.0, 2091}}),
            18.9,
            {SourceTag::Measured,
             "databricks-dolly-15k creative_writing, 709 records, GPT-2 tokens as in Lucyyannn/PAPI dolly.csv; the "
             "quantiles 0.95 and 0.98 fitted to mean, deviation and expected longest output of batches of 4 to 128"}};
}

MeasuredLengths dollyGeneralQa()
{
    return {OutputLengths::logNormal(85, 0.83),
            14,
            {SourceTag::Assumed,
             "log-normal, median 85 tokens, sigma 0.83: a six-record sample of databricks-dolly-15k general_qa"}};
}

} // namespace ralmscope
