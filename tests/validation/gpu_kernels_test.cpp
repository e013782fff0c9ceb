// SPDX-License-Identifier: GPL-3.0-or-later
// How closely the cost of GPU kernels agrees with measurements. The limits stand here too, so that loosening one in a
// data file does not go unnoticed.
#include "catalog_files.h"
#include "kernel_fits.h"
#include "kernel_table.h"
#include "row_split.h"
#include "validation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace ralmscope {
namespace {

const DataDirectories kData{std::filesystem::path(RALMSCOPE_SOURCE_DIR) / "presets", "/nonexistent"};

const Catalog& catalog()
{
    static const Catalog loaded = loadCatalog(kData).value().catalog;
    return loaded;
}

const PaperFigure& figure(std::string_view id)
{
    static const std::vector<PaperFigure> figures = loadFigures(kData, catalog()).value().figures;
    for (const PaperFigure& each : figures) {
        if (each.id == id)
            return each;
    }
    throw std::runtime_error("no figure " + std::string(id));
}

void expectWithin(std::string_view id, std::string_view series, double median, double p90)
{
    const FigureReport report = validateFigure(figure(id), catalog()).value();
    int found = 0;
    for (const SeriesReport& each : report.series) {
        if (each.name != series && each.name != std::string(series) + ", rows kept apart")
            continue;
        ++found;
        EXPECT_EQ(each.unpredicted, 0U) << each.name;
        EXPECT_GT(each.n, 100U) << each.name;
        EXPECT_LE(each.median, median) << each.name;
        EXPECT_LE(each.p90, p90) << each.name;
    }
    EXPECT_EQ(found, 2) << series << ": all rows, and those kept apart";
}

TEST(GpuKernelsAgree, MatrixProducts)
{
    expectWithin("gpu-gemm", "16-bit", 0.06, 0.18);
    expectWithin("gpu-gemm", "8-bit and 4-bit", 0.09, 0.28);
}

TEST(GpuKernelsAgree, Attention)
{
    expectWithin("gpu-attention-prefill", "all", 0.07, 0.22);
    expectWithin("gpu-attention-decode", "all", 0.09, 0.32);
}

TEST(GpuKernelsAgree, AllReduce)
{
    expectWithin("gpu-collectives", "all-reduce", 0.08, 0.25);
}

TEST(GpuKernelsAgree, Elementwise)
{
    expectWithin("gpu-elementwise", "all", 0.10, 0.30);
}

/// 16-bit products of each GPU from constants that never saw that GPU.
TEST(GpuKernelsAgree, AGpuWithoutMeasurements)
{
    const auto rows = kernelRows(KernelClass::Gemm, figure("gpu-gemm").table, catalog()).value();
    std::vector<MeasuredKernel> sixteen;
    std::vector<std::string> owner;
    std::set<std::string> gpus;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (variantFamily(rows[i].variant) != "16-bit" || rows[i].withLaunch)
            continue;
        sixteen.push_back(rows[i]);
        owner.push_back(rows[i].gpu->id);
        gpus.insert(owner.back());
    }
    RobustFitOptions options;
    options.scale = 0.15;
    options.starts = 1;
    std::vector<double> errors;
    for (const std::string& gpu : gpus) {
        std::vector<MeasuredKernel> others;
        for (std::size_t i = 0; i < sixteen.size(); ++i) {
            if (owner[i] == gpu || i % 4 != 0)
                continue;
            MeasuredKernel row = sixteen[i];
            row.variant = "bf16";
            row.measuredAs.clear();
            row.stack.clear();
            others.push_back(row);
        }
        const KernelFit fit = fitKernels(KernelClass::Gemm, others, options).front();
        for (std::size_t i = 0; i < sixteen.size(); ++i) {
            if (owner[i] == gpu)
                errors.push_back(std::fabs(predict(sixteen[i].work, fit.values) / sixteen[i].measured - 1.0));
        }
    }
    EXPECT_GT(gpus.size(), 8U);
    EXPECT_LE(errorBand(std::move(errors)).median, 0.12);
}

} // namespace
} // namespace ralmscope
