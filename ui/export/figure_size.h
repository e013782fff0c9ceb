// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace ralmscope {

/// Size of a figure in PDF points (1/72 inch).
struct FigureSize
{
    double widthPt = 252.0;
    double heightPt = 156.24;

    bool operator==(const FigureSize&) const = default;
};

/// A column width of a publisher's style.
struct FigureSizePreset
{
    std::string_view id; ///< "ieee1"
    std::string_view label; ///< "IEEE, one column"
    double widthPt = 0.0;
};

/// IEEE 3.5 and 7.16 in; ACM 241.14749 and 506.295 TeX points (1/72.27 inch).
std::span<const FigureSizePreset> figureSizePresets();

/// Width of the preset, height 0.62 of it.
FigureSize figureSize(const FigureSizePreset& preset);

/// What a figure takes when nobody says otherwise: one IEEE column; for the system picture ("system"), whose boxes
/// stand side by side, two columns and less height.
FigureSize defaultFigureSize(std::string_view figureId);

FigureSize figureSizeFromMillimetres(double width, double height);

/// "ieee1", "ieee2", "acm1", "acm2", or "WxHmm" with 20 to 500 mm each. The error says what is allowed.
tl::expected<FigureSize, std::string> parseFigureSize(std::string_view text);

} // namespace ralmscope
