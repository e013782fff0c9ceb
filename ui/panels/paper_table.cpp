// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper_table.h"

#include "paper_card_widget.h"
#include "qt_text.h"

#include <QRegularExpression>

namespace ralmscope {

namespace {

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

/// Series of no tolerance that a card lists; a figure by GPU and stack has dozens.
constexpr int kMostUnjudged = 10;

/// Numbers stay on one line; lists break after their commas.
QString unbroken(QString text)
{
    return text.replace(QLatin1Char(' '), QChar(QChar::Nbsp)).replace(QStringLiteral(",\u00a0"), QStringLiteral(", "));
}

void addCell(QString& html, const QString& text, bool right, const QString& style = {})
{
    html += QStringLiteral("<td align='%1' style='padding-right:8px;%3'>%2</td>")
                .arg(right ? QStringLiteral("right") : QStringLiteral("left"), text.toHtmlEscaped(), style);
}

QString inColour(const QColor& colour)
{
    return QStringLiteral("color:%1").arg(colour.name());
}

/// Our errors beside what others publish of theirs.
QString peersHtml(const PaperCard& card, const Theme& theme)
{
    if (card.peers.empty())
        return {};
    QString html = QStringLiteral("<p style='margin-top:2px;margin-bottom:0px'></p><table cellspacing='0' "
                                  "cellpadding='2' width='100%'><tr style='color:%1'>")
                       .arg(theme.muted.name());
    for (const QString& title :
         {PaperCardWidget::tr("Beside others"), PaperCardWidget::tr("Of what"), PaperCardWidget::tr("Errors")})
        addCell(html, title, false);
    html += QStringLiteral("</tr>");
    for (const PaperPeer& peer : card.peers) {
        html += QStringLiteral("<tr>");
        addCell(html, peer.name.empty() ? PaperCardWidget::tr("this model") : qtext(peer.name), false);
        addCell(html, qtext(peer.of), false, inColour(theme.muted));
        addCell(html, unbroken(qtext(peer.errors)), false);
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

} // namespace

QString paperTableHtml(const PaperCard& card, const Theme& theme)
{
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2' width='100%'><tr style='color:%1'>")
                       .arg(theme.muted.name());
    const auto cell = [&html](const QString& text, bool right, const QString& style = {}) {
        addCell(html, unbroken(text), right, style);
    };
    for (const QString& title : {PaperCardWidget::tr("Series"), PaperCardWidget::tr("Kind")})
        cell(title, false);
    for (const QString& title : {PaperCardWidget::tr("n"), PaperCardWidget::tr("median"), PaperCardWidget::tr("p90"),
                                 PaperCardWidget::tr("max")})
        cell(title, true);
    cell(PaperCardWidget::tr("Tolerance"), false);
    html += QStringLiteral("</tr>");
    int unjudged = 0;
    for (const PaperSeries& series : card.series) {
        if (series.tolerance.empty() && ++unjudged > kMostUnjudged)
            continue;
        html += QStringLiteral("<tr>");
        addCell(html, qtext(series.name), false);
        cell(qtext(series.kind), false, inColour(theme.muted));
        cell(QString::number(series.n), true);
        cell(percent(series.median), true);
        cell(percent(series.p90), true);
        cell(percent(series.max), true);
        const bool judged = !series.tolerance.empty();
        const QString mark = !judged
            ? QStringLiteral("–")
            : (series.pass ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + shortTolerance(series.tolerance);
        cell(mark, false, inColour(!judged ? theme.muted : series.pass ? theme.good : theme.bad));
        html += QStringLiteral("</tr>");
    }
    html += QStringLiteral("</table>");
    if (unjudged > kMostUnjudged) {
        html +=
            QStringLiteral("<p style='color:%1'>%2</p>")
                .arg(theme.muted.name(),
                     PaperCardWidget::tr("and %1 more series that are not judged: ralmscope-cli validate --figure %2")
                         .arg(unjudged - kMostUnjudged)
                         .arg(qtext(card.id).toHtmlEscaped()));
    }
    return html + peersHtml(card, theme);
}

} // namespace ralmscope
