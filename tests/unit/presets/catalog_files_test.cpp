// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog_files.h"

#include "temporary_folder.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string shippedText(const std::string& name)
{
    return contentOf(shippedData().shipped / name);
}

std::string gpuText(std::string_view id, std::string_view name = "My GPU")
{
    std::string text = replaced(shippedText("devices/rtx-3090.json"), "\"rtx-3090\"", "\"" + std::string(id) + "\"");
    return replaced(text, "\"NVIDIA RTX 3090\"", "\"" + std::string(name) + "\"");
}

TEST(CatalogFiles, DefaultDesignMeansThePrototype)
{
    const Catalog catalog = loadCatalog(shippedData()).value().catalog;
    EXPECT_EQ(catalog.gpus.at(0).id, "rtx-3090");
    EXPECT_EQ(catalog.fpgas.at(0).id, "alveo-u250");
    EXPECT_EQ(catalog.cpus.at(0).id, "epyc-7313");
    EXPECT_EQ(catalog.links.at(0).id, "ethernet-100g");
    EXPECT_EQ(catalog.stacks.at(0).id, "fairseq-pytorch");
    EXPECT_EQ(catalog.models.at(0).id, "encdec-s");
    EXPECT_EQ(catalog.databases.at(0).id, "syn-512-1b");
}

TEST(CatalogFiles, UsersEntriesFollowTheShippedOnes)
{
    const TemporaryFolder user;
    user.write("devices/mine.json", gpuText("a-gpu"));
    const auto load = loadCatalog(shippedData(user.path()));
    ASSERT_TRUE(load);
    EXPECT_THAT(load->problems, IsEmpty());
    EXPECT_EQ(load->catalog.gpus.front().id, "rtx-3090");
    EXPECT_EQ(load->catalog.gpus.back().id, "a-gpu");
}

TEST(CatalogFiles, AUsersEntryTakesThePlaceOfTheShippedOneWithANotice)
{
    const TemporaryFolder user;
    user.write("devices/mine.json", gpuText("rtx-3090", "Faster"));
    const auto load = loadCatalog(shippedData(user.path()));
    ASSERT_TRUE(load);
    EXPECT_EQ(load->catalog.gpus.front().name, "Faster");
    EXPECT_THAT(load->notices, ElementsAre(HasSubstr("mine.json replaces the shipped rtx-3090")));
}

TEST(CatalogFiles, BadUserFilesAreReportedAndTheShippedOnesStillLoad)
{
    const TemporaryFolder user;
    user.write("devices/bad.json", replaced(gpuText("x"), "\"memory_bytes\"", "\"memory\""));
    user.write("models/worse.json", "nonsense");
    const auto load = loadCatalog(shippedData(user.path()));
    ASSERT_TRUE(load);
    const std::string problems = problemsText(load->problems);
    EXPECT_THAT(problems, HasSubstr("bad.json: /specification/memory_bytes: is missing"));
    EXPECT_THAT(problems, HasSubstr("bad.json: /specification/memory: is not known; allowed here: "));
    EXPECT_THAT(problems, HasSubstr("worse.json: parse error"));
    EXPECT_EQ(load->catalog.gpus.size(), loadCatalog(shippedData())->catalog.gpus.size());
}

TEST(CatalogFiles, AnIdThatStandsTwiceIsAProblemOfTheSecondFile)
{
    const TemporaryFolder user;
    user.write("devices/a.json", gpuText("same"));
    user.write("devices/b.json", gpuText("same"));
    const auto load = loadCatalog(shippedData(user.path()));
    ASSERT_TRUE(load);
    ASSERT_EQ(load->problems.size(), 1u);
    EXPECT_THAT(load->problems[0].text(), HasSubstr("b.json: /id: same is already the id of"));
}

TEST(CatalogFiles, BadShippedFilesAreErrors)
{
    const TemporaryFolder shipped;
    fs::copy(shippedData().shipped, shipped.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    shipped.write("devices/rtx-3090.json", replaced(gpuText("x"), "350", "-1"));
    const auto broken = loadCatalog({shipped.path(), "/nonexistent"});
    ASSERT_FALSE(broken);
    EXPECT_THAT(problemsText(broken.error()), HasSubstr("/power/board_watts: must be a number 0 .. 100000, is -1"));
    const auto missing = loadCatalog({"/nonexistent", "/nonexistent"});
    ASSERT_FALSE(missing);
    EXPECT_THAT(problemsText(missing.error()), HasSubstr("/nonexistent: has no gpu entry"));
}

TEST(CatalogFiles, FingerprintFollowsTheContentAndNothingElse)
{
    const auto fingerprint = [](const std::string& text) {
        Catalog catalog;
        EXPECT_TRUE(addCatalogEntry(catalog, text, "f"));
        return catalog.gpus.at(0).fingerprint;
    };
    const std::string text = gpuText("x");
    EXPECT_NE(fingerprint(text), 0u);
    EXPECT_EQ(fingerprint(text), fingerprint(replaced(text, "\"order\": 0", "\"order\": 5")));
    EXPECT_EQ(fingerprint(text), fingerprint(replaced(text, "350.0", "3.5e2")));
    EXPECT_NE(fingerprint(text), fingerprint(replaced(text, "350.0", "351.0")));
    EXPECT_NE(fingerprint(text), fingerprint(replaced(text, "My GPU", "His GPU")));
}

TEST(CatalogFiles, AddingAnEntryTwiceIsRefused)
{
    Catalog catalog;
    EXPECT_TRUE(addCatalogEntry(catalog, gpuText("x"), "f"));
    EXPECT_THAT(problemsText(addCatalogEntry(catalog, gpuText("x"), "f").error()), HasSubstr("already has a gpu x"));
    EXPECT_EQ(catalog.gpus.size(), 1u);
}

} // namespace
} // namespace ralmscope
