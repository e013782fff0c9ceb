// SPDX-License-Identifier: GPL-3.0-or-later
#include "data_directories.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <optional>
#include <string>

namespace ralmscope {
namespace {

/// Sets an environment variable for the length of a test.
class ScopedVariable
{
public:
    ScopedVariable(const char* name, const char* value)
        : m_name(name)
    {
        if (const char* before = std::getenv(name))
            m_before = before;
        ::setenv(name, value, 1);
    }
    ~ScopedVariable()
    {
        if (m_before)
            ::setenv(m_name, m_before->c_str(), 1);
        else
            ::unsetenv(m_name);
    }
    ScopedVariable(const ScopedVariable&) = delete;
    ScopedVariable& operator=(const ScopedVariable&) = delete;

private:
    const char* m_name;
    std::optional<std::string> m_before;
};

TEST(DataDirectories, EnvironmentComesFirst)
{
    const ScopedVariable data("RALMSCOPE_DATA_DIR", "/elsewhere");
    EXPECT_EQ(locateDataDirectories().shipped, "/elsewhere");
}

TEST(DataDirectories, AProgramInTheBuildTreeUsesTheSourceTree)
{
    const ScopedVariable data("RALMSCOPE_DATA_DIR", "");
    EXPECT_TRUE(std::filesystem::exists(locateDataDirectories().shipped / "devices" / "rtx-3090.json"));
}

TEST(DataDirectories, UserDataFollowsXdg)
{
    const ScopedVariable home("HOME", "/home/someone");
    const ScopedVariable data("XDG_DATA_HOME", "/data");
    EXPECT_EQ(userDataDirectory(), "/data/ralmscope");
    const ScopedVariable relative("XDG_DATA_HOME", "not/absolute");
    EXPECT_EQ(userDataDirectory(), "/home/someone/.local/share/ralmscope");
    const ScopedVariable empty("XDG_DATA_HOME", "");
    EXPECT_EQ(userDataDirectory(), "/home/someone/.local/share/ralmscope");
}

} // namespace
} // namespace ralmscope
