// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parameter_table.h"

#include <string>
#include <string_view>

namespace ralmscope {

enum class StepSize
{
    Fine,
    Normal,
    Coarse
};

/// Where a value of one numeric parameter stands on its slider, and which values drags, wheel and keys lead to. A
/// logarithmic row that allows 0 keeps the left end of its slider for it. Pure.
class ParameterScale
{
public:
    explicit ParameterScale(const ParameterInfo& row);

    /// Position on the slider, 0 .. 1. Values out of range stand at an end.
    double fraction(double value) const;
    /// The allowed value nearest to a position: whole for integers, near powers of two exactly on them, else three
    /// significant digits, so that dragging passes through numbers that people would type.
    double valueAt(double fraction) const;
    /// The value `steps` steps away: doubling on log2, 1-2-5 on log10, a hundredth of the range on linear rows. Fine:
    /// one for integers, a few per cent otherwise. Coarse: several normal steps.
    double stepped(double value, int steps, StepSize size) const;

private:
    double coordinate(double value) const;
    double valueAtCoordinate(double coordinate) const;
    double stepOnce(double value, bool up, bool fine) const;
    double clamped(double value) const;

    const ParameterInfo* m_row;
    bool m_logarithmic;
    double m_lowest; ///< smallest value other than 0
    double m_base;
};

/// A number as its editor shows it ("140", "1G", "50"), and the unit beside it ("MHz", "vectors", "%").
struct EditorText
{
    std::string number;
    std::string unit;
    double factor = 1.0; ///< raw value of 1 in that unit
};
EditorText editorText(const ParameterInfo& row, double value);

/// Reads what a user types into the editor of `row`, while it shows numbers in multiples of `factor`: "200",
/// "200 MHz", "1G", "0.5", "50 %", "auto". nullopt if it is no number; the range is not checked.
std::optional<double> valueFromEditorText(const ParameterInfo& row, std::string_view text, double factor);

} // namespace ralmscope
