// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_picture_layout.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr int kDeepest = 4; ///< boxes drawn behind one another; beyond, the number tells
constexpr qsizetype kMostLines = 4; ///< of title and detail in a figure
constexpr double kTitleLine = 17.0; ///< heights at scale 1
constexpr double kDetailLine = 14.0;
constexpr double kTextMargins = 34.0; ///< above and below the lines, with that of the utilisation

QString utf8(const std::string& text)
{
    return QString::fromStdString(text);
}

/// A pool of one that cannot be changed needs no number.
bool hasHandle(const SystemBox& box, const Theme& theme)
{
    return !isFigure(theme) && (box.countParameter || box.count != 1);
}

/// Cores stand in one socket: one box, whatever their number.
int depthOf(const SystemBox& box)
{
    return box.countParameter == Parameter::CpuCores ? 1 : std::clamp(box.count, 1, kDeepest);
}

/// Words on as few lines as hold them.
void wrapWords(QStringList& lines, const QString& text, const QFontMetricsF& metrics, double width)
{
    QString line;
    for (const QString& word : text.split(QLatin1Char(' '))) {
        const QString longer = line.isEmpty() ? word : QString(line + QLatin1Char(' ') + word);
        if (!line.isEmpty() && metrics.horizontalAdvance(longer) > width) {
            lines << line;
            line = word;
        } else {
            line = longer;
        }
    }
    lines << line;
}

/// One line, or as many as are needed: broken at " · " where there is one, else between words.
QStringList lines(const QString& text, const QFont& font, double width)
{
    const QFontMetricsF metrics(font);
    const QString separator = QStringLiteral(" · ");
    QStringList result;
    QString line;
    for (const QString& part : text.split(separator)) {
        const QString longer = line.isEmpty() ? part : QString(line + separator + part);
        if (metrics.horizontalAdvance(longer) <= width) {
            line = longer;
            continue;
        }
        if (!line.isEmpty())
            wrapWords(result, line, metrics, width);
        line = part;
    }
    wrapWords(result, line, metrics, width);
    return result;
}

QString titleOf(const SystemBox& box, const Theme& theme)
{
    QString title = utf8(box.title);
    if (isFigure(theme) && box.count > 1 && box.countParameter != Parameter::CpuCores)
        title += QLatin1Char(' ') + utf8(box.countText);
    return title;
}

/// Whether a box of this width holds its texts on few lines and without an ellipsis.
bool textFits(const SystemBox& box, const Theme& theme, double width)
{
    qsizetype count = 0;
    const auto fits = [&](const QString& text, FontRole role) {
        const QFont font = theme.font(role);
        const QStringList parts = lines(text, font, width);
        count += parts.size();
        return std::all_of(parts.begin(), parts.end(),
                           [&](const QString& part) { return QFontMetricsF(font).horizontalAdvance(part) <= width; });
    };
    const bool unbroken = fits(titleOf(box, theme), FontRole::Strong) && fits(utf8(box.detail), FontRole::Caption);
    return unbroken && count <= kMostLines;
}

/// Texts of a place as they are broken in `width`; the detail gives way where `height` does not hold it all.
void breakTexts(SystemBoxPlace& place, const SystemBox& box, const Theme& theme, double width, double height)
{
    place.title = lines(titleOf(box, theme), theme.font(FontRole::Strong), width);
    place.detail = lines(utf8(box.detail), theme.font(FontRole::Caption), width);
    const double left = height / theme.scale - kTextMargins - kTitleLine * static_cast<double>(place.title.size());
    const auto room = static_cast<qsizetype>(std::max(0.0, std::floor(left / kDetailLine)));
    if (place.detail.size() > room)
        place.detail = place.detail.first(room);
}

/// Height that the lines of a box need.
double textHeight(const SystemBox& box, const Theme& theme, double width)
{
    const auto count = [&](const QString& text, FontRole role) {
        return static_cast<double>(lines(text, theme.font(role), width).size());
    };
    return (kTextMargins + 2 + kTitleLine * count(titleOf(box, theme), FontRole::Strong)
            + kDetailLine * count(utf8(box.detail), FontRole::Caption))
        * theme.scale;
}

