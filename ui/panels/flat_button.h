// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "glyph_button.h"

#include <QAbstractButton>

namespace ralmscope {

/// A button of the tool bar: optional glyph, text (its first part bold if told so), optional note at the right; with or
/// without a frame; filled with the accent colour while checked.
class FlatButton : public QAbstractButton
{
    Q_OBJECT

public:
    FlatButton(const QString& text, Glyph glyph, bool framed, const Appearance& appearance, QWidget* parent = nullptr);

    void setDetail(const QString& detail); ///< muted, after the text, which then is bold
    void setNote(const QString& note); ///< muted, at the right end: a shortcut, or "▾"
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Glyph m_glyph;
    bool m_framed;
    const Appearance* m_appearance;
    QString m_detail;
    QString m_note;
};

} // namespace ralmscope
