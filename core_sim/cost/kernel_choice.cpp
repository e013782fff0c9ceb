// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_choice.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

namespace ralmscope {

namespace {

/// A sibling may have one too; two entries that name each other must not be followed for ever.
constexpr int kMostSiblings = 8;

/// Stronger than any likeness of names.
constexpr std::size_t kSameName = std::string::npos;

/// Words of makers and product lines: drivers put them before the name, tables mostly do not.
constexpr std::array<std::string_view, 9> kMakers{"nvidia", "amd",   "intel", "geforce", "instinct",
                                                  "radeon", "tesla", "rtx",   "arc"};

/// A name in lower case, its words parted by dashes, without the maker's.
std::string comparable(std::string_view text)
{
    std::string result;
    std::string word;
    const auto finish = [&] {
        if (std::find(kMakers.begin(), kMakers.end(), word) == kMakers.end() && !word.empty())
            result += (result.empty() ? "" : "-") + word;
        word.clear();
    };
    for (const char c : text) {
        if (c == ' ' || c == '-' || c == '_' || c == '/')
            finish();
        else
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    finish();
    return result;
}

/// A comparable name without dashes, for names that write "RTX4090" and "RTX 4090": makers may be run into it.
std::string squeezed(std::string_view name)
{
    std::string result;
    for (const char c : name) {
        if (c != '-')
            result += c;
    }
    for (const std::string_view maker : kMakers) {
        if (result.starts_with(maker) && result.size() > maker.size())
            result.erase(0, maker.size());
    }
    return result;
}

/// Names may end in the memory of the card: "l40s48gb" is the "l40s" with 48 GB, "v10016gb" is no V100 with 32 GB.
bool isWithMemory(std::string_view wanted, std::string_view known, double memoryBytes)
{
    if (!wanted.starts_with(known) || !wanted.ends_with("gb"))
        return false;
    double gigabytes = 0.0;
    for (const char c : wanted.substr(known.size(), wanted.size() - known.size() - 2)) {
        if (c < '0' || c > '9')
            return false;
        gigabytes = 10.0 * gigabytes + (c - '0');
    }
    // Not all of it is for users.
    return std::fabs(1e9 * gigabytes / memoryBytes - 1.0) < 0.1;
}

const Gpu* gpuById(const Catalog& catalog, std::string_view id)
{
    const int index = indexOf(catalog.gpus, id);
    return index < 0 ? nullptr : &catalog.gpus[static_cast<std::size_t>(index)];
}

template <typename Visit> void forEachName(const Gpu& gpu, Visit visit)
{
    visit(comparable(gpu.id));
    visit(comparable(gpu.name));
    for (const std::string& name : gpu.measuredAs)
        visit(comparable(name));
}

/// Length of the common beginning of two names, counted only up to a place where both may end a word.
std::size_t sharedWords(const std::string& a, const std::string& b)
{
    const auto ends = [](const std::string& text, std::size_t i) {
        return i == text.size() || text[i] == '-' || text[i] == '(';
    };
    std::size_t shared = 0;
    for (std::size_t i = 0;; ++i) {
        if (ends(a, i) && ends(b, i))
            shared = i;
        if (i == a.size() || i == b.size() || a[i] != b[i])
            return shared;
    }
}

} // namespace

std::string_view genericName(KernelClass kernel, bool linkSwitched)
{
    if (kernel != KernelClass::Collective)
        return {};
    return linkSwitched ? "switched link" : "shared link";
}

std::vector<const Gpu*> siblingsOf(const Catalog& catalog, const Gpu& gpu)
{
    std::vector<const Gpu*> result;
    const Gpu* sibling = gpuById(catalog, gpu.sibling);
    for (int hops = 0; sibling && hops < kMostSiblings; ++hops, sibling = gpuById(catalog, sibling->sibling))
        result.push_back(sibling);
    return result;
}

KernelChoice chooseKernel(const Catalog& catalog, const Gpu& gpu, const KernelQuery& query)
{
    return chooseKernel(catalog, gpu, query, gpu.linkSwitched);
}

KernelChoice chooseKernel(const Catalog& catalog, const Gpu& gpu, const KernelQuery& query, bool linkSwitched)
{
    const auto lends = [&](const Gpu& other) {
        return query.kernel != KernelClass::Collective || other.linkSwitched == linkSwitched;
    };
    const KernelFit* own = gpu.id == kGenericGpu || !lends(gpu) ? nullptr : bestFit(gpu.kernels, query);
    if (own)
        return {own, isExact(*own, query) ? KernelMatch::Measured : KernelMatch::SameGpu};
    const Gpu* sibling = gpuById(catalog, gpu.sibling);
    for (int hops = 0; sibling && hops < kMostSiblings; ++hops, sibling = gpuById(catalog, sibling->sibling)) {
        const KernelFit* fit = lends(*sibling) ? bestFit(sibling->kernels, query) : nullptr;
        if (fit)
            return {fit, KernelMatch::Sibling};
    }
    return genericKernel(catalog, query, linkSwitched);
}

KernelChoice genericKernel(const Catalog& catalog, const KernelQuery& query, bool linkSwitched)
{
    const Gpu* generic = gpuById(catalog, kGenericGpu);
    KernelQuery pooled = query;
    pooled.measuredAs = genericName(query.kernel, linkSwitched);
    return {generic ? bestFit(generic->kernels, pooled) : nullptr, KernelMatch::Generic};
}

std::string provenanceText(const KernelChoice& choice)
{
    if (!choice.fit)
        return "no constants";
    const std::string where = fmt::format("{} {} {}", choice.fit->measuredAs, choice.fit->variant, choice.fit->stack);
    switch (choice.match) {
    case KernelMatch::Measured:
        return "measured: " + where;
    case KernelMatch::SameGpu:
        return "measured on this GPU as " + where;
    case KernelMatch::Sibling:
        return "sibling: " + where;
    case KernelMatch::Generic:
        break;
    }
    return "generic constants";
}

const Gpu* gpuMeasuredAs(const Catalog& catalog, std::string_view name, bool* isSame)
{
    const std::string wanted = comparable(name);
    const std::string wantedLetters = squeezed(wanted);
    const Gpu* best = nullptr;
    std::size_t longest = 0;
    bool same = false;
    for (const Gpu& gpu : catalog.gpus) {
        forEachName(gpu, [&](const std::string& known) {
            const std::string letters = squeezed(known);
            const bool equal = letters == wantedLetters || isWithMemory(wantedLetters, letters, gpu.memoryBytes);
            const std::size_t shared = equal ? kSameName : sharedWords(known, wanted);
            if (shared > longest) {
                longest = shared;
                best = &gpu;
                same = equal;
            }
        });
    }
    if (isSame)
        *isSame = same;
    return best;
}

std::string measuredSpelling(const Gpu& gpu, std::string_view name)
{
    const auto& names = gpu.measuredAs;
    if (std::find(names.begin(), names.end(), name) != names.end())
        return std::string(name);
    const std::string wanted = squeezed(comparable(name));
    const auto found = std::find_if(names.begin(), names.end(), [&](const std::string& known) {
        const std::string letters = squeezed(comparable(known));
        return letters == wanted || isWithMemory(wanted, letters, gpu.memoryBytes);
    });
    return std::string(found == names.end() ? name : std::string_view(*found));
}

KernelMachine machineOf(const Gpu& gpu, std::string_view format)
{
    const std::string_view family = variantFamily(format);
    KernelMachine machine;
    machine.sms = gpu.sms;
    machine.peakFlops = gpu.fp16Flops;
    if (family == "8-bit" && gpu.fp8Flops > 0.0)
        machine.peakFlops = gpu.fp8Flops;
    if (family == "4-bit" && gpu.fp4Flops > 0.0)
        machine.peakFlops = gpu.fp4Flops;
    if (format == "fp32")
        machine.peakFlops = gpu.fp32Flops;
    machine.memoryBandwidth = gpu.memoryBandwidth;
    machine.l2Bytes = gpu.l2Bytes;
    machine.linkBandwidth = gpu.linkBandwidth;
    machine.boardPower = gpu.boardPower;
    return machine;
}

std::string_view servingVariant(bool hasExperts, std::string_view weightFormat)
{
    const double bytes = formatBytes(weightFormat);
    if (bytes >= 2.0)
        return hasExperts ? "e2e experts" : "e2e";
    if (hasExperts)
        return bytes >= 1.0 ? "e2e experts 8-bit" : "e2e experts 4-bit";
    // Nobody has published the power of dense models in four bits.
    return "e2e 8-bit";
}

bool isServingVariant(std::string_view variant)
{
    return variant.starts_with("e2e");
}

double formatBytes(std::string_view format)
{
    const std::string_view family = variantFamily(format);
    if (family == "8-bit")
        return 1.0;
    if (family == "4-bit")
        return 0.5;
    return format == "fp32" ? 4.0 : 2.0;
}

} // namespace ralmscope
