// SPDX-License-Identifier: GPL-3.0-or-later
#include "papi_model.h"

#include "attacc_configuration.h"
#include "pim_cost.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ralmscope::papi {

namespace {

constexpr double kWordBytes = 2.0;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRowsPerRead = 4.0; // rows of activations that one read of weights serves, for energy

bool hasGpus(Design design)
{
    return design == Design::GpuAttAcc || design == Design::GpuHbmPim || design == Design::Papi;
}

bool sharedUnits(Design design)
{
    return design == Design::GpuHbmPim || design == Design::Papi || design == Design::PimOnlyPapi;
}

/// Stacks that hold the weights: AttAcc-only spreads them over as many 1P1B stacks as PAPI has for them.
StackGroup weightStacks(const Machine& machine, Design design)
{
    if (design != Design::AttAccOnly)
        return machine.fullyConnected;
    StackGroup group = machine.attAcc;
    group.stacks = machine.fullyConnected.stacks;
    return group;
}

double tokensPerIteration(const Serving& serving)
{
    if (!serving.acceptance)
        return serving.speculation;
    const double p = *serving.acceptance;
    return p < 1.0 ? (1.0 - std::pow(p, serving.speculation)) / (1.0 - p) : serving.speculation;
}

/// Costs of one system serving one load, with what repeats from iteration to iteration kept.
class Iterations
{
public:
    Iterations(const Machine& machine, Design design, const Serving& serving)
        : m_machine(machine)
        , m_design(design)
        , m_serving(serving)
        , m_cost(machine, serving.model)
        , m_weights(weightStacks(machine, design))
    {
    }

    const FullyConnectedCost& fullyConnected() const { return m_cost; }

    Spent operator()(double requests, bool onGpu)
    {
        const double n = requests * m_serving.speculation;
        Spent spent = dense(n, onGpu);
        spent.attention = attention(requests);
        spent.communication += linkBytes(n) / m_machine.calibration.linkBandwidth;
        return spent;
    }

    /// Fully connected layers and what belongs to them.
    Spent dense(double n, bool onGpu) const
    {
        Spent spent;
        if (onGpu) {
            spent.fullyConnected = m_cost.gpu(n);
            spent.gpuOverhead = m_cost.gpuOverhead(n);
        } else {
            spent.fullyConnected = m_cost.pim(m_weights, n);
            spent.communication = m_cost.pimOverhead();
        }
        return spent;
    }

    Joules energy(double requests, bool onGpu) const
    {
        using attacc::kConstants;
        const PimStack& stack = *m_machine.dram;
        const double n = requests * m_serving.speculation;
        const double weights = weightBytes(m_serving.model);
        const double macs = weights / kWordBytes * n;
        Joules joules;
        if (onGpu) {
            joules.fullyConnectedGpu = weights * (kConstants.dramEnergy + kConstants.l2Energy + kConstants.l1Energy)
                + macs * (kConstants.macEnergy + 3.0 * kConstants.registerEnergy);
        } else {
            joules.fullyConnectedPim =
                weights * stack.placement(PimPlacement::Bank).readEnergy * std::max(1.0, n / kRowsPerRead)
                + macs * stack.macEnergy;
        }
        const double keysValues = requests * keyValueBytes() * m_serving.meanContext;
        joules.attention = m_serving.speculation
            * (keysValues * stack.placement(PimPlacement::Bank).readEnergy + keysValues / kWordBytes * stack.macEnergy);
        joules.link = linkBytes(n) * kConstants.linkEnergy;
        return joules;
    }

    /// Of one token of one request.
    double keyValueBytes() const { return 2.0 * m_serving.model.layers * m_serving.model.dimension * kWordBytes; }

private:
    double linkBytes(double n) const
    {
        return m_serving.model.layers * n * 4.0 * m_serving.model.dimension * kWordBytes;
    }

    /// Heads whole in a stack; every token of a request costs a pass.
    double attention(double requests)
    {
        const PimStack& stack = *m_machine.dram;
        PimAttention work;
        work.headDimension = m_serving.model.headDimension;
        work.heads = std::ceil(m_serving.model.heads * requests / m_machine.attention.stacks);
        work.context = m_serving.meanContext;
        const double passes = std::ceil(work.heads / stack.channels);
        if (passes != m_passes) {
            m_passes = passes;
            m_passSeconds = pimAttentionSeconds(stack, work) * m_serving.model.layers * m_serving.speculation
                * (sharedUnits(m_design) ? m_machine.sharedUnitSlowdown : 1.0);
        }
        return m_passSeconds;
    }

