// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_view.h"

#include "axis_ticks.h"
#include "chart_view_private.h"
#include "format_quantity.h"
#include "qcustomplot_include.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

constexpr int kDimDelay = 150; // ms: shorter waits should not flicker
constexpr int kPlotMargin = 8;
constexpr int kSmallestPlot = 24; ///< pixels; a plot without an area has no buffers to draw into

} // namespace

ChartView::Private::Private(ChartView& view, const Theme& chartTheme)
    : q(view)
    , theme(chartTheme)
    , plot(new QCustomPlot(&view))
    , renderer(*plot, screenStyle(chartTheme))
    , message(new QLabel(&view))
    , tooltip(new ChartTooltip(&view))
{
}

void ChartView::Private::draw()
{
    const bool empty = chart->empty();
    plot->setVisible(!empty);
    message->setVisible(empty);
    if (empty) {
        message->setText(QString::fromStdString(chart->emptyText));
        updateHeader();
        return;
    }
    renderer.update(*chart, plot->size());
    updateHeader();
    if (plot->width() >= kSmallestPlot && plot->height() >= kSmallestPlot)
        plot->replot(QCustomPlot::rpQueuedReplot);
}

void ChartView::Private::updateHeader()
{
    const QString unit = chart->empty() ? QString() : QString::fromStdString(renderer.valueTicks().unitText);
    const QString title = QString::fromStdString(chart->title);
    const bool visible = switchVisible && chart->kind == ChartKind::Curves && !chart->empty();
    if (header.title == title && header.unit == unit && header.logarithmic == chart->y.logarithmic
        && header.switchVisible == visible)
        return;
    header.title = title;
    header.unit = unit;
    header.logarithmic = chart->y.logarithmic;
    header.switchVisible = visible;
    q.setAccessibleName(unit.isEmpty() ? title : title + QStringLiteral(" in ") + unit);
    q.setAccessibleDescription(QString::fromStdString(
        chart->kind == ChartKind::Curves ? chart->y.label + " against " + chart->x.label : chart->x.label));
    q.update();
}

void ChartView::Private::layOut()
{
    const int top = headerVisible ? ChartHeader::kHeight : kPlotMargin;
    QRect area = q.rect().adjusted(kPlotMargin, top, -kPlotMargin, -kPlotMargin);
    area.setSize(area.size().expandedTo(QSize(1, 1)));
    plot->setGeometry(area);
    message->setGeometry(area.adjusted(24, 0, -24, 0));
}

void ChartView::Private::applyTheme()
{
    renderer.setStyle(screenStyle(theme));
    tooltip->setTheme(theme);
    message->setFont(theme.font(FontRole::Body));
    QPalette colors = message->palette();
    colors.setColor(QPalette::WindowText, theme.muted);
    message->setPalette(colors);
}

ChartView::ChartView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, theme))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    d->plot->setMouseTracking(true);
    d->plot->setFocusPolicy(Qt::NoFocus);
    d->plot->installEventFilter(this);
    d->message->setAlignment(Qt::AlignCenter);
    d->message->setWordWrap(true);
    d->message->setAttribute(Qt::WA_TransparentForMouseEvents);
    d->dimTimer.setSingleShot(true);
    d->dimTimer.setInterval(kDimDelay);
    connect(&d->dimTimer, &QTimer::timeout, this, [this] {
        d->dimmed = true;
        d->renderer.setVeil(true);
    });
    d->applyTheme();
    d->draw();
}

ChartView::~ChartView()
{
    delete d->tooltip; // it may belong to the window by now
}

void ChartView::setTheme(const Theme& theme)
{
    d->theme = theme;
    d->applyTheme();
    d->draw();
    update();
}

void ChartView::setChart(std::shared_ptr<const ChartModel> chart)
{
    d->chart = chart ? std::move(chart) : std::make_shared<ChartModel>();
    setStale(false);
    if (d->tooltip->isVisible())
        d->leave(); // it would show what is no longer drawn
    d->draw();
}

void ChartView::setChart(ChartModel chart)
{
    setChart(std::make_shared<const ChartModel>(std::move(chart)));
}

std::shared_ptr<const ChartModel> ChartView::chart() const
{
    return d->chart;
}

void ChartView::setStale(bool stale)
{
    if (stale) {
        if (!d->dimmed && !d->dimTimer.isActive())
            d->dimTimer.start();
        return;
    }
    d->dimTimer.stop();
    d->dimmed = false;
    d->renderer.setVeil(false);
}

bool ChartView::isDimmed() const
{
    return d->dimmed;
}

void ChartView::setCursorDraggable(bool draggable)
{
    d->cursorDraggable = draggable;
}

void ChartView::setLogarithmicSwitch(bool visible)
{
    d->switchVisible = visible;
    d->updateHeader();
}

