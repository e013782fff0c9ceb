// SPDX-License-Identifier: GPL-3.0-or-later
#include "preset_files.h"

#include "design_json.h"
#include "export_file.h"
#include "figure_provenance.h"
#include "qt_text.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QRegularExpression>
#include <QSettings>

#include <nlohmann/json.hpp>

namespace ralmscope {

namespace {

constexpr int kRecentFiles = 8;

QString recentKey()
{
    return QStringLiteral("recentFiles");
}

std::filesystem::path toPath(const QString& file)
{
    return std::filesystem::path(file.toStdString());
}

/// The design in a figure: a preset document, or its parameters alone.
tl::expected<SystemFile, FileProblems> designOfFigure(const std::string& text, const Catalog& catalog,
                                                      const std::string& file)
{
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_object() && json.contains("format"))
        return parseSystem(text, catalog, file);
    const auto design = designFromJson(json, catalog, file);
    if (!design)
        return tl::make_unexpected(design.error());
    SystemFile system;
    system.design = *design;
    return system;
}

} // namespace

PresetFiles::PresetFiles(Session& session, DataDirectories directories, MessageBar& messages, QSettings& settings,
                         QObject* parent)
    : QObject(parent)
    , m_session(&session)
    , m_directories(std::move(directories))
    , m_messages(&messages)
    , m_settings(&settings)
{
}

QStringList PresetFiles::recent() const
{
    return m_settings->value(recentKey()).toStringList();
}

void PresetFiles::remember(const QString& file)
{
    QStringList files = recent();
    files.removeAll(file);
    files.prepend(file);
    while (files.size() > kRecentFiles)
        files.removeLast();
    m_settings->setValue(recentKey(), files);
}

void PresetFiles::report(const QString& cause, const FileProblems& problems)
{
    m_messages->show(
        {.cause = cause, .text = qtext(problemsText(problems)).trimmed(), .level = MessageBar::Level::Error});
}

QString PresetFiles::userFolder() const
{
    return QString::fromStdString((m_directories.user / "systems").string());
}

void PresetFiles::fillMenu(QMenu& menu)
{
    const SystemList list = listSystems(m_directories, m_session->catalog());
    const auto addList = [&](bool shipped, const QString& title) {
        bool first = true;
        for (const SystemFile& system : list.systems) {
            if (system.shipped != shipped)
                continue;
            if (first)
                menu.addSection(title);
            first = false;
            QAction* action = menu.addAction(qtext(system.name), this, [this, system] { openSystem(system); });
            action->setToolTip(qtext(system.description));
            action->setCheckable(true);
            action->setChecked(m_session->state().presetFile == QString::fromStdString(system.file.string()));
        }
    };
    addList(true, tr("Shipped"));
    addList(false, tr("Yours"));
    const QStringList files = recent();
    if (!files.isEmpty()) {
        QMenu* recentMenu = menu.addMenu(tr("Recent files"));
        for (const QString& file : files) {
            QAction* action = recentMenu->addAction(QFileInfo(file).fileName(), this, [this, file] { open(file); });
            action->setToolTip(file);
            action->setEnabled(QFileInfo::exists(file));
        }
        recentMenu->setToolTipsVisible(true);
    }
    menu.addSeparator();
    menu.addAction(tr("Open…\tCtrl+O"), this, &PresetFiles::openDialog);
    menu.addAction(tr("Save\tCtrl+S"), this, &PresetFiles::save);
    menu.addAction(tr("Save as…\tCtrl+Shift+S"), this, &PresetFiles::saveAs);
    menu.addAction(tr("Reset to preset"), this, &PresetFiles::reset)->setEnabled(m_session->isModified());
    if (!list.problems.empty())
        report(QStringLiteral("presetList"), list.problems);
}

void PresetFiles::openSystem(const SystemFile& system)
{
    m_session->openDesign(system.design, qtext(system.name), QString::fromStdString(system.file.string()));
    m_messages->dismiss(QStringLiteral("open"));
}

