// SPDX-License-Identifier: GPL-3.0-or-later
#include "view_switch.h"

#include "flat_button.h"

#include <QButtonGroup>
#include <QHBoxLayout>

namespace ralmscope {

ViewSwitch::ViewSwitch(const QStringList& names, const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("Views"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    for (int i = 0; i < names.size(); ++i) {
        auto* button = new FlatButton(names.at(i), Glyph::None, false, appearance, this);
        button->setCheckable(true);
        button->setMinimumWidth(72);
        button->setToolTip(QStringLiteral("%1 (%2)").arg(names.at(i)).arg(i + 1));
        m_group->addButton(button, i);
        line->addWidget(button);
    }
    connect(m_group, &QButtonGroup::idClicked, this, &ViewSwitch::chosen);
}

int ViewSwitch::current() const
{
    return m_group->checkedId();
}

void ViewSwitch::setCurrent(int index)
{
    if (QAbstractButton* wanted = m_group->button(index))
        wanted->setChecked(true);
}

QAbstractButton* ViewSwitch::button(int index) const
{
    return m_group->button(index);
}

} // namespace ralmscope
