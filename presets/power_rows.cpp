// SPDX-License-Identifier: GPL-3.0-or-later
#include "power_rows.h"

#include "table_mapping.h"
#include "transformer_step.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

namespace {

/// Tokens of a prompt where a row does not say: of completions in the middle of a code file.
constexpr double kCodeFilePrompt = 2500.0;
/// Part of the mean by which readings of one load differ.
constexpr double kEnergyTolerance = 0.05;

constexpr std::string_view kDims = "dims";
constexpr std::string_view kServingKernel = "e2e";
constexpr std::array<std::string_view, 3> kProduct{"m", "n", "k"};
constexpr std::array<std::string_view, 5> kAttention{"new", "kv", "heads", "kv_heads", "hd"};
constexpr std::array<std::string_view, 2> kLengths{"in", "out"};

/// Whether the value of a name must be a number: others may say anything.
bool isSize(const std::string& name)
{
    const auto in = [&name](const auto& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
    return in(kProduct) || in(kAttention) || in(kLengths);
}

/// "m=1;n=2" or "in=out=1024;vLLM" as names and numbers; what is no number is skipped, unless it should be a size.
std::map<std::string, double> dimensions(const std::string& text, RowReader& reader)
{
    std::map<std::string, double> result;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(';', start), text.size());
        std::string part = text.substr(start, end - start);
        const std::size_t equals = part.rfind('=');
        const auto value = equals == std::string::npos ? std::nullopt : cellNumber(part.substr(equals + 1));
        for (std::size_t name = 0; equals != std::string::npos && name < equals;) {
            const std::size_t stop = part.find('=', name);
            const std::string key = part.substr(name, stop - name);
            if (isSize(key) && !(value && *value > 0.0 && *value <= kSizes.maximum))
                reader.problem(
                    kDims,
                    fmt::format("\"{}\": {} must be a number above 0 and at most {}", part, key, kSizes.maximum));
            else if (value)
                result[key] = *value;
            name = stop + 1;
        }
        start = end + 1;
    }
    return result;
}

/// A kernel without its shape would be one of a single element.
template <typename Names>
void requireDimensions(const std::map<std::string, double>& found, const Names& names, RowReader& reader)
{
    for (const std::string_view name : names) {
        if (found.count(std::string(name)) == 0)
            reader.problem(kDims, fmt::format("\"{}\" must give {}", reader.aside(kDims), fmt::join(names, ", ")));
    }
}

double valueOf(const std::map<std::string, double>& values, const std::string& name, double fallback)
{
    const auto found = values.find(name);
    return found == values.end() || found->second <= 0.0 ? fallback : found->second;
}

Utilisation gemmUse(const std::map<std::string, double>& d, double seconds, const KernelMachine& machine)
{
    const double m = valueOf(d, "m", 1);
    const double n = valueOf(d, "n", 1);
    const double k = valueOf(d, "k", 1);
    return {2.0 * m * n * k / (seconds * machine.peakFlops),
            2.0 * (m * k + n * k + m * n) / (seconds * machine.memoryBandwidth)};
}

Utilisation attentionUse(const std::map<std::string, double>& d, double batch, double seconds,
                         const KernelMachine& machine)
{
    const double tokens = valueOf(d, "new", 1);
    const double length = valueOf(d, "kv", tokens);
    const double width = batch * valueOf(d, "hd", 128);
    const double pairs = tokens > 1.0 ? tokens * (length - 0.5 * tokens) : length;
    const double bytes = 4.0 * width * (length * valueOf(d, "kv_heads", 1) + tokens * valueOf(d, "heads", 1));
    return {4.0 * width * valueOf(d, "heads", 1) * pairs / (seconds * machine.peakFlops),
            bytes / (seconds * machine.memoryBandwidth)};
}

/// What one GPU achieves while serving. A row gives the time of a whole request, or the rate of output tokens.
struct Serving
{
    const LanguageModel& model;
    TransformerKernels kernels;
    Parallelism parallelism;
    double batch = 1.0;
    double input = kUsualPrompt;
    double output = 1.0;
    std::optional<double> requestSeconds{};
    double tokenRate = 0.0;

    Utilisation use() const
    {
        const StepWork prefill = prefillStep(model, kernels, parallelism, batch, input);
        const StepWork decode = meanDecodeStep(model, kernels, parallelism, batch, input, output);
        const double seconds = requestSeconds.value_or(batch * output / std::max(tokenRate, 1e-9));
        return {(prefill.flops + output * decode.flops) / (seconds * kernels.gemmMachine.peakFlops),
                (prefill.bytes + output * decode.bytes) / (seconds * kernels.gemmMachine.memoryBandwidth)};
    }
};

std::string precisionOf(const std::string& dims, const std::string& model, RowReader& reader)
{
    constexpr std::string_view key = "prec=";
    const std::size_t start = dims.find(key);
    if (start != std::string::npos) {
        const std::size_t value = start + key.size();
        const std::string precision = dims.substr(value, dims.find(';', value) - value);
        if (!isNumberFormat(precision))
            reader.problem(kDims, fmt::format("\"{}\" is no number format", precision));
        return weightFormat(precision);
    }
    return model.ends_with("FP8") ? "fp8" : "bf16";
}