    const Machine& m_machine;
    Design m_design;
    const Serving& m_serving;
    FullyConnectedCost m_cost;
    StackGroup m_weights;
    double m_passes = 0.0; ///< of the attention cost below
    double m_passSeconds = 0.0;
};

void add(Spent& sum, const Spent& spent, double weight)
{
    sum.fullyConnected += weight * spent.fullyConnected;
    sum.attention += weight * spent.attention;
    sum.communication += weight * spent.communication;
    sum.gpuOverhead += weight * spent.gpuOverhead;
}

void add(Joules& sum, const Joules& joules, double weight)
{
    sum.fullyConnectedGpu += weight * joules.fullyConnectedGpu;
    sum.fullyConnectedPim += weight * joules.fullyConnectedPim;
    sum.attention += weight * joules.attention;
    sum.link += weight * joules.link;
}

/// Rows above which the fully connected layers run on the GPUs.
double thresholdOf(Design design, const FullyConnectedCost& cost, const Serving& serving, const Scheduling& scheduling)
{
    if (!hasGpus(design))
        return kInfinity;
    if (design != Design::Papi)
        return 0.0;
    const double alpha = scheduling.alpha ? *scheduling.alpha : cost.crossover();
    if (scheduling.policy == Policy::Dynamic)
        return alpha;
    return serving.batch * serving.speculation > alpha ? 0.0 : kInfinity;
}

/// Expected tokens at every number of requests left.
std::vector<double> tokensLeft(const Machine& machine, const Serving& serving)
{
    if (machine.calibration.parallelismDecays)
        return decayOfParallelism(serving.lengths, static_cast<int>(serving.batch));
    std::vector<double> tokens(static_cast<std::size_t>(serving.batch) + 1, 0.0);
    tokens.back() = serving.lengths.mean();
    return tokens;
}

Outcome evaluateDecay(const Machine& machine, Design design, const Serving& serving, const Scheduling& scheduling,
                      const std::vector<double>& tokens)
{
    Iterations iterations(machine, design, serving);
    Outcome outcome;
    outcome.alpha = thresholdOf(design, iterations.fullyConnected(), serving, scheduling);
    const double perIteration = tokensPerIteration(serving);
    bool onGpuBefore = false;
    for (std::size_t left = tokens.size() - 1; left > 0; --left) {
        double count = tokens[left] / perIteration;
        // A request's last iteration is used in part only.
        if (left + 1 == tokens.size() && machine.calibration.parallelismDecays)
            count += 0.5 * (1.0 - 1.0 / perIteration);
        if (count <= 0.0)
            continue;
        const auto requests = static_cast<double>(left);
        const bool onGpu = requests * serving.speculation > outcome.alpha;
        const Spent spent = iterations(requests, onGpu);
        add(outcome.decode, spent, count);
        add(outcome.energy, iterations.energy(requests, onGpu), count);
        outcome.iterations += count;
        outcome.gpuIterations += onGpu ? count : 0.0;
        (onGpu ? outcome.gpuSeconds : outcome.pimSeconds) += count * spent.total();
        if (onGpuBefore && !onGpu)
            outcome.decode.switching += scheduling.switchSeconds;
        onGpuBefore = onGpu;
    }
    if (serving.prefill && serving.promptTokens > 0.0)
        outcome.prefill = iterations.dense(serving.batch * serving.promptTokens, hasGpus(design));
    outcome.tokens = serving.batch * serving.lengths.mean();

    const StackGroup group = weightStacks(machine, design);
    outcome.weightsFit = weightBytes(serving.model) <= group.stacks * group.capacityBytes;
    const double longest = serving.promptTokens + serving.lengths.quantile(1.0);
    outcome.keysValuesFit = serving.batch * longest * iterations.keyValueBytes()
        <= machine.attention.stacks * machine.attention.capacityBytes;
    return outcome;
}

} // namespace

double fullyConnectedIntensity(double n, double h)
{
    return 2.0 * n * h * h / (2.0 * (2.0 * n * h + h * h));
}

double attentionIntensity(double t, double length, double d)
{
    return t * length * d / (length * d + t * d + t * length);
}

double weightBytes(const Model& model)
{
    return kWordBytes * model.layers * model.dimension * model.dimension * (4.0 + model.ffnMatrices * model.ffnRatio);
}

