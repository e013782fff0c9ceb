// SPDX-License-Identifier: GPL-3.0-or-later
#include "markers.h"

#include "qcustomplot_include.h"

namespace ralmscope {

QCPScatterStyle scatterStyle(const SeriesLook& look, double edgeWidth)
{
    QCPScatterStyle::ScatterShape shape = QCPScatterStyle::ssNone;
    double size = look.markerSize;
    switch (look.marker) {
    case MarkerShape::None:
        return {};
    case MarkerShape::Diamond:
        shape = QCPScatterStyle::ssDiamond;
        size *= 1.1;
        break;
    case MarkerShape::Disc:
        shape = QCPScatterStyle::ssCircle;
        break;
    case MarkerShape::Square:
        shape = QCPScatterStyle::ssSquare;
        size *= 0.9;
        break;
    case MarkerShape::Triangle:
        shape = QCPScatterStyle::ssTriangle;
        break;
    case MarkerShape::InvertedTriangle:
        shape = QCPScatterStyle::ssTriangleInverted;
        break;
    case MarkerShape::Cross:
        shape = QCPScatterStyle::ssCross;
        break;
    }
    return {shape, QPen(look.markerEdge, edgeWidth), QBrush(look.markerFill), size};
}

} // namespace ralmscope
