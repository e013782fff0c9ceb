// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "explore_frame.h"

#include <QWidget>

class QProgressBar;

namespace ralmscope {

class GlyphButton;

/// The line at the bottom: points shown, reused and new; time of a frame; legend of the charts; the database file.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(const Appearance& appearance, QWidget* parent = nullptr);

    void setFrame(const ExploreFrame& frame);
    void setFrameTime(double milliseconds);
    void setDatabase(const QString& path);
    /// A job with a bar and a cancel button; an empty text ends it.
    void setJob(const QString& text, double fraction);
    QSize sizeHint() const override { return {600, 26}; }

Q_SIGNALS:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    const Appearance* m_appearance;
    QString m_points;
    QString m_time;
    QString m_measured; ///< legend text; empty: no measured points on show
    QString m_band;
    QString m_baseline;
    QString m_database;
    QString m_rows;
    QString m_job;
    double m_jobFraction = 0.0;
    double m_smoothed = 0.0;
    GlyphButton* m_cancel;
};

} // namespace ralmscope
