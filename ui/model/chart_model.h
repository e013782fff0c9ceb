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
    Guide, ///< identity line of a parity plot, ideal scaling: thin, muted
    Limit ///< what cannot be exceeded, as a roofline: in its device's colour, without markers
};

enum class SeriesStyle
{
    Line,
    Steps, ///< y holds from its x to the next x
    Marks, ///< values of categories: nothing lies between them; stems stand for bars
    Points,
    Bars ///< a histogram: x are the middles of touching bins of equal width, bins stand on zero
};

struct ChartSeries
{
    std::string name;
    SeriesRole role = SeriesRole::Model;
    SeriesStyle style = SeriesStyle::Line;
    std::optional<DeviceKind> device; ///< colours the series; otherwise the theme's cycle does
    bool muted = false; ///< drawn in grey: there for comparison, not what the chart is about
    std::vector<double> x; ///< ascending for lines; gaps are NaN in y
    std::vector<double> y;
    std::vector<double> low; ///< error bars or band; empty, or as long as y (NaN: none at that point)
    std::vector<double> high;
    std::string bandName; ///< what they mean: "p90 error"; empty: percentiles p5 and p95
    std::vector<std::string>
        notes; ///< per point, for hovering: provenance, source row, what else happens there; empty, or as long as y
    std::vector<std::string> labels; ///< per point, written beside it where there is room, first ones first; or empty
    bool hollow = false; ///< points as rings
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

/// Something that lasts from a time to a time, in a lane of a timeline.
struct TimelineBar
{
    std::string name;
    std::string note; ///< for hovering
    DeviceKind device = DeviceKind::Gpu;
    int tint = 0; ///< as of BarSegment
    std::size_t category = 0; ///< lane
    int row = 0; ///< of the lane, from the top
    double start = 0.0;
    double end = 0.0;
    double length = 0.0; ///< of the whole, also of what lies outside of the axis
};

/// A value or a range of one axis that means something, marked across the chart: a threshold, a crossing.
struct ChartMark
{
    enum class Axis
    {
        X,
        Y
    };
    Axis axis = Axis::X;
    double from = 0.0;
    double to = 0.0; ///< as `from`: a line; beyond it: a shaded range
    std::string text; ///< beside the line, or in the range
    std::optional<DeviceKind> device; ///< colours a line; otherwise it is muted

    bool isRange() const { return to > from; }
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
    StackedBars,
    Timeline ///< bars from a time to a time, in lanes
};

struct ChartModel
{
    /// Stable, for the command line: "latency", "throughput", "energy", "breakdown", "energy_breakdown", "sequence";
    /// of a step "roofline", "timeline", "timeline_plain", "timeline_first";
    /// of mappings "fc_crossover", "iterations", "mappings", "mappings_energy", "physics", "physics_energy".
    std::string id;
    std::string title; ///< card heading; not drawn into paper figures
    ChartKind kind = ChartKind::Curves;
    ChartAxis x; ///< of stacked bars and timelines, which lie: the axis of the values
    ChartAxis y;
    std::vector<ChartSeries> series;
    std::vector<std::string> categories; ///< stacked bars, lanes of a timeline; from top to bottom
    std::vector<std::string> categoryTexts; ///< at the end of each bar: the total with unit, or why there is none
    std::vector<std::string>
        categoryNotes; ///< for hovering: the reason where there is no bar; as long as categoryTexts
    std::optional<double> cutAt; ///< bars longer than this are cut there, with a break mark: outliers
    std::vector<BarSegment> segments;
    std::vector<TimelineBar> bars;
    int rows = 1; ///< in every lane of a timeline
    std::optional<std::size_t> emphasised; ///< category drawn in bold: the current design
    std::vector<ChartMark> marks; ///< curves
    std::optional<double> cursorX; ///< dotted vertical line: the current value of the x parameter
    std::optional<std::pair<double, double>> current; ///< open circle: the current design
    std::string emptyText; ///< shown instead of data when there is none: why, and what to do

    bool empty() const { return series.empty() && segments.empty() && bars.empty(); }
};

} // namespace ralmscope
