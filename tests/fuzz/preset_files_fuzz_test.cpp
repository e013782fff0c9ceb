// SPDX-License-Identifier: GPL-3.0-or-later
// Shipped files with random damage: whatever a reader is given, it answers with a value or with problems, and what it
// accepts the model can be asked about. The same seeds on every machine.
#include "atomic_file.h"
#include "catalog_files.h"
#include "simulate.h"
#include "system_file.h"
#include "validation.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>

namespace ralmscope {
namespace {

namespace fs = std::filesystem;

const fs::path kData = fs::path(RALMSCOPE_SOURCE_DIR) / "presets";

std::string contentOf(const fs::path& file)
{
    return readTextFile(file).value();
}

/// Damages texts: flips, deletes, doubles and swaps bytes and stretches, and drops in tokens that readers dislike.
class Mutator
{
public:
    explicit Mutator(unsigned seed)
        : m_random(seed)
    {
    }

    std::string mutate(std::string text)
    {
        for (std::size_t n = 1 + below(4); n > 0 && !text.empty(); --n)
            mutateOnce(text);
        return text;
    }

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }

    void mutateOnce(std::string& text)
    {
        static const std::array<std::string, 16> tokens{
            "-1",      "0", "1e308", "1e999", "null", "\"\"", "{}",     "[",
            "\\u0000", ",", "\"",    "NaN",   "true", "}",    "{n}{m}", "99999999999999999999"};
        const std::size_t at = below(text.size());
        const std::size_t length = 1 + below(std::min<std::size_t>(40, text.size() - at));
        switch (below(7)) {
        case 0:
            text[at] = static_cast<char>(below(256));
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(at, text.substr(at, length));
            break;
        case 3:
            text.insert(at, tokens[below(tokens.size())]);
            break;
        case 4:
            text.resize(at);
            break;
        case 5:
            replaceNumber(text, at, tokens[below(tokens.size())]);
            break;
        default:
            std::swap(text[at], text[below(text.size())]);
        }
    }

    /// The next number becomes a token: most of these still parse and reach the checks behind the parser.
    static void replaceNumber(std::string& text, std::size_t at, const std::string& token)
    {
        const std::size_t start = text.find_first_of("0123456789", at);
        if (start == std::string::npos)
            return;
        const std::size_t end = std::min(text.find_first_not_of("0123456789.", start), text.size());
        text.replace(start, end - start, token);
    }

    std::mt19937 m_random;
};

std::vector<fs::path> filesBelow(const char* folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(kData / folder)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

Catalog shippedCatalog()
{
    return loadCatalog({kData, "/nonexistent"}).value().catalog;
}

void expectExplained(const FileProblems& problems, const std::string& text)
{
    ASSERT_FALSE(problems.empty()) << text;
    for (const FileProblem& problem : problems)
        EXPECT_FALSE(problem.message.empty()) << text;
}

TEST(PresetFilesFuzz, CatalogEntries)
{
    unsigned accepted = 0;
    for (const char* folder : {"devices", "models", "databases"}) {
        for (const fs::path& file : filesBelow(folder)) {
            const std::string original = contentOf(file);
            for (unsigned seed = 0; seed < 150; ++seed) {
                const std::string text = Mutator(seed).mutate(original);
                Catalog catalog;
                if (const auto added = addCatalogEntry(catalog, text, "f"); !added)
                    expectExplained(added.error(), text);
                else
                    ++accepted;
            }
        }
    }
    EXPECT_GT(accepted, 0u) << "damage so heavy tests only the parser";
}

TEST(PresetFilesFuzz, DamagedEntriesThatReadDoNotBreakTheModel)
{
    const Catalog shipped = shippedCatalog();
    for (const fs::path& file : filesBelow("devices")) {
        const std::string original = contentOf(file);
        for (unsigned seed = 1000; seed < 1030; ++seed) {
            Catalog catalog = shipped;
            const std::string text = Mutator(seed).mutate(original);
            Catalog one;
            if (!addCatalogEntry(one, text, "f"))
                continue;
            if (!one.gpus.empty())
                catalog.gpus.front() = one.gpus.front();
            if (!one.fpgas.empty())
                catalog.fpgas.front() = one.fpgas.front();
            if (!one.cpus.empty())
                catalog.cpus.front() = one.cpus.front();
            const Result result = simulate({}, catalog);
            EXPECT_TRUE(!result.verdict.usable() || result[Metric::Tpot] > 0.0) << text;
        }
    }
}

TEST(PresetFilesFuzz, Systems)
{
    const Catalog catalog = shippedCatalog();
    for (const fs::path& file : filesBelow("systems")) {
        const std::string original = contentOf(file);
        for (unsigned seed = 0; seed < 300; ++seed) {
            const std::string text = Mutator(seed).mutate(original);
            const auto system = parseSystem(text, catalog, "f.json");
            if (!system) {
                expectExplained(system.error(), text);
                continue;
            }
            const Result result = simulate(system->design, catalog);
            EXPECT_TRUE(result.verdict.usable() || !describe(result.verdict).empty()) << text;
            EXPECT_EQ(parseSystem(systemText(*system, catalog), catalog, "f.json").value().design, system->design)
                << text;
        }
    }
}

TEST(PresetFilesFuzz, FiguresAndTables)
{
    const Catalog catalog = shippedCatalog();
    for (const auto& folder : fs::directory_iterator(kData / "papers")) {
        const std::string json = contentOf(folder.path() / "figure.json");
        const std::string csv = contentOf(folder.path() / "table.csv");
        if (csv.size() > 50000)
            continue;
        for (unsigned seed = 0; seed < 40; ++seed) {
            Mutator mutator(seed);
            const bool damageTable = seed % 2 == 0;
            const auto figure =
                parseFigure(damageTable ? json : mutator.mutate(json), damageTable ? mutator.mutate(csv) : csv, catalog,
                            "figure.json", "table.csv");
            if (!figure) {
                expectExplained(figure.error(), json);
                continue;
            }
            const auto report = validateFigure(*figure, catalog);
            if (report)
                EXPECT_FALSE(reportJson(std::span(&*report, 1)).empty());
            else
                expectExplained(report.error(), json);
        }
    }
}

} // namespace
} // namespace ralmscope
