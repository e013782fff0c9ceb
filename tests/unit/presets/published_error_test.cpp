// SPDX-License-Identifier: GPL-3.0-or-later
#include "published_error.h"

#include "catalog_files.h"
#include "temporary_folder.h"
#include "validation.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace ralmscope {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kFigure =
    R"({"format": "ralmscope-figure", "version": 1, "id": "mine", "title": "Mine", "text": "",
  "source": {"tag": "measured", "text": "my lab"}, "model": "gpu-elementwise",
  "peers": [{"name": "Other", "of": "the same kernels", "statistic": "mean", "value": 0.109, "source": "their paper"}],
  "series": [{"name": "all", "column": "measured_us", "scale": 1e-6, "kind": "prediction", "tolerance": {"max": 90}}]})";
constexpr const char* kTable = "gpu,op,bytes,measured_us\nA40(Vidur),add,1000000,4\nA40(Vidur),add,100000000,300\n";

class PublishedErrors : public testing::Test
{
protected:
    static void SetUpTestSuite() { s_catalog = std::make_unique<Catalog>(loadCatalog(shippedData()).value().catalog); }
    static void TearDownTestSuite() { s_catalog.reset(); }

    static std::string problemsWith(std::string_view what, std::string_view with)
    {
        const auto figure = parseFigure(replaced(kFigure, what, with), kTable, *s_catalog, "figure.json", "t.csv");
        return figure ? "" : problemsText(figure.error());
    }
    static FigureReport report()
    {
        const auto figure = parseFigure(kFigure, kTable, *s_catalog, "figure.json", "t.csv").value();
        return validateFigure(figure, *s_catalog, &figure.table).value();
    }

    static inline std::unique_ptr<Catalog> s_catalog;
};

TEST_F(PublishedErrors, StandBesideOurOwnPooledErrors)
{
    const FigureReport r = report();
    ASSERT_EQ(r.peers.size(), 1u);
    EXPECT_EQ(r.peers[0].name, "Other");
    EXPECT_EQ(r.peers[0].value, 0.109);
    ASSERT_TRUE(r.pooled);
    EXPECT_EQ(r.pooled->n, 2u);
    EXPECT_NEAR(r.pooled->mean, (r.points[0].error + r.points[1].error) / 2.0, 1e-12);
}

TEST_F(PublishedErrors, AreInBothReports)
{
    const FigureReport r = report();
    const std::string text = reportText(std::span(&r, 1));
    EXPECT_THAT(text, HasSubstr("Other, the same kernels: mean 10.9 % (their paper)"));
    EXPECT_THAT(text, HasSubstr("beside others: judged rows, pooled, n 2: mean "));
    const json figure = json::parse(reportJson(std::span(&r, 1)))["figures"][0];
    EXPECT_EQ(figure["peers"][0]["value"], 0.109);
    EXPECT_EQ(figure["peers"][0]["statistic"], "mean");
    EXPECT_EQ(figure["pooled"]["n"], 2);
    EXPECT_DOUBLE_EQ(figure["pooled"]["mean"].get<double>(), r.pooled->mean);
}

TEST_F(PublishedErrors, MistakesNameKeyAndWhatIsAllowed)
{
    EXPECT_EQ(problemsWith("0.109", "0.1"), "");
    EXPECT_THAT(problemsWith("\"mean\"", "\"typical\""),
                HasSubstr("/peers/0/statistic: is \"typical\"; allowed: mean | median | p90 | max | unsaid"));
    EXPECT_THAT(problemsWith("0.109", "-1"), HasSubstr("/peers/0/value"));
    EXPECT_THAT(problemsWith("\"of\": \"the same kernels\", ", ""), HasSubstr("/peers/0"));
    EXPECT_THAT(problemsWith("\"source\": \"their paper\"", "\"sauce\": \"x\""), HasSubstr("sauce"));
}

TEST_F(PublishedErrors, TheShippedOnesAreThoseOfTheirPapers)
{
    const auto figures = loadFigures(shippedData(), *s_catalog)->figures;
    const auto errorOf = [&](const std::string& id, const std::string& name) {
        const auto figure =
            std::find_if(figures.begin(), figures.end(), [&](const PaperFigure& f) { return f.id == id; });
        for (const PublishedError& peer : figure->peers) {
            if (peer.name == name)
                return peer.value;
        }
        return std::nan("");
    };
    EXPECT_EQ(errorOf("gpu-gemm", "LLMCompass"), 0.109);
    EXPECT_EQ(errorOf("gpu-end-to-end", "Vidur"), 0.09);
}

} // namespace
} // namespace ralmscope