void PresetFiles::openDialog()
{
    const QString file =
        QFileDialog::getOpenFileName(nullptr, tr("Open a design or an exported figure"), userFolder(),
                                     tr("Designs and figures (*.json *.pdf *.svg *.png *.csv);;All files (*)"));
    if (file.isEmpty())
        return;
    if (file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        open(file);
    else
        openFigure(file);
}

bool PresetFiles::open(const QString& file)
{
    auto system = readSystem(toPath(file), m_session->catalog());
    if (!system) {
        report(QStringLiteral("open"), system.error());
        return false;
    }
    openSystem(*system);
    remember(file);
    return true;
}

bool PresetFiles::openFigure(const QString& file)
{
    const auto fail = [&](const std::string& message) {
        m_messages->show({.cause = QStringLiteral("open"), .text = qtext(message), .level = MessageBar::Level::Error});
        return false;
    };
    const auto bytes = readFigureFile(file.toStdString());
    if (!bytes)
        return fail(bytes.error());
    const auto provenance = readProvenance(*bytes);
    if (!provenance)
        return fail(QFileInfo(file).fileName().toStdString() + ": " + provenance.error());
    const std::string name = QFileInfo(file).fileName().toStdString();
    const auto design = designOfFigure(provenance->design, m_session->catalog(), name);
    if (!design) {
        report(QStringLiteral("open"), design.error());
        return false;
    }
    QUndoStack* undo = m_session->undoStack();
    undo->beginMacro(tr("open %1").arg(QFileInfo(file).fileName()));
    m_session->openDesign(design->design, qtext(provenance->title), {});
    if (!provenance->baseline.empty()) {
        if (const auto baseline = designOfFigure(provenance->baseline, m_session->catalog(), name))
            m_session->setBaseline(Baseline{
                baseline->name.empty() ? tr("baseline of the figure") : qtext(baseline->name), baseline->design});
    }
    undo->endMacro();
    m_messages->show({.cause = QStringLiteral("open"),
                      .text = tr("Opened the design inside %1 (made with version %2).")
                                  .arg(QFileInfo(file).fileName(), qtext(provenance->programVersion))});
    return true;
}

QString PresetFiles::suggestedFile() const
{
    QString name = m_session->state().presetName.toLower();
    name.replace(QRegularExpression(QStringLiteral("[^a-z0-9]+")), QStringLiteral("-"));
    return QDir(userFolder()).filePath((name.isEmpty() ? QStringLiteral("design") : name) + QStringLiteral(".json"));
}

void PresetFiles::save()
{
    const QString file = m_session->state().presetFile;
    const QString shipped = QString::fromStdString(m_directories.shipped.string());
    // Shipped presets stay as they are: saving one of them asks for a name of the user's own.
    if (file.isEmpty() || file.startsWith(shipped) || !QFileInfo(file).isWritable())
        saveAs();
    else
        saveTo(file);
}

void PresetFiles::saveAs()
{
    QDir().mkpath(userFolder());
    QString file =
        QFileDialog::getSaveFileName(nullptr, tr("Save the design"), suggestedFile(), tr("Designs (*.json)"));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QStringLiteral(".json");
    saveTo(file);
}

bool PresetFiles::saveTo(const QString& file)
{
    SystemFile system;
    const SessionState& state = m_session->state();
    const bool sameFile = state.presetFile == file;
    const QString name = sameFile ? state.presetName : QFileInfo(file).completeBaseName();
    system.name = name.toStdString();
    system.design = state.design;
    if (sameFile) {
        if (const auto old = readSystem(toPath(file), m_session->catalog()))
            system.description = old->description;
    }
    if (const auto written = writeSystem(toPath(file), system, m_session->catalog()); !written) {
        report(QStringLiteral("save"), written.error());
        return false;
    }
    m_session->markSaved(name, file);
    remember(file);
    m_messages->show({.cause = QStringLiteral("save"), .text = tr("Saved %1.").arg(file)});
    return true;
}

void PresetFiles::reset()
{
    const SessionState& state = m_session->state();
    m_session->openDesign(state.presetDesign, state.presetName, state.presetFile);
}

} // namespace ralmscope
