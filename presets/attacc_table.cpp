// SPDX-License-Identifier: GPL-3.0-or-later
#include "attacc_table.h"

#include "attacc_configuration.h"
#include "attacc_reference.h"
#include "pim_cost.h"
#include "row_cells.h"

#include <array>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using Texts = std::vector<std::string_view>;

constexpr double kGiB = 1024.0 * 1024.0 * 1024.0;
constexpr double kMilli = 1e3;
constexpr double kMicro = 1e6;
constexpr NumberRange kCount{1, 1e6, true};
constexpr NumberRange kSteps{2, 1e6, true};
constexpr NumberRange kWordBytes{1, 2, true};
constexpr NumberRange kHeadDimension{1, 4096, true};

constexpr std::array<std::string_view, 3> kSystems{"dgx", "dgx-cpu", "dgx-attacc"};
constexpr std::array<std::string_view, 3> kPlacements{"bank", "bg", "buffer"};

constexpr std::array<std::string_view, 12> kGridInputs{"model", "system",  "gpu",        "ngpu", "pim",  "powerlimit",
                                                       "ffopt", "pipeopt", "word_bytes", "lin",  "lout", "batch"};

/// An output column and how it is computed: one line per column, so that order and names cannot part.
struct GridOutput
{
    std::string_view column;
    double (*value)(const attacc::Point&, const attacc::Outcome&);
};

double milliseconds(double seconds)
{
    return seconds * kMilli;
}
double millijoules(double joules)
{
    return joules * kMilli;
}

using attacc::Outcome;
using attacc::Point;
constexpr std::array kGridOutputs{
    GridOutput{"capacity_GiB", [](const Point&, const Outcome& o) { return o.capacityBytes / kGiB; }},
    GridOutput{"required_GiB", [](const Point&, const Outcome& o) { return o.requiredBytes / kGiB; }},
    GridOutput{"throughput_tok_per_s", [](const Point& p, const Outcome& o) { return p.batch / o.step.total(); }},
    GridOutput{"prefill_ms", [](const Point&, const Outcome& o) { return milliseconds(o.prefill.total()); }},
    GridOutput{"prefill_matmul_ms", [](const Point&, const Outcome& o) { return milliseconds(o.prefill.attention); }},
    GridOutput{"prefill_fc_ms",
               [](const Point&, const Outcome& o) { return milliseconds(o.prefill.fullyConnected()); }},
    GridOutput{"prefill_comm_ms",
               [](const Point&, const Outcome& o) { return milliseconds(o.prefill.communication()); }},
    GridOutput{"prefill_softmax_ms", [](const Point&, const Outcome& o) { return milliseconds(o.prefill.softmax); }},
    GridOutput{"prefill_act_ms", [](const Point&, const Outcome& o) { return milliseconds(o.prefill.activation); }},
    GridOutput{"prefill_norm_ms", [](const Point&, const Outcome& o) { return milliseconds(o.prefill.norm); }},
    GridOutput{"decode_step_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.total()); }},
    GridOutput{"decode_matmul_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.attention); }},
    GridOutput{"decode_fc_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.fullyConnected()); }},
    GridOutput{"decode_comm_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.communication()); }},
    GridOutput{"decode_actnorm_ms",
               [](const Point&, const Outcome& o) { return milliseconds(o.step.activation + o.step.norm); }},
    GridOutput{"decode_qkv_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.qkv); }},
    GridOutput{"decode_proj_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.projection); }},
    GridOutput{"decode_ff_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.feedForward); }},
    GridOutput{"decode_g2g_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.gpuToGpu); }},
    GridOutput{"decode_x2g_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.toAttention); }},
    GridOutput{"decode_softmax_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.softmax); }},
    GridOutput{"decode_act_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.activation); }},
    GridOutput{"decode_norm_ms", [](const Point&, const Outcome& o) { return milliseconds(o.step.norm); }},
    GridOutput{"e2e_ms",
               [](const Point& p, const Outcome& o) {
                   return milliseconds(o.prefill.total() + (p.outputTokens - 1.0) * o.step.total());
               }},
    GridOutput{"decode_energy_mJ", [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.total()); }},
    GridOutput{"e_dram_mJ", [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.levels().dram); }},
    GridOutput{"e_l2_mJ", [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.levels().l2); }},
    GridOutput{"e_l1_mJ", [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.levels().l1); }},
    GridOutput{"e_reg_mJ", [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.levels().registers); }},
    GridOutput{"e_alu_mJ",
               [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.levels().arithmetic); }},
    GridOutput{"e_fc_mem_mJ",
               [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.fullyConnected.dram); }},
    GridOutput{"e_fc_comp_mJ",
               [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.fullyConnected.onChip()); }},
    GridOutput{"e_attn_mem_mJ",
               [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.attention.dram); }},
    GridOutput{"e_attn_comp_mJ",
               [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.attention.onChip()); }},
    GridOutput{"e_etc_mem_mJ", [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.other.dram); }},
    GridOutput{"e_etc_comp_mJ",
               [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.other.onChip()); }},
    GridOutput{"e_comm_mJ", [](const Point&, const Outcome& o) { return millijoules(o.stepEnergy.communication); }},
};

