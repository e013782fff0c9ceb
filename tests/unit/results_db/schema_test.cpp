// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema.h"

#include <set>

#include <gmock/gmock.h>

namespace ralmscope::test {

TEST(Schema, ColumnNamesNeedNoQuotes)
{
    EXPECT_EQ(columnName("retrieval.nprobe"), "retrieval_nprobe");
}

TEST(Schema, NoTwoColumnsShareAName)
{
    std::set<std::string> names{"id",          "key",       "model_version",    "provenance_id", "created",
                                "status",      "reason",    "reason_parameter", "reason_actual", "reason_low",
                                "reason_high", "breakdown", "binding",          "binding_stage", "sources",
                                "sweep_id",    "ordinal",   "problem",          "name",          "size",
                                "axes"};
    for (const auto& columns : {parameterColumns(), metricColumns()}) {
        for (const ColumnDefinition& column : columns)
            EXPECT_TRUE(names.insert(column.name).second) << column.name;
    }
}

TEST(Schema, EveryRowOfTheTwoTablesIsAColumn)
{
    EXPECT_EQ(parameterColumns().size(), kParameterCount);
    EXPECT_EQ(metricColumns().size(), kMetricCount);
}

} // namespace ralmscope::test
