// SPDX-License-Identifier: GPL-3.0-or-later
#include "serving_table.h"

#include "power_rows.h"
#include "row_reader.h"
#include "row_split.h"
#include "table_mapping.h"
#include "transformer_serving.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using Column = std::string_view;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostProblems = 100;
/// Share of the decoding time from which on waiting for the first token means that requests queue.
constexpr double kQueueing = 0.5;
constexpr NumberRange kBatches{1e-3, 1e9}; ///< also tokens: averages over requests
constexpr double kMilliseconds = 1e3;
constexpr Column kNote = "note";
constexpr Column kFirstToken = "ttft_ms";
constexpr Column kPerToken = "tpot_ms";

/// Requests in flight up to which waiting for each other is a small part of the time to the first token.
constexpr double kFew = 8.0;

/// What a row says and what the closed forms say of it.
struct ServedRow
{
    RowRemark remark;
    ServedRequest request;
    double firstToken = kNone; ///< ms
    double perToken = kNone;
};

enum class Load
{
    Steady, ///< so many requests in flight at any time
    SteadyChats, ///< the same, with prompts of a usual length
    Prompts ///< prompts of a batch at once
};

std::optional<Load> loadOf(const std::string& note)
{
    if (note.starts_with("online"))
        return Load::Steady;
    if (note.starts_with("steady state"))
        return Load::SteadyChats;
    if (note.starts_with("prompt-phase"))
        return Load::Prompts;
    return std::nullopt;
}

/// How the catalog calls the kernels of a stack: "trtllm" of "TensorRT-LLM 1.0", else the first word in small letters.
std::string kernelsOf(std::string_view stack)
{
    std::string name;
    for (const char c : stack.substr(0, stack.find(' ')))
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name == "tensorrt-llm" ? "trtllm" : name;
}

std::string provenanceOf(KernelMatch worst, const Gpu& gpu)
{
    switch (worst) {
    case KernelMatch::Measured:
    case KernelMatch::SameGpu:
        return fmt::format("measured: kernels of {}", gpu.name);
    case KernelMatch::Sibling:
        return "sibling's kernels";
    case KernelMatch::Generic:
        break;
    }
    return "generic constants among the kernels";
}

class ServingReader
{
public:
    ServingReader(const CsvTable& table, const Catalog& catalog, FileProblems& problems)
        : m_reader(table, problems)
        , m_catalog(catalog)
    {
    }

    ServedRow read(std::size_t row)
    {
        m_reader.start(row);
        ServedRow served;
        served.remark.keptApart = true; // no constant is fitted to any
        const std::string gpuName = m_reader.name("gpu");
        const std::string modelName = m_reader.text("model");
        const std::string precision = m_reader.text("precision");
        const std::string stack = m_reader.text("stack");
        const std::string kernels = kernelsOf(stack);
        served.remark.group = fmt::format("{}, {} {}, {}", gpuName, modelName, precision, kernels);
        const auto load = loadOf(m_reader.text(kNote));
        const LanguageModel* model = modelMeasuredAs(m_catalog, modelName);
        const Gpu* gpu = gpuMeasuredAs(m_catalog, gpuName);
        if (!gpu)
            gpu = gpuMeasuredAs(m_catalog, kGenericGpu);
        checkCells(load, precision);
        served.remark.leftOut = whyLeftOut(load, model, modelName, precision);
        ServedRequest& request = served.request;
        request.gpu = gpu;
        request.stack = kernels;
        request.leftOut = served.remark.leftOut;
        if (!request.leftOut.empty() || !gpu)
            return served;
        const std::string format = weightFormat(precision);
        ServingChoice choice;
        choice.weightFormat = format;
        choice.stack = kernels;
        choice.hasExperts = model->hasExperts();
        choice.gpus = m_reader.numberAside("tp", kGpuCounts).value_or(1.0);
        const TransformerKernels constants = transformerKernels(m_catalog, *gpu, choice);
        served.remark.provenance = provenanceOf(constants.worst, *gpu);
        if (model->hasLatentAttention() || model->isHybrid())
            served.remark.provenance += "; no kernels of its latents or states were measured";
        const SoftwareStack* software = softwareOf(m_catalog, kernels);
        predict(request, *load, *model, constants, request.prefill, request.perToken);
        if (software)
            choice.hostStack = software->hostAs;
        const TransformerKernels hosted = transformerKernels(m_catalog, *gpu, choice);
        predict(request, *load, *model, hosted, request.hostedPrefill, request.hostedPerToken);
        request.secondHalf = isSecondHalf(m_reader.identity());
        const double host = request.frontEnd && software ? software->firstToken : 0.0;
        served.firstToken = kMilliseconds * (request.prefill + host);
        served.perToken = kMilliseconds * request.perToken;
        if (load == Load::SteadyChats)
            request.leftOut = "how long prompts are is assumed"; // shown, and nothing is made of it
        return served;
    }

private:
    /// What must be sound in every row, compared or not.
    void checkCells(std::optional<Load> load, const std::string& precision)
    {
        m_reader.numberAside("tp", kGpuCounts);
        if (!precision.empty() && !isNumberFormat(precision))
            m_reader.problem("precision", fmt::format("\"{}\" is no number format", precision));
        if (load)
            m_reader.numberAside("batch", kBatches);
    }

