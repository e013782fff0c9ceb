// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ralmscope {

/// Numbers captured from a cell, by name.
using Captures = std::vector<std::pair<std::string, std::string>>;

/// What a table's cell may look like: literal text in which {name} stands for a whole number, such as
/// "{nodes}FPGA-{gpus}GPU", or "*" for anything.
class CellPattern
{
public:
    /// Error text if a brace is not closed, a name is empty or two numbers touch.
    static std::optional<std::string> problemOf(std::string_view text);

    /// Precondition: problemOf(text) is empty.
    explicit CellPattern(std::string_view text);

    /// The captured numbers if the whole cell matches.
    std::optional<Captures> match(std::string_view cell) const;
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
    std::vector<std::string> m_literals; ///< around the numbers: one more than names
    std::vector<std::string> m_names;
};

/// `text` with every {name} replaced by its capture; names that were not captured stay.
std::string substitute(std::string_view text, const Captures& captures);

} // namespace ralmscope
