// SPDX-License-Identifier: GPL-3.0-or-later
#include "validation.h"

#include "catalog_files.h"
#include "parameter_choices.h"
#include "simulate.h"
#include "temporary_folder.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace ralmscope {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kFigure = R"({"format": "ralmscope-figure", "version": 1, "id": "f", "title": "F", "text": "",
  "source": {"tag": "measured", "text": "invented for this test"},
  "design": {"retrieval.organisation": "cpu"},
  "columns": [{"column": "batch", "parameter": "workload.batch"}, {"column": "sequence", "parameter": "workload.sequence"}],
  "average_over": ["run"],
  "series": [{"name": "small", "column": "ms", "metric": "latency.search", "scale": 0.001, "kind": "prediction",
              "when": {"batch": ["1", "2", "4"]}, "tolerance": {"median": 0.011, "max": 0.5}},
             {"name": "rest", "column": "ms", "metric": "latency.search", "scale": 0.001, "kind": "informational"},
             {"name": "rate", "column": "qps", "metric": "throughput.search", "kind": "fit", "tolerance": {"absolute": true, "max": 1}}]})";

class Validation : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_catalog = std::make_unique<Catalog>(loadCatalog(shippedData()).value().catalog); }
    static void TearDownTestSuite() { s_catalog.reset(); }

    static Result resultAt(double batch)
    {
        DesignPoint design;
        design.set(Parameter::RetrievalOrganisation, static_cast<double>(Organisation::Cpu));
        design.set(Parameter::WorkloadBatch, batch);
        design.set(Parameter::WorkloadSequence, 8);
        return simulate(design, *s_catalog);
    }
    /// A row whose measured value is the model's divided by `factor`, so that the error is |factor - 1|.
    static std::string row(double batch, double factor, const char* sequence = "8")
    {
        return fmtRow(batch, sequence, resultAt(batch)[Metric::SearchMedian] / factor);
    }
    static std::string fmtRow(double batch, const char* sequence, double seconds)
    {
        std::ostringstream text;
        text.precision(17);
        text << batch << ',' << sequence << ",0," << seconds * 1e3 << ",\n";
        return text.str();
    }
    static PaperFigure figure(const std::string& rows)
    {
        return parseFigure(kFigure, "batch,sequence,run,ms,qps\n" + rows, *s_catalog, "f.json", "t.csv").value();
    }
    static FigureReport report(const std::string& rows) { return validateFigure(figure(rows), *s_catalog).value(); }

    static inline std::unique_ptr<Catalog> s_catalog;
};

TEST_F(Validation, ErrorsAreRelativeAndSummarisedPerSeries)
{
    const FigureReport r = report(row(1, 1.01) + row(2, 1.0) + row(4, 1.30));
    const SeriesReport& small = r.series.at(0);
    EXPECT_EQ(small.n, 3u);
    EXPECT_NEAR(small.median, 0.01, 1e-9);
    EXPECT_NEAR(small.max, 0.30, 1e-9);
    EXPECT_NEAR(small.p90, 0.01 + 0.8 * 0.29, 1e-9);
    EXPECT_TRUE(small.pass);
    EXPECT_TRUE(r.pass);
}

TEST_F(Validation, BeyondAToleranceFails)
{
    const FigureReport r = report(row(1, 1.02) + row(2, 1.02) + row(4, 1.02));
    EXPECT_FALSE(r.series.at(0).pass);
    EXPECT_FALSE(r.pass);
    EXPECT_EQ(outcomeOf(std::span(&r, 1)), ValidationOutcome::BeyondTolerance);
    EXPECT_THAT(reportText(std::span(&r, 1)), HasSubstr("FAIL"));
}

TEST_F(Validation, ErrorsAreSymmetricInSign)
{
    EXPECT_NEAR(report(row(1, 0.9)).series.at(0).max, 0.1, 1e-9);
}

TEST_F(Validation, InformationalSeriesAreNotJudged)
{
    const FigureReport r = report(row(64, 5.0) + row(1, 1.0));
    EXPECT_EQ(r.series.at(1).n, 2u);
    EXPECT_NEAR(r.series.at(1).max, 4.0, 1e-9);
    EXPECT_TRUE(r.pass);
}

TEST_F(Validation, DesignsTheModelRefusesFailTheSeriesAndSayWhy)
{
    // 16384 sequences of 65536 tokens do not fit any GPU.
    const FigureReport r =
        report(row(1, 1.0) + fmtRow(4, "65536", 1.0).replace(0, 1, "16384") + fmtRow(4, "65536", 1.0));
    EXPECT_TRUE(r.series.at(0).pass == (r.series.at(0).unpredicted == 0));
    const ComparedPoint& refused = r.points.at(2);
    EXPECT_THAT(refused.problem, HasSubstr("GPU"));
    EXPECT_TRUE(std::isnan(refused.predicted));
}