/// Boxes from top to bottom, each as wide as the area: for figures of one column.
std::vector<SystemBoxPlace> layoutRows(const SystemPicture& picture, const QRectF& area, const Theme& theme)
{
    const double s = theme.scale;
    const double n = static_cast<double>(picture.boxes.size());
    const double side = 10 * s;
    const double header = 30 * s;
    const double line = QFontMetricsF(theme.font(FontRole::Caption)).height();
    const double height = QFontMetricsF(theme.font(FontRole::Strong)).height() + line + 8 * s;
    // Where many pools leave no room for them, the boxes behind give way.
    double behind = 0.0;
    for (const SystemBox& box : picture.boxes)
        behind += depthOf(box) - 1;
    const double left = area.height() - header - side - n * height - (n - 1) * (line + 2 * s);
    const double step = behind > 0.0 ? std::clamp(left / behind, 0.0, 6 * s) : 0.0;
    const auto shiftOf = [step](const SystemBox& box) { return step * (depthOf(box) - 1); };
    double shifts = 0.0;
    double widestShift = 0.0;
    for (const SystemBox& box : picture.boxes) {
        shifts += shiftOf(box);
        widestShift = std::max(widestShift, shiftOf(box));
    }
    const double room = area.height() - header - side - shifts - n * height;
    const double gap = n > 1 ? std::clamp(room / (n - 1), line + 2 * s, 2.5 * line) : 0.0;
    double y = area.top() + header + std::max(0.0, (room - (n - 1) * gap) / 2);
    std::vector<SystemBoxPlace> places;
    for (const SystemBox& box : picture.boxes) {
        const double shift = shiftOf(box);
        SystemBoxPlace place;
        place.row = true;
        place.depth = depthOf(box);
        place.shift = step;
        place.body = QRectF(area.left() + side, y + shift, area.width() - 2 * side - widestShift, height);
        place.outline = place.body.adjusted(0, -shift, shift, 0);
        place.text = place.body.adjusted(8 * s, 0, -8 * s, 0);
        place.title = {titleOf(box, theme)};
        place.detail = {utf8(box.detail)};
        places.push_back(place);
        y = place.body.bottom() + gap;
    }
    return places;
}

/// Columns from left to right; two boxes of one column share its height.
class Columns
{
public:
    Columns(const SystemPicture& picture, const QRectF& area, const Theme& theme)
        : m_picture(picture)
        , m_area(area)
        , m_theme(theme)
        , m_s(theme.scale)
        , m_figure(isFigure(theme))
    {
        for (const SystemBox& box : picture.boxes)
            m_count = std::max(m_count, box.column + 1);
        for (int column = 0; column < m_count; ++column)
            m_shared = m_shared || boxesIn(column).size() > 1;
        chooseWidths();
        chooseHeights();
    }

    bool textsFit() const
    {
        return std::all_of(m_picture.boxes.begin(), m_picture.boxes.end(),
                           [&](const SystemBox& box) { return textFits(box, m_theme, textWidth()); });
    }

    std::vector<SystemBoxPlace> places() const
    {
        std::vector<SystemBoxPlace> result(m_picture.boxes.size());
        double x = m_area.left() + std::max(m_side, (m_area.width() - m_total) / 2);
        for (int column = 0; column < m_count; ++column) {
            const auto boxes = boxesIn(column);
            for (std::size_t row = 0; row < boxes.size(); ++row)
                result[boxes[row]] = place(m_picture.boxes[boxes[row]], x, boxes.size() > 1, row);
            x += m_width + besideColumn(column) + m_gap;
        }
        return result;
    }

private:
    std::vector<std::size_t> boxesIn(int column) const
    {
        std::vector<std::size_t> boxes;
        for (std::size_t i = 0; i < m_picture.boxes.size(); ++i) {
            if (m_picture.boxes[i].column == column)
                boxes.push_back(i);
        }
        return boxes;
    }

    double textWidth() const { return m_width - 2 * m_padding; }
    double shiftOf(const SystemBox& box) const { return m_shift * (depthOf(box) - 1); }

    /// On the screen there is room for the deepest stack, so that boxes stay where they are while a count is dragged.
    double besideColumn(int column) const
    {
        double most = 0.0;
        for (const std::size_t i : boxesIn(column)) {
            const SystemBox& box = m_picture.boxes[i];
            most = std::max(most,
                            m_figure                      ? shiftOf(box)
                                : hasHandle(box, m_theme) ? m_shift * (kDeepest - 1) + m_handleGap + m_handle
                                                          : 0.0);
        }
        return most;
    }

