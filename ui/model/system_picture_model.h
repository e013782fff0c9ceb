// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explore_frame.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ralmscope {

// The system as boxes and links, for the painter on the screen and for export. Pure function of a frame; no pixels.

/// One pool of devices.
struct SystemBox
{
    DeviceKind device = DeviceKind::Gpu;
    int column = 0; ///< from left to right; two pools of one column stand one above the other
    std::string title; ///< "GPU", "CPU", "FPGA memory node"
    std::string detail; ///< "RTX 3090 · LM + index", "H100 · LM · 2 copies of 4"
    int count = 1; ///< devices, or cores where countParameter is cpu.cores
    std::string countText; ///< "×4", "8 cores"
    std::optional<Parameter> countParameter; ///< what dragging the handle sets; nothing: fixed
    bool locked = false; ///< the user locked countParameter
    int minimum = 1; ///< of the count
    int maximum = 1;
    double utilisation = 0.0; ///< 0 .. 1; NaN: not known
    std::string utilisationText; ///< "69 % busy"
    bool binding = false; ///< limits the throughput
};

/// A connection between boxes of neighbouring columns.
struct SystemLink
{
    std::size_t from = 0; ///< positions in boxes
    std::size_t to = 0;
    std::string bandwidth; ///< "100 Gbit/s"; empty: inside one server
    std::string traffic; ///< "67.7 kB/query"; empty: not known
    double utilisation = 0.0; ///< NaN: not known
    bool binding = false;
};

struct SystemPicture
{
    std::string title; ///< of the design, for exports
    std::vector<SystemBox> boxes;
    std::vector<SystemLink> links;
    std::string binding; ///< "GPU: LM step"; empty when the result is not usable
    std::string problem; ///< one sentence when the design cannot run; drawn instead of the binding
};

SystemPicture makeSystemPicture(const ExploreFrame& frame, const Catalog& catalog);

/// Count one step up or down (what wheel, + and - do): the next whole power-of-two step when dragging coarse, else by
/// one.
int nextCount(const SystemBox& box, int direction, bool coarse);

} // namespace ralmscope
