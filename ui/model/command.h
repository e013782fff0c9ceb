// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

namespace ralmscope {

/// One thing the user can do, once for menu, palette, keyboard and tests.
struct Command
{
    QString id; ///< stable, lower case with dots: "baseline.pin"
    QString text; ///< as in the menu, without mnemonic: "Pin baseline"
    QString group; ///< menu: "File", "Edit", "Design", "View", "Help"
    QKeySequence shortcut;
    std::function<void()> run;
    std::function<bool()> enabled = {}; ///< empty: always
    std::function<bool()> checked = {}; ///< empty: not checkable
};

/// All commands of a window, in the order in which they were added. GUI thread only.
class CommandRegistry
{
public:
    /// Ids must be unique; a second command of an id is refused (false), and so is one whose shortcut is taken.
    bool add(Command command);
    const std::vector<Command>& all() const { return m_commands; }
    /// nullptr if there is none.
    const Command* find(const QString& id) const;
    /// False if there is no such command or it is disabled now.
    bool run(const QString& id) const;
    /// For the palette: commands whose text or group contains every word of `filter`, best match first.
    std::vector<const Command*> matching(const QString& filter) const;

private:
    std::vector<Command> m_commands;
};

} // namespace ralmscope
