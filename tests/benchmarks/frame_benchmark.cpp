// SPDX-License-Identifier: GPL-3.0-or-later
#include "appearance.h"
#include "chart_view.h"
#include "explore_view.h"
#include "main_window.h"
#include "window_settings.h"
#include "workspace.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

// From a tick of a slider to the painted frame, with every chart of Explore visible and no point of it in the database;
// and from the start of opening files to the visible window. Offscreen; medians are comparable between runs.
//
// frame_benchmark [ticks] [results.db]

namespace {

using namespace ralmscope;

/// Sees when each chart's plot was painted last.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(const ExploreView& view)
    {
        clock.start();
        for (ChartView* chart : view.charts()) {
            for (QWidget* child : chart->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
                child->installEventFilter(this);
                painted.emplace_back(child, 0);
            }
        }
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            // Painting happens after this filter; what is posted now runs behind it.
            QMetaObject::invokeMethod(
                this, [this] { last = clock.nsecsElapsed(); }, Qt::QueuedConnection);
            for (auto& [widget, when] : painted) {
                if (widget == watched)
                    when = clock.nsecsElapsed();
            }
        }
        return false;
    }

    bool allPaintedSince(qint64 moment) const
    {
        return last > moment && std::all_of(painted.begin(), painted.end(), [moment](const auto& plot) {
                   return plot.second > moment || !plot.first->isVisible();
               });
    }

    QElapsedTimer clock;
    qint64 last = 0;
    std::vector<std::pair<QWidget*, qint64>> painted;
};

void report(const char* what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf("%-28s n %4zu   p50 %6.2f ms   p90 %6.2f ms   p99 %6.2f ms   max %6.2f ms\n", what, times.size(),
                at(0.5), at(0.9), at(0.99), times.back());
}

void ticks(MainWindow& window, int count)
{
    Session& session = window.workspace().session();
    PaintWatch watch(*window.explore());
    std::vector<double> times;
    std::vector<double> worker;
    qint64 arrival = 0;
    DesignPoint arrivedWith;
    QObject::connect(window.live(), &LiveLink::frameReady, &watch,
                     [&](const std::shared_ptr<const ExploreFrame>& frame) {
                         arrival = watch.clock.nsecsElapsed();
                         arrivedWith = frame->state.design;
                     });
    session.beginDrag();
    for (int i = 0; i < count; ++i) {
        const qint64 start = watch.clock.nsecsElapsed();
        // A sequence length that no tick before had: nothing is in the database.
        session.setParameter(Parameter::WorkloadSequence, 513 + i);
        // The frame of this tick has arrived, and every plot has been painted since.
        while (!(arrivedWith == session.design()) || !watch.allPaintedSince(arrival))
            QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        times.push_back(static_cast<double>(watch.last - start) / 1e6);
        worker.push_back(window.live()->frame()->milliseconds);
    }
    session.endDrag();
    const auto frame = window.live()->frame();
    std::printf("points per frame: %zu shown, %zu reused\n", frame->pointsShown, frame->pointsReused);
    report("tick to painted frame", times);
    report("  of that, worker thread", worker);
}

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    const int count = argc > 1 ? std::max(1, std::atoi(argv[1])) : 500;
    Workspace::Options options;
    options.databasePath =
        argc > 2 ? std::string(argv[2]) : folder.filePath(QStringLiteral("results.db")).toStdString();
    auto workspace = Workspace::open(options);
    if (!workspace) {
        std::fprintf(stderr, "%s\n", workspace.error().c_str());
        return 2;
    }
    Appearance appearance(ThemeVariant::Light);
    appearance.applyTo(application);
    WindowSettings settings(folder.filePath(QStringLiteral("window.ini")));
    MainWindow window(**workspace, appearance, settings);
    window.resize(1440, 900);
    window.show();
    QApplication::processEvents();
    std::printf("start to visible window: %lld ms", static_cast<long long>(sinceStart.elapsed()));
    window.waitUntilPainted();
    std::printf(", with its charts: %lld ms\n", static_cast<long long>(sinceStart.elapsed()));
    ticks(window, count);
    return 0;
}
