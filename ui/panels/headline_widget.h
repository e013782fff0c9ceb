// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "readout_model.h"

#include <QWidget>

namespace ralmscope {

/// One number that matters, large, with unit and change against the baseline.
class HeadlineWidget : public QWidget
{
    Q_OBJECT

public:
    explicit HeadlineWidget(const Appearance& appearance, QWidget* parent = nullptr);

    void setLine(const MetricLine& line);
    QSize sizeHint() const override { return {200, 50}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Appearance* m_appearance;
    MetricLine m_line;
};

/// "▼ -40 %": arrow and sign both, so that nothing hangs on the colour. Empty without a change.
QString changeLabel(const MetricLine& line);
/// "± 10 %, generic": typical error and what it rests on. Empty where nothing is known.
QString errorLabel(const MetricLine& line);
QColor changeColour(Direction direction, const Theme& theme);

} // namespace ralmscope
