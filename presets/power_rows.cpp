// SPDX-License-Identifier: GPL-3.0-or-later
#include "power_rows.h"

#include "table_mapping.h"
#include "transformer_step.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace ralmscope {

namespace {

/// Tokens of a prompt where a row does not say: of served chats, and of completions in the middle of a code file.
constexpr double kUsualPrompt = 250.0;
constexpr double kCodeFilePrompt = 2500.0;

/// "m=1;n=2" or "in=out=1024;vLLM" as names and numbers; what is no number is skipped.
std::map<std::string, double> dimensions(const std::string& text)
{
    std::map<std::string, double> result;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(';', start), text.size());
        std::string part = text.substr(start, end - start);
        const std::size_t equals = part.rfind('=');
        if (equals != std::string::npos) {
            if (const auto value = cellNumber(part.substr(equals + 1))) {
                for (std::size_t name = 0; name < equals;) {
                    const std::size_t stop = part.find('=', name);
                    result[part.substr(name, stop - name)] = *value;
                    name = stop + 1;
                }
            }
        }
        start = end + 1;
    }
    return result;
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

std::string precisionOf(const std::string& dims, const std::string& model)
{
    const std::size_t start = dims.find("prec=");
    if (start != std::string::npos)
        return weightFormat(dims.substr(start + 5, dims.find(';', start) - start - 5));
    return model.ends_with("FP8") ? "fp8" : "bf16";
}

} // namespace

void readPower(KernelRow& row, RowReader& reader, const Catalog& catalog)
{
    setGpu(row, catalog, reader.text("gpu"));
    row.variant = reader.text("kernel");
    const std::string source = reader.text("source", false);
    row.stack = source.substr(0, source.find(':'));
    const std::string dims = reader.text("dims");
    const auto values = dimensions(dims);
    const double batch = reader.number("batch").value_or(1.0);
    const auto watts = reader.number("watts_per_gpu");
    const auto milliseconds = reader.number("time_ms");
    const auto rate = reader.number("throughput_tok_s");
    row.work.call = Utilisation{};
    if (!watts) {
        row.leftOut = "no watts";
        return;
    }
    row.measured = *watts;
    if (row.variant != "e2e") {
        const KernelMachine machine = machineOf(*row.gpu, "bf16");
        const double seconds = milliseconds.value_or(1.0) * 1e-3;
        row.work.call = row.variant.starts_with("gemm") ? gemmUse(values, seconds, machine)
                                                        : attentionUse(values, batch, seconds, machine);
        return;
    }
    const std::string modelName = reader.text("model");
    const LanguageModel* model = modelMeasuredAs(catalog, modelName);
    const bool wholeRequest = values.count("in") > 0 && milliseconds;
    if (!model || (!wholeRequest && !rate)) {
        row.leftOut = model ? "no rate" : fmt::format("model {} is not in the catalog", modelName);
        return;
    }
    ServingChoice choice;
    const std::string format = precisionOf(dims, modelName);
    choice.weightFormat = format;
    row.variant = servingVariant(model->hasExperts(), format);
    Serving serving{*model, transformerKernels(catalog, *row.gpu, choice), {reader.positive("n_gpus"), 1.0}};
    serving.batch = batch;
    const bool inFile = dims.find("task=sourcegraph-fim") != std::string::npos;
    serving.input = valueOf(values, "in", inFile ? kCodeFilePrompt : kUsualPrompt);
    serving.output = valueOf(values, "out", 256);
    if (wholeRequest)
        serving.requestSeconds = *milliseconds * 1e-3;
    serving.tokenRate = rate.value_or(0.0);
    row.work.call = serving.use();
}

} // namespace ralmscope
