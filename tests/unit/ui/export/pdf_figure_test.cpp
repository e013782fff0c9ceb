// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_page.h"
#include "sample_charts.h"
#include "sample_figures.h"

#include <QPainter>

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using testing::AnyOf;
using testing::Each;
using testing::Ge;
using testing::IsEmpty;
using testing::Not;

std::vector<ChartModel> charts()
{
    return {sample::latency(), sample::breakdown(), sample::sequence(), sample::manySeries()};
}

TEST(PdfFigure, HasExactlyTheSizeOfTheColumn)
{
    std::vector<FigureSize> sizes{figureSizeFromMillimetres(100.0, 60.0)};
    for (const FigureSizePreset& preset : figureSizePresets())
        sizes.push_back(figureSize(preset));
    for (const FigureSize& size : sizes) {
        FigureOptions options = sample::options(FigureFormat::Pdf);
        options.size = size;
        const auto pdf = exportFigure(sample::latency(), options, sample::provenance());
        ASSERT_TRUE(pdf);
        const PdfPage page(*pdf);
        EXPECT_NEAR(page.mediaBox.width(), size.widthPt, 0.01);
        EXPECT_NEAR(page.mediaBox.height(), size.heightPt, 0.01);
        EXPECT_EQ(page.mediaBox.topLeft(), QPointF(0.0, 0.0));
    }
}

TEST(PdfFigure, EmbedsEveryFontAsTrueType)
{
    for (const ChartModel& chart : charts()) {
        const PdfPage page(sample::figure(chart, FigureFormat::Pdf));
        EXPECT_THAT(page.fontSubtypes, Not(IsEmpty()));
        EXPECT_THAT(page.fontSubtypes, Each(AnyOf("Type0", "CIDFontType2")));
        EXPECT_GT(page.fontDescriptors, 0);
        EXPECT_EQ(page.embeddedFonts, page.fontDescriptors);
    }
}

TEST(PdfFigure, HasNoTextBelowSevenPoints)
{
    for (const ChartModel& chart : charts()) {
        for (const FigureTheme theme : {FigureTheme::Paper, FigureTheme::Light, FigureTheme::Dark}) {
            const PdfPage page(sample::figure(chart, FigureFormat::Pdf, theme));
            EXPECT_THAT(page.textSizes, Not(IsEmpty()));
            EXPECT_THAT(page.textSizes, Each(Ge(7.0)));
        }
    }
}

TEST(PdfFigure, HasNoRasterImage)
{
    for (const ChartModel& chart : charts())
        EXPECT_EQ(PdfPage(sample::figure(chart, FigureFormat::Pdf)).images, 0);
}

TEST(PdfFigure, ClipsCurvesThatLeaveTheAxes)
{
    ChartModel chart = sample::latency();
    chart.y.maximum = 0.03; // the baseline goes up to 0.1
    const PdfPage page(sample::figure(chart, FigureFormat::Pdf));
    const QRectF paper = page.mediaBox.adjusted(-1, -1, 1, 1);
    int leaving = 0;
    for (const PdfPage::Painted& painted : page.painted) {
        const PdfPage::Painted unclipped{painted.bounds, painted.bounds};
        const bool leaves = !unclipped.staysInside(paper);
        leaving += leaves ? 1 : 0;
        // The legend stands above the axes; a curve that leaves them must not reach it.
        EXPECT_TRUE(painted.staysInside(leaves ? paper.adjusted(0, 0, 0, -12.0) : paper)) << painted.bounds.top();
    }
    EXPECT_GT(leaving, 0) << "the chart was meant to need its clip";
}

TEST(PdfFigure, PaintsNothingOutsideThePage)
{
    for (const ChartModel& chart : charts()) {
        const PdfPage page(sample::figure(chart, FigureFormat::Pdf));
        EXPECT_GT(page.painted.size(), 10U);
        for (const PdfPage::Painted& painted : page.painted)
            EXPECT_TRUE(painted.staysInside(page.mediaBox.adjusted(-1, -1, 1, 1))) << chart.id;
    }
}

TEST(PdfFigure, IsTheSameBytesEveryTime)
{
    for (const ChartModel& chart : charts())
        EXPECT_EQ(sample::figure(chart, FigureFormat::Pdf), sample::figure(chart, FigureFormat::Pdf));
}

TEST(PdfFigure, CarriesTheDesignInItsMetadataToo)
{
    const QByteArray pdf = sample::figure(sample::latency(), FigureFormat::Pdf);
    EXPECT_TRUE(pdf.contains("<ralmscope:chart>latency</ralmscope:chart>"));
    EXPECT_TRUE(pdf.contains("fpga.count"));
}

TEST(PdfFigure, RefusesChartsWithoutDataAndSizesBeyondReason)
{
    ChartModel empty;
    empty.id = "latency";
    empty.emptyText = "It does not fit.";
    const auto nothing = exportFigure(empty, sample::options(FigureFormat::Pdf), {});
    ASSERT_FALSE(nothing);
    EXPECT_NE(nothing.error().find("It does not fit."), std::string::npos);
    FigureOptions options = sample::options(FigureFormat::Pdf);
    options.size = {1e9, 100.0};
    EXPECT_FALSE(exportFigure(sample::latency(), options, {}));
}

TEST(PdfFigure, TakesPicturesThatPaintThemselves)
{
    const PicturePainter paint = [](QPainter& painter, const QRectF& area) {
        painter.drawRect(area.adjusted(10, 10, -10, -10));
    };
    const auto pdf = exportPicture(paint, sample::options(FigureFormat::Pdf), sample::provenance());
    ASSERT_TRUE(pdf);
    const PdfPage page(*pdf);
    ASSERT_FALSE(page.painted.empty());
    EXPECT_NEAR(page.painted.back().bounds.width(), page.mediaBox.width() - 5.0, 0.1) << "four units are a point";
    EXPECT_EQ(readProvenance(*pdf), sample::provenance());
    EXPECT_FALSE(exportPicture(paint, sample::options(FigureFormat::Csv), sample::provenance())) << "it has no numbers";
}

} // namespace
} // namespace ralmscope
