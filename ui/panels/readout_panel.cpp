// SPDX-License-Identifier: GPL-3.0-or-later
#include "readout_panel.h"

#include "headline_widget.h"
#include "metric_table.h"
#include "qt_text.h"
#include "readout_rows.h"
#include "section_heading.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr int kWidth = 272;
constexpr int kMargin = 16;
constexpr std::size_t kHelpsShown = 5;

/// Brings a list of row widgets to `count`: rows are kept from frame to frame, so that nothing is built while dragging.
template <typename Row, typename Make> void resizeRows(std::vector<Row*>& rows, std::size_t count, const Make& make)
{
    while (rows.size() < count)
        rows.push_back(make());
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i]->setVisible(i < count);
}

} // namespace

ReadoutPanel::ReadoutPanel(Session& session, const Appearance& appearance, QWidget* parent)
    : QScrollArea(parent)
    , m_session(&session)
    , m_appearance(&appearance)
{
    setObjectName(QStringLiteral("readoutPanel"));
    setAccessibleName(tr("Read-out"));
    setFixedWidth(kWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);

    auto* body = new QWidget;
    body->setObjectName(QStringLiteral("sideBody"));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 10, 0, 12);
    column->setSpacing(4);
    const auto heading = [&](const QString& title, SectionHeading::Kind kind = SectionHeading::Kind::Heading) {
        auto* widget = new SectionHeading(kind, title, *m_appearance, body);
        column->addWidget(widget);
        return widget;
    };
    const auto inset = [&](int spacing) {
        auto* inner = new QVBoxLayout;
        inner->setContentsMargins(kMargin, 0, kMargin, 0);
        inner->setSpacing(spacing);
        column->addLayout(inner);
        return inner;
    };
    m_heading = heading(tr("This design"));
    auto* numbers = inset(6);
    m_banner = new QLabel(body);
    m_banner->setWordWrap(true);
    m_banner->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_banner->hide();
    numbers->addWidget(m_banner);
    for (HeadlineWidget*& headline : m_headlines) {
        headline = new HeadlineWidget(appearance, body);
        numbers->addWidget(headline);
    }
    addRule(column);
    m_fitsHeading = heading(tr("Memory"));
    m_fitsColumn = inset(4);
    addRule(column);
    heading(tr("What limits it"));
    m_bottleneck = new QLabel(body);
    m_bottleneck->setWordWrap(true);
    m_bottleneck->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    inset(0)->addWidget(m_bottleneck);
    addRule(column);
    m_helpHeading = heading(tr("What would help"));
    m_helpHeading->setNote(qtext(info(Metric::Tpot).label).toLower());
    m_helpColumn = inset(0);
    m_noHelp = new QLabel(tr("No single step shortens a token."), body);
    m_noHelp->setWordWrap(true);
    m_helpColumn->addWidget(m_noHelp);
    addRule(column);
    heading(tr("Provenance"));
    m_provenanceColumn = inset(0);
    addRule(column);
    m_allNumbers = heading(tr("All numbers"), SectionHeading::Kind::Expander);
    m_metricColumn = inset(0);
    connect(m_allNumbers, &QAbstractButton::toggled, this, &ReadoutPanel::showAllNumbers);
    connect(m_banner, &QLabel::linkActivated, this, [this](const QString&) {
        if (m_readout.banner.parameter != Parameter::Count_)
            m_session->resetParameter(m_readout.banner.parameter);
    });
    column->addStretch(1);
    setWidget(body);
    connect(m_appearance, &Appearance::changed, this, &ReadoutPanel::restyle);
    restyle();
}

void ReadoutPanel::addRule(QVBoxLayout* column)
{
    auto* rule = new QWidget;
    rule->setFixedHeight(1);
    rule->setObjectName(QStringLiteral("rule"));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(kMargin, 6, kMargin, 4);
    line->addWidget(rule);
    column->addLayout(line);
}

void ReadoutPanel::restyle()
{
    const Theme& theme = m_appearance->theme();
    QPalette muted = m_noHelp->palette();
    muted.setColor(QPalette::WindowText, theme.muted);
    m_noHelp->setPalette(muted);
    showBanner(m_readout.banner);
    widget()->update();
}

