// SPDX-License-Identifier: GPL-3.0-or-later
// The promise to the user: how closely the model agrees with what was measured and published. The limits stand here and
// not only in the figures, so that loosening one in a data file does not go unnoticed.
#include "catalog_files.h"
#include "validation.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

namespace ralmscope {
namespace {

class PaperFiguresAgree : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        const DataDirectories data{std::filesystem::path(RALMSCOPE_SOURCE_DIR) / "presets", "/nonexistent"};
        s_catalog = std::make_unique<Catalog>(loadCatalog(data).value().catalog);
        FigureLoad load = loadFigures(data, *s_catalog).value();
        for (PaperFigure& figure : load.figures) {
            s_reports[figure.id] = validateFigure(figure, *s_catalog).value();
            s_figures.emplace(figure.id, std::move(figure));
        }
    }
    static void TearDownTestSuite()
    {
        s_catalog.reset();
        s_reports.clear();
        s_figures.clear();
    }

    /// n, median and max of one series.
    static const SeriesReport& series(const std::string& figure, const std::string& name)
    {
        for (const SeriesReport& report : s_reports.at(figure).series) {
            if (report.name == name)
                return report;
        }
        throw std::runtime_error("no series " + name + " in " + figure);
    }
    static void expectWithin(const std::string& figure, const std::string& name, std::size_t n, double median,
                             double max)
    {
        const SeriesReport& report = series(figure, name);
        EXPECT_EQ(report.n, n) << figure << ", " << name;
        EXPECT_EQ(report.unpredicted, 0u) << figure << ", " << name;
        EXPECT_LE(report.median, median) << figure << ", " << name;
        EXPECT_LE(report.max, max) << figure << ", " << name;
    }

    static inline std::unique_ptr<Catalog> s_catalog;
    static inline std::map<std::string, FigureReport> s_reports;
    static inline std::map<std::string, PaperFigure> s_figures;
};

constexpr double kAny = 1e9;

TEST_F(PaperFiguresAgree, EveryShippedFigurePasses)
{
    for (const auto& [id, report] : s_reports)
        EXPECT_TRUE(report.pass || !s_figures.at(id).tokenColumn.empty()) << reportText(std::span(&report, 1));
}

TEST_F(PaperFiguresAgree, TheFiguresOfTheRalmscopePromiseAreThere)
{
    for (const char* id : {"chameleon-search-latency", "chameleon-search-throughput", "chameleon-ralm-latency",
                           "chameleon-ralm-throughput", "chameleon-energy", "chameleon-gpu-share",
                           "chameleon-queue-length", "chameleon-claims"})
        EXPECT_EQ(s_figures.count(id), 1u) << id;
}

TEST_F(PaperFiguresAgree, SearchLatency)
{
    expectWithin("chameleon-search-latency", "FPGA-GPU, median", 16, 0.03, 0.08);
    expectWithin("chameleon-search-latency", "FPGA-CPU, median", 16, 0.08, kAny);
    expectWithin("chameleon-search-latency", "CPU, median", 36, 0.06, 0.25);
    expectWithin("chameleon-search-latency", "CPU-GPU, median", 28, 0.06, 0.25);
}

TEST_F(PaperFiguresAgree, SearchThroughput)
{
    expectWithin("chameleon-search-throughput", "FPGA-GPU", 4, kAny, 0.03);
}

TEST_F(PaperFiguresAgree, RalmLatencyAtBatchOne)
{
    for (const char* name : {"FPGA, sequence, batch 1", "CPU, sequence, batch 1", "inference only, sequence, batch 1"})
        expectWithin("chameleon-ralm-latency", name, 8, 0.04, 0.12);
}

TEST_F(PaperFiguresAgree, RalmThroughput)
{
    expectWithin("chameleon-ralm-throughput", "FPGA, batched", 8, kAny, 0.06);
    expectWithin("chameleon-ralm-throughput", "CPU, batched", 8, kAny, 0.12);
}

TEST_F(PaperFiguresAgree, StepsOfLargerBatches)
{
    expectWithin("chameleon-lm-microbenchmark", "decoder only", 7, 0.12, 0.20);
    expectWithin("chameleon-lm-microbenchmark", "encoder-decoder", 6, 0.12, 0.20);
}

