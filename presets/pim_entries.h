// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "object_reader.h"
#include "pim_stack.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace ralmscope {

// What a PIM stack's file says beside its groups: "dram_as", "built_placement" and the list "placements", which comes
// from command-level simulation.

void readExtras(PimStack& stack, ObjectReader& reader);
void writeExtras(const PimStack& stack, nlohmann::ordered_json& document);

/// A stack must stream somehow: by its placements, by those of another stack, or at a bank rate and efficiency.
void checkWhole(const PimStack& stack, ObjectReader& reader);

/// Fills in what stacks share with the one that their "dram_as" names: timing, placements and energies. The fingerprint
/// then depends on both. A stack that refers to one that is not there, or that itself refers to another, is
/// left out and reported.
void completePimStacks(std::vector<PimStack>& stacks, FileProblems& problems);

} // namespace ralmscope
