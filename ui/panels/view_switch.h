// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace ralmscope {

/// The row of view names in the tool bar; the current one is filled with the accent colour.
class ViewSwitch : public QWidget
{
    Q_OBJECT

public:
    ViewSwitch(const QStringList& names, const Appearance& appearance, QWidget* parent = nullptr);

    int current() const;
    void setCurrent(int index); ///< emits nothing
    QAbstractButton* button(int index) const;

Q_SIGNALS:
    void chosen(int index);

private:
    QButtonGroup* m_group;
};

} // namespace ralmscope
