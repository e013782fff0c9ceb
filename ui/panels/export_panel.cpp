// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_panel.h"

#include "figure_size.h"
#include "qt_text.h"
#include "theme_combo_box.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ralmscope {

ExportPanel::ExportPanel(const std::vector<Exportable>& figures, const QString& current, const QString& folder,
                         Write write, const Appearance& appearance, QWidget* parent)
    : QDialog(parent)
    , m_figure(new ThemeComboBox(appearance, this))
    , m_format(new ThemeComboBox(appearance, this))
    , m_size(new ThemeComboBox(appearance, this))
    , m_theme(new ThemeComboBox(appearance, this))
    , m_path(new QLineEdit(this))
    , m_problem(new QLabel(this))
    , m_export(new QPushButton(tr("Export"), this))
    , m_folder(folder)
    , m_write(std::move(write))
{
    setWindowTitle(tr("Export"));
    setAttribute(Qt::WA_DeleteOnClose);
    for (const Exportable& figure : figures)
        m_figure->addItem(figure.name, figure.id);
    m_figure->setCurrentIndex(std::max(0, m_figure->findData(current)));
    for (const FigureFormat format : figureFormats())
        m_format->addItem(qtext(figureFormatId(format)).toUpper(), static_cast<int>(format));
    for (const FigureSizePreset& preset : figureSizePresets())
        m_size->addItem(qtext(preset.label), qtext(preset.id));
    m_size->setEditable(true);
    m_size->setToolTip(tr("A column width, or a size such as 120x80mm"));
    m_theme->addItem(tr("Paper (survives grey print)"), static_cast<int>(FigureTheme::Paper));
    m_theme->addItem(tr("Light, as on the screen"), static_cast<int>(FigureTheme::Light));
    m_theme->addItem(tr("Dark, as on the screen"), static_cast<int>(FigureTheme::Dark));
    m_export->setProperty("primary", true);
    m_export->setDefault(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* browseButton = new QPushButton(tr("Browse…"), this);
    browseButton->setAutoDefault(false);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);

    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Chart"), m_figure);
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("Size"), m_size);
    form->addRow(tr("Colours"), m_theme);
    auto* pathLine = new QHBoxLayout;
    pathLine->addWidget(m_path, 1);
    pathLine->addWidget(browseButton);
    form->addRow(tr("File"), pathLine);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    m_path->setMinimumWidth(360);
    m_path->setFixedHeight(26);
    setAccessibleName(tr("Export"));

    connect(m_figure, &QComboBox::currentIndexChanged, this, &ExportPanel::suggestPath);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportPanel::suggestPath);
    connect(m_path, &QLineEdit::textEdited, this, [this] { m_pathEdited = true; });
    connect(browseButton, &QPushButton::clicked, this, &ExportPanel::browse);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportPanel::run);
    suggestPath();
}

ExportChoice ExportPanel::choice() const
{
    ExportChoice choice;
    choice.figure = m_figure->currentData().toString();
    choice.format = static_cast<FigureFormat>(m_format->currentData().toInt());
    choice.theme = static_cast<FigureTheme>(m_theme->currentData().toInt());
    const int preset = m_size->findText(m_size->currentText());
    choice.size = preset >= 0 ? m_size->itemData(preset).toString() : m_size->currentText();
    choice.path = m_path->text();
    return choice;
}

void ExportPanel::suggestPath()
{
    const ExportChoice now = choice();
    const QString suffix = qtext(figureFormatId(now.format));
    const bool vector = now.format != FigureFormat::Csv;
    m_size->setEnabled(vector);
    m_theme->setEnabled(vector);
    if (m_pathEdited) {
        const QFileInfo file(m_path->text());
        m_path->setText(file.dir().filePath(file.completeBaseName() + QLatin1Char('.') + suffix));
        return;
    }
    QString name = now.figure;
    name.replace(QLatin1Char(':'), QLatin1Char('-'));
    m_path->setText(QDir(m_folder).filePath(name + QLatin1Char('.') + suffix));
}

void ExportPanel::browse()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export to"), m_path->text());
    if (file.isEmpty())
        return;
    m_path->setText(file);
    m_pathEdited = true;
}

void ExportPanel::run()
{
    const QString problem = m_write(choice());
    if (problem.isEmpty()) {
        accept();
        return;
    }
    m_problem->setText(problem);
    m_problem->show();
}

} // namespace ralmscope
