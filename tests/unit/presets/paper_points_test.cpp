// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_points.h"

#include "catalog_files.h"
#include "parameter_choices.h"
#include "temporary_folder.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class PaperPointsTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        s_catalog = std::make_unique<Catalog>(loadCatalog(shippedData()).value().catalog);
        s_figures = loadFigures(shippedData(), *s_catalog).value().figures;
    }
    static void TearDownTestSuite() { s_catalog.reset(); }

    static const PaperFigure& figure(std::string_view id)
    {
        const auto found =
            std::find_if(s_figures.begin(), s_figures.end(), [id](const PaperFigure& f) { return f.id == id; });
        if (found == s_figures.end())
            throw std::runtime_error("no figure " + std::string(id));
        return *found;
    }
    static PaperPoints search(const std::string& rows)
    {
        const CsvTable table = parseCsv("dataset,architecture,batch_size,median_ms\n" + rows, "my.csv").value();
        return paperPoints(figure("chameleon-search-latency"), *s_catalog, &table).value();
    }
    static std::string problemsOf(const std::string& text)
    {
        const CsvTable table = parseCsv(text, "my.csv").value();
        const auto points = paperPoints(figure("chameleon-search-latency"), *s_catalog, &table);
        return points ? "" : problemsText(points.error());
    }

    static inline std::unique_ptr<Catalog> s_catalog;
    static inline std::vector<PaperFigure> s_figures;
};

TEST_F(PaperPointsTest, ArchitecturesOfAnySizeAreUnderstood)
{
    const auto points =
        search("SIFT,32CPU,2,1\nDeep,4CPU-2GPU,8,1\nSYN-512-2B,4FPGA-16CPU,1,1\nSYN-1024,8FPGA-3GPU,256,2.5\n").points;
    ASSERT_EQ(points.size(), 4u);
    EXPECT_EQ(points[0].design.choice<Organisation>(Parameter::RetrievalOrganisation), Organisation::Cpu);
    EXPECT_EQ(points[0].design[Parameter::CpuCores], 32);
    EXPECT_EQ(points[1].design.choice<Organisation>(Parameter::RetrievalOrganisation), Organisation::CpuGpuIndex);
    EXPECT_EQ(points[1].design[Parameter::CpuCores], 4);
    EXPECT_EQ(points[2].design.choice<Organisation>(Parameter::RetrievalOrganisation), Organisation::FpgaCpuIndex);
    EXPECT_EQ(points[2].design[Parameter::FpgaCount], 4);
    EXPECT_EQ(points[2].design[Parameter::CpuCores], 16);
    EXPECT_EQ(points[2].design[Parameter::RetrievalDatabase], s_catalog->find(CatalogKind::Database, "syn-512-2b"));
    EXPECT_EQ(points[3].design.choice<Organisation>(Parameter::RetrievalOrganisation), Organisation::FpgaGpuIndex);
    EXPECT_EQ(points[3].design[Parameter::WorkloadBatch], 256);
    EXPECT_EQ(points[3].measured, 2.5e-3);
    EXPECT_EQ(points[3].metric, Metric::SearchMedian);
}

TEST_F(PaperPointsTest, ArchivedSyn1024RunsUseTheArchivedDatabase)
{
    const auto points = search("SYN-1024,2FPGA-1GPU,1,3.5\nSYN-1024,16CPU,1,50\n").points;
    EXPECT_EQ(points[0].design[Parameter::RetrievalDatabase],
              s_catalog->find(CatalogKind::Database, "syn-1024-1b-archived"));
    EXPECT_EQ(points[1].design[Parameter::RetrievalDatabase], s_catalog->find(CatalogKind::Database, "syn-1024-1b"));
}

TEST_F(PaperPointsTest, CellsThatCannotBeMappedAreNamedAllAtOnce)
{
    const std::string problems = problemsOf("dataset,architecture,batch_size,median_ms\n"
                                            "SIFTY,8CPU,1,1\nSIFT,8TPU,1,1\nSIFT,8CPU,one,1\nSIFT,8CPU,1,fast\n"
                                            "SIFT,8CPU,1,0\nSIFT,9999CPU,1,1\nSIFT,8CPU,1,nan\n");
    EXPECT_THAT(problems, HasSubstr("my.csv: line 2, column dataset: \"SIFTY\" is not known; allowed: SIFT | Deep | "));
    EXPECT_THAT(problems,
                HasSubstr("my.csv: line 3, column architecture: \"8TPU\" is not known; allowed: {cores}CPU | "));
    EXPECT_THAT(problems,
                HasSubstr("line 4, column batch_size: workload.batch = one: allowed whole numbers 1 .. 16384"));
    EXPECT_THAT(problems, HasSubstr("line 5, column median_ms: \"fast\" must be a number above 0, or empty"));
    EXPECT_THAT(problems, HasSubstr("line 6, column median_ms: \"0\" must be a number above 0"));
    EXPECT_THAT(problems, HasSubstr("line 7, column architecture: cpu.cores = 9999: allowed whole numbers 1 .. 256"));
    EXPECT_THAT(problems, HasSubstr("line 8, column median_ms: \"nan\""));
}

