// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_headline_table.h"

#include "attacc_capacity.h"
#include "attacc_configuration.h"
#include "attacc_reference.h"
#include "attacc_table.h"
#include "row_cells.h"

#include <array>
#include <limits>

namespace ralmscope {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kGiB = 1024.0 * 1024.0 * 1024.0;
constexpr std::string_view kLimitColumn = "slo_decode_step_ms";
constexpr std::string_view kBatchColumn = "batch";

constexpr std::array<std::string_view, 6> kSystems{"DGX_large_8xA100a_1280GiB", "DGX_base_8xA100a_640GiB",
                                                   "2xDGX_16xA100a_1280GiB",    "DGX+AttAcc_bank_1280GiB",
                                                   "DGX+AttAcc_bg_1280GiB",     "DGX+AttAcc_buffer_1280GiB"};
constexpr std::size_t kLargeMemory = 0; // what the others are compared with
constexpr std::size_t kTwoNodes = 2;
constexpr std::size_t kFirstPim = 3; // then by PimPlacement

constexpr std::array<std::string_view, 7> kInputs{"model",      "word_bytes", "lin",       "lout",
                                                  kLimitColumn, "system",     kBatchColumn};
constexpr std::array<std::string_view, 8> kOutputs{"batch",
                                                   "decode_step_ms",
                                                   "decode_tok_per_s",
                                                   "decode_energy_mJ_per_token",
                                                   "e2e_tok_per_s",
                                                   "decode_speedup_vs_DGX_large",
                                                   "energy_eff_vs_DGX_large",
                                                   "e2e_speedup_vs_DGX_large"};

constexpr std::array<double, 29> kBatches{1,   2,   4,   6,   8,   12,  16,  20,  24,  32,  40,  48,  64,  80,  96,
                                          112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768, 896, 1024};

struct Row
{
    std::string group;
    std::size_t system = 0;
    double largest = 0.0; ///< batch that fits and keeps the limit
    double step = kNone; ///< s
    double tokenRate = kNone; ///< 1/s
    double tokenEnergy = kNone; ///< J
    double requestRate = kNone; ///< output tokens over the whole request, 1/s
};

attacc::Point pointOf(const RowCells& cells, std::size_t system)
{
    attacc::Point point = attaccWorkload(cells);
    point.platform = *attacc::findPlatform("A100a");
    point.gpus = system == kTwoNodes ? 16.0 : 8.0;
    if (system >= kFirstPim) {
        point.system = attacc::System::Pim;
        point.placement = static_cast<PimPlacement>(system - kFirstPim);
        point.powerLimited = true;
        point.feedForwardShared = true;
        point.headPipelining = true;
    }
    return point;
}

/// Largest batch of a coarse list, or the one that just fits, whose decoding step keeps the limit; 0 if none does.
double largestWithin(attacc::Point point, const PimStack& stack, double fitting, double seconds)
{
    double largest = 0.0;
    const auto consider = [&](double batch) {
        if (batch <= largest || batch > fitting)
            return;
        point.batch = batch;
        if (attacc::evaluate(point, stack).step.total() <= seconds)
            largest = batch;
    };
    for (const double batch : kBatches)
        consider(batch);
    consider(fitting);
    return largest;
}

Row rowOf(const RowCells& cells, const PimStack& stack)
{
    Row row;
    row.system = cells.choice("system", kSystems);
    for (const std::string_view column : {kInputs[0], kInputs[1], kInputs[2], kInputs[3], kInputs[4]})
        row.group += cells.text(column) + '\x1f';
    attacc::Point point = pointOf(cells, row.system);
    row.largest = attacc::largestBatch(point, (row.system == kLargeMemory ? 160.0 : 80.0) * kGiB, stack);
    if (!cells.text(kLimitColumn).empty())
        row.largest = largestWithin(point, stack, row.largest, cells.number(kLimitColumn, {0.001, 1e9}) * 1e-3);
    if (cells.text(kBatchColumn).empty())
        return row;
    point.batch = cells.number(kBatchColumn, {1, 1e6, true});
    const attacc::Outcome outcome = attacc::evaluate(point, stack);
    row.step = outcome.step.total();
    row.tokenRate = point.batch / row.step;
    row.tokenEnergy = outcome.stepEnergy.total() / point.batch;
    row.requestRate =
        point.batch * point.outputTokens / (outcome.prefill.total() + (point.outputTokens - 1.0) * row.step);
    return row;
}

tl::expected<std::vector<std::vector<double>>, FileProblems> predictHeadline(const CsvTable& table,
                                                                             const Catalog& catalog)
{
    const auto stack = attaccStack(catalog);
    if (!stack)
        return tl::unexpected(stack.error());
    FileProblems problems;
    std::vector<Row> rows;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        rows.push_back(rowOf(RowCells(table, i, problems), **stack));
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    std::vector<std::vector<double>> predictions;
    const Row* large = nullptr;
    for (const Row& row : rows) {
        // Rows of a group mostly stand together: the last one found is tried first.
        if (!large || large->group != row.group) {
            large = nullptr;
            for (const Row& other : rows) {
                if (other.system == kLargeMemory && other.group == row.group)
                    large = &other;
            }
        }
        predictions.push_back({row.largest, row.step * 1e3, row.tokenRate, row.tokenEnergy * 1e3, row.requestRate,
                               large ? row.tokenRate / large->tokenRate : kNone,
                               large ? large->tokenEnergy / row.tokenEnergy : kNone,
                               large ? row.requestRate / large->requestRate : kNone});
    }
    return predictions;
}

} // namespace

const TableModel& attaccHeadlineModel()
{
    static constexpr TableModel model{"attacc-headline", kInputs, kOutputs, predictHeadline};
    return model;
}

} // namespace ralmscope
