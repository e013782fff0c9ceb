// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "metric.h"
#include "resolved_design.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <array>
#include <bitset>
#include <memory>
#include <optional>

namespace ralmscope {

/// A design kept for comparison.
struct Baseline
{
    QString name;
    DesignPoint design;
};

/// Everything the user can change and undo, as one value.
struct SessionState
{
    DesignPoint design;
    QString presetName; ///< title of the preset the design started from
    QString presetFile; ///< where it was read from; empty for none
    DesignPoint presetDesign; ///< what reset dots return to, and what "modified" is measured against
    Parameter xAxis = Parameter::WorkloadBatch;
    std::array<Metric, 3> metrics{Metric::Tpot, Metric::Tokens, Metric::EnergyPerToken}; ///< of the three curve charts
    std::array<bool, 3> logarithmic{false, false, false}; ///< y axes of those charts
    std::optional<Baseline> baseline;
    bool baselineBand = true; ///< error band around the baseline's curves
    bool currentBand = false; ///< the same around the current design's
    std::bitset<kParameterCount> locked; ///< parameters that dragging must not change
};

/// The document of the window: the current design and how it is looked at. Every change goes through the undo stack;
/// successive changes of one parameter within one drag are one undo step. GUI thread only; no Widgets.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(std::shared_ptr<const Catalog> catalog, QObject* parent = nullptr);
    ~Session() override;

    const Catalog& catalog() const;
    std::shared_ptr<const Catalog> sharedCatalog() const;
    const SessionState& state() const;
    const DesignPoint& design() const;
    /// The value in force: set, or automatic.
    double value(Parameter parameter) const;
    ResolvedDesign resolved() const;
    bool isModified() const; ///< design differs from the preset's
    bool isModified(Parameter parameter) const;
    QUndoStack* undoStack();

    /// Starts and ends a drag: setParameter() calls in between merge into one undo step per parameter.
    void beginDrag();
    void endDrag();

    /// Sets a parameter as a user means it (see setByUser()). Ignored if locked or not allowed; returns whether set.
    bool setParameter(Parameter parameter, double value);
    void resetParameter(Parameter parameter); ///< back to the preset's value
    void setXAxis(Parameter parameter);
    void setMetric(int chart, Metric metric);
    void setLogarithmic(int chart, bool logarithmic);
    void setBaselineBand(bool shown);
    void setCurrentBand(bool shown);
    void setLocked(Parameter parameter, bool locked);
    void pinBaseline(const QString& name = {}); ///< the current design; default name: the preset's, with what differs
    void setBaseline(const std::optional<Baseline>& baseline);
    void clearBaseline();
    /// Replaces the design and what reset returns to, as one undo step: opening a preset, a stored row, a figure.
    void openDesign(const DesignPoint& design, const QString& name, const QString& file = {});
    /// Another design from the same preset, as one undo step with this text. Ignored if it differs in a locked
    /// parameter; returns whether set.
    bool setDesign(const DesignPoint& design, const QString& text);
    /// After saving: the current design becomes the preset's. Not undoable.
    void markSaved(const QString& name, const QString& file);
    /// Restores a whole state at start, without an undo step.
    void restore(const SessionState& state);

Q_SIGNALS:
    /// Any part of state() changed; what a request for new charts depends on.
    void changed();
    void designChanged();
    void baselineChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ralmscope
