// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file_writer.h"

#include <optional>
#include <string>
#include <string_view>

namespace ralmscope::cli {

/// A result written piece by piece, so that a long one needs no memory: a file, or standard output for "-". What goes
/// wrong is printed.
class OutputFile
{
public:
    /// Whether a file can be written, told before hours of work.
    static bool check(const std::string& file);
    static std::optional<OutputFile> open(const std::string& file);

    bool append(std::string_view content);
    /// Only now the file is there.
    bool commit();

private:
    explicit OutputFile(std::string file)
        : m_file(std::move(file))
    {
    }
    bool report(const tl::expected<void, std::string>& done) const;

    std::string m_file;
    std::optional<FileWriter> m_writer; ///< none: standard output
};

/// The same for content that is at hand as a whole.
bool writeOutput(const std::string& file, std::string_view content);

} // namespace ralmscope::cli
