// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_view.h"

#include "chart_view.h"
#include "paper_card_widget.h"
#include "qt_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace ralmscope {

namespace {
constexpr int kColumnWidth = 600;
constexpr int kCardSpacing = 32;
constexpr int kTopOfCard = 12; ///< above a card that is scrolled to
}

PapersView::PapersView(Session& session, PapersModel& papers, const Appearance& appearance, QWidget* parent)
    : QScrollArea(parent)
    , m_session(&session)
    , m_papers(&papers)
    , m_appearance(&appearance)
    , m_heading(new QLabel(tr("Published and measured figures beside the model")))
    , m_intro(new QLabel(tr("Comparing…")))
    , m_row(new QHBoxLayout)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(m_heading->text());
    auto* body = new QWidget;
    body->setObjectName(QStringLiteral("papersBody"));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(20, 16, 20, 20);
    column->setSpacing(4);
    column->addWidget(m_heading);
    column->addWidget(m_intro);
    column->addSpacing(14);
    column->addLayout(m_row);
    column->addStretch(1);
    m_intro->setWordWrap(true);
    m_heading->setObjectName(QStringLiteral("papersHeading"));
    m_intro->setObjectName(QStringLiteral("papersIntro"));
    m_intro->setMinimumWidth(200);
    m_row->setSpacing(28);
    setWidget(body);
    connect(m_papers, &PapersModel::loaded, this, &PapersView::fill);
    // The layout takes several rounds until the cards have their places; who scrolls meanwhile is left alone.
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &PapersView::scrollToWanted);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_wanted.clear(); });
}

void PapersView::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    if (m_papers->isLoaded() && m_cards.empty())
        fill();
    else
        m_papers->load();
}

void PapersView::fill()
{
    if (!m_cards.empty())
        return;
    std::size_t judged = 0;
    std::size_t passed = 0;
    for (const PaperCard& card : m_papers->cards()) {
        auto* widget = new PaperCardWidget(card, *m_appearance, this->widget());
        connect(widget, &PaperCardWidget::designChosen, this, [this](const DesignPoint& design, const QString& name) {
            m_session->openDesign(design, name);
            Q_EMIT designOpened();
        });
        connect(widget, &PaperCardWidget::exportRequested, this, &PapersView::exportRequested);
        connect(widget, &PaperCardWidget::copyRequested, this, &PapersView::copyRequested);
        m_cards.push_back(widget);
        for (const PaperSeries& series : card.series) {
            if (series.tolerance.empty())
                continue;
            ++judged;
            passed += series.pass ? 1 : 0;
        }
    }
    if (m_cards.empty())
        m_intro->setText(tr("No figures were found in the data directory."));
    else
        m_intro->setText(
            tr("%1 figures; %2 of %3 judged series are within their tolerance. Errors are |predicted / "
               "measured − 1|. "
               "“Fit”: the model's constants were fitted to these values; “prediction”: they were not; “identity”: the "
               "paper's own arithmetic repeated. Click a point to open the design behind it.")
                .arg(m_cards.size())
                .arg(passed)
                .arg(judged));
    m_columns = 0;
    arrange();
}

void PapersView::arrange()
{
    const int columns = std::max(1, viewport()->width() / kColumnWidth);
    if (columns == m_columns)
        return;
    m_columns = columns;
    while (QLayoutItem* old = m_row->takeAt(0)) {
        delete old->layout(); // lets go of the cards, which the body owns
    }
    std::vector<QVBoxLayout*> stacks;
    std::vector<int> heights(static_cast<std::size_t>(columns), 0);
    for (int i = 0; i < columns; ++i) {
        stacks.push_back(new QVBoxLayout);
        stacks.back()->setSpacing(kCardSpacing);
        m_row->addLayout(stacks.back(), 1);
    }
    // Each card goes where there is most room left, so that long tables leave no holes beside them.
    for (PaperCardWidget* card : m_cards) {
        const auto shortest = std::min_element(heights.begin(), heights.end());
        stacks[static_cast<std::size_t>(shortest - heights.begin())]->addWidget(card);
        *shortest += card->sizeHint().height() + kCardSpacing;
    }
    for (QVBoxLayout* stack : stacks)
        stack->addStretch(1);
}

bool PapersView::showFigure(const QString& id)
{
    m_wanted = id;
    return scrollToWanted();
}

bool PapersView::scrollToWanted()
{
    for (const PaperCardWidget* card : m_cards) {
        if (card->objectName() != m_wanted)
            continue;
        widget()->layout()->activate();
        verticalScrollBar()->setValue(card->mapTo(widget(), QPoint(0, 0)).y() - kTopOfCard);
        return true;
    }
    return false;
}

void PapersView::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace ralmscope
