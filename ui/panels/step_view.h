// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "explore_frame.h"

#include <QWidget>

#include <array>
#include <memory>

class QMenu;

namespace ralmscope {

class ChartView;
class MenuLabel;

/// One step under the magnifying glass: its operators under the roofs of their devices, and when which device does
/// what.
class StepView : public QWidget
{
    Q_OBJECT

public:
    explicit StepView(const Appearance& appearance, QWidget* parent = nullptr);

    void setFrame(const std::shared_ptr<const ExploreFrame>& frame);
    void setStale(bool stale);
    /// Roofline, timeline.
    const std::array<ChartView*, 2>& charts() const { return m_charts; }
    /// Which step the timeline shows; the menu of its heading sets it.
    void showStep(TimelineStep step);
    /// Which iteration of a batch whose rows decay both charts show.
    void showIteration(IterationChoice iteration);

Q_SIGNALS:
    void exportRequested(const QString& chartId);
    void copyRequested(std::shared_ptr<const ralmscope::ChartModel> chart, const QImage& image);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectChart(ChartView* chart);
    void addMenu();
    void addIterations(QMenu& menu);
    void showCharts();
    void placeMenu();

    const Appearance* m_appearance;
    std::shared_ptr<const ExploreFrame> m_frame;
    std::array<ChartView*, 2> m_charts{};
    MenuLabel* m_title = nullptr; ///< of the timeline
    TimelineStep m_step = TimelineStep::Retrieving;
    IterationChoice m_iteration = IterationChoice::First;
};

} // namespace ralmscope
