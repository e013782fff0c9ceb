// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <cstdio>
#include <exception>
#include <new>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

int main(int argc, char** argv)
{
    using namespace ralmscope::cli;
    CLI::App app("Ralmscope without a window: design-space exploration of retrieval-augmented language models.",
                 "ralmscope-cli");
    app.set_version_flag("--version", "ralmscope-cli " RALMSCOPE_VERSION);
    app.require_subcommand(1);
    app.footer("Exit codes: 0 good, 1 validation beyond tolerance, 2 bad usage or input, 3 nothing judged in a "
               "validation, 130 interrupted.");
    int exitCode = kGood;
    addListCommand(app, exitCode);
    addEvalCommand(app, exitCode);
    addSweepCommand(app, exitCode);
    addBatchCommand(app, exitCode);
    addValidateCommand(app, exitCode);
    addCalibrateCommand(app, exitCode);
    addDbCommand(app, exitCode);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kGood : kBadInput;
    } catch (const std::bad_alloc&) {
        fmt::print(stderr, "error: out of memory\n");
        return kBadInput;
    } catch (const std::exception& error) {
        fmt::print(stderr, "error: {}\n", error.what());
        return kBadInput;
    }
    if (std::fflush(stdout) != 0 && exitCode == kGood) {
        fmt::print(stderr, "error: cannot write to standard output\n");
        return kBadInput;
    }
    return exitCode;
}
