// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include <QStringList>

#include <algorithm>

namespace ralmscope {

namespace {

/// 0: the text begins with the filter; larger: found later; -1: some word is missing.
int rank(const Command& command, const QString& filter, const QStringList& words)
{
    const QString hay = command.text % QLatin1Char(' ') % command.group;
    for (const QString& word : words) {
        if (!hay.contains(word, Qt::CaseInsensitive))
            return -1;
    }
    const qsizetype at = command.text.indexOf(filter, 0, Qt::CaseInsensitive);
    return at < 0 ? 1000 : static_cast<int>(at);
}

} // namespace

bool CommandRegistry::add(Command command)
{
    const bool taken = std::any_of(m_commands.begin(), m_commands.end(), [&](const Command& other) {
        return other.id == command.id || (!command.shortcut.isEmpty() && other.shortcut == command.shortcut);
    });
    if (taken || command.id.isEmpty() || !command.run)
        return false;
    m_commands.push_back(std::move(command));
    return true;
}

const Command* CommandRegistry::find(const QString& id) const
{
    const auto found =
        std::find_if(m_commands.begin(), m_commands.end(), [&](const Command& command) { return command.id == id; });
    return found == m_commands.end() ? nullptr : &*found;
}

bool CommandRegistry::run(const QString& id) const
{
    const Command* command = find(id);
    if (!command || (command->enabled && !command->enabled()))
        return false;
    command->run();
    return true;
}

std::vector<const Command*> CommandRegistry::matching(const QString& filter) const
{
    const QString text = filter.trimmed();
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::pair<int, const Command*>> ranked;
    for (const Command& command : m_commands) {
        if (const int r = rank(command, text, words); r >= 0)
            ranked.emplace_back(r, &command);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Command*> found;
    for (const auto& [r, command] : ranked)
        found.push_back(command);
    return found;
}

} // namespace ralmscope
