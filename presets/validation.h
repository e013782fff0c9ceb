// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper_points.h"

#include <span>

namespace ralmscope {

/// A point with what the model says of it.
struct ComparedPoint
{
    PaperPoint point;
    double predicted = 0.0; ///< NaN if the model gives no number
    double error = 0.0; ///< by the series' tolerance: relative or absolute, never negative; NaN without prediction
    std::string problem; ///< why there is no prediction
    std::string provenance; ///< which constants the prediction comes from, where the figure's model says so
    bool leftOut = false; ///< not judged; provenance says why
};

struct SeriesReport
{
    std::string name;
    std::string quantity; ///< metric id, or output column of the figure's model
    std::string label; ///< the same for people
    std::string unit;
    ComparisonKind kind = ComparisonKind::Prediction;
    Tolerance tolerance;
    std::size_t n = 0; ///< points compared
    std::size_t unpredicted = 0; ///< points for which the model gives no number; any fails the series
    double mean = 0.0; ///< of the errors; NaN if n = 0
    double median = 0.0;
    double p90 = 0.0;
    double p95 = 0.0;
    double max = 0.0;
    bool pass = true;
};

struct FigureReport
{
    std::string id;
    bool pass = true; ///< every judged series is within its tolerance; false where nothing was judged
    std::size_t judged = 0; ///< values that count towards a tolerance, those without prediction among them
    /// In the figure's order. After them, where the figure's model remarks on rows: of the shipped table the rows that
    /// no constant was fitted to, judged alike, and every group of rows measured alike, for information.
    std::vector<SeriesReport> series;
    std::vector<ComparedPoint> points; ///< of all series
    std::vector<RowRemark> remarks; ///< on every row of the table, where the figure's model has remarks
    std::vector<PublishedError> peers; ///< what others state of their errors
    /// Where there are peers, ours to put beside: every judged value once; where the figure's model remarks on rows and
    /// the table is the shipped one, of the rows kept apart only.
    std::optional<SeriesReport> pooled;
    std::vector<std::string> notices;
};

/// Compares the model with the figure's table, or with a replacement that has the same columns. Figures by token have
/// no series. Pure; takes about a microsecond a point.
tl::expected<FigureReport, FileProblems> validateFigure(const PaperFigure& figure, const Catalog& catalog,
                                                        const CsvTable* replacement = nullptr);

/// What all reports together say.
enum class ValidationOutcome
{
    Pass,
    BeyondTolerance,
    NothingJudged ///< only values that are shown, or none: no statement on the model
};
ValidationOutcome outcomeOf(std::span<const FigureReport> reports);

/// {"pass", "judged", "figures": [{"id", "pass", "judged", "series": [{"name", "metric", "kind", "n", "mean", "median",
/// "p90", "p95", "max", "tolerance", "pass"}], "peers": [{"name", "of", "statistic", "value", "source"}], "pooled":
/// series}]}; errors as fractions, null where there is none; peers and pooled only of figures that have peers.
std::string reportJson(std::span<const FigureReport> reports);

/// One line per series for a terminal.
std::string reportText(std::span<const FigureReport> reports);

/// The table with a column C_predicted after every measured column C, in the units of C; empty where no series of C has
/// the row. Where the figure's model remarks on rows, "provenance" is the last column.
CsvTable predictedTable(const PaperFigure& figure, const FigureReport& report, const CsvTable& table);

} // namespace ralmscope
