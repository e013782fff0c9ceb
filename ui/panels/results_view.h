// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "exploration_engine.h"
#include "message_bar.h"
#include "session.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace ralmscope {

class StoredRowsTable;

/// The stored results as a table: sort, choose columns, open a row's design, pin it, copy rows, prune. Asks the
/// database only while it is visible.
class ResultsView : public QWidget
{
    Q_OBJECT

public:
    ResultsView(Session& session, ExplorationEngine& engine, MessageBar& messages, const Appearance& appearance,
                QWidget* parent = nullptr);

    QTableView* table() const { return m_table; }
    StoredRowsTable* rows() const { return m_rows; }

Q_SIGNALS:
    void designOpened();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void openRow(int row);
    void togglePin();
    void copySelection();
    void askPrune();
    void chooseColumns();
    void refreshButtons();
    int currentRow() const;

    Session* m_session;
    ExplorationEngine* m_engine;
    MessageBar* m_messages;
    const Appearance* m_appearance;
    StoredRowsTable* m_rows;
    QTableView* m_table;
    QLabel* m_title;
    QLabel* m_empty;
    QPushButton* m_open;
    QPushButton* m_pin;
    QPushButton* m_copy;
    bool m_columnsFitted = false;
};

} // namespace ralmscope
