// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipped_catalog.h"

#include "catalog_files.h"
#include "simulate.h"
#include "value_text.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace ralmscope::test {

const Catalog& shippedCatalog()
{
    static const Catalog catalog = [] {
        auto load = loadCatalog({RALMSCOPE_SOURCE_DIR "/presets", {}});
        if (!load)
            throw std::runtime_error("the shipped catalog does not load");
        return load->catalog;
    }();
    return catalog;
}

const PimStack& shippedStack(std::string_view id)
{
    const Catalog& catalog = shippedCatalog();
    return catalog.pims.at(static_cast<std::size_t>(catalog.find(CatalogKind::Pim, id)));
}

DesignPoint designWith(std::initializer_list<std::pair<std::string_view, std::string_view>> settings)
{
    DesignPoint design;
    for (const auto& [id, text] : settings) {
        const ParameterInfo* row = findParameter(id);
        if (!row)
            throw std::invalid_argument("no parameter " + std::string(id));
        std::string problem;
        const auto value = valueFromText(*row, text, shippedCatalog(), &problem);
        if (!value)
            throw std::invalid_argument(problem);
        setByUser(design, row->parameter, *value);
    }
    return design;
}

Result simulated(std::initializer_list<std::pair<std::string_view, std::string_view>> settings)
{
    return simulate(designWith(settings), shippedCatalog());
}

} // namespace ralmscope::test
