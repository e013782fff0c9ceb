// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameter_table.h"

#include "design_point.h"
#include "parameter_choices.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

namespace ralmscope {
namespace {

TEST(ParameterTable, EveryRowIsComplete)
{
    std::set<std::string_view> ids;
    for (const ParameterInfo& row : parameterTable()) {
        SCOPED_TRACE(row.id);
        EXPECT_TRUE(ids.insert(row.id).second);
        EXPECT_NE(row.id.find('.'), std::string_view::npos);
        EXPECT_FALSE(row.label.empty());
        EXPECT_TRUE(row.doc.ends_with('.'));
        EXPECT_EQ(findParameter(row.id), &row);
        if (row.type != ParameterType::Catalog) {
            EXPECT_LT(row.minimum, row.maximum);
            EXPECT_EQ(isAuto(row.defaultValue), !row.autoFrom.empty());
            EXPECT_TRUE(isAuto(row.defaultValue) || isAllowed(row, row.defaultValue));
        } else {
            EXPECT_NE(row.catalog, CatalogKind::None);
        }
        if (row.type == ParameterType::Choice) {
            EXPECT_EQ(row.choices.size(), static_cast<std::size_t>(row.maximum) + 1);
            EXPECT_EQ(row.choiceLabels.size(), row.choices.size());
        }
    }
    EXPECT_EQ(findParameter("no.such"), nullptr);
}

TEST(ParameterTable, RefusesWhatIsNotANumberOrOutOfRange)
{
    const ParameterInfo& nprobe = info(Parameter::RetrievalNprobe);
    EXPECT_TRUE(isAllowed(nprobe, 32));
    EXPECT_FALSE(isAllowed(nprobe, 0));
    EXPECT_FALSE(isAllowed(nprobe, 32.5));
    EXPECT_FALSE(isAllowed(nprobe, std::nan("")));
    EXPECT_FALSE(isAllowed(nprobe, std::numeric_limits<double>::infinity()));
    EXPECT_FALSE(isAllowed(nprobe, 1e9));
}

TEST(ParameterTable, ValuesSurviveTheirText)
{
    for (const ParameterInfo& row : parameterTable()) {
        if (row.type == ParameterType::Catalog)
            continue;
        for (const double value : {row.minimum, row.maximum}) {
            const auto read = plainValueFromText(row, plainValueText(row, value));
            ASSERT_TRUE(read.has_value()) << row.id;
            EXPECT_EQ(*read, value) << row.id;
        }
    }
}

TEST(ParameterTable, NumbersMayCarryASuffix)
{
    const ParameterInfo& vectors = info(Parameter::DatabaseVectors);
    EXPECT_EQ(plainValueFromText(vectors, "1G"), 1e9);
    EXPECT_EQ(plainValueFromText(vectors, "2.5M"), 2.5e6);
    EXPECT_TRUE(std::isnan(plainValueFromText(vectors, "auto").value()));
    for (const char* bad : {"", "abc", "1X", "1 G", "nan", "inf", "1e999", "0x10", "--3"})
        EXPECT_EQ(plainValueFromText(vectors, bad), std::nullopt) << bad;
}

TEST(ParameterTable, RowsOfAnAbsentDeviceDoNotApply)
{
    DesignPoint design;
    const auto organise = [&](Organisation o) { design.set(Parameter::RetrievalOrganisation, static_cast<double>(o)); };
    organise(Organisation::Cpu);
    EXPECT_FALSE(applies(info(Parameter::FpgaCount), design));
    EXPECT_TRUE(applies(info(Parameter::CpuCores), design));
    organise(Organisation::FpgaGpuIndex);
    EXPECT_TRUE(applies(info(Parameter::FpgaCount), design));
    EXPECT_FALSE(applies(info(Parameter::CpuCores), design));
    organise(Organisation::None);
    EXPECT_FALSE(applies(info(Parameter::RetrievalNprobe), design));
}

} // namespace
} // namespace ralmscope
