// SPDX-License-Identifier: GPL-3.0-or-later
#include "oddities_card.h"

#include "attacc_reference.h"
#include "qt_text.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace ralmscope {

OdditiesCard::OdditiesCard(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(&appearance)
    , m_title(new QLabel(tr("As in the AttAcc simulator: what it computes differently on purpose or by mistake"), this))
    , m_list(new QLabel(this))
{
    setAccessibleName(m_title->text());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 12);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_list);
    m_title->setWordWrap(true);
    m_list->setWordWrap(true);
    m_list->setTextFormat(Qt::RichText);
    m_list->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QString html = QStringLiteral("<ol style='margin:0'>");
    for (const std::string_view oddity : attacc::oddities())
        html += QStringLiteral("<li style='margin-bottom:3px'>%1</li>").arg(qtext(oddity).toHtmlEscaped());
    m_list->setText(html + QStringLiteral("</ol>"));
    connect(m_appearance, &Appearance::changed, this, &OdditiesCard::restyle);
    restyle();
}

QString OdditiesCard::text() const
{
    return m_list->text();
}

void OdditiesCard::restyle()
{
    const Theme& theme = m_appearance->theme();
    m_title->setFont(theme.font(FontRole::CardTitle));
    m_list->setFont(theme.font(FontRole::Body));
    update();
}

void OdditiesCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintCard(painter, QRectF(rect()), m_appearance->theme());
}

} // namespace ralmscope
