// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device.h"
#include "object_reader.h"

#include <nlohmann/json.hpp>

namespace ralmscope {

// What a GPU's file says of its kernels: "measured_as", "sibling" and the list "kernels".

void readExtras(Gpu& gpu, ObjectReader& reader);
void writeExtras(const Gpu& gpu, nlohmann::ordered_json& document);

} // namespace ralmscope
