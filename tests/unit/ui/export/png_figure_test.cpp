// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_charts.h"
#include "sample_figures.h"

#include <QImage>

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

TEST(PngFigure, HasSixHundredDotsPerInch)
{
    const QImage image = QImage::fromData(sample::figure(sample::latency(), FigureFormat::Png));
    EXPECT_EQ(image.width(), 2100) << "3.5 inch";
    EXPECT_EQ(image.height(), 1302);
    EXPECT_NEAR(image.dotsPerMeterX() * 0.0254, 600.0, 0.1);
}

TEST(PngFigure, FillsThePageInTheColoursOfItsTheme)
{
    const QImage paper = QImage::fromData(sample::figure(sample::latency(), FigureFormat::Png));
    const QImage dark = QImage::fromData(sample::figure(sample::latency(), FigureFormat::Png, FigureTheme::Dark));
    for (const QPoint corner : {QPoint(0, 0), QPoint(paper.width() - 1, paper.height() - 1)}) {
        EXPECT_EQ(paper.pixelColor(corner), QColor(Qt::white));
        EXPECT_LT(dark.pixelColor(corner).lightness(), 60);
    }
}

TEST(PngFigure, IsTheSameBytesEveryTime)
{
    EXPECT_EQ(sample::figure(sample::breakdown(), FigureFormat::Png),
              sample::figure(sample::breakdown(), FigureFormat::Png));
}

} // namespace
} // namespace ralmscope
