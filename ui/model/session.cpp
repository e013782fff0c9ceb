// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "change_text.h"
#include "fc_crossover.h"
#include "session_command.h"
#include "value_text.h"

#include "metric_table.h"

namespace ralmscope {

namespace {

constexpr int kUndoLimit = 500;

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool same(double a, double b)
{
    return a == b || (isAuto(a) && isAuto(b));
}

bool sameBaseline(const std::optional<Baseline>& a, const std::optional<Baseline>& b)
{
    return a.has_value() == b.has_value() && (!a || (a->name == b->name && a->design == b->design));
}

/// "Chameleon prototype", "Chameleon prototype, nprobe 8", "Chameleon prototype, 3 changes".
QString describeDesign(const SessionState& state, const Catalog& catalog)
{
    QStringList changes;
    for (const ParameterInfo& row : parameterTable()) {
        const double value = state.design[row.parameter];
        if (!same(value, state.presetDesign[row.parameter]))
            changes << fromView(row.label) % QLatin1Char(' ')
                    % QString::fromStdString(displayText(row, value, catalog));
    }
    QString name = state.presetName.isEmpty() ? QStringLiteral("Baseline") : state.presetName;
    if (changes.isEmpty())
        return name;
    if (changes.size() > 2)
        return QStringLiteral("%1, %2 changes").arg(name).arg(changes.size());
    return name % QStringLiteral(", ") % changes.join(QStringLiteral(", "));
}

} // namespace

class Session::Private
{
public:
    Private(Session* session, std::shared_ptr<const Catalog> shared)
        : q(session)
        , catalog(std::move(shared))
    {
        undoStack.setUndoLimit(kUndoLimit);
    }

    bool valueAllowed(Parameter parameter, double value) const
    {
        const ParameterInfo& row = info(parameter);
        if (isAuto(value))
            return !row.autoFrom.empty();
        if (!isAllowed(row, value))
            return false;
        return row.type != ParameterType::Catalog || value < static_cast<double>(catalog->size(row.catalog));
    }

    void apply(const SessionState& next)
    {
        const bool designDiffers = !(next.design == state.design && next.presetDesign == state.presetDesign)
            || next.presetName != state.presetName || next.presetFile != state.presetFile;
        const bool baselineDiffers = !sameBaseline(next.baseline, state.baseline);
        state = next;
        if (designDiffers)
            Q_EMIT q->designChanged();
        if (baselineDiffers)
            Q_EMIT q->baselineChanged();
        Q_EMIT q->changed();
    }

    void push(SessionState next, const QString& text, SessionCommand::Merge merge = {})
    {
        undoStack.push(new SessionCommand(
            state, std::move(next), text,
            [this](SessionState target, bool withPreset) {
                if (!withPreset) {
                    target.presetName = state.presetName;
                    target.presetFile = state.presetFile;
                    target.presetDesign = state.presetDesign;
                }
                apply(target);
            },
            std::move(merge)));
    }

    void setDesignValue(Parameter parameter, double value)
    {
        SessionState next = state;
        setByUser(next.design, parameter, value);
        for (const ParameterInfo& row : parameterTable()) {
            // Another database or model frees what the old one supplied, but not what the user locked.
            if (row.parameter != parameter && state.locked[static_cast<std::size_t>(row.parameter)])
                next.design.set(row.parameter, state.design[row.parameter]);
        }
        const auto text = QString::fromStdString(changeText(parameter, state.design[parameter], value, *catalog));
        push(std::move(next), text, {currentDrag, parameter, catalog});
    }

    Session* q;
    std::shared_ptr<const Catalog> catalog;
    SessionState state;
    QUndoStack undoStack;
    quint64 currentDrag = 0; ///< 0: none
    quint64 lastDrag = 0;
};

Session::Session(std::shared_ptr<const Catalog> catalog, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(catalog)))
{
}

Session::~Session() = default;

const Catalog& Session::catalog() const
{
    return *d->catalog;
}

std::shared_ptr<const Catalog> Session::sharedCatalog() const
{
    return d->catalog;
}

const SessionState& Session::state() const
{
    return d->state;
}

const DesignPoint& Session::design() const
{
    return d->state.design;
}

double Session::value(Parameter parameter) const
{
    const double value = resolved()[parameter];
    if (parameter != Parameter::MappingAlpha || !isAuto(value))
        return value;
    // Calibrated from cost curves, which resolving alone does not know.
    const double crossing = fcCrossover(d->state.design, *d->catalog, 2).alpha;
    return isAuto(crossing) ? 0.0 : crossing;
}