TEST_F(PaperFiguresAgree, BestGpuShareWithinOneAndAHalfPoints)
{
    expectWithin("chameleon-gpu-share", "published share", 6, kAny, 0.015);
    expectWithin("chameleon-gpu-share", "recomputed share", 8, kAny, 0.015);
}

TEST_F(PaperFiguresAgree, EnergyUnderThePapersConventionIsThePapers)
{
    expectWithin("chameleon-energy", "CPU, tabulated power", 16, 0.001, 0.001);
    expectWithin("chameleon-energy", "ChamVS, tabulated power", 16, 0.001, 0.001);
    double smallest = kAny;
    double largest = 0.0;
    const FigureReport& report = s_reports.at("chameleon-energy");
    for (const ComparedPoint& compared : report.points) {
        if (report.series.at(compared.point.series).name != "ratio, tabulated power")
            continue;
        smallest = std::min(smallest, compared.predicted);
        largest = std::max(largest, compared.predicted);
    }
    EXPECT_NEAR(largest, 26.2, 0.05);
    EXPECT_NEAR(smallest, 5.8, 0.05);
}

TEST_F(PaperFiguresAgree, QueueLengthsAreExact)
{
    expectWithin("chameleon-queue-length", "length by the 99 % rule", 64, 0.0, 0.0);
}

TEST_F(PaperFiguresAgree, EveryHeadlineClaimIsShownWithItsExplanation)
{
    std::vector<double> published;
    for (const ComparedPoint& compared : s_reports.at("chameleon-claims").points) {
        published.push_back(compared.point.measured);
        EXPECT_FALSE(compared.point.explanation.empty()) << compared.point.note;
        EXPECT_TRUE(compared.problem.empty()) << compared.point.note << ": " << compared.problem;
    }
    EXPECT_THAT(published, testing::IsSupersetOf({23.72, 26.2, 5.8, 2.16, 3.18, 2.34, 0.196, 442.6}));
}

TEST_F(PaperFiguresAgree, SeriesWithoutALimitAreCalledInformational)
{
    for (const auto& [id, report] : s_reports) {
        for (const SeriesReport& one : report.series)
            EXPECT_EQ(one.tolerance.text().empty(), one.kind == ComparisonKind::Informational)
                << id << ", " << one.name;
    }
}

TEST_F(PaperFiguresAgree, AWrongTableFails)
{
    const PaperFigure& figure = s_figures.at("chameleon-search-latency");
    CsvTable halved = figure.table;
    const auto column = static_cast<std::size_t>(halved.column("median_ms"));
    for (auto& row : halved.rows)
        row[column] = std::to_string(0.5 * std::stod(row[column]));
    EXPECT_FALSE(validateFigure(figure, *s_catalog, &halved)->pass);
}

/// Whether the figure compares this cell. Of designs every measured cell is; of other tables what a series asks for.
bool isCompared(const PaperFigure& figure, const CsvTable& table, std::size_t row, const std::string& column)
{
    return !figure.model || std::any_of(figure.series.begin(), figure.series.end(), [&](const FigureSeries& series) {
        return series.column == column && matches(series.when, table, row)
            && (series.unless.empty() || !matches(series.unless, table, row));
    });
}

TEST_F(PaperFiguresAgree, PredictionsAreWrittenForEveryMeasurement)
{
    for (const auto& [id, figure] : s_figures) {
        if (!figure.tokenColumn.empty())
            continue;
        const CsvTable table = predictedTable(figure, s_reports.at(id), figure.table);
        for (std::size_t c = 0; c + 1 < table.header.size(); ++c) {
            if (table.header[c + 1] != table.header[c] + "_predicted")
                continue;
            for (std::size_t r = 0; r < table.rows.size(); ++r) {
                const auto& row = table.rows[r];
                if (row.back().starts_with("left out: ") || !isCompared(figure, table, r, table.header[c]))
                    continue;
                EXPECT_EQ(row[c].empty(), row[c + 1].empty()) << id << ", column " << table.header[c];
            }
        }
    }
}

} // namespace
} // namespace ralmscope
