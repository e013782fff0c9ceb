// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace ralmscope::cli {

/// A line on the terminal that says how far a long job is and how long it will still take. Silent where standard error
/// is no terminal.
class ProgressLine
{
public:
    explicit ProgressLine(std::string unit); ///< what is counted: "points"
    ~ProgressLine(); ///< ends the line
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void update(std::uint64_t done, std::uint64_t size);

private:
    using Clock = std::chrono::steady_clock;

    std::string m_unit;
    bool m_visible;
    bool m_started = false;
    std::uint64_t m_first = 0; ///< done before this run
    Clock::time_point m_start;
    Clock::time_point m_shown;
};

/// "12 s", "3 min 5 s", "2 h 10 min".
std::string durationText(double seconds);

} // namespace ralmscope::cli
