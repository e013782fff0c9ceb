// SPDX-License-Identifier: GPL-3.0-or-later
#include "results_view.h"

#include "metric_table.h"
#include "parameter_table.h"
#include "qt_text.h"
#include "stored_rows_table.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace ralmscope {

namespace {
constexpr std::uint64_t kKept = 10'000;
}

ResultsView::ResultsView(Session& session, ExplorationEngine& engine, MessageBar& messages,
                         const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_session(&session)
    , m_engine(&engine)
    , m_messages(&messages)
    , m_appearance(&appearance)
    , m_rows(new StoredRowsTable(session.sharedCatalog(), this))
    , m_table(new QTableView(this))
    , m_title(new QLabel(tr("Stored results"), this))
    , m_empty(new QLabel(tr("Nothing stored yet. Every design that is looked at is stored here."), this))
    , m_open(new QPushButton(tr("Open design"), this))
    , m_pin(new QPushButton(tr("Pin"), this))
    , m_copy(new QPushButton(tr("Copy"), this))
{
    auto* pinnedOnly = new QCheckBox(tr("Pinned only"), this);
    auto* columns = new QPushButton(tr("Columns"), this);
    auto* prune = new QPushButton(tr("Prune…"), this);
    m_copy->setToolTip(tr("Copy the selected rows as tab-separated text with exact values (Ctrl+C)"));
    m_open->setToolTip(tr("Open the selected row's design in Explore (Enter or double-click)"));
    m_title->setFont(appearance.theme().font(FontRole::CardTitle));
    m_empty->setAlignment(Qt::AlignCenter);

    m_table->setModel(m_rows);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultSectionSize(110);
    m_table->horizontalHeader()->setMinimumSectionSize(48);
    m_table->setCornerButtonEnabled(false);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    m_table->setAccessibleName(m_title->text());
    m_table->setTabKeyNavigation(false);

    auto* tools = new QHBoxLayout;
    tools->setSpacing(8);
    tools->addWidget(m_title);
    tools->addStretch(1);
    tools->addWidget(pinnedOnly);
    for (QPushButton* button : {m_open, m_pin, m_copy, columns, prune})
        tools->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(10);
    column->addLayout(tools);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    m_empty->hide();

    connect(m_rows, &StoredRowsTable::wanted, m_engine, &ExplorationEngine::requestRows);
    connect(m_engine, &ExplorationEngine::rowsReady, this,
            [this](const std::shared_ptr<const RowPage>& page) { m_rows->take(*page); });
    connect(m_engine, &ExplorationEngine::storeChanged, this, [this] {
        if (isVisible())
            m_rows->reload();
    });
    connect(m_rows, &StoredRowsTable::pageTaken, this, [this] {
        m_title->setText(tr("Stored results   %1")
                             .arg(QLocale(QLocale::English).toString(static_cast<qulonglong>(m_rows->total()))));
        m_empty->setVisible(m_rows->rowCount() == 0);
        m_table->setVisible(m_rows->rowCount() > 0);
        if (!m_columnsFitted && m_rows->rowCount() > 0) {
            m_columnsFitted = true;
            m_table->resizeColumnsToContents();
        }
        refreshButtons();
    });
    connect(m_table, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { openRow(index.row()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ResultsView::refreshButtons);
    connect(m_open, &QPushButton::clicked, this, [this] { openRow(currentRow()); });
    connect(m_pin, &QPushButton::clicked, this, &ResultsView::togglePin);
    connect(m_copy, &QPushButton::clicked, this, &ResultsView::copySelection);
    connect(columns, &QPushButton::clicked, this, &ResultsView::chooseColumns);
    connect(prune, &QPushButton::clicked, this, &ResultsView::askPrune);
    connect(pinnedOnly, &QCheckBox::toggled, m_rows, &StoredRowsTable::setPinnedOnly);
    refreshButtons();
}

void ResultsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_rows->reload();
}

int ResultsView::currentRow() const
{
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    return selected.isEmpty() ? -1 : selected.first().row();
}

void ResultsView::refreshButtons()
{
    const int row = currentRow();
    m_open->setEnabled(row >= 0);
    m_pin->setEnabled(row >= 0);
    m_copy->setEnabled(row >= 0);
    m_pin->setText(row >= 0 && m_rows->row(row).pin ? tr("Unpin") : tr("Pin"));
}

void ResultsView::openRow(int row)
{
    if (row < 0)
        return;
    const StoredRow& stored = m_rows->row(row);
    if (!stored.missingEntries.empty()) {
        m_messages->show(
            {.cause = QStringLiteral("row"),
             .text =
                 tr("This row needs %1, which the catalog no longer has.").arg(qtext(stored.missingEntries.front())),
             .level = MessageBar::Level::Error});
        return;
    }
    m_session->openDesign(stored.design, stored.pin ? qtext(*stored.pin) : tr("Stored result %1").arg(stored.id));
    Q_EMIT designOpened();
}

void ResultsView::togglePin()
{
    const int row = currentRow();
    if (row < 0)
        return;
    const StoredRow& stored = m_rows->row(row);
    if (stored.pin)
        m_engine->unpin(stored.id);
    else
        m_engine->pin(stored.design, tr("Pin %1").arg(stored.id));
}

void ResultsView::copySelection()
{
    QString text;
    QStringList header;
    for (const RowColumn& column : m_rows->columns())
        header << rowColumnName(column);
    text = header.join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        QStringList cells;
        for (const RowColumn& column : m_rows->columns())
            cells << m_rows->cellText(m_rows->row(index.row()), column, true);
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(text);
}

void ResultsView::askPrune()
{
    m_messages->show({.cause = QStringLiteral("prune"),
                      .text = tr("Delete the oldest stored results, down to the newest %1? Pinned rows stay; deleted "
                                 "rows are recomputed when they are looked at again.")
                                  .arg(QLocale(QLocale::English).toString(static_cast<qulonglong>(kKept))),
                      .level = MessageBar::Level::Warning,
                      .actionText = tr("Delete"),
                      .action = [this] { m_engine->prune(kKept); },
                      .asks = true});
}

void ResultsView::chooseColumns()
{
    QMenu menu(this);
    const auto addColumn = [&](QMenu* to, const RowColumn& column) {
        QAction* action = to->addAction(rowColumnName(column));
        const auto& shown = m_rows->columns();
        action->setCheckable(true);
        action->setChecked(std::find(shown.begin(), shown.end(), column) != shown.end());
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            std::vector<RowColumn> columns = m_rows->columns();
            if (on)
                columns.push_back(column);
            else if (columns.size() > 1)
                std::erase(columns, column);
            m_rows->setColumns(std::move(columns));
            m_table->resizeColumnsToContents();
        });
    };
    QMenu* parameters = menu.addMenu(tr("Parameters"));
    for (const ParameterInfo& row : parameterTable())
        addColumn(parameters, row.parameter);
    QMenu* metrics = menu.addMenu(tr("Metrics"));
    for (const MetricInfo& row : metricTable())
        addColumn(metrics, row.metric);
    for (const RowField field : {RowField::Pin, RowField::Verdict, RowField::Created})
        addColumn(&menu, field);
    menu.addSeparator();
    menu.addAction(tr("Default columns"), this, [this] { m_rows->setColumns(defaultRowColumns()); });
    menu.exec(QCursor::pos());
}

void ResultsView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        openRow(currentRow());
    else
        QWidget::keyPressEvent(event);
}

} // namespace ralmscope
