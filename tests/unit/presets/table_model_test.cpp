// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_model.h"

#include "catalog_files.h"
#include "paper_figure.h"
#include "temporary_folder.h"
#include "validation.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kHeader =
    "placement,power_limited,d_head,word_bytes,heads_per_stack,context_len_tokens,cycles_tCK\n";

std::string figureJson(const std::string& series)
{
    return R"({"format": "ralmscope-figure", "version": 1, "id": "f", "title": "F", "text": "",
      "source": {"tag": "measured", "text": "invented for this test"}, "model": "attacc-pim-cycles", "series": [)"
        + series + "]}";
}

const std::string kSeries = R"({"name": "long", "column": "cycles_tCK", "label": "cycles", "unit": "cycles",
  "kind": "fit", "when": {"context_len_tokens": {"from": 256}}, "tolerance": {"median": 0.005, "p95": 0.025}})";

/// The shipped one: reference models take their PIM stack from it.
const Catalog& catalog()
{
    static const Catalog loaded = loadCatalog({RALMSCOPE_SOURCE_DIR "/presets", {}}).value().catalog;
    return loaded;
}

tl::expected<PaperFigure, FileProblems> parse(const std::string& json, const std::string& rows)
{
    static const Catalog none;
    return parseFigure(json, kHeader + rows, none, "f.json", "t.csv");
}

TEST(TableModel, EveryModelIsFoundByItsName)
{
    for (const TableModel* model : tableModels()) {
        EXPECT_EQ(findTableModel(model->name), model);
        EXPECT_FALSE(model->inputs.empty());
        EXPECT_EQ(model->output(model->outputs.front()), 0);
        EXPECT_EQ(model->output("no such column"), -1);
    }
    EXPECT_EQ(findTableModel("no such model"), nullptr);
}

TEST(TableModel, RowsOfAFigureArePredictedByItsModel)
{
    const auto figure =
        parse(figureJson(kSeries), "bank,1,128,2,1,1024,1890\nbank,1,128,2,20,512,1855\nbank,1,128,2,1,16,1\n");
    ASSERT_TRUE(figure) << problemsText(figure.error());
    const FigureReport report = validateFigure(*figure, catalog()).value();
    EXPECT_TRUE(report.pass);
    EXPECT_EQ(report.series.at(0).n, 2u) << "short contexts belong to no series";
    EXPECT_EQ(report.series.at(0).max, 0);
    EXPECT_EQ(report.series.at(0).quantity, "cycles_tCK");
    EXPECT_EQ(report.series.at(0).label, "cycles");
    EXPECT_EQ(report.points.at(0).point.unit, "cycles");
    EXPECT_THAT(report.points.at(0).point.note, HasSubstr("heads_per_stack 1"));
}

TEST(TableModel, ErrorsBeyondTheP95Fail)
{
    const auto figure =
        parse(figureJson(kSeries), "bank,1,128,2,1,1024,1890\nbank,1,128,2,1,512,930\nbank,1,128,2,20,512,1000\n");
    const FigureReport report = validateFigure(figure.value(), catalog()).value();
    EXPECT_EQ(report.series.at(0).median, 0);
    EXPECT_FALSE(report.pass);
}

TEST(TableModel, CellsThatAreNotAllowedAreAllReported)
{
    const auto figure = parse(figureJson(kSeries), "bank,1,128,2,1,1024,1890\nbench,2,128,2,0,1024,1\n");
    const auto report = validateFigure(figure.value(), catalog());
    ASSERT_FALSE(report);
    EXPECT_THAT(problemsText(report.error()),
                AllOf(HasSubstr("line 3, column placement: \"bench\" is not known; allowed: bank | bg | buffer"),
                      HasSubstr("column power_limited: \"2\" must be 0 or 1"), HasSubstr("column heads_per_stack")));
}

TEST(TableModel, MissingInputColumnsAreNamed)
{
    const auto figure = parse(figureJson(kSeries), "bank,1,128,2,1,1024,1890\n").value();
    const CsvTable other = parseCsv("placement,cycles_tCK\nbank,5\n", "mine.csv").value();
    const auto report = validateFigure(figure, {}, &other);
    ASSERT_FALSE(report);
    EXPECT_THAT(problemsText(report.error()), HasSubstr("column heads_per_stack is missing"));
}

TEST(TableModel, UnknownModelsAndOutputsAreRefused)
{
    std::string json = figureJson(kSeries);
    json.replace(json.find("attacc-pim-cycles"), 17, "attacc-pim-cyclos");
    EXPECT_THAT(problemsText(parse(json, "").error()), HasSubstr("attacc-grid | attacc-pim-cycles"));
    const auto series = R"({"name": "x", "column": "cycles_tCK", "output": "watts", "kind": "fit"})";
    EXPECT_THAT(problemsText(parse(figureJson(series), "").error()), HasSubstr("\"watts\" is no output"));
}

TEST(TableModel, ShippedFiguresOfModelsPass)
{
    const Catalog catalog = loadCatalog(shippedData()).value().catalog;
    std::size_t seen = 0;
    const FigureLoad load = loadFigures(shippedData(), catalog).value();
    for (const PaperFigure& figure : load.figures) {
        if (!figure.model)
            continue;
        const auto report = validateFigure(figure, catalog);
        ASSERT_TRUE(report) << problemsText(report.error());
        EXPECT_TRUE(report->pass) << reportText(std::span(&*report, 1));
        ++seen;
    }
    EXPECT_GE(seen, 5u);
}

} // namespace
} // namespace ralmscope
