// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_model.h"

#include "atomic_file.h"
#include "paper_figure.h"

#include <QEventLoop>
#include <QTimer>

#include <thread>

namespace ralmscope {

class PapersModel::Private
{
public:
    struct Answer
    {
        std::vector<PaperFigure> figures;
        std::vector<PaperCard> cards;
        QString problem;
    };

    static Answer compute(const Catalog& catalog, const DataDirectories& directories)
    {
        Answer answer;
        auto load = loadFigures(directories, catalog);
        if (!load) {
            answer.problem = QString::fromStdString(problemsText(load.error()));
            return answer;
        }
        answer.problem = QString::fromStdString(problemsText(load->problems));
        answer.figures = std::move(load->figures);
        for (const PaperFigure& figure : answer.figures)
            answer.cards.push_back(makePaperCard(figure, catalog));
        return answer;
    }

    std::shared_ptr<const Catalog> catalog;
    DataDirectories directories;
    Answer answer;
    bool isLoaded = false;
    std::thread worker;
};

PapersModel::PapersModel(std::shared_ptr<const Catalog> catalog, QObject* parent)
    : PapersModel(std::move(catalog), locateDataDirectories(), parent)
{
}

PapersModel::PapersModel(std::shared_ptr<const Catalog> catalog, DataDirectories directories, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->catalog = std::move(catalog);
    d->directories = std::move(directories);
}

PapersModel::~PapersModel()
{
    if (d->worker.joinable())
        d->worker.join();
}

void PapersModel::load()
{
    if (d->worker.joinable())
        return;
    d->worker = std::thread([this, catalog = d->catalog, directories = d->directories] {
        auto answer = std::make_shared<Private::Answer>(Private::compute(*catalog, directories));
        QMetaObject::invokeMethod(
            this,
            [this, answer] {
                d->answer = std::move(*answer);
                d->isLoaded = true;
                Q_EMIT loaded();
            },
            Qt::QueuedConnection);
    });
}

bool PapersModel::isLoaded() const
{
    return d->isLoaded;
}

const std::vector<PaperCard>& PapersModel::cards() const
{
    return d->answer.cards;
}

QString PapersModel::problem() const
{
    return d->answer.problem;
}

QString PapersModel::compareWith(int card, const QString& csvFile)
{
    const auto index = static_cast<std::size_t>(card);
    if (index >= d->answer.cards.size())
        return tr("There is no such figure.");
    const PaperFigure& figure = d->answer.figures[index];
    if (csvFile.isEmpty()) {
        d->answer.cards[index] = makePaperCard(figure, *d->catalog);
        Q_EMIT cardChanged(card);
        return {};
    }
    const auto text = readTextFile(csvFile.toStdString());
    if (!text)
        return csvFile % QStringLiteral(": ") % QString::fromStdString(text.error());
    const auto table = parseCsv(*text, csvFile.toStdString());
    if (!table)
        return QString::fromStdString(problemsText(table.error()));
    PaperCard replaced = makePaperCard(figure, *d->catalog, &*table);
    if (!replaced.problem.empty())
        return QString::fromStdString(replaced.problem);
    d->answer.cards[index] = std::move(replaced);
    Q_EMIT cardChanged(card);
    return {};
}

bool PapersModel::waitUntilLoaded(int milliseconds)
{
    load();
    if (d->isLoaded)
        return true;
    QEventLoop loop;
    connect(this, &PapersModel::loaded, &loop, &QEventLoop::quit);
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
    return d->isLoaded;
}

} // namespace ralmscope
