// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "result.h"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace ralmscope::test {

/// The catalog of the source tree, without a user's entries. Loaded once.
const Catalog& shippedCatalog();
/// A PIM stack of it.
const PimStack& shippedStack(std::string_view id);

/// The default design with settings given as text: {{"workload.batch", "64"}, ...}. Fails the test on a bad one.
DesignPoint designWith(std::initializer_list<std::pair<std::string_view, std::string_view>> settings);

Result simulated(std::initializer_list<std::pair<std::string_view, std::string_view>> settings);

} // namespace ralmscope::test
