// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_charts.h"

#include <cmath>
#include <limits>

namespace ralmscope::sample {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

ChartSeries line(const char* name, SeriesRole role, std::size_t points, double offset, double slope)
{
    ChartSeries series;
    series.name = name;
    series.role = role;
    for (std::size_t index = 0; index < points; ++index) {
        const double x = std::exp2(7.0 * static_cast<double>(index) / static_cast<double>(points - 1));
        series.x.push_back(x);
        series.y.push_back(offset + slope * x);
    }
    return series;
}

ChartAxis batchAxis()
{
    ChartAxis axis{"Batch", "", true, 1.0, 128.0, {}};
    for (int value = 1; value <= 128; value *= 2)
        axis.ticks.emplace_back(value, std::to_string(value));
    return axis;
}

} // namespace

ChartModel latency(std::size_t points)
{
    ChartModel chart;
    chart.id = "latency";
    chart.title = "Time per token";
    chart.x = batchAxis();
    chart.y = {"Time per token", "s", false, 0.0, 0.1, {}};
    chart.series.push_back(line("Baseline: CPU", SeriesRole::Baseline, points, 0.022, 0.0006));
    ChartSeries model = line("Model", SeriesRole::Model, points, 0.0193, 0.00028);
    for (const double y : model.y) {
        model.low.push_back(0.96 * y);
        model.high.push_back(1.05 * y);
    }
    chart.series.push_back(model);
    ChartSeries measured;
    measured.name = "Measured";
    measured.role = SeriesRole::Measured;
    measured.style = SeriesStyle::Points;
    measured.x = {1.0, 16.0, 64.0};
    measured.y = {0.0197, 0.0241, 0.0375};
    measured.low = {0.0190, kNone, 0.0352};
    measured.high = {0.0211, kNone, 0.0419};
    measured.notes = {"row 1", "row 2", "row 3"};
    measured.provenance = "measured on the prototype";
    chart.series.push_back(measured);
    chart.cursorX = 64.0;
    chart.current = {{64.0, 0.03722}};
    return chart;
}

ChartModel breakdown()
{
    ChartModel chart;
    chart.id = "breakdown";
    chart.title = "Where a step goes";
    chart.kind = ChartKind::StackedBars;
    chart.x = {"Time per token", "s", false, 0.0, 0.065, {}};
    chart.categories = {"CPU baseline", "CPU + GPU index", "1 FPGA node", "4 FPGA nodes"};
    chart.segments = {{"LM step", DeviceKind::Gpu, 0, {0.0193, 0.0193, 0.0193, 0.0193}},
                      {"Index scan", DeviceKind::Gpu, 1, {0.0, 0.0066, 0.0066, 0.0066}},
                      {"FPGA scan", DeviceKind::Fpga, 0, {0.0, 0.0, 0.0111, 0.0058}},
                      {"CPU search", DeviceKind::Cpu, 0, {0.0427, 0.0291, 0.0, 0.0}},
                      {"Network", DeviceKind::Network, 0, {0.0, 0.0, 0.0009, 0.0012}}};
    chart.emphasised = 2;
    return chart;
}

ChartModel sequence()
{
    ChartModel chart;
    chart.id = "sequence";
    chart.title = "Latency along the sequence";
    chart.x = {"Token", "", false, 0.0, 64.0, {}};
    chart.y = {"Latency of the step", "s", false, 0.0, 0.2, {}};
    ChartSeries steps;
    steps.name = "Model";
    steps.style = SeriesStyle::Steps;
    ChartSeries measured;
    measured.name = "Measured";
    measured.role = SeriesRole::Measured;
    measured.style = SeriesStyle::Points;
    for (int token = 0; token < 65; ++token) {
        steps.x.push_back(token);
        steps.y.push_back(token % 8 == 0 ? 0.163 : 0.0197);
        measured.x.push_back(token);
        measured.y.push_back(token % 8 == 0 ? 0.159 + 0.001 * (token % 3) : 0.0199);
    }
    chart.series = {steps, measured};
    return chart;
}

ChartModel manySeries()
{
    ChartModel chart;
    chart.id = "throughput";
    chart.title = "Throughput";
    chart.x = batchAxis();
    chart.y = {"Throughput", "tokens/s", false, 0.0, 9000.0, {}};
    const char* names[] = {"1 node", "2 nodes", "4 nodes", "8 nodes", "16 nodes"};
    for (int index = 0; index < 5; ++index)
        chart.series.push_back(line(names[index], SeriesRole::Model, 29, 100.0 * index, 20.0 + 12.0 * index));
    return chart;
}

} // namespace ralmscope::sample
