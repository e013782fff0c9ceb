// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv_table.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string problemsOf(std::string_view text)
{
    const auto table = parseCsv(text, "t.csv");
    return table ? "" : problemsText(table.error());
}

TEST(CsvTable, ReadsHeaderRowsAndLines)
{
    const auto table = parseCsv("a,b\n1,2\n\n3,4\n", "t.csv");
    ASSERT_TRUE(table);
    EXPECT_THAT(table->header, ElementsAre("a", "b"));
    EXPECT_THAT(table->rows, ElementsAre(ElementsAre("1", "2"), ElementsAre("3", "4")));
    EXPECT_THAT(table->lines, ElementsAre(2u, 4u));
    EXPECT_EQ(table->column("b"), 1);
    EXPECT_EQ(table->column("c"), -1);
}

TEST(CsvTable, QuotesMayHoldCommasQuotesAndLines)
{
    const auto table = parseCsv("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",z\nlast,\"\"\n", "t.csv");
    ASSERT_TRUE(table);
    EXPECT_THAT(table->rows,
                ElementsAre(ElementsAre("x,y", "say \"hi\""), ElementsAre("two\nlines", "z"), ElementsAre("last", "")));
    EXPECT_THAT(table->lines, ElementsAre(2u, 3u, 5u));
}

TEST(CsvTable, WindowsFilesReadTheSame)
{
    const auto table = parseCsv("\xEF\xBB\xBF"
                                "a,b\r\n1,\"2\"\r\n",
                                "t.csv");
    ASSERT_TRUE(table);
    EXPECT_THAT(table->header, ElementsAre("a", "b"));
    EXPECT_THAT(table->rows, ElementsAre(ElementsAre("1", "2")));
}

TEST(CsvTable, LastLineNeedsNoEnd)
{
    EXPECT_THAT(parseCsv("a,b\n1,2", "t").value().rows, ElementsAre(ElementsAre("1", "2")));
    EXPECT_THAT(parseCsv("a,b\n1,", "t").value().rows, ElementsAre(ElementsAre("1", "")));
}

TEST(CsvTable, AQuotedNothingIsARowAndAnEmptyLineIsNone)
{
    EXPECT_THAT(parseCsv("a\n\n\"\"\n1\n", "t").value().rows, ElementsAre(ElementsAre(""), ElementsAre("1")));
}

TEST(CsvTable, ProblemsNameTheLine)
{
    EXPECT_THAT(problemsOf("a,b\n1,2\n1\n1,2,3\n"), HasSubstr("t.csv: line 3: 1 cells, the header has 2 columns"));
    EXPECT_THAT(problemsOf("a,b\n1,2\n1\n1,2,3\n"), HasSubstr("t.csv: line 4: 3 cells"));
    EXPECT_THAT(problemsOf("a,b\n\"1,2\n"), HasSubstr("line 2: a quote is not closed"));
    EXPECT_THAT(problemsOf("a,b\n\"1\"x,2\n"), HasSubstr("line 2: text after a closing quote"));
    EXPECT_THAT(problemsOf("a,a\n"), HasSubstr("line 1: column a stands twice"));
    EXPECT_THAT(problemsOf("a,\n"), HasSubstr("line 1: column 2 has no name"));
    EXPECT_THAT(problemsOf(""), HasSubstr("is empty"));
    EXPECT_THAT(problemsOf("a;b\n1;2\n"), HasSubstr("line 1: columns must be parted by commas"));
    EXPECT_THAT(problemsOf("a\tb\n"), HasSubstr("parted by commas"));
    EXPECT_THAT(problemsOf("\xFF\xFE" + std::string("a\0,\0", 4)), HasSubstr("is no text in UTF-8"));
}

TEST(CsvTable, AMissingColumnThatIsSpelledAlikeIsNamed)
{
    const CsvTable table = parseCsv("Batch size,ms\n1,2\n", "t.csv").value();
    EXPECT_EQ(missingColumn(table, "batch_size").text(),
              "t.csv: column batch_size is missing; there is \"Batch size\"");
    EXPECT_EQ(missingColumn(table, "gpu").text(), "t.csv: column gpu is missing");
}

TEST(CsvTable, WrittenTableReadsBack)
{
    const CsvTable table{"t", {"a", "b"}, {{"x,y", "\"q\""}, {"two\nlines", ""}}, {2, 3}};
    const auto again = parseCsv(csvText(table), "t");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->header, table.header);
    EXPECT_EQ(again->rows, table.rows);
    EXPECT_EQ(csvText(*again), csvText(table));
}

} // namespace
} // namespace ralmscope
