// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "papers_model.h"

#include <QWidget>

class QLabel;

namespace ralmscope {

class ChartView;

/// One figure of a paper: what was measured or published over what the model says, how far they differ, and where the
/// values come from. Misses are shown as openly as hits.
class PaperCardWidget : public QWidget
{
    Q_OBJECT

public:
    PaperCardWidget(const PaperCard& card, const Appearance& appearance, QWidget* parent = nullptr);

    const PaperCard& card() const { return m_card; }
    ChartView* chart() const { return m_chart; }
    /// How the errors spread; nullptr where the card has no such chart.
    ChartView* errors() const { return m_errors; }

Q_SIGNALS:
    void designChosen(const ralmscope::DesignPoint& design, const QString& name);
    void exportRequested(const QString& figure);
    void copyRequested(std::shared_ptr<const ralmscope::ChartModel> chart, const QImage& image);

private:
    void present(ChartView& view, const ChartModel& chart);
    void restyle();

    PaperCard m_card;
    const Appearance* m_appearance;
    QLabel* m_title;
    QLabel* m_verdict;
    QLabel* m_summary;
    QLabel* m_table;
    QLabel* m_note;
    ChartView* m_chart;
    ChartView* m_errors = nullptr;
};

/// "passes", "misses", or "shown only" where nothing is judged.
QString paperVerdict(const PaperCard& card);

} // namespace ralmscope
