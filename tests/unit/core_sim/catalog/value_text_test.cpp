// SPDX-License-Identifier: GPL-3.0-or-later
#include "value_text.h"

#include "shipped_catalog.h"

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

using test::shippedCatalog;

TEST(ValueText, CatalogParametersCarryIds)
{
    const ParameterInfo& row = info(Parameter::RetrievalDatabase);
    const auto value = valueFromText(row, "sift-1b", shippedCatalog());
    ASSERT_TRUE(value.has_value());
    EXPECT_EQ(valueText(row, *value, shippedCatalog()), "sift-1b");
}

TEST(ValueText, ProblemsNameIdValueAndWhatIsAllowed)
{
    std::string problem;
    EXPECT_FALSE(valueFromText(info(Parameter::RetrievalDatabase), "nowhere", shippedCatalog(), &problem));
    EXPECT_NE(problem.find("retrieval.database = nowhere"), std::string::npos) << problem;
    EXPECT_NE(problem.find("sift-1b"), std::string::npos) << problem;
    EXPECT_FALSE(valueFromText(info(Parameter::RetrievalNprobe), "1e9", shippedCatalog(), &problem));
    EXPECT_EQ(problem, "retrieval.nprobe = 1e9: allowed whole numbers 1 .. 65536");
}

TEST(ValueText, ChoosingADatabaseMakesItsShapeAutomaticAgain)
{
    DesignPoint design;
    setByUser(design, Parameter::DatabaseDimension, 256);
    setByUser(design, Parameter::RetrievalNprobe, 64);
    const double other = static_cast<double>(shippedCatalog().find(CatalogKind::Database, "sift-1b"));
    setByUser(design, Parameter::RetrievalDatabase, other);
    EXPECT_TRUE(design.isAuto(Parameter::DatabaseDimension));
    EXPECT_EQ(design[Parameter::RetrievalNprobe], 64);
}

} // namespace
} // namespace ralmscope