void ChartView::setHeaderVisible(bool visible)
{
    d->headerVisible = visible;
    d->layOut();
    d->draw();
}

void ChartView::toggleLogarithmic()
{
    const ChartModel& chart = *d->chart;
    if (chart.kind != ChartKind::Curves) {
        Q_EMIT logarithmicRefused(
            chart.kind == ChartKind::Timeline
                ? QStringLiteral("A timeline has no logarithmic scale: it starts at 0.")
                : QStringLiteral("Stacked bars have no logarithmic scale: their parts would not add up."));
        return;
    }
    for (const ChartSeries& series : chart.series) {
        const auto bad = std::find_if(series.y.begin(), series.y.end(), [](double y) { return y <= 0.0; });
        if (chart.y.logarithmic || bad == series.y.end())
            continue;
        Q_EMIT logarithmicRefused(
            QStringLiteral("A logarithmic scale needs positive values; “%1” has %2.")
                .arg(QString::fromStdString(series.name), QString::fromStdString(formatExact(*bad, chart.y.unit))));
        return;
    }
    Q_EMIT logarithmicToggled(!chart.y.logarithmic);
}

QImage ChartView::image(double scale)
{
    QImage image((QSizeF(size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(d->theme.background);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintCard(painter, rect(), d->theme);
    if (d->headerVisible)
        d->header.paint(painter, width(), d->theme);
    if (!d->chart->empty())
        painter.drawPixmap(d->plot->pos(), d->plot->toPixmap(d->plot->width(), d->plot->height(), scale));
    return image;
}

QPointF ChartView::pixelOf(double x, double y) const
{
    return d->renderer.pixelOf(x, y) + QPointF(d->plot->pos());
}

QString ChartView::xAxisText() const
{
    return d->chart->empty() ? QString() : QString::fromStdString(axisLabel(d->chart->x, d->renderer.xTicks()));
}

QSize ChartView::sizeHint() const
{
    return {300, 240};
}

QSize ChartView::minimumSizeHint() const
{
    return {180, 140};
}

bool ChartView::event(QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        d->keyboardFocus =
            event->type() == QEvent::FocusIn && reason != Qt::MouseFocusReason && reason != Qt::ActiveWindowFocusReason;
        update();
    } else if (event->type() == QEvent::MouseMove || event->type() == QEvent::Leave) {
        const bool over = event->type() == QEvent::MouseMove && d->header.switchVisible && d->headerVisible
            && d->header.switchRect(width()).contains(static_cast<QMouseEvent*>(event)->position().toPoint());
        if (d->header.switchHovered != over) {
            d->header.switchHovered = over;
            setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
            update();
        }
    }
    return QWidget::event(event);
}

bool ChartView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != d->plot)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        d->press(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseMove:
        d->move(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonRelease:
        d->release(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        return true;
    case QEvent::Leave:
        d->leave();
        return false;
    case QEvent::Wheel: {
        if (!d->chart->cursorX || !d->cursorDraggable)
            return false; // let a scroll area have it
        d->wheelAngle += static_cast<QWheelEvent*>(event)->angleDelta().y();
        const int steps = static_cast<int>(d->wheelAngle / 120.0); // fine wheels send fractions of a step
        d->wheelAngle -= 120.0 * steps;
        if (steps != 0)
            Q_EMIT cursorStepped(steps);
        event->accept();
        return true;
    }
    default:
        return false;
    }
}

void ChartView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintCard(painter, rect(), d->theme);
    if (d->keyboardFocus) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(d->theme.accent, 2.0));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    }
    if (d->headerVisible)
        d->header.paint(painter, width(), d->theme);
    // Moved to a screen of another density: QCustomPlot 2.1.0 does not notice.
    if (std::fabs(d->plot->bufferDevicePixelRatio() - devicePixelRatioF()) > 1e-6) {
        d->plot->setBufferDevicePixelRatio(devicePixelRatioF());
        d->plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void ChartView::resizeEvent(QResizeEvent*)
{
    d->layOut();
    d->draw();
}

void ChartView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyRequested();
    else if (event->key() == Qt::Key_L && event->modifiers() == Qt::NoModifier)
        toggleLogarithmic();
    else if (event->key() == Qt::Key_Left && d->chart->cursorX)
        Q_EMIT cursorStepped(-1);
    else if (event->key() == Qt::Key_Right && d->chart->cursorX)
        Q_EMIT cursorStepped(1);
    else
        QWidget::keyPressEvent(event);
}

void ChartView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && d->headerVisible && d->header.switchVisible
        && d->header.switchRect(width()).contains(event->position().toPoint()))
        toggleLogarithmic();
    else
        QWidget::mousePressEvent(event);
}

void ChartView::contextMenuEvent(QContextMenuEvent* event)
{
    d->leave();
    Q_EMIT contextMenuAt(event->globalPos());
}

} // namespace ralmscope
