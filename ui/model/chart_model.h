// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_kind.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ralmscope {

// A chart as plain data: what is drawn on the screen, written to PDF, SVG, PNG and CSV, and compared in tests. No Qt,
// no pixels, no colours: renderers choose those from roles. Values are raw SI; renderers put one SI prefix in the
// axis label.

enum class SeriesRole
{
    Model, ///< the current design: accent colour, solid
    Baseline, ///< the pinned baseline: grey, dashed
    Measured, ///< measured or published points: diamonds on top, with p5-p95 bars where known
    Guide ///< identity line of a parity plot, ideal scaling: thin, muted
};

enum class SeriesStyle
{
    Line,
    Steps, ///< y holds from its x to the next x
    Marks, ///< values of categories: nothing lies between them; stems stand for bars
    Points
};

struct ChartSeries
{
    std::string name;
    SeriesRole role = SeriesRole::Model;
    SeriesStyle style = SeriesStyle::Line;
    std::optional<DeviceKind> device; ///< colours the series; otherwise the theme's cycle does
    std::vector<double> x; ///< ascending for lines; gaps are NaN in y
    std::vector<double> y;
    std::vector<double> low; ///< error bars or band; empty, or as long as y (NaN: none at that point)
    std::vector<double> high;
    std::string bandName; ///< what they mean: "p90 error"; empty: percentiles p5 and p95
    std::vector<std::string> notes; ///< per point, for hovering: provenance, source row; empty, or as long as y
    std::string provenance; ///< of the whole series: "measured", a citation
};

/// One colour of a stacked bar chart, over all categories.
struct BarSegment
{
    std::string name;
    DeviceKind device = DeviceKind::Gpu;
    int tint = 0; ///< 0: the device's full colour; 1, 2, ...: lighter tints for further stages of the same device
    std::vector<double> values;
    std::string shortName = {}; ///< without the device, for legends that name it once; empty: name
};

struct ChartAxis
{
    std::string label; ///< words, without unit: "Time per token"
    std::string unit; ///< SI unit of the raw values; may be empty; "%": the values are fractions, shown times 100
    bool logarithmic = false;
    double minimum = 0.0; ///< minimum < maximum always; positive when logarithmic
    double maximum = 1.0;
    std::vector<std::pair<double, std::string>> ticks; ///< explicit ticks (choices, powers of two); empty: automatic
};

enum class ChartKind
{
    Curves,
    StackedBars
};

struct ChartModel
{
    /// Stable, for the command line: "latency", "throughput", "energy", "breakdown", "energy_breakdown", "sequence".
    std::string id;
    std::string title; ///< card heading; not drawn into paper figures
    ChartKind kind = ChartKind::Curves;
    ChartAxis x; ///< of stacked bars, which lie: the axis of the values
    ChartAxis y;
    std::vector<ChartSeries> series;
    std::vector<std::string> categories; ///< stacked bars, from top to bottom
    std::vector<std::string> categoryTexts; ///< at the end of each bar: the total with unit, or why there is none
    std::vector<std::string>
        categoryNotes; ///< for hovering: the reason where there is no bar; as long as categoryTexts
    std::optional<double> cutAt; ///< bars longer than this are cut there, with a break mark: outliers
    std::vector<BarSegment> segments;
    std::optional<std::size_t> emphasised; ///< category drawn in bold: the current design
    std::optional<double> cursorX; ///< dotted vertical line: the current value of the x parameter
    std::optional<std::pair<double, double>> current; ///< open circle: the current design
    std::string emptyText; ///< shown instead of data when there is none: why, and what to do

    bool empty() const { return series.empty() && segments.empty(); }
};

} // namespace ralmscope
