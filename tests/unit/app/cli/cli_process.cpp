// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ralmscope::test {

CliTest::CliTest()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "ralmscope-cli-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no temporary folder");
    m_folder = pattern;
}

CliTest::~CliTest()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

pid_t CliTest::start(const std::vector<std::string>& arguments)
{
    std::vector<char*> words;
    std::string program = RALMSCOPE_CLI;
    words.push_back(program.data());
    std::vector<std::string> copies = arguments;
    for (std::string& word : copies)
        words.push_back(word.data());
    words.push_back(nullptr);
    const std::string out = file("stdout");
    const std::string err = file("stderr");
    const pid_t child = fork();
    if (child == 0) {
        dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666), STDOUT_FILENO);
        dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666), STDERR_FILENO);
        setenv("XDG_DATA_HOME", m_folder.c_str(), 1);
        setenv("RALMSCOPE_DATA_DIR", RALMSCOPE_SOURCE_DIR "/presets", 1);
        execv(RALMSCOPE_CLI, words.data());
        _exit(127);
    }
    return child;
}

CliRun CliTest::finish(pid_t process)
{
    int status = 0;
    waitpid(process, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), read("stdout"), read("stderr")};
}

CliRun CliTest::run(const std::vector<std::string>& arguments)
{
    return finish(start(arguments));
}

void CliTest::write(const std::string& name, const std::string& text) const
{
    std::ofstream(file(name), std::ios::binary) << text;
}

std::string CliTest::read(const std::string& name) const
{
    std::ifstream stream(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

CsvTable CliTest::table(const std::string& name) const
{
    auto parsed = parseCsv(read(name), name);
    EXPECT_TRUE(parsed) << problemsText(parsed.error());
    return parsed ? *parsed : CsvTable{};
}

} // namespace ralmscope::test
