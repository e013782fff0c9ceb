// SPDX-License-Identifier: GPL-3.0-or-later
#include "metric_table.h"

#include "parameter_table.h"

#include <gtest/gtest.h>

#include <set>

namespace ralmscope {
namespace {

TEST(MetricTable, EveryRowIsCompleteAndNoIdIsAParameters)
{
    std::set<std::string_view> ids;
    for (const MetricInfo& row : metricTable()) {
        SCOPED_TRACE(row.id);
        EXPECT_TRUE(ids.insert(row.id).second);
        EXPECT_FALSE(row.label.empty());
        EXPECT_TRUE(row.doc.ends_with('.'));
        EXPECT_EQ(findMetric(row.id), &row);
        EXPECT_EQ(findParameter(row.id), nullptr) << "results carry both as columns";
    }
}

} // namespace
} // namespace ralmscope
