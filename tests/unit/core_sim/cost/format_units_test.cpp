// SPDX-License-Identifier: GPL-3.0-or-later
#include "format_units.h"

#include "kernel_choice.h"
#include "shipped_catalog.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Gpu& gpu(std::string_view id)
{
    return *gpuMeasuredAs(test::shippedCatalog(), id);
}

TEST(FormatUnits, AGpuWithUnitsConvertsNothing)
{
    for (const char* format : {"fp32", "fp16", "bf16", "fp8", "int8"}) {
        EXPECT_EQ(arithmeticFormat(gpu("h100-sxm"), format), format);
        EXPECT_THAT(conversionText(gpu("h100-sxm"), format), IsEmpty()) << format;
    }
    EXPECT_THAT(conversionText(gpu("b200"), "fp4"), IsEmpty());
}

TEST(FormatUnits, VoltaHasNeitherBf16NorFp8AndSaysSo)
{
    const Gpu& v100 = gpu("v100");
    EXPECT_THAT(conversionText(v100, "fp16"), IsEmpty());
    EXPECT_THAT(conversionText(v100, "bf16"), HasSubstr("no BF16 units"));
    EXPECT_EQ(arithmeticFormat(v100, "fp8"), "bf16");
    EXPECT_THAT(conversionText(v100, "fp8"), HasSubstr("unpacked to FP16"));
}

TEST(FormatUnits, NarrowFormatsAreUnpackedByWhatHasNoSuchUnits)
{
    EXPECT_THAT(conversionText(gpu("a100-80gb"), "fp8"), HasSubstr("FP8 weights are unpacked to 16 bits"));
    EXPECT_THAT(conversionText(gpu("h100-sxm"), "fp4"), HasSubstr("no such units"));
    EXPECT_THAT(conversionText(gpu("b200"), "int4"), HasSubstr("stored, not computed"));
}

} // namespace
} // namespace ralmscope
