// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu.h"
#include "fpga_node.h"
#include "gpu.h"
#include "language_model.h"
#include "links.h"
#include "parameter_table.h"
#include "pim_stack.h"
#include "software_stack.h"
#include "vector_database.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace ralmscope {

/// Every device, link, stack, model and database a design can choose from. Filled once at start (presets library) and
/// immutable afterwards: Catalog parameters of a DesignPoint are positions in these lists. Shared freely by threads.
struct Catalog
{
    std::vector<Gpu> gpus;
    std::vector<FpgaNode> fpgas;
    std::vector<Cpu> cpus;
    std::vector<Link> links;
    std::vector<SoftwareStack> stacks;
    std::vector<LanguageModel> models;
    std::vector<VectorDatabase> databases;
    std::vector<GpuLink> gpuLinks;
    std::vector<PimStack> pims;

    std::size_t size(CatalogKind kind) const;
    /// Precondition: index < size(kind).
    const CatalogEntry& entry(CatalogKind kind, std::size_t index) const;
    /// -1 if there is no such id.
    int find(CatalogKind kind, std::string_view id) const;
};

/// Every kind but None, in the order of the enum.
inline constexpr std::array<CatalogKind, 9> kCatalogKinds{
    CatalogKind::Gpu,   CatalogKind::Fpga,     CatalogKind::Cpu,     CatalogKind::Link, CatalogKind::Stack,
    CatalogKind::Model, CatalogKind::Database, CatalogKind::GpuLink, CatalogKind::Pim};

/// "gpu", "fpga", "cpu", "link", "stack", "model", "database", "gpu_link", "pim".
std::string_view catalogKindId(CatalogKind kind);

} // namespace ralmscope
