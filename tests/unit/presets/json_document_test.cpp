// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_document.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace ralmscope {
namespace {

using testing::HasSubstr;

std::string problemsOf(std::string_view text)
{
    const auto document = parseJson(text, "f.json");
    return document ? "" : problemsText(document.error());
}

TEST(JsonDocument, ReadsWhatTheLibraryReads)
{
    const std::string text = R"({"a": [1, -2, 3.5, true, null, "x"], "b": {"c": {}}})";
    EXPECT_EQ(parseJson(text, "f").value(), nlohmann::json::parse(text));
    EXPECT_EQ(parseJson("7", "f").value(), 7);
}

TEST(JsonDocument, KeysThatStandTwiceAreNamedAllAtOnce)
{
    const std::string problems = problemsOf(R"({"a": 1, "a": 2, "l": [{}, {"x": 1, "x/y": 0, "x/y": 1}]})");
    EXPECT_THAT(problems, HasSubstr("f.json: /a: the key stands twice"));
    EXPECT_THAT(problems, HasSubstr("f.json: /l/1/x~1y: the key stands twice"));
}

TEST(JsonDocument, SyntaxErrorsNameLineAndColumn)
{
    EXPECT_THAT(problemsOf("{\n\"a\": }"), HasSubstr("f.json: parse error at line 2, column 6"));
    EXPECT_THAT(problemsOf(""), HasSubstr("parse error"));
    EXPECT_THAT(problemsOf("{} x"), HasSubstr("parse error"));
    EXPECT_THAT(problemsOf("[NaN]"), HasSubstr("parse error"));
    EXPECT_THAT(problemsOf("{\"a\": \"\xff\"}"), HasSubstr("UTF-8"));
}

TEST(JsonDocument, NumbersThatNoDoubleHoldsAreRefused)
{
    EXPECT_THAT(problemsOf("[1e999]"), HasSubstr("number overflow parsing '1e999'"));
}

TEST(JsonDocument, DepthAndSizeAreBounded)
{
    EXPECT_EQ(problemsOf(std::string(32, '[') + std::string(32, ']')), "");
    EXPECT_THAT(problemsOf(std::string(33, '[') + std::string(33, ']')), HasSubstr("deeper than 32"));
    EXPECT_THAT(problemsOf(std::string(1000000, '[')), HasSubstr("deeper than 32"));
    EXPECT_THAT(problemsOf(std::string((16u << 20) + 1, ' ')), HasSubstr("longer than"));
}

TEST(JsonDocument, ValuesInMessagesAreShort)
{
    EXPECT_EQ(shortText(12.5), "12.5");
    EXPECT_EQ(shortText(nlohmann::json::object()), "an object");
    EXPECT_LT(shortText(std::string(1000, 'x')).size(), 80u);
}

} // namespace
} // namespace ralmscope
