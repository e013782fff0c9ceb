// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_coverage.h"

#include "catalog_files.h"
#include "temporary_folder.h"
#include "validation.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kFigure = R"({"format": "ralmscope-figure", "version": 1, "id": "f", "title": "F", "text": "",
  "source": {"tag": "measured", "text": "invented for this test"}, "design": {"retrieval.organisation": "cpu"},
  "columns": [{"column": "batch", "parameter": "workload.batch"}], "filter": {"kept": ["yes"]},
  "series": [{"name": "small", "column": "ms", "metric": "latency.search", "scale": 0.001, "kind": "prediction",
              "when": {"batch": {"to": 8}, "stack": ["a", "b"]}, "unless": {"odd": ["1"]}},
             {"name": "all", "column": "ms", "metric": "latency.search", "scale": 0.001, "kind": "informational"}]})";
constexpr const char* kHeader = "batch,stack,odd,ms,kept\n";

class TableCoverage : public testing::Test
{
protected:
    static PaperFigure figure()
    {
        const Catalog catalog = loadCatalog(shippedData()).value().catalog;
        return parseFigure(kFigure, std::string(kHeader) + "1,a,0,1,yes\n", catalog, "f.json", "t.csv").value();
    }
    static CsvTable table(const std::string& rows) { return parseCsv(kHeader + rows, "mine.csv").value(); }
};

TEST_F(TableCoverage, RowsOfNoJudgedSeriesAreCountedByWhatKeepsThemOut)
{
    const CsvTable mine =
        table("1,a,0,1,yes\n2,c,0,1,yes\n3,c,0,1,yes\n16,b,0,1,yes\n16,d,0,1,yes\n4,,0,1,yes\n5,b,1,1,yes\n");
    EXPECT_THAT(unjudgedRows(figure(), mine, {}),
                ElementsAre("2 rows not judged by ms: stack c", "1 rows not judged by ms: an exception of small",
                            "1 rows not judged by ms: batch above 8", "1 rows not judged by ms: batch above 8, stack d",
                            "1 rows not judged by ms: stack empty"));
}

TEST_F(TableCoverage, RowsThatAreCountedElsewhereAreNot)
{
    const CsvTable mine = table("2,c,0,,yes\n3,c,0,1,no\n4,c,0,1,yes\n");
    EXPECT_THAT(unjudgedRows(figure(), mine, {false, false, true}), IsEmpty());
}

TEST_F(TableCoverage, ManyReasonsAreSummedUp)
{
    std::string rows;
    for (int i = 0; i < 20; ++i)
        rows += "1,stack " + std::to_string(i) + ",0,1,yes\n";
    const auto notices = unjudgedRows(figure(), table(rows), {});
    ASSERT_LE(notices.size(), 10u);
    EXPECT_THAT(notices.back(), HasSubstr("other reasons"));
}

TEST_F(TableCoverage, ColumnsThatNothingReadsAreNamed)
{
    const CsvTable mine = parseCsv("batch,Stack,ms,source,colour\n1,a,1,x,red\n", "mine.csv").value();
    EXPECT_THAT(unusedColumns(figure(), mine), ElementsAre("Stack", "colour"));
}

TEST_F(TableCoverage, AUsersTableIsReportedOnAndTheShippedOneIsNot)
{
    const Catalog catalog = loadCatalog(shippedData()).value().catalog;
    const CsvTable mine = table("1,z,0,1,yes\n");
    EXPECT_THAT(validateFigure(figure(), catalog, &mine).value().notices, Contains("1 rows not judged by ms: stack z"));
    EXPECT_THAT(validateFigure(figure(), catalog).value().notices, IsEmpty());
}

} // namespace
} // namespace ralmscope