    std::string whyLeftOut(std::optional<Load> load, const LanguageModel* model, const std::string& modelName,
                           const std::string& precision)
    {
        if (!load)
            return "neither a number of requests in flight nor a prompt phase";
        if (!model)
            return fmt::format("model {} is not in the catalog", modelName);
        if (precision.empty())
            return "the precision is not stated";
        if (!cellNumber(m_reader.text("batch")))
            return "the number of requests in flight is not stated";
        if ((m_reader.text("in_tokens").empty() && load != Load::SteadyChats) || m_reader.text("out_tokens").empty())
            return "prompt or output length is not stated";
        const auto first = cellNumber(m_reader.text(kFirstToken, false));
        const auto each = cellNumber(m_reader.text(kPerToken, false));
        if (load == Load::Steady && first && each
            && *first > kQueueing * *each * cellNumber(m_reader.text("out_tokens")).value_or(1.0))
            return "requests queue: fewer are in flight than stated";
        return {};
    }

    void predict(ServedRequest& request, Load load, const LanguageModel& model, const TransformerKernels& kernels,
                 double& prefill, double& perToken)
    {
        const Parallelism parallelism{m_reader.number("tp", kGpuCounts), 1.0};
        const double batch = m_reader.number("batch", kBatches);
        const bool usual = load == Load::SteadyChats && m_reader.text("in_tokens").empty();
        const RequestShape shape{usual ? kUsualPrompt : m_reader.number("in_tokens", kBatches),
                                 m_reader.number("out_tokens", kBatches)};
        const auto measured = [this](Column column) {
            const auto value = cellNumber(m_reader.text(column, false));
            return value && *value > 0.0 ? *value / kMilliseconds : kNone;
        };
        request.measuredFirst = measured(kFirstToken);
        request.frontEnd = load != Load::Prompts;
        request.alone = batch <= (load == Load::Prompts ? 1.0 : kFew);
        if (load == Load::Prompts) {
            prefill = stepSeconds(model, kernels, parallelism, batch,
                                  prefillStep(model, kernels, parallelism, batch, shape.inputTokens));
            return;
        }
        request.measuredToken = measured(kPerToken);
        const SteadyState state = steadyState(model, kernels, parallelism, batch, shape);
        prefill = state.timeToFirstToken;
        perToken = state.timePerToken;
    }

    RowReader m_reader;
    const Catalog& m_catalog;
};

tl::expected<std::vector<ServedRow>, FileProblems> servedRows(const CsvTable& table, const Catalog& catalog)
{
    FileProblems problems;
    std::vector<ServedRow> rows;
    ServingReader reader(table, catalog, problems);
    for (std::size_t row = 0; row < table.rows.size() && problems.size() < kMostProblems; ++row)
        rows.push_back(reader.read(row));
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    return rows;
}

tl::expected<std::vector<std::vector<double>>, FileProblems> predictTable(const CsvTable& table, const Catalog& catalog)
{
    const auto rows = servedRows(table, catalog);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<std::vector<double>> predictions;
    for (const ServedRow& row : *rows)
        predictions.push_back({row.firstToken, row.perToken});
    return predictions;
}

tl::expected<std::vector<RowRemark>, FileProblems> remarkOnTable(const CsvTable& table, const Catalog& catalog)
{
    const auto rows = servedRows(table, catalog);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<RowRemark> remarks;
    for (const ServedRow& row : *rows)
        remarks.push_back(row.remark);
    return remarks;
}

} // namespace

const SoftwareStack* softwareOf(const Catalog& catalog, std::string_view kernels)
{
    const auto found =
        std::find_if(catalog.stacks.begin(), catalog.stacks.end(), [kernels](const SoftwareStack& stack) {
            return stack.kernelsAs == kernels && !stack.hostAs.empty();
        });
    return found == catalog.stacks.end() ? nullptr : &*found;
}

tl::expected<std::vector<ServedRequest>, FileProblems> servedRequests(const CsvTable& table, const Catalog& catalog)
{
    const auto rows = servedRows(table, catalog);
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<ServedRequest> requests;
    for (const ServedRow& row : *rows)
        requests.push_back(row.request);
    return requests;
}

const TableModel& servingModel()
{
    static constexpr std::array<Column, 9> inputs{"gpu",   "model",     "precision",  "stack", "tp",
                                                  "batch", "in_tokens", "out_tokens", kNote};
    static constexpr std::array<Column, 2> outputs{kFirstToken, kPerToken};
    static const TableModel model{"gpu-serving", inputs, outputs, &predictTable, &remarkOnTable};
    return model;
}

} // namespace ralmscope
