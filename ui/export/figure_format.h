// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ralmscope {

enum class FigureFormat
{
    Pdf,
    Svg,
    Png,
    Csv
};

/// Colours of a figure: "paper" survives grey print; "light" and "dark" are the window's, for slides.
enum class FigureTheme
{
    Paper,
    Light,
    Dark
};

std::span<const FigureFormat> figureFormats();
/// Also the file suffix: "pdf", "svg", "png", "csv".
std::string_view figureFormatId(FigureFormat format);
std::optional<FigureFormat> figureFormatFromId(std::string_view id);

/// "paper", "light", "dark".
std::string_view figureThemeId(FigureTheme theme);
std::optional<FigureTheme> figureThemeFromId(std::string_view id);

} // namespace ralmscope
