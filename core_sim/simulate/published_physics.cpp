// SPDX-License-Identifier: GPL-3.0-or-later
#include "published_physics.h"

#include "attacc_configuration.h"
#include "attacc_reference.h"
#include "number_format.h"
#include "papi_model.h"
#include "parameter_choices.h"
#include "pim_mapping.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ralmscope {

using enum Parameter;

namespace {

constexpr double kMostRows = 65536.0; // of a crossing

/// GPUs of the catalog and what the AttAcc simulator calls them.
struct KnownGpu
{
    std::string_view id;
    std::string_view platform;
};
constexpr std::array<KnownGpu, 3> kGpus{{{"a100-hbm3", "A100a"}, {"a100-80gb", "A100"}, {"h100-sxm", "H100"}}};
constexpr std::string_view kPapiGpu = "a100-hbm3"; // bandwidth and efficiency are those of the calibration

const attacc::Platform* platformOf(const Gpu& gpu)
{
    for (const KnownGpu& known : kGpus) {
        if (known.id == gpu.id)
            return attacc::findPlatform(known.platform);
    }
    return nullptr;
}

/// A model of the simulator's table if its shape is there, else built from the catalog's shape.
attacc::Model modelOf(const LanguageModel& m)
{
    for (const attacc::Model& known : attacc::models()) {
        if (known.layers == m.decoderLayers && known.dimension == m.dimension && known.heads == m.heads)
            return known;
    }
    return {"",
            m.decoderLayers,
            m.dimension,
            m.heads,
            headDimensionOf(m),
            m.ffnDimension / m.dimension,
            m.gatedFfn ? 3.0 : 2.0,
            m.gatedFfn ? attacc::Activation::Glu : attacc::Activation::Gelu};
}

Verdict unsupported(const ResolvedDesign& d, Parameter parameter)
{
    return {Status::Infeasible, Reason::PhysicsUnsupported, parameter, d[parameter], 0.0, 0.0};
}

/// Both models know decoders without grouped queries, latents, recurrent layers, experts and encoders, and copies that
/// stand alone.
Verdict checkModel(const ResolvedDesign& d)
{
    const LanguageModel& m = *d.model;
    if (m.isEncoderDecoder() || m.hasExperts() || m.hasLatentAttention() || m.isHybrid() || kvHeadsOf(m) != m.heads
        || queryWidth(m) != m.dimension)
        return unsupported(d, LmModel);
    if (d[LmPipelineParallel] > 1.0)
        return unsupported(d, LmPipelineParallel);
    if (d.choice<Pools>(MappingPools) == Pools::Separate)
        return unsupported(d, MappingPools);
    if (d.choice<Batching>(WorkloadBatching) == Batching::Continuous)
        return unsupported(d, WorkloadBatching);
    if (d.choice<SpeculationKind>(LmSpeculation) == SpeculationKind::DraftModel)
        return unsupported(d, LmSpeculation);
    return {};
}

Verdict checkAttAcc(const ResolvedDesign& d)
{
    const double word = bytesPerElement(d.choice<Precision>(LmPrecision));
    if (!platformOf(*d.gpu))
        return unsupported(d, GpuDevice);
    if (word > 2.0 || word < 1.0)
        return unsupported(d, LmPrecision);
    if (d.weightsInStacks())
        return unsupported(d, MappingFc);
    if (d.speculates())
        return unsupported(d, LmSpeculation);
    if (!outputLengths(d).isConstant())
        return unsupported(d, WorkloadOutputLengths);
    if (d[WorkloadPrompt] < 1.0)
        return unsupported(d, WorkloadPrompt);
    if (d[WorkloadSequence] < 2.0)
        return unsupported(d, WorkloadSequence);
    if (!d.attentionInStacks())
        return {};
    if (d.attentionStack->id != attacc::kStackId)
        return unsupported(d, PimAttentionDevice);
    if (attentionPool(d).units.unitsPerBank() != 1.0)
        return unsupported(d, PimAttentionUnits);
    // Eight devices of five stacks, whatever else is asked for.
    if (attentionStacksPerCopy(d) != attacc::kConstants.pimDevices * attacc::kConstants.stacksPerDevice)
        return unsupported(d, PimAttentionStacks);
    return {};
}

Verdict checkPapi(const ResolvedDesign& d)
{
    if (d.gpu->id != kPapiGpu)
        return unsupported(d, GpuDevice);
    if (bytesPerElement(d.choice<Precision>(LmPrecision)) != 2.0)
        return unsupported(d, LmPrecision);
    if (!d.attentionInStacks())
        return unsupported(d, MappingAttention);
    if (d.catalog->find(CatalogKind::Pim, attacc::kStackId) < 0)
        return unsupported(d, PimAttentionDevice);
    const double attention = attentionPool(d).units.unitsPerBank();
    if (attention != 1.0 && attention != 0.5)
        return unsupported(d, PimAttentionUnits);
    if (d.weightsInStacks() && fcPool(d).units.unitsPerBank() != 4.0
        && (d.fcOn() != FcMapping::Pim || fcPool(d).units.unitsPerBank() != 1.0))
        return unsupported(d, PimFcUnits);
    return {};
}

LanguageStep attaccStep(const ResolvedDesign& d, double batch)
{
    attacc::Point point;
    point.model = modelOf(*d.model);
    point.platform = *platformOf(*d.gpu);
    point.system = d.attentionInStacks()           ? attacc::System::Pim
        : d.attentionOn() == AttentionMapping::Cpu ? attacc::System::Cpu
                                                   : attacc::System::Gpu;
    point.gpus = d[LmTensorParallel];
    point.placement = static_cast<PimPlacement>(d.choice<PlacementChoice>(PimPlacementKind));
    point.powerLimited = d[PimPowerLimit] > 0.0;
    point.feedForwardShared = d[MappingFfCoprocessing] > 0.0;
    point.headPipelining = d[MappingHeadPipelining] > 0.0;
    point.wordBytes = bytesPerElement(d.choice<Precision>(LmPrecision));
    point.inputTokens = d[WorkloadPrompt];
    point.outputTokens = d[WorkloadSequence];
    point.batch = batch;
    const attacc::Outcome outcome = attacc::evaluate(point, *d.attentionStack);
    const DeviceKind attends = d.attentionInStacks() ? DeviceKind::Pim
        : d.attentionOn() == AttentionMapping::Cpu   ? DeviceKind::Cpu
                                                     : DeviceKind::Gpu;

    LanguageStep step;
    const double prefill = outcome.prefill.total();
    step.prefill.seconds = step.prefill.gpuBusy = prefill;
    step.prefill.parts.add(Stage::Prefill, DeviceKind::Gpu, prefill, 0.0);
    step.prefillWait = prefill;
    const attacc::PassTime& time = outcome.step;
    const attacc::StepEnergy& energy = outcome.stepEnergy;
    const auto joules = [](const attacc::LevelEnergy& e) { return e.dram + e.onChip(); };
    PassCost one;
    one.seconds = time.total();
    one.parts.add(Stage::FullyConnected, DeviceKind::Gpu, time.fullyConnected(), joules(energy.fullyConnected));
    one.parts.add(Stage::Attention, attends, time.attention + time.softmax, joules(energy.attention));
    one.parts.add(Stage::Elementwise, DeviceKind::Gpu, time.activation + time.norm, joules(energy.other));
    one.parts.add(Stage::Communication, DeviceKind::Network, time.communication(), energy.communication);
    const double elsewhere = attends == DeviceKind::Gpu ? 0.0 : time.attention;
    one.gpuBusy = time.total() - elsewhere - time.toAttention;
    (attends == DeviceKind::Pim ? one.pimAttentionBusy : one.cpuBusy) = elsewhere;
    step.steps = point.outputTokens - 1.0;
    step.decode = one.scaled(step.steps);
    step.firstDecode = one.seconds;
    step.tokens = point.outputTokens;
    step.meanRows = batch;
    return step;
}

papi::Design papiDesign(const ResolvedDesign& d)
{
    switch (d.fcOn()) {
    case FcMapping::Gpu:
        return attentionPool(d).units.unitsPerBank() == 1.0 ? papi::Design::GpuAttAcc : papi::Design::GpuHbmPim;
    case FcMapping::Pim:
        return fcPool(d).units.unitsPerBank() == 1.0 ? papi::Design::AttAccOnly : papi::Design::PimOnlyPapi;
    case FcMapping::Dynamic:
    case FcMapping::Static:
        break;
    }
    return papi::Design::Papi;
}

papi::StackGroup groupOf(const PimPool& pool)
{
    return {pool.stacks, pool.units, pool.banks, pool.capacityPerStack()};
}

papi::Machine papiMachine(const ResolvedDesign& d)
{
    constexpr std::array<std::string_view, 3> names{"nominal", "B", "C"};
    const auto index = static_cast<std::size_t>(d.physics()) - static_cast<std::size_t>(Physics::PapiNominal);
    const auto stack = static_cast<std::size_t>(d.catalog->find(CatalogKind::Pim, attacc::kStackId));
    papi::Machine machine = papi::machine(*papi::findCalibration(names.at(index)), d.catalog->pims[stack]);
    machine.gpus = d[LmTensorParallel];
    machine.attention = groupOf(attentionPool(d));
    machine.attAcc = machine.attention;
    if (d.weightsInStacks()) {
        machine.fullyConnected = groupOf(fcPool(d));
        if (papiDesign(d) == papi::Design::AttAccOnly)
            machine.attAcc = machine.fullyConnected;
    }
    return machine;
}

LanguageStep papiStep(const ResolvedDesign& d, double batch)
{
    const papi::Machine machine = papiMachine(d);
    const papi::Design design = papiDesign(d);
    papi::Serving serving;
    serving.model = modelOf(*d.model);
    serving.batch = batch;
    serving.speculation = d.tokensPerSequence();
    if (d.speculates() && d[LmAcceptance] < 1.0)
        serving.acceptance = d[LmAcceptance];
    serving.lengths = outputLengths(d);
    serving.promptTokens = d[WorkloadPrompt];
    serving.meanContext = d[WorkloadPrompt] + 0.5 * serving.lengths.mean();
    papi::Scheduling scheduling;
    scheduling.policy = d.fcOn() == FcMapping::Static ? papi::Policy::Static : papi::Policy::Dynamic;
    if (!isAuto(d[MappingAlpha]))
        scheduling.alpha = d[MappingAlpha];
    const papi::Outcome outcome = papi::evaluate(machine, design, serving, scheduling);

    LanguageStep step;
    const double prefill = outcome.prefill.total();
    const bool prefillsOnGpu = design != papi::Design::AttAccOnly && design != papi::Design::PimOnlyPapi;
    const DeviceKind reader = prefillsOnGpu ? DeviceKind::Gpu : DeviceKind::Pim;
    step.prefill.seconds = prefill;
    step.prefill.gpuBusy = prefillsOnGpu ? prefill : 0.0;
    step.prefill.pimFcBusy = prefill - step.prefill.gpuBusy;
    step.prefill.parts.add(Stage::Prefill, reader, prefill, 0.0);
    step.prefillWait = prefill;
    const papi::Spent& spent = outcome.decode;
    const papi::Joules& joules = outcome.energy;
    const double gpuShare = outcome.iterations > 0.0 ? outcome.gpuIterations / outcome.iterations : 0.0;
    const papi::FullyConnectedCost cost(machine, serving.model);
    PassCost& decode = step.decode;
    decode.seconds = spent.total();
    // The model sums both sides up; they are told apart by the time of their iterations.
    const double time = outcome.gpuSeconds + outcome.pimSeconds;
    const double gpuTime = time > 0.0 ? outcome.gpuSeconds / time : gpuShare;
    decode.parts.add(Stage::FullyConnected, DeviceKind::Gpu, gpuTime * spent.fullyConnected, joules.fullyConnectedGpu);
    decode.parts.add(Stage::FullyConnected, DeviceKind::Pim, (1.0 - gpuTime) * spent.fullyConnected,
                     joules.fullyConnectedPim);
    decode.parts.add(Stage::Attention, DeviceKind::Pim, spent.attention, joules.attention);
    decode.parts.add(Stage::Communication, DeviceKind::Network, spent.communication + spent.switching, joules.link);
    decode.parts.add(Stage::Elementwise, DeviceKind::Gpu, spent.gpuOverhead, 0.0);
    decode.gpuBusy = gpuTime * spent.fullyConnected + spent.gpuOverhead;
    decode.pimFcBusy = (1.0 - gpuTime) * spent.fullyConnected;
    decode.pimAttentionBusy = spent.attention;
    step.steps = outcome.iterations;
    step.firstDecode =
        papi::iteration(machine, design, serving, batch, batch * serving.speculation > outcome.alpha).total();
    step.tokens = serving.lengths.mean();
    step.meanRows = step.steps > 0.0 ? outcome.tokens / step.steps : 0.0;
    if (design == papi::Design::Papi)
        // Stacks that are always faster have no crossing; a bound stands for it.
        step.alpha = isAuto(d[MappingAlpha]) ? std::min(cost.crossover(), kMostRows) : d[MappingAlpha];
    step.pimFcShare = 1.0 - gpuShare;
    if (gpuShare > 0.0 && gpuShare < 1.0)
        step.fcMovesAt = outcome.gpuIterations;
    return step;
}

} // namespace

Verdict checkPhysics(const ResolvedDesign& d)
{
    if (d.physics() == Physics::Own)
        return {};
    const Verdict model = checkModel(d);
    if (!model.usable())
        return model;
    return d.physics() == Physics::AttAccSimulator ? checkAttAcc(d) : checkPapi(d);
}

LanguageStep publishedStep(const ResolvedDesign& d, double batch)
{
    LanguageStep step = d.physics() == Physics::AttAccSimulator ? attaccStep(d, batch) : papiStep(d, batch);
    step.published = true;
    step.constants = d.physics() == Physics::AttAccSimulator ? SourceTag::Published : SourceTag::Assumed;
    step.decode.errorMedian = step.decode.errorP90 = std::numeric_limits<double>::quiet_NaN();
    return step;
}

} // namespace ralmscope
