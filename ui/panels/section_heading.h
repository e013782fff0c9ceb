// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QAbstractButton>

namespace ralmscope {

/// Heading of a group in spaced small capitals, with an optional note at its right end; or, as an expander, "▸ Name"
/// that opens and closes what follows; or both: a heading with "more ▸" at its right end.
class SectionHeading : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Kind
    {
        Heading,
        Expander,
        ExpandableHeading
    };

    SectionHeading(Kind kind, const QString& title, const Appearance& appearance, QWidget* parent = nullptr);

    void setNote(const QString& note);
    /// Of an expandable heading: whether there is anything to open now. Without, it is a plain heading.
    void setExpandable(bool expandable);
    QSize sizeHint() const override { return {100, 22}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintArrow(QPainter& painter, const QPointF& centre) const;
    void paintFocus(QPainter& painter, const QRect& area) const;

    Kind m_kind;
    bool m_expandable = true;
    QString m_note;
    const Appearance* m_appearance;
};

} // namespace ralmscope