ResolvedDesign Session::resolved() const
{
    return resolve(d->state.design, *d->catalog);
}

bool Session::isModified() const
{
    return !(d->state.design == d->state.presetDesign);
}

bool Session::isModified(Parameter parameter) const
{
    return !same(d->state.design[parameter], d->state.presetDesign[parameter]);
}

QUndoStack* Session::undoStack()
{
    return &d->undoStack;
}

void Session::beginDrag()
{
    d->currentDrag = ++d->lastDrag;
}

void Session::endDrag()
{
    d->currentDrag = 0;
}

bool Session::setParameter(Parameter parameter, double value)
{
    if (d->state.locked[static_cast<std::size_t>(parameter)] || !d->valueAllowed(parameter, value))
        return false;
    if (!same(d->state.design[parameter], value))
        d->setDesignValue(parameter, value);
    return true;
}

void Session::resetParameter(Parameter parameter)
{
    setParameter(parameter, d->state.presetDesign[parameter]);
}

void Session::setXAxis(Parameter parameter)
{
    if (d->state.xAxis == parameter)
        return;
    SessionState next = d->state;
    next.xAxis = parameter;
    d->push(std::move(next), tr("x axis %1").arg(fromView(info(parameter).label)));
}

void Session::setMetric(int chart, Metric metric)
{
    const auto index = static_cast<std::size_t>(chart);
    if (index >= d->state.metrics.size() || d->state.metrics[index] == metric)
        return;
    SessionState next = d->state;
    next.metrics[index] = metric;
    d->push(std::move(next), tr("chart %1").arg(fromView(info(metric).label)));
}

void Session::setLogarithmic(int chart, bool logarithmic)
{
    const auto index = static_cast<std::size_t>(chart);
    if (index >= d->state.logarithmic.size() || d->state.logarithmic[index] == logarithmic)
        return;
    SessionState next = d->state;
    next.logarithmic[index] = logarithmic;
    d->push(std::move(next), logarithmic ? tr("logarithmic scale") : tr("linear scale"));
}

void Session::setBaselineBand(bool shown)
{
    if (d->state.baselineBand == shown)
        return;
    SessionState next = d->state;
    next.baselineBand = shown;
    d->push(std::move(next), shown ? tr("error band of the baseline") : tr("no error band of the baseline"));
}

void Session::setCurrentBand(bool shown)
{
    if (d->state.currentBand == shown)
        return;
    SessionState next = d->state;
    next.currentBand = shown;
    d->push(std::move(next), shown ? tr("error band of this design") : tr("no error band of this design"));
}

void Session::setLocked(Parameter parameter, bool locked)
{
    const auto index = static_cast<std::size_t>(parameter);
    if (d->state.locked[index] == locked)
        return;
    SessionState next = d->state;
    next.locked[index] = locked;
    const QString label = fromView(info(parameter).label);
    d->push(std::move(next), locked ? tr("lock %1").arg(label) : tr("unlock %1").arg(label));
}

void Session::pinBaseline(const QString& name)
{
    setBaseline(Baseline{name.isEmpty() ? describeDesign(d->state, *d->catalog) : name, d->state.design});
}

void Session::setBaseline(const std::optional<Baseline>& baseline)
{
    if (sameBaseline(d->state.baseline, baseline))
        return;
    SessionState next = d->state;
    next.baseline = baseline;
    d->push(std::move(next), baseline ? tr("pin baseline %1").arg(baseline->name) : tr("clear baseline"));
}

void Session::clearBaseline()
{
    setBaseline(std::nullopt);
}

void Session::openDesign(const DesignPoint& design, const QString& name, const QString& file)
{
    SessionState next = d->state;
    next.design = design;
    next.presetDesign = design;
    next.presetName = name;
    next.presetFile = file;
    d->push(std::move(next), tr("open %1").arg(name));
}

bool Session::setDesign(const DesignPoint& design, const QString& text)
{
    for (const ParameterInfo& row : parameterTable()) {
        if (d->state.locked[static_cast<std::size_t>(row.parameter)]
            && !same(design[row.parameter], d->state.design[row.parameter]))
            return false;
    }
    if (design == d->state.design)
        return true;
    SessionState next = d->state;
    next.design = design;
    d->push(std::move(next), text);
    return true;
}

void Session::markSaved(const QString& name, const QString& file)
{
    SessionState next = d->state;
    next.presetDesign = next.design;
    next.presetName = name;
    next.presetFile = file;
    d->apply(next);
}

void Session::restore(const SessionState& state)
{
    d->undoStack.clear();
    d->apply(state);
}

} // namespace ralmscope
