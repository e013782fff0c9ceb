// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "chart_model.h"
#include "design_point.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace ralmscope {

/// How well the model meets one series of a figure.
struct PaperSeries
{
    std::string name;
    std::string metric; ///< metric label
    std::string kind;   ///< "fit", "prediction", "identity"
    std::size_t n = 0;
    double median = 0.0; ///< of |predicted / measured - 1|, fractions
    double p90 = 0.0;
    double max = 0.0;
    std::string tolerance; ///< as text: "median 3 %, max 8 %"; empty: none stated
    bool pass = true;
};

/// One figure of a paper beside the model.
struct PaperCard
{
    std::string id;
    std::string title;
    std::string source; ///< citation
    std::string kind;   ///< of the figure: "measured", ...
    std::string note;   ///< what a reader should know: which run, what is not reproduced and why
    bool pass = true;
    std::string summary; ///< one sentence: "64 values, median error 1.8 %, max 6.2 %: within tolerance"
    ChartModel chart;
    std::vector<PaperSeries> series;
    /// Per chart series and point the design behind it; empty for series without (the model's curve, guides).
    std::vector<std::vector<DesignPoint>> designs;
    std::string problem; ///< why the figure could not be computed; then there is no chart
};

/// The Papers view's data, computed once on a worker thread. GUI thread only.
class PapersModel : public QObject
{
    Q_OBJECT

public:
    explicit PapersModel(std::shared_ptr<const Catalog> catalog, QObject* parent = nullptr);
    ~PapersModel() override; ///< waits for the worker

    /// Starts computing; a second call does nothing.
    void load();
    bool isLoaded() const;
    const std::vector<PaperCard>& cards() const; ///< empty until loaded()

    /// Tests and screenshots: runs the event loop until loaded. False after the time-out.
    bool waitUntilLoaded(int milliseconds = 20000);

Q_SIGNALS:
    void loaded();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ralmscope
