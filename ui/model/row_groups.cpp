// SPDX-License-Identifier: GPL-3.0-or-later
#include "row_groups.h"

#include "point_note.h"

#include <algorithm>
#include <functional>
#include <map>

namespace ralmscope {

namespace {

constexpr std::size_t kMostGroups = 6; ///< more in one chart cannot be told apart
constexpr const char* kOthers = "not judged";

bool isJudged(const PaperFigure& figure, const ComparedPoint& point)
{
    return figure.series[point.point.series].kind != ComparisonKind::Informational;
}

/// An empty unit is any.
bool isShown(const ComparedPoint& point, std::string_view unit)
{
    return comparable(point) && !point.leftOut && (unit.empty() || point.point.unit == unit);
}

RowGroup& groupNamed(std::vector<RowGroup>& groups, const std::string& name, bool judged)
{
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&name](const RowGroup& group) { return group.name == name; });
    if (found != groups.end())
        return *found;
    groups.push_back({name, judged, {}});
    return groups.back();
}

/// Values of the table, each once although several series may have its row: of a judged one where there is one.
std::vector<const ComparedPoint*> distinctPoints(const PaperFigure& figure, const FigureReport& report,
                                                 std::string_view unit)
{
    std::map<std::pair<std::size_t, int>, const ComparedPoint*> values;
    for (const ComparedPoint& point : report.points) {
        if (!isShown(point, unit))
            continue;
        const ComparedPoint*& place = values[{point.point.rows.front(), point.point.output}];
        if (!place || (!isJudged(figure, *place) && isJudged(figure, point)))
            place = &point;
    }
    std::vector<const ComparedPoint*> points;
    points.reserve(values.size());
    for (const auto& [key, point] : values)
        points.push_back(point);
    return points;
}

std::vector<RowGroup> fittedAndApart(const PaperFigure& figure, const FigureReport& report, std::string_view unit)
{
    RowGroup others{kOthers, false, {}};
    RowGroup fitted{"fitted", true, {}};
    RowGroup apart{"kept apart", true, {}};
    for (const ComparedPoint* point : distinctPoints(figure, report, unit)) {
        if (!isJudged(figure, *point))
            others.points.push_back(point);
        else
            (report.remarks[point->point.rows.front()].keptApart ? apart : fitted).points.push_back(point);
    }
    std::vector<RowGroup> groups{std::move(others), std::move(fitted), std::move(apart)};
    std::erase_if(groups, [](const RowGroup& group) { return group.points.empty(); });
    return groups;
}

using NameOf = std::function<std::string(const ComparedPoint&)>;

std::vector<RowGroup> groupsBy(const NameOf& nameOf, const PaperFigure& figure, const FigureReport& report,
                               std::string_view unit)
{
    std::vector<RowGroup> groups;
    for (const ComparedPoint& point : report.points) {
        if (isShown(point, unit))
            groupNamed(groups, nameOf(point), isJudged(figure, point)).points.push_back(&point);
    }
    return groups;
}

/// The same, with everything that is not judged as one group.
std::vector<RowGroup> judgedGroupsBy(const NameOf& nameOf, const PaperFigure& figure, const FigureReport& report,
                                     std::string_view unit)
{
    return groupsBy(
        [&](const ComparedPoint& point) { return isJudged(figure, point) ? nameOf(point) : std::string(kOthers); },
        figure, report, unit);
}

} // namespace

std::vector<RowGroup> rowGroups(const PaperFigure& figure, const FigureReport& report, std::string_view unit)
{
    if (isSplit(report.remarks))
        return fittedAndApart(figure, report, unit);
    const auto bySeries = [&figure](const ComparedPoint& point) { return figure.series[point.point.series].name; };
    auto groups = groupsBy(bySeries, figure, report, unit);
    if (groups.size() > kMostGroups)
        groups = judgedGroupsBy(bySeries, figure, report, unit);
    if (groups.size() > kMostGroups)
        groups = judgedGroupsBy([](const ComparedPoint& point) { return point.point.label; }, figure, report, unit);
    while (groups.size() > kMostGroups) {
        RowGroup last = std::move(groups.back());
        groups.pop_back();
        auto& rest = groups[kMostGroups - 1];
        rest.name = "other rows";
        rest.points.insert(rest.points.end(), last.points.begin(), last.points.end());
    }
    std::stable_partition(groups.begin(), groups.end(), [](const RowGroup& group) { return !group.judged; });
    return groups;
}

std::vector<RowGroup> kindGroups(const PaperFigure& figure, const FigureReport& report)
{
    if (isSplit(report.remarks))
        return fittedAndApart(figure, report, {});
    return groupsBy(
        [&figure](const ComparedPoint& point) {
            return std::string(comparisonKindName(figure.series[point.point.series].kind));
        },
        figure, report, {});
}

} // namespace ralmscope
