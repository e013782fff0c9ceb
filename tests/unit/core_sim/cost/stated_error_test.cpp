// SPDX-License-Identifier: GPL-3.0-or-later
#include "stated_error.h"

#include "kernel_choice.h"
#include "shipped_catalog.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace ralmscope {
namespace {

KernelFit seen(std::string variant, std::size_t rows, std::size_t apart, ErrorBand holdOut, ErrorBand pooled)
{
    KernelFit fit;
    fit.kernel = KernelClass::BoardPower;
    fit.variant = std::move(variant);
    fit.rows = rows;
    fit.apart = apart;
    fit.fit = pooled;
    fit.holdOut = holdOut;
    fit.pooled = pooled;
    return fit;
}

/// A measured GPU, one whose sibling it is, one that nobody measured, and the generic one.
Catalog fourGpus(const KernelFit& own, const std::vector<KernelFit>& generic)
{
    Catalog catalog;
    catalog.gpus.resize(4);
    catalog.gpus[0].id = "own";
    catalog.gpus[0].kernels = {own};
    catalog.gpus[1].id = "young";
    catalog.gpus[1].sibling = "own";
    catalog.gpus[2].id = "stranger";
    catalog.gpus[3].id = std::string(kGenericGpu);
    catalog.gpus[3].kernels = generic;
    addStatedErrors(catalog);
    return catalog;
}

ErrorBand stated(const Catalog& catalog, std::size_t gpu, const KernelQuery& query)
{
    const KernelChoice choice = chooseKernel(catalog, catalog.gpus[gpu], query);
    if (!choice.fit)
        return {};
    return choice.match <= KernelMatch::SameGpu ? choice.fit->stated : choice.fit->standIn;
}

const KernelQuery kServing{KernelClass::BoardPower, "e2e", {}, {}};

TEST(SeenError, OneRowKeptApartIsNoError)
{
    const KernelFit lucky = seen("e2e 8-bit", 13, 1, {0.03, 0.03}, {0.1, 0.19});
    EXPECT_DOUBLE_EQ(seenError(lucky).median, 0.1);
    EXPECT_DOUBLE_EQ(seenError(lucky).p90, 0.19);
    EXPECT_DOUBLE_EQ(seenError(seen("e2e", 40, kFewestApart, {0.03, 0.03}, {0.1, 0.19})).p90, 0.03);
}

TEST(SeenError, EntriesWithoutPooledErrorsTakeTheWiderOfBoth)
{
    KernelFit old = seen("e2e", 40, 0, {0.03, 0.3}, {});
    old.fit = {0.05, 0.2};
    EXPECT_DOUBLE_EQ(seenError(old).median, 0.05);
    EXPECT_DOUBLE_EQ(seenError(old).p90, 0.3);
    old.holdOut = {};
    EXPECT_DOUBLE_EQ(seenError(old).p90, 0.2);
}

TEST(StatedErrors, WidenFromOwnToSiblingToGeneric)
{
    const Catalog catalog =
        fourGpus(seen("e2e", 100, 20, {0.04, 0.1}, {0.04, 0.1}), {seen("e2e", 400, 80, {0.09, 0.25}, {0.09, 0.25})});
    EXPECT_DOUBLE_EQ(stated(catalog, 0, kServing).p90, 0.1);
    EXPECT_DOUBLE_EQ(stated(catalog, 1, kServing).p90, 0.25);
    EXPECT_DOUBLE_EQ(stated(catalog, 2, kServing).p90, 0.25);
}

TEST(StatedErrors, AGenericVariantOfFewRowsIsNoBetterThanItsClass)
{
    const Catalog catalog =
        fourGpus(seen("e2e", 100, 20, {0.04, 0.1}, {0.04, 0.1}),
                 {seen("e2e", 400, 80, {0.1, 0.2}, {0.1, 0.2}), seen("e2e 8-bit", 100, 1, {0.01, 0.01}, {0.02, 0.05})});
    const ErrorBand band = stated(catalog, 2, {KernelClass::BoardPower, "e2e 8-bit", {}, {}});
    EXPECT_NEAR(band.median, (400 * 0.1 + 100 * 0.02) / 500, 1e-12);
    EXPECT_NEAR(band.p90, (400 * 0.2 + 100 * 0.05) / 500, 1e-12);
}

TEST(StatedErrors, AGpuThatNobodyMeasuredIsNoEasierThanTheHardestMeasured)
{
    const Catalog catalog =
        fourGpus(seen("e2e", 100, 20, {0.3, 0.7}, {0.3, 0.7}), {seen("e2e", 400, 80, {0.09, 0.25}, {0.09, 0.25})});
    EXPECT_DOUBLE_EQ(stated(catalog, 1, kServing).p90, 0.7);
    EXPECT_DOUBLE_EQ(stated(catalog, 2, kServing).p90, 0.7);
}

TEST(StatedErrors, SixRowsOfAUsersGpuDoNotPromiseMoreThanTheClass)
{
    const Catalog catalog =
        fourGpus(seen("e2e", 6, 1, {0.001, 0.001}, {0.004, 0.006}), {seen("e2e", 400, 80, {0.09, 0.25}, {0.09, 0.25})});
    EXPECT_DOUBLE_EQ(stated(catalog, 0, kServing).median, 0.09);
    EXPECT_DOUBLE_EQ(stated(catalog, 0, kServing).p90, 0.25);
}

/// Software that designs ask for when they need constants of such a class.
std::vector<std::string_view> stacksAsked(const KernelFit& fit)
{
    switch (fit.kernel) {
    case KernelClass::Elementwise:
    case KernelClass::BoardPower:
        return {""};
    case KernelClass::HostOverhead:
        return {fit.stack};
    default:
        return {"vllm", "trtllm", "sglang"};
    }
}

// The worst case widens, on the shipped catalog: for everything that designs ask for.
TEST(StatedErrors, ShippedGenericIsNeverNarrowerThanASiblingNorThatThanTheMeasuredGpu)
{
    Catalog catalog = test::shippedCatalog();
    catalog.gpus.reserve(catalog.gpus.size() + 2);
    std::size_t compared = 0;
    const std::size_t shipped = catalog.gpus.size();
    for (std::size_t i = 0; i < shipped; ++i) {
        if (catalog.gpus[i].id == kGenericGpu || catalog.gpus[i].kernels.empty())
            continue;
        Gpu young = catalog.gpus[i];
        young.id = "young";
        young.sibling = catalog.gpus[i].id;
        young.kernels.clear();
        Gpu stranger = young;
        stranger.id = "stranger";
        stranger.sibling.clear();
        for (const KernelFit& fit : catalog.gpus[i].kernels) {
            for (const std::string_view stack : stacksAsked(fit)) {
                const KernelQuery query{fit.kernel, fit.variant, {}, stack};
                const KernelChoice own = chooseKernel(catalog, catalog.gpus[i], query);
                const KernelChoice sibling = chooseKernel(catalog, young, query);
                const KernelChoice generic = chooseKernel(catalog, stranger, query);
                ASSERT_EQ(sibling.match, KernelMatch::Sibling);
                EXPECT_GE(sibling.fit->standIn.median, own.fit->stated.median) << catalog.gpus[i].id << fit.variant;
                EXPECT_GE(sibling.fit->standIn.p90, own.fit->stated.p90) << catalog.gpus[i].id << fit.variant;
                const bool asked =
                    fit.kernel != KernelClass::Collective || fit.variant == "all_reduce" || fit.variant == "send_recv";
                if (!generic.fit || !asked || fit.variant == "fp32")
                    continue;
                EXPECT_GE(generic.fit->standIn.median, sibling.fit->standIn.median)
                    << catalog.gpus[i].id << " " << fit.variant << " " << fit.stack;
                EXPECT_GE(generic.fit->standIn.p90, sibling.fit->standIn.p90)
                    << catalog.gpus[i].id << " " << fit.variant << " " << fit.stack;
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 100u);
}

ServedError served(ServedTime what, std::string stack, double p90)
{
    ServedError error;
    error.what = what;
    error.stack = std::move(stack);
    error.rows = 10;
    error.error = {0.5 * p90, p90};
    return error;
}

TEST(ServedErrors, AreOfTheGpuAndSoftwareElseOfTheGpuElseOfTheSoftwareElseOfAll)
{
    using enum ServedTime;
    Catalog catalog = fourGpus(seen("e2e", 100, 20, {0.04, 0.1}, {0.04, 0.1}), {});
    catalog.gpus[0].served = {served(PerToken, "vllm", 0.1), served(PerToken, "", 0.2)};
    catalog.gpus[3].served = {served(PerToken, "sglang", 0.3), served(PerToken, "", 0.4), served(FirstToken, "", 0.5)};
    bool exact = false;
    EXPECT_DOUBLE_EQ(servedError(catalog, catalog.gpus[0], PerToken, "vllm", &exact).p90, 0.1);
    EXPECT_TRUE(exact);
    EXPECT_DOUBLE_EQ(servedError(catalog, catalog.gpus[0], PerToken, "sglang", &exact).p90, 0.2);
    EXPECT_FALSE(exact);
    EXPECT_DOUBLE_EQ(servedError(catalog, catalog.gpus[2], PerToken, "sglang", &exact).p90, 0.3);
    EXPECT_FALSE(exact);
    EXPECT_DOUBLE_EQ(servedError(catalog, catalog.gpus[2], PerToken, "vllm").p90, 0.4);
    EXPECT_DOUBLE_EQ(servedError(catalog, catalog.gpus[0], FirstToken, "vllm").p90, 0.5);
    catalog.gpus[3].served.clear();
    EXPECT_TRUE(std::isnan(servedError(catalog, catalog.gpus[2], FirstToken, "vllm").p90));
}

} // namespace
} // namespace ralmscope
