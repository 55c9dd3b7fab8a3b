// SPDX-License-Identifier: GPL-3.0-or-later
// What shows that a facility stands: somebody was at it, or in its room (docs/indicators.md).
#include <gmock/gmock.h>

#include "items.hpp"

namespace landai::indicators {
namespace {

TEST(Seen, AReadingOnSiteSawTheFacility) {
  for (const Method method : {Method::reading, Method::photo}) {
    Bench b = toilet();
    measured(b.set, "W", "space.grab_bars", true, method);
    if (method == Method::photo) b.photos = {{{"W"}, "space.grab_bars", "bars.jpg"}};
    const Indicator i = b.of("a03");
    EXPECT_EQ(i.state, State::present);
    EXPECT_EQ(i.claim, Claim::seen);
    EXPECT_EQ(i.reason.key, "indicators.read_on_site");
    EXPECT_EQ(i.evidence.back().kind, "photo");
    EXPECT_EQ(i.evidence.back().met(), method == Method::photo);
  }
  // A value that is said to be of a photo, and no photo: nobody saw it. A photo of something else in the room shows the room all the same.
  for (const std::vector<SitePhoto>& photos : {std::vector<SitePhoto>{}, {{{"W"}, "space.alarm_lamp", "lamp.jpg"}}}) {
    Bench b = toilet();
    measured(b.set, "W", "space.grab_bars", true, Method::photo);
    b.photos = photos;
    const Indicator i = b.of("a03");
    EXPECT_EQ(i.state, photos.empty() ? State::in_progress : State::present);
    EXPECT_EQ(i.evidence.back().by.size(), photos.size());
  }
  // A photo alone, of the room itself or of what stands in it, shows it; one of its door does not.
  Bench photographed = toilet();
  photographed.photos = {{{"W"}, "", "toilet.jpg"}};
  EXPECT_EQ(photographed.of("a03").state, State::present);
  EXPECT_EQ(photographed.of("a03").claim, Claim::seen);
  photographed.photos = {{{"D"}, "", "door.jpg"}};
  EXPECT_EQ(photographed.of("a03").state, State::in_progress);
  Bench elsewhere = toilet();
  measured(elsewhere.set, "other", "space.illuminance", 150.0, Method::reading);
  EXPECT_EQ(elsewhere.of("a03").state, State::in_progress);
}

// Who pulls at a door has not seen what is behind it, nor has who walked up to it.
TEST(Seen, AReadingOfTheDoorDoesNotShowTheFacility) {
  for (const Method method : {Method::reading, Method::photo}) {
    Bench b = toilet();
    measured(b.set, "D", "door.force", 4.0, method);
    b.photos = {{{"D"}, "door.force", "door.jpg"}};
    measure::Measurement way;
    way.subject = {"E", "W"};
    way.quantity = "route.clear_width";
    way.value = 1.2;
    way.method = Method::reading;
    b.set.add(std::move(way));
    const Indicator i = b.of("a03");
    EXPECT_EQ(i.state, State::in_progress);
    EXPECT_EQ(i.claim, Claim::drawn);
    EXPECT_EQ(i.evidence.back().by, std::vector<std::string>{"door.jpg"}) << "a picture of its door is one of the facility all the same";
  }
}

TEST(Seen, OfSeveralPlacesThoseThatWereSeenAreCounted) {
  Bench b = toilet();
  b.plan.elements.push_back(thing("W2", Category::space, "Toilet difabel"));
  fact(b.set, "W2", "space.use", "toilet_accessible");
  measured(b.set, "W2", "space.illuminance", 150.0, Method::reading);
  const Indicator i = b.of("a03");
  ASSERT_EQ(i.elements.size(), 2u);
  EXPECT_EQ(i.state, State::present);
  EXPECT_EQ(i.claim, Claim::seen);
  EXPECT_EQ(i.reason.key, "indicators.some_read_on_site");
  for (const auto& [name, arg] : i.reason.args) EXPECT_EQ(arg.text, name == "seen" ? "1" : "2") << name;
}

}  // namespace
}  // namespace landai::indicators
