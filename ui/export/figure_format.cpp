// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_format.h"

#include "name_list.h"

#include <array>

namespace ralmscope {

namespace {

constexpr std::array kFormats{FigureFormat::Pdf, FigureFormat::Svg, FigureFormat::Png, FigureFormat::Csv};
constexpr std::array<std::string_view, 4> kFormatIds{"pdf", "svg", "png", "csv"};
constexpr std::array<std::string_view, 3> kThemeIds{"paper", "light", "dark"};

} // namespace

std::span<const FigureFormat> figureFormats()
{
    return kFormats;
}

std::string_view figureFormatId(FigureFormat format)
{
    return kFormatIds[static_cast<std::size_t>(format)];
}

std::optional<FigureFormat> figureFormatFromId(std::string_view id)
{
    return fromName<FigureFormat>(kFormatIds, id);
}

std::string_view figureThemeId(FigureTheme theme)
{
    return kThemeIds[static_cast<std::size_t>(theme)];
}

std::optional<FigureTheme> figureThemeFromId(std::string_view id)
{
    return fromName<FigureTheme>(kThemeIds, id);
}

} // namespace ralmscope