TEST_F(Validation, AbsoluteTolerancesCompareDifferences)
{
    const double qps = resultAt(1)[Metric::SearchCapacity];
    const FigureReport good = report("1,8,0,," + std::to_string(qps + 0.5) + "\n");
    EXPECT_TRUE(good.series.at(2).pass);
    EXPECT_NEAR(good.series.at(2).max, 0.5, 1e-5);
    EXPECT_FALSE(report("1,8,0,," + std::to_string(qps + 1.5) + "\n").series.at(2).pass);
}

TEST_F(Validation, RunsAreAveragedBeforeComparing)
{
    const double ms = 1e3 * resultAt(1)[Metric::SearchMedian];
    const auto line = [ms](int run, double factor) {
        return "1,8," + std::to_string(run) + "," + std::to_string(ms * factor) + ",\n";
    };
    const FigureReport r = report(line(0, 0.5) + line(1, 1.5));
    EXPECT_EQ(r.series.at(0).n, 1u);
    EXPECT_NEAR(r.series.at(0).max, 0.0, 1e-5);
}

TEST_F(Validation, ATableOfWhichNothingIsComparedDoesNotPass)
{
    const FigureReport r = report("1,8,0,,\n");
    EXPECT_FALSE(r.pass);
    EXPECT_EQ(outcomeOf(std::span(&r, 1)), ValidationOutcome::NothingJudged);
    EXPECT_THAT(r.notices.back(), HasSubstr("nothing was compared"));
    EXPECT_TRUE(std::isnan(r.series.at(0).median));
}

TEST_F(Validation, ATableOfValuesThatAreOnlyShownDoesNotPassEither)
{
    const FigureReport shown = report(row(8, 1.0)); // "small" judges batches of 1, 2 and 4
    ASSERT_EQ(shown.points.size(), 1u);
    EXPECT_EQ(shown.judged, 0u);
    EXPECT_FALSE(shown.pass);
    EXPECT_EQ(outcomeOf(std::span(&shown, 1)), ValidationOutcome::NothingJudged);
    EXPECT_THAT(shown.notices.back(), HasSubstr("nothing was judged"));
    EXPECT_THAT(reportText(std::span(&shown, 1)), HasSubstr("f: nothing judged"));
    // Beside a table that is judged it decides nothing.
    const std::vector<FigureReport> both{shown, report(row(1, 1.0))};
    EXPECT_EQ(outcomeOf(both), ValidationOutcome::Pass);
}

TEST_F(Validation, JsonHasTheDocumentedShape)
{
    const FigureReport r = report(row(1, 1.01));
    const json document = json::parse(reportJson(std::span(&r, 1)));
    EXPECT_EQ(document.at("pass"), true);
    EXPECT_EQ(document.at("judged"), 1);
    const json& series = document.at("figures").at(0).at("series").at(0);
    EXPECT_EQ(document.at("figures").at(0).at("id"), "f");
    EXPECT_EQ(series.at("name"), "small");
    EXPECT_EQ(series.at("metric"), "latency.search");
    EXPECT_EQ(series.at("kind"), "prediction");
    EXPECT_EQ(series.at("n"), 1);
    EXPECT_NEAR(series.at("median").get<double>(), 0.01, 1e-9);
    EXPECT_NEAR(series.at("p90").get<double>(), 0.01, 1e-9);
    EXPECT_NEAR(series.at("max").get<double>(), 0.01, 1e-9);
    EXPECT_EQ(series.at("tolerance"), json::parse(R"({"median": 0.011, "max": 0.5})"));
    EXPECT_EQ(series.at("pass"), true);
    EXPECT_TRUE(document.at("figures").at(0).at("series").at(2).at("median").is_null());
}

TEST_F(Validation, PredictedTableHasAColumnAfterEveryMeasuredOne)
{
    const PaperFigure f = figure(row(1, 1.25) + "2,8,0,,7\n");
    const FigureReport r = validateFigure(f, *s_catalog).value();
    const CsvTable table = predictedTable(f, r, f.table);
    EXPECT_THAT(table.header,
                testing::ElementsAre("batch", "sequence", "run", "ms", "ms_predicted", "qps", "qps_predicted"));
    EXPECT_NEAR(std::stod(table.rows.at(0).at(4)), 1e3 * resultAt(1)[Metric::SearchMedian], 1e-9);
    EXPECT_EQ(table.rows.at(0).at(6), "");
    EXPECT_EQ(table.rows.at(1).at(4), "");
    EXPECT_NEAR(std::stod(table.rows.at(1).at(6)), resultAt(2)[Metric::SearchCapacity], 1e-9);
}

TEST_F(Validation, ReplacementTablesTakeTheShippedOnesPlace)
{
    const PaperFigure f = figure(row(1, 1.0));
    const CsvTable other = parseCsv("batch,sequence,ms\n4,8,1\n", "mine.csv").value();
    EXPECT_EQ(validateFigure(f, *s_catalog, &other)->points.at(0).point.measured, 1e-3);
    const CsvTable bad = parseCsv("batch,sequence,ms\n0,8,1\n", "mine.csv").value();
    EXPECT_THAT(problemsText(validateFigure(f, *s_catalog, &bad).error()),
                HasSubstr("mine.csv: line 2, column batch: workload.batch = 0"));
}

} // namespace
} // namespace ralmscope
