// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_tiles.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace ralmscope::attacc {

namespace {

constexpr std::array kTileSizes{8.0, 16.0, 32.0, 64.0, 128.0, 192.0, 256.0, 320.0, 384.0, 448.0, 512.0};
constexpr double kL1Depth = 32.0; // k-tile in L1
constexpr double kL2Slices = 64.0; // k is cut into so many in L2

/// std::ceil of a value that is not negative and far below 2^63, without a call of the mathematical library.
double ceilOf(double value)
{
    const auto whole = static_cast<double>(static_cast<std::int64_t>(value));
    return whole < value ? whole + 1.0 : whole;
}

/// Tile sizes of one dimension, clipped to it, with the number of tiles. Clipped repeats never win a first minimum.
struct TileSizes
{
    std::array<double, kTileSizes.size()> size{};
    std::array<double, kTileSizes.size()> count{};
    std::size_t used = 0;

    explicit TileSizes(double extent)
    {
        for (const double candidate : kTileSizes) {
            size[used] = std::min(candidate, extent);
            count[used] = ceilOf(extent / size[used]);
            ++used;
            if (candidate >= extent)
                break;
        }
    }
};

struct Tile
{
    double m = 0.0;
    double n = 0.0;
};

/// Costs are per problem and byte of a word: both are the same for all tiles.
Tile searchL1(const Processor& processor, const Gemm& gemm, double wordBytes, Blocks blocks)
{
    const TileSizes rows(gemm.m);
    const TileSizes columns(gemm.n);
    const double mk = gemm.m * gemm.k;
    const double nk = gemm.n * gemm.k;
    const double mn = gemm.m * gemm.n;
    const double limit = processor.l1Bytes / wordBytes;
    Tile best{rows.size[0], columns.size[0]};
    double bestCost = std::numeric_limits<double>::infinity();
    // From the last tile to the first, and an equal cost wins: that is the first minimum in scan order. Large tiles
    // move little, so most small ones are ruled out by their traffic alone (the utilisation is at most 1).
    for (std::size_t i = rows.used; i-- > 0;) {
        for (std::size_t j = columns.used; j-- > 0;) {
            const Tile tile{rows.size[i], columns.size[j]};
            double cost = columns.count[j] * mk + rows.count[i] * nk + mn;
            if (cost > bestCost || kL1Depth * (tile.m + tile.n) + tile.m * tile.n > limit)
                continue;
            if (blocks == Blocks::PerTile) {
                const double used = coreUtilisation(processor.cores, rows.count[i] * columns.count[j] * gemm.problems);
                cost /= used * used;
            }
            if (cost <= bestCost) {
                bestCost = cost;
                best = tile;
            }
        }
    }
    return best;
}

/// Smallest multiple of `step` (or the whole extent) that cuts the extent into no more than `parts`.
double sliceFor(double extent, double step, double parts)
{
    return std::min(extent, step * ceilOf(extent / (parts * step)));
}

/// Largest multiple of `step` (or the whole extent) up to `room`; 0 if not even one fits.
double largestSlice(double extent, double step, double room)
{
    return room >= extent ? extent : step * static_cast<double>(static_cast<std::int64_t>(std::max(room, 0.0) / step));
}

/// Least bytes * problems over L2 tiles. Walks the number of parts of the longer dimension: every part more reads the
/// longer operand once more, so the walk ends as soon as that alone costs more than the best tile found.
double searchL2(const Processor& processor, const Gemm& gemm, double wordBytes, const Tile& l1)
{
    const double depth = gemm.k / kL2Slices;
    const double limit = processor.l2Bytes / wordBytes;
    const double mn = gemm.m * gemm.n;
    const bool cutColumns = gemm.m >= gemm.n;
    const double cut = cutColumns ? gemm.n : gemm.m;
    const double kept = cutColumns ? gemm.m : gemm.n;
    const double cutStep = cutColumns ? l1.n : l1.m;
    const double keptStep = cutColumns ? l1.m : l1.n;
    // The L1 tile is allowed whether it fits or not.
    double best = ceilOf(cut / cutStep) * kept + ceilOf(kept / keptStep) * cut;
    for (double parts = 1.0; parts * kept < best; parts += 1.0) {
        const double slice = sliceFor(cut, cutStep, parts);
        const double room = (limit - depth * slice) / (depth + slice);
        const double other = largestSlice(kept, keptStep, room);
        if (other > 0.0)
            best = std::min(best, ceilOf(cut / slice) * kept + ceilOf(kept / other) * cut);
        if (slice <= cutStep)
            break;
    }
    return gemm.problems * wordBytes * (best * gemm.k + mn);
}

} // namespace

double tileTraffic(const Gemm& gemm, double wordBytes, double tm, double tn)
{
    return gemm.problems * wordBytes
        * (ceilOf(gemm.n / tn) * gemm.m * gemm.k + ceilOf(gemm.m / tm) * gemm.n * gemm.k + gemm.m * gemm.n);
}

double coreUtilisation(double cores, double blocks)
{
    return blocks / (cores * ceilOf(blocks / cores));
}

Tiling searchTiling(const Processor& processor, const Gemm& gemm, double wordBytes, Blocks blocks)
{
    const Tile tile = searchL1(processor, gemm, wordBytes, blocks);
    const double count =
        blocks == Blocks::PerTile ? ceilOf(gemm.m / tile.m) * ceilOf(gemm.n / tile.n) * gemm.problems : gemm.problems;
    Tiling tiling;
    tiling.utilisation = coreUtilisation(processor.cores, count);
    tiling.cacheBytes = tileTraffic(gemm, wordBytes, tile.m, tile.n);
    tiling.memoryBytes = searchL2(processor, gemm, wordBytes, tile);
    return tiling;
}

} // namespace ralmscope::attacc
