// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace ralmscope {

/// A number split for display: "37.5" and "ms".
struct FormattedQuantity
{
    std::string number;
    std::string unit; ///< prefix and unit; empty for a pure number

    /// "37.5 ms"; just the number when there is no unit.
    std::string text() const;
};

/// An SI prefix (exponent a multiple of three) and the factor that a raw value is divided by to be shown with it.
struct SiPrefix
{
    std::string_view symbol;
    double factor = 1.0;
};

/// Prefix that brings |value| into [1, 1000) for a unit that takes prefixes (s, B, J, W, Hz, FLOP, B/s, ...); none for
/// zero, non-finite values and units that do not take one ("tokens", "x", "%", "").
SiPrefix siPrefixFor(double value, std::string_view unit);

/// Value with `digits` significant digits and an SI prefix where the unit takes one. A fraction with unit "%" is
/// multiplied by 100. Non-finite values give "n/a" (NaN) or a signed infinity sign.
FormattedQuantity formatQuantity(double value, std::string_view unit, int digits = 3);

/// Shortest text that reads back to exactly the same double, with the plain unit: what hovering and exports show.
std::string formatExact(double value, std::string_view unit = {});

/// Significant digits without prefix: "1234", "0.0123", "1.2e-07". Trailing zeros after the point are removed.
std::string formatNumber(double value, int digits = 4);

/// "140.0" -> "140": for values that were set, where the zeros claim no precision.
std::string withoutTrailingZeros(std::string number);

/// Relative change as shown beside a read-out: "-40 %", "+0.3 %", "x12" beyond a factor of ten, "n/a" for a zero base.
std::string formatChange(double value, double base);

} // namespace ralmscope
