// SPDX-License-Identifier: GPL-3.0-or-later
#include "paint_chart.h"

#include "chart_renderer.h"
#include "qcustomplot_include.h"

namespace ralmscope {

bool paintChart(QPaintDevice& device, int width, int height, const ChartModel& chart, const ChartStyle& style,
                const QTransform& transform)
{
    QCustomPlot plot;
    // One buffer pixel per unit whatever the screen is like: figures do not depend on it.
    plot.setBufferDevicePixelRatio(1.0);
    plot.setGeometry(0, 0, width, height);
    ChartRenderer renderer(plot, style);
    const int margin = static_cast<int>(2.0 * style.unit);
    plot.plotLayout()->setMargins(QMargins(margin, margin, margin, margin));
    renderer.update(chart, QSizeF(width - 2 * margin, height - 2 * margin));
    // Grid and axes on whole pixels are sharp on a screen; here the resolution is fine enough to be exact.
    plot.setNotAntialiasedElements(QCP::aeNone);
    plot.setAntialiasedElements(QCP::aeAll);

    QCPPainter painter;
    if (!painter.begin(&device))
        return false;
    painter.setMode(QCPPainter::pmVectorized);
    painter.setTransform(transform);
    plot.toPainter(&painter, width, height);
    return painter.end();
}

} // namespace ralmscope
