// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_writer.h"

#include "simulate.h"
#include "system_file.h"
#include "system_picture_painter.h"

namespace ralmscope {

namespace {

std::string designText(const DesignPoint& design, const QString& name, const Catalog& catalog)
{
    SystemFile system;
    system.name = name.toStdString();
    system.design = design;
    return systemText(system, catalog);
}

} // namespace

FigureProvenance provenanceOf(const SessionState& state, const Catalog& catalog, const std::string& figureId)
{
    FigureProvenance provenance;
    provenance.chartId = figureId;
    provenance.title = state.presetName.toStdString();
    provenance.design = designText(state.design, state.presetName, catalog);
    if (state.baseline)
        provenance.baseline = designText(state.baseline->design, state.baseline->name, catalog);
    provenance.programVersion = RALMSCOPE_VERSION;
    provenance.modelVersion = kModelVersion;
    return provenance;
}

tl::expected<QByteArray, std::string> figureBytes(const Figure& figure, const FigureOptions& options,
                                                  const FigureProvenance& provenance)
{
    if (const auto* chart = std::get_if<ChartModel>(&figure))
        return exportFigure(*chart, options, provenance);
    const auto& picture = std::get<SystemPicture>(figure);
    const Theme theme = options.theme == FigureTheme::Paper
        ? paperPictureTheme()
        : screenTheme(options.theme == FigureTheme::Dark ? ThemeVariant::Dark : ThemeVariant::Light);
    return exportPicture(
        [&](QPainter& painter, const QRectF& area) { paintSystemPicture(painter, picture, area, theme); }, options,
        provenance);
}

} // namespace ralmscope
