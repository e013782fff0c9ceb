// SPDX-License-Identifier: GPL-3.0-or-later
#include "figure_parts.h"

#include "figure_csv.h"
#include "svg_device.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>

#include <cmath>
#include <cstring>

#include <fmt/format.h>

namespace ralmscope {

namespace {

constexpr int kDotsPerInch = SvgDevice::kDotsPerInch;
constexpr double kPixelsPerPoint = SvgDevice::kPixelsPerPoint;

/// Overwrites what follows `key` up to `end` by text of at most the same length; offsets in the file stay right.
void overwrite(QByteArray& pdf, const QByteArray& key, char end, QByteArray text)
{
    const qsizetype start = pdf.indexOf(key);
    const qsizetype from = start + key.size();
    const qsizetype to = start < 0 ? -1 : pdf.indexOf(end, from);
    if (to < 0 || text.size() > to - from)
        return;
    text += QByteArray(to - from - text.size(), ' ');
    std::memcpy(pdf.data() + from, text.constData(), static_cast<std::size_t>(text.size()));
}

QByteArray xmp(const FigureProvenance& provenance)
{
    const QString text =
        QStringLiteral("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                       "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                       "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                       "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                       "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:ralmscope=\"%1\">"
                       "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%2</rdf:li></rdf:Alt></dc:title>"
                       "<xmp:CreatorTool>Ralmscope %3</xmp:CreatorTool>"
                       "<ralmscope:chart>%4</ralmscope:chart>"
                       "<ralmscope:modelVersion>%5</ralmscope:modelVersion>"
                       "<ralmscope:design>%6</ralmscope:design>"
                       "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
            .arg(SvgDevice::metadataNamespace(), xmlEscaped(QString::fromStdString(provenance.title)),
                 xmlEscaped(QString::fromStdString(provenance.programVersion)),
                 xmlEscaped(QString::fromStdString(provenance.chartId)), QString::number(provenance.modelVersion),
                 xmlEscaped(QString::fromStdString(provenance.design)));
    return text.toUtf8();
}

} // namespace

QByteArray pdfFigure(const FigurePainter& paint, const FigureSize& size, const FigureProvenance& provenance)
{
    // Qt 6.4 has pages of whole points only. The figure is painted into the lower left of a page rounded up, and the
    // page box is then set to the exact size.
    const QSizeF page(std::ceil(size.widthPt), std::ceil(size.heightPt));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kDotsPerInch);
        writer.setPageSize(QPageSize(page, QPageSize::Point, QString(), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        writer.setTitle(QString::fromStdString(provenance.title));
        writer.setCreator(QStringLiteral("Ralmscope ") + QString::fromStdString(provenance.programVersion));
        writer.setDocumentXmpMetadata(xmp(provenance));
        writer.addFileAttachment(QString::fromLatin1(figureAttachmentName()),
                                 QByteArray::fromStdString(provenanceToJson(provenance)),
                                 QStringLiteral("application/json"));
        if (!provenance.data.empty())
            writer.addFileAttachment(QStringLiteral("data.csv"), QByteArray::fromStdString(csvFile(provenance)),
                                     QStringLiteral("text/csv"));
        if (!paint(writer, QTransform::fromTranslate(0.0, (page.height() - size.heightPt) * kPixelsPerPoint)))
            return {};
    }
    overwrite(bytes, "/MediaBox [", ']',
              QByteArray::fromStdString(fmt::format("0 0 {:.4f} {:.4f}", size.widthPt, size.heightPt)));
    overwrite(bytes, "/CreationDate (", ')', "D:20000101000000Z"); // equal input, equal bytes
    return bytes;
}

} // namespace ralmscope
