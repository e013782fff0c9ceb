// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_palette.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ralmscope {

CommandPalette::CommandPalette(const CommandRegistry& commands, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_commands(&commands)
    , m_filter(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Commands"));
    m_filter->setPlaceholderText(tr("Command or parameter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setFixedHeight(30);
    m_filter->installEventFilter(this);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_filter);
    column->addWidget(m_list);
    setFixedSize(460, 380);
    if (parent)
        move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, 60)));
    connect(m_filter, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_filter, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    fill();
    m_filter->setFocus();
}

void CommandPalette::fill()
{
    m_list->clear();
    for (const Command* command : m_commands->matching(m_filter->text())) {
        const QString shortcut = command->shortcut.toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(QStringLiteral("%1:  %2").arg(command->group, command->text), m_list);
        if (!shortcut.isEmpty())
            item->setText(item->text() + QStringLiteral("   ") + shortcut);
        item->setData(Qt::UserRole, command->id);
        if (command->enabled && !command->enabled())
            item->setFlags(Qt::NoItemFlags);
    }
    if (m_list->count() == 0) {
        auto* none = new QListWidgetItem(tr("Nothing matches"), m_list);
        none->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || !item->flags().testFlag(Qt::ItemIsEnabled))
        return;
    const QString id = item->data(Qt::UserRole).toString();
    const CommandRegistry* commands = m_commands;
    close();
    // After closing, so that a command that opens something does not open it under the palette.
    QTimer::singleShot(0, parent(), [commands, id] { commands->run(id); });
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

ShortcutSheet::ShortcutSheet(const CommandRegistry& commands, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard"));
    QString rows;
    const auto row = [&rows](const QString& keys, const QString& what) {
        rows += QStringLiteral(
                    "<tr><td style='padding:2px 24px 2px 0'><b>%1</b></td><td style='padding:2px 0'>%2</td></tr>")
                    .arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
    };
    for (const Command& command : commands.all()) {
        if (!command.shortcut.isEmpty())
            row(command.shortcut.toString(QKeySequence::NativeText), command.text);
    }
    QString right = std::exchange(rows, {});
    row(tr("Tab, Shift+Tab"), tr("Next and previous control, in the order of the parameters"));
    row(tr("← →"), tr("Step the slider or the chart's cursor"));
    row(tr("Shift, Ctrl"), tr("with a step: finer, coarser"));
    row(tr("Page Up, Page Down"), tr("Coarse steps"));
    row(tr("X, K, Del"), tr("on a slider: x axis, lock, reset"));
    row(tr("+ −"), tr("on the system picture: change the count"));
    row(tr("Enter"), tr("on a step that would help: apply it"));
    row(tr("L"), tr("on a chart: logarithmic or linear"));
    row(tr("Ctrl+C"), tr("on a chart: copy picture and numbers"));
    auto* label = new QLabel(
        QStringLiteral(
            "<table><tr><td><table>%1</table></td><td style='padding-left:32px'><table>%2</table></td></tr></table>")
            .arg(right, rows),
        this);
    label->setTextFormat(Qt::RichText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->addWidget(label);
}

void ShortcutSheet::keyPressEvent(QKeyEvent*)
{
    close();
}
void ShortcutSheet::mousePressEvent(QMouseEvent*)
{
    close();
}

} // namespace ralmscope
