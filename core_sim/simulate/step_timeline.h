// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "decode_iteration.h"
#include "design_point.h"
#include "stage.h"
#include "verdict.h"

#include <string>
#include <vector>

namespace ralmscope {

/// Devices of one kind that work together, as a row of the timeline.
struct TimelineLane
{
    std::string name;
    DeviceKind device = DeviceKind::Gpu;
};

/// Something that a lane does without a break. Kernels of one kind in all layers are one span.
struct TimelineSpan
{
    std::string name; ///< "QKV projection", "Code scan"
    std::string detail; ///< shape and number of kernels; may be empty
    Stage stage = Stage::FullyConnected;
    DeviceKind device = DeviceKind::Gpu;
    std::size_t lane = 0; ///< position in StepTimeline::lanes
    int subBatch = 0; ///< 0: the half whose step this is; 1: what the other half does meanwhile
    double start = 0.0; ///< s
    double end = 0.0;
    double seconds = 0.0; ///< whole length, also of what begins before or ends after the step
};

/// Which step of a sequence.
enum class TimelineStep
{
    Retrieving, ///< one that retrieves, mean over the sequence
    Plain, ///< one that does not
    First ///< retrieval, cross-attention keys and values, and the prefill where there is a prompt
};

/// The part of a step that is the layers of the model, all of them together.
struct TimelineLayers
{
    double layers = 0.0; ///< 0: not known
    double start = 0.0; ///< s
    double end = 0.0;
};

/// One step of a batch on one model copy and a replica of the retrieval pool.
struct StepTimeline
{
    Verdict verdict; ///< why there is nothing
    std::vector<TimelineLane> lanes; ///< those with spans
    std::vector<TimelineSpan> spans; ///< of a half, in order of time
    TimelineLayers layers;
    DecodeIteration iteration; ///< which one is shown, where the rows of a batch decay
    double seconds = 0.0; ///< latency.retrieval_step, plain_step or first_step; of an iteration its own decoding
    int subBatches = 1;

    bool isEmpty() const { return spans.empty(); }
};

/// The parts that simulate() adds up, one after the other, in the order in which a layer needs them: spans of sub-batch
/// 0 follow each other without gaps. With two sub-batches the other half is half a cycle behind, and waits where both
/// want the GPUs. Empty, with the verdict, where the design is not usable, and for a step that no sequence has. Where
/// the rows of a batch decay, decoding is that of the chosen iteration, else the mean over the sequence. Pure; for a
/// chart, it allocates.
StepTimeline stepTimeline(const DesignPoint& design, const Catalog& catalog, TimelineStep step,
                          IterationChoice iteration = IterationChoice::First);

} // namespace ralmscope
