// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QWidget>

class QLabel;

namespace ralmscope {

/// What a reader has to know of the AttAcc simulator's own arithmetic, listed where a design is computed by it.
class OdditiesCard : public QWidget
{
    Q_OBJECT

public:
    explicit OdditiesCard(const Appearance& appearance, QWidget* parent = nullptr);

    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void restyle();

    const Appearance* m_appearance;
    QLabel* m_title;
    QLabel* m_list;
};

} // namespace ralmscope
