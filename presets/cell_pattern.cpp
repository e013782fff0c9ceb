// SPDX-License-Identifier: GPL-3.0-or-later
#include "cell_pattern.h"

#include <algorithm>

namespace ralmscope {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

std::optional<std::string> CellPattern::problemOf(std::string_view text)
{
    bool afterName = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '}')
            return "a } without a {";
        if (text[i] != '{') {
            afterName = false;
            continue;
        }
        const std::size_t close = text.find('}', i);
        if (close == std::string_view::npos)
            return "a { that is not closed";
        if (close == i + 1 || text.substr(i + 1, close - i - 1).find('{') != std::string_view::npos)
            return "a name must stand between { and }";
        if (afterName)
            return "text must stand between two numbers";
        afterName = true;
        i = close;
    }
    return std::nullopt;
}

CellPattern::CellPattern(std::string_view text)
    : m_text(text)
{
    std::string literal;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '{') {
            literal += text[i];
            continue;
        }
        const std::size_t close = std::min(text.find('}', i), text.size());
        m_literals.push_back(std::move(literal));
        literal.clear();
        m_names.emplace_back(text.substr(i + 1, close - i - 1));
        i = close;
    }
    m_literals.push_back(std::move(literal));
}

std::optional<Captures> CellPattern::match(std::string_view cell) const
{
    Captures captures;
    if (m_text == "*")
        return captures;
    for (std::size_t i = 0; i < m_literals.size(); ++i) {
        if (!cell.starts_with(m_literals[i]))
            return std::nullopt;
        cell.remove_prefix(m_literals[i].size());
        if (i == m_names.size())
            break;
        const auto end = std::find_if_not(cell.begin(), cell.end(), isDigit);
        if (end == cell.begin())
            return std::nullopt;
        captures.emplace_back(m_names[i], std::string(cell.begin(), end));
        cell.remove_prefix(captures.back().second.size());
    }
    if (!cell.empty())
        return std::nullopt;
    return captures;
}

std::string substitute(std::string_view text, const Captures& captures)
{
    std::string result(text);
    for (const auto& [name, value] : captures) {
        const std::string key = '{' + name + '}';
        for (std::size_t at = result.find(key); at != std::string::npos; at = result.find(key, at + value.size()))
            result.replace(at, key.size(), value);
    }
    return result;
}

} // namespace ralmscope
