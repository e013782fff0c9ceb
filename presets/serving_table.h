// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table_model.h"

#include <limits>

namespace ralmscope {

/// "gpu-serving": time to the first token and time per token of served requests. Columns: gpu, model, precision, stack,
/// tp, batch (requests in flight), in_tokens, out_tokens, note; ttft_ms and tpot_ms are predicted.
///
/// A note that starts with "online" is a steady number of requests in flight: steadyState() of the kernels measured for
/// that software, without host time per step, which today's software hides behind them; its host time of a request is
/// before the first token. "prompt-phase ..." is a batch whose prompts are processed together, timed inside the
/// software: the first token only. "steady state ..." is served requests where the table does not say how long prompts
/// are, which is assumed then. Rows that the closed forms cannot tell are left out, with the reason: unknown
/// models, precision or prompt length not stated, arrivals at a rate, requests that queue for longer than half of their
/// decoding (then fewer are in flight than the table says).
const TableModel& servingModel();

/// A row of such a table: what was measured, and what kernels and software say of it. Seconds; NaN where nothing is
/// said.
struct ServedRequest
{
    const Gpu* gpu = nullptr;
    std::string stack; ///< as the catalog calls the kernels of the software
    bool frontEnd = true; ///< measured by a client; else inside the software
    bool alone = true; ///< so few in flight that requests hardly wait for each other
    bool secondHalf = false; ///< kept apart from fits of the host time of a request
    double measuredFirst = std::numeric_limits<double>::quiet_NaN();
    double measuredToken = std::numeric_limits<double>::quiet_NaN();
    double prefill = std::numeric_limits<double>::quiet_NaN(); ///< kernels
    double perToken = std::numeric_limits<double>::quiet_NaN(); ///< kernels
    double hostedPrefill = std::numeric_limits<double>::quiet_NaN(); ///< with host time per step, as designs have it
    double hostedPerToken = std::numeric_limits<double>::quiet_NaN();
    std::string leftOut; ///< why it is not compared
};

/// Rows that a catalog GPU is meant by. Errors as of the table model.
tl::expected<std::vector<ServedRequest>, FileProblems> servedRequests(const CsvTable& table, const Catalog& catalog);

/// Software whose kernels a table calls `kernels`, with the host times of designs; nullptr if there is none.
const SoftwareStack* softwareOf(const Catalog& catalog, std::string_view kernels);

} // namespace ralmscope
