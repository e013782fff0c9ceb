// SPDX-License-Identifier: GPL-3.0-or-later
#include "result_key.h"

#include "metric_table.h"
#include "simulate.h"

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include <xxhash.h>

namespace ralmscope {

namespace {

std::uint64_t hashOf(std::string_view text)
{
    return XXH3_64bits(text.data(), text.size());
}

/// Parameters enter by id, so that a row put in another place of the table does not take the meaning of its neighbour.
const std::array<std::uint64_t, kParameterCount>& parameterHashes()
{
    static const auto hashes = [] {
        std::array<std::uint64_t, kParameterCount> all{};
        for (const ParameterInfo& row : parameterTable())
            all[static_cast<std::size_t>(row.parameter)] = hashOf(row.id);
        return all;
    }();
    return hashes;
}

/// A result stored before a metric existed lacks it, so it must not be found afterwards.
std::uint64_t metricTableHash()
{
    static const std::uint64_t hash = [] {
        std::uint64_t sum = 0;
        for (const MetricInfo& row : metricTable())
            sum ^= hashOf(row.id);
        return sum;
    }();
    return hash;
}

bool isInCatalog(const ParameterInfo& row, double value, const Catalog& catalog)
{
    return value >= 0.0 && value < static_cast<double>(catalog.size(row.catalog));
}

std::uint64_t valueBits(const ParameterInfo& row, double value, const Catalog& catalog)
{
    if (isAuto(value))
        return ~std::uint64_t{0}; // every NaN is the same
    if (row.type == ParameterType::Catalog && isInCatalog(row, value, catalog))
        return catalog.entry(row.catalog, static_cast<std::size_t>(value)).fingerprint;
    return std::bit_cast<std::uint64_t>(value + 0.0); // -0 becomes 0
}

ResultKey keyOf(std::span<const std::uint64_t> words)
{
    const XXH128_hash_t hash = XXH3_128bits(words.data(), words.size_bytes());
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, hash);
    ResultKey key;
    std::memcpy(key.bytes.data(), canonical.digest, key.bytes.size());
    return key;
}

} // namespace

ResultKey resultKey(const ResolvedDesign& resolved, const Catalog& catalog)
{
    const DesignPoint design = explicitDesign(resolved);
    const auto& hashes = parameterHashes();
    std::array<std::uint64_t, 2 * kParameterCount + 2> words{};
    std::size_t size = 0;
    words[size++] = static_cast<std::uint64_t>(kModelVersion);
    words[size++] = metricTableHash();
    for (const ParameterInfo& row : parameterTable()) {
        words[size++] = hashes[static_cast<std::size_t>(row.parameter)];
        words[size++] = valueBits(row, design[row.parameter], catalog);
    }
    return keyOf(std::span(words).first(size));
}

ResultKey resultKey(const DesignPoint& design, const Catalog& catalog)
{
    return resultKey(resolve(design, catalog), catalog);
}

ResultKey sweepKey(const Sweep& sweep, const Catalog& catalog)
{
    std::vector<std::uint64_t> words{static_cast<std::uint64_t>(kModelVersion), metricTableHash()};
    for (const ParameterInfo& row : parameterTable()) {
        words.push_back(parameterHashes()[static_cast<std::size_t>(row.parameter)]);
        words.push_back(valueBits(row, sweep.base[row.parameter], catalog));
    }
    for (const Axis& axis : sweep.axes) {
        words.push_back(parameterHashes()[static_cast<std::size_t>(axis.parameter)]);
        words.push_back(axis.values.size());
        for (const double value : axis.values)
            words.push_back(valueBits(info(axis.parameter), value, catalog));
    }
    return keyOf(words);
}

} // namespace ralmscope
