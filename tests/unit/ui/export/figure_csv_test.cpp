// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_csv.h"

#include "sample_charts.h"
#include "sample_figures.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <sstream>

namespace ralmscope {
namespace {

std::vector<std::vector<std::string>> cells(const std::string& text)
{
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        rows.emplace_back();
        std::istringstream parts(line);
        for (std::string part; std::getline(parts, part, ',');)
            rows.back().push_back(part);
    }
    return rows;
}

TEST(FigureCsv, ReadsBackToTheSameDoubles)
{
    ChartModel chart = sample::latency();
    const double awkward[] = {0.1, 1.0 / 3.0, 5e-324, std::numeric_limits<double>::max(), 0.060399999999999995, -0.0};
    for (std::size_t index = 0; index < std::size(awkward); ++index)
        chart.series[1].y[index] = awkward[index];
    const auto rows = cells(chartTable(chart));
    const std::size_t first = 1 + chart.series[0].y.size();
    for (std::size_t index = 0; index < chart.series[1].y.size(); ++index) {
        const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
        EXPECT_EQ(bits(std::strtod(rows[first + index][2].c_str(), nullptr)), bits(chart.series[1].x[index]));
        EXPECT_EQ(bits(std::strtod(rows[first + index][3].c_str(), nullptr)), bits(chart.series[1].y[index]));
    }
}

TEST(FigureCsv, NamesItsColumnsWithRawUnits)
{
    EXPECT_EQ(
        cells(chartTable(sample::latency()))[0],
        (std::vector<std::string>{"series", "role", "Batch", "Time per token (s)", "low (s)", "high (s)", "note"}));
    EXPECT_EQ(cells(chartTable(sample::breakdown()))[0],
              (std::vector<std::string>{"category", "segment", "device", "Time per token (s)"}));
}

TEST(FigureCsv, MarksAreRowsOfTheirAxis)
{
    ChartModel chart = sample::latency();
    chart.marks = {{ChartMark::Axis::X, 4.0, 64.0, "this batch", {}}, {ChartMark::Axis::Y, 0.02, 0.02, "alpha", {}}};
    const std::string table = chartTable(chart);
    EXPECT_NE(table.find("this batch,mark,4,,,,\nthis batch,mark,64,,,,\nalpha,mark,,0.02,,,\n"), std::string::npos)
        << table;
}

TEST(FigureCsv, LeavesUnknownValuesEmpty)
{
    ChartModel chart = sample::latency();
    chart.series.erase(chart.series.begin(), chart.series.begin() + 2);
    const std::string table = chartTable(chart);
    EXPECT_NE(table.find("Measured,measured,16,0.0241,,,row 2"), std::string::npos) << table;
}

TEST(FigureCsv, QuotesWhatWouldBreakTheTable)
{
    ChartModel chart = sample::manySeries();
    chart.series.resize(1);
    chart.series[0].name = "a \"b\", c\nd";
    EXPECT_NE(chartTable(chart).find("\"a \"\"b\"\", c\nd\",model"), std::string::npos);
    chart.series[0].name = "# one";
    EXPECT_NE(chartTable(chart).find("\n\"# one\",model"), std::string::npos) << "it must not become a comment";
}

TEST(FigureCsv, KeepsItsCommentsInComments)
{
    FigureProvenance provenance = sample::provenance();
    provenance.title = "two\nlines";
    provenance.data = "x,y\n1,2\n";
    std::istringstream lines(csvFile(provenance));
    int table = 0;
    for (std::string line; std::getline(lines, line);)
        table += line.starts_with('#') ? 0 : 1;
    EXPECT_EQ(table, 2);
}

} // namespace
} // namespace ralmscope