    void chooseWidths()
    {
        const double n = m_count;
        const bool tight = !m_figure && m_area.width() < 190 * n * m_s;
        m_side = (m_figure || tight ? 8 : 10) * m_s;
        m_shift = (tight || m_shared ? 4 : 6) * m_s;
        m_handle = (tight ? 32 : 36) * m_s;
        m_handleGap = (tight ? 4 : 6) * m_s;
        m_between = 8 * m_s;
        m_padding = (m_figure ? 3 : tight ? 4 : 7) * m_s;
        // With many columns the links would be too short for their bandwidth, unless boxes give way.
        const bool narrow = m_area.width() < 150 * n * m_s;
        const double shortestLink = (m_figure ? 58 : m_count < 4 || narrow ? 40 : tight ? 60 : 66) * m_s;
        double besides = 0.0;
        for (int column = 0; column < m_count; ++column)
            besides += besideColumn(column);
        // A box takes a fifth of the width within reason; what is left becomes links of equal length.
        const double room = m_area.width() - 2 * m_side - besides;
        const double most = (room - (n - 1) * shortestLink) / n;
        m_width = std::max(48 * m_s, std::min(most, std::clamp(m_area.width() * 0.2, 118 * m_s, 190 * m_s)));
        m_gap = m_count > 1 ? std::clamp((room - n * m_width) / (n - 1), shortestLink, 230 * m_s) : 0.0;
        m_total = n * m_width + besides + (n - 1) * m_gap;
    }

    void chooseHeights()
    {
        const double depthRoom = m_shift * (kDeepest - 1);
        const double header = 24 * m_s;
        double tallest = 84 * m_s;
        for (const SystemBox& box : m_picture.boxes)
            tallest = std::max(tallest, textHeight(box, m_theme, textWidth()));
        const double room = m_area.height() - header;
        m_height = std::clamp(room - depthRoom * (m_figure ? 1.0 : 0.6) - 12 * m_s, 60 * m_s, tallest);
        m_top = m_area.top() + header + depthRoom * 0.6 + (room - depthRoom * 0.6 - m_height) / 2;
        if (!m_shared)
            return;
        // Each of the two has its depth above it; the others reach from one's middle to the other's and beyond.
        m_half = (room - 4 * m_s - m_between) / 2 - depthRoom;
        m_halfTop = m_area.top() + header + depthRoom;
        const double between = m_half + depthRoom + m_between;
        m_height = std::max(m_height, std::min(between + 0.6 * m_half, room - depthRoom - 4 * m_s));
        m_top = m_halfTop + (m_half + between - m_height) / 2;
    }

    SystemBoxPlace place(const SystemBox& box, double x, bool shared, std::size_t row) const
    {
        const double shift = shiftOf(box);
        const double height = shared ? m_half : m_height;
        const double top =
            shared ? m_halfTop + static_cast<double>(row) * (m_half + m_shift * (kDeepest - 1) + m_between) : m_top;
        SystemBoxPlace place;
        place.depth = depthOf(box);
        place.shift = m_shift;
        place.body = QRectF(x, top, m_width, height);
        place.outline = place.body.adjusted(0, -shift, shift, 0);
        place.text = place.body.adjusted(m_padding, 0, -m_padding, 0);
        breakTexts(place, box, m_theme, textWidth(), height);
        if (!hasHandle(box, m_theme))
            return place;
        const double handleX = place.outline.right() + m_handleGap;
        const double handleHeight = (shared ? 28 : 34) * m_s;
        place.handle = QRectF(handleX, top + height / 2 - handleHeight / 2 - shift * 0.5, m_handle, handleHeight);
        if (box.countParameter) {
            place.plus = QRectF(handleX, place.handle.top() - 25 * m_s, m_handle, 24 * m_s);
            place.minus = QRectF(handleX, place.handle.bottom() + 1 * m_s, m_handle, 24 * m_s);
        }
        return place;
    }

    const SystemPicture& m_picture;
    QRectF m_area;
    const Theme& m_theme;
    double m_s;
    bool m_figure;
    int m_count = 0; ///< columns
    bool m_shared = false; ///< some column has two boxes
    double m_side = 0.0;
    double m_shift = 0.0; ///< of each box behind the front one
    double m_handle = 0.0; ///< widths
    double m_handleGap = 0.0;
    double m_padding = 0.0; ///< left and right of a box's texts
    double m_between = 0.0; ///< two boxes of one column
    double m_width = 0.0; ///< of a box
    double m_gap = 0.0; ///< between columns
    double m_total = 0.0;
    double m_height = 0.0; ///< of a box that has its column to itself
    double m_top = 0.0;
    double m_half = 0.0; ///< height of one of two
    double m_halfTop = 0.0;
};

} // namespace

bool isFigure(const Theme& theme)
{
    return theme.minimumPixelSize > 0;
}

std::vector<SystemBoxPlace> layoutSystemPicture(const SystemPicture& picture, const QRectF& area, const Theme& theme)
{
    if (picture.boxes.empty())
        return {};
    const Columns columns(picture, area, theme);
    if (isFigure(theme) && !columns.textsFit())
        return layoutRows(picture, area, theme);
    return columns.places();
}

} // namespace ralmscope
