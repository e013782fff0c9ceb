// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_desk.h"

#include "chart_clipboard.h"
#include "chart_view.h"
#include "explore_view.h"
#include "export_file.h"
#include "export_panel.h"
#include "message_bar.h"
#include "papers_model.h"
#include "qt_text.h"
#include "session_figure.h"
#include "system_picture_widget.h"
#include "workspace.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QStandardPaths>

namespace ralmscope {

namespace {

QString systemId()
{
    return QStringLiteral("system");
}

} // namespace

FigureDesk::FigureDesk(Workspace& workspace, const ExploreView& explore, std::vector<ChartView*> charts,
                       const PapersModel& papers, MessageBar& messages, const Appearance& appearance, QWidget& window)
    : QObject(&window)
    , m_workspace(&workspace)
    , m_explore(&explore)
    , m_charts(std::move(charts))
    , m_papers(&papers)
    , m_messages(&messages)
    , m_appearance(&appearance)
    , m_window(&window)
{
}

void FigureDesk::openExport(const QString& figureId)
{
    std::vector<Exportable> figures;
    const auto add = [&](bool visible) {
        for (const ChartView* chart : m_charts) {
            if (chart->isVisible() == visible && !chart->chart()->empty())
                figures.push_back({qtext(chart->chart()->id), qtext(chart->chart()->title)});
        }
    };
    add(true);
    add(false);
    figures.push_back({systemId(), tr("System picture")});
    for (const PaperCard& card : m_papers->cards()) {
        figures.push_back({qtext(card.chart.id), qtext(card.title)});
        if (card.errors)
            figures.push_back({qtext(card.errors->id), qtext(card.errors->title)});
    }
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto* panel = new ExportPanel(
        figures, figureId, folder, [this](const ExportChoice& choice) { return write(choice); }, *m_appearance,
        m_window);
    panel->open();
}

std::optional<Figure> FigureDesk::shown(const QString& figureId) const
{
    if (figureId == systemId())
        return m_explore->picture()->picture();
    for (const ChartView* chart : m_charts) {
        if (qtext(chart->chart()->id) == figureId)
            return *chart->chart();
    }
    for (const PaperCard& card : m_papers->cards()) {
        if (qtext(card.chart.id) == figureId)
            return card.chart;
        if (card.errors && qtext(card.errors->id) == figureId)
            return *card.errors;
    }
    return std::nullopt;
}

QString FigureDesk::write(const ExportChoice& choice)
{
    const auto size = parseFigureSize(choice.size.toStdString());
    if (!size)
        return qtext(size.error());
    const std::optional<Figure> figure = shown(choice.figure);
    if (!figure)
        return tr("This chart is no longer on show.");
    const auto provenance =
        sessionProvenance(m_workspace->session().state(), m_workspace->catalog(), choice.figure.toStdString());
    const auto bytes = exportSessionFigure(*figure, {choice.format, choice.theme, *size}, provenance);
    if (!bytes)
        return qtext(bytes.error());
    if (const auto written = writeFigureFile(choice.path.toStdString(), *bytes); !written)
        return qtext(written.error());
    m_messages->show({.cause = QStringLiteral("export"),
                      .text = tr("Wrote %1. Drop it on the window to open the design again.").arg(choice.path)});
    return {};
}

void FigureDesk::copy(const ChartModel& chart, const QImage& image)
{
    const auto provenance = sessionProvenance(m_workspace->session().state(), m_workspace->catalog(), chart.id);
    QGuiApplication::clipboard()->setMimeData(chartMimeData(chart, image, provenance).release());
    m_messages->show(
        {.cause = QStringLiteral("copy"), .text = tr("Copied “%1” as picture and numbers.").arg(qtext(chart.title))});
}

} // namespace ralmscope
