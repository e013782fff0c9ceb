// SPDX-License-Identifier: GPL-3.0-or-later
#include "system_picture_painter.h"

#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace ralmscope {
namespace {

SystemBox box(DeviceKind device, double utilisation)
{
    SystemBox result;
    result.device = device;
    result.title = "Pool";
    result.countText = "×1";
    result.utilisation = utilisation;
    return result;
}

SystemLink link(std::size_t from)
{
    SystemLink result;
    result.from = from;
    result.to = from + 1;
    result.bandwidth = "100 Gbit/s";
    return result;
}

SystemPicture pictureOf(int nodes)
{
    SystemPicture picture;
    picture.boxes = {box(DeviceKind::Gpu, 0.5), box(DeviceKind::Cpu, 0.1), box(DeviceKind::Fpga, 0.3)};
    for (int i = 0; i < 3; ++i)
        picture.boxes[static_cast<std::size_t>(i)].column = i;
    picture.boxes[0].countParameter = Parameter::GpuCount;
    picture.boxes[0].binding = true;
    picture.boxes[2].countParameter = Parameter::FpgaCount;
    picture.boxes[2].count = nodes;
    picture.links = {link(0), link(1)};
    picture.binding = "GPU: LM step";
    return picture;
}

TEST(SystemPicturePainter, BoxesAreDrawnToCountUpToFour)
{
    const Theme theme = screenTheme(ThemeVariant::Light);
    for (const auto& [nodes, drawn] : {std::pair{1, 1}, {2, 2}, {4, 4}, {5, 4}, {1024, 4}})
        EXPECT_EQ(layoutSystemPicture(pictureOf(nodes), {0, 0, 800, 170}, theme).at(2).depth, drawn) << nodes;
}

TEST(SystemPicturePainter, NothingOverlapsOrLeavesTheAreaAtAnyWidth)
{
    const Theme theme = screenTheme(ThemeVariant::Light);
    for (const double width : {460.0, 620.0, 800.0, 1200.0, 2400.0}) {
        const QRectF area(0, 0, width, 170);
        const auto places = layoutSystemPicture(pictureOf(1024), area, theme);
        for (std::size_t i = 0; i < places.size(); ++i) {
            EXPECT_TRUE(area.contains(places[i].outline)) << width;
            EXPECT_TRUE(places[i].handle.isEmpty() || area.contains(places[i].handle)) << width;
            EXPECT_FALSE(places[i].handle.intersects(places[i].outline)) << width;
            if (i > 0) {
                EXPECT_GT(places[i].body.left(), places[i - 1].handle.right()) << width;
            }
            if (!places[i].plus.isEmpty()) {
                EXPECT_TRUE(area.contains(places[i].plus) && area.contains(places[i].minus)) << width;
                EXPECT_GE(places[i].plus.height(), 24) << "a target that can be hit";
            }
        }
    }
}

/// Two kinds of stacks beside the GPUs, and prefill GPUs below the coordinator.
SystemPicture pictureWithStacks()
{
    SystemPicture picture;
    const std::array<std::pair<DeviceKind, int>, 6> pools{{{DeviceKind::Pim, 0},
                                                           {DeviceKind::Pim, 0},
                                                           {DeviceKind::Gpu, 1},
                                                           {DeviceKind::Cpu, 2},
                                                           {DeviceKind::Gpu, 2},
                                                           {DeviceKind::Fpga, 3}}};
    for (const auto& [device, column] : pools) {
        SystemBox pool = box(device, 0.5);
        pool.column = column;
        pool.title = "Attention stacks";
        pool.detail = "A100 80 GB · LM · 2 copies of 4";
        pool.count = 60;
        pool.countText = "×60";
        if (device != DeviceKind::Cpu)
            pool.countParameter = Parameter::PimAttentionStacks;
        picture.boxes.push_back(pool);
    }
    for (const auto& [from, to] : {std::pair<std::size_t, std::size_t>{0, 2}, {1, 2}, {2, 3}, {2, 4}, {3, 5}}) {
        picture.links.push_back(link(from));
        picture.links.back().to = to;
    }
    return picture;
}

TEST(SystemPicturePainter, TwoPoolsOfAColumnStandApartAndTheirLinksMeetTheNeighbour)
{
    const Theme theme = screenTheme(ThemeVariant::Light);
    const SystemPicture picture = pictureWithStacks();
    for (const double width : {640.0, 720.0, 820.0, 1600.0}) {
        const QRectF area(0, 0, width, 232);
        const auto places = layoutSystemPicture(picture, area, theme);
        for (std::size_t i = 0; i < places.size(); ++i) {
            EXPECT_TRUE(area.contains(places[i].outline.united(places[i].handle))) << width << ' ' << i;
            if (!places[i].plus.isEmpty()) {
                EXPECT_TRUE(area.contains(places[i].plus) && area.contains(places[i].minus)) << width << ' ' << i;
            }
            for (std::size_t j = 0; j < i; ++j) {
                const QRectF mine = places[i].outline.united(places[i].handle);
                EXPECT_FALSE(mine.intersects(places[j].outline.united(places[j].handle))) << width << ' ' << i << j;
                EXPECT_FALSE(places[i].plus.intersects(places[j].minus)) << width << ' ' << i << j;
            }
        }
        EXPECT_LT(places[0].body.bottom(), places[1].outline.top());
        for (const SystemLink& drawn : picture.links) {
            const QRectF& from = places[drawn.from].body;
            const QRectF& to = places[drawn.to].body;
            const double y = from.height() < to.height() ? from.center().y() : to.center().y();
            EXPECT_TRUE(y > std::max(from.top(), to.top()) && y < std::min(from.bottom(), to.bottom()))
                << width << ": link " << drawn.from << " - " << drawn.to;
        }
    }
}

TEST(SystemPicturePainter, TextsOfASmallPoolStayInsideOfIt)
{
    const Theme theme = screenTheme(ThemeVariant::Light);
    for (const auto& place : layoutSystemPicture(pictureWithStacks(), {0, 0, 680, 232}, theme)) {
        const double needed =
            34.0 + 17.0 * static_cast<double>(place.title.size()) + 14.0 * static_cast<double>(place.detail.size());
        EXPECT_LE(needed, place.body.height());
        EXPECT_FALSE(place.title.isEmpty());
    }
}

TEST(SystemPicturePainter, LevelRisesWithUtilisation)
{
    const Theme theme = screenTheme(ThemeVariant::Light);
    const QRectF area(0, 0, 800, 170);
    const auto coloured = [&](double utilisation) {
        SystemPicture picture = pictureOf(1);
        picture.boxes[2].utilisation = utilisation;
        QImage image(800, 170, QImage::Format_RGB32);
        image.fill(theme.background);
        QPainter painter(&image);
        paintSystemPicture(painter, picture, area, theme);
        painter.end();
        const QRect body = layoutSystemPicture(picture, area, theme)[2].body.toRect();
        int filled = 0;
        for (int y = body.top() + 4; y < body.bottom() - 3; ++y)
            filled += image.pixelColor(body.left() + 4, y) != theme.background ? 1 : 0;
        return filled;
    };
    EXPECT_LT(coloured(0.1), coloured(0.5));
    EXPECT_LT(coloured(0.5), coloured(1.0));
}

TEST(SystemPicturePainter, AFigureOfOneColumnStandsUprightInsteadOfShorteningItsTexts)
{
    const Theme theme = paperPictureTheme();
    SystemPicture picture = pictureOf(8);
    picture.boxes[2].title = "FPGA memory node";
    picture.boxes[2].detail = "Alveo U250 · 4 channels of DDR4";
    const QRectF column(0, 0, 1008, 624); // four pixels a point
    const auto upright = layoutSystemPicture(picture, column, theme);
    for (std::size_t i = 0; i < upright.size(); ++i) {
        EXPECT_TRUE(upright[i].row);
        EXPECT_TRUE(column.contains(upright[i].outline)) << i;
        if (i > 0) {
            EXPECT_GT(upright[i].outline.top(), upright[i - 1].body.bottom());
        }
    }
    EXPECT_FALSE(layoutSystemPicture(picture, {0, 0, 2064, 557}, theme).front().row);
    EXPECT_FALSE(layoutSystemPicture(picture, column, screenTheme(ThemeVariant::Light)).front().row)
        << "on the screen boxes stay where they are";
}

} // namespace
} // namespace ralmscope
