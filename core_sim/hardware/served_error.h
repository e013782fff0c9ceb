// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu_kernels.h"

#include <optional>
#include <string>
#include <string_view>

namespace ralmscope {

/// What was compared of requests served from end to end.
enum class ServedTime
{
    FirstToken,
    PerToken
};

/// "serving-ttft", "serving-tpot".
std::string_view servedTimeId(ServedTime what);
std::optional<ServedTime> servedTimeFromId(std::string_view id);

/// How well whole requests on a GPU were predicted from its kernels: what the errors of kernels alone do not show.
struct ServedError
{
    ServedTime what = ServedTime::PerToken;
    std::string stack; ///< name of the software's kernels, "vllm"; empty: all software together
    std::size_t rows = 0; ///< compared
    ErrorBand error;
    Source source;
};

} // namespace ralmscope
