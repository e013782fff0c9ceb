// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file_problem.h"
#include "provenance.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace ralmscope {

/// Numbers that a key may have, both ends included.
struct NumberRange
{
    double minimum = 0.0;
    double maximum = 1.0;
    bool whole = false;

    /// "a number 0 .. 1", "a whole number 1 .. 64".
    std::string text() const;
    bool contains(double value) const;
};

/// Reads one JSON object strictly: what is missing, of a wrong type, out of range or unknown is appended to a list of
/// problems with its JSON pointer, and reading goes on so that the user sees all problems at once.
class ObjectReader
{
public:
    /// The object must outlive the reader. A value that is no object is a problem, and all its keys are missing
    /// silently.
    ObjectReader(const nlohmann::json& object, std::string file, std::string pointer, FileProblems& problems);

    /// Neutral values (0, empty, false) stand in for what is reported.
    double number(std::string_view key, const NumberRange& range);
    double number(std::string_view key, const NumberRange& range, double fallback);
    std::string text(std::string_view key);
    std::string text(std::string_view key, std::string_view fallback);
    bool flag(std::string_view key);
    bool flag(std::string_view key, bool fallback);
    /// {"tag": ..., "text": ...}; the text must not be empty.
    Source source(std::string_view key);
    /// "format" and "version": reports a file of another kind or a newer version; false if it makes no sense to read
    /// on.
    bool header(std::string_view format, int newestVersion);

    /// The value of a key that must be there; nullptr after reporting that it is not.
    const nlohmann::json* required(std::string_view key);
    /// The value, or nullptr.
    const nlohmann::json* find(std::string_view key);
    ObjectReader object(const nlohmann::json& value, std::string_view key) const;
    /// Calls `each` with every element of the list `key`, as an object.
    void objects(std::string_view key, bool isRequired, const std::function<void(ObjectReader&)>& each);
    /// Texts of the list `key`; empty if the key is missing.
    std::vector<std::string> texts(std::string_view key);

    void problem(std::string_view key, std::string message);
    /// Reports every key that was never asked for, with the keys that were.
    void finish();

    bool isObject() const { return m_object.is_object(); }
    const nlohmann::json& document() const { return m_object; }
    const std::string& file() const { return m_file; }
    std::string pointerOf(std::string_view key) const;
    FileProblems& problems() { return m_problems; }

private:
    void mistyped(std::string_view key, const nlohmann::json& value, std::string_view wanted);

    const nlohmann::json& m_object;
    std::string m_file;
    std::string m_pointer;
    FileProblems& m_problems;
    std::set<std::string, std::less<>> m_known;
};

} // namespace ralmscope
