// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_card_widget.h"

#include "chart_view.h"
#include "qt_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>

namespace ralmscope {

namespace {

constexpr int kChartHeight = 260;

QString percent(double fraction)
{
    const double value = fraction * 100.0;
    return QStringLiteral("%1 %").arg(value, 0, 'f', value < 10.0 ? 1 : 0);
}

/// Tolerances as a column of a table has room for them: "median ≤ 3 %, max ≤ 8 %".
QString shortTolerance(const std::string& tolerance)
{
    static const QRegularExpression zeros(QStringLiteral("(\\.\\d*?)0+(?= )"));
    QString shortened =
        qtext(tolerance).replace(zeros, QStringLiteral("\\1")).replace(QStringLiteral(". "), QStringLiteral(" "));
    return shortened.replace(QStringLiteral("<="), QStringLiteral("≤"))
        .replace(QStringLiteral("median"), QStringLiteral("med"));
}

/// File paths in a citation may break after their separators.
QString breakable(const std::string& source)
{
    static const QRegularExpression separators(QStringLiteral("([/_,{}])"));
    return qtext(source).toHtmlEscaped().replace(separators, QStringLiteral("\\1&#8203;"));
}

/// Series of no tolerance that a card lists; a figure by GPU and stack has dozens.
constexpr int kMostUnjudged = 10;

/// A column of the card must not grow with the longest name of a stack.
QString shortName(const QString& name)
{
    constexpr int most = 42;
    return name.size() <= most ? name : name.left(most - 1) + QStringLiteral("…");
}

} // namespace

QString paperVerdict(const PaperCard& card)
{
    if (!card.problem.empty())
        return PaperCardWidget::tr("not available");
    const bool judged =
        std::any_of(card.series.begin(), card.series.end(), [](const PaperSeries& s) { return !s.tolerance.empty(); });
    if (!judged)
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
    m_table->setTextFormat(Qt::RichText);
    for (QLabel* label : {m_summary, m_table, m_note})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Sized before it is laid out, so that the plot never has to draw into nothing.
    m_chart->resize(420, kChartHeight);
    m_chart->setHeaderVisible(true);
    m_chart->setLogarithmicSwitch(false);
    m_chart->setFixedHeight(kChartHeight);
    m_chart->setMinimumWidth(300);
    auto* heading = new QHBoxLayout;
    heading->setSpacing(12);
    heading->addWidget(m_title, 1);
    heading->addWidget(m_verdict, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(heading);
    column->addWidget(m_chart);
    column->addWidget(m_summary);
    column->addWidget(m_table);
    column->addWidget(m_note);
    column->addStretch(1);
    if (m_card.problem.empty()) {
        // The card has its own heading: the chart's says what its y axis is.
        ChartModel shown = m_card.chart;
        shown.title = shown.y.label;
        m_chart->setChart(std::move(shown));
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
    connect(m_chart, &ChartView::copyRequested, this,
            [this] { Q_EMIT copyRequested(std::make_shared<const ChartModel>(m_card.chart), m_chart->image()); });
    connect(m_chart, &ChartView::contextMenuAt, this, [this](const QPoint& position) {
        QMenu menu(this);
        menu.addAction(tr("Copy chart\tCtrl+C"), m_chart, &ChartView::copyRequested);
        menu.addAction(tr("Export chart…"), this,
                       [this] { Q_EMIT exportRequested(QStringLiteral("paper:") + qtext(m_card.id)); });
        menu.exec(position);
    });
    connect(m_appearance, &Appearance::changed, this, &PaperCardWidget::restyle);
    restyle();
}

void PaperCardWidget::restyle()
{
    const Theme& theme = m_appearance->theme();
    m_chart->setTheme(theme);
    const auto style = [](QLabel* label, const QFont& font, const QColor& colour) {
        label->setFont(font);
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, colour);
        label->setPalette(palette);
    };
    const bool judged = std::any_of(m_card.series.begin(), m_card.series.end(),
                                    [](const PaperSeries& s) { return !s.tolerance.empty(); });
    style(m_title, theme.font(FontRole::CardTitle), theme.text);
    style(m_verdict, theme.font(FontRole::Strong), !judged ? theme.muted : m_card.pass ? theme.good : theme.bad);
    style(m_summary, theme.font(FontRole::Body), theme.text);
    style(m_table, theme.font(FontRole::Caption), theme.text);
    style(m_note, theme.font(FontRole::Caption), theme.muted);
    m_table->setText(tableHtml());
    QString note = breakable(m_card.note);
    if (!note.isEmpty())
        note += QStringLiteral("<br>");
    m_note->setText(note + tr("Source: %1").arg(breakable(m_card.source)));
    m_note->setTextFormat(Qt::RichText);
}

QString PaperCardWidget::tableHtml() const
{
    const Theme& theme = m_appearance->theme();
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2' width='100%'><tr style='color:%1'>")
                       .arg(theme.muted.name());
    const auto cell = [&html](const QString& text, bool right, const QString& style = {}) {
        html += QStringLiteral("<td align='%1' style='padding-right:8px;%3'>%2</td>")
                    .arg(right ? QStringLiteral("right") : QStringLiteral("left"), text.toHtmlEscaped(), style);
    };
    for (const QString& title : {tr("Series"), tr("Kind")})
        cell(title, false);
    for (const QString& title : {tr("n"), tr("median"), tr("p90"), tr("max")})
        cell(title, true);
    cell(tr("Tolerance"), false);
    html += QStringLiteral("</tr>");
    int unjudged = 0;
    for (const PaperSeries& series : m_card.series) {
        if (series.tolerance.empty() && ++unjudged > kMostUnjudged)
            continue;
        html += QStringLiteral("<tr>");
        cell(shortName(qtext(series.name)), false);
        cell(qtext(series.kind), false, QStringLiteral("color:%1").arg(theme.muted.name()));
        cell(QString::number(series.n), true);
        cell(percent(series.median), true);
        cell(percent(series.p90), true);
        cell(percent(series.max), true);
        const bool judged = !series.tolerance.empty();
        const QString mark = !judged
            ? QStringLiteral("–")
            : (series.pass ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + shortTolerance(series.tolerance);
        cell(mark, false,
             QStringLiteral("color:%1")
                 .arg((!judged           ? theme.muted
                           : series.pass ? theme.good
                                         : theme.bad)
                          .name()));
        html += QStringLiteral("</tr>");
    }
    html += QStringLiteral("</table>");
    if (unjudged > kMostUnjudged) {
        html += QStringLiteral("<p style='color:%1'>%2</p>")
                    .arg(theme.muted.name(),
                         tr("and %1 more series that are not judged: ralmscope-cli validate --figure %2")
                             .arg(unjudged - kMostUnjudged)
                             .arg(qtext(m_card.id).toHtmlEscaped()));
    }
    return html;
}

} // namespace ralmscope
