// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch_fit.h"

#include "shipped_catalog.h"
#include "simulate.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;

constexpr std::string_view kStack = "fairseq-pytorch";
constexpr std::string_view kGpu = "rtx-3090";

std::size_t position(CatalogKind kind, std::string_view id)
{
    return static_cast<std::size_t>(shippedCatalog().find(kind, id));
}

/// Times of designs that the shipped catalog gives, from launch-bound to bound by kernels.
std::vector<MeasuredDesign> samples()
{
    std::vector<MeasuredDesign> rows;
    for (const char* model : {"dec-s", "encdec-s"}) {
        for (const char* batch : {"1", "8", "32", "64", "128", "256"}) {
            MeasuredDesign row;
            row.design = designWith({{"lm.model", model},
                                     {"workload.batch", batch},
                                     {"retrieval.organisation", "none"},
                                     {"lm.stack", kStack},
                                     {"gpu.device", kGpu}});
            for (const Metric metric : {Metric::Tpot, Metric::FirstStep}) {
                row.metric = metric;
                row.measured = simulate(row.design, shippedCatalog())[metric];
                if (std::isfinite(row.measured))
                    rows.push_back(row);
            }
        }
    }
    return rows;
}

LaunchFit fitted(const std::vector<MeasuredDesign>& rows)
{
    RobustFitOptions options;
    options.starts = 2;
    return fitLaunches(shippedCatalog(), position(CatalogKind::Stack, kStack), position(CatalogKind::Gpu, kGpu), rows,
                       options);
}

TEST(LaunchFit, FindsTheLaunchesBehindItsOwnPredictions)
{
    const SoftwareStack& truth = shippedCatalog().stacks[position(CatalogKind::Stack, kStack)];
    const LaunchFit fit = fitted(samples());
    EXPECT_EQ(fit.stack.id, kStack);
    EXPECT_NEAR(fit.stack.decoderLayerLaunch, truth.decoderLayerLaunch, 0.01 * truth.decoderLayerLaunch);
    EXPECT_NEAR(fit.stack.crossAttentionLaunch, truth.crossAttentionLaunch, 0.03 * truth.crossAttentionLaunch);
    EXPECT_NEAR(fit.stack.kvTraffic, truth.kvTraffic, 0.05 * truth.kvTraffic);
    EXPECT_LT(fit.result.fit.p90, 0.02);
}

TEST(LaunchFit, FullPrecisionProductsGetOneEfficiency)
{
    const LaunchFit fit = fitted(samples());
    EXPECT_EQ(fit.gemm.kernel, KernelClass::Gemm);
    EXPECT_EQ(fit.gemm.variant, "fp32");
    EXPECT_EQ(fit.gemm.measuredAs, "RTX-3090");
    EXPECT_EQ(fit.gemm.values[0], fit.gemm.values[1]);
    EXPECT_EQ(fit.gemm.rows, samples().size());
}

TEST(LaunchFit, RowsKeptApartDoNotMatterAndAreTheErrorOfTheStack)
{
    auto rows = samples();
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].heldOut = i % 2 == 1;
    const LaunchFit before = fitted(rows);
    for (MeasuredDesign& row : rows)
        row.measured *= row.heldOut ? 2.0 : 1.0;
    const LaunchFit after = fitted(rows);
    EXPECT_EQ(after.result.values, before.result.values);
    ASSERT_GE(after.result.apart, kFewestApart);
    EXPECT_NEAR(after.stack.launchErrorMedian, 0.5, 0.03);
    EXPECT_LT(after.result.fit.p90, 0.02);
}

TEST(LaunchFit, RowsThatScatterCountLess)
{
    auto rows = samples();
    const double steady = fitted(rows).stack.decoderLayerLaunch;
    for (std::size_t i = 0; i < rows.size(); i += 3) {
        rows[i].measured *= 1.3;
        rows[i].scatter = 0.5;
    }
    EXPECT_NEAR(fitted(rows).stack.decoderLayerLaunch, steady, 0.03 * steady);
}

TEST(LaunchFit, SameInputSameBits)
{
    EXPECT_EQ(fitted(samples()).result.values, fitted(samples()).result.values);
}

TEST(LaunchFit, SourcesOfTheEntryStay)
{
    EXPECT_EQ(fitted(samples()).stack.searchPath.text,
              shippedCatalog().stacks[position(CatalogKind::Stack, kStack)].searchPath.text);
}

} // namespace
} // namespace ralmscope
