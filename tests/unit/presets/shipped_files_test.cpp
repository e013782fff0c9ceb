// SPDX-License-Identifier: GPL-3.0-or-later
// What is shipped reads, writes back to the same, and holds what the paper says.
#include "catalog_files.h"
#include "csv_table.h"
#include "paper_figure.h"
#include "row_reader.h"
#include "simulate.h"
#include "system_file.h"
#include "temporary_folder.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

namespace fs = std::filesystem;

class ShippedFiles : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_catalog = std::make_unique<Catalog>(loadCatalog(shippedData()).value().catalog); }
    static void TearDownTestSuite() { s_catalog.reset(); }
    static inline std::unique_ptr<Catalog> s_catalog;
};

TEST_F(ShippedFiles, EveryCatalogEntryRoundTrips)
{
    for (const CatalogKind kind : kCatalogKinds) {
        for (std::size_t i = 0; i < s_catalog->size(kind); ++i) {
            const CatalogEntry& entry = s_catalog->entry(kind, i);
            Catalog again;
            const auto added = addCatalogEntry(again, catalogEntryText(*s_catalog, kind, i), entry.id);
            ASSERT_TRUE(added) << problemsText(added.error());
            EXPECT_EQ(catalogEntryText(again, kind, 0), catalogEntryText(*s_catalog, kind, i)) << entry.id;
            EXPECT_NE(entry.fingerprint, 0u) << entry.id;
        }
    }
}

TEST_F(ShippedFiles, FilesAreNamedAfterTheirId)
{
    for (const char* folder : {"devices", "models", "databases"}) {
        for (const auto& file : fs::directory_iterator(shippedData().shipped / folder)) {
            Catalog one;
            ASSERT_TRUE(addCatalogEntry(one, contentOf(file.path()), file.path().string()));
            for (const CatalogKind kind : kCatalogKinds) {
                if (one.size(kind) == 1) {
                    EXPECT_EQ(one.entry(kind, 0).id, file.path().stem().string());
                }
            }
        }
    }
}

TEST_F(ShippedFiles, EverySystemRoundTripsAndRuns)
{
    const SystemList list = listSystems(shippedData(), *s_catalog);
    EXPECT_TRUE(list.problems.empty()) << problemsText(list.problems);
    ASSERT_GE(list.systems.size(), 3u);
    for (const SystemFile& system : list.systems) {
        const auto again = parseSystem(systemText(system, *s_catalog), *s_catalog, system.id + ".json");
        ASSERT_TRUE(again) << problemsText(again.error());
        EXPECT_EQ(again->design, system.design) << system.id;
        EXPECT_EQ(again->name, system.name);
        EXPECT_FALSE(system.description.empty()) << system.id;
        const Result result = simulate(system.design, *s_catalog);
        EXPECT_TRUE(result.verdict.usable()) << system.id << ": " << describe(result.verdict);
    }
}

TEST_F(ShippedFiles, ParameterCountsOfTheModelsArePublishedOnes)
{
    ASSERT_GT(s_catalog->models.size(), 40u);
    for (const LanguageModel& model : s_catalog->models) {
        ASSERT_GT(model.publishedParameters, 0.0) << model.id;
        EXPECT_NEAR(parameterCount(model) / model.publishedParameters, 1.0, 0.01) << model.id;
    }
}

TEST_F(ShippedFiles, EveryModelThatMeasuredRunsNameIsInTheCatalog)
{
    // Names of the language models in public measurements of whole runs, by the aliases of gpu-gemm/sources.csv.
    const CsvTable names =
        parseCsv(contentOf(fs::path(RALMSCOPE_TEST_DATA) / "measured_models.csv"), "measured_models.csv").value();
    ASSERT_GT(names.rows.size(), 70u);
    for (const auto& row : names.rows)
        EXPECT_NE(modelMeasuredAs(*s_catalog, row.front()), nullptr) << row.front();
}

TEST_F(ShippedFiles, BytesOfTheDatabasesArePublishedOnes)
{
    const auto bytes = [](const char* id) {
        const VectorDatabase& database =
            s_catalog->databases.at(static_cast<std::size_t>(s_catalog->find(CatalogKind::Database, id)));
        return database.bytesPerVector() * database.vectors;
    };
    EXPECT_EQ(bytes("sift-1b"), 24e9);
    EXPECT_EQ(bytes("deep-1b"), 24e9);
    EXPECT_EQ(bytes("syn-512-1b"), 40e9);
    EXPECT_EQ(bytes("syn-1024-1b"), 72e9);
    EXPECT_EQ(bytes("syn-1024-1b-archived"), 72e9);
    EXPECT_EQ(bytes("syn-1024-2b"), 144e9);
}

TEST_F(ShippedFiles, EverySourceIsACitation)
{
    for (const VectorDatabase& database : s_catalog->databases) {
        for (const Source& source : {database.shape, database.lists, database.kernel})
            EXPECT_GT(source.text.size(), 20u) << database.id;
        EXPECT_EQ(database.energyRuns.empty(), database.energy.text.empty()) << database.id;
    }
    const auto figures = loadFigures(shippedData(), *s_catalog);
    ASSERT_TRUE(figures) << problemsText(figures.error());
    for (const PaperFigure& figure : figures->figures)
        EXPECT_GT(figure.source.text.size(), 20u) << figure.id;
}

} // namespace
} // namespace ralmscope
