// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qcustomplot_include.h"

namespace ralmscope {

/// A graph whose clip reaches beyond the axes by half of what it draws, so that a marker at the end of an axis and a
/// line along it are whole. What lies outside of the axes stays out: points there are not markers on their edge.
class SeriesGraph : public QCPGraph
{
    Q_OBJECT

public:
    SeriesGraph(QCPAxis* keyAxis, QCPAxis* valueAxis);

    /// Pixels.
    void setOverhang(double pixels) { m_overhang = pixels; }

protected:
    QRect clipRect() const override;
    void drawScatterPlot(QCPPainter* painter, const QVector<QPointF>& scatters,
                         const QCPScatterStyle& style) const override;

private:
    double m_overhang = 0.0;
};

} // namespace ralmscope
