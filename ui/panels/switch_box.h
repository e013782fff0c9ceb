// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QAbstractButton>

namespace ralmscope {

/// An on/off switch in the accent colour.
class SwitchBox : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SwitchBox(const Appearance& appearance, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {32, 24}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Appearance* m_appearance;
};

} // namespace ralmscope
