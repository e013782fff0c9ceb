// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explore_frame.h"
#include "provenance.h"

#include <array>
#include <string>
#include <vector>

namespace ralmscope {

// What the read-out on the right says of a design, as text ready to show. Pure functions of a frame.

/// Whether a change against the baseline is welcome, by the metric table.
enum class Direction
{
    Better,
    Worse,
    Neutral
};

/// One metric with its change against the pinned baseline.
struct MetricLine
{
    Metric metric = Metric::Tpot;
    std::string label;
    std::string value; ///< "37.5"; "n/a" where the metric does not apply
    std::string unit; ///< with SI prefix; may be empty
    std::string exact; ///< raw value and SI unit, for hovering
    std::string doc;
    std::string error; ///< "± 2 %": typical error of the model; empty where nothing is known
    std::string errorBasis; ///< what it rests on: "measured runs", "this GPU", "sibling GPU", "generic"
    std::string errorDoc; ///< both at length, with the 90th percentile, for hovering
    std::string delta; ///< "-40 %", "x12"; empty without a baseline
    int sign = 0; ///< of the change: -1, 0, +1
    Direction direction = Direction::Neutral;
};

/// What part of a memory is held by: "weights", "KV cache".
struct MemoryPart
{
    std::string name;
    std::string text; ///< in the unit of the bar, without it: "17.6"
    double share = 0.0; ///< of the capacity
};

/// How full the memory of one device of a pool is, and with what.
struct FitBar
{
    std::string label; ///< "GPU", "FPGA node"
    std::string text; ///< "7.95 of 24.0 GB"
    std::string unit; ///< of the parts' texts: "GB"
    std::string problem; ///< "does not fit: 56.1 GB too much"; empty where it fits
    std::string freeText; ///< "16.1 GB free"
    DeviceKind device = DeviceKind::Gpu;
    double fraction = 0.0; ///< needed over available; more than 1: does not fit
    bool fits = true;
    std::vector<MemoryPart> parts;
};

/// One line of "what would help", ready to apply.
struct HelpLine
{
    std::string text; ///< "nprobe 32 → 16"
    std::vector<std::string> shorterTexts; ///< where the whole text is too long, longest first
    std::string changeText; ///< "-15 %"
    std::string costText; ///< "-37 %" where it costs throughput
    double change = 0.0; ///< relative change of latency.tpot; negative is a gain; NaN: makes the design run
    Parameter parameter = Parameter::Count_;
    double value = 0.0; ///< what to set the parameter to
};

/// Where the constants behind one part of the result come from.
struct ProvenanceLine
{
    std::string what;
    SourceTag tag = SourceTag::Assumed;
    std::string tagText; ///< "measured", "generic constants"
    std::string tip; ///< the parts, one a line, for hovering; may be empty
};

/// A message over the read-out; nothing to say when the text is empty.
struct Banner
{
    enum class Level
    {
        None,
        Warning,
        Error
    };
    Level level = Level::None;
    std::string text;
    Parameter parameter = Parameter::Count_; ///< the one to change, where one stands out
};

struct ReadoutModel
{
    Banner banner;
    std::string baselineName; ///< empty: none pinned
    std::array<MetricLine, 3> headlines; ///< of the three curve charts
    std::vector<MetricLine> metrics; ///< all that apply, in the order of the metric table
    std::vector<FitBar> fits;
    std::string largestBatch; ///< "batch up to 205"; empty where memory says nothing about it
    std::string bottleneck;
    std::vector<HelpLine> helps;
    std::vector<ProvenanceLine> provenance;
};

ReadoutModel makeReadout(const ExploreFrame& frame, const Catalog& catalog);

/// One metric of a result, with its change against `baseline` (may be null).
MetricLine makeMetricLine(Metric metric, const Result& result, const Result* baseline);

} // namespace ralmscope
