// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QComboBox;
class QLineEdit;
class QListWidget;

namespace ralmscope {

/// The list of a combo box with many entries, below a field that narrows it down while one types: entries that contain
/// every word. Arrow keys and Return choose, Escape leaves. Deletes itself when closed.
class ChoiceFinder : public QFrame
{
    Q_OBJECT

public:
    /// `chosen`: position in the combo box, after closing.
    ChoiceFinder(const QComboBox& box, std::function<void(int)> chosen, QWidget* parent);

    /// Opens under the box, with `text` typed already.
    void open(const QString& text);
    QLineEdit* filter() const { return m_filter; }
    QListWidget* list() const { return m_list; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void choose();

    const QComboBox* m_box;
    std::function<void(int)> m_chosen;
    QLineEdit* m_filter;
    QListWidget* m_list;
};

} // namespace ralmscope
