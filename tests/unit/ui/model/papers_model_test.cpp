// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_model.h"

#include "model_fixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <cmath>

namespace ralmscope {
namespace {

class PapersTest : public testing::Test
{
protected:
    PapersTest()
        : papers(shipped().catalog, DataDirectories{RALMSCOPE_SOURCE_DIR "/presets", {}})
    {
    }
    void SetUp() override { ASSERT_TRUE(papers.waitUntilLoaded()); }

    PapersModel papers;
};

TEST_F(PapersTest, EveryShippedFigureIsACard)
{
    ASSERT_EQ(papers.cards().size(), shipped().figures.size());
    EXPECT_TRUE(papers.problem().isEmpty()) << papers.problem().toStdString();
    for (const PaperCard& card : papers.cards()) {
        EXPECT_TRUE(card.problem.empty()) << card.id << ": " << card.problem;
        EXPECT_FALSE(card.title.empty()) << card.id;
        EXPECT_FALSE(card.source.empty()) << card.id;
        EXPECT_FALSE(card.chart.empty()) << card.id << ": " << card.chart.emptyText;
    }
}

TEST_F(PapersTest, EveryMeasuredPointHasItsDesign)
{
    for (const PaperCard& card : papers.cards()) {
        ASSERT_EQ(card.designs.size(), card.chart.series.size()) << card.id;
        for (std::size_t s = 0; s < card.chart.series.size(); ++s) {
            const bool measured = card.chart.series[s].role == SeriesRole::Measured;
            EXPECT_EQ(card.designs[s].size(), measured ? card.chart.series[s].x.size() : 0u) << card.id;
        }
    }
}

TEST_F(PapersTest, EverythingDrawnIsInsideTheAxes)
{
    for (const PaperCard& card : papers.cards()) {
        for (const ChartSeries& series : card.chart.series) {
            for (const double y : series.y)
                EXPECT_TRUE(!std::isfinite(y) || (y >= card.chart.y.minimum && y <= card.chart.y.maximum)) << card.id;
            for (const double x : series.x)
                EXPECT_TRUE(x >= card.chart.x.minimum && x <= card.chart.x.maximum) << card.id << ' ' << x;
        }
    }
}

TEST_F(PapersTest, AUsersTableTakesThePlaceOfAFiguresOwn)
{
    const auto figure = std::find_if(shipped().figures.begin(), shipped().figures.end(),
                                     [](const PaperFigure& f) { return f.id == "chameleon-search-latency"; });
    ASSERT_NE(figure, shipped().figures.end());
    const int index = static_cast<int>(figure - shipped().figures.begin());
    CsvTable half = figure->table;
    half.rows.resize(half.rows.size() / 2);
    half.lines.resize(half.rows.size());
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("mine.csv")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(csvText(half).c_str());
    file.close();

    const auto points = [&] {
        std::size_t n = 0;
        for (const PaperSeries& series : papers.cards()[static_cast<std::size_t>(index)].series)
            n += series.n;
        return n;
    };
    const std::size_t all = points();
    EXPECT_EQ(papers.compareWith(index, file.fileName()), QString());
    EXPECT_LT(points(), all);
    EXPECT_NE(papers.compareWith(index, QStringLiteral("/no/such/file.csv")), QString());
    EXPECT_LT(points(), all) << "a file that cannot be read changes nothing";
    EXPECT_EQ(papers.compareWith(index, {}), QString());
    EXPECT_EQ(points(), all);
}

} // namespace
} // namespace ralmscope
