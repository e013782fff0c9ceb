// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_view.h"
#include "export_figure.h"
#include "sample_charts.h"

#include <QApplication>
#include <QGridLayout>

#include <benchmark/benchmark.h>

#include <array>
#include <memory>

using namespace ralmscope;

namespace {

constexpr std::size_t kPoints = 64;

/// Six charts as the Explore view has them, two models each to alternate between.
struct Charts
{
    Charts()
    {
        auto* grid = new QGridLayout(&window);
        for (std::size_t index = 0; index < views.size(); ++index) {
            views[index] = new ChartView(screenTheme(ThemeVariant::Light), &window);
            grid->addWidget(views[index], static_cast<int>(index) / 3, static_cast<int>(index) % 3);
        }
        window.resize(1000, 560);
        window.show();
        for (double factor : {1.0, 1.1}) {
            ChartModel chart = sample::latency(kPoints);
            for (ChartSeries& series : chart.series) {
                for (double& y : series.y)
                    y *= factor;
            }
            models.push_back(std::make_shared<const ChartModel>(std::move(chart)));
        }
        QCoreApplication::processEvents();
    }

    QWidget window;
    std::array<ChartView*, 6> views{};
    std::vector<std::shared_ptr<const ChartModel>> models;
};

/// A tick of a slider: new numbers in six charts, replotted and painted.
void sixChartsOf64Points(benchmark::State& state)
{
    Charts charts;
    std::size_t tick = 0;
    for (auto _ : state) {
        ++tick;
        for (ChartView* view : charts.views)
            view->setChart(charts.models[tick % charts.models.size()]);
        QCoreApplication::processEvents();
    }
}

void exportOneFigure(benchmark::State& state)
{
    FigureOptions options;
    options.format = static_cast<FigureFormat>(state.range(0));
    const ChartModel chart = sample::latency(kPoints);
    for (auto _ : state)
        benchmark::DoNotOptimize(exportFigure(chart, options, {}));
    state.SetLabel(std::string(figureFormatId(options.format)));
}

BENCHMARK(sixChartsOf64Points)->Unit(benchmark::kMillisecond);
BENCHMARK(exportOneFigure)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
