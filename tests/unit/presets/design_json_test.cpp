// SPDX-License-Identifier: GPL-3.0-or-later
#include "design_json.h"

#include "catalog_files.h"
#include "parameter_choices.h"
#include "temporary_folder.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace ralmscope {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class DesignJson : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_catalog = std::make_unique<Catalog>(loadCatalog(shippedData()).value().catalog); }
    static void TearDownTestSuite() { s_catalog.reset(); }

    DesignPoint read(const char* text) const { return designFromJson(json::parse(text), *s_catalog, "f").value(); }
    std::string problemsOf(const char* text) const
    {
        const auto design = designFromJson(json::parse(text), *s_catalog, "f.json", "/parameters");
        return design ? "" : problemsText(design.error());
    }

    static inline std::unique_ptr<Catalog> s_catalog;
};

TEST_F(DesignJson, TheDefaultDesignIsEmpty)
{
    EXPECT_EQ(designToJson({}, *s_catalog), json::object());
    EXPECT_EQ(read("{}"), DesignPoint());
}

TEST_F(DesignJson, EveryParameterRoundTrips)
{
    for (const ParameterInfo& row : parameterTable()) {
        DesignPoint design;
        const double largest = row.type == ParameterType::Catalog
            ? static_cast<double>(s_catalog->size(row.catalog) - 1)
            : row.type == ParameterType::Real ? 0.3 * row.maximum + 0.7 * row.minimum
                                              : row.maximum;
        design.set(row.parameter, largest);
        const json written = designToJson(design, *s_catalog);
        const auto again = designFromJson(json::parse(written.dump()), *s_catalog, "f");
        ASSERT_TRUE(again) << row.id << ": " << problemsText(again.error());
        EXPECT_EQ((*again)[row.parameter], largest) << row.id << " as " << written.dump();
    }
}

TEST_F(DesignJson, WritesIdsFlagsNumbersAndAutomaticValues)
{
    DesignPoint design;
    design.set(Parameter::RetrievalDatabase, s_catalog->find(CatalogKind::Database, "sift-1b"));
    design.set(Parameter::RetrievalOrganisation, static_cast<double>(Organisation::CpuGpuIndex));
    design.set(Parameter::FpgaDoubleBuffer, 1);
    design.set(Parameter::DatabaseVectors, 2e9);
    EXPECT_EQ(designToJson(design, *s_catalog), json::parse(R"({"retrieval.database": "sift-1b",
        "retrieval.organisation": "cpu_gpu_index", "fpga.double_buffer": true, "database.vectors": 2000000000})"));
}

TEST_F(DesignJson, ReadsNumbersAsTextAndAutomaticValues)
{
    EXPECT_EQ(read(R"({"database.vectors": "2G"})")[Parameter::DatabaseVectors], 2e9);
    EXPECT_EQ(read(R"({"gpu.count": "4"})")[Parameter::GpuCount], 4);
    EXPECT_TRUE(read(R"({"retrieval.k": "auto"})").isAuto(Parameter::RetrievalK));
}

TEST_F(DesignJson, AllProblemsAreNamedAtOnceWithPointerValueAndWhatIsAllowed)
{
    const std::string problems = problemsOf(R"({"gpu.count": 0, "gpu.cuont": 1, "retrieval.database": "sift",
        "retrieval.organisation": 3, "fpga.count": 1.5, "workload.batch": null, "fpga.clock": "fast",
        "workload.sequence": [512], "gpu.device": "auto"})");
    EXPECT_THAT(problems, HasSubstr("f.json: /parameters/gpu.count: gpu.count = 0: allowed whole numbers 1 .. 1024"));
    EXPECT_THAT(problems, HasSubstr("f.json: /parameters/gpu.cuont: is no parameter"));
    EXPECT_THAT(problems, HasSubstr("retrieval.database = sift: allowed syn-512-1b | "));
    EXPECT_THAT(problems, HasSubstr("retrieval.organisation = 3: allowed none | cpu | "));
    EXPECT_THAT(problems, HasSubstr("fpga.count = 1.5: allowed whole numbers"));
    EXPECT_THAT(problems, HasSubstr("/parameters/workload.batch: must be a number, a text or true/false, is null"));
    EXPECT_THAT(problems, HasSubstr("fpga.clock = fast: allowed"));
    EXPECT_THAT(problems, HasSubstr("/parameters/workload.sequence: must be a number"));
    EXPECT_THAT(problems, HasSubstr("gpu.device = auto: allowed rtx-3090"));
    EXPECT_THAT(problemsOf(R"({"gpu.count": true})"), HasSubstr("gpu.count = true: allowed whole numbers 1 .. 1024"));
    EXPECT_THAT(problemsOf("[]"), HasSubstr("f.json: /parameters: must be an object of parameters, is a list"));
}

} // namespace
} // namespace ralmscope
