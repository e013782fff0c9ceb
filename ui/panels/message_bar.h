// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace ralmscope {

class GlyphButton;

/// One line above the view for what the user should know, with an action where there is one. A message of the same
/// cause replaces the one that is shown, so an error that repeats does not pile up. Never modal.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    enum class Level
    {
        Info,
        Warning,
        Error
    };

    struct Message
    {
        QString cause; ///< what messages replace one another by
        QString text;
        Level level = Level::Info;
        QString actionText = {}; ///< empty: no action
        std::function<void()> action = {};
        bool asks = false; ///< stays until answered: a confirmation
    };

    explicit MessageBar(const Appearance& appearance, QWidget* parent = nullptr);

    void show(Message message);
    void dismiss(const QString& cause);
    /// Text shown now; empty if none.
    QString currentText() const;
    QPushButton* actionButton() const { return m_action; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showNext();

    const Appearance* m_appearance;
    QList<Message> m_messages;
    QLabel* m_label;
    QPushButton* m_action;
    GlyphButton* m_close;
    QTimer m_fade; ///< information goes by itself
};

} // namespace ralmscope
