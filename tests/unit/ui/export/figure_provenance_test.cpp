// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_provenance.h"

#include "chart_clipboard.h"
#include "export_file.h"
#include "figure_csv.h"
#include "sample_charts.h"
#include "sample_figures.h"

#include <QMimeData>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <random>

namespace ralmscope {
namespace {

TEST(FigureProvenance, ComesBackOutOfEveryFormat)
{
    for (const ChartModel& chart : {sample::latency(), sample::breakdown()}) {
        FigureProvenance expected = sample::provenance();
        expected.chartId = chart.id;
        expected.data = chartTable(chart);
        for (const FigureFormat format : figureFormats()) {
            const auto read = readProvenance(sample::figure(chart, format));
            ASSERT_TRUE(read) << figureFormatId(format) << ": " << read.error();
            EXPECT_EQ(*read, expected) << figureFormatId(format);
        }
    }
}

TEST(FigureProvenance, IsPlainAsciiOnOneLine)
{
    for (const char character : provenanceToJson(sample::provenance()))
        EXPECT_TRUE(character >= 0x20 && character < 0x7f);
}

TEST(FigureProvenance, SaysWhatAFileIsThatHasNone)
{
    const QByteArray plainSvg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    for (const QByteArray& bytes :
         {QByteArray(), QByteArray("a,b\n1,2\n"), QByteArray("%PDF-1.4\n"), plainSvg, QByteArray("\x89PNG\r\n")}) {
        const auto read = readProvenance(bytes);
        ASSERT_FALSE(read);
        EXPECT_NE(read.error().find("carries no Ralmscope design"), std::string::npos) << read.error();
    }
}

TEST(FigureProvenance, RefusesOtherVersionsAndDamage)
{
    const auto newer = provenanceFromJson(R"({"format":"ralmscope-figure","version":2})");
    ASSERT_FALSE(newer);
    EXPECT_NE(newer.error().find("version 2"), std::string::npos);
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("{"), std::string("{\"format\":5}"), std::string(1 << 20, '[')})
        EXPECT_FALSE(provenanceFromJson(text));
    const std::string deep = R"({"format":"ralmscope-figure","version":1,"design":)" + std::string(500000, '[');
    EXPECT_FALSE(provenanceFromJson(deep + std::string(500000, ']') + "}"));
}

TEST(FigureProvenance, SurvivesDamagedFiles)
{
    std::mt19937 random(1);
    for (const FigureFormat format : figureFormats()) {
        const QByteArray good = sample::figure(sample::breakdown(), format);
        for (int round = 0; round < 150; ++round) {
            QByteArray bad = good;
            for (int change = 0; change < 1 + round % 20; ++change)
                bad[static_cast<qsizetype>(random() % static_cast<unsigned>(bad.size()))] = static_cast<char>(random());
            if (round % 3 == 0)
                bad.truncate(static_cast<qsizetype>(random() % static_cast<unsigned>(bad.size())));
            const auto read = readProvenance(bad);
            EXPECT_TRUE(read || !read.error().empty());
        }
    }
}

TEST(FigureProvenance, IsNotFooledByAPdfThatLiesAboutLengths)
{
    const QByteArray good = sample::figure(sample::breakdown(), FigureFormat::Pdf);
    for (const QByteArray& lie : {QByteArray("99999999999999999999"), QByteArray("-1"), QByteArray("1 0 R")}) {
        QByteArray bad = good;
        const qsizetype file = bad.indexOf("/Length ", bad.indexOf("/Type /Pages"));
        bad.replace(file + 8, bad.indexOf('\n', file) - file - 8, lie);
        EXPECT_NO_FATAL_FAILURE(static_cast<void>(readProvenance(bad)));
    }
}

TEST(FigureFile, IsWrittenAndReadBackAndNamesItselfInErrors)
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("figure.svg")).toStdString();
    const QByteArray svg = sample::figure(sample::latency(), FigureFormat::Svg);
    ASSERT_TRUE(writeFigureFile(path, svg));
    EXPECT_EQ(*readFigureFile(path), svg);
    const std::string nowhere = folder.filePath(QStringLiteral("missing/figure.svg")).toStdString();
    const auto written = writeFigureFile(nowhere, svg);
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().find(nowhere), std::string::npos);
    EXPECT_FALSE(readFigureFile(nowhere));
}

TEST(ChartClipboard, OffersImageVectorAndNumbersAtOnce)
{
    const auto data = chartMimeData(sample::latency(), QImage(8, 8, QImage::Format_RGB32), sample::provenance());
    EXPECT_TRUE(data->hasImage());
    EXPECT_TRUE(readProvenance(data->data(QStringLiteral("image/svg+xml"))));
    EXPECT_TRUE(data->text().startsWith(QStringLiteral("series\trole\tBatch\t")));
}

} // namespace
} // namespace ralmscope
