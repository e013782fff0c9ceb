// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_figures.h"

#include <QFontDatabase>

#include <stdexcept>

namespace ralmscope::sample {

FigureProvenance provenance()
{
    FigureProvenance result;
    result.chartId = "latency";
    result.title = "Prototype <µ> & \"co\"";
    result.design = R"({"format":"ralmscope-system","parameters":{"fpga.count":4,"name":"µ ]]> -->"}})";
    result.baseline = R"({"parameters":{}})";
    result.programVersion = "1.2.3";
    result.modelVersion = 7;
    return result;
}

FigureOptions options(FigureFormat format, FigureTheme theme)
{
    FigureOptions result;
    result.format = format;
    result.theme = theme;
    result.size = figureSize(figureSizePresets().front());
    return result;
}

QByteArray figure(const ChartModel& chart, FigureFormat format, FigureTheme theme)
{
    auto bytes = exportFigure(chart, options(format, theme), provenance());
    if (!bytes)
        throw std::runtime_error(bytes.error());
    return *bytes;
}

bool hasFigureFont()
{
    return QFontDatabase::hasFamily(QStringLiteral("Liberation Sans"));
}

} // namespace ralmscope::sample
