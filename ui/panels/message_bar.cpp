// SPDX-License-Identifier: GPL-3.0-or-later
#include "message_bar.h"

#include "glyph_button.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace ralmscope {

namespace {
constexpr int kInformationMilliseconds = 6000;
}

MessageBar::MessageBar(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(&appearance)
    , m_label(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_close(new GlyphButton(Glyph::Close, appearance, this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setAccessibleName(tr("Dismiss"));
    m_close->setToolTip(tr("Dismiss (Esc)"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(16, 5, 10, 5);
    line->setSpacing(10);
    line->addWidget(m_label, 1);
    line->addWidget(m_action);
    line->addWidget(m_close);
    m_fade.setSingleShot(true);
    const auto drop = [this] {
        if (!m_messages.isEmpty())
            m_messages.removeLast();
        showNext();
    };
    connect(&m_fade, &QTimer::timeout, this, drop);
    connect(m_close, &QAbstractButton::clicked, this, drop);
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (m_messages.isEmpty())
            return;
        const Message message = m_messages.takeLast();
        showNext();
        if (message.action)
            message.action();
    });
    connect(m_appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void MessageBar::show(Message message)
{
    dismiss(message.cause);
    m_messages.append(std::move(message));
    showNext();
}

void MessageBar::dismiss(const QString& cause)
{
    m_messages.removeIf([&cause](const Message& message) { return message.cause == cause; });
    showNext();
}

QString MessageBar::currentText() const
{
    return m_messages.isEmpty() ? QString() : m_messages.last().text;
}

void MessageBar::showNext()
{
    m_fade.stop();
    setVisible(!m_messages.isEmpty());
    if (m_messages.isEmpty())
        return;
    const Message& message = m_messages.last();
    m_label->setText(message.text);
    m_action->setText(message.actionText);
    m_action->setVisible(!message.actionText.isEmpty());
    setAccessibleName(message.text);
    if (message.level == Level::Info && !message.asks)
        m_fade.start(kInformationMilliseconds);
    update();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    if (m_messages.isEmpty())
        return;
    const Theme& theme = m_appearance->theme();
    const Level level = m_messages.last().level;
    const QColor colour = level == Level::Error ? theme.bad
        : level == Level::Warning               ? theme.device(DeviceKind::Fpga)
                                                : theme.accent;
    QPainter painter(this);
    painter.fillRect(rect(), mixed(theme.panel, colour, 0.10));
    painter.fillRect(QRect(0, 0, 3, height()), colour);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

void MessageBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        m_close->click();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ralmscope
