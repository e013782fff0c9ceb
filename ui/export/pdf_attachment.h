// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace ralmscope {

/// Content of the attachment called `name` of a PDF as QPdfWriter lays it out. Nothing if there is none, or the file
/// went through a program that packed it differently. Safe on arbitrary bytes.
std::optional<QByteArray> pdfAttachment(const QByteArray& pdf, const QByteArray& name);

} // namespace ralmscope
