// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_file.h"

#include "catalog_files.h"
#include "temporary_folder.h"

#include <gmock/gmock.h>

namespace ralmscope {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SystemFiles : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_catalog = std::make_unique<Catalog>(loadCatalog(shippedData()).value().catalog); }
    static void TearDownTestSuite() { s_catalog.reset(); }

    static std::string system(std::string_view name, int gpus)
    {
        return R"({"format": "ralmscope-system", "version": 1, "name": ")" + std::string(name)
            + R"(", "parameters": {"gpu.count": )" + std::to_string(gpus) + "}}";
    }

    static inline std::unique_ptr<Catalog> s_catalog;
    TemporaryFolder m_user;
};

TEST_F(SystemFiles, SavedSystemOpensAgain)
{
    SystemFile system;
    system.name = "Four nodes \"fast\"";
    system.description = "what if";
    system.design.set(Parameter::FpgaCount, 4);
    system.design.set(Parameter::RetrievalK, 50);
    const fs::path file = m_user.path() / "four.json";
    ASSERT_TRUE(writeSystem(file, system, *s_catalog));
    const auto again = readSystem(file, *s_catalog);
    ASSERT_TRUE(again) << problemsText(again.error());
    EXPECT_EQ(again->id, "four");
    EXPECT_EQ(again->name, system.name);
    EXPECT_EQ(again->description, system.description);
    EXPECT_EQ(again->design, system.design);
    EXPECT_EQ(again->file, file);
    EXPECT_EQ(systemText(*again, *s_catalog), contentOf(file));
}

TEST_F(SystemFiles, WritingWhereNoFolderIsSaysSo)
{
    const auto written = writeSystem(m_user.path() / "none" / "x.json", {}, *s_catalog);
    ASSERT_FALSE(written);
    EXPECT_THAT(problemsText(written.error()), HasSubstr("x.json: cannot be written: there is no folder"));
}

TEST_F(SystemFiles, ListHasTheDefaultFirstAndTheUsersLast)
{
    m_user.write("systems/b.json", system("B", 2));
    m_user.write("systems/a.json", system("A", 2));
    const SystemList list = listSystems(shippedData(m_user.path()), *s_catalog);
    EXPECT_TRUE(list.problems.empty()) << problemsText(list.problems);
    ASSERT_GE(list.systems.size(), 5u);
    EXPECT_EQ(list.systems.front().id, kDefaultSystem);
    EXPECT_TRUE(list.systems.front().shipped);
    EXPECT_EQ(list.systems[list.systems.size() - 2].id, "a");
    EXPECT_EQ(list.systems.back().id, "b");
    EXPECT_FALSE(list.systems.back().shipped);
}

TEST_F(SystemFiles, AUsersSystemHidesTheShippedOneOfTheSameId)
{
    m_user.write("systems/cpu-baseline.json", system("Mine", 7));
    const DataDirectories data = shippedData(m_user.path());
    EXPECT_EQ(findSystem("cpu-baseline", data, *s_catalog).value().design[Parameter::GpuCount], 7);
    const SystemList list = listSystems(data, *s_catalog);
    EXPECT_EQ(
        std::count_if(list.systems.begin(), list.systems.end(), [](const auto& s) { return s.id == "cpu-baseline"; }),
        1);
}

TEST_F(SystemFiles, ABadUserFileIsReportedAndTheOthersStay)
{
    m_user.write("systems/bad.json", "{");
    m_user.write("systems/good.json", system("Good", 2));
    m_user.write("systems/.hidden.json", "{");
    m_user.write("systems/readme.txt", "not a system");
    const SystemList list = listSystems(shippedData(m_user.path()), *s_catalog);
    ASSERT_EQ(list.problems.size(), 1u);
    EXPECT_THAT(list.problems[0].file, HasSubstr("bad.json"));
    EXPECT_EQ(list.systems.back().id, "good");
}

TEST_F(SystemFiles, FindsByIdOrPathAndListsWhatIsKnown)
{
    const fs::path file = m_user.write("mine.json", system("Mine", 3));
    EXPECT_EQ(findSystem(file.string(), shippedData(), *s_catalog).value().name, "Mine");
    EXPECT_EQ(findSystem("chameleon-prototype", shippedData(), *s_catalog).value().id, "chameleon-prototype");
    const auto unknown = findSystem("chamelon", shippedData(), *s_catalog);
    ASSERT_FALSE(unknown);
    EXPECT_THAT(problemsText(unknown.error()), HasSubstr("chamelon: is no preset; known: chameleon-prototype | "));
}

TEST_F(SystemFiles, ANewerVersionIsRefusedWithoutFurtherComplaints)
{
    const auto system =
        parseSystem(R"({"format": "ralmscope-system", "version": 2, "parameters": {"new": 1}})", *s_catalog, "f");
    ASSERT_FALSE(system);
    EXPECT_EQ(problemsText(system.error()), "f: /version: is 2: written by a newer program; this one reads up to 1\n");
}

} // namespace
} // namespace ralmscope
