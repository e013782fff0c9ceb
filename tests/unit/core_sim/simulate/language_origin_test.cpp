// SPDX-License-Identifier: GPL-3.0-or-later
#include "language_origin.h"

#include "feasibility.h"
#include "model_memory.h"
#include "shipped_catalog.h"
#include "simulate.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using test::designWith;
using test::shippedCatalog;
using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

LanguageOrigin originOf(Values values)
{
    const DesignPoint design = designWith(values);
    const Result result = simulate(design, shippedCatalog());
    EXPECT_TRUE(result.verdict.usable()) << describe(result.verdict);
    return languageOrigin(resolve(design, shippedCatalog()), result.breakdown);
}

const Values kServing{{"retrieval.organisation", "none"}, {"lm.model", "llama-3-8b"},  {"lm.stack", "vllm"},
                      {"lm.precision", "bf16"},           {"workload.prompt", "1024"}, {"workload.batch", "32"}};

LanguageOrigin servedOn(std::string_view gpu)
{
    DesignPoint design = designWith(kServing);
    design.set(Parameter::GpuDevice, shippedCatalog().find(CatalogKind::Gpu, gpu));
    const Result result = simulate(design, shippedCatalog());
    EXPECT_TRUE(result.verdict.usable()) << describe(result.verdict);
    return languageOrigin(resolve(design, shippedCatalog()), result.breakdown);
}

TEST(LanguageOrigin, AGpuWithItsOwnTablesIsMeasured)
{
    const LanguageOrigin h100 = servedOn("h100-sxm");
    EXPECT_LE(h100.match, KernelMatch::SameGpu);
    EXPECT_EQ(originText(h100), "measured on this GPU");
}

TEST(LanguageOrigin, AGpuWithoutAnySaysGenericInWords)
{
    const LanguageOrigin v100 = servedOn("v100");
    EXPECT_EQ(v100.match, KernelMatch::Generic);
    EXPECT_EQ(originText(v100), "generic constants");
}

TEST(LanguageOrigin, AStandInIsNamed)
{
    LanguageOrigin origin;
    origin.match = KernelMatch::Sibling;
    origin.standIn = "A100 80GB";
    EXPECT_EQ(originText(origin), "sibling GPU: A100 80GB");
}

TEST(LanguageOrigin, PartsAreWhatTakesTimeLargestFirst)
{
    const LanguageOrigin origin = servedOn("h100-sxm");
    ASSERT_FALSE(origin.parts.empty());
    for (std::size_t i = 1; i < origin.parts.size(); ++i)
        EXPECT_LE(origin.parts[i].share, origin.parts[i - 1].share);
    for (const KernelOrigin& part : origin.parts) {
        EXPECT_NE(part.what, "links") << "one GPU has none";
        EXPECT_GT(part.error.median, 0.0) << part.what;
        EXPECT_GE(part.error.p90, part.error.median) << part.what;
    }
}

TEST(LanguageOrigin, LaunchesAreTheSoftwaresOwn)
{
    const LanguageOrigin origin = originOf({{"workload.batch", "1"}});
    ASSERT_FALSE(origin.parts.empty());
    EXPECT_EQ(origin.parts[0].what, "launches");
    EXPECT_THAT(origin.parts[0].from, testing::HasSubstr("Fairseq"));
}

TEST(PrefillMemory, HoldsOnePromptAndNoOutput)
{
    const auto use = [](std::string_view pools) {
        DesignPoint design = designWith(kServing);
        design.set(Parameter::GpuDevice, shippedCatalog().find(CatalogKind::Gpu, "h100-sxm"));
        design.set(Parameter::MappingPools, pools == "separate" ? 1 : 0);
        return simulate(design, shippedCatalog());
    };
    EXPECT_TRUE(std::isnan(use("together")[Metric::PrefillMemory]));
    const Result apart = use("separate");
    EXPECT_GT(apart[Metric::PrefillMemory], apart[Metric::GpuWeights]);
    EXPECT_LT(apart[Metric::PrefillMemory], apart[Metric::GpuMemory]) << "decoding holds whole sequences";
}

} // namespace
} // namespace ralmscope
