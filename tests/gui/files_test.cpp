// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "chart_view.h"
#include "database.h"
#include "explore_view.h"
#include "export_command.h"
#include "export_file.h"
#include "export_panel.h"
#include "figure_desk.h"
#include "message_bar.h"
#include "preset_files.h"
#include "result_store.h"
#include "tool_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTest>

namespace ralmscope {
namespace {

using enum Parameter;

class FilesTest : public WindowTest
{
protected:
    void drop(const QString& file)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &enter);
        QDropEvent event({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &event);
    }
    QString exported(const char* figure, FigureFormat format)
    {
        window->figures()->openExport(QString::fromLatin1(figure));
        auto* panel = window->findChild<ExportPanel*>();
        panel->formatBox()->setCurrentIndex(panel->formatBox()->findData(static_cast<int>(format)));
        const QString file = folder.filePath(QStringLiteral("figure"));
        panel->pathEdit()->setText(file);
        QTest::mouseClick(panel->exportButton(), Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return file;
    }
    void write(const QString& file, const char* text)
    {
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text);
    }
};

TEST_F(FilesTest, WhatIsSavedOpensAgain)
{
    session().setParameter(RetrievalNprobe, 48);
    session().setParameter(FpgaCount, 3);
    const DesignPoint saved = session().design();
    const QString file = folder.filePath(QStringLiteral("mine.json"));
    ASSERT_TRUE(window->presets()->saveTo(file));
    EXPECT_FALSE(session().isModified());
    session().setParameter(RetrievalNprobe, 8);
    EXPECT_TRUE(session().isModified());
    ASSERT_TRUE(window->presets()->open(file));
    EXPECT_TRUE(session().design() == saved);
    EXPECT_EQ(window->presets()->recent().value(0), file);
    session().undoStack()->undo();
    EXPECT_EQ(value(RetrievalNprobe), 8) << "opening is undone like anything else";
}

TEST_F(FilesTest, DroppingAPresetOpensIt)
{
    session().setParameter(RetrievalNprobe, 48);
    const QString file = folder.filePath(QStringLiteral("mine.json"));
    ASSERT_TRUE(window->presets()->saveTo(file));
    session().setParameter(RetrievalNprobe, 8);
    drop(file);
    EXPECT_EQ(value(RetrievalNprobe), 48);
}

TEST_F(FilesTest, ABadFileIsExplainedInlineAndChangesNothing)
{
    const DesignPoint before = session().design();
    const QString file = folder.filePath(QStringLiteral("bad.json"));
    write(
        file,
        R"({"format":"ralmscope-system","version":1,"name":"Bad","parameters":{"retrieval.nprobe":0,"gpu.cuont":3}})");
    drop(file);
    EXPECT_TRUE(session().design() == before);
    const QString message = window->messages()->currentText();
    EXPECT_TRUE(message.contains(QStringLiteral("retrieval.nprobe"))) << message.toStdString();
    EXPECT_TRUE(message.contains(QStringLiteral("gpu.cuont"))) << message.toStdString();
    EXPECT_FALSE(QApplication::activeModalWidget());
}

TEST_F(FilesTest, ADroppedFigureBringsBackItsDesign)
{
    session().setParameter(RetrievalNprobe, 16);
    session().setParameter(FpgaCount, 2);
    settle();
    const DesignPoint shown = session().design();
    for (const FigureFormat format : figureFormats()) {
        for (const char* figure : {"latency", "system"}) {
            const QString file = exported(figure, format);
            session().setParameter(RetrievalNprobe, 64);
            drop(file);
            EXPECT_TRUE(session().design() == shown)
                << figure << "." << figureFormatId(format) << ": " << window->messages()->currentText().toStdString();
        }
    }
}

TEST_F(FilesTest, AFolderThatIsNotThereIsToldInThePanel)
{
    window->figures()->openExport(QStringLiteral("latency"));
    auto* panel = window->findChild<ExportPanel*>();
    panel->pathEdit()->setText(folder.filePath(QStringLiteral("nowhere/figure.pdf")));
    QTest::mouseClick(panel->exportButton(), Qt::LeftButton);
    EXPECT_TRUE(panel->isVisible()) << "what was chosen stays";
    panel->close();
}

TEST_F(FilesTest, CopyPutsPictureAndNumbersOnTheClipboard)
{
    ChartView* chart = window->explore()->charts()[0];
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_C, Qt::ControlModifier);
    const QMimeData* data = QApplication::clipboard()->mimeData();
    ASSERT_TRUE(data);
    EXPECT_TRUE(data->hasImage());
    EXPECT_TRUE(data->text().contains(QLatin1Char('\t')));
}

TEST_F(FilesTest, TheWindowAndTheCommandLineWriteTheSameBytes)
{
    session().setParameter(RetrievalNprobe, 16);
    settle();
    for (const FigureFormat format : {FigureFormat::Pdf, FigureFormat::Svg}) {
        for (const char* figure : {"latency", "breakdown", "system"}) {
            const auto fromWindow = readFigureFile(exported(figure, format).toStdString());
            const std::string file = folder.filePath(QStringLiteral("command")).toStdString();
            ASSERT_EQ(runExportCommand({"--chart", figure, "--format", std::string(figureFormatId(format)), "--set",
                                        "retrieval.nprobe=16", "--size", "ieee1", "--out", file},
                                       startState),
                      0);
            const auto fromCommand = readFigureFile(file);
            ASSERT_TRUE(fromWindow && fromCommand);
            EXPECT_EQ(*fromWindow, *fromCommand) << figure << "." << figureFormatId(format);
        }
    }
}

TEST_F(FilesTest, DroppingAResultsDatabaseGoesOnWithIt)
{
    const QString other = folder.filePath(QStringLiteral("other.db"));
    drop(other);
    settle();
    EXPECT_EQ(workspace->databasePath(), other.toStdString());
    const auto before = storedRows();
    session().setParameter(RetrievalNprobe, 24);
    settle();
    EXPECT_EQ(storedRows(), before) << "the first one rests";
    auto database = Database::open(other.toStdString()).value();
    EXPECT_GT(ResultStore(database, workspace->catalog()).count().value(), 0u);
}

TEST_F(FilesTest, AFileThatIsNoDatabaseIsToldAndThePresentOneStays)
{
    const QString bad = folder.filePath(QStringLiteral("no/such/folder/bad.db"));
    drop(bad);
    settle();
    EXPECT_EQ(workspace->databasePath(), databasePath());
    EXPECT_TRUE(window->messages()->currentText().contains(QStringLiteral("bad.db")))
        << window->messages()->currentText().toStdString();
}

} // namespace
} // namespace ralmscope
