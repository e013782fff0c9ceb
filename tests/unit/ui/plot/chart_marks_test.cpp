// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_marks.h"

#include "chart_renderer.h"
#include "qcustomplot_include.h"
#include "sample_charts.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ralmscope {
namespace {

template <typename Item> std::vector<Item*> visibleItems(const QCustomPlot& plot, const char* layer)
{
    std::vector<Item*> items;
    for (int i = 0; i < plot.itemCount(); ++i) {
        auto* item = qobject_cast<Item*>(plot.item(i));
        if (item && item->visible() && item->layer()->name() == QLatin1String(layer))
            items.push_back(item);
    }
    return items;
}

ChartModel marked()
{
    ChartModel chart = sample::latency();
    const double middle = (chart.y.minimum + chart.y.maximum) / 2.0;
    chart.marks = {{ChartMark::Axis::X, 4.0, 64.0, "this batch", {}},
                   {ChartMark::Axis::X, 8.0, 8.0, "crossing", {}},
                   {ChartMark::Axis::Y, middle, middle, "alpha", DeviceKind::Pim}};
    return chart;
}

TEST(ChartMarks, LinesRangesAndTheirTextsAreDrawnAndGoAgain)
{
    QCustomPlot plot;
    plot.resize(400, 300);
    ChartRenderer renderer(plot, screenStyle(screenTheme(ThemeVariant::Light)));
    renderer.update(marked(), plot.size());
    EXPECT_EQ(visibleItems<QCPItemRect>(plot, "bands").size(), 1u);
    EXPECT_EQ(visibleItems<QCPItemStraightLine>(plot, "grid").size(), 2u);
    const auto texts = visibleItems<QCPItemText>(plot, "main");
    ASSERT_EQ(texts.size(), 3u);
    EXPECT_EQ(texts[1]->text(), QStringLiteral("crossing"));
    renderer.update(sample::latency(), plot.size());
    EXPECT_TRUE(visibleItems<QCPItemText>(plot, "main").empty());
    renderer.update(marked(), plot.size());
    renderer.update(sample::breakdown(), plot.size());
    EXPECT_TRUE(visibleItems<QCPItemStraightLine>(plot, "grid").empty()) << "bars have none";
}

TEST(ChartMarks, ALineIsWhereItsValueIsAndItsTextInside)
{
    QCustomPlot plot;
    plot.resize(400, 300);
    ChartRenderer renderer(plot, screenStyle(screenTheme(ThemeVariant::Light)));
    ChartModel chart = marked();
    const double edge = chart.x.maximum;
    chart.marks.push_back({ChartMark::Axis::X, edge, edge, "at the right edge", {}});
    renderer.update(chart, plot.size());
    plot.replot(QCustomPlot::rpImmediateRefresh);
    const auto lines = visibleItems<QCPItemStraightLine>(plot, "grid");
    EXPECT_NEAR(lines[0]->point1->pixelPosition().x(), renderer.pixelOf(8.0, 0.0).x(), 0.5);
    const QRectF axes = renderer.axesRect();
    for (const QCPItemText* text : visibleItems<QCPItemText>(plot, "main")) {
        for (const QCPItemAnchor* corner : {text->topLeft, text->bottomRight})
            EXPECT_TRUE(axes.adjusted(-2, -2, 2, 2).contains(corner->pixelPosition())) << text->text().toStdString();
    }
}

TEST(ChartMarks, ATextDoesNotCrossTheLineBesideItWhereTheOtherSideIsFree)
{
    QCustomPlot plot;
    plot.resize(900, 300);
    ChartRenderer renderer(plot, screenStyle(screenTheme(ThemeVariant::Light)));
    ChartModel chart = sample::latency();
    const auto at = [&](double share) {
        return chart.x.logarithmic ? chart.x.minimum * std::pow(chart.x.maximum / chart.x.minimum, share)
                                   : chart.x.minimum + share * (chart.x.maximum - chart.x.minimum);
    };
    chart.marks = {{ChartMark::Axis::X, at(0.75), at(0.75), "FC layers", {}},
                   {ChartMark::Axis::X, at(0.70), at(0.70), "alpha", {}}};
    renderer.update(chart, plot.size());
    plot.replot(QCustomPlot::rpImmediateRefresh);
    const auto texts = visibleItems<QCPItemText>(plot, "main");
    ASSERT_EQ(texts.size(), 2u);
    EXPECT_GE(texts[0]->topLeft->pixelPosition().x(), renderer.pixelOf(at(0.75), 0.0).x() - 1.0);
    EXPECT_LE(texts[1]->bottomRight->pixelPosition().x(), renderer.pixelOf(at(0.70), 0.0).x() + 1.0);
}

} // namespace
} // namespace ralmscope
