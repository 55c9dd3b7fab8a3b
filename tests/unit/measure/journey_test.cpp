// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/journey.hpp"

#include <gtest/gtest.h>

#include "reaching.hpp"

namespace landai::measure {
namespace {

using test::ascii_plan;
using test::completed;

const std::filesystem::path kData = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";

Mobility chair() {
  const auto all = load_mobilities(kData);
  EXPECT_TRUE(all);
  const Mobility* found = find_mobility(*all, "manual_chair");
  EXPECT_NE(found, nullptr);
  return *found;
}

/// Two passages `wide` cells of 0.1 m wide that meet at a right angle, 4 m long each.
Plan bend(std::size_t wide) {
  std::vector<std::string> rows(43, std::string(43, '#'));
  for (std::size_t i = 1; i <= 41; ++i)
    for (std::size_t k = 1; k <= wide; ++k) {
      rows[42 - k][i] = '.';        // along the bottom
      rows[i][42 - k] = '.';        // up the right side
    }
  return completed(ascii_plan(0.1, rows));
}

Journey through(const Plan& plan, double wide) {
  Place from, to;
  from.at = {0.8, 0.1 + wide / 2};
  to.at = {4.2 - wide / 2, 3.5};
  auto found = journey(plan, {}, chair(), from, to, kData);
  EXPECT_TRUE(found) << found.error().message.key;
  return found ? std::move(*found) : Journey{};
}

// 0.80 x 1.20 m turns where u >= (1.20 / 2 + 0.80) / sqrt 2 = 0.990 m.
TEST(Journey, YesWhereTheFootprintTurns) {
  const Journey j = through(bend(10), 1.0);
  EXPECT_EQ(j.answer(), true);
  EXPECT_EQ(j.stuck(), nullptr);
  ASSERT_EQ(j.stages.size(), 1u);
  EXPECT_NEAR(j.stages[0].kept_m, 0.92, 1e-9);
  EXPECT_LT(j.length_m(), 7.0);
  EXPECT_GT(j.length_m(), 4.0);
}

TEST(Journey, NoWhereItDoesNotAlthoughTheWayIsWideEnough) {
  const Plan narrow = completed([] {
    Plan plan = bend(10);
    // The inner corner comes 0.03 m closer on both sides: passages of 0.97 m.
    for (Element& e : plan.elements)
      if (e.category == Category::wall)
        for (Polygon& p : e.geometry.areas)
          for (PlanPoint& q : p.outer) {
            if (std::abs(q.y - 1.1) < 1e-9 && q.x < 3.3) q.y -= 0.03;
            if (std::abs(q.x - 3.2) < 1e-9 && q.y > 1.0) q.x += 0.03;
          }
    return plan;
  }());
  const Journey j = through(narrow, 0.97);
  EXPECT_EQ(j.reached.reachable, true);
  EXPECT_EQ(j.answer(), false);
  ASSERT_NE(j.stuck(), nullptr);
  EXPECT_EQ(j.stuck()->footprint->answer, geometry::ChairAnswer::Answer::no);
}

TEST(Journey, AWayThatIsNotThereHasNoStages) {
  std::vector<std::string> rows(12, std::string(40, '.'));
  rows.front() = rows.back() = std::string(40, '#');
  for (auto& row : rows) row.front() = row.back() = row[20] = '#';
  const Plan plan = completed(ascii_plan(0.1, rows));
  Place from, to;
  from.at = {1.0, 0.6};
  to.at = {3.0, 0.6};
  const auto j = journey(plan, {}, chair(), from, to, kData);
  ASSERT_TRUE(j);
  EXPECT_EQ(j->answer(), false);
  EXPECT_FALSE(j->reached.cut.empty());
  EXPECT_TRUE(j->stages.empty());
  EXPECT_TRUE(std::isinf(j->length_m()));
}

TEST(FindPlace, IdsNamesAndPoints) {
  Plan plan = bend(10);
  ASSERT_FALSE(plan.elements.empty());
  Element a;
  a.id = "room-a";
  a.category = Category::space;
  a.name = "Ruang Rapat";
  a.geometry.areas = {{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}};
  Element b = a;
  b.id = "room-b";
  b.name = "Ruang Rapat Besar";
  Element sign = a;
  sign.id = "sign";
  sign.category = Category::sign;
  plan.elements.insert(plan.elements.end(), {a, b, sign});
  EXPECT_EQ(find_place(plan, "room-b")->element, "room-b");
  EXPECT_EQ(find_place(plan, "outside")->element, "outside");
  EXPECT_EQ(find_place(plan, "ruang rapat")->element, "room-a");   // the whole name before its parts, the room before its sign
  EXPECT_EQ(find_place(plan, "besar")->element, "room-b");
  const auto point = find_place(plan, "1.5, 2@L0");
  ASSERT_TRUE(point);
  EXPECT_EQ(point->at, (PlanPoint{1.5, 2}));
  EXPECT_EQ(point->level, "L0");
  EXPECT_EQ(find_place(plan, "ruang").error().message.key, "measure.place.several");
  EXPECT_EQ(find_place(plan, "gudang").error().message.key, "measure.place.none");
  EXPECT_EQ(find_place(plan, "").error().message.key, "measure.place.none");
  EXPECT_EQ(find_place(plan, "1000,0").error().message.key, "measure.place.far");
  EXPECT_EQ(find_place(plan, "nan,0").error().message.key, "measure.place.none");
}

}  // namespace
}  // namespace landai::measure
