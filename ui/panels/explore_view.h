// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "explore_frame.h"
#include "session.h"

#include <QWidget>

#include <array>
#include <memory>

class QMenu;

namespace ralmscope {

class ChartView;
class MenuLabel;
class SystemPictureWidget;

/// The system picture, three curves over the x axis, where a step goes, and the latency along the sequence.
class ExploreView : public QWidget
{
    Q_OBJECT

public:
    ExploreView(Session& session, const Appearance& appearance, QWidget* parent = nullptr);

    void setFrame(const std::shared_ptr<const ExploreFrame>& frame);
    void setStale(bool stale);
    SystemPictureWidget* picture() const { return m_picture; }
    /// Curves first, then breakdown and sequence.
    const std::array<ChartView*, 5>& charts() const { return m_charts; }

Q_SIGNALS:
    /// The chart with the focus or under the pointer wants to be exported or copied.
    void exportRequested(const QString& chartId);
    void copyRequested(std::shared_ptr<const ralmscope::ChartModel> chart, const QImage& image);
    void refused(const QString& reason);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addBandActions(QMenu& menu);
    void connectChart(int index);
    void addMenus();
    void showCharts();
    void placeMenus();

    Session* m_session;
    const Appearance* m_appearance;
    std::shared_ptr<const ExploreFrame> m_frame;
    SystemPictureWidget* m_picture;
    std::array<ChartView*, 5> m_charts{};
    std::array<MenuLabel*, 3> m_titles{};
    MenuLabel* m_breakdownTitle = nullptr;
    MenuLabel* m_axis = nullptr;
    bool m_energyBreakdown = false;
};

} // namespace ralmscope
