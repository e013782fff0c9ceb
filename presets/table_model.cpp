// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_model.h"

#include "attacc_headline_table.h"
#include "attacc_table.h"
#include "kernel_models.h"
#include "papi_table.h"
#include "serving_table.h"

#include <algorithm>

#include <fmt/format.h>

namespace ralmscope {

bool isSplit(const std::vector<RowRemark>& remarks)
{
    const auto apart = std::count_if(remarks.begin(), remarks.end(), [](const RowRemark& r) { return r.keptApart; });
    return apart > 0 && static_cast<std::size_t>(apart) < remarks.size();
}

int TableModel::output(std::string_view column) const
{
    const auto found = std::find(outputs.begin(), outputs.end(), column);
    return found == outputs.end() ? -1 : static_cast<int>(found - outputs.begin());
}

FileProblems TableModel::missingColumns(const CsvTable& table) const
{
    FileProblems problems;
    for (const std::string_view column : inputs) {
        if (table.column(column) < 0)
            problems.push_back(missingColumn(table, column));
    }
    return problems;
}

std::span<const TableModel* const> tableModels()
{
    static const std::vector<const TableModel*> models = [] {
        std::vector<const TableModel*> all{&attaccGridModel(),   &attaccCyclesModel(), &attaccHeadlineModel(),
                                           &papiAveragesModel(), &papiChecksModel(),   &servingModel()};
        for (const TableModel& model : kernelModels())
            all.push_back(&model);
        return all;
    }();
    return models;
}

const TableModel* findTableModel(std::string_view name)
{
    const auto models = tableModels();
    const auto found =
        std::find_if(models.begin(), models.end(), [name](const TableModel* model) { return model->name == name; });
    return found == models.end() ? nullptr : *found;
}

} // namespace ralmscope
