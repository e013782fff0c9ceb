// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_file.h"

#include "atomic_file.h"

#include <fmt/format.h>

namespace ralmscope {

tl::expected<void, std::string> writeFigureFile(const std::string& path, const QByteArray& bytes)
{
    const std::string_view content(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const auto written = writeFileAtomically(path, content);
    if (!written)
        return tl::unexpected(fmt::format("{}: {}", path, written.error()));
    return {};
}

tl::expected<QByteArray, std::string> readFigureFile(const std::string& path)
{
    const auto content = readTextFile(path);
    if (!content)
        return tl::unexpected(fmt::format("{}: {}", path, content.error()));
    return QByteArray::fromStdString(*content);
}

} // namespace ralmscope
