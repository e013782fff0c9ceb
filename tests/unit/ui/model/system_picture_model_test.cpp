// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_picture_model.h"

#include "model_fixture.h"
#include "parameter_choices.h"

#include <gmock/gmock.h>

#include <cmath>

namespace ralmscope {
namespace {

using enum Parameter;

SystemPicture pictureOf(const SessionState& state)
{
    return makeSystemPicture(directFrame(state), *shipped().catalog);
}

SessionState organised(Organisation organisation)
{
    SessionState state = shippedState();
    state.design.set(RetrievalOrganisation, static_cast<double>(organisation));
    return state;
}

TEST(SystemPicture, ShowsGpuCoordinatorAndNodesToCount)
{
    SessionState state = shippedState();
    state.design.set(FpgaCount, 4);
    const SystemPicture picture = pictureOf(state);
    ASSERT_EQ(picture.boxes.size(), 3u);
    EXPECT_EQ(picture.boxes[0].device, DeviceKind::Gpu);
    EXPECT_EQ(picture.boxes[0].countParameter, GpuCount);
    EXPECT_EQ(picture.boxes[1].countParameter, std::nullopt) << "the coordinator is one";
    EXPECT_EQ(picture.boxes[2].countParameter, FpgaCount);
    EXPECT_EQ(picture.boxes[2].count, 4);
    EXPECT_EQ(picture.boxes[2].countText, "×4");
    ASSERT_EQ(picture.links.size(), 2u);
    EXPECT_THAT(picture.links[1].bandwidth, testing::HasSubstr("Gb/s"));
    EXPECT_THAT(picture.links[1].traffic, testing::HasSubstr("B/query"));
    EXPECT_TRUE(picture.problem.empty());
    EXPECT_EQ(picture.boxes[2].detail, "Alveo U250 · 4 channels");
}

TEST(SystemPicture, ExactlyOnePoolBinds)
{
    for (const auto organisation : {Organisation::None, Organisation::Cpu, Organisation::CpuGpuIndex,
                                    Organisation::FpgaCpuIndex, Organisation::FpgaGpuIndex}) {
        const SystemPicture picture = pictureOf(organised(organisation));
        const auto binding =
            std::count_if(picture.boxes.begin(), picture.boxes.end(), [](auto& b) { return b.binding; })
            + std::count_if(picture.links.begin(), picture.links.end(), [](auto& l) { return l.binding; });
        EXPECT_EQ(binding, 1);
        EXPECT_FALSE(picture.binding.empty());
        for (const SystemBox& box : picture.boxes)
            EXPECT_TRUE(box.utilisation >= 0.0 && box.utilisation <= 1.0) << box.title << ' ' << box.utilisation;
    }
}

TEST(SystemPicture, LeavesOutWhatTheOrganisationDoesNotHave)
{
    EXPECT_EQ(pictureOf(organised(Organisation::None)).boxes.size(), 1u);
    const SystemPicture cpu = pictureOf(organised(Organisation::Cpu));
    ASSERT_EQ(cpu.boxes.size(), 2u);
    EXPECT_EQ(cpu.boxes[1].countParameter, CpuCores);
    EXPECT_THAT(cpu.boxes[1].countText, testing::HasSubstr("core"));
    EXPECT_TRUE(cpu.links[0].bandwidth.empty()) << "inside one server";
}

TEST(SystemPicture, StacksStandBesideTheGpusAndAreCounted)
{
    SessionState state = shippedState();
    state.design.set(MappingAttention, static_cast<double>(AttentionMapping::Pim));
    state.design.set(MappingFc, static_cast<double>(FcMapping::Dynamic));
    state.design.set(PimAttentionStacks, 60);
    state.design.set(PimFcStacks, 30);
    const SystemPicture picture = pictureOf(state);
    ASSERT_EQ(picture.boxes.size(), 5u);
    EXPECT_EQ(picture.boxes[0].countParameter, PimAttentionStacks);
    EXPECT_EQ(picture.boxes[0].countText, "×60");
    EXPECT_EQ(picture.boxes[1].countParameter, PimFcStacks);
    EXPECT_EQ(picture.boxes[0].column, picture.boxes[1].column);
    EXPECT_EQ(picture.boxes[2].countParameter, GpuCount);
    EXPECT_EQ(picture.boxes[2].column, 1);
    ASSERT_EQ(picture.links.size(), 4u);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(picture.links[i].to, 2u) << "activations go to and from the GPUs";
        EXPECT_THAT(picture.links[i].bandwidth, testing::HasSubstr("B/s"));
    }
}

TEST(SystemPicture, GpusThatShareAModelAreNamedAsItsCopies)
{
    SessionState state = shippedState();
    state.design.set(GpuCount, 8);
    EXPECT_THAT(pictureOf(state).boxes[0].detail, testing::Not(testing::HasSubstr("cop")));
    state.design.set(LmTensorParallel, 4);
    EXPECT_THAT(pictureOf(state).boxes[0].detail, testing::EndsWith("2 copies of 4"));
    state.design.set(LmPipelineParallel, 2);
    EXPECT_THAT(pictureOf(state).boxes[0].detail, testing::EndsWith("1 copy of 8"));
}

TEST(SystemPicture, PrefillApartHasGpusOfItsOwn)
{
    SessionState state = shippedState();
    state.design.set(MappingPools, static_cast<double>(Pools::Separate));
    state.design.set(GpuPrefillCount, 2);
    state.design.set(WorkloadPrompt, 512);
    const SystemPicture picture = pictureOf(state);
    const auto prefill = std::find_if(picture.boxes.begin(), picture.boxes.end(),
                                      [](const SystemBox& b) { return b.countParameter == GpuPrefillCount; });
    ASSERT_NE(prefill, picture.boxes.end());
    EXPECT_EQ(prefill->count, 2);
    EXPECT_EQ(prefill->column, 1) << "below the coordinator";
}

TEST(SystemPicture, AttentionOnTheCpuPutsItIntoThePicture)
{
    SessionState state = organised(Organisation::None);
    state.design.set(MappingAttention, static_cast<double>(AttentionMapping::Cpu));
    const SystemPicture picture = pictureOf(state);
    ASSERT_EQ(picture.boxes.size(), 2u);
    EXPECT_THAT(picture.boxes[1].detail, testing::EndsWith("attention"));
}

TEST(SystemPicture, LockedCountsSaySo)
{
    SessionState state = shippedState();
    state.locked.set(static_cast<std::size_t>(FpgaCount));
    const SystemPicture picture = pictureOf(state);
    EXPECT_TRUE(picture.boxes[2].locked);
    EXPECT_FALSE(picture.boxes[0].locked);
}

TEST(SystemPicture, AnImpossibleDesignHasAProblemAndNoBindingPool)
{
    SessionState state = shippedState();
    state.design.set(DatabaseVectors, 1e13);
    const SystemPicture picture = pictureOf(state);
    EXPECT_FALSE(picture.problem.empty());
    EXPECT_TRUE(picture.binding.empty());
    for (const SystemBox& box : picture.boxes) {
        EXPECT_FALSE(box.binding);
        EXPECT_TRUE(std::isnan(box.utilisation));
        EXPECT_TRUE(box.utilisationText.empty());
    }
}

TEST(SystemPicture, CountsStepByOneOrByPowersOfTwo)
{
    SystemBox box;
    box.count = 5;
    box.minimum = 1;
    box.maximum = 1024;
    EXPECT_EQ(nextCount(box, 1, false), 6);
    EXPECT_EQ(nextCount(box, -1, false), 4);
    EXPECT_EQ(nextCount(box, 1, true), 8);
    EXPECT_EQ(nextCount(box, -1, true), 4);
    box.count = 8;
    EXPECT_EQ(nextCount(box, 1, true), 16);
    EXPECT_EQ(nextCount(box, -1, true), 4);
    box.count = 1;
    EXPECT_EQ(nextCount(box, -1, true), 1);
    EXPECT_EQ(nextCount(box, -1, false), 1);
    box.count = 1024;
    EXPECT_EQ(nextCount(box, 1, true), 1024);
}

} // namespace
} // namespace ralmscope
