// SPDX-License-Identifier: GPL-3.0-or-later
#include "serving_table.h"

#include "catalog_files.h"
#include "row_reader.h"
#include "temporary_folder.h"
#include "transformer_serving.h"

#include <gmock/gmock.h>

#include <cmath>

namespace ralmscope {
namespace {

using testing::HasSubstr;

constexpr const char* kHeader = "gpu,model,precision,stack,tp,batch,in_tokens,out_tokens,ttft_ms,tpot_ms,note\n";

class ServingTable : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_catalog = std::make_unique<Catalog>(loadCatalog(shippedData()).value().catalog); }
    static void TearDownTestSuite() { s_catalog.reset(); }

    static CsvTable table(const std::string& rows) { return parseCsv(kHeader + rows, "t.csv").value(); }
    static std::vector<double> predicted(const std::string& row)
    {
        return servingModel().predict(table(row), *s_catalog).value().front();
    }
    static std::string whyLeftOut(const std::string& row)
    {
        EXPECT_TRUE(std::isnan(predicted(row)[1])) << row;
        return servingModel().remarks(table(row), *s_catalog).value().front().leftOut;
    }

    static inline std::unique_ptr<Catalog> s_catalog;
};

TEST_F(ServingTable, RequestsInFlightAreTheSteadyStateOfTheKernelsAndAFrontEndBeforeTheFirstToken)
{
    const auto answer =
        predicted("H100-SXM5-80GB,Llama-3.1-70B,fp8,vLLM 0.18.0,4,16,1024,512,200,15,online; batch=concurrency\n");
    ServingChoice choice;
    choice.weightFormat = "fp8";
    choice.stack = "vllm";
    const auto kernels = transformerKernels(*s_catalog, *gpuMeasuredAs(*s_catalog, "H100-SXM5-80GB"), choice);
    const SteadyState state =
        steadyState(*modelMeasuredAs(*s_catalog, "Llama-3.1-70B"), kernels, {4.0, 1.0}, 16.0, {1024.0, 512.0});
    const SoftwareStack* software = softwareOf(*s_catalog, "vllm");
    ASSERT_TRUE(software);
    EXPECT_GT(software->firstToken, 0.0);
    EXPECT_DOUBLE_EQ(answer[0], 1e3 * (state.timeToFirstToken + software->firstToken));
    EXPECT_DOUBLE_EQ(answer[1], 1e3 * state.timePerToken);
}

TEST_F(ServingTable, APromptPhaseIsOnePrefillOfTheBatch)
{
    const std::string start = "A100-80GB,Llama-2-70B,fp16,vLLM 2023 (Splitwise),8,";
    const auto one = predicted(start + "1,512,128,90,45,prompt-phase time as ttft\n");
    const auto four = predicted(start + "4,512,128,300,50,prompt-phase time as ttft\n");
    EXPECT_GT(four[0], 2.0 * one[0]);
    EXPECT_LE(four[0], 4.0 * one[0]);
    EXPECT_TRUE(std::isnan(one[1])) << "decoding waits for launches that are not modelled";
}

TEST_F(ServingTable, ASteadyStateWithoutAStatedPromptIsThatOfUsualChats)
{
    const std::string start = "H100-SXM5-80GB,NVIDIA-Nemotron-Nano-9B-v2,bf16,vLLM 2025,1,64,";
    const auto unstated = predicted(start + ",5000,,18,steady state; task=gpqa\n");
    const auto stated = predicted(start + "250,5000,,18,steady state; task=gpqa\n");
    EXPECT_DOUBLE_EQ(unstated[1], stated[1]);
    EXPECT_THAT(whyLeftOut(start + ",5000,,18,online; batch=concurrency\n"), HasSubstr("prompt"));
}

TEST_F(ServingTable, MoreRequestsInFlightTakeLongerPerToken)
{
    double before = 0.0;
    for (const char* batch : {"1", "4", "16", "64"}) {
        const double now = predicted("H200-SXM5,Llama-3.1-8B,fp8,sglang 0.5.6,1," + std::string(batch)
                                     + ",1024,1024,20,5,online\n")[1];
        EXPECT_GT(now, before) << batch;
        before = now;
    }
}

TEST_F(ServingTable, WhatCannotBeToldIsLeftOutWithTheReason)
{
    const std::string start = "H100-SXM5-80GB,Llama-3.1-70B,";
    EXPECT_THAT(whyLeftOut(start + ",vllm 0.18.0,4,16,1024,512,200,15,online\n"), HasSubstr("precision"));
    EXPECT_THAT(whyLeftOut(start + "fp8,vllm 0.18.0,4,16,,512,200,15,online\n"), HasSubstr("prompt"));
    EXPECT_THAT(whyLeftOut(start + "fp8,vllm 0.18.0,4,,1024,512,200,15,online\n"), HasSubstr("in flight"));
    EXPECT_THAT(whyLeftOut(start + "fp8,vllm 0.18.0,4,max,,512,200,15,max load\n"), HasSubstr("neither"));
    EXPECT_THAT(whyLeftOut(start + "fp8,vllm 0.18.0,4,16,1024,512,200,15,max load\n"), HasSubstr("neither"));
    EXPECT_THAT(whyLeftOut(start + "fp8,vllm 0.18.0,4,512,1024,512,90000,15,online\n"), HasSubstr("queue"));
    EXPECT_THAT(whyLeftOut("H100-SXM5-80GB,Unheard-Of,fp8,vllm 0.18.0,4,16,1024,512,200,15,online\n"),
                HasSubstr("catalog"));
}

TEST_F(ServingTable, BadCellsAreReported)
{
    const auto answer = servingModel().predict(
        table("H100-SXM5-80GB,Llama-3.1-70B,fp8,vllm 0.18.0,none,16,1024,512,200,15,online\n"), *s_catalog);
    ASSERT_FALSE(answer);
    EXPECT_THAT(problemsText(answer.error()), testing::AllOf(HasSubstr("tp"), HasSubstr("none")));
    for (const char* row :
         {"fp8,vllm 0.18.0,4,many,1024,512,200,15,online", "fp7,vllm 0.18.0,4,16,1024,512,200,15,online",
          "fp8,vllm 0.18.0,99999,16,1024,512,200,15,max load"})
        EXPECT_FALSE(
            servingModel().predict(table(std::string("H100-SXM5-80GB,Llama-3.1-70B,") + row + "\n"), *s_catalog))
            << row;
}

} // namespace
} // namespace ralmscope
