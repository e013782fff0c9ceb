// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRectF>
#include <QTransform>

#include <vector>

namespace ralmscope {

/// What a test wants to know of a one-page PDF of QPdfWriter, read without a PDF library: it interprets the page's
/// content stream as far as paths, clips and text sizes go. Lengths in points.
struct PdfPage
{
    explicit PdfPage(const QByteArray& pdf);

    struct Painted
    {
        QRectF bounds; ///< of the path itself
        QRectF clip; ///< clip in force

        /// Whether what is left of it after clipping lies inside `area`. Lines have no height, so QRectF's own
        /// functions, which take such rectangles for empty, do not help.
        bool staysInside(const QRectF& area) const;
    };

    QRectF mediaBox;
    std::vector<double> textSizes;
    std::vector<Painted> painted;
    std::vector<QByteArray> fontSubtypes; ///< of every font object
    int embeddedFonts = 0;
    int fontDescriptors = 0;
    int images = 0;
};

} // namespace ralmscope
