// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_format.h"

#include <array>

namespace ralmscope {

namespace {

constexpr std::array kFormats{FigureFormat::Pdf, FigureFormat::Svg, FigureFormat::Png, FigureFormat::Csv};
constexpr std::array<std::string_view, 4> kFormatIds{"pdf", "svg", "png", "csv"};
constexpr std::array<std::string_view, 3> kThemeIds{"paper", "light", "dark"};

template <typename Enum, std::size_t Count>
std::optional<Enum> fromId(const std::array<std::string_view, Count>& ids, std::string_view id)
{
    for (std::size_t index = 0; index < Count; ++index) {
        if (ids[index] == id)
            return static_cast<Enum>(index);
    }
    return std::nullopt;
}

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
    return fromId<FigureFormat>(kFormatIds, id);
}

std::string_view figureThemeId(FigureTheme theme)
{
    return kThemeIds[static_cast<std::size_t>(theme)];
}

std::optional<FigureTheme> figureThemeFromId(std::string_view id)
{
    return fromId<FigureTheme>(kThemeIds, id);
}

} // namespace ralmscope
