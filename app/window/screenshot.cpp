// SPDX-License-Identifier: GPL-3.0-or-later
#include "screenshot.h"

#include "export_file.h"
#include "main_window.h"

#include <QBuffer>
#include <QPixmap>

namespace ralmscope {

tl::expected<void, std::string> writeScreenshot(MainWindow& window, const std::string& file)
{
    window.show();
    if (!window.waitUntilPainted())
        return tl::make_unexpected(std::string("the charts were not ready in time"));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!window.grab().save(&buffer, "PNG"))
        return tl::make_unexpected(std::string("the picture could not be made"));
    return writeFigureFile(file, bytes);
}

} // namespace ralmscope
