// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress_line.h"

#include <cmath>
#include <cstdio>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace ralmscope::cli {

ProgressLine::ProgressLine(std::string unit)
    : m_unit(std::move(unit))
    , m_visible(isatty(STDERR_FILENO) == 1)
{
}

ProgressLine::~ProgressLine()
{
    if (m_visible && m_started)
        fmt::print(stderr, "\n");
}

void ProgressLine::update(std::uint64_t done, std::uint64_t size)
{
    if (!m_visible || size == 0)
        return;
    const Clock::time_point now = Clock::now();
    if (!m_started) {
        m_started = true;
        m_first = done;
        m_start = now;
    } else if (done < size && now - m_shown < std::chrono::milliseconds(100)) {
        return;
    }
    m_shown = now;
    const double elapsed = std::chrono::duration<double>(now - m_start).count();
    std::string rest;
    if (done > m_first && done < size)
        rest = durationText(elapsed * static_cast<double>(size - done) / static_cast<double>(done - m_first)) + " left";
    else if (done == size)
        rest = durationText(elapsed);
    fmt::print(stderr, "\r{:3.0f} %  {} of {} {}  {:<20}",
               100.0 * static_cast<double>(done) / static_cast<double>(size), done, size, m_unit, rest);
    std::fflush(stderr);
}

std::string durationText(double seconds)
{
    const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
    if (whole < 60)
        return fmt::format("{} s", whole);
    if (whole < 3600)
        return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole / 60 % 60);
}

} // namespace ralmscope::cli
