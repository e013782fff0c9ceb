// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_figure.h"

#include "simulate.h"
#include "system_file.h"
#include "system_picture_painter.h"
#include "theme.h"

namespace ralmscope {

namespace {

std::string designText(const DesignPoint& design, const QString& name, const Catalog& catalog)
{
    SystemFile system;
    system.name = name.toStdString();
    system.design = design;
    return systemText(system, catalog);
}

Theme pictureTheme(FigureTheme theme)
{
    switch (theme) {
    case FigureTheme::Light:
        return slidePictureTheme(ThemeVariant::Light);
    case FigureTheme::Dark:
        return slidePictureTheme(ThemeVariant::Dark);
    case FigureTheme::Paper:
        break;
    }
    return paperPictureTheme();
}

} // namespace

FigureProvenance sessionProvenance(const SessionState& state, const Catalog& catalog, const std::string& figureId)
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

tl::expected<QByteArray, std::string> exportSessionFigure(const Figure& figure, const FigureOptions& options,
                                                          const FigureProvenance& provenance)
{
    if (const auto* chart = std::get_if<ChartModel>(&figure))
        return exportFigure(*chart, options, provenance);
    const auto& picture = std::get<SystemPicture>(figure);
    const Theme theme = pictureTheme(options.theme);
    return exportPicture(
        [&](QPainter& painter, const QRectF& area) { paintSystemPicture(painter, picture, area, theme); }, options,
        provenance);
}

} // namespace ralmscope
