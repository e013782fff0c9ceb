// SPDX-License-Identifier: GPL-3.0-or-later
#include "series_graph.h"

#include <cmath>

namespace ralmscope {

SeriesGraph::SeriesGraph(QCPAxis* keyAxis, QCPAxis* valueAxis)
    : QCPGraph(keyAxis, valueAxis)
{
    setSelectable(QCP::stNone);
    setAdaptiveSampling(false); // curves of some dozen points; sampling would move them in figures
}

QRect SeriesGraph::clipRect() const
{
    const int overhang = static_cast<int>(std::ceil(m_overhang));
    return QCPGraph::clipRect().adjusted(-overhang, -overhang, overhang, overhang);
}

void SeriesGraph::drawScatterPlot(QCPPainter* painter, const QVector<QPointF>& scatters,
                                  const QCPScatterStyle& style) const
{
    const QRectF inside = QRectF(QCPGraph::clipRect()).adjusted(-1.0, -1.0, 1.0, 1.0);
    QVector<QPointF> visible;
    visible.reserve(scatters.size());
    for (const QPointF& scatter : scatters) {
        if (inside.contains(scatter))
            visible.append(scatter);
    }
    QCPGraph::drawScatterPlot(painter, visible, style);
}

} // namespace ralmscope
