// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_command.h"

#include "catalog_files.h"
#include "export_file.h"
#include "figure_csv.h"
#include "measured_points.h"
#include "paper_figure.h"
#include "parallel_evaluate.h"
#include "sample_figures.h"
#include "session_figure.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace ralmscope {
namespace {

class ExportCommand : public testing::Test
{
protected:
    std::string file(const char* name) const { return folder.filePath(QLatin1String(name)).toStdString(); }

    QTemporaryDir folder;
};

TEST_F(ExportCommand, WritesEveryFigureInEveryFormat)
{
    for (const std::string& id : figureIds()) {
        for (const FigureFormat format : figureFormats()) {
            const std::string path = file("figure.out");
            // A system that has something to show in every figure.
            ASSERT_EQ(runExportCommand({"--preset", "chameleon-papi", "--chart", id, "--format",
                                        std::string(figureFormatId(format)), "--out", path}),
                      0)
                << id << " as " << figureFormatId(format);
            const auto bytes = readFigureFile(path);
            ASSERT_TRUE(bytes) << bytes.error();
            const auto provenance = readProvenance(*bytes);
            ASSERT_TRUE(provenance) << provenance.error();
            EXPECT_EQ(provenance->chartId, id);
            EXPECT_NE(provenance->data, "");
        }
    }
}

TEST_F(ExportCommand, TakesFormatFromTheSuffixAndWritesTheSameBytesAgain)
{
    for (const char* name : {"a.pdf", "b.pdf"})
        ASSERT_EQ(runExportCommand({"--chart", "throughput", "--size", "acm1", "--out", file(name)}), 0);
    const auto bytes = readFigureFile(file("a.pdf"));
    ASSERT_TRUE(bytes);
    EXPECT_TRUE(bytes->startsWith("%PDF-"));
    EXPECT_EQ(*bytes, *readFigureFile(file("b.pdf")));
}

/// The design inside an exported figure gives the numbers that it shows.
TEST_F(ExportCommand, CarriesADesignThatRunsToThePlottedNumbers)
{
    const DataDirectories directories = locateDataDirectories();
    const auto catalog = loadCatalog(directories);
    ASSERT_TRUE(catalog) << problemsText(catalog.error());
    const auto papers = loadFigures(directories, catalog->catalog);
    ASSERT_TRUE(papers) << problemsText(papers.error());
    const MeasuredPoints measured = MeasuredPoints::fromFigures(papers->figures, catalog->catalog);
    for (const char* id : {"latency", "breakdown", "sequence"}) {
        ASSERT_EQ(runExportCommand({"--chart", id, "--set", "retrieval.nprobe=16", "--out", file("figure.svg")}), 0);
        const auto provenance = readProvenance(*readFigureFile(file("figure.svg")));
        ASSERT_TRUE(provenance) << provenance.error();
        const auto system = parseSystem(provenance->design, catalog->catalog, "figure.svg");
        ASSERT_TRUE(system) << problemsText(system.error());
        EXPECT_DOUBLE_EQ(system->design[Parameter::RetrievalNprobe], 16.0);
        SessionState state;
        state.design = system->design;
        state.presetDesign = system->design;
        state.presetName = QString::fromStdString(provenance->title);
        const auto figure = buildFigure(
            id, state, catalog->catalog,
            [&](std::span<const DesignPoint> designs) { return evaluateAll(designs, catalog->catalog); }, &measured);
        ASSERT_TRUE(figure) << figure.error();
        EXPECT_EQ(chartTable(std::get<ChartModel>(*figure)), provenance->data) << id;
    }
}

TEST_F(ExportCommand, RefusesBadInputWithExitCodeTwo)
{
    const std::string out = file("figure.pdf");
    const std::vector<std::vector<std::string>> bad{
        {},
        {"--chart", "latency"},
        {"--chart", "no-such-chart", "--out", out},
        {"--chart", "latency", "--format", "gif", "--out", out},
        {"--chart", "latency", "--out", file("figure")},
        {"--chart", "latency", "--theme", "pink", "--out", out},
        {"--chart", "latency", "--size", "1x1mm", "--out", out},
        {"--chart", "latency", "--preset", "no-such-preset", "--out", out},
        {"--chart", "latency", "--set", "no.such=1", "--out", out},
        {"--chart", "latency", "--set", "retrieval.nprobe", "--out", out},
        {"--chart", "latency", "--set", "retrieval.nprobe=-3", "--out", out},
        {"--chart", "latency", "--x", "no.such", "--out", out},
        {"--chart", "latency", "--out", file("missing/figure.pdf")},
        {"--chart", "latency", "--out", out, "--no-such-option"},
    };
    for (const auto& arguments : bad) {
        testing::internal::CaptureStderr();
        EXPECT_EQ(runExportCommand(arguments), 2) << testing::PrintToString(arguments);
        EXPECT_NE(testing::internal::GetCapturedStderr(), "") << testing::PrintToString(arguments);
    }
    EXPECT_FALSE(readFigureFile(out)) << "nothing was written";
}

} // namespace
} // namespace ralmscope
