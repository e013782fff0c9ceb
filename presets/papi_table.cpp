// SPDX-License-Identifier: GPL-3.0-or-later
#include "papi_table.h"

#include "attacc_configuration.h"
#include "attacc_table.h"
#include "papi_model.h"
#include "parameter_choices.h"
#include "row_cells.h"

#include <array>

namespace ralmscope {

namespace {

using papi::Design;

constexpr std::array<std::string_view, 1> kValue{"value"};

// ---- averages

constexpr std::array<std::string_view, 11> kAverageInputs{"quantity",    "system",  "versus",       "workload",
                                                          "models",      "batches", "speculations", "decode_only",
                                                          "calibration", "alpha",   "figure"};

enum class Quantity
{
    Speedup, ///< time of "versus" over time of "system"
    Faster, ///< 1 if it is above 1
    EnergyEfficiency, ///< the same of the energy of fully connected layers
    FullyConnectedGain, ///< of one iteration with all requests
    AttentionSlowdown, ///< the other way round
    CommunicationShare ///< of one iteration of "system"
};
constexpr std::array<std::string_view, 6> kQuantities{
    "speedup", "faster", "energy_efficiency", "fc_gain", "attention_slowdown", "communication_share"};
constexpr std::array<std::string_view, 5> kDesigns{"A100+AttAcc", "A100+HBM-PIM", "AttAcc-only", "PAPI",
                                                   "PIM-only PAPI"};
constexpr std::array<std::string_view, 2> kWorkloads{"creative-writing", "general-qa"};

struct PublishedModel
{
    std::string_view name;
    std::string_view shape; ///< of the AttAcc simulator's table
};
constexpr std::array<PublishedModel, 3> kModels{
    {{"LLaMA-65B", "LLAMA-65B"}, {"GPT-3 66B", "OPT-66B"}, {"GPT-3 175B", "GPT-175B"}}};

struct AveragePoint
{
    Quantity quantity = Quantity::Speedup;
    Design system = Design::Papi;
    Design versus = Design::GpuAttAcc;
    MeasuredLengths workload = dollyCreativeWriting();
    std::vector<const papi::Model*> models;
    std::vector<double> batches;
    std::vector<double> speculations;
    bool decodeOnly = false;
    papi::Calibration calibration;
    papi::Scheduling scheduling;
};

std::vector<const papi::Model*> modelsOf(const RowCells& cells)
{
    std::vector<std::string_view> names;
    names.reserve(std::size(kModels));
    for (const PublishedModel& model : kModels)
        names.push_back(model.name);
    std::vector<const papi::Model*> models;
    for (const std::size_t index : cells.choices("models", names))
        models.push_back(attacc::findModel(kModels[index].shape));
    return models;
}

AveragePoint averagePoint(const RowCells& cells)
{
    std::vector<std::string_view> calibrations;
    for (const papi::Calibration& calibration : papi::calibrations())
        calibrations.push_back(calibration.name);
    AveragePoint point;
    point.quantity = static_cast<Quantity>(cells.choice("quantity", kQuantities));
    point.system = static_cast<Design>(cells.choice("system", kDesigns));
    if (point.quantity != Quantity::CommunicationShare)
        point.versus = static_cast<Design>(cells.choice("versus", kDesigns));
    if (cells.choice("workload", kWorkloads) == 1)
        point.workload = dollyGeneralQa();
    point.models = modelsOf(cells);
    point.batches = cells.numbers("batches", {1, 4096, true});
    point.speculations = cells.numbers("speculations", {1, 64, true});
    point.decodeOnly = cells.flag("decode_only");
    point.calibration = papi::calibrations()[cells.choice("calibration", calibrations)];
    if (!cells.text("alpha").empty())
        point.scheduling.alpha = cells.number("alpha", {0, 1e6});
    return point;
}

papi::Serving servingOf(const AveragePoint& point, const papi::Model& model, double batch, double speculation)
{
    papi::Serving serving;
    serving.model = model;
    serving.batch = batch;
    serving.speculation = speculation;
    serving.lengths = point.workload.output;
    serving.promptTokens = point.workload.meanPrompt;
    serving.prefill = !point.decodeOnly;
    return serving;
}

double ratio(const AveragePoint& point, const papi::Machine& machine, const papi::Serving& serving)
{
    const auto whole = [&](Design design) { return evaluate(machine, design, serving, point.scheduling); };
    const auto one = [&](Design design) { return iteration(machine, design, serving, serving.batch, false); };
    switch (point.quantity) {
    case Quantity::Speedup:
    case Quantity::Faster:
        return whole(point.versus).total() / whole(point.system).total();
    case Quantity::EnergyEfficiency:
        return whole(point.versus).energy.fullyConnected() / whole(point.system).energy.fullyConnected();
    case Quantity::FullyConnectedGain:
        return one(point.versus).fullyConnected / one(point.system).fullyConnected;
    case Quantity::AttentionSlowdown:
        return one(point.system).attention / one(point.versus).attention;
    case Quantity::CommunicationShare:
        return one(point.system).communication / one(point.system).total();
    }
    return 0.0;
}

std::vector<double> averageRow(const PimStack& stack, const AveragePoint& point)
{
    const papi::Machine machine = papi::machine(point.calibration, stack);
    double sum = 0.0;
    double count = 0.0;
    for (const papi::Model* model : point.models) {
        for (const double batch : point.batches) {
            for (const double speculation : point.speculations) {
                sum += ratio(point, machine, servingOf(point, *model, batch, speculation));
                count += 1.0;
            }
        }
    }
    const double mean = sum / count;
    return {point.quantity == Quantity::Faster ? (mean > 1.0 ? 1.0 : 0.0) : mean};
}

// ---- checks

constexpr std::array<std::string_view, 6> kCheckInputs{"quantity", "n", "h", "length", "organisation", "reuse"};
enum class Check
{
    FullyConnectedIntensity,
    AttentionIntensity,
    BanksThatFit,
    BanksPerDie,
    ReadShare
};
constexpr std::array<std::string_view, 5> kChecks{"fc_intensity", "attention_intensity", "banks_that_fit",
                                                  "banks_per_die", "read_share"};
struct Organisation
{
    std::string_view name;
    PimOrganisation value;
};
constexpr std::array<Organisation, 4> kOrganisations{
    {{"1P1B", {1, 1}}, {"1P2B", {1, 2}}, {"2P1B", {2, 1}}, {"4P1B", {4, 1}}}};

struct CheckPoint
{
    Check check = Check::FullyConnectedIntensity;
    double n = 1.0;
    double h = 1.0;
    double length = 1.0;
    PimOrganisation organisation;
    double reuse = 1.0;
};

CheckPoint checkPoint(const RowCells& cells)
{
    constexpr NumberRange positive{1, 1e9};
    CheckPoint point;
    point.check = static_cast<Check>(cells.choice("quantity", kChecks));
    std::vector<std::string_view> names;
    names.reserve(std::size(kOrganisations));
    for (const Organisation& organisation : kOrganisations)
        names.push_back(organisation.name);
    switch (point.check) {
    case Check::AttentionIntensity:
        point.length = cells.number("length", positive);
        [[fallthrough]];
    case Check::FullyConnectedIntensity:
        point.n = cells.number("n", positive);
        point.h = cells.number("h", positive);
        break;
    case Check::BanksThatFit:
    case Check::BanksPerDie:
        point.organisation = kOrganisations[cells.choice("organisation", names)].value;
        break;
    case Check::ReadShare:
        point.reuse = cells.number("reuse", positive);
        break;
    }
    return point;
}

std::vector<double> checkRow(const CheckPoint& point)
{
    switch (point.check) {
    case Check::FullyConnectedIntensity:
        return {papi::fullyConnectedIntensity(point.n, point.h)};
    case Check::AttentionIntensity:
        return {papi::attentionIntensity(point.n, point.length, point.h)};
    case Check::BanksThatFit:
        return {banksThatFit(papi::publishedDie(), point.organisation)};
    case Check::BanksPerDie:
        return {banksPerDie(papi::publishedDie(), point.organisation)};
    case Check::ReadShare:
        return {papi::accessEnergy().readShare(point.reuse)};
    }
    return {0.0};
}

} // namespace

const TableModel& papiAveragesModel()
{
    static constexpr TableModel model{
        "papi-averages", kAverageInputs, kValue,
        [](const CsvTable& table,
           const Catalog& catalog) -> tl::expected<std::vector<std::vector<double>>, FileProblems> {
            const auto stack = attaccStack(catalog);
            if (!stack)
                return tl::unexpected(stack.error());
            return predictRows(table, averagePoint,
                               [&](const AveragePoint& point) { return averageRow(**stack, point); });
        }};
    return model;
}

const TableModel& papiChecksModel()
{
    static constexpr TableModel model{"papi-checks", kCheckInputs, kValue, [](const CsvTable& table, const Catalog&) {
                                          return predictRows(table, checkPoint, checkRow);
                                      }};
    return model;
}

} // namespace ralmscope
