// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csv_table.h"
#include "data_directories.h"
#include "metric.h"
#include "provenance.h"
#include "published_error.h"
#include "table_mapping.h"
#include "table_model.h"

#include <bitset>
#include <optional>
#include <string>
#include <vector>

namespace ralmscope {

/// What agreement with a series means: constants were fitted to it, nothing was, or the model repeats the paper's own
/// arithmetic. Informational series are shown and not judged.
enum class ComparisonKind
{
    Fit,
    Prediction,
    Identity,
    Informational
};
std::string_view comparisonKindName(ComparisonKind kind);

/// Largest error that passes. Relative: |predicted / measured - 1|; absolute: |predicted - measured| in SI units.
struct Tolerance
{
    bool absolute = false;
    std::optional<double> median;
    std::optional<double> p90;
    std::optional<double> p95;
    std::optional<double> max;

    /// "median <= 3 %, max <= 8 %".
    std::string text() const;
};

/// Rows of the table that are judged together, and what is compared on them.
struct FigureSeries
{
    std::string name;
    std::string column; ///< of the measured value
    double scale = 1.0; ///< cell times scale = SI value
    Metric metric = Metric::Tpot; ///< of figures of designs
    std::string quantity; ///< metric id, or output column of the figure's model
    std::string label; ///< the same for people
    std::string unit; ///< of scaled values
    std::string lowColumn; ///< p5 and p95, or empty
    std::string highColumn;
    Conditions when; ///< rows that belong to it
    Conditions unless; ///< and rows among them that do not
    Settings set; ///< applied last
    std::optional<Settings> over; ///< the value is a ratio: metric with `set` over metric with these
    ComparisonKind kind = ComparisonKind::Prediction;
    Tolerance tolerance;
    /// Parameters that this metric does not depend on here, whatever the design of a point says of them.
    std::bitset<kParameterCount> independentOf;
};

/// A published figure or table: values, what they mean in parameters and metrics, and how closely the model must agree.
struct PaperFigure
{
    std::string id;
    std::string title;
    std::string text; ///< what it shows and what to keep in mind
    int order = 0;
    Source source;
    const TableModel* model = nullptr; ///< rows are points of this model; nullptr: designs, by `mapping`
    TableMapping mapping;
    Conditions filter; ///< rows kept; a condition on a column that a table lacks keeps all
    std::vector<std::string> averageOver; ///< columns such as "run": rows that differ only there are averaged
    std::string tokenColumn; ///< not empty: values are of single tokens; see tokenSeries()
    std::string explanationColumn; ///< text to show beside a row, or empty
    std::vector<FigureSeries> series;
    std::vector<PublishedError> peers; ///< what others state of their errors on such values
    CsvTable table; ///< the shipped values

    /// Rows stand for designs; only then points have one.
    bool ofDesigns() const { return model == nullptr; }
};

/// Reads papers/*/figure.json and table.csv of both directories; the user's cannot replace shipped ones. A figure whose
/// files are damaged is left out and its problems are returned beside the others. Error: the shipped folder cannot be
/// read at all.
struct FigureLoad
{
    std::vector<PaperFigure> figures; ///< by order, then id
    FileProblems problems;

    /// Those of one figure, by its id, which is the name of its folder.
    FileProblems problemsOf(std::string_view id) const;
};
tl::expected<FigureLoad, FileProblems> loadFigures(const DataDirectories& directories, const Catalog& catalog);

/// Reads a figure from the texts of its two files.
tl::expected<PaperFigure, FileProblems> parseFigure(std::string_view json, std::string_view csv, const Catalog& catalog,
                                                    const std::string& jsonFile, const std::string& csvFile);

} // namespace ralmscope
