// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart_model.h"
#include "theme.h"

#include <QImage>
#include <QWidget>

#include <memory>

namespace ralmscope {

/// A chart in a card: heading with unit, "log" switch, plot. Draws whatever ChartModel it is given, cheaply enough for
/// every tick of a slider (one queued replot, graphs are reused). Hovering shows exact raw values. GUI thread only.
///
/// The view changes nothing by itself: dragging the cursor, toggling the scale or clicking a point are signals, and the
/// owner answers with a new chart.
class ChartView : public QWidget
{
    Q_OBJECT

public:
    explicit ChartView(const Theme& theme, QWidget* parent = nullptr);
    ~ChartView() override;

    void setTheme(const Theme& theme);
    /// Null is shown as an empty card. Share a frame's chart by aliasing: {frame, &frame->breakdown}.
    void setChart(std::shared_ptr<const ChartModel> chart);
    void setChart(ChartModel chart);
    std::shared_ptr<const ChartModel> chart() const;

    /// A newer answer is being computed: dims after 150 ms if none has come. setChart() ends it.
    void setStale(bool stale);
    bool isDimmed() const;

    void setCursorDraggable(bool draggable); ///< default: true when the chart has a cursor
    void setLogarithmicSwitch(bool visible); ///< default: true for curves
    void setHeaderVisible(bool visible); ///< default: true
    /// Asks for the other scale of the y axis, as the key L does. Refused with a reason when values are not positive.
    void toggleLogarithmic();

    /// The plot with its heading, at `scale` device pixels per pixel.
    QImage image(double scale = 2.0);
    /// Where a value is drawn, in this widget's pixels: for tests and for dragging by script.
    QPointF pixelOf(double x, double y) const;
    QString xAxisText() const; ///< as drawn, with unit; empty while there is no data

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cursorDragStarted();
    void cursorDragged(double x); ///< clamped to the axis
    void cursorDragFinished();
    void cursorStepped(int steps); ///< wheel, left and right keys: steps of the x parameter
    void logarithmicToggled(bool logarithmic);
    void logarithmicRefused(const QString& reason);
    void pointActivated(int series, int point); ///< click on a measured point
    void categoryActivated(int category); ///< click on a bar
    void copyRequested(); ///< Ctrl+C: see chart_clipboard.h of ui_export
    void contextMenuAt(const QPoint& globalPosition);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ralmscope
