// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "chart_builder.h"

#include <QObject>

#include <optional>
#include <vector>

class QImage;
class QWidget;

namespace ralmscope {

struct ExportChoice;
class ChartView;
class ExploreView;
class MessageBar;
class PapersModel;
class Workspace;

/// Takes what the window shows out of it: the export panel, and copying to the clipboard.
class FigureDesk : public QObject
{
    Q_OBJECT

public:
    /// All arguments must outlive this. `charts`: those of all views, in the order of the export panel.
    FigureDesk(Workspace& workspace, const ExploreView& explore, std::vector<ChartView*> charts,
               const PapersModel& papers, MessageBar& messages, const Appearance& appearance, QWidget& window);

    /// Opens the panel with this figure chosen; empty: the first.
    void openExport(const QString& figureId);
    void copy(const ChartModel& chart, const QImage& image);

private:
    std::optional<Figure> shown(const QString& figureId) const;
    /// Empty for success, else what is wrong.
    QString write(const ExportChoice& choice);

    Workspace* m_workspace;
    const ExploreView* m_explore; ///< has the system picture
    std::vector<ChartView*> m_charts;
    const PapersModel* m_papers;
    MessageBar* m_messages;
    const Appearance* m_appearance;
    QWidget* m_window;
};

} // namespace ralmscope
