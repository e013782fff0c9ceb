// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <QString>

#include <string>
#include <string_view>

#include <tl/expected.hpp>

class QTimer;

namespace ralmscope {

/// The session as JSON: format name, version, and every value by its stable text, so that a changed catalog or table is
/// noticed instead of misread.
std::string sessionToText(const SessionState& state, const Catalog& catalog);

/// Reads sessionToText(). Text of another format or version, or with any value that this program does not know, is
/// refused as a whole with one sentence; it is never guessed at.
tl::expected<SessionState, std::string> sessionFromText(std::string_view text, const Catalog& catalog);

/// Keeps the session in a file of the user's configuration directory: written a moment after the last change,
/// atomically, and read at start. Never touches presets. GUI thread only.
class SessionFile : public QObject
{
    Q_OBJECT

public:
    /// `path` empty: defaultPath().
    explicit SessionFile(Session* session, const QString& path = {}, QObject* parent = nullptr);
    ~SessionFile() override; ///< writes what is still to be written

    static QString defaultPath();
    QString path() const { return m_path; }

    /// Restores the session. False if there is no file or it was refused; then message() says why (empty: no file) and
    /// the session is as before.
    bool load();
    QString message() const { return m_message; }
    /// Writes now; false (and message()) on failure.
    bool save();

Q_SIGNALS:
    void saveFailed(const QString& message);

private:
    Session* m_session;
    QString m_path;
    QString m_message;
    QTimer* m_timer;
};

} // namespace ralmscope
