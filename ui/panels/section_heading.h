// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QAbstractButton>

namespace ralmscope {

/// Heading of a group in spaced small capitals, with an optional note at its right end; or, as an expander, "▸ Name"
/// that opens and closes what follows.
class SectionHeading : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Kind
    {
        Heading,
        Expander
    };

    SectionHeading(Kind kind, const QString& title, const Appearance& appearance, QWidget* parent = nullptr);

    void setNote(const QString& note);
    QSize sizeHint() const override { return {100, 22}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind;
    QString m_note;
    const Appearance* m_appearance;
};

} // namespace ralmscope
