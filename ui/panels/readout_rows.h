// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "readout_model.h"

#include <QAbstractButton>
#include <QWidget>

namespace ralmscope {

/// How full one memory is: label, bytes, and a bar of its parts; what is too much in the colour of errors.
class FitBarWidget : public QWidget
{
    Q_OBJECT

public:
    explicit FitBarWidget(const Appearance& appearance, QWidget* parent = nullptr);
    void setBar(const FitBar& bar);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawBar(QPainter& painter, const QRectF& track) const;
    void drawParts(QPainter& painter, const QRectF& line) const;

    const Appearance* m_appearance;
    FitBar m_bar;
};

/// One step that would help, with a bar of its gain; a click applies it.
class HelpRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit HelpRow(const Appearance& appearance, QWidget* parent = nullptr);
    /// `largest`: magnitude that fills the bar.
    void setLine(const HelpLine& line, double largest);
    const HelpLine& line() const { return m_line; }
    /// The whole text, or the longest of the shorter ones that fits into `room` pixels.
    QString shownText(const QFontMetrics& metrics, int room) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Appearance* m_appearance;
    HelpLine m_line;
    double m_share = 0.0;
};

/// A label and a muted or coloured text at the right end: provenance, and every metric in "All numbers".
class PairRow : public QWidget
{
    Q_OBJECT

public:
    explicit PairRow(const Appearance& appearance, QWidget* parent = nullptr);
    void setPair(const QString& label, const QString& value, const QString& note, Direction direction,
                 const QString& tip);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Appearance* m_appearance;
    QString m_label;
    QString m_value;
    QString m_note;
    Direction m_direction = Direction::Neutral;
};

} // namespace ralmscope
