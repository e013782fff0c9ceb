// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper_figure.h"

#include <limits>

namespace ralmscope {

/// One measured or published value at one design.
struct PaperPoint
{
    std::size_t series = 0; ///< position in the figure's series
    std::vector<std::size_t> rows; ///< of the table; several where runs were averaged
    DesignPoint design; ///< as the row says: automatic values stay automatic
    std::optional<DesignPoint> over; ///< the value is metric(design) / metric(over)
    Metric metric = Metric::Tpot;
    std::string label; ///< the metric, or the output of the figure's model, for people
    std::string unit; ///< of the values; "x" for ratios
    int output = -1; ///< position in the outputs of the figure's model; -1: a point of a design
    double measured = 0.0; ///< SI
    double low = std::numeric_limits<double>::quiet_NaN(); ///< p5 and p95, smallest and largest run, or NaN
    double high = std::numeric_limits<double>::quiet_NaN();
    int token = -1; ///< of figures by token
    std::string note; ///< figure and row in words, for hovering
    std::string explanation; ///< of the figure's explanation column
};

struct PaperPoints
{
    std::vector<PaperPoint> points;
    std::vector<std::string> notices; ///< rows left out and why, missing columns
};

/// Every value of the figure's table, or of a replacement with the same columns. A row stands once for every series it
/// belongs to. Cells that cannot be mapped are errors naming line, column, value and what is allowed, all at
/// once.
tl::expected<PaperPoints, FileProblems> paperPoints(const PaperFigure& figure, const Catalog& catalog,
                                                    const CsvTable* replacement = nullptr);

/// Measured latency of the tokens of one sequence.
struct TokenSeries
{
    DesignPoint design;
    std::vector<int> tokens; ///< rising, from 0
    std::vector<double> seconds;
    std::string note;
};

/// The sequences of a figure by token, one per design; empty for other figures.
std::vector<TokenSeries> tokenSeries(const PaperFigure& figure, const Catalog& catalog);

} // namespace ralmscope
