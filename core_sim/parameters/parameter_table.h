// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parameter.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "device_kind.h"

namespace ralmscope {

class DesignPoint;

enum class ParameterType
{
    Integer,
    Real,
    Choice,
    Flag,
    Catalog
};
enum class Scale
{
    Linear,
    Log2,
    Log10
};
enum class ParameterGroup
{
    Accelerators,
    Retrieval,
    LanguageModel,
    Workload,
    Mapping,
    Fpga,
    Pim,
    Network,
    Energy
};

/// Which list of the catalog a parameter of type Catalog chooses from. The value of such a parameter is the position
/// in that list; text (files, SQL, command line) always carries the entry's id.
enum class CatalogKind
{
    None,
    Gpu,
    Fpga,
    Cpu,
    Link,
    Stack,
    Model,
    Database,
    GpuLink,
    Pim
};

/// One row of the parameter table: everything that sliders, presets, the command line, the database and the charts
/// need to know of a parameter. Immutable; lives as long as the program.
struct ParameterInfo
{
    Parameter parameter;
    std::string_view id; ///< stable name in files, SQL and on the command line, such as "retrieval.nprobe"
    std::string_view label; ///< as shown to people
    std::string_view unit; ///< SI unit, or a counting word ("tokens"); empty for pure numbers
    ParameterGroup group = ParameterGroup::Accelerators;
    ParameterType type = ParameterType::Real;
    double minimum = 0.0; ///< allowed range, both ends included; for choices the first and last index
    double maximum = 1.0;
    Scale scale = Scale::Linear;
    double defaultValue = 0.0; ///< kAuto: taken from `autoFrom`
    std::span<const std::string_view> choices{}; ///< ids of a Choice, by index
    std::span<const std::string_view> choiceLabels{}; ///< the same as shown to people
    CatalogKind catalog =
        CatalogKind::None; ///< list of a Catalog parameter, or the list that an automatic value comes from
    std::string_view autoFrom{}; ///< where an automatic value comes from, in words; empty: no automatic value
    std::optional<DeviceKind> device{}; ///< colours the slider
    bool advanced = false; ///< shown only when its section is opened
    bool (*applies)(const DesignPoint&) = nullptr; ///< nullptr: always
    std::string_view doc; ///< one sentence: what it is and what it changes
};

/// All rows, in the order of Parameter.
std::span<const ParameterInfo> parameterTable();

const ParameterInfo& info(Parameter parameter);

/// nullptr if no parameter has this id.
const ParameterInfo* findParameter(std::string_view id);

std::string_view groupName(ParameterGroup group);

/// Whether changing the parameter can change any result of this design.
bool applies(const ParameterInfo& row, const DesignPoint& design);

/// "1 .. 1024", "cpu | cpu_gpu_index | ...", "0 | 1": what messages tell the user.
std::string allowedText(const ParameterInfo& row);

/// Whether `value` is finite, in range, and whole where the row is not Real. Automatic values are not checked here.
bool isAllowed(const ParameterInfo& row, double value);

/// Text for a plain value (not for Catalog rows, whose text needs the catalog): choice id, 0/1, or shortest number.
std::string plainValueText(const ParameterInfo& row, double value);

/// A choice or flag as shown to people: "FPGA, GPU index", "on".
std::string_view choiceLabel(const ParameterInfo& row, double value);

/// Reads what plainValueText writes; SI suffixes k, M, G, T are accepted on numbers ("1G" vectors). nullopt if it is
/// no such text. The range is not checked.
std::optional<double> plainValueFromText(const ParameterInfo& row, std::string_view text);

} // namespace ralmscope
