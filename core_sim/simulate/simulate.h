// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog.h"
#include "design_point.h"
#include "result.h"

namespace ralmscope {

/// Bumped whenever a formula changes a number; part of the key of every stored result.
inline constexpr int kModelVersion = 4;

/// The model: one design point in, everything known of it out. Pure, deterministic, allocation-free, about a
/// microsecond; safe to call from any number of threads. Never throws: a design that cannot be built or is out of range
/// gives a Result whose verdict says why.
Result simulate(const DesignPoint& design, const Catalog& catalog);

} // namespace ralmscope
