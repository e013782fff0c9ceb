// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_document.h"

#include <set>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ralmscope {

namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 32;
constexpr std::size_t kLongest = std::size_t{16} << 20;
constexpr std::size_t kMostProblems = 50;

/// Builds the document from parser events, because only they show a key that stands twice.
class TreeBuilder
{
public:
    using number_integer_t = json::number_integer_t;
    using number_unsigned_t = json::number_unsigned_t;
    using number_float_t = json::number_float_t;
    using string_t = json::string_t;
    using binary_t = json::binary_t;

    explicit TreeBuilder(std::string file)
        : m_file(std::move(file))
    {
    }

    bool null() { return add(nullptr); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(number_integer_t value) { return add(value); }
    bool number_unsigned(number_unsigned_t value) { return add(value); }
    bool number_float(number_float_t value, const string_t&) { return add(value); }
    bool string(string_t& value) { return add(std::move(value)); }
    bool binary(binary_t&) { return false; }
    bool start_object(std::size_t) { return open(json::object()); }
    bool start_array(std::size_t) { return open(json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(string_t& name)
    {
        Level& level = m_levels.back();
        level.key = name;
        if (!level.keys.insert(name).second)
            m_problems.push_back({m_file, pointer(), "the key stands twice"});
        return m_problems.size() < kMostProblems;
    }

    template <typename Exception> bool parse_error(std::size_t, const std::string&, const Exception& error)
    {
        // "[json.exception.parse_error.101] parse error at line 1, column 2: ..." without the library's own tag.
        const std::string_view what = error.what();
        const std::size_t tag = what.find("] ");
        m_problems.push_back({m_file, "", std::string(tag == std::string_view::npos ? what : what.substr(tag + 2))});
        return false;
    }

    json takeRoot() { return std::move(m_root); }
    FileProblems takeProblems() { return std::move(m_problems); }

private:
    struct Level
    {
        json value;
        std::string key; ///< of the member that is being read
        std::set<std::string> keys;
    };

    std::string pointer() const
    {
        std::string text;
        for (const Level& level : m_levels)
            text += level.value.is_array() ? fmt::format("/{}", level.value.size()) : pointerStep(level.key);
        return text;
    }

    bool open(json value)
    {
        if (m_levels.size() >= kDeepest) {
            m_problems.push_back({m_file, pointer(), fmt::format("is nested deeper than {} levels", kDeepest)});
            return false;
        }
        m_levels.push_back({std::move(value), {}, {}});
        return true;
    }

    bool close()
    {
        json value = std::move(m_levels.back().value);
        m_levels.pop_back();
        return add(std::move(value));
    }

    bool add(json value)
    {
        if (m_levels.empty())
            m_root = std::move(value);
        else if (Level& level = m_levels.back(); level.value.is_array())
            level.value.push_back(std::move(value));
        else
            level.value[level.key] = std::move(value);
        return true;
    }

    std::string m_file;
    json m_root;
    std::vector<Level> m_levels;
    FileProblems m_problems;
};

} // namespace

tl::expected<json, FileProblems> parseJson(std::string_view text, const std::string& file)
{
    if (text.size() > kLongest)
        return tl::unexpected(FileProblems{{file, "", fmt::format("is longer than {} bytes", kLongest)}});
    TreeBuilder builder(file);
    json::sax_parse(text, &builder);
    FileProblems problems = builder.takeProblems();
    if (!problems.empty())
        return tl::unexpected(std::move(problems));
    return builder.takeRoot();
}

std::string pointerStep(std::string_view key)
{
    std::string step = "/";
    for (const char c : key)
        step += c == '~' ? std::string("~0") : c == '/' ? std::string("~1") : std::string(1, c);
    return step;
}

std::string shortText(const json& value)
{
    constexpr std::size_t longest = 60;
    if (value.is_structured())
        return value.is_array() ? "a list" : "an object";
    std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    if (text.size() > longest)
        text = text.substr(0, longest) + "...";
    return text;
}

} // namespace ralmscope
