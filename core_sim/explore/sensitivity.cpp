// SPDX-License-Identifier: GPL-3.0-or-later
#include "sensitivity.h"

#include "resolved_design.h"
#include "value_text.h"

#include <algorithm>
#include <cmath>

namespace ralmscope {

namespace {

using enum Parameter;

/// Rows that describe the question rather than the answer to it, or only how numbers are counted.
bool isGiven(const ParameterInfo& row)
{
    switch (row.parameter) {
    case DatabaseVectors:
    case DatabaseDimension:
    case DatabasePqBytes:
    case DatabaseListImbalance:
    case DatabaseListsSplit:
    case WorkloadSequence:
    case WorkloadPrompt:
    case WorkloadOutputLengths:
    case WorkloadOutputSigma:
    case WorkloadFirstBatch:
    case LmAcceptance:
    case MappingPhysics:
    case PimPowerLimit:
    case SystemAccelerators:
    case FpgaNodeVariation:
    case Parameter::CpuSearchMode:
    case Parameter::EnergyConvention:
        return true;
    default:
        return row.type == ParameterType::Catalog;
    }
}

/// Neighbouring values of a row's value, below and above.
std::vector<double> neighbours(const ParameterInfo& row, double value)
{
    if (row.type == ParameterType::Choice || row.type == ParameterType::Flag) {
        std::vector<double> others;
        for (double choice = row.minimum; choice <= row.maximum; choice += 1.0) {
            if (choice != value)
                others.push_back(choice);
        }
        return others;
    }
    if (row.scale == Scale::Linear) {
        const double step = 0.1 * (row.maximum - row.minimum);
        return {value - step, value + step};
    }
    const double factor = row.scale == Scale::Log2 ? 2.0 : 1.4;
    return {row.type == ParameterType::Integer ? std::ceil(value / factor) : value / factor, value * factor};
}

} // namespace

std::vector<Step> neighbouringSteps(const DesignPoint& design, const Catalog& catalog)
{
    std::vector<Step> steps;
    const ResolvedDesign resolved = resolve(design, catalog);
    for (const ParameterInfo& row : parameterTable()) {
        if (isGiven(row) || !applies(row, design))
            continue;
        const double from = resolved[row.parameter];
        for (const double to : neighbours(row, from)) {
            if (to == from || !isAllowed(row, to))
                continue;
            Step step{row.parameter, from, to, design};
            setByUser(step.design, row.parameter, to);
            steps.push_back(step);
        }
    }
    return steps;
}

} // namespace ralmscope
