// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "decode_iteration.h"
#include "design_point.h"
#include "step_operator.h"
#include "verdict.h"

#include <limits>
#include <string>
#include <vector>

namespace ralmscope {

/// What the devices of one kind of one model copy can do at most, all of them together.
struct Roof
{
    std::string name; ///< "8 x H100 SXM, bf16"
    DeviceKind device = DeviceKind::Gpu;
    double peakFlops = 0.0; ///< FLOP/s
    double bandwidth = 0.0; ///< B/s

    double ridge() const { return peakFlops / bandwidth; } ///< FLOP/B from which the peak is the limit
    double at(double intensity) const { return intensity < ridge() ? intensity * bandwidth : peakFlops; }
};

enum class StepPass
{
    Decode,
    Prefill,
    Draft
};

/// What an operator waits for most.
enum class OperatorBound
{
    Bandwidth,
    Compute,
    Fixed ///< neither explains half of its time: launches, waves that are not full, latency
};

/// An operator of a pass on a device. FLOP and bytes are of all devices of the copy that share the work.
struct ProfiledOperator
{
    StepPass pass = StepPass::Decode;
    std::string name;
    std::string shape; ///< "32 x 1280 x 8192, 80 times"
    DeviceKind device = DeviceKind::Gpu;
    Stage stage = Stage::FullyConnected;
    std::size_t roof = 0; ///< position in StepProfile::roofs
    double seconds = 0.0; ///< in one pass, all layers
    double flops = 0.0;
    double bytes = 0.0; ///< of memory traffic; 0 of collectives
    double rate = 0.0; ///< FLOP/s that the copy achieves meanwhile
    double share = 0.0; ///< of the pass's seconds
    OperatorBound bound = OperatorBound::Bandwidth;

    double intensity() const { return flops / bytes; } ///< FLOP/B
    bool hasPoint() const { return flops > 0.0 && bytes > 0.0 && seconds > 0.0; }
};

/// Operators of a decoding step and of a prefill of one model copy, and the roofs above them.
struct StepProfile
{
    Verdict verdict; ///< why there is nothing
    std::vector<Roof> roofs;
    std::vector<ProfiledOperator> operators; ///< about in the order in which they run, pass after pass
    DecodeIteration iteration; ///< which step, where the rows of a batch decay; else the mean one
    double decodeSeconds = 0.0; ///< of a step, host time and draft included
    double prefillSeconds = 0.0; ///< of one prefill; 0 without a prompt
    double rows = 0.0; ///< of a step: sequences of a part times tokens of each (n = RLP x TLP)
    double fcIntensity = std::numeric_limits<double>::quiet_NaN(); ///< FLOP/B of the FC layers at these rows
    double alpha = std::numeric_limits<double>::quiet_NaN(); ///< rows at which FC changes sides; NaN: no such rule
    double alphaIntensity = std::numeric_limits<double>::quiet_NaN(); ///< of the FC layers at alpha

    bool isEmpty() const { return operators.empty(); }
};

/// The operators that simulate() sums up, before they are summed. Empty, with the verdict, where the design is not
/// usable, and where a paper's own model stands in for ours. Pure; for a chart, it allocates. Roofline: Williams et
/// al., CACM 52(4), 2009.
StepProfile stepProfile(const DesignPoint& design, const Catalog& catalog,
                        IterationChoice iteration = IterationChoice::First);

} // namespace ralmscope
