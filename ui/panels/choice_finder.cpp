// SPDX-License-Identifier: GPL-3.0-or-later
#include "choice_finder.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace ralmscope {

namespace {

constexpr int kRowsShown = 14;
constexpr int kSmallestWidth = 240;

bool containsAll(const QString& text, const QStringList& words)
{
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

ChoiceFinder::ChoiceFinder(const QComboBox& box, std::function<void(int)> chosen, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_box(&box)
    , m_chosen(std::move(chosen))
    , m_filter(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("choiceFinder"));
    setAccessibleName(box.accessibleName());
    m_filter->setPlaceholderText(tr("Type to find one of %1").arg(box.count()));
    m_filter->setAccessibleName(tr("Find"));
    m_filter->setFixedHeight(26);
    m_filter->installEventFilter(this);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(4);
    column->addWidget(m_filter);
    column->addWidget(m_list);
    connect(m_filter, &QLineEdit::textChanged, this, &ChoiceFinder::fill);
    connect(m_filter, &QLineEdit::returnPressed, this, &ChoiceFinder::choose);
    connect(m_list, &QListWidget::itemClicked, this, &ChoiceFinder::choose);
}

void ChoiceFinder::open(const QString& text)
{
    m_filter->setText(text);
    fill();
    const int row = std::max(m_list->sizeHintForRow(0), 20);
    const int width = std::max({kSmallestWidth, m_box->width(), m_list->sizeHintForColumn(0) + 40});
    resize(width, 26 + 20 + row * std::min(kRowsShown, m_box->count()));
    QPoint corner = m_box->mapToGlobal(QPoint(m_box->width() - width, m_box->height() + 2));
    const QRect screen = m_box->screen()->availableGeometry();
    corner.setX(std::max(corner.x(), m_box->window()->mapToGlobal(QPoint(4, 0)).x()));
    if (corner.y() + height() > screen.bottom())
        corner.setY(std::max(screen.top(), screen.bottom() - height()));
    move(corner);
    show();
    m_filter->setFocus();
}

void ChoiceFinder::fill()
{
    const QStringList words = m_filter->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_list->clear();
    for (int i = 0; i < m_box->count(); ++i) {
        if (!containsAll(m_box->itemText(i), words))
            continue;
        auto* item = new QListWidgetItem(m_box->itemText(i), m_list);
        item->setData(Qt::UserRole, i);
        if (i == m_box->currentIndex())
            m_list->setCurrentItem(item);
    }
    if (m_list->count() == 0) {
        auto* none = new QListWidgetItem(tr("Nothing matches"), m_list);
        none->setFlags(Qt::NoItemFlags);
    } else if (!m_list->currentItem() || !words.isEmpty()) {
        m_list->setCurrentRow(0);
    }
    if (m_list->currentItem())
        m_list->scrollToItem(m_list->currentItem());
}

void ChoiceFinder::choose()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || !item->flags().testFlag(Qt::ItemIsEnabled))
        return;
    const int index = item->data(Qt::UserRole).toInt();
    const auto chosen = m_chosen;
    close();
    chosen(index);
}

bool ChoiceFinder::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int page = kRowsShown - 1;
        const int step = key == Qt::Key_Down ? 1
            : key == Qt::Key_Up              ? -1
            : key == Qt::Key_PageDown        ? page
            : key == Qt::Key_PageUp          ? -page
                                             : 0;
        if (step != 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace ralmscope
