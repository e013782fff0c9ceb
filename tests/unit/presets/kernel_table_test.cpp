// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel_table.h"

#include "catalog_files.h"
#include "validation.h"

#include <gmock/gmock.h>

#include <cmath>

namespace ralmscope {
namespace {

const DataDirectories kData{std::filesystem::path(RALMSCOPE_SOURCE_DIR) / "presets", "/nonexistent"};

const Catalog& catalog()
{
    static const Catalog loaded = loadCatalog(kData).value().catalog;
    return loaded;
}

CsvTable table(std::string_view text)
{
    return parseCsv(text, "mine.csv").value();
}

const PaperFigure& gemmFigure()
{
    static const std::vector<PaperFigure> figures = loadFigures(kData, catalog()).value().figures;
    for (const PaperFigure& figure : figures) {
        if (figure.id == "gpu-gemm")
            return figure;
    }
    throw std::runtime_error("no gpu-gemm");
}

constexpr const char* kGemmHeader = "gpu,dtype,stack,mode,m,n,k,measured_ms\n";

TEST(KernelTable, ReadsAProduct)
{
    const auto rows =
        kernelRows(KernelClass::Gemm,
                   table(std::string(kGemmHeader) + "L40S,fp8,sglang/0.5.14,cuda_graph,16,4096,512,0.01\n"), catalog());
    ASSERT_TRUE(rows.has_value());
    const KernelRow& row = rows->front();
    EXPECT_EQ(row.gpu->id, "l40s");
    EXPECT_TRUE(row.knownGpu);
    EXPECT_DOUBLE_EQ(row.measured, 1e-5);
    EXPECT_DOUBLE_EQ(row.work.machine.peakFlops, row.gpu->fp8Flops);
    const auto& call = std::get<GemmCall>(row.work.call);
    EXPECT_EQ(call.m, 16.0);
    EXPECT_EQ(call.weightBytes, 1.0);
    EXPECT_TRUE(call.quantises);
    EXPECT_GT(call.loopCopies, 0.0);
}

TEST(KernelTable, NamesLineAndColumnOfWhatIsWrong)
{
    const auto rows = kernelRows(
        KernelClass::Gemm,
        table(std::string(kGemmHeader) + "L40S,bf16,x,,16,4096,512,0.01\nL40S,bf16,x,,0,4096,many,0.01\n"), catalog());
    ASSERT_FALSE(rows.has_value());
    const std::string problems = problemsText(rows.error());
    EXPECT_THAT(problems, testing::HasSubstr("line 3, column m"));
    EXPECT_THAT(problems, testing::HasSubstr("line 3, column k: \"many\""));
}

TEST(KernelTable, NamesMissingColumns)
{
    const auto rows = kernelRows(KernelClass::Gemm, table("gpu,m\nL40S,1\n"), catalog());
    ASSERT_FALSE(rows.has_value());
    EXPECT_THAT(problemsText(rows.error()), testing::HasSubstr("column measured_ms is missing"));
}

/// Problems of one row below a header.
std::string problemsOf(KernelClass kernel, const std::string& header, const std::string& row)
{
    const auto rows = kernelRows(kernel, table(header + "\n" + row + "\n"), catalog());
    return rows ? "" : problemsText(rows.error());
}

TEST(KernelTable, CellsThatMakeNoSenseAreNamedWithWhatIsAllowed)
{
    using testing::HasSubstr;
    const std::string gemm = "gpu,dtype,stack,tp,m,n,k,measured_ms";
    EXPECT_EQ(problemsOf(KernelClass::Gemm, gemm, "L40S,fp8_block,x,0,1,2,3,1"), "");
    EXPECT_THAT(problemsOf(KernelClass::Gemm, gemm, "L40S,fp7,x,1,1,2,3,1"),
                HasSubstr("mine.csv: line 2, column dtype: \"fp7\" is no number format; allowed: fp32"));
    EXPECT_THAT(problemsOf(KernelClass::Gemm, gemm, "L40S,bf16,x,99999,1,2,3,1"),
                HasSubstr("line 2, column tp: \"99999\" must be a whole number 0 .. 1024"));
    for (const char* size : {"-1", "0", "", "nan", "inf", "1e400", "1.5", "0x10", " 1", "1e300"})
        EXPECT_THAT(problemsOf(KernelClass::Gemm, gemm, std::string("L40S,bf16,x,1,1,") + size + ",3,1"),
                    HasSubstr("line 2, column n"))
            << size;
    EXPECT_THAT(problemsOf(KernelClass::Gemm, gemm, ",bf16,x,1,1,2,3,1"), HasSubstr("column gpu: must not be empty"));

    const std::string attention = "gpu,stack,kv_dtype,batch,new_tokens,kv_len,heads,kv_heads,head_dim,measured_ms";
    EXPECT_THAT(problemsOf(KernelClass::DecodeAttention, attention, "L40S,x,bf16,1,abc,64,8,8,128,1"),
                HasSubstr("column new_tokens: \"abc\""));
    EXPECT_THAT(problemsOf(KernelClass::PrefillAttention, attention, "L40S,x,bf16,1,65,64,8,8,128,1"),
                HasSubstr("column kv_len"));
    EXPECT_THAT(problemsOf(KernelClass::PrefillAttention, attention, "L40S,x,bf16,1,64,64,8,16,128,1"),
                HasSubstr("column kv_heads"));
    EXPECT_THAT(
        problemsOf(KernelClass::Collective, "system,stack,op,n_gpus,bytes,measured_ms", "L40S,nccl,gossip,2,1024,1"),
        HasSubstr("allowed: all_reduce | all_gather | reduce_scatter | alltoall | send_recv | broadcast"));
    EXPECT_THAT(problemsOf(KernelClass::HostOverhead,
                           "gpu,model,precision,stack,tp,batch,in_tokens,out_tokens,throughput_tok_s,throughput_kind",
                           "L40S,Llama-2-7b-hf,fp7,vLLM 2024,1,1,128,128,100,(in+out)*batch/latency"),
                HasSubstr("column precision: \"fp7\""));
}

TEST(KernelTable, RowsThatNoEquationIsForAreLeftOutWithTheReason)
{
    const std::string attention = "gpu,stack,kv_dtype,batch,new_tokens,kv_len,heads,kv_heads,head_dim,measured_ms\n";
    const auto decode =
        kernelRows(KernelClass::DecodeAttention,
                   table(attention + "L40S,x,bf16,1,4,64,8,8,128,1\nL40S,x,bf16,1,1,64,8,8,128,\n"), catalog())
            .value();
    EXPECT_EQ(decode[0].leftOut, "decoding of 4 tokens at once");
    EXPECT_EQ(decode[1].leftOut, "nothing measured");
    const auto runs = kernelRows(KernelClass::HostOverhead,
                                 table("gpu,model,precision,stack,tp,batch,in_tokens,out_tokens,throughput_tok_s,"
                                       "throughput_kind\n"
                                       "L40S,Llama-2-7b-hf,fp16,vLLM 2024,1,max,,0,100,output tokens/s\n"),
                                 catalog())
                          .value();
    EXPECT_EQ(runs[0].leftOut, "no offline batch: throughput_kind output tokens/s");
}

TEST(KernelTable, PowerOfAKernelNeedsItsShape)
{
    using testing::HasSubstr;
    const std::string header = "gpu,n_gpus,model,kernel,tp,batch,dims,time_ms,throughput_tok_s,watts_per_gpu,source";
    const auto problems = [&](const std::string& kernel, const std::string& dims) {
        return problemsOf(KernelClass::BoardPower, header, "H200-SXM5,1,," + kernel + ",,8," + dims + ",0.2,,600,mine");
    };
    EXPECT_EQ(problems("gemm bf16", "m=1;n=2;k=3"), "");
    EXPECT_THAT(problems("gemm bf16", "m=1;n=2"), HasSubstr("column dims: \"m=1;n=2\" must give m, n, k"));
    EXPECT_THAT(problems("gemm bf16", "m=1;n=two;k=3"), HasSubstr("\"n=two\": n must be a number above 0"));
    EXPECT_THAT(problems("gemm fp7", "m=1;n=2;k=3"),
                HasSubstr("column kernel: \"gemm fp7\" is not known; allowed: e2e"));
    EXPECT_THAT(problems("decode attention", "kv=16"), HasSubstr("must give new, kv, heads, kv_heads, hd"));
}

TEST(KernelTable, RowsKeptApartDoNotDependOnOrderOrOtherColumns)
{
    const std::string one = "L40S,bf16,x,,16,4096,512,0.01\n";
    const std::string two = "L40S,bf16,x,,17,4096,512,0.02\n";
    const auto forward = kernelRows(KernelClass::Gemm, table(kGemmHeader + one + two), catalog()).value();
    const auto backward = kernelRows(KernelClass::Gemm, table(kGemmHeader + two + one), catalog()).value();
    EXPECT_EQ(forward[0].heldOut, backward[1].heldOut);
    EXPECT_EQ(forward[1].heldOut, backward[0].heldOut);
}

TEST(KernelTable, AnUnknownGpuIsPredictedWithGenericConstantsAndSaysSo)
{
    const CsvTable mine = table(std::string(kGemmHeader) + "TPU-v9,bf16,own,,4096,4096,4096,1\n");
    const FigureReport report = validateFigure(gemmFigure(), catalog(), &mine).value();
    ASSERT_FALSE(report.points.empty());
    EXPECT_TRUE(std::isfinite(report.points.front().predicted));
    EXPECT_EQ(report.points.front().provenance, "generic constants; data sheet of Generic GPU");
    const CsvTable out = predictedTable(gemmFigure(), report, mine);
    EXPECT_EQ(out.header.back(), "provenance");
    EXPECT_EQ(out.rows.front().back(), "generic constants; data sheet of Generic GPU");
    EXPECT_NE(out.column("measured_ms_predicted"), -1);
}

TEST(KernelTable, ATableMayBringTheDataSheet)
{
    const CsvTable mine = table("gpu,dtype,stack,m,n,k,measured_ms,sms,peak_dense_bf16_flops,mem_bw_B_per_s,l2_bytes\n"
                                "TPU-v9,fp8,own,4096,4096,4096,1,64,1e15,2e12,5e7\n");
    const auto rows = kernelRows(KernelClass::Gemm, mine, catalog()).value();
    EXPECT_TRUE(rows.front().ownDataSheet);
    EXPECT_EQ(rows.front().work.machine.sms, 64.0);
    EXPECT_EQ(rows.front().work.machine.peakFlops, 2e15);
    const FigureReport report = validateFigure(gemmFigure(), catalog(), &mine).value();
    EXPECT_EQ(report.points.front().provenance, "generic constants; data sheet of the table");
}

TEST(KernelTable, NothingIsFittedToModelsWithLayersThatWereNotMeasured)
{
    const std::string header = "gpu,n_gpus,model,kernel,tp,batch,dims,time_ms,throughput_tok_s,watts_per_gpu,source\n";
    const auto rows = kernelRows(KernelClass::BoardPower,
                                 table(header + "B200-SXM,8,DeepSeek-V3.1,e2e,1,8,prec=fp8;out=900,17,450,480,x:y\n"
                                       + "B200-SXM,1,NVIDIA-Nemotron-Nano-9B-v2,e2e,1,8,out=900,6,1200,640,x:y\n"
                                       + "B200-SXM,1,Qwen3-8B,e2e,1,8,out=900,6,1200,640,x:y\n"),
                                 catalog())
                          .value();
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_TRUE(rows[0].neverFitted && rows[0].heldOut && rows[0].leftOut.empty());
    EXPECT_TRUE(rows[1].neverFitted && rows[1].heldOut && rows[1].leftOut.empty());
    EXPECT_FALSE(rows[2].neverFitted);
}

TEST(KernelTable, AGpuWithoutMeasurementsTakesASiblingsConstants)
{
    const CsvTable mine = table(std::string(kGemmHeader) + "GB300,bf16,vllm/0.24.0,,4096,4096,4096,1\n");
    const FigureReport report = validateFigure(gemmFigure(), catalog(), &mine).value();
    EXPECT_THAT(report.points.front().provenance, testing::StartsWith("sibling: B300"));
    EXPECT_THAT(report.notices,
                testing::Contains(testing::StartsWith("1 rows predicted with constants of others: sibling: B300")));
}

TEST(KernelTable, OfflineBatchesThatDoNotFitAreLeftOut)
{
    const CsvTable mine =
        table("gpu,n_gpus,model,precision,stack,tp,batch,in_tokens,out_tokens,throughput_tok_s,throughput_kind\n"
              "H100-80GB,1,Llama-2-70b-hf,fp16,vLLM 2024,1,1,128,128,100,(in+out)*batch/latency\n"
              "H100-80GB,1,Nobody-1B,fp16,vLLM 2024,1,1,128,128,100,(in+out)*batch/latency\n"
              "H100-80GB,1,Llama-2-7b-hf,fp16,vLLM 2024,1,1,128,128,100,(in+out)*batch/latency\n");
    const auto rows = kernelRows(KernelClass::HostOverhead, mine, catalog()).value();
    EXPECT_THAT(rows[0].leftOut, testing::HasSubstr("85 %"));
    EXPECT_EQ(rows[1].leftOut, "model Nobody-1B is not in the catalog");
    EXPECT_EQ(rows[2].leftOut, "");
}

TEST(KernelTable, PowerOfAKernelFollowsFromItsShapeAndTime)
{
    const CsvTable mine = table("gpu,n_gpus,model,kernel,tp,batch,dims,time_ms,throughput_tok_s,watts_per_gpu,source\n"
                                "H200-SXM5,1,,gemm bf16,,,m=4096;n=4096;k=4096,0.2,,600,mine\n");
    const auto rows = kernelRows(KernelClass::BoardPower, mine, catalog()).value();
    const auto& use = std::get<Utilisation>(rows.front().work.call);
    EXPECT_NEAR(use.flops, 2.0 * 4096.0 * 4096.0 * 4096.0 / (2e-4 * 989e12), 1e-9);
    EXPECT_NEAR(use.bandwidth, 6.0 * 4096.0 * 4096.0 / (2e-4 * 4.8e12), 1e-9);
    EXPECT_EQ(rows.front().measured, 600.0);
}

TEST(KernelTable, MeansThatBreakTheConservationOfEnergyAreLeftOut)
{
    // Decoding draws 294 W; a prompt that takes seconds at the limit of 400 W cannot bring the mean down to 73 W.
    const std::string start = "A100-80GB,2,Llama-2-70B,e2e,2,1,";
    const CsvTable mine = table("gpu,n_gpus,model,kernel,tp,batch,dims,time_ms,throughput_tok_s,watts_per_gpu,source\n"
                                + start + "in=128;out=128;peak_fraction_of_tdp=1.0,6901,,294,mine\n" + start
                                + "in=8192;out=128;peak_fraction_of_tdp=1.0,10317,,72.7,mine\n" + start
                                + "in=8192;out=128;peak_fraction_of_tdp=1.0,10317,,320,mine\n" + start
                                + "in=8192;out=128,10317,,72.7,mine\n");
    const auto rows = kernelRows(KernelClass::BoardPower, mine, catalog()).value();
    EXPECT_EQ(rows[0].leftOut, "");
    EXPECT_THAT(rows[1].leftOut, testing::HasSubstr("mean watts below"));
    EXPECT_EQ(rows[2].leftOut, "");
    EXPECT_EQ(rows[3].leftOut, "") << "without a peak nothing can be said";
}

} // namespace
} // namespace ralmscope