FullyConnectedCost::FullyConnectedCost(const Machine& machine, const Model& model)
    : m_machine(machine)
    , m_layers(model.layers)
    , m_dimension(model.dimension)
    , m_weightBytes(weightBytes(model))
{
    const Calibration& calibration = machine.calibration;
    const double flops = machine.gpus * machine.gpuFlops * calibration.computeEfficiency;
    const double bytes = machine.gpus * calibration.gpuBandwidth * calibration.memoryEfficiency;
    const auto addOperator = [&](double rows, double columns) {
        m_operators[m_used++] = {m_layers * 2.0 * rows * columns / flops,
                                 m_layers * kWordBytes * rows * columns / bytes,
                                 m_layers * kWordBytes * (rows + columns) / bytes};
    };
    const double h = model.dimension;
    const double wide = model.ffnRatio * h;
    addOperator(h, 3.0 * h);
    addOperator(h, h);
    for (double up = 1.0; up < model.ffnMatrices && m_used + 1 < m_operators.size(); up += 1.0)
        addOperator(h, wide);
    addOperator(wide, h);
}

double FullyConnectedCost::gpu(double n) const
{
    double seconds = 0.0;
    for (std::size_t i = 0; i < m_used; ++i) {
        const Operator& op = m_operators[i];
        seconds += std::max(n * op.computePerRow, op.weights + n * op.activationsPerRow);
    }
    return seconds;
}

double FullyConnectedCost::pim(const StackGroup& group, double n) const
{
    const double rate =
        group.stacks * group.banks * m_machine.accessBytes / m_machine.bankPeriod * m_machine.calibration.pimEfficiency;
    return m_weightBytes / rate * std::max(1.0, n / group.organisation.unitsPerBank());
}

double FullyConnectedCost::gpuOverhead(double n) const
{
    return m_layers
        * (m_machine.calibration.gpuLayerOverhead + m_machine.allReducePerByte * n * kWordBytes * m_dimension);
}

double FullyConnectedCost::crossover() const
{
    const auto pimFaster = [&](double n) {
        return pim(m_machine.fullyConnected, n) + pimOverhead() <= gpu(n) + gpuOverhead(n);
    };
    double low = 1.0;
    double high = 1e6;
    if (!pimFaster(low))
        return 0.0;
    if (pimFaster(high))
        return kInfinity;
    while (high / low > 1.0 + 1e-6)
        (pimFaster(std::sqrt(low * high)) ? low : high) = std::sqrt(low * high);
    return low;
}

Outcome evaluate(const Machine& machine, Design design, const Serving& serving, const Scheduling& scheduling)
{
    return evaluateDecay(machine, design, serving, scheduling, tokensLeft(machine, serving));
}

std::vector<Outcome> evaluateSpeculations(const Machine& machine, Design design, Serving serving,
                                          std::span<const double> speculations, const Scheduling& scheduling)
{
    const std::vector<double> tokens = tokensLeft(machine, serving);
    std::vector<Outcome> outcomes;
    for (const double speculation : speculations) {
        serving.speculation = speculation;
        outcomes.push_back(evaluateDecay(machine, design, serving, scheduling, tokens));
    }
    return outcomes;
}

Spent iteration(const Machine& machine, Design design, const Serving& serving, double requests, bool onGpu)
{
    return Iterations(machine, design, serving)(requests, onGpu && hasGpus(design));
}

std::vector<Stage> timeline(const Machine& machine, Design design, const Serving& serving, const Scheduling& scheduling,
                            std::size_t points)
{
    const FullyConnectedCost cost(machine, serving.model);
    const double alpha = thresholdOf(design, cost, serving, scheduling);
    const bool decays = machine.calibration.parallelismDecays;
    const double last = (decays ? serving.lengths.quantile(1.0) : serving.lengths.mean()) / tokensPerIteration(serving);
    std::vector<Stage> stages;
    for (std::size_t i = 0; i < points; ++i) {
        Stage stage;
        stage.iteration = last * static_cast<double>(i) / static_cast<double>(std::max<std::size_t>(points - 1, 1));
        const double tokens = stage.iteration * tokensPerIteration(serving);
        stage.requests = serving.batch * (decays ? serving.lengths.survival(tokens) : 1.0);
        stage.rows = stage.requests * serving.speculation;
        stage.onGpu = stage.rows > alpha;
        stages.push_back(stage);
    }
    return stages;
}

} // namespace ralmscope::papi
