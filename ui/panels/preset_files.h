// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data_directories.h"
#include "message_bar.h"
#include "session.h"
#include "system_file.h"

#include <QObject>
#include <QString>
#include <QStringList>

class QMenu;
class QSettings;

namespace ralmscope {

/// Opening, saving and resetting designs as files: the preset menu, its dialogs, and what is dropped on the window.
/// Problems go to the message bar, all of a file's at once.
class PresetFiles : public QObject
{
    Q_OBJECT

public:
    /// `settings` keeps the list of recent files; must outlive this.
    PresetFiles(Session& session, DataDirectories directories, MessageBar& messages, QSettings& settings,
                QObject* parent = nullptr);

    void fillMenu(QMenu& menu);
    void openDialog();
    bool open(const QString& file); ///< a preset's JSON; undoable
    /// An exported figure of any format: the design inside is opened, the baseline inside is pinned.
    bool openFigure(const QString& file);
    void save(); ///< to the design's own file, else asks
    void saveAs();
    bool saveTo(const QString& file);
    void reset(); ///< back to the preset, one undo step
    QStringList recent() const;

private:
    void openSystem(const SystemFile& system);
    void remember(const QString& file);
    void report(const QString& cause, const FileProblems& problems);
    QString userFolder() const;
    QString suggestedFile() const;

    Session* m_session;
    DataDirectories m_directories;
    MessageBar* m_messages;
    QSettings* m_settings;
};

} // namespace ralmscope