void ReadoutPanel::showBanner(const Banner& banner)
{
    m_banner->setVisible(banner.level != Banner::Level::None);
    if (banner.level == Banner::Level::None)
        return;
    const Theme& theme = m_appearance->theme();
    const QColor colour = banner.level == Banner::Level::Error ? theme.bad : theme.device(DeviceKind::Fpga);
    QString text = qtext(banner.text).toHtmlEscaped();
    if (banner.parameter != Parameter::Count_ && m_session->isModified(banner.parameter))
        text += QStringLiteral(" <a href='reset' style='color:%1'>%2</a>").arg(theme.accent.name(), tr("Reset it"));
    m_banner->setText(text);
    m_banner->setStyleSheet(
        QStringLiteral(
            "QLabel { background: %1; color: %2; border: 1px solid %3; border-radius: 6px; padding: 6px 8px; }")
            .arg(mixed(theme.panel, colour, 0.12).name(), theme.text.name(), mixed(theme.panel, colour, 0.5).name()));
}

void ReadoutPanel::setReadout(const ReadoutModel& readout)
{
    const bool bannerChanged =
        readout.banner.text != m_readout.banner.text || readout.banner.level != m_readout.banner.level;
    m_readout = readout;
    if (bannerChanged)
        showBanner(readout.banner);
    const QString baseline = qtext(readout.baselineName);
    m_heading->setText(baseline.isEmpty() ? tr("This design") : tr("Design")); // room for the baseline's name
    m_heading->setNote(baseline.isEmpty() ? QString() : tr("vs %1").arg(baseline));
    m_heading->setToolTip(baseline);
    for (std::size_t i = 0; i < m_headlines.size(); ++i)
        m_headlines[i]->setLine(readout.headlines[i]);

    resizeRows(m_fits, readout.fits.size(), [this] {
        auto* row = new FitBarWidget(*m_appearance, widget());
        m_fitsColumn->addWidget(row);
        return row;
    });
    for (std::size_t i = 0; i < readout.fits.size(); ++i)
        m_fits[i]->setBar(readout.fits[i]);
    const bool allFit =
        std::all_of(readout.fits.begin(), readout.fits.end(), [](const FitBar& bar) { return bar.fits; });
    m_fitsHeading->setText(allFit ? tr("Memory") : tr("Does not fit"));
    m_fitsHeading->setNote(qtext(readout.largestBatch));

    m_bottleneck->setText(qtext(readout.bottleneck));

    const std::size_t helps = std::min(readout.helps.size(), kHelpsShown);
    resizeRows(m_helps, helps, [this] {
        auto* row = new HelpRow(*m_appearance, widget());
        m_helpColumn->addWidget(row);
        connect(row, &QAbstractButton::clicked, this,
                [this, row] { m_session->setParameter(row->line().parameter, row->line().value); });
        return row;
    });
    double largest = 0.0;
    for (std::size_t i = 0; i < helps; ++i)
        largest = std::max(largest, std::fabs(readout.helps[i].change));
    for (std::size_t i = 0; i < helps; ++i)
        m_helps[i]->setLine(readout.helps[i], largest);
    m_noHelp->setVisible(helps == 0);
    const bool runs = readout.banner.level != Banner::Level::Error;
    m_noHelp->setText(runs ? tr("No single step shortens a token.") : tr("No single step makes it run."));
    m_helpHeading->setNote(runs ? qtext(info(Metric::Tpot).label).toLower() : QString());

    resizeRows(m_provenance, readout.provenance.size(), [this] {
        auto* row = new PairRow(*m_appearance, widget());
        m_provenanceColumn->addWidget(row);
        return row;
    });
    for (std::size_t i = 0; i < readout.provenance.size(); ++i) {
        const ProvenanceLine& line = readout.provenance[i];
        m_provenance[i]->setPair(qtext(line.what), {}, qtext(line.tagText), Direction::Neutral, qtext(line.tip));
    }
    showAllNumbers();
}

void ReadoutPanel::setAllNumbersOpen(bool open)
{
    m_allNumbers->setChecked(open);
}

void ReadoutPanel::showAllNumbers()
{
    const std::size_t count = m_allNumbers->isChecked() ? m_readout.metrics.size() : 0;
    resizeRows(m_metrics, count, [this] {
        auto* row = new PairRow(*m_appearance, widget());
        m_metricColumn->addWidget(row);
        return row;
    });
    for (std::size_t i = 0; i < count; ++i) {
        const MetricLine& line = m_readout.metrics[i];
        m_metrics[i]->setPair(qtext(line.label), qtext(line.value) + QLatin1Char(' ') + qtext(line.unit),
                              changeLabel(line), line.direction,
                              qtext(line.label) + QStringLiteral(": ") + qtext(line.doc) + QLatin1Char('\n')
                                  + qtext(line.exact));
    }
}

} // namespace ralmscope
