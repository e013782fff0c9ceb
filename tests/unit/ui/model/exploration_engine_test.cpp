// SPDX-License-Identifier: GPL-3.0-or-later
#include "exploration_engine.h"

#include "model_fixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

using enum Parameter;

class EngineTest : public testing::Test
{
protected:
    std::unique_ptr<ExplorationEngine> makeEngine(const QString& path = {})
    {
        const QString file = path.isEmpty() ? folder.filePath(QStringLiteral("results.db")) : path;
        auto engine = std::make_unique<ExplorationEngine>(shipped().catalog, shipped().measured, file.toStdString());
        QObject::connect(engine.get(), &ExplorationEngine::frameReady,
                         [this](const std::shared_ptr<const ExploreFrame>& frame) { frames.push_back(frame); });
        QObject::connect(engine.get(), &ExplorationEngine::failed,
                         [this](const QString& message) { failures << message; });
        QObject::connect(engine.get(), &ExplorationEngine::rowsReady,
                         [this](const std::shared_ptr<const RowPage>& page) { pages.push_back(page); });
        return engine;
    }

    static ExploreRequest requestAt(double nprobe)
    {
        ExploreRequest request;
        request.state = shippedState();
        request.state.design.set(RetrievalNprobe, nprobe);
        return request;
    }

    QTemporaryDir folder;
    std::vector<std::shared_ptr<const ExploreFrame>> frames;
    std::vector<std::shared_ptr<const RowPage>> pages;
    QStringList failures;
};

TEST_F(EngineTest, FramesAreTheModelsNumbersThroughTheDatabase)
{
    const auto engine = makeEngine();
    engine->request(requestAt(16));
    ASSERT_TRUE(engine->waitUntilIdle());
    ASSERT_EQ(frames.size(), 1u);
    const ExploreFrame direct = directFrame(requestAt(16).state, shipped().measured.get());
    EXPECT_EQ(frames[0]->current.metrics[0], direct.current.metrics[0]);
    for (std::size_t i = 0; i < direct.curves.size(); ++i) {
        ASSERT_EQ(frames[0]->curves[i].series.size(), direct.curves[i].series.size());
        for (std::size_t s = 0; s < direct.curves[i].series.size(); ++s)
            EXPECT_EQ(frames[0]->curves[i].series[s].y, direct.curves[i].series[s].y);
    }
    EXPECT_GT(frames[0]->rowsStored, 50u);
    EXPECT_LE(frames[0]->rowsStored, frames[0]->pointsShown);
    EXPECT_TRUE(failures.isEmpty()) << failures.join(QLatin1Char('\n')).toStdString();
}

TEST_F(EngineTest, ASecondLookFindsEveryRow)
{
    const auto engine = makeEngine();
    engine->request(requestAt(16));
    ASSERT_TRUE(engine->waitUntilIdle());
    engine->request(requestAt(16));
    ASSERT_TRUE(engine->waitUntilIdle());
    ASSERT_EQ(frames.size(), 2u);
    EXPECT_EQ(frames[1]->pointsReused, frames[1]->pointsShown);
    EXPECT_EQ(frames[1]->rowsStored, frames[0]->rowsStored);
}

TEST_F(EngineTest, NewestRequestWins)
{
    const auto engine = makeEngine();
    quint64 last = 0;
    for (int i = 1; i <= 200; ++i)
        last = engine->request(requestAt(i));
    ASSERT_TRUE(engine->waitUntilIdle());
    ASSERT_FALSE(frames.empty());
    EXPECT_EQ(frames.back()->revision, last);
    EXPECT_EQ(frames.back()->state.design[RetrievalNprobe], 200);
    EXPECT_LT(frames.size(), 20u) << "requests that were overtaken are not computed";
    for (std::size_t i = 1; i < frames.size(); ++i)
        EXPECT_GT(frames[i]->revision, frames[i - 1]->revision);
}

TEST_F(EngineTest, GoesOnInMemoryWhenTheFileCannotBeUsed)
{
    const auto engine = makeEngine(folder.filePath(QStringLiteral("no/such/folder/results.db")));
    engine->request(requestAt(16));
    ASSERT_TRUE(engine->waitUntilIdle());
    ASSERT_EQ(frames.size(), 1u);
    EXPECT_TRUE(frames[0]->current.verdict.usable());
    ASSERT_EQ(failures.size(), 1);
    EXPECT_THAT(failures[0].toStdString(), testing::HasSubstr("no/such/folder"));
    EXPECT_THAT(failures[0].toStdString(), testing::HasSubstr("memory"));
}

TEST_F(EngineTest, RowsArePagedPinnedAndPruned)
{
    const auto engine = makeEngine();
    engine->request(requestAt(16));
    engine->pin(requestAt(16).state.design, QStringLiteral("Keep"));
    RowQuery query;
    query.limit = 10;
    engine->requestRows(query);
    ASSERT_TRUE(engine->waitUntilIdle());
    ASSERT_EQ(pages.size(), 1u);
    EXPECT_EQ(pages[0]->rows.size(), 10u);
    EXPECT_GT(pages[0]->total, 50u);

    engine->prune(0);
    query.limit = 100;
    engine->requestRows(query);
    ASSERT_TRUE(engine->waitUntilIdle());
    ASSERT_EQ(pages.back()->rows.size(), 1u);
    const StoredRow& kept = pages.back()->rows[0];
    EXPECT_EQ(kept.pin, "Keep");
    EXPECT_EQ(kept.design[RetrievalNprobe], 16);

    engine->unpin(kept.id);
    engine->prune(0);
    engine->requestRows(query);
    ASSERT_TRUE(engine->waitUntilIdle());
    EXPECT_TRUE(pages.back()->rows.empty());
}

TEST_F(EngineTest, OnlyTheNewestOfWaitingRowQueriesIsAnswered)
{
    const auto engine = makeEngine();
    for (std::uint64_t offset = 0; offset < 50; ++offset) {
        RowQuery query;
        query.offset = offset;
        engine->requestRows(query);
    }
    ASSERT_TRUE(engine->waitUntilIdle());
    ASSERT_EQ(pages.size(), 2u);
    EXPECT_EQ(pages.back()->query.offset, 49u);
}

TEST_F(EngineTest, EvaluatesAnyDesigns)
{
    const auto engine = makeEngine();
    quint64 answered = 0;
    std::size_t count = 0;
    QObject::connect(engine.get(), &ExplorationEngine::evaluated,
                     [&](quint64 ticket, const std::shared_ptr<const std::vector<Result>>& results) {
                         answered = ticket;
                         count = results->size();
                     });
    const quint64 ticket = engine->evaluate({requestAt(1).state.design, requestAt(2).state.design});
    ASSERT_TRUE(engine->waitUntilIdle());
    EXPECT_EQ(answered, ticket);
    EXPECT_EQ(count, 2u);
}

TEST_F(EngineTest, CanBeDestroyedAtAnyTime)
{
    for (int i = 0; i < 10; ++i) {
        const auto engine = makeEngine();
        engine->request(requestAt(i + 1));
        engine->requestRows({});
    }
    EXPECT_TRUE(frames.empty()) << "no event loop ran";
}

} // namespace
} // namespace ralmscope
