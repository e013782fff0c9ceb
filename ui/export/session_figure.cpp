// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_figure.h"

#include "figure_csv.h"
#include "simulate.h"
#include "system_file.h"
#include "system_picture_painter.h"
#include "theme.h"

#include <algorithm>

namespace ralmscope {

namespace {

constexpr int kMostAttempts = 4; ///< beyond, text that keeps its size would run over itself

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

/// The theme with boxes small enough for the width; text keeps its least size.
Theme fitted(Theme theme, const SystemPicture& picture, const QRectF& area)
{
    const auto fits = [&] {
        const auto places = layoutSystemPicture(picture, area, theme);
        return std::all_of(places.begin(), places.end(), [&](const SystemBoxPlace& place) {
            return area.contains(place.outline.united(place.handle));
        });
    };
    for (int attempt = 0; attempt < kMostAttempts && !fits(); ++attempt)
        theme.scale *= 0.95;
    return theme;
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
    FigureProvenance withTable = provenance;
    withTable.data = pictureTable(picture);
    return exportPicture(
        [&](QPainter& painter, const QRectF& area) {
            paintSystemPicture(painter, picture, area, fitted(theme, picture, area));
        },
        options, withTable);
}

} // namespace ralmscope
