// SPDX-License-Identifier: GPL-3.0-or-later
#include "pin_store.h"

#include "database.h"
#include "sample_data.h"

#include <gmock/gmock.h>

namespace ralmscope::test {

TEST(PinStore, PinsRenamesAndUnpins)
{
    const Catalog catalog = sampleCatalog();
    auto database = Database::open(":memory:");
    ResultStore store(*database, catalog);
    const NewRow row = sampleRow(1, catalog);
    ASSERT_TRUE(store.insert({&row, 1}));
    PinStore pins(*database);
    ASSERT_TRUE(pins.pin(1, "one"));
    ASSERT_TRUE(pins.pin(1, "uno"));
    EXPECT_EQ(store.row(1)->value().pin, "uno");
    ASSERT_TRUE(pins.unpin(1));
    EXPECT_FALSE(store.row(1)->value().pin);
    EXPECT_TRUE(pins.unpin(1));
}

TEST(PinStore, RefusesARowThatIsNotThere)
{
    auto database = Database::open(":memory:");
    const auto pinned = PinStore(*database).pin(7, "seven");
    ASSERT_FALSE(pinned);
    EXPECT_THAT(pinned.error(), ::testing::HasSubstr("no stored result 7"));
}

} // namespace ralmscope::test
