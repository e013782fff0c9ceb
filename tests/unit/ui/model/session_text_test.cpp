// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_text.h"

#include "model_fixture.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using testing::HasSubstr;

SessionState richState()
{
    SessionState state = shippedState();
    state.presetFile = QStringLiteral("/home/user/mine.json");
    state.design.set(Parameter::RetrievalNprobe, 7);
    state.xAxis = Parameter::FpgaCount;
    state.metrics[1] = Metric::SearchP95;
    state.logarithmic[2] = true;
    state.baseline = Baseline{QStringLiteral("Größe „A“"), shippedState().design};
    state.baselineBand = false;
    state.currentBand = true;
    state.locked.set(static_cast<std::size_t>(Parameter::WorkloadBatch));
    return state;
}

void expectSame(const SessionState& a, const SessionState& b)
{
    EXPECT_TRUE(a.design == b.design);
    EXPECT_TRUE(a.presetDesign == b.presetDesign);
    EXPECT_EQ(a.presetName, b.presetName);
    EXPECT_EQ(a.presetFile, b.presetFile);
    EXPECT_EQ(a.xAxis, b.xAxis);
    EXPECT_EQ(a.metrics, b.metrics);
    EXPECT_EQ(a.logarithmic, b.logarithmic);
    EXPECT_EQ(a.locked, b.locked);
    EXPECT_EQ(a.baselineBand, b.baselineBand);
    EXPECT_EQ(a.currentBand, b.currentBand);
    ASSERT_EQ(a.baseline.has_value(), b.baseline.has_value());
    if (a.baseline) {
        EXPECT_EQ(a.baseline->name, b.baseline->name);
        EXPECT_TRUE(a.baseline->design == b.baseline->design);
    }
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(SessionText, ReadsBackEverything)
{
    for (const SessionState& state : {SessionState{}, shippedState(), richState()}) {
        const auto read = sessionFromText(sessionToText(state, *shipped().catalog), *shipped().catalog);
        ASSERT_TRUE(read) << read.error();
        expectSame(*read, state);
    }
}

TEST(SessionText, ReadsSessionsFromBeforeThereWereErrorBands)
{
    const std::string text = sessionToText(richState(), *shipped().catalog);
    const auto read = sessionFromText(replaced(text, "error_bands", "something_later"), *shipped().catalog);
    ASSERT_TRUE(read) << read.error();
    EXPECT_TRUE(read->baselineBand);
    EXPECT_FALSE(read->currentBand);
}

TEST(SessionText, RefusesWhatItDoesNotFullyKnow)
{
    const std::string good = sessionToText(richState(), *shipped().catalog);
    const auto problem = [](const std::string& text) {
        const auto read = sessionFromText(text, *shipped().catalog);
        return read ? std::string("accepted") : read.error();
    };
    EXPECT_THAT(problem(replaced(good, "\"version\": 1", "\"version\": 2")), HasSubstr("version 2"));
    EXPECT_THAT(problem(replaced(good, "ralmscope-session", "other")), HasSubstr("not a session"));
    EXPECT_THAT(problem(replaced(good, "\"x_axis\": \"fpga.count\"", "\"x_axis\": \"gone.parameter\"")),
                HasSubstr("gone.parameter"));
    EXPECT_THAT(problem(replaced(good, "latency.search_p95", "gone.metric")), HasSubstr("gone.metric"));
    EXPECT_THAT(problem(replaced(good, "\"retrieval.nprobe\": 7", "\"retrieval.nprobe\": -7")),
                HasSubstr("retrieval.nprobe"));
    for (const char* text : {"", "{", "[]", "null", "{}", "{\"format\": \"ralmscope-session\"}", "\"text\""})
        EXPECT_NE(problem(text), "accepted") << text;
}

} // namespace
} // namespace ralmscope
