// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

#include "parameter_table.h"

namespace ralmscope::test {

using ::testing::HasSubstr;
using ListCommand = CliTest;

TEST_F(ListCommand, EveryListIsThereForPeopleAndPrograms)
{
    for (const std::string what : {"parameters", "metrics", "presets", "devices", "models", "databases", "figures"}) {
        const CliRun text = run({"list", what});
        EXPECT_EQ(text.exitCode, 0) << what << text.err;
        const CliRun json = run({"list", what, "--json"});
        ASSERT_EQ(json.exitCode, 0) << what << json.err;
        const auto list = json.json();
        ASSERT_FALSE(list.empty()) << what;
        for (const auto& item : list)
            EXPECT_THAT(text.out, HasSubstr(item["id"].get<std::string>()));
    }
}

TEST_F(ListCommand, ParametersComeWithWhatIsAllowed)
{
    const auto list = run({"list", "parameters", "--json"}).json();
    EXPECT_EQ(list.size(), kParameterCount);
    for (const auto& item : list) {
        if (item["id"] == "retrieval.nprobe") {
            EXPECT_EQ(item["minimum"], 1);
            EXPECT_EQ(item["maximum"], 65536);
        }
        if (item["id"] == "retrieval.organisation") {
            EXPECT_THAT(item["choices"].get<std::vector<std::string>>(), ::testing::Contains("fpga_gpu_index"));
        }
    }
}

TEST_F(ListCommand, AUsersOwnFilesAreListed)
{
    std::filesystem::create_directories(m_folder / "ralmscope" / "systems");
    std::filesystem::copy_file(RALMSCOPE_SOURCE_DIR "/presets/systems/cpu-baseline.json",
                               m_folder / "ralmscope" / "systems" / "mine.json");
    EXPECT_THAT(run({"list", "presets"}).out, HasSubstr("mine"));
    EXPECT_EQ(run({"eval", "--preset", "mine", "--db", ":memory:"}).exitCode, 0);
}

TEST_F(ListCommand, AUsersBadFileIsReportedAndLeftOut)
{
    std::filesystem::create_directories(m_folder / "ralmscope" / "devices");
    write("ralmscope/devices/broken.json", "{\"format\": ");
    const CliRun list = run({"list", "devices"});
    EXPECT_EQ(list.exitCode, 0);
    EXPECT_THAT(list.err, HasSubstr("broken.json"));
}

TEST_F(ListCommand, UnknownListsAreRefused)
{
    EXPECT_EQ(run({"list", "colours"}).exitCode, 2);
}

} // namespace ralmscope::test
