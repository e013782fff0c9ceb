// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "provenance.h"

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

/// Kinds of GPU work whose constants are fitted to measurements, each with one equation in core_sim/cost.
enum class KernelClass
{
    Gemm,
    PrefillAttention,
    DecodeAttention,
    Collective,
    Elementwise,
    BoardPower,
    HostOverhead
};
inline constexpr std::size_t kKernelClassCount = 7;

/// "gemm", "attention-prefill", "attention-decode", "collectives", "elementwise", "power", "end-to-end".
std::string_view kernelClassId(KernelClass kernel);
std::optional<KernelClass> kernelClassFromId(std::string_view id);

inline constexpr std::size_t kMostConstants = 10;
/// Constants of one class in the order of kernelConstants(); those beyond its length are 0.
using ConstantValues = std::array<double, kMostConstants>;

/// One fitted constant: its key in files and the bounds within which it means anything. Seconds, or ratios.
struct ConstantInfo
{
    std::string_view key;
    double low = 0.0;
    double high = 1.0;
    double typical = 0.5; ///< where a search for it starts
    bool logarithmic = true; ///< searched over its logarithm
    std::string_view text; ///< what it is
};

/// The constants of a class, in the order of ConstantValues.
std::span<const ConstantInfo> kernelConstants(KernelClass kernel);

/// |predicted / measured - 1|: median and 90th percentile; NaN where nothing was measured.
struct ErrorBand
{
    double median = std::numeric_limits<double>::quiet_NaN();
    double p90 = std::numeric_limits<double>::quiet_NaN();
};

/// Constants of one class on one GPU, and how well they were seen to agree.
struct KernelFit
{
    KernelClass kernel = KernelClass::Gemm;
    std::string variant; ///< number format, operation, ...: what separates measurements of one class; empty: any
    std::string measuredAs; ///< the GPU or system as the measured table calls it; empty: any
    std::string stack; ///< software that was measured; empty: any
    ConstantValues values{};
    std::size_t rows = 0; ///< measured rows behind it, fit and hold-out together; 0: not fitted
    std::size_t apart = 0; ///< of them, rows kept apart from the fit
    ErrorBand fit; ///< on the rows fitted
    ErrorBand holdOut; ///< on the rows kept apart
    ErrorBand pooled; ///< on both together
    ErrorBand stated; ///< what designs on the GPU itself say of these constants; see addStatedErrors()
    ErrorBand standIn; ///< the same where they stand in for another GPU's
    Source source;
};

/// Measured over the network between servers, or beyond a pair of bridged GPUs: another system than the GPU's link.
bool isBeyondLink(std::string_view measuredAs);

/// Rows kept apart below which their error says little: an error of one row is no error.
inline constexpr std::size_t kFewestApart = 8;

/// The error that the rows of a fit themselves speak for: of the rows kept apart if they are kFewestApart or more, else
/// of all rows pooled; for entries without that, the wider of the two.
ErrorBand seenError(const KernelFit& fit);

/// The wider of two bands, median and 90th percentile apart; what is not known (NaN) does not count.
ErrorBand wider(const ErrorBand& a, const ErrorBand& b);

/// ConstantInfo::typical of every constant of a class.
ConstantValues typicalConstants(KernelClass kernel);

/// Number formats of one width have one family ("16-bit", "8-bit", "4-bit"), a broadcast that of all-gathers; other
/// variants are their own.
std::string_view variantFamily(std::string_view variant);

/// "vllm" of "vllm/0.14.0:custom": software without its version.
std::string_view stackName(std::string_view stack);

/// What is asked of a list of fits.
struct KernelQuery
{
    KernelClass kernel = KernelClass::Gemm;
    std::string_view variant;
    std::string_view measuredAs;
    std::string_view stack;
};

/// The fit of the class and variant family that matches best: same variant first, then the same measured name, then
/// the same stack, then the same stack in another version; the earlier one of equals. nullptr if there is none.
const KernelFit* bestFit(std::span<const KernelFit> fits, const KernelQuery& query);

/// Variant, measured name and stack are all as asked.
bool isExact(const KernelFit& fit, const KernelQuery& query);

} // namespace ralmscope
