// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace ralmscope::cli {

/// What the program tells the shell.
inline constexpr int kGood = 0;
inline constexpr int kBeyondTolerance = 1; ///< validation only
inline constexpr int kBadInput = 2; ///< wrong usage, wrong or unreadable input, damaged file
inline constexpr int kNothingJudged = 3; ///< validation only: the table has no value that is judged
inline constexpr int kInterrupted = 130; ///< Ctrl-C, as shells expect it

// Each adds one command. When it is the one that was asked for, parsing the command line runs it and sets `exitCode`.
void addListCommand(CLI::App& app, int& exitCode);
void addEvalCommand(CLI::App& app, int& exitCode);
void addSweepCommand(CLI::App& app, int& exitCode);
void addBatchCommand(CLI::App& app, int& exitCode);
void addValidateCommand(CLI::App& app, int& exitCode);
void addCalibrateCommand(CLI::App& app, int& exitCode);
void addDbCommand(CLI::App& app, int& exitCode);

} // namespace ralmscope::cli
