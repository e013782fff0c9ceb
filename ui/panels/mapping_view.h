// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "explore_frame.h"
#include "session.h"

#include <QScrollArea>

#include <array>
#include <memory>

namespace ralmscope {

class ChartView;
class MenuLabel;
class OdditiesCard;
class SystemPictureWidget;

/// Which device runs what, and why: the system picture, where the fully connected layers are faster, how the rows of a
/// batch decay, and what every other mapping or physics would give. A click on a bar applies it.
class MappingView : public QScrollArea
{
    Q_OBJECT

public:
    MappingView(Session& session, const Appearance& appearance, QWidget* parent = nullptr);

    void setFrame(const std::shared_ptr<const ExploreFrame>& frame);
    void setStale(bool stale);
    SystemPictureWidget* picture() const { return m_picture; }
    /// Crossover, iterations, mappings, physics.
    const std::array<ChartView*, 4>& charts() const { return m_charts; }
    OdditiesCard* oddities() const { return m_oddities; }
    /// What the bars show; the menus of their headings set it.
    void setQuantity(BreakdownQuantity quantity);

Q_SIGNALS:
    void exportRequested(const QString& chartId);
    void copyRequested(std::shared_ptr<const ralmscope::ChartModel> chart, const QImage& image);
    void refused(const QString& reason);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectChart(ChartView* chart);
    void addMenus();
    void showCharts();
    void placeMenus();
    void apply(const std::vector<DesignPoint>& designs, const ChartModel& chart, int category);

    Session* m_session;
    const Appearance* m_appearance;
    std::shared_ptr<const ExploreFrame> m_frame;
    BreakdownQuantity m_quantity = BreakdownQuantity::Seconds;
    SystemPictureWidget* m_picture;
    std::array<ChartView*, 4> m_charts{};
    std::array<MenuLabel*, 2> m_titles{}; ///< of the two bar charts
    OdditiesCard* m_oddities;
};

} // namespace ralmscope
