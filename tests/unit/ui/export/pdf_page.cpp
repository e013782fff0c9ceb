// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_page.h"

#include <QList>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ralmscope {

namespace {

struct Graphics
{
    QTransform matrix;
    QRectF clip{-1e6, -1e6, 2e6, 2e6};
};

QList<QByteArray> words(const QByteArray& text)
{
    return text.simplified().split(' ');
}

double scaleOf(const QTransform& matrix)
{
    return std::sqrt(std::fabs(matrix.determinant()));
}

/// Every Flate stream of the file that is page content: it paints.
QByteArray contentStream(const QByteArray& pdf)
{
    const qsizetype contents = pdf.indexOf("/Contents ");
    const int number = words(pdf.mid(contents + 10, 20)).first().toInt();
    const qsizetype object = pdf.indexOf(QByteArray("\n" + QByteArray::number(number) + " 0 obj"));
    const qsizetype start = pdf.indexOf("stream\n", object) + 7;
    const qsizetype end = pdf.indexOf("endstream", start);
    QByteArray packed(4, '\0');
    qToBigEndian(quint32(1 << 16), packed.data());
    return qUncompress(QByteArray(packed + pdf.mid(start, end - start)));
}

class Interpreter
{
public:
    explicit Interpreter(PdfPage& page)
        : m_page(page)
    {
    }

    void run(const QByteArray& content)
    {
        for (const QByteArray& word : words(content)) {
            bool isNumber = false;
            const double number = word.toDouble(&isNumber);
            if (isNumber)
                m_numbers.append(number);
            else {
                execute(word);
                if (!word.startsWith('/'))
                    m_numbers.clear();
            }
        }
    }

private:
    QTransform operandMatrix() const
    {
        const qsizetype at = m_numbers.size() - 6;
        return {m_numbers[at],     m_numbers[at + 1], m_numbers[at + 2],
                m_numbers[at + 3], m_numbers[at + 4], m_numbers[at + 5]};
    }

    void addPoint(double x, double y)
    {
        const QPointF point = m_state.matrix.map(QPointF(x, y));
        m_left = std::min(m_left, point.x());
        m_right = std::max(m_right, point.x());
        m_top = std::min(m_top, point.y());
        m_bottom = std::max(m_bottom, point.y());
    }

    QRectF bounds() const { return {QPointF(m_left, m_top), QPointF(m_right, m_bottom)}; }

    void endPath(bool paints)
    {
        if (paints && m_left <= m_right)
            m_page.painted.push_back({bounds(), m_state.clip});
        if (m_clipPending && m_left <= m_right)
            m_state.clip = m_state.clip.intersected(bounds());
        m_clipPending = false;
        m_left = m_top = std::numeric_limits<double>::infinity();
        m_right = m_bottom = -m_left;
    }

    void execute(const QByteArray& word)
    {
        const qsizetype count = m_numbers.size();
        if (word == "q")
            m_stack.append(m_state);
        else if (word == "Q" && !m_stack.isEmpty())
            m_state = m_stack.takeLast();
        else if (word == "cm" && count >= 6)
            m_state.matrix = operandMatrix() * m_state.matrix;
        else if ((word == "m" || word == "l") && count >= 2)
            addPoint(m_numbers[count - 2], m_numbers[count - 1]);
        else if (word == "c" && count >= 6) {
            for (qsizetype at = count - 6; at < count; at += 2)
                addPoint(m_numbers[at], m_numbers[at + 1]);
        } else if (word == "re" && count >= 4) {
            addPoint(m_numbers[count - 4], m_numbers[count - 3]);
            addPoint(m_numbers[count - 4] + m_numbers[count - 2], m_numbers[count - 3] + m_numbers[count - 1]);
        } else if (word == "W" || word == "W*")
            m_clipPending = true;
        else if (word == "n")
            endPath(false);
        else if (word == "S" || word == "s" || word == "f" || word == "f*" || word == "B" || word == "B*" || word == "b"
                 || word == "b*")
            endPath(true);
        else if (word == "Tf" && count >= 1)
            m_fontSize = m_numbers.last();
        else if (word == "Tm" && count >= 6)
            m_page.textSizes.push_back(m_fontSize * scaleOf(operandMatrix()) * scaleOf(m_state.matrix));
    }

    PdfPage& m_page;
    QList<double> m_numbers;
    QList<Graphics> m_stack;
    Graphics m_state;
    bool m_clipPending = false;
    double m_fontSize = 0.0;
    double m_left = std::numeric_limits<double>::infinity();
    double m_top = m_left;
    double m_right = -m_left;
    double m_bottom = -m_left;
};

} // namespace

bool PdfPage::Painted::staysInside(const QRectF& area) const
{
    const double left = std::max(bounds.left(), clip.left());
    const double right = std::min(bounds.right(), clip.right());
    const double top = std::max(bounds.top(), clip.top());
    const double bottom = std::min(bounds.bottom(), clip.bottom());
    const bool nothingLeft = left > right || top > bottom;
    return nothingLeft
        || (left >= area.left() && right <= area.right() && top >= area.top() && bottom <= area.bottom());
}

PdfPage::PdfPage(const QByteArray& pdf)
{
    const qsizetype box = pdf.indexOf("/MediaBox [") + 11;
    const QList<QByteArray> sides = words(pdf.mid(box, pdf.indexOf(']', box) - box));
    mediaBox =
        QRectF(QPointF(sides[0].toDouble(), sides[1].toDouble()), QPointF(sides[2].toDouble(), sides[3].toDouble()));
    for (qsizetype at = pdf.indexOf("/Type /Font\n"); at >= 0; at = pdf.indexOf("/Type /Font\n", at + 1)) {
        const qsizetype subtype = pdf.indexOf("/Subtype /", at) + 10;
        fontSubtypes.push_back(pdf.mid(subtype, pdf.indexOf('\n', subtype) - subtype).trimmed());
    }
    images = static_cast<int>(pdf.count("/Subtype /Image"));
    fontDescriptors = static_cast<int>(pdf.count("/Type /FontDescriptor"));
    embeddedFonts = static_cast<int>(pdf.count("/FontFile2 "));
    Interpreter(*this).run(contentStream(pdf));
}

} // namespace ralmscope