constexpr auto kGridOutputNames = [] {
    std::array<std::string_view, kGridOutputs.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i)
        names[i] = kGridOutputs[i].column;
    return names;
}();

template <typename List> Texts namesOf(const List& list)
{
    Texts names;
    for (const auto& entry : list)
        names.push_back(entry.name);
    return names;
}

Point gridPoint(const RowCells& cells)
{
    Point point = attaccWorkload(cells);
    point.platform = attacc::platforms()[cells.choice("gpu", namesOf(attacc::platforms()))];
    point.system = static_cast<attacc::System>(cells.choice("system", kSystems));
    // A GPU without a head would have nothing to do.
    point.gpus = cells.number("ngpu", {1, point.model.heads, true});
    if (point.system == attacc::System::Pim || !cells.text("pim").empty())
        point.placement = static_cast<PimPlacement>(cells.choice("pim", kPlacements));
    point.powerLimited = cells.flag("powerlimit");
    point.feedForwardShared = cells.flag("ffopt");
    point.headPipelining = cells.flag("pipeopt");
    point.batch = cells.number("batch", kCount);
    return point;
}

constexpr std::array<std::string_view, 6> kCyclesInputs{"placement",  "power_limited",   "d_head",
                                                        "word_bytes", "heads_per_stack", "context_len_tokens"};
constexpr std::array<std::string_view, 7> kCyclesOutputs{"cycles_tCK", "time_us", "n_mac", "n_sfm",
                                                         "n_mvgb",     "n_mvsb",  "n_wrgb"};

PimAttention cyclesPoint(const RowCells& cells)
{
    PimAttention work;
    work.placement = static_cast<PimPlacement>(cells.choice("placement", kPlacements));
    // Empty on the buffer die, where the limit has no effect.
    work.powerLimited = cells.text("power_limited").empty() || cells.flag("power_limited");
    work.headDimension = cells.number("d_head", kHeadDimension);
    work.wordBytes = cells.number("word_bytes", kWordBytes);
    work.heads = cells.number("heads_per_stack", kCount);
    work.context = cells.number("context_len_tokens", kCount);
    return work;
}

std::vector<double> cyclesRow(const PimStack& stack, const PimAttention& work)
{
    const PimCommands commands = pimAttentionCommands(stack, work);
    return {pimAttentionCycles(stack, work),
            pimAttentionSeconds(stack, work) * kMicro,
            commands.mac,
            commands.softmax,
            commands.moveProbability,
            commands.moveResult,
            commands.writeQuery};
}

std::vector<double> gridRow(const PimStack& stack, const Point& point)
{
    const Outcome outcome = attacc::evaluate(point, stack);
    std::vector<double> values;
    values.reserve(kGridOutputs.size());
    for (const GridOutput& output : kGridOutputs)
        values.push_back(output.value(point, outcome));
    return values;
}

template <typename Read, typename Evaluate>
tl::expected<std::vector<std::vector<double>>, FileProblems>
predictOnStack(const CsvTable& table, const Catalog& catalog, Read read, Evaluate evaluate)
{
    const auto stack = attaccStack(catalog);
    if (!stack)
        return tl::unexpected(stack.error());
    return predictRows(table, read, [&](const auto& point) { return evaluate(**stack, point); });
}

} // namespace

tl::expected<const PimStack*, FileProblems> attaccStack(const Catalog& catalog)
{
    const int index = catalog.find(CatalogKind::Pim, attacc::kStackId);
    if (index < 0)
        return tl::unexpected(FileProblems{{"", "", fmt::format("the catalog has no PIM stack {}", attacc::kStackId)}});
    return &catalog.pims[static_cast<std::size_t>(index)];
}

attacc::Point attaccWorkload(const RowCells& cells)
{
    Point point;
    point.model = attacc::models()[cells.choice("model", namesOf(attacc::models()))];
    point.wordBytes = cells.number("word_bytes", kWordBytes);
    point.inputTokens = cells.number("lin", kCount);
    point.outputTokens = cells.number("lout", kSteps);
    return point;
}

const TableModel& attaccGridModel()
{
    static constexpr TableModel model{"attacc-grid", kGridInputs, kGridOutputNames,
                                      [](const CsvTable& table, const Catalog& catalog) {
                                          return predictOnStack(table, catalog, gridPoint, gridRow);
                                      }};
    return model;
}

const TableModel& attaccCyclesModel()
{
    static constexpr TableModel model{"attacc-pim-cycles", kCyclesInputs, kCyclesOutputs,
                                      [](const CsvTable& table, const Catalog& catalog) {
                                          return predictOnStack(table, catalog, cyclesPoint, cyclesRow);
                                      }};
    return model;
}

} // namespace ralmscope
