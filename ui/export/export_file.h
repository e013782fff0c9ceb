// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>

#include <tl/expected.hpp>

namespace ralmscope {

/// Writes the file at once or not at all (temporary file, sync, rename). The error names the file and the reason.
tl::expected<void, std::string> writeFigureFile(const std::string& path, const QByteArray& bytes);

/// Reads a figure to open it again; refuses what is too large to be one.
tl::expected<QByteArray, std::string> readFigureFile(const std::string& path);

} // namespace ralmscope
