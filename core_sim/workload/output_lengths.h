// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provenance.h"

#include <array>
#include <initializer_list>
#include <span>
#include <vector>

namespace ralmscope {

/// Output lengths of the requests of a service, as a quantile function. Without allocation.
class OutputLengths
{
public:
    struct Knot
    {
        double probability = 0.0;
        double tokens = 0.0;
    };

    /// Every request has this many tokens.
    static OutputLengths constant(double tokens);
    /// exp of a normal distribution, cut off at the quantiles 1e-6 from both ends.
    static OutputLengths logNormal(double median, double sigma);
    /// Linear between knots, at most kMostKnots. Precondition: both rise, from probability 0 to 1.
    static OutputLengths measured(std::initializer_list<Knot> knots);

    double mean() const { return m_mean; }
    /// Length that a share `probability` of the requests does not exceed.
    double quantile(double probability) const;
    /// Share of requests longer than this.
    double survival(double tokens) const;
    std::span<const Knot> knots() const { return {m_knots.data(), m_count}; }
    bool isConstant() const { return knots().front().tokens == knots().back().tokens; }

private:
    static constexpr std::size_t kMostKnots = 16;

    explicit OutputLengths(std::span<const Knot> knots);

    std::array<Knot, kMostKnots> m_knots{};
    std::size_t m_count = 0;
    double m_mean = 0.0;
};

/// Static batching: a batch starts together and ends with its longest request. tokens[r] is the expected number of
/// tokens during which exactly r requests are still decoding; tokens[0] is 0. Sum over r of r * tokens[r] is batch
/// times the mean length.
std::vector<double> decayOfParallelism(const OutputLengths& lengths, int batch);

/// Dolly 15k by task, GPT-2 tokens.
struct MeasuredLengths
{
    OutputLengths output;
    double meanPrompt = 0.0; ///< tokens
    Source source;
};
MeasuredLengths dollyCreativeWriting();
MeasuredLengths dollyGeneralQa();
/// The distributions alone.
OutputLengths dollyCreativeWritingLengths();
OutputLengths dollyGeneralQaLengths();

} // namespace ralmscope
