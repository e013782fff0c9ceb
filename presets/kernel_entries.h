// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu.h"
#include "language_model.h"
#include "object_reader.h"
#include "software_stack.h"

#include <nlohmann/json.hpp>

namespace ralmscope {

// Names of a model in measured tables.
void readExtras(LanguageModel& model, ObjectReader& reader);
void writeExtras(const LanguageModel& model, nlohmann::ordered_json& document);

// Names of a software stack in measured tables: "kernels_as" and "host_as".
void readExtras(SoftwareStack& stack, ObjectReader& reader);
void writeExtras(const SoftwareStack& stack, nlohmann::ordered_json& document);

// What a GPU's file says of its kernels: "measured_as", "sibling" and the list "kernels".

void readExtras(Gpu& gpu, ObjectReader& reader);
void writeExtras(const Gpu& gpu, nlohmann::ordered_json& document);

} // namespace ralmscope
