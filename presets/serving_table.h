// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table_model.h"

namespace ralmscope {

/// "gpu-serving": time to the first token and time per token of served requests. Columns: gpu, model, precision, stack,
/// tp, batch (requests in flight), in_tokens, out_tokens, note; ttft_ms and tpot_ms are predicted.
///
/// A note that starts with "online" is a steady number of requests in flight: steadyState() of the kernels measured for
/// that software, without host time, which today's software hides behind them. "steady state ..." is the same where the
/// table does not say how long prompts are, which is assumed then. "prompt-phase ..." is a batch whose
/// prompts are processed together: the first token only. Rows that the closed forms cannot tell are left out, with the
/// reason: unknown models, precision or prompt length not stated, arrivals at a rate, requests that queue for longer
/// than half of their decoding (then fewer are in flight than the table says).
const TableModel& servingModel();

} // namespace ralmscope
