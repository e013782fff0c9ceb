// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_file.h"

#include "model_fixture.h"

#include <QFile>
#include <QTemporaryDir>

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

class SessionFileTest : public testing::Test
{
protected:
    QString path() const { return folder.filePath(QStringLiteral("deep/er/session.json")); }

    QTemporaryDir folder;
};

TEST_F(SessionFileTest, TheNextStartFindsTheLastState)
{
    {
        Session session(shipped().catalog);
        session.restore(shippedState());
        const SessionFile file(&session, path());
        session.setParameter(Parameter::RetrievalNprobe, 9);
    }
    Session session(shipped().catalog);
    SessionFile file(&session, path());
    ASSERT_TRUE(file.load()) << file.message().toStdString();
    EXPECT_EQ(session.design()[Parameter::RetrievalNprobe], 9);
    EXPECT_FALSE(session.undoStack()->canUndo());
}

TEST_F(SessionFileTest, NoFileIsNoProblem)
{
    Session session(shipped().catalog);
    SessionFile file(&session, path());
    EXPECT_FALSE(file.load());
    EXPECT_TRUE(file.message().isEmpty());
}

TEST_F(SessionFileTest, StaleContentLeavesTheSessionAsItWasAndSaysSo)
{
    QFile stale(folder.filePath(QStringLiteral("session.json")));
    ASSERT_TRUE(stale.open(QIODevice::WriteOnly));
    stale.write("{\"format\": \"ralmscope-session\", \"version\": 99}");
    stale.close();
    Session session(shipped().catalog);
    session.restore(shippedState());
    SessionFile file(&session, stale.fileName());
    EXPECT_FALSE(file.load());
    EXPECT_THAT(file.message().toStdString(), HasSubstr("version 99"));
    EXPECT_TRUE(session.design() == shippedState().design);
}

TEST_F(SessionFileTest, AFolderThatCannotBeWrittenIsReported)
{
    QFile blocker(folder.filePath(QStringLiteral("deep")));
    ASSERT_TRUE(blocker.open(QIODevice::WriteOnly));
    Session session(shipped().catalog);
    SessionFile file(&session, path());
    EXPECT_FALSE(file.save());
    EXPECT_THAT(file.message().toStdString(), HasSubstr("not kept"));
}

} // namespace
} // namespace ralmscope
