// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_size.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr double kPointsPerInch = 72.0;
constexpr double kTexPointsPerInch = 72.27;
constexpr double kMillimetresPerInch = 25.4;
constexpr double kSmallest = 20.0; ///< mm
constexpr double kLargest = 500.0;
constexpr double kHeightPerWidth = 0.62;
constexpr double kPictureHeightPerWidth = 0.27;

constexpr std::array<FigureSizePreset, 4> kPresets{
    {{"ieee1", "IEEE, one column", 3.5 * kPointsPerInch},
     {"ieee2", "IEEE, two columns", 7.16 * kPointsPerInch},
     {"acm1", "ACM, one column", 241.14749 / kTexPointsPerInch* kPointsPerInch},
     {"acm2", "ACM, two columns", 506.295 / kTexPointsPerInch* kPointsPerInch}}};

/// Reads a number off the front of `text`.
bool takeNumber(std::string_view& text, double& number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return error == std::errc();
}

} // namespace

std::span<const FigureSizePreset> figureSizePresets()
{
    return kPresets;
}

FigureSize figureSize(const FigureSizePreset& preset)
{
    return {preset.widthPt, preset.widthPt * kHeightPerWidth};
}

FigureSize defaultFigureSize(std::string_view figureId)
{
    if (figureId != "system")
        return figureSize(kPresets[0]);
    return {kPresets[1].widthPt, kPresets[1].widthPt * kPictureHeightPerWidth};
}

FigureSize figureSizeFromMillimetres(double width, double height)
{
    return {width / kMillimetresPerInch * kPointsPerInch, height / kMillimetresPerInch * kPointsPerInch};
}

tl::expected<FigureSize, std::string> parseFigureSize(std::string_view text)
{
    for (const FigureSizePreset& preset : kPresets) {
        if (preset.id == text)
            return figureSize(preset);
    }
    std::string_view rest = text;
    double width = 0.0;
    double height = 0.0;
    bool good = takeNumber(rest, width) && !rest.empty() && rest.front() == 'x';
    if (good) {
        rest.remove_prefix(1);
        good = takeNumber(rest, height) && rest == "mm";
    }
    const auto inRange = [](double length) { return length >= kSmallest && length <= kLargest; };
    if (!good || !inRange(width) || !inRange(height))
        return tl::unexpected(
            fmt::format("size \"{}\": expected ieee1, ieee2, acm1, acm2 or WxHmm with {:.0f} to {:.0f} "
                        "mm each, such as 88.9x55mm",
                        text, kSmallest, kLargest));
    return figureSizeFromMillimetres(width, height);
}

} // namespace ralmscope
