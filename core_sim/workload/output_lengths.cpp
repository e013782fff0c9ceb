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

/// Adds weight * binomial(batch, survival) of all nodes of a segment to the tokens of every parallelism. Starts at the
/// end where most of the segment lies, so that the first terms do not vanish; the nodes run side by side because every
/// term needs the one before.
void addBinomials(std::vector<double>& tokens, const std::array<double, kNodes.size()>& survival, double weight,
                  const std::vector<double>& ratios)
{
    const std::size_t batch = tokens.size() - 1;
    const bool rising = survival[kNodes.size() / 2] <= 0.5;
    std::array<double, kNodes.size()> odds{};
    std::array<double, kNodes.size()> terms{};
    for (std::size_t node = 0; node < kNodes.size(); ++node) {
        const double likely = rising ? 1.0 - survival[node] : survival[node];
        odds[node] = (1.0 - likely) / likely;
        terms[node] = kNodes[node].weight * weight * std::pow(likely, static_cast<double>(batch));
    }
    for (std::size_t i = 0; i <= batch; ++i) {
        double sum = 0.0;
        for (const double term : terms)
            sum += term;
        tokens[rising ? i : batch - i] += sum;
        if (i == batch)
            break;
        for (std::size_t node = 0; node < kNodes.size(); ++node)
            terms[node] *= odds[node] * ratios[i];
    }
}

} // namespace

OutputLengths::OutputLengths(std::span<const Knot> knots)
    : m_count(std::min(knots.size(), kMostKnots))
{
    std::copy_n(knots.begin(), m_count, m_knots.begin());
    for (std::size_t i = 1; i < m_count; ++i)
        m_mean +=
            (m_knots[i].probability - m_knots[i - 1].probability) * (m_knots[i].tokens + m_knots[i - 1].tokens) / 2.0;
}

OutputLengths OutputLengths::constant(double tokens)
{
    return measured({{0.0, tokens}, {1.0, tokens}});
}

OutputLengths OutputLengths::logNormal(double median, double sigma)
{
    constexpr std::array probabilities{1e-6, 0.01, 0.05, 0.15, 0.3,   0.5,    0.65,      0.8,
                                       0.9,  0.95, 0.98, 0.99, 0.999, 0.9999, 1.0 - 1e-6};
    std::array<Knot, probabilities.size()> knots{};
    for (std::size_t i = 0; i < knots.size(); ++i)
        knots[i] = {probabilities[i], median * std::exp(sigma * normalQuantile(probabilities[i]))};
    knots.front().probability = 0.0;
    knots.back().probability = 1.0;
    return OutputLengths(knots);
}

OutputLengths OutputLengths::measured(std::initializer_list<Knot> knots)
{
    return OutputLengths(std::span(knots.begin(), knots.size()));
}

double OutputLengths::quantile(double probability) const
{
    const double p = std::clamp(probability, 0.0, 1.0);
    const std::span<const Knot> all = knots();
    auto above = std::upper_bound(all.begin(), all.end(), p,
                                  [](double value, const Knot& knot) { return value < knot.probability; });
    if (above == all.end())
        --above;
    const Knot& high = *above;
    const Knot& low = *(above - 1);
    return low.tokens + (high.tokens - low.tokens) * (p - low.probability) / (high.probability - low.probability);
}

double OutputLengths::survival(double tokens) const
{
    if (tokens < m_knots[0].tokens)
        return 1.0;
    for (std::size_t i = 1; i < m_count; ++i) {
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
    const auto knots = lengths.knots();
    tokens[size] += knots.front().tokens;
    for (std::size_t i = 1; i < knots.size(); ++i) {
        const double span = knots[i].tokens - knots[i - 1].tokens;
        const double step = knots[i].probability - knots[i - 1].probability;
        if (span <= 0.0)
            continue;
        std::array<double, kNodes.size()> survival{};
        for (std::size_t node = 0; node < kNodes.size(); ++node)
            survival[node] = 1.0 - knots[i - 1].probability - kNodes[node].at * step;
        addBinomials(tokens, survival, span, ratios);
    }
    tokens[0] = 0.0; // everyone has finished
    return tokens;
}

OutputLengths dollyCreativeWritingLengths()
{
    return OutputLengths::measured({{0.0, 1},
                                    {0.10, 52},
                                    {0.25, 91},
                                    {0.50, 144},
                                    {0.75, 258},
                                    {0.90, 451},
                                    {0.95, 576},
                                    {0.98, 776},
                                    {0.99, 1537},
                                    {1.0, 2091}});
}

OutputLengths dollyGeneralQaLengths()
{
    return OutputLengths::logNormal(85, 0.83);
}

MeasuredLengths dollyCreativeWriting()
{
    return {dollyCreativeWritingLengths(),
            18.9,
            {SourceTag::Measured,
             "databricks-dolly-15k creative_writing, 709 records, GPT-2 tokens as in Lucyyannn/PAPI dolly.csv; the "
             "quantiles 0.95 and 0.98 fitted to mean, deviation and expected longest output of batches of 4 to 128"}};
}

MeasuredLengths dollyGeneralQa()
{
    return {dollyGeneralQaLengths(),
            14,
            {SourceTag::Assumed,
             "log-normal, median 85 tokens, sigma 0.83: a six-record sample of databricks-dolly-15k general_qa"}};
}

} // namespace ralmscope
