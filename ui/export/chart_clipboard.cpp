// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_clipboard.h"

#include "export_figure.h"
#include "figure_csv.h"

#include <QMimeData>

namespace ralmscope {

std::unique_ptr<QMimeData> chartMimeData(const ChartModel& chart, const QImage& image,
                                         const FigureProvenance& provenance)
{
    auto data = std::make_unique<QMimeData>();
    data->setImageData(image);
    data->setText(QString::fromStdString(chartTable(chart, '\t')));
    FigureOptions options;
    options.format = FigureFormat::Svg;
    if (const auto svg = exportFigure(chart, options, provenance))
        data->setData(QStringLiteral("image/svg+xml"), *svg);
    return data;
}

} // namespace ralmscope
