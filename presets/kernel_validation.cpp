// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_validation.h"

#include "kernel_table.h"
#include "series_summary.h"

#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

namespace ralmscope {

namespace {

/// A row with its prediction.
struct PredictedRow
{
    double predicted = std::numeric_limits<double>::quiet_NaN();
    double error = std::numeric_limits<double>::quiet_NaN();
    KernelMatch match = KernelMatch::Generic;
    std::string provenance;
};

std::string_view quantityOf(KernelClass kernel)
{
    switch (kernel) {
    case KernelClass::BoardPower:
        return "watts";
    case KernelClass::HostOverhead:
        return "tokens per second";
    default:
        return "kernel time";
    }
}

PredictedRow predictRow(const KernelRow& row, const Catalog& catalog)
{
    PredictedRow result;
    if (!row.leftOut.empty()) {
        result.provenance = "left out: " + row.leftOut;
        return result;
    }
    const KernelChoice choice = chooseKernel(catalog, *row.gpu, row.query());
    result.match = choice.match;
    result.provenance = provenanceText(choice);
    if (!row.knownGpu) {
        // A stranger's kernels must not pass for those of the entry whose data sheet stands in.
        const Gpu* generic = gpuMeasuredAs(catalog, kGenericGpu);
        const KernelChoice pooled = generic ? chooseKernel(catalog, *generic, row.query()) : KernelChoice{};
        result.match = KernelMatch::Generic;
        result.provenance =
            fmt::format("{}; data sheet of {}", provenanceText(pooled), row.ownDataSheet ? "the table" : row.gpu->name);
        if (pooled.fit)
            result.predicted = predict(row.work, pooled.fit->values);
    } else if (choice.fit) {
        result.predicted = predict(row.work, choice.fit->values);
    }
    result.error = std::fabs(result.predicted / row.measured - 1.0);
    return result;
}

std::string groupName(const KernelRow& row)
{
    std::string name = row.measuredAs;
    for (const std::string& part : {row.variant, row.stack}) {
        if (!part.empty())
            name += ", " + part;
    }
    return name;
}

/// Builds the report of one figure.
class KernelReport
{
public:
    KernelReport(const PaperFigure& figure, const CsvTable& table, bool shipped)
        : m_figure(figure)
        , m_table(table)
        , m_shipped(shipped)
    {
        m_report.id = figure.id;
    }

    FigureReport build(const std::vector<KernelRow>& rows, const Catalog& catalog)
    {
        std::vector<PredictedRow> predictions;
        for (const KernelRow& row : rows)
            predictions.push_back(predictRow(row, catalog));
        for (std::size_t i = 0; i < m_figure.series.size(); ++i)
            addSeries(i, rows, predictions);
        m_report.pass = !m_report.points.empty();
        for (const SeriesReport& series : m_report.series)
            m_report.pass = m_report.pass && series.pass;
        if (m_report.points.empty())
            m_report.notices.push_back("no row of the table belongs to a series: nothing was compared");
        addGroups(rows, predictions);
        addNotice(predictions);
        addLeftOut(rows);
        return std::move(m_report);
    }

private:
    void add(const FigureSeries& series, std::vector<double> errors)
    {
        SeriesReport report = summarise(series, std::move(errors));
        report.quantity = quantityOf(*m_figure.kernel);
        m_report.series.push_back(std::move(report));
    }

    void addSeries(std::size_t index, const std::vector<KernelRow>& rows, const std::vector<PredictedRow>& predictions)
    {
        const FigureSeries& series = m_figure.series[index];
        std::vector<double> errors;
        std::vector<double> keptApart;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!matches(series.when, m_table, rows[i].row))
                continue;
            addPoint(index, rows[i], predictions[i]);
            if (!rows[i].leftOut.empty())
                continue;
            errors.push_back(predictions[i].error);
            if (rows[i].heldOut)
                keptApart.push_back(predictions[i].error);
        }
        add(series, std::move(errors));
        if (!m_shipped || keptApart.empty())
            return;
        FigureSeries apart = series;
        apart.name += ", rows kept apart";
        if (apart.kind == ComparisonKind::Fit)
            apart.kind = ComparisonKind::Prediction;
        add(apart, std::move(keptApart));
    }

    void addPoint(std::size_t series, const KernelRow& row, const PredictedRow& prediction)
    {
        ComparedPoint compared;
        compared.point.series = series;
        compared.point.rows = {row.row};
        compared.point.measured = row.measured;
        compared.point.note = groupName(row);
        compared.predicted = prediction.predicted;
        compared.error = prediction.error;
        compared.provenance = prediction.provenance;
        if (!std::isfinite(compared.predicted))
            compared.problem = prediction.provenance;
        m_report.points.push_back(std::move(compared));
    }

    void addGroups(const std::vector<KernelRow>& rows, const std::vector<PredictedRow>& predictions)
    {
        std::map<std::string, std::vector<double>> groups;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].leftOut.empty())
                groups[groupName(rows[i])].push_back(predictions[i].error);
        }
        for (auto& [name, errors] : groups) {
            FigureSeries series;
            series.name = name;
            series.kind = ComparisonKind::Informational;
            add(series, std::move(errors));
        }
    }

    void addNotice(const std::vector<PredictedRow>& predictions)
    {
        std::size_t generic = 0;
        std::size_t sibling = 0;
        for (const PredictedRow& row : predictions) {
            generic += row.match == KernelMatch::Generic ? 1 : 0;
            sibling += row.match == KernelMatch::Sibling ? 1 : 0;
        }
        if (generic > 0)
            m_report.notices.push_back(fmt::format("{} rows predicted with generic constants", generic));
        if (sibling > 0)
            m_report.notices.push_back(fmt::format("{} rows predicted with a sibling's constants", sibling));
    }

    void addLeftOut(const std::vector<KernelRow>& rows)
    {
        std::map<std::string, std::size_t> reasons;
        for (const KernelRow& row : rows) {
            if (!row.leftOut.empty())
                ++reasons[row.leftOut];
        }
        for (const auto& [reason, n] : reasons)
            m_report.notices.push_back(fmt::format("{} rows left out: {}", n, reason));
    }

    const PaperFigure& m_figure;
    const CsvTable& m_table;
    bool m_shipped;
    FigureReport m_report;
};

} // namespace

tl::expected<FigureReport, FileProblems> validateKernels(const PaperFigure& figure, const Catalog& catalog,
                                                         const CsvTable* replacement)
{
    const CsvTable& table = replacement ? *replacement : figure.table;
    const auto rows = kernelRows(*figure.kernel, table, catalog);
    if (!rows)
        return tl::unexpected(rows.error());
    return KernelReport(figure, table, !replacement).build(*rows, catalog);
}

} // namespace ralmscope
