// SPDX-License-Identifier: GPL-3.0-or-later
// Kernel costs as properties that hold for every set of constants of the catalog.
#include "kernel_choice.h"
#include "kernel_work.h"
#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <vector>

namespace ralmscope {
namespace {

using test::shippedCatalog;

const std::vector<double> kSizes{1, 7, 64, 65, 128, 500, 2048, 4097, 16384};

/// Calls `check` with every fit of a class and the GPU it stands for.
template <typename Check> void forEachFit(KernelClass kernel, Check check)
{
    std::size_t n = 0;
    for (const Gpu& gpu : shippedCatalog().gpus) {
        for (const KernelFit& fit : gpu.kernels) {
            if (fit.kernel != kernel)
                continue;
            SCOPED_TRACE(gpu.id + " " + fit.variant + " " + fit.measuredAs + " " + fit.stack);
            check(fit, machineOf(gpu, kernel == KernelClass::Gemm ? fit.variant : "bf16"));
            ++n;
        }
    }
    EXPECT_GT(n, 4U);
}

GemmCall gemm(double m, double n, double k, const KernelFit& fit)
{
    const double bytes = formatBytes(fit.variant);
    return {m, n, k, bytes, bytes < 2.0, 0.0};
}

TEST(GemmCost, NeverFasterOnSlowerHardware)
{
    forEachFit(KernelClass::Gemm, [](const KernelFit& fit, const KernelMachine& machine) {
        const GemmConstants c(fit.values);
        KernelMachine slowMemory = machine;
        slowMemory.memoryBandwidth *= 0.9;
        KernelMachine slowPeak = machine;
        slowPeak.peakFlops *= 0.9;
        for (const double m : kSizes) {
            const GemmCall call = gemm(m, 5120, 4096, fit);
            const double seconds = gemmSeconds(call, machine, c);
            EXPECT_GT(seconds, 0.0);
            EXPECT_GE(gemmSeconds(call, slowMemory, c), seconds);
            EXPECT_GE(gemmSeconds(call, slowPeak, c), seconds);
        }
    });
}

TEST(GemmCost, OneBatchNeverCostsMoreThanItsHalves)
{
    forEachFit(KernelClass::Gemm, [](const KernelFit& fit, const KernelMachine& machine) {
        const GemmConstants c(fit.values);
        for (const double m : kSizes)
            EXPECT_LE(gemmSeconds(gemm(2 * m, 5120, 4096, fit), machine, c),
                      2.0 * gemmSeconds(gemm(m, 5120, 4096, fit), machine, c));
    });
}

TEST(GemmCost, ALargeProductRunsNearThePeakAndAThinOneAtMemorySpeed)
{
    const Catalog& catalog = shippedCatalog();
    const Gpu& h100 = *gpuMeasuredAs(catalog, "H100-SXM5-80GB");
    const KernelChoice choice = chooseKernel(catalog, h100, {KernelClass::Gemm, "bf16", {}, {}});
    const GemmConstants c(choice.fit->values);
    const KernelMachine machine = machineOf(h100, "bf16");
    const double large = gemmSeconds({8192, 8192, 8192, 2.0, false, 0.0}, machine, c);
    EXPECT_GT(2.0 * 8192.0 * 8192.0 * 8192.0 / large, 0.55 * machine.peakFlops);
    EXPECT_LT(2.0 * 8192.0 * 8192.0 * 8192.0 / large, machine.peakFlops);
    const double thin = gemmSeconds({1, 8192, 8192, 2.0, false, 0.0}, machine, c);
    EXPECT_GT(8192.0 * 8192.0 * 2.0 / thin, 0.6 * machine.memoryBandwidth);
    EXPECT_LT(8192.0 * 8192.0 * 2.0 / thin, machine.memoryBandwidth);
}

TEST(AttentionCost, NeverFasterOnSlowerHardwareAndHalvesNeverCheaper)
{
    for (const KernelClass kernel : {KernelClass::PrefillAttention, KernelClass::DecodeAttention}) {
        forEachFit(kernel, [kernel](const KernelFit& fit, const KernelMachine& machine) {
            KernelMachine slowMemory = machine;
            slowMemory.memoryBandwidth *= 0.9;
            KernelMachine slowPeak = machine;
            slowPeak.peakFlops *= 0.9;
            for (const double batch : {1.0, 3.0, 32.0}) {
                for (const double length : kSizes) {
                    AttentionCall call;
                    call.batch = batch;
                    call.heads = 32;
                    call.kvHeads = 8;
                    call.newTokens = kernel == KernelClass::PrefillAttention ? length : 1;
                    call.context = kernel == KernelClass::PrefillAttention ? 0 : length;
                    const double seconds = predict({kernel, machine, call}, fit.values);
                    EXPECT_GT(seconds, 0.0);
                    EXPECT_GE(predict({kernel, slowMemory, call}, fit.values), seconds);
                    EXPECT_GE(predict({kernel, slowPeak, call}, fit.values), seconds);
                    AttentionCall both = call;
                    both.batch *= 2.0;
                    EXPECT_LE(predict({kernel, machine, both}, fit.values), 2.0 * seconds * 1.0001);
                }
            }
        });
    }
}

TEST(CollectiveCost, OneGpuHasNone)
{
    forEachFit(KernelClass::Collective, [](const KernelFit& fit, const KernelMachine& machine) {
        const CollectiveCall call{*collectiveFromName(fit.variant), 1.0, 1e6};
        EXPECT_EQ(predict({KernelClass::Collective, machine, call}, fit.values), 0.0);
    });
}

TEST(CollectiveCost, NeverFasterOnSlowerLinksOrWithMoreBytes)
{
    forEachFit(KernelClass::Collective, [](const KernelFit& fit, const KernelMachine& machine) {
        KernelMachine slow = machine;
        slow.linkBandwidth *= 0.9;
        double before = 0.0;
        for (double bytes = 64; bytes < 1e9; bytes *= 4) {
            const CollectiveCall call{*collectiveFromName(fit.variant), 4.0, bytes};
            const double seconds = predict({KernelClass::Collective, machine, call}, fit.values);
            EXPECT_GE(seconds, before);
            EXPECT_GE(predict({KernelClass::Collective, slow, call}, fit.values), seconds);
            before = seconds;
        }
    });
}

TEST(CollectiveCost, NamesReadBack)
{
    for (const auto operation :
         {CollectiveOperation::AllReduce, CollectiveOperation::AllGather, CollectiveOperation::ReduceScatter,
          CollectiveOperation::AllToAll, CollectiveOperation::SendReceive, CollectiveOperation::Broadcast})
        EXPECT_EQ(collectiveFromName(collectiveName(operation)), operation);
}

TEST(CollectiveCost, NamesAreKnownHoweverLibrariesWriteThem)
{
    using Operation = CollectiveOperation;
    for (const auto& [name, operation] : {std::pair("AllReduce", Operation::AllReduce),
                                          {"all-reduce", Operation::AllReduce},
                                          {"ncclAllReduce", Operation::AllReduce},
                                          {"ALL_GATHER", Operation::AllGather},
                                          {"allgather", Operation::AllGather},
                                          {"Reduce-Scatter", Operation::ReduceScatter},
                                          {"reducescatter", Operation::ReduceScatter},
                                          {"all_to_all", Operation::AllToAll},
                                          {"all-to-all", Operation::AllToAll},
                                          {"AllToAll", Operation::AllToAll},
                                          {"AlltoAll", Operation::AllToAll},
                                          {"sendrecv", Operation::SendReceive},
                                          {"send/recv", Operation::SendReceive},
                                          {"p2p", Operation::SendReceive},
                                          {"Broadcast", Operation::Broadcast},
                                          {"bcast", Operation::Broadcast}})
        EXPECT_EQ(collectiveFromName(name), operation) << name;
    for (const char* name : {"", "reduce", "gather", "all", "alltoone"})
        EXPECT_EQ(collectiveFromName(name), std::nullopt) << name;
}

TEST(ElementwiseCost, SmallKernelsCostTheirLaunchAndLargeOnesTheirBytes)
{
    const KernelMachine machine{100, 1e14, 1e12, 0, 1e11, 400};
    ConstantValues values{};
    values[0] = 3e-6;
    values[1] = 0.5;
    const ElementwiseConstants c(values);
    EXPECT_NEAR(elementwiseSeconds(1e3, machine, c), 3e-6, 1e-9);
    EXPECT_NEAR(elementwiseSeconds(1e9, machine, c), 2e-3, 1e-5);
}

TEST(BoardPower, RisesWithWorkUpToTheLimit)
{
    const KernelMachine machine{100, 1e14, 1e12, 0, 1e11, 400};
    ConstantValues values{};
    values[0] = 0.2;
    values[1] = 1.0;
    values[2] = 0.5;
    const PowerConstants c(values);
    EXPECT_DOUBLE_EQ(boardPowerWatts({0, 0}, machine, c), 80.0);
    EXPECT_DOUBLE_EQ(boardPowerWatts({0.2, 0.2}, machine, c), 200.0);
    EXPECT_DOUBLE_EQ(boardPowerWatts({0.9, 0.9}, machine, c), 400.0);
}

} // namespace
} // namespace ralmscope
