// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_charts.h"
#include "sample_figures.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringList>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

#include <algorithm>

namespace ralmscope {
namespace {

/// The parts of an SVG document that the tests look at.
struct Document
{
    explicit Document(const QByteArray& svg)
    {
        QXmlStreamReader xml(svg);
        int clipped = 0;
        QList<bool> groups;
        while (!xml.atEnd()) {
            const auto token = xml.readNext();
            if (token == QXmlStreamReader::EndElement && xml.name() == QLatin1String("g"))
                clipped -= groups.takeLast() ? 1 : 0;
            if (token != QXmlStreamReader::StartElement)
                continue;
            const auto attributes = xml.attributes();
            if (xml.name() == QLatin1String("svg"))
                size = attributes.value(QLatin1String("width")).toString() + QLatin1Char(' ')
                    + attributes.value(QLatin1String("height")).toString();
            else if (xml.name() == QLatin1String("g")) {
                groups.append(attributes.hasAttribute(QLatin1String("clip-path")));
                clipped += groups.last() ? 1 : 0;
            } else if (xml.name() == QLatin1String("path"))
                (clipped > 0 ? clippedPaths : freePaths).append(attributes.value(QLatin1String("d")).toString());
            else if (xml.name() == QLatin1String("clipPath"))
                ++clips;
            else if (xml.name() == QLatin1String("image"))
                ++images;
            else if (xml.name() == QLatin1String("text")) {
                smallestText = std::min(smallestText, attributes.value(QLatin1String("font-size")).toDouble());
                texts.append(xml.readElementText());
            }
        }
        error = xml.hasError() ? xml.errorString() : QString();
    }

    QString error;
    QString size;
    QStringList texts;
    QStringList clippedPaths;
    QStringList freePaths;
    int clips = 0;
    int images = 0;
    double smallestText = 1e9;
};

std::vector<ChartModel> charts()
{
    return {sample::latency(), sample::breakdown(), sample::sequence(), sample::manySeries()};
}

TEST(SvgFigure, IsWellFormedAndClipped)
{
    for (const ChartModel& chart : charts()) {
        const Document document(sample::figure(chart, FigureFormat::Svg));
        EXPECT_EQ(document.error, QString());
        EXPECT_EQ(document.size, QStringLiteral("252pt 156.24pt"));
        EXPECT_GT(document.clips, 0);
        EXPECT_FALSE(document.clippedPaths.isEmpty());
        EXPECT_EQ(document.images, 0);
        EXPECT_GE(document.smallestText, 7.0);
    }
}

TEST(SvgFigure, DrawsNothingUnclippedOutsideThePage)
{
    ChartModel chart = sample::latency();
    chart.y.maximum = 0.03;
    const Document document(sample::figure(chart, FigureFormat::Svg));
    const auto leaves = [](const QString& path) {
        QString numbers = path;
        numbers.replace(QRegularExpression(QStringLiteral("[MLCZ]")), QStringLiteral(" "));
        for (const QString& number : numbers.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            if (number.toDouble() < -2.0 || number.toDouble() > 254.0)
                return true;
        }
        return false;
    };
    EXPECT_TRUE(std::any_of(document.clippedPaths.begin(), document.clippedPaths.end(), leaves))
        << "the chart was meant to need its clip";
    EXPECT_FALSE(std::any_of(document.freePaths.begin(), document.freePaths.end(), leaves));
}

TEST(SvgFigure, SetsTextAsTextWithUnitsInTheAxisLabels)
{
    EXPECT_TRUE(Document(sample::figure(sample::latency(), FigureFormat::Svg))
                    .texts.contains(QStringLiteral("Time per token (ms)")));
    EXPECT_TRUE(Document(sample::figure(sample::breakdown(), FigureFormat::Svg))
                    .texts.contains(QStringLiteral("Time per token (ms)")));
    EXPECT_TRUE(Document(sample::figure(sample::manySeries(), FigureFormat::Svg))
                    .texts.contains(QStringLiteral("Throughput (tokens/s)")));
}

TEST(SvgFigure, HasALegendWhereThereIsMoreThanOneSeries)
{
    const Document many(sample::figure(sample::manySeries(), FigureFormat::Svg));
    EXPECT_TRUE(many.texts.contains(QStringLiteral("16 nodes")));
    ChartModel single = sample::manySeries();
    single.series.resize(1);
    EXPECT_FALSE(Document(sample::figure(single, FigureFormat::Svg)).texts.contains(QStringLiteral("1 node")));
}

TEST(SvgFigure, HasNoTitleInsideAndNoTraceOfTheSession)
{
    const Document document(sample::figure(sample::breakdown(), FigureFormat::Svg));
    EXPECT_FALSE(document.texts.contains(QStringLiteral("Where a step goes")));
    ChartModel still = sample::latency();
    still.cursorX.reset();
    still.current.reset();
    EXPECT_EQ(sample::figure(still, FigureFormat::Svg), sample::figure(sample::latency(), FigureFormat::Svg));
}

TEST(SvgFigure, EscapesTextAndDropsWhatXmlForbids)
{
    ChartModel chart = sample::manySeries();
    chart.series[0].name = "<&>\"'\x01";
    const Document document(sample::figure(chart, FigureFormat::Svg));
    EXPECT_EQ(document.error, QString());
    EXPECT_TRUE(document.texts.contains(QStringLiteral("<&>\"'")));
}

TEST(SvgFigure, IsTheSameBytesAsTheGoldenFile)
{
    if (!sample::hasFigureFont())
        GTEST_SKIP() << "Liberation Sans is not installed";
    for (const ChartModel& chart : charts()) {
        const QByteArray svg = sample::figure(chart, FigureFormat::Svg);
        QFile file(QStringLiteral(RALMSCOPE_TEST_DATA "/golden/figure_%1.svg").arg(QString::fromStdString(chart.id)));
        if (qEnvironmentVariableIsSet("RALMSCOPE_REGENERATE")) {
            ASSERT_TRUE(file.open(QIODevice::WriteOnly));
            file.write(svg);
            continue;
        }
        ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << file.fileName().toStdString();
        EXPECT_TRUE(svg == file.readAll())
            << "The drawing of \"" << chart.id
            << "\" has changed. Look at it; if it is meant, run with RALMSCOPE_REGENERATE=1.";
    }
}

} // namespace
} // namespace ralmscope