/// Whether a single kernel is one that there is an equation for; reports shapes that are not stated.
bool checkKernel(const std::string& name, const std::map<std::string, double>& values, RowReader& reader)
{
    const bool product = name == "gemm" || (name.starts_with("gemm ") && isNumberFormat(name.substr(5)));
    if (product) {
        requireDimensions(values, kProduct, reader);
        return true;
    }
    if (name == "prefill attention" || name == "decode attention") {
        requireDimensions(values, kAttention, reader);
        return true;
    }
    reader.problem("kernel",
                   fmt::format("\"{}\" is not known; allowed: {} | gemm and a number format | "
                               "prefill attention | decode attention",
                               name, kServingKernel));
    return false;
}

Utilisation kernelUse(const KernelRow& row, const std::map<std::string, double>& values, double batch, double seconds)
{
    const KernelMachine machine = machineOf(*row.gpu, "bf16");
    return row.variant.starts_with("gemm") ? gemmUse(values, seconds, machine)
                                           : attentionUse(values, batch, seconds, machine);
}

} // namespace

std::optional<RequestPower> readPower(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    setGpu(row, catalog, reader.name("gpu"));
    row.variant = reader.text("kernel");
    const std::string source = reader.text("source", false);
    row.stack = source.substr(0, source.find(':'));
    const std::string dims = reader.text(kDims);
    const auto values = dimensions(dims, reader);
    const auto batch = reader.number("batch");
    const auto watts = reader.number("watts_per_gpu");
    const auto milliseconds = reader.number("time_ms");
    const auto rate = reader.number("throughput_tok_s");
    row.measured = watts.value_or(0.0);
    row.work.call = Utilisation{};
    const bool known = row.variant == kServingKernel || checkKernel(row.variant, values, reader);
    if (!watts || !known) {
        row.leftOut = "no watts";
        return std::nullopt;
    }
    if (row.variant != kServingKernel) {
        if (!milliseconds)
            row.leftOut = "no time";
        row.work.call = kernelUse(row, values, batch.value_or(1.0), milliseconds.value_or(1.0) * 1e-3);
        return std::nullopt;
    }
    const std::string modelName = reader.text("model");
    const LanguageModel* model = modelMeasuredAs(catalog, modelName);
    const bool wholeRequest = values.count("in") > 0 && milliseconds;
    if (!model || !batch || (!wholeRequest && !rate)) {
        row.leftOut = !model ? fmt::format("model {} is not in the catalog", modelName)
                             : (batch ? "no rate" : "the number of requests in flight is not stated");
        return std::nullopt;
    }
    row.neverFitted = model->hasLatentAttention() || model->isHybrid();
    ServingChoice choice;
    const std::string format = precisionOf(dims, modelName, reader);
    choice.weightFormat = format;
    row.variant = servingVariant(model->hasExperts(), format);
    choice.gpus = reader.number("n_gpus", kGpuCounts);
    Serving serving{*model, transformerKernels(catalog, *row.gpu, choice), {choice.gpus, 1.0}};
    serving.batch = *batch;
    const bool inFile = dims.find("task=sourcegraph-fim") != std::string::npos;
    serving.input = valueOf(values, "in", inFile ? kCodeFilePrompt : kUsualPrompt);
    serving.output = valueOf(values, "out", 256);
    if (wholeRequest)
        serving.requestSeconds = *milliseconds * 1e-3;
    serving.tokenRate = rate.value_or(0.0);
    row.work.call = serving.use();
    const double peak = valueOf(values, "peak_fraction_of_tdp", 0.0);
    if (!wholeRequest || peak <= 0.0)
        return std::nullopt;
    const double reading =
        prefillStep(*model, serving.kernels, serving.parallelism, serving.batch, serving.input).seconds;
    return RequestPower{0, fmt::format("{}, {}, {}", row.measuredAs, modelName, serving.parallelism.tensor),
                        std::min(1.0, reading / *serving.requestSeconds), std::min(1.0, peak) * row.gpu->boardPower};
}

void leaveOutBrokenTraces(std::vector<KernelRow>& rows, const std::vector<RequestPower>& requests)
{
    std::map<std::string, const RequestPower*> decoding;
    for (const RequestPower& request : requests) {
        const RequestPower*& least = decoding[request.alike];
        if (!least || request.promptShare < least->promptShare)
            least = &request;
    }
    for (const RequestPower& request : requests) {
        const double decodes = rows[decoding[request.alike]->row].measured;
        const double least = request.promptShare * request.peakWatts + (1.0 - request.promptShare) * decodes;
        if (rows[request.row].measured < (1.0 - kEnergyTolerance) * least)
            rows[request.row].leftOut = "mean watts below what its prompt at the stated peak and its decoding draw";
    }
}

} // namespace ralmscope
