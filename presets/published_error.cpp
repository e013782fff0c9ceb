// SPDX-License-Identifier: GPL-3.0-or-later
#include "published_error.h"

#include "object_reader.h"

#include <array>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr std::array kStatistics{ErrorStatistic::Mean, ErrorStatistic::Median, ErrorStatistic::P90, ErrorStatistic::Max,
                                 ErrorStatistic::Unsaid};
constexpr NumberRange kFraction{1e-6, 100.0};

ErrorStatistic readStatistic(ObjectReader& reader)
{
    const std::string name = reader.text("statistic");
    for (const ErrorStatistic statistic : kStatistics) {
        if (errorStatisticName(statistic) == name)
            return statistic;
    }
    if (!name.empty())
        reader.problem("statistic", fmt::format("is \"{}\"; allowed: mean | median | p90 | max | unsaid", name));
    return ErrorStatistic::Mean;
}

} // namespace

std::string_view errorStatisticName(ErrorStatistic statistic)
{
    switch (statistic) {
    case ErrorStatistic::Mean:
        return "mean";
    case ErrorStatistic::Median:
        return "median";
    case ErrorStatistic::P90:
        return "p90";
    case ErrorStatistic::Max:
        return "max";
    case ErrorStatistic::Unsaid:
        break;
    }
    return "unsaid";
}

std::string_view statisticText(ErrorStatistic statistic)
{
    return statistic == ErrorStatistic::Unsaid ? "measure not said," : errorStatisticName(statistic);
}

std::vector<PublishedError> readPublishedErrors(ObjectReader& figure)
{
    std::vector<PublishedError> errors;
    figure.objects("peers", false, [&errors](ObjectReader& item) {
        PublishedError error;
        error.name = item.text("name");
        error.of = item.text("of");
        error.statistic = readStatistic(item);
        error.value = item.number("value", kFraction);
        error.source = item.text("source");
        errors.push_back(std::move(error));
    });
    return errors;
}

} // namespace ralmscope
