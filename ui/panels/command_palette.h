// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace ralmscope {

/// Every command and every parameter by name: type, choose, Enter. Closes by itself when it loses the focus.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(const CommandRegistry& commands, QWidget* parent);

    QLineEdit* filter() const { return m_filter; }
    QListWidget* list() const { return m_list; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void runCurrent();

    const CommandRegistry* m_commands;
    QLineEdit* m_filter;
    QListWidget* m_list;
};

/// The keyboard map, as a sheet over the window. Any key closes it.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const CommandRegistry& commands, QWidget* parent);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
};

} // namespace ralmscope
