// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog.h"

#include <array>
#include <stdexcept>

namespace ralmscope {

namespace {

/// Calls `visit` with the list of this kind.
template <typename Visit> auto withList(const Catalog& catalog, CatalogKind kind, Visit visit)
{
    switch (kind) {
    case CatalogKind::Gpu:
        return visit(catalog.gpus);
    case CatalogKind::Fpga:
        return visit(catalog.fpgas);
    case CatalogKind::Cpu:
        return visit(catalog.cpus);
    case CatalogKind::Link:
        return visit(catalog.links);
    case CatalogKind::Stack:
        return visit(catalog.stacks);
    case CatalogKind::Model:
        return visit(catalog.models);
    case CatalogKind::Database:
        return visit(catalog.databases);
    case CatalogKind::GpuLink:
        return visit(catalog.gpuLinks);
    case CatalogKind::Pim:
        return visit(catalog.pims);
    case CatalogKind::None:
        break;
    }
    throw std::logic_error("no catalog list of kind None");
}

} // namespace

std::size_t Catalog::size(CatalogKind kind) const
{
    return withList(*this, kind, [](const auto& list) { return list.size(); });
}

const CatalogEntry& Catalog::entry(CatalogKind kind, std::size_t index) const
{
    return *withList(*this, kind, [index](const auto& list) -> const CatalogEntry* { return &list.at(index); });
}

int Catalog::find(CatalogKind kind, std::string_view id) const
{
    return withList(*this, kind, [id](const auto& list) { return indexOf(list, id); });
}

std::string_view catalogKindId(CatalogKind kind)
{
    static constexpr std::array<std::string_view, 10> ids{"",      "gpu",   "fpga",     "cpu",      "link",
                                                          "stack", "model", "database", "gpu_link", "pim"};
    return ids[static_cast<std::size_t>(kind)];
}

} // namespace ralmscope
