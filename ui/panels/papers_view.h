// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "papers_model.h"
#include "session.h"

#include <QScrollArea>

#include <vector>

class QHBoxLayout;
class QLabel;

namespace ralmscope {

class PaperCardWidget;

/// Every figure of the shipped papers beside the model. Computed when first shown; a click on a point opens the design
/// behind it.
class PapersView : public QScrollArea
{
    Q_OBJECT

public:
    PapersView(Session& session, PapersModel& papers, const Appearance& appearance, QWidget* parent = nullptr);

    const std::vector<PaperCardWidget*>& cards() const { return m_cards; }

    /// Scrolls to the card of a figure, at once or when the cards are there. False if there is none (yet).
    bool showFigure(const QString& id);

Q_SIGNALS:
    void designOpened();
    void exportRequested(const QString& figure);
    void copyRequested(std::shared_ptr<const ralmscope::ChartModel> chart, const QImage& image);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fill();
    void arrange();
    bool scrollToWanted();

    Session* m_session;
    PapersModel* m_papers;
    const Appearance* m_appearance;
    QLabel* m_heading;
    QLabel* m_intro;
    QHBoxLayout* m_row;
    std::vector<PaperCardWidget*> m_cards;
    int m_columns = 0;
    QString m_wanted; ///< figure to scroll to until the user scrolls
};

} // namespace ralmscope
