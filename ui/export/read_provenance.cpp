// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_csv.h"
#include "figure_parts.h"
#include "figure_provenance.h"
#include "pdf_attachment.h"
#include "svg_device.h"

#include <QBuffer>
#include <QImageReader>
#include <QXmlStreamReader>

namespace ralmscope {

namespace {

using Answer = tl::expected<FigureProvenance, std::string>;

constexpr qsizetype kLargestFile = qsizetype{64} << 20;

Answer absent(const char* kind)
{
    return tl::unexpected("this " + std::string(kind)
                          + " carries no Ralmscope design: it was not exported by Ralmscope, or another program has "
                            "rewritten it");
}

Answer fromText(const QByteArray& json)
{
    return provenanceFromJson(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
}

Answer fromSvg(const QByteArray& bytes)
{
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != QLatin1String("figure")
            || xml.namespaceUri() != SvgDevice::metadataNamespace())
            continue;
        return fromText(xml.readElementText(QXmlStreamReader::IncludeChildElements).toUtf8());
    }
    return absent("SVG file");
}

Answer fromPng(const QByteArray& bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, "png");
    const QString json = reader.text(figureTextKey());
    return json.isEmpty() ? absent("PNG file") : fromText(json.toUtf8());
}

Answer fromCsv(const QByteArray& bytes)
{
    const QByteArray mark(kCsvProvenanceMark.data(), static_cast<qsizetype>(kCsvProvenanceMark.size()));
    qsizetype line = 0;
    Answer answer = absent("file");
    while (line < bytes.size() && bytes[line] == '#') {
        qsizetype end = bytes.indexOf('\n', line);
        end = end < 0 ? bytes.size() : end;
        if (bytes.indexOf(mark, line) == line)
            answer = fromText(bytes.mid(line + mark.size(), end - line - mark.size()).trimmed());
        line = end + 1;
    }
    if (answer)
        answer->data = bytes.mid(line).toStdString();
    return answer;
}

} // namespace

Answer readProvenance(const QByteArray& fileBytes)
{
    if (fileBytes.size() > kLargestFile)
        return tl::unexpected(std::string("the file is larger than 64 MiB: no figure of Ralmscope is"));
    if (fileBytes.startsWith("%PDF-")) {
        const auto json = pdfAttachment(fileBytes, figureAttachmentName());
        return json ? fromText(*json) : absent("PDF file");
    }
    if (fileBytes.startsWith("\x89PNG"))
        return fromPng(fileBytes);
    if (fileBytes.startsWith("<?xml") || fileBytes.startsWith("<svg"))
        return fromSvg(fileBytes);
    return fromCsv(fileBytes);
}

} // namespace ralmscope
