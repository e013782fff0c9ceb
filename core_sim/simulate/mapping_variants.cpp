// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapping_variants.h"

#include "parameter_choices.h"
#include "parameter_table.h"
#include "pim_mapping.h"

#include <array>

#include <fmt/format.h>

namespace ralmscope {

namespace {

using enum Parameter;

struct Mapping
{
    AttentionMapping attention;
    FcMapping fc;
};
constexpr std::array<Mapping, 12> kMappings{{{AttentionMapping::Gpu, FcMapping::Gpu},
                                             {AttentionMapping::Cpu, FcMapping::Gpu},
                                             {AttentionMapping::Pim, FcMapping::Gpu},
                                             {AttentionMapping::Gpu, FcMapping::Pim},
                                             {AttentionMapping::Pim, FcMapping::Pim},
                                             {AttentionMapping::Gpu, FcMapping::Static},
                                             {AttentionMapping::Pim, FcMapping::Static},
                                             {AttentionMapping::Gpu, FcMapping::Dynamic},
                                             {AttentionMapping::Pim, FcMapping::Dynamic},
                                             {AttentionMapping::Cpu, FcMapping::Pim},
                                             {AttentionMapping::Cpu, FcMapping::Static},
                                             {AttentionMapping::Cpu, FcMapping::Dynamic}}};

std::string nameOf(const DesignPoint& design)
{
    const auto choice = [&](Parameter parameter) { return choiceLabel(info(parameter), design[parameter]); };
    return fmt::format("Attention {}, FC {}", choice(MappingAttention), choice(MappingFc));
}

/// Whether the hardware has what the mapping names, whatever fits in it.
bool canRun(const ResolvedDesign& d, const Mapping& mapping)
{
    if (mapping.attention == AttentionMapping::Pim && attentionStacksPerCopy(d) < 1.0)
        return false;
    if (mapping.attention == AttentionMapping::Cpu && (!d.cpu || d.cpu->memoryBandwidth <= 0.0))
        return false;
    return mapping.fc == FcMapping::Gpu || fcStacksPerCopy(d) >= 1.0;
}

} // namespace

std::vector<MappingVariant> mappingVariants(const DesignPoint& design, const Catalog& catalog)
{
    const ResolvedDesign d = resolve(design, catalog);
    std::vector<MappingVariant> variants;
    for (const Mapping& mapping : kMappings) {
        DesignPoint variant = design;
        variant.set(MappingAttention, static_cast<double>(mapping.attention));
        variant.set(MappingFc, static_cast<double>(mapping.fc));
        const bool isCurrent = variant == design;
        if (isCurrent || canRun(d, mapping))
            variants.push_back({variant, nameOf(variant), isCurrent});
    }
    return variants;
}

} // namespace ralmscope
