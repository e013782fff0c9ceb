// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "chart_model.h"
#include "design_point.h"

#include <optional>
#include <string>
#include <vector>

namespace ralmscope {

struct CsvTable;
struct PaperFigure;

/// How well the model meets one series of a figure.
struct PaperSeries
{
    std::string name;
    std::string metric; ///< metric label
    std::string kind; ///< "fit", "prediction", "identity", "informational"
    std::size_t n = 0;
    double median = 0.0; ///< of the errors; fractions, or SI units where absolute
    double p90 = 0.0;
    double max = 0.0;
    bool absolute = false;
    std::string tolerance; ///< "median <= 3 %, max <= 8 %"; empty: none stated
    bool pass = true;
    std::string text; ///< the errors in words: "median 1.8 %, p90 4.1 %, max 6.2 %"
};

/// An error to compare with: first this model's, then what others state of theirs.
struct PaperPeer
{
    std::string name; ///< empty: this model
    std::string of; ///< what was predicted
    std::string errors; ///< "mean 10.9 %"
    std::string source;
};

/// One figure of a paper beside the model.
struct PaperCard
{
    std::string id;
    std::string title;
    std::string source; ///< citation
    std::string kind; ///< of the source: "measured", "published"
    std::string note; ///< what a reader should know: which run, what is not reproduced and why
    bool pass = true;
    bool judged = false; ///< some value counts towards a tolerance; `pass` says nothing where none does
    std::string summary; ///< one sentence: "64 values, median error 1.8 %, worst 6.2 %: within tolerance"
    ChartModel chart;
    std::optional<ChartModel> errors; ///< how the errors spread, where there are many
    std::string caption; ///< which values the chart does not draw; empty: none
    std::vector<PaperSeries> series;
    std::vector<PaperPeer> peers;
    /// Per chart series and point the design behind it; empty for series without (the model's curve, guides).
    std::vector<std::vector<DesignPoint>> designs;
    std::vector<std::string> notices; ///< rows left out and why
    std::string problem; ///< why the figure could not be computed; then there is no chart
};

/// Compares the model with the figure's table, or with a user's table of the same columns. The chart shows measured
/// points over the model's curve where the figure has a natural x axis, else predicted against measured values. Pure;
/// milliseconds.
PaperCard makePaperCard(const PaperFigure& figure, const Catalog& catalog, const CsvTable* replacement = nullptr);

} // namespace ralmscope
