// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_card_widget.h"

#include "chart_view.h"
#include "paper_table.h"
#include "qt_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace ralmscope {

namespace {

constexpr int kChartHeight = 260;
constexpr int kPairHeight = 300; ///< of a parity plot beside its errors: about square

/// File paths in a citation may break after their separators.
QString breakable(const std::string& source)
{
    static const QRegularExpression separators(QStringLiteral("([/_,{}])"));
    return qtext(source).toHtmlEscaped().replace(separators, QStringLiteral("\\1&#8203;"));
}

} // namespace

QString paperVerdict(const PaperCard& card)
{
    if (!card.problem.empty())
        return PaperCardWidget::tr("not available");
    if (!card.judged)
        return PaperCardWidget::tr("shown, not judged");
    return card.pass ? PaperCardWidget::tr("✓ within tolerance") : PaperCardWidget::tr("✗ beyond tolerance");
}

PaperCardWidget::PaperCardWidget(const PaperCard& card, const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_card(card)
    , m_appearance(&appearance)
    , m_title(new QLabel(qtext(card.title), this))
    , m_verdict(new QLabel(paperVerdict(card), this))
    , m_summary(new QLabel(qtext(card.summary), this))
    , m_table(new QLabel(this))
    , m_note(new QLabel(this))
    , m_chart(new ChartView(appearance.theme(), this))
{
    setObjectName(qtext(card.id));
    setAccessibleName(QStringLiteral("%1, %2").arg(m_title->text(), m_verdict->text()));
    m_title->setWordWrap(true);
    m_summary->setWordWrap(true);
    m_note->setWordWrap(true);
    m_table->setWordWrap(true); // long names of series must not widen the column of cards
    m_table->setTextFormat(Qt::RichText);
    for (QLabel* label : {m_summary, m_table, m_note})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* charts = new QHBoxLayout;
    charts->setSpacing(12);
    charts->addWidget(m_chart, 1);
    if (card.errors) {
        m_errors = new ChartView(appearance.theme(), this);
        charts->addWidget(m_errors, 1);
    }
    for (ChartView* view : {m_chart, m_errors}) {
        if (!view)
            continue;
        const int height = m_errors ? kPairHeight : kChartHeight;
        // Sized before it is laid out, so that the plot never has to draw into nothing.
        view->resize(420, height);
        view->setHeaderVisible(true);
        view->setLogarithmicSwitch(false);
        view->setFixedHeight(height);
        view->setMinimumWidth(m_errors ? 240 : 300);
    }
    auto* heading = new QHBoxLayout;
    heading->setSpacing(12);
    heading->addWidget(m_title, 1);
    heading->addWidget(m_verdict, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(heading);
    column->addLayout(charts);
    column->addWidget(m_summary);
    column->addWidget(m_table);
    column->addWidget(m_note);
    column->addStretch(1);
    if (m_card.problem.empty()) {
        present(*m_chart, m_card.chart);
        if (m_errors)
            present(*m_errors, *m_card.errors);
    } else {
        m_chart->hide();
        m_summary->setText(qtext(m_card.problem));
        m_table->hide();
    }
    connect(m_chart, &ChartView::pointActivated, this, [this](int series, int point) {
        const auto s = static_cast<std::size_t>(series);
        const auto p = static_cast<std::size_t>(point);
        if (s < m_card.designs.size() && p < m_card.designs[s].size())
            Q_EMIT designChosen(m_card.designs[s][p], qtext(m_card.chart.series[s].name));
    });
    connect(m_appearance, &Appearance::changed, this, &PaperCardWidget::restyle);
    restyle();
}

void PaperCardWidget::present(ChartView& view, const ChartModel& chart)
{
    // The card has its own heading: the chart's says what its y axis is.
    ChartModel shown = chart;
    shown.title = shown.y.label;
    view.setChart(std::move(shown));
    connect(&view, &ChartView::copyRequested, this, [this, &view, whole = std::make_shared<const ChartModel>(chart)] {
        Q_EMIT copyRequested(whole, view.image());
    });
    connect(&view, &ChartView::contextMenuAt, this, [this, &view, id = qtext(chart.id)](const QPoint& position) {
        QMenu menu(this);
        menu.addAction(tr("Copy chart\tCtrl+C"), &view, &ChartView::copyRequested);
        menu.addAction(tr("Export chart…"), this, [this, id] { Q_EMIT exportRequested(id); });
        menu.exec(position);
    });
}

void PaperCardWidget::restyle()
{
    const Theme& theme = m_appearance->theme();
    m_chart->setTheme(theme);
    if (m_errors)
        m_errors->setTheme(theme);
    const auto style = [](QLabel* label, const QFont& font, const QColor& colour) {
        label->setFont(font);
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, colour);
        label->setPalette(palette);
    };
    style(m_title, theme.font(FontRole::CardTitle), theme.text);
    style(m_verdict, theme.font(FontRole::Strong), !m_card.judged ? theme.muted : m_card.pass ? theme.good : theme.bad);
    style(m_summary, theme.font(FontRole::Body), theme.text);
    style(m_table, theme.font(FontRole::Caption), theme.text);
    style(m_note, theme.font(FontRole::Caption), theme.muted);
    m_table->setText(paperTableHtml(m_card, theme));
    QString note = breakable(m_card.caption);
    note += breakable(m_card.note);
    if (!note.isEmpty())
        note += QStringLiteral("<br>");
    note += tr("Source: %1").arg(breakable(m_card.source));
    for (const PaperPeer& peer : m_card.peers) {
        if (!peer.source.empty())
            note += QStringLiteral("<br>") + tr("%1: %2").arg(qtext(peer.name).toHtmlEscaped(), breakable(peer.source));
    }
    m_note->setText(note);
    m_note->setTextFormat(Qt::RichText);
}

} // namespace ralmscope
