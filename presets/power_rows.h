// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_reader.h"

namespace ralmscope {

/// Tokens of a prompt where a row does not say, of served chats and questions. Assumed.
inline constexpr double kUsualPrompt = 250.0;

/// Of a row that gives the mean and the peak power of one request from its prompt to its last token.
struct RequestPower
{
    std::size_t row = 0; ///< position in the list of rows
    std::string alike; ///< GPU, model and number of GPUs
    double promptShare = 0.0; ///< of the time, in which the prompt is read: at least the prefill's kernels
    double peakWatts = 0.0; ///< highest power seen: while the prompt is read
};

/// Reads a row of the power table: what the GPU achieved of its peaks, and the watts it drew.
std::optional<RequestPower> readPower(KernelRow& row, RowReader& reader, const Catalog& catalog);

/// Leaves out rows whose mean breaks the conservation of energy: the mean of a request is at least the peak for the
/// time in which its prompt is read, and what such a model draws while decoding for the rest. A mean that is lower by
/// more than a twentieth was taken over another stretch of time than the request (traces that end early or begin late).
/// What decoding draws is the mean of the row of the same GPU, model and number of GPUs whose prompt takes the smallest
/// part of the time.
void leaveOutBrokenTraces(std::vector<KernelRow>& rows, const std::vector<RequestPower>& requests);

} // namespace ralmscope
