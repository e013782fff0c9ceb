// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "appearance.h"
#include "figure_format.h"

#include <QDialog>
#include <QString>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ralmscope {

/// What can be exported: id and name of every chart on show.
struct Exportable
{
    QString id;
    QString name;
};

/// What the user chose.
struct ExportChoice
{
    QString figure;
    FigureFormat format = FigureFormat::Pdf;
    FigureTheme theme = FigureTheme::Paper;
    QString size; ///< as parseFigureSize() reads it
    QString path;
};

/// Asks what to export and where to; says under the fields what went wrong, so that nothing has to be typed again.
class ExportPanel : public QDialog
{
    Q_OBJECT

public:
    /// `write` does the export; what it returns is shown as the error, empty for success (which closes the panel).
    using Write = std::function<QString(const ExportChoice&)>;

    ExportPanel(const std::vector<Exportable>& figures, const QString& current, const QString& folder, Write write,
                const Appearance& appearance, QWidget* parent);

    ExportChoice choice() const;
    QLineEdit* pathEdit() const { return m_path; }
    QPushButton* exportButton() const { return m_export; }
    QComboBox* formatBox() const { return m_format; }

private:
    void suggestPath();
    void browse();
    void run();

    QComboBox* m_figure;
    QComboBox* m_format;
    QComboBox* m_size;
    QComboBox* m_theme;
    QLineEdit* m_path;
    QLabel* m_problem;
    QPushButton* m_export;
    QString m_folder;
    bool m_pathEdited = false;
    Write m_write;
};

} // namespace ralmscope