TEST_F(PaperPointsTest, MissingColumnsAreNamed)
{
    EXPECT_THAT(problemsOf("dataset,batch_size,median_ms\nSIFT,1,1\n"),
                HasSubstr("my.csv: column architecture is missing"));
    EXPECT_THAT(problemsOf("dataset,architecture,batch_size\nSIFT,8CPU,1\n"), HasSubstr("no measured column; known: "));
}

TEST_F(PaperPointsTest, FurtherColumnsAreIgnoredAndMissingMeasuresNoted)
{
    const auto points = search("SIFT,8CPU,1,9.1\n");
    EXPECT_THAT(points.notices, ElementsAre(HasSubstr("not compared, no such column: mean_ms, p95_ms, p99_ms")));
    const CsvTable table =
        parseCsv("colour,dataset,architecture,batch_size,median_ms\nred,SIFT,8CPU,1,9.1\n", "t").value();
    EXPECT_EQ(paperPoints(figure("chameleon-search-latency"), *s_catalog, &table).value().points.size(), 1u);
}

TEST_F(PaperPointsTest, EarlyRunsAreLeftOutAndCounted)
{
    const CsvTable table = parseCsv("dataset,architecture,batch_size,vintage,median_ms\n"
                                    "SIFT,8CPU,1,early,9\nSIFT,8CPU,1,final,9\nWhat,8CPU,1,early,9\n",
                                    "t")
                               .value();
    const auto points = paperPoints(figure("chameleon-search-latency"), *s_catalog, &table).value();
    EXPECT_EQ(points.points.size(), 1u);
    EXPECT_EQ(points.notices.back(), "2 of 3 rows left out: vintage is not final");
}

TEST_F(PaperPointsTest, EmptyCellsAreNoMeasurements)
{
    EXPECT_EQ(search("SIFT,8CPU,1,\nSIFT,8CPU,4,3\n").points.size(), 1u);
}

TEST_F(PaperPointsTest, PercentilesComeAlong)
{
    const auto points = paperPoints(figure("chameleon-search-latency"), *s_catalog).value().points;
    const PaperPoint& first = points.front();
    EXPECT_LT(first.low, first.measured);
    EXPECT_GT(first.high, first.measured);
    EXPECT_THAT(first.note, HasSubstr("Vector search latency: dataset Deep, architecture 16CPU"));
}

TEST_F(PaperPointsTest, RunsAreAveragedWithTheirSpread)
{
    const CsvTable table =
        parseCsv("model,series,architecture,retrieval_interval,batch_size,run,throughput_tokens_per_s\n"
                 "Dec-S,fpga_gpu,1FPGA-1GPU,1,64,0,90\nDec-S,fpga_gpu,1FPGA-1GPU,1,64,1,110\n"
                 "Dec-S,fpga_gpu,1FPGA-1GPU,1,8,0,70\n",
                 "t")
            .value();
    const auto points = paperPoints(figure("chameleon-ralm-throughput"), *s_catalog, &table).value().points;
    ASSERT_EQ(points.size(), 2u);
    EXPECT_EQ(points[0].measured, 100);
    EXPECT_EQ(points[0].low, 90);
    EXPECT_EQ(points[0].high, 110);
    EXPECT_THAT(points[0].rows, ElementsAre(0u, 1u));
    EXPECT_EQ(points[1].measured, 70);
}

TEST_F(PaperPointsTest, RatiosHaveTwoDesigns)
{
    const auto points = paperPoints(figure("chameleon-claims"), *s_catalog).value().points;
    const PaperPoint& speedup = points.front();
    ASSERT_TRUE(speedup.over);
    EXPECT_EQ(speedup.measured, 23.72);
    EXPECT_EQ(speedup.design.choice<Organisation>(Parameter::RetrievalOrganisation), Organisation::Cpu);
    EXPECT_EQ(speedup.over->choice<Organisation>(Parameter::RetrievalOrganisation), Organisation::FpgaGpuIndex);
    EXPECT_THAT(speedup.explanation, HasSubstr("Not reproducible from the archive"));
}

TEST_F(PaperPointsTest, TokensOfOneSequenceStandInOrder)
{
    const auto sequences = tokenSeries(figure("chameleon-token-latency"), *s_catalog);
    EXPECT_EQ(sequences.size(), 48u);
    for (const TokenSeries& sequence : sequences) {
        ASSERT_EQ(sequence.tokens.size(), sequence.seconds.size());
        EXPECT_EQ(sequence.tokens.front(), 0);
        EXPECT_EQ(sequence.tokens.back(), 71);
        EXPECT_TRUE(std::is_sorted(sequence.tokens.begin(), sequence.tokens.end()));
    }
    EXPECT_TRUE(tokenSeries(figure("chameleon-claims"), *s_catalog).empty());
}

} // namespace
} // namespace ralmscope
