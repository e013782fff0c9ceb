// SPDX-License-Identifier: GPL-3.0-or-later
#include "output_file.h"

#include "workspace.h"

#include <cstdio>

#include <fmt/format.h>

namespace ralmscope::cli {

namespace {
constexpr std::string_view kStandardOutput = "-";
}

bool OutputFile::check(const std::string& file)
{
    return file == kStandardOutput || OutputFile(file).report(FileWriter::check(file));
}

std::optional<OutputFile> OutputFile::open(const std::string& file)
{
    OutputFile output(file);
    if (file == kStandardOutput)
        return output;
    auto writer = FileWriter::open(file);
    if (!writer) {
        output.report(tl::unexpected(writer.error()));
        return std::nullopt;
    }
    output.m_writer = std::move(*writer);
    return output;
}

bool OutputFile::append(std::string_view content)
{
    if (m_writer)
        return report(m_writer->append(content));
    const bool good = std::fwrite(content.data(), 1, content.size(), stdout) == content.size();
    if (!good)
        printError("cannot write to standard output");
    return good;
}

bool OutputFile::commit()
{
    return !m_writer || report(m_writer->commit());
}

bool OutputFile::report(const tl::expected<void, std::string>& done) const
{
    if (!done)
        printError(fmt::format("{}: {}", m_file, done.error()));
    return done.has_value();
}

bool writeOutput(const std::string& file, std::string_view content)
{
    auto output = OutputFile::open(file);
    return output && output->append(content) && output->commit();
}

} // namespace ralmscope::cli
