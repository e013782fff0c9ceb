// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_attachment.h"

#include <QtEndian>

#include <cstring>

namespace ralmscope {

namespace {

constexpr qsizetype kLargestPacked = 256 * 1024; ///< bounds what a hostile stream can swell to
constexpr qsizetype kLargestDictionary = 4096;

/// The whole number at `position`, after blanks; -1 if there is none.
qsizetype numberAt(const QByteArray& pdf, qsizetype position)
{
    while (position < pdf.size() && (pdf[position] == ' ' || pdf[position] == '\n' || pdf[position] == '\r'))
        ++position;
    qsizetype number = -1;
    while (position < pdf.size() && pdf[position] >= '0' && pdf[position] <= '9' && number < 1'000'000'000) {
        number = (number < 0 ? 0 : number) * 10 + (pdf[position] - '0');
        ++position;
    }
    return number;
}

/// Position behind "N 0 obj"; -1 if there is no such object.
qsizetype objectStart(const QByteArray& pdf, qsizetype number)
{
    const QByteArray head = QByteArray::number(static_cast<qlonglong>(number)) + " 0 obj";
    qsizetype found = pdf.indexOf(head);
    while (found > 0 && pdf[found - 1] != '\n' && pdf[found - 1] != '\r')
        found = pdf.indexOf(head, found + 1);
    return found < 0 ? -1 : found + head.size();
}

/// Length of a stream: a number, or a reference to one.
qsizetype streamLength(const QByteArray& pdf, const QByteArray& dictionary)
{
    const qsizetype key = dictionary.indexOf("/Length");
    if (key < 0)
        return -1;
    const qsizetype value = numberAt(dictionary, key + 7);
    const QByteArray reference = QByteArray::number(static_cast<qlonglong>(value)) + " 0 R";
    if (dictionary.indexOf(reference, key) != key + 8)
        return value;
    const qsizetype object = objectStart(pdf, value);
    return object < 0 ? -1 : numberAt(pdf, object);
}

std::optional<QByteArray> streamOf(const QByteArray& pdf, qsizetype number)
{
    const qsizetype start = objectStart(pdf, number);
    if (start < 0)
        return std::nullopt;
    const qsizetype keyword = pdf.indexOf("stream\n", start);
    if (keyword < 0 || keyword - start > kLargestDictionary)
        return std::nullopt;
    const QByteArray dictionary = pdf.mid(start, keyword - start);
    const qsizetype length = streamLength(pdf, dictionary);
    const qsizetype content = keyword + 7;
    if (length < 0 || length > kLargestPacked || content + length > pdf.size())
        return std::nullopt;
    const QByteArray bytes = pdf.mid(content, length);
    if (!dictionary.contains("/FlateDecode"))
        return bytes;
    QByteArray packed(4, '\0'); // qUncompress wants a guess of the size in front
    qToBigEndian(static_cast<quint32>(length * 4), packed.data());
    const QByteArray unpacked = qUncompress(packed + bytes);
    return unpacked.isEmpty() ? std::nullopt : std::optional(unpacked);
}

} // namespace

std::optional<QByteArray> pdfAttachment(const QByteArray& pdf, const QByteArray& name)
{
    const QByteArray file = "/F (" + name + ")";
    for (qsizetype found = pdf.indexOf(file); found >= 0; found = pdf.indexOf(file, found + 1)) {
        static const QByteArray embedded = "/EF <</F ";
        const qsizetype reference = pdf.indexOf(embedded, found);
        if (reference < 0 || reference - found > kLargestDictionary)
            continue;
        if (const auto content = streamOf(pdf, numberAt(pdf, reference + embedded.size())))
            return content;
    }
    return std::nullopt;
}

} // namespace ralmscope
