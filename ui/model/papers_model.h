// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data_directories.h"
#include "paper_card.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace ralmscope {

/// The Papers view's data, computed on a worker thread. GUI thread only.
class PapersModel : public QObject
{
    Q_OBJECT

public:
    explicit PapersModel(std::shared_ptr<const Catalog> catalog, QObject* parent = nullptr);
    PapersModel(std::shared_ptr<const Catalog> catalog, DataDirectories directories, QObject* parent = nullptr);
    ~PapersModel() override; ///< waits for the worker

    /// Starts computing; a second call does nothing.
    void load();
    bool isLoaded() const;
    const std::vector<PaperCard>& cards() const; ///< empty until loaded()
    QString problem() const; ///< figures that could not be read; empty if all could

    /// Puts a user's table of the same columns in the place of a figure's own. Returns what is wrong with it (then the
    /// card stays), else nothing and the card is replaced (cardChanged). An empty file name brings the figure's own
    /// back.
    QString compareWith(int card, const QString& csvFile);

    /// Tests and screenshots: runs the event loop until loaded. False after the time-out.
    bool waitUntilLoaded(int milliseconds = 20000);

Q_SIGNALS:
    void loaded();
    void cardChanged(int card);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ralmscope
