// SPDX-License-Identifier: GPL-3.0-or-later
#include "energy_model.h"

#include "cpu_cost.h"
#include "parameter_choices.h"

#include <algorithm>

namespace ralmscope {

namespace {

using enum Parameter;

double fpgaBusyPower(const ResolvedDesign& d)
{
    return d.database->fpgaBusyPower > 0.0 ? d.database->fpgaBusyPower : d.fpga->busyPower;
}

/// Joules of a whole run (all GPUs, one batch each) added per token to the breakdown.
class EnergyAccount
{
public:
    EnergyAccount(Breakdown& breakdown, double tokens)
        : m_breakdown(breakdown)
        , m_tokens(tokens)
    {
    }
    void add(Stage stage, DeviceKind device, double joules) { m_breakdown.add(stage, device, 0.0, joules / m_tokens); }

private:
    Breakdown& m_breakdown;
    double m_tokens;
};

/// Joules of a pass of one copy, `times` times in every copy.
void addPass(EnergyAccount& account, const PassCost& pass, double times)
{
    for (const StageCost& part : pass.parts.entries())
        account.add(part.stage, part.device, times * part.joules);
}

void addLanguage(EnergyAccount& account, const ResolvedDesign& d, const Schedule& s)
{
    const double batches = s.copies * s.subBatches;
    double busy = 0.0; // seconds of a copy's GPUs, all copies together
    const auto spend = [&](const PassCost& pass, double times) {
        addPass(account, pass, batches * times);
        busy += batches * times * pass.gpuBusy;
    };
    spend(s.step.prefill, 1.0);
    spend(s.step.decode, 1.0);
    spend(s.step.encode, s.retrievals);
    spend(s.step.crossSetup, 1.0);
    addPass(account, s.step.apart, batches);
    // One GPU of a copy scans the index while its others wait.
    const GpuCost& index = s.retrieval.gpuIndex;
    const double scanning = batches * s.retrievals * index.seconds;
    account.add(Stage::IndexScan, DeviceKind::Gpu, scanning * gpuPower(*d.gpu, index.busyFraction()));
    const double working = busy * s.gpusPerCopy + scanning;
    const double prefilling = batches * s.step.apart.gpuBusy * s.gpusPerCopy;
    const double prefillGpus = s.prefillCopies > 0.0 ? d[GpuPrefillCount] : 0.0;
    const double waiting =
        std::max(0.0, d[GpuCount] * s.duration - working) + std::max(0.0, prefillGpus * s.duration - prefilling);
    if (s.step.published)
        return; // nothing at rest in it
    account.add(Stage::Idle, DeviceKind::Gpu, waiting * d.gpu->activePower);
    double stacks = 0.0; // W, drawn at work too
    if (d.attentionInStacks())
        stacks += d[PimAttentionStacks] * d.attentionStack->idlePower;
    // A GPU's own watts hold those of its memory.
    if (d.weightsInStacks() && !d.stacksAreGpuMemory())
        stacks += d[PimFcStacks] * d.fcStack->idlePower;
    account.add(Stage::Idle, DeviceKind::Pim, stacks * s.duration);
}

void addNodes(EnergyAccount& account, const ResolvedDesign& d, const Schedule& s)
{
    if (!d.usesFpga())
        return;
    const double batches = s.copies * s.subBatches * s.retrievals;
    const double nodesPerReplica = d[FpgaNodesPerReplica];
    const double scanned = s.retrieval.scan + s.retrieval.tables;
    const double busy = batches * s.retrieval.nodeBusy * nodesPerReplica; // node-seconds
    const double tables = scanned > 0.0 ? s.retrieval.tables / scanned : 0.0;
    account.add(Stage::CodeScan, DeviceKind::Fpga, busy * (1.0 - tables) * fpgaBusyPower(d));
    account.add(Stage::LookupTable, DeviceKind::Fpga, busy * tables * fpgaBusyPower(d));
    account.add(Stage::Idle, DeviceKind::Fpga, std::max(0.0, d[FpgaCount] * s.duration - busy) * d.fpga->idlePower);
}

void addCpus(EnergyAccount& account, const ResolvedDesign& d, const Schedule& s)
{
    const double batches = s.copies * s.subBatches * s.retrievals;
    // Where no core searches, the coordinator needs a single one.
    const bool attends = d.attentionOn() == AttentionMapping::Cpu;
    const bool searches = attends || d.searchesOnCpu() || (d.usesFpga() && !d.indexOnGpu());
    const double cores = searches ? d[CpuCores] : 1.0;
    const double idle = cpuIdlePower(*d.cpu, cores);
    const double size = s.batch / s.subBatches;
    const double searching = cpuSearchPower(*d.cpu, size, cores);
    double busy = 0.0;
    if (d.searchesOnCpu()) {
        busy = batches * s.retrieval.cpuBusy;
        account.add(Stage::CodeScan, DeviceKind::Cpu, busy * searching);
    } else if (d.usesFpga()) {
        // The coordinator keeps one core busy; an index scan on the CPU keeps all its cores busy.
        const double coordinating = cpuSearchPower(*d.cpu, size, 1.0) - cpuIdlePower(*d.cpu, 1.0) + idle;
        const double path = batches * d.stack->searchFixed;
        account.add(Stage::SearchPath, DeviceKind::Cpu, path * coordinating);
        const double index = d.indexOnGpu() ? 0.0 : batches * s.retrieval.index;
        account.add(Stage::IndexScan, DeviceKind::Cpu, index * searching);
        busy = path + index;
    }
    busy += s.copies * s.subBatches * s.step.decode.cpuBusy;
    account.add(Stage::Idle, DeviceKind::Cpu, std::max(0.0, s.duration - busy) * idle);
}

/// Joules of one query on GPU and on FPGA or CPU, as the paper counts them.
struct PaperEnergy
{
    double gpu = 0.0;
    double cpu = 0.0;
    double fpga = 0.0;
};

PaperEnergy paperEnergy(const ResolvedDesign& d, const Schedule& s, bool tabulated)
{
    const double size = s.batch / s.subBatches;
    PaperEnergy energy;
    EnergyRun run;
    if (tabulated) {
        run = energyRunAt(*d.database, size);
    } else {
        run.cpuPower = cpuSearchPower(*d.cpu, size, d[CpuCores]);
        run.cpuTimePerQuery =
            (d.searchesOnCpu() ? s.retrieval.searchMedian - s.retrieval.gpuIndex.seconds : s.retrieval.index) / size;
        run.gpuPower = gpuPower(*d.gpu, s.retrieval.gpuIndex.busyFraction());
        run.gpuTimePerQuery = s.retrieval.gpuIndex.seconds / size;
    }
    if (d.indexOnGpu())
        energy.gpu = run.gpuPower * run.gpuTimePerQuery;
    if (d.searchesOnCpu() || (!tabulated && !d.indexOnGpu()))
        energy.cpu = run.cpuPower * run.cpuTimePerQuery;
    if (d.usesFpga()) {
        const double bytes = d[RetrievalNprobe] / d[DatabaseNlist] * d[DatabaseVectors] * d[DatabasePqBytes];
        energy.fpga = fpgaBusyPower(d) * bytes / d.fpga->idealBandwidth;
    }
    return energy;
}

void addPaperEnergy(Result& result, const ResolvedDesign& d, const Schedule& s, bool tabulated)
{
    const PaperEnergy query = paperEnergy(d, s, tabulated);
    const double queriesPerToken = s.retrievals / s.tokens;
    result.breakdown.add(Stage::IndexScan, DeviceKind::Gpu, 0.0, query.gpu * queriesPerToken);
    result.breakdown.add(d.usesFpga() ? Stage::IndexScan : Stage::CodeScan, DeviceKind::Cpu, 0.0,
                         query.cpu * queriesPerToken);
    result.breakdown.add(Stage::CodeScan, DeviceKind::Fpga, 0.0, query.fpga * queriesPerToken);
}

bool isSearch(Stage stage)
{
    return stage == Stage::IndexScan || stage == Stage::CodeScan || stage == Stage::LookupTable
        || stage == Stage::Transfer || stage == Stage::SearchPath;
}

} // namespace

void addEnergy(Result& result, const ResolvedDesign& d, const Schedule& s)
{
    const auto convention = d.choice<ralmscope::EnergyConvention>(Parameter::EnergyConvention);
    if (convention == ralmscope::EnergyConvention::Device) {
        EnergyAccount account(result.breakdown, s.copies * s.batch * s.tokens);
        addLanguage(account, d, s);
        addNodes(account, d, s);
        if (!s.step.published || d.retrieves())
            addCpus(account, d, s);
    } else if (d.retrieves()) {
        const bool tabulated = convention == ralmscope::EnergyConvention::PaperTabulated;
        addPaperEnergy(result, d, s, tabulated && !d.database->energyRuns.empty());
    }

    double search = 0.0;
    double idle = 0.0;
    std::array<double, kDeviceKindCount> byDevice{};
    for (const StageCost& cost : result.breakdown.entries()) {
        byDevice[static_cast<std::size_t>(cost.device)] += cost.joules;
        search += isSearch(cost.stage) ? cost.joules : 0.0;
        idle += cost.stage == Stage::Idle ? cost.joules : 0.0;
    }
    const double total = result.breakdown.joules();
    result[Metric::EnergyPerToken] = total;
    result[Metric::EnergyPerRequest] = total * s.tokens;
    result[Metric::EnergyGpu] = byDevice[static_cast<std::size_t>(DeviceKind::Gpu)];
    if (d.attentionInStacks() || d.weightsInStacks())
        result[Metric::EnergyPim] = byDevice[static_cast<std::size_t>(DeviceKind::Pim)];
    result[Metric::EnergyCpu] = byDevice[static_cast<std::size_t>(DeviceKind::Cpu)];
    if (d.usesFpga())
        result[Metric::EnergyFpga] = byDevice[static_cast<std::size_t>(DeviceKind::Fpga)];
    if (d.retrieves())
        result[Metric::EnergyPerQuery] = search * s.tokens / s.retrievals;
    if (total > 0.0)
        result[Metric::EnergyIdleShare] = idle / total;
    result[Metric::AveragePower] = total * result[Metric::Tokens];
    result[Metric::PimPower] = result[Metric::EnergyPim] * result[Metric::Tokens];
}

} // namespace ralmscope
