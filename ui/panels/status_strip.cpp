// SPDX-License-Identifier: GPL-3.0-or-later
#include "status_strip.h"

#include "glyph_button.h"
#include "qt_text.h"

#include <QFileInfo>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

QString grouped(std::size_t number)
{
    return QLocale(QLocale::English).toString(static_cast<qulonglong>(number));
}

bool showsMeasured(const ExploreFrame& frame)
{
    const auto measured = [](const ChartModel& chart) {
        return std::any_of(chart.series.begin(), chart.series.end(),
                           [](const ChartSeries& series) { return series.role == SeriesRole::Measured; });
    };
    return std::any_of(frame.curves.begin(), frame.curves.end(), measured) || measured(frame.sequence);
}

bool showsBand(const ExploreFrame& frame)
{
    const auto banded = [](const ChartModel& chart) {
        return std::any_of(chart.series.begin(), chart.series.end(), [](const ChartSeries& series) {
            return !series.bandName.empty() && std::any_of(series.high.begin(), series.high.end(), [](double value) {
                return std::isfinite(value);
            });
        });
    };
    return std::any_of(frame.curves.begin(), frame.curves.end(), banded);
}

} // namespace

StatusStrip::StatusStrip(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(&appearance)
    , m_cancel(new GlyphButton(Glyph::Close, appearance, this))
{
    setFixedHeight(sizeHint().height());
    m_cancel->setAccessibleName(tr("Cancel the job"));
    m_cancel->setToolTip(tr("Cancel; what is done stays stored (Esc)"));
    m_cancel->hide();
    connect(m_cancel, &QAbstractButton::clicked, this, &StatusStrip::cancelRequested);
    connect(m_appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void StatusStrip::setFrame(const ExploreFrame& frame)
{
    m_points = tr("%1 points · %2 reused · %3 new")
                   .arg(grouped(frame.pointsShown), grouped(frame.pointsReused),
                        grouped(frame.pointsShown - std::min(frame.pointsReused, frame.pointsShown)));
    m_rows = tr("%1 rows").arg(grouped(frame.rowsStored));
    m_measured = showsMeasured(frame) ? tr("measured") : QString();
    m_band = showsBand(frame) ? tr("error band, p90") : QString();
    m_baseline = frame.state.baseline ? tr("baseline: %1").arg(frame.state.baseline->name) : QString();
    update();
}

void StatusStrip::setFrameTime(double milliseconds)
{
    // Smoothed, so that the figure can be read while dragging; a long pause is not averaged away.
    m_smoothed =
        m_smoothed == 0.0 || milliseconds > 3 * m_smoothed ? milliseconds : 0.7 * m_smoothed + 0.3 * milliseconds;
    m_time = tr("%1 ms per frame").arg(m_smoothed, 0, 'f', 1);
    update();
}

void StatusStrip::setDatabase(const QString& path)
{
    m_database = path == QLatin1String(":memory:") ? tr("in memory") : QFileInfo(path).fileName();
    setToolTip(path == QLatin1String(":memory:") ? tr("Results are kept in memory only")
                                                 : tr("Results database: %1").arg(path));
    update();
}

void StatusStrip::setJob(const QString& text, double fraction)
{
    m_job = text;
    m_jobFraction = fraction;
    m_cancel->setVisible(!text.isEmpty());
    update();
}

void StatusStrip::resizeEvent(QResizeEvent*)
{
    m_cancel->move(width() / 2 + 190, 1);
}

void StatusStrip::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance->theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    QFont font = theme.font(FontRole::Caption);
    painter.setFont(font);
    painter.setPen(theme.muted);
    const QFontMetrics metrics(font);
    const double middle = height() / 2.0 + 0.5;

    const QString file = m_rows.isEmpty() ? m_database : m_database + QStringLiteral(" · ") + m_rows;
    const int right = width() - 16;
    const int fileLeft = right - metrics.horizontalAdvance(file);
    painter.drawText(QRect(fileLeft, 0, right - fileLeft, height()), Qt::AlignRight | Qt::AlignVCenter, file);

    int x = 16;
    const auto put = [&](const QString& text, int gap) {
        const int needed = metrics.horizontalAdvance(text);
        if (text.isEmpty() || x + needed > fileLeft - 16)
            return false;
        painter.drawText(QRect(x, 0, needed + 2, height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += needed + gap;
        return true;
    };
    put(m_points, 28);
    put(m_time, 32);
    if (!m_job.isEmpty()) {
        const QRectF bar(m_cancel->x() - 108.0, middle - 2, 100, 4);
        painter.drawText(QRectF(bar.left() - 260, 0, 252, height()), Qt::AlignRight | Qt::AlignVCenter, m_job);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.line);
        painter.drawRoundedRect(bar, 2, 2);
        painter.setBrush(theme.accent);
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * std::clamp(m_jobFraction, 0.0, 1.0), 4), 2,
                                2);
        return;
    }
    if (!m_measured.isEmpty() && x + 90 < fileLeft) {
        painter.save();
        painter.setPen(QPen(theme.text, 1.2));
        painter.setBrush(theme.background);
        const QPointF c(x + 4, middle);
        painter.drawPolygon(
            QPolygonF({c + QPointF(0, -4.5), c + QPointF(4.5, 0), c + QPointF(0, 4.5), c + QPointF(-4.5, 0)}));
        painter.restore();
        x += 14;
        put(m_measured, 26);
    }
    if (!m_band.isEmpty() && x + 140 < fileLeft) {
        painter.fillRect(QRectF(x, middle - 5, 20, 10), mixed(theme.background, theme.baseline, 0.3));
        x += 28;
        put(m_band, 26);
    }
    if (!m_baseline.isEmpty() && x + 60 < fileLeft) {
        painter.save();
        painter.setPen(QPen(theme.baseline, 1.5, Qt::DashLine));
        painter.drawLine(QPointF(x, middle), QPointF(x + 24, middle));
        painter.restore();
        x += 32;
        put(metrics.elidedText(m_baseline, Qt::ElideRight, std::max(40, fileLeft - 16 - x)), 20);
    }
}

} // namespace ralmscope
