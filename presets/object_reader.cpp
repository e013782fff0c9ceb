// SPDX-License-Identifier: GPL-3.0-or-later
#include "object_reader.h"

#include "json_document.h"

#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ralmscope {

using nlohmann::json;

std::string NumberRange::text() const
{
    return fmt::format("a {}number {} .. {}", whole ? "whole " : "", minimum, maximum);
}

bool NumberRange::contains(double value) const
{
    return std::isfinite(value) && value >= minimum && value <= maximum && (!whole || value == std::floor(value));
}

ObjectReader::ObjectReader(const nlohmann::json& object, std::string file, std::string pointer, FileProblems& problems)
    : m_object(object)
    , m_file(std::move(file))
    , m_pointer(std::move(pointer))
    , m_problems(problems)
{
    if (!m_object.is_object())
        m_problems.push_back({m_file, m_pointer, fmt::format("must be an object, is {}", shortText(m_object))});
}

const json* ObjectReader::find(std::string_view key)
{
    m_known.insert(std::string(key));
    if (!m_object.is_object())
        return nullptr;
    const auto found = m_object.find(key);
    return found == m_object.end() ? nullptr : &*found;
}

const json* ObjectReader::required(std::string_view key)
{
    const json* value = find(key);
    if (!value && m_object.is_object())
        problem(key, "is missing");
    return value;
}

double ObjectReader::number(std::string_view key, const NumberRange& range)
{
    const json* value = required(key);
    if (!value)
        return 0.0;
    if (value->is_number() && range.contains(value->get<double>()))
        return value->get<double>();
    mistyped(key, *value, range.text());
    return 0.0;
}

double ObjectReader::number(std::string_view key, const NumberRange& range, double fallback)
{
    return find(key) ? number(key, range) : fallback;
}

std::string ObjectReader::text(std::string_view key)
{
    const json* value = required(key);
    if (!value)
        return {};
    if (value->is_string())
        return value->get<std::string>();
    mistyped(key, *value, "a text");
    return {};
}

std::string ObjectReader::text(std::string_view key, std::string_view fallback)
{
    return find(key) ? text(key) : std::string(fallback);
}

bool ObjectReader::flag(std::string_view key)
{
    const json* value = required(key);
    if (!value)
        return false;
    if (value->is_boolean())
        return value->get<bool>();
    mistyped(key, *value, "true or false");
    return false;
}

bool ObjectReader::flag(std::string_view key, bool fallback)
{
    return find(key) ? flag(key) : fallback;
}

Source ObjectReader::source(std::string_view key)
{
    const json* value = required(key);
    if (!value)
        return {};
    ObjectReader reader = object(*value, key);
    const std::string name = reader.text("tag");
    Source source{SourceTag::Assumed, reader.text("text")};
    if (const auto tag = sourceTagFromName(name))
        source.tag = *tag;
    else if (!name.empty())
        reader.problem("tag", fmt::format("is \"{}\"; allowed: measured | published | datasheet | assumed", name));
    if (reader.find("text") && source.text.empty())
        reader.problem("text", "must say where the numbers come from");
    reader.finish();
    return source;
}

bool ObjectReader::header(std::string_view format, int newestVersion)
{
    if (!m_object.is_object())
        return false;
    const std::size_t before = m_problems.size();
    const std::string found = text("format");
    if (before == m_problems.size() && found != format)
        problem("format", fmt::format("is \"{}\"; \"{}\" is needed here", found, format));
    const double version = number("version", {1, 1e9, true});
    if (version > newestVersion)
        problem("version",
                fmt::format("is {}: written by a newer program; this one reads up to {}", version, newestVersion));
    return before == m_problems.size();
}

ObjectReader ObjectReader::object(const json& value, std::string_view key) const
{
    return {value, m_file, pointerOf(key), m_problems};
}

void ObjectReader::objects(std::string_view key, bool isRequired, const std::function<void(ObjectReader&)>& each)
{
    const json* list = isRequired ? required(key) : find(key);
    if (!list)
        return;
    if (!list->is_array())
        return mistyped(key, *list, "a list");
    for (std::size_t i = 0; i < list->size(); ++i) {
        ObjectReader reader((*list)[i], m_file, fmt::format("{}/{}", pointerOf(key), i), m_problems);
        if (!reader.isObject())
            continue;
        each(reader);
        reader.finish();
    }
}

std::vector<std::string> ObjectReader::texts(std::string_view key)
{
    const json* list = find(key);
    if (!list)
        return {};
    std::vector<std::string> result;
    bool good = list->is_array();
    for (std::size_t i = 0; good && i < list->size(); ++i) {
        good = (*list)[i].is_string();
        if (good)
            result.push_back((*list)[i].get<std::string>());
    }
    if (!good)
        mistyped(key, *list, "a list of texts");
    return result;
}

std::string ObjectReader::pointerOf(std::string_view key) const
{
    return m_pointer + pointerStep(key);
}

void ObjectReader::problem(std::string_view key, std::string message)
{
    m_problems.push_back({m_file, pointerOf(key), std::move(message)});
}

void ObjectReader::mistyped(std::string_view key, const json& value, std::string_view wanted)
{
    problem(key, fmt::format("must be {}, is {}", wanted, shortText(value)));
}

void ObjectReader::finish()
{
    if (!m_object.is_object())
        return;
    for (const auto& [key, value] : m_object.items()) {
        if (!m_known.contains(key))
            problem(key, fmt::format("is not known; allowed here: {}", fmt::join(m_known, ", ")));
    }
}

} // namespace ralmscope
