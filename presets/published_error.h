// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

class ObjectReader;

/// What is said of many errors |predicted / measured - 1|.
enum class ErrorStatistic
{
    Mean,
    Median,
    P90,
    Max,
    Unsaid ///< a number without its measure
};
/// "mean", "median", "p90", "max", "unsaid".
std::string_view errorStatisticName(ErrorStatistic statistic);
/// The same for people: "measure not said," where it is unsaid.
std::string_view statisticText(ErrorStatistic statistic);

/// The error that another model states of itself, to stand beside ours.
struct PublishedError
{
    std::string name; ///< of the other model
    std::string of; ///< what was predicted, on what
    ErrorStatistic statistic = ErrorStatistic::Mean;
    double value = 0.0; ///< fraction
    std::string source; ///< where it is published
};

/// The list "peers" of a figure, which may be missing.
std::vector<PublishedError> readPublishedErrors(ObjectReader& figure);

} // namespace ralmscope
