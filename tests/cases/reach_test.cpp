// SPDX-License-Identifier: GPL-3.0-or-later
// Ways through real buildings, against numbers worked out from the coordinates in their files.
#include <gtest/gtest.h>

#include <filesystem>

#include "landai/import/import.hpp"
#include "landai/measure/measure.hpp"
#include "landai/measure/reach.hpp"

namespace landai::measure {
namespace {

const std::filesystem::path kData = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";

std::optional<Plan> plan_of(const char* file) {
  const auto path = std::filesystem::path(LANDAI_SHARED_DIR) / "plans" / file;
  if (!std::filesystem::exists(path)) return std::nullopt;
  importer::Options options;
  options.data_dir = kData;
  auto plan = importer::read_plan(path, options);
  if (!plan) {
    ADD_FAILURE() << plan.error().message.key;
    return std::nullopt;
  }
  return std::move(*plan);
}

Element* element(Plan& plan, const std::string& id) {
  for (auto& e : plan.elements)
    if (e.id == id) return &e;
  ADD_FAILURE() << "no element " << id;
  return nullptr;
}

Mobility chair() {
  auto all = load_mobilities(kData);
  EXPECT_TRUE(all.has_value());
  return *find_mobility(*all, "manual_chair");
}

/// Moves a thing so that the lower left corner of its box comes to a point.
void put(Element& e, PlanPoint corner) {
  const Box box = e.geometry.box();
  const PlanPoint by = corner - PlanPoint{box.min_x, box.min_y};
  for (auto& polygon : e.geometry.areas)
    for (auto& p : polygon.outer) p = p + by;
  for (auto& line : e.geometry.lines)
    for (auto& p : line) p = p + by;
}

// The Institute of the Karlsruhe models: a visitor's chair, 0.30 m square in the file, is put into the doorway of an office
// (Tür-011, 1.00 m from jamb to jamb in a wall of 0.30 m). The office has no other door, so the way in is as wide as the wider of the
// two gaps beside the chair: from the left jamb to its left side, or from its right side to the right jamb.
TEST(ReachCases, MovingOneChairMovesThePinchOfItsRoute) {
  auto plan = plan_of("ifc/AC11-Institute-Var-2-IFC.ifczip");
  if (!plan) GTEST_SKIP() << "the shared plans are not there";
  Element* seat = element(*plan, "0hvwmXBX99MB50mF38yTGl");
  const Element* door = element(*plan, "20nncC0vDDp9h64AX6XevC");
  ASSERT_TRUE(seat && door && door->door());
  const PlanPoint left = door->door()->jamb_a, right = door->door()->jamb_b;
  ASSERT_NEAR(left.y, right.y, 1e-6);
  const double inner_face = left.y + door->door()->wall_thickness / 2;
  Facts facts;   // the leaf is not what is asked about
  facts.facts.push_back({door->id, "door.clear_width", distance(left, right), "", 0});
  const Place corridor{"", {30.8, 8.0}, "L1"}, office{"", {32.3, 10.0}, "L1"};
  const double depth = seat->geometry.box().height(), width = seat->geometry.box().width();
  double before = 0;
  for (const double from_left : {0.20, 0.05, 0.27, 0.33, 0.55}) {
    put(*seat, {left.x + from_left, inner_face - door->door()->wall_thickness / 2 - depth / 2});
    const double gap_left = from_left, gap_right = right.x - left.x - from_left - width;
    const auto way = route(*plan, facts, chair(), corridor, office, kData);
    ASSERT_TRUE(way.has_value()) << way.error().message.key;
    EXPECT_EQ(way->reachable, false);   // no gap reaches the 0.80 m of a door
    ASSERT_EQ(way->cut.size(), 1u);
    EXPECT_EQ(way->cut[0].kind, ChangeKind::pinch);
    EXPECT_NEAR(way->cut[0].value_m, std::max(gap_left, gap_right), 0.0003) << from_left;
    EXPECT_NEAR(distance(way->cut[0].witness.a, way->cut[0].witness.b), way->cut[0].value_m, 0.0003);
    EXPECT_EQ(std::count(way->cut[0].elements.begin(), way->cut[0].elements.end(), seat->id), 1);
    EXPECT_NE(way->cut[0].value_m, before);
    before = way->cut[0].value_m;
  }
  put(*seat, {left.x + 0.2, inner_face + 3.0});   // out of the way again
  const auto way = route(*plan, facts, chair(), corridor, office, kData);
  ASSERT_TRUE(way.has_value());
  EXPECT_EQ(way->reachable, true);
  EXPECT_NEAR(way->width_m, distance(left, right), 0.0003);
}

// Duplex: two dwellings side by side that share no inner door, each with a stair and no lift.
TEST(ReachCases, TheDuplexIsTwoDwellingsWithStairs) {
  auto raw = plan_of("ifc/Duplex_A.ifc");
  if (!raw) GTEST_SKIP() << "the shared plans are not there";
  const auto plan = complete(std::move(*raw), kData);
  ASSERT_TRUE(plan.has_value());
  const Mobility who = chair();
  const auto all = reach(*plan, {}, {&who, 1}, kData);
  ASSERT_TRUE(all.has_value());
  std::size_t apart = 0, stairs = 0;
  for (const auto& from : *all)
    for (const auto& p : from.places)
      for (const auto& c : p.cut) {
        apart += c.text.key == "measure.reach.apart";
        stairs += c.kind == ChangeKind::stair && c.level == "L1";
        EXPECT_NE(c.text.key, "measure.reach.no_opening") << p.place;   // every room of it has a door
      }
  EXPECT_GT(apart, 0u);
  EXPECT_GT(stairs, 0u);
}

}  // namespace
}  // namespace landai::measure
