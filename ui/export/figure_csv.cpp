// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_csv.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

class Table
{
public:
    explicit Table(char separator)
        : m_separator(separator)
    {
    }

    Table& operator<<(std::string_view text)
    {
        separate();
        const std::string special{'"', '\n', '\r', m_separator};
        // A line that starts with # would be taken for a comment.
        const bool quoted = text.find_first_of(special) != std::string_view::npos || text.starts_with('#');
        if (!quoted) {
            m_text += text;
            return *this;
        }
        m_text += '"';
        for (const char character : text) {
            if (character == '"')
                m_text += '"';
            m_text += character;
        }
        m_text += '"';
        return *this;
    }

    Table& operator<<(double value)
    {
        separate();
        // Shortest text that reads back to the same double; infinities are kept, they are results.
        if (!std::isnan(value))
            fmt::format_to(std::back_inserter(m_text), "{}", value);
        return *this;
    }

    void endRow()
    {
        m_text += '\n';
        m_rowStarted = false;
    }

    std::string take() { return std::move(m_text); }

private:
    void separate()
    {
        if (m_rowStarted)
            m_text += m_separator;
        m_rowStarted = true;
    }

    char m_separator;
    std::string m_text;
    bool m_rowStarted = false;
};

std::string withUnit(const std::string& label, const ChartAxis& axis)
{
    return axis.unit.empty() ? label : fmt::format("{} ({})", label, axis.unit == "%" ? "fraction" : axis.unit);
}

std::string_view roleName(SeriesRole role)
{
    switch (role) {
    case SeriesRole::Model:
        return "model";
    case SeriesRole::Baseline:
        return "baseline";
    case SeriesRole::Measured:
        return "measured";
    case SeriesRole::Limit:
        return "limit";
    case SeriesRole::Guide:
        break;
    }
    return "guide";
}

double at(const std::vector<double>& values, std::size_t index)
{
    return index < values.size() ? values[index] : std::nan("");
}

void writeCurves(Table& table, const ChartModel& chart)
{
    table << "series"
          << "role" << withUnit(chart.x.label.empty() ? "x" : chart.x.label, chart.x)
          << withUnit(chart.y.label.empty() ? "y" : chart.y.label, chart.y) << withUnit("low", chart.y)
          << withUnit("high", chart.y) << "note";
    table.endRow();
    for (const ChartSeries& series : chart.series) {
        for (std::size_t point = 0; point < std::min(series.x.size(), series.y.size()); ++point) {
            std::string note = point < series.notes.size() ? series.notes[point] : std::string();
            if (note.empty())
                note = series.provenance;
            if (!series.bandName.empty())
                note += (note.empty() ? "low and high: " : "; low and high: ") + series.bandName;
            if (point < series.labels.size())
                note.insert(0, series.labels[point] + ": ");
            std::replace(note.begin(), note.end(), '\n', ';');
            table << series.name << roleName(series.role) << series.x[point] << series.y[point] << at(series.low, point)
                  << at(series.high, point) << note;
            table.endRow();
        }
    }
}

/// A line is one row, a range two; the other coordinate is left out.
void writeMarks(Table& table, const ChartModel& chart)
{
    for (const ChartMark& mark : chart.marks) {
        for (const double value : {mark.from, mark.to}) {
            const bool x = mark.axis == ChartMark::Axis::X;
            table << mark.text << "mark" << (x ? value : std::nan("")) << (x ? std::nan("") : value) << std::nan("")
                  << std::nan("") << "";
            table.endRow();
            if (!mark.isRange())
                break;
        }
    }
}

void writeBars(Table& table, const ChartModel& chart)
{
    table << "category"
          << "segment"
          << "device" << withUnit(chart.x.label.empty() ? "value" : chart.x.label, chart.x);
    table.endRow();
    for (std::size_t category = 0; category < chart.categories.size(); ++category) {
        // What cannot run has no values: a reason instead of zeros, which would read as the fastest of all.
        if (category < chart.categoryNotes.size() && !chart.categoryNotes[category].empty()) {
            table << chart.categories[category] << chart.categoryNotes[category] << "" << std::nan("");
            table.endRow();
            continue;
        }
        for (const BarSegment& segment : chart.segments) {
            table << chart.categories[category] << segment.name << deviceKindName(segment.device)
                  << at(segment.values, category);
            table.endRow();
        }
    }
}

void writeTimeline(Table& table, const ChartModel& chart)
{
    table << "lane"
          << "row"
          << "span"
          << "device" << withUnit("start", chart.x) << withUnit("end", chart.x) << withUnit("length", chart.x)
          << "note";
    table.endRow();
    for (const TimelineBar& bar : chart.bars) {
        std::string note = bar.note;
        std::replace(note.begin(), note.end(), '\n', ';');
        table << chart.categories[bar.category] << static_cast<double>(bar.row) << bar.name
              << deviceKindName(bar.device) << bar.start << bar.end << bar.length << note;
        table.endRow();
    }
}

/// One line, so that it cannot break out of its comment.
std::string oneLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char character) { return character == '\n' || character == '\r'; }, ' ');
    return text;
}

} // namespace

std::string chartTable(const ChartModel& chart, char separator)
{
    Table table(separator);
    if (chart.kind == ChartKind::StackedBars) {
        writeBars(table, chart);
    } else if (chart.kind == ChartKind::Timeline) {
        writeTimeline(table, chart);
    } else {
        writeCurves(table, chart);
        writeMarks(table, chart);
    }
    return table.take();
}

std::string pictureTable(const SystemPicture& picture)
{
    Table table(',');
    table << "part"
          << "name"
          << "detail"
          << "count"
          << "utilisation (fraction)"
          << "binding";
    table.endRow();
    for (const SystemBox& box : picture.boxes) {
        table << "pool" << box.title << box.detail << static_cast<double>(box.count) << box.utilisation
              << (box.binding ? "yes" : "no");
        table.endRow();
    }
    for (const SystemLink& link : picture.links) {
        if (link.from >= picture.boxes.size() || link.to >= picture.boxes.size())
            continue;
        table << "link" << picture.boxes[link.from].title + " - " + picture.boxes[link.to].title
              << (link.traffic.empty() ? link.bandwidth : link.bandwidth + ", " + link.traffic) << std::nan("")
              << link.utilisation << (link.binding ? "yes" : "no");
        table.endRow();
    }
    return table.take();
}

std::string csvFile(const FigureProvenance& provenance)
{
    FigureProvenance head = provenance;
    head.data.clear(); // it is the file itself
    return fmt::format("# {}: {}\n# Ralmscope {}, model version {}. Raw SI values.\n{}{}\n{}",
                       oneLine(provenance.chartId), oneLine(provenance.title), oneLine(provenance.programVersion),
                       provenance.modelVersion, kCsvProvenanceMark, provenanceToJson(head), provenance.data);
}

} // namespace ralmscope
