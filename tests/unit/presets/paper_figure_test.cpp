// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_figure.h"

#include "catalog_files.h"
#include "temporary_folder.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kFigure =
    R"({"format": "ralmscope-figure", "version": 1, "id": "mine", "title": "Mine", "text": "",
  "source": {"tag": "measured", "text": "my lab"},
  "columns": [{"column": "batch", "parameter": "workload.batch"},
              {"column": "who", "cells": [{"match": "{n}CPU", "set": {"retrieval.organisation": "cpu", "cpu.cores": "{n}"}}]}],
  "series": [{"name": "all", "column": "ms", "metric": "latency.search", "scale": 0.001, "kind": "prediction",
              "tolerance": {"max": 0.5}}]})";
constexpr const char* kTable = "who,batch,ms\n8CPU,1,20\n";

class PaperFigures : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_catalog = std::make_unique<Catalog>(loadCatalog(shippedData()).value().catalog); }
    static void TearDownTestSuite() { s_catalog.reset(); }

    static std::string problemsOf(const std::string& figure)
    {
        const auto parsed = parseFigure(figure, kTable, *s_catalog, "figure.json", "table.csv");
        return parsed ? "" : problemsText(parsed.error());
    }
    static std::string problemsWith(std::string_view what, std::string_view with)
    {
        return problemsOf(replaced(kFigure, what, with));
    }

    static inline std::unique_ptr<Catalog> s_catalog;
    TemporaryFolder m_user;
};

TEST_F(PaperFigures, AUsersFigureIsPickedUp)
{
    m_user.write("papers/mine/figure.json", kFigure);
    m_user.write("papers/mine/table.csv", kTable);
    const auto load = loadFigures(shippedData(m_user.path()), *s_catalog);
    ASSERT_TRUE(load);
    EXPECT_TRUE(load->problems.empty()) << problemsText(load->problems);
    EXPECT_EQ(load->figures.back().id, "mine");
}

TEST_F(PaperFigures, BadUserFiguresAreReportedAndTheShippedOnesStay)
{
    m_user.write("papers/mine/figure.json", kFigure);
    m_user.write("papers/other/figure.json", kFigure);
    m_user.write("papers/other/table.csv", kTable);
    m_user.write("papers/chameleon-energy/figure.json", replaced(kFigure, "\"mine\"", "\"chameleon-energy\""));
    m_user.write("papers/chameleon-energy/table.csv", kTable);
    const auto load = loadFigures(shippedData(m_user.path()), *s_catalog);
    ASSERT_TRUE(load);
    const std::string problems = problemsText(load->problems);
    EXPECT_THAT(problems, HasSubstr("mine/table.csv: there is no such file"));
    EXPECT_THAT(problems, HasSubstr("other/figure.json: /id: is \"mine\"; the folder is called other"));
    EXPECT_THAT(problems, HasSubstr("chameleon-energy is the id of a shipped figure already"));
    EXPECT_EQ(load->figures.size(), loadFigures(shippedData(), *s_catalog)->figures.size());
}

TEST_F(PaperFigures, ADamagedShippedFigureTakesOnlyItselfAway)
{
    const TemporaryFolder shipped;
    shipped.write("papers/mine/figure.json", kFigure);
    shipped.write("papers/mine/table.csv", kTable);
    shipped.write("papers/torn/figure.json", std::string_view(kFigure).substr(0, 90));
    shipped.write("papers/torn/table.csv", kTable);
    shipped.write("papers/void/table.csv", kTable);
    const auto load = loadFigures({shipped.path(), m_user.path()}, *s_catalog);
    ASSERT_TRUE(load);
    ASSERT_EQ(load->figures.size(), 1u);
    EXPECT_EQ(load->figures.front().id, "mine");
    EXPECT_THAT(problemsText(load->problemsOf("torn")), HasSubstr("torn/figure.json"));
    EXPECT_THAT(problemsText(load->problemsOf("void")), HasSubstr("void/figure.json: there is no such file"));
    EXPECT_TRUE(load->problemsOf("mine").empty());
}

TEST_F(PaperFigures, EveryPartIsChecked)
{
    ASSERT_EQ(problemsOf(kFigure), "");
    EXPECT_THAT(problemsWith("workload.batch", "workload.batches"),
                HasSubstr("/columns/0/parameter: \"workload.batches\" is no parameter"));
    EXPECT_THAT(problemsWith("latency.search", "latency.serach"),
                HasSubstr("/series/0/metric: \"latency.serach\" is no metric"));
    EXPECT_THAT(problemsWith("{n}CPU", "{nCPU"),
                HasSubstr("/columns/1/cells/0/match: \"{nCPU\": a { that is not closed"));
    EXPECT_THAT(
        problemsWith("\"cpu\"", "\"cpus\""),
        HasSubstr("/columns/1/cells/0/set/retrieval.organisation: retrieval.organisation = cpus: allowed none"));
    EXPECT_THAT(problemsWith("\"ms\"", "\"us\""), HasSubstr("/series/0/column: \"us\" is no column of table.csv"));
    EXPECT_THAT(problemsWith("prediction", "guess"),
                HasSubstr("/series/0/kind: is \"guess\"; allowed: fit | prediction | identity | informational"));
    EXPECT_THAT(problemsWith("\"max\"", "\"most\""),
                HasSubstr("/series/0/tolerance/most: is not known; allowed here: absolute, max, median, p90"));
    EXPECT_THAT(problemsWith("\"scale\": 0.001", "\"scale\": 0"), HasSubstr("/series/0/scale: must be a number"));
    EXPECT_THAT(problemsWith("\"my lab\"", "\"\""), HasSubstr("/source/text: must say where the numbers come from"));
    EXPECT_THAT(problemsWith("\"column\": \"batch\"", "\"column\": \"bach\""),
                HasSubstr("table.csv: column bach is missing"));
}

TEST_F(PaperFigures, TolerancesReadAsText)
{
    Tolerance tolerance;
    EXPECT_EQ(tolerance.text(), "");
    tolerance.median = 0.03;
    tolerance.max = 0.08;
    EXPECT_EQ(tolerance.text(), "median <= 3.00 %, max <= 8.00 %");
}

} // namespace
} // namespace ralmscope
