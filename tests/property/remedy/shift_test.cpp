// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of proposals on random corridors: what is proposed mends, and no shorter shift along the tried directions does. The oracle
// knows rectangles only and runs the flow itself.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "remedying.hpp"

namespace landai::remedy {
namespace {

using test::judged;
using test::pack_of;

struct Rectangle {
  double x0, y0, x1, y1;
  [[nodiscard]] Rectangle moved(PlanPoint by) const { return {x0 + by.x, y0 + by.y, x1 + by.x, y1 + by.y}; }
  [[nodiscard]] bool overlaps(const Rectangle& o) const {
    constexpr double kTouch = 0.001;
    return x0 < o.x1 - kTouch && o.x0 < x1 - kTouch && y0 < o.y1 - kTouch && o.y0 < y1 - kTouch;
  }
  [[nodiscard]] bool inside(const Rectangle& o) const { return x0 >= o.x0 && x1 <= o.x1 && y0 >= o.y0 && y1 <= o.y1; }
  [[nodiscard]] Polygon polygon() const { return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}; }
};

Element thing(std::string id, Category category, const Rectangle& r) {
  Element e;
  e.id = std::move(id);
  e.category = category;
  e.levels = {"L0"};
  e.geometry.areas = {r.polygon()};
  return e;
}

Element opening(std::string id, double x, double y0, double y1) {
  Element e;
  e.id = std::move(id);
  e.category = Category::opening;
  e.levels = {"L0"};
  DoorShape shape;
  shape.operation = DoorOperation::none;
  shape.jamb_a = {x, y0};
  shape.jamb_b = {x, y1};
  shape.wall_thickness = 0.2;
  e.shape = shape;
  return e;
}

/// A corridor 6 m long with openings at both ends, a table in it and a cabinet beside the table.
struct Corridor {
  Rectangle room{}, table{}, cabinet{};
  Plan plan;
};

Corridor random_corridor(std::mt19937& random) {
  const auto mm = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random) / 1000.0; };
  Corridor c;
  const double width = mm(1700, 2000);
  c.room = {0, 0, 6, width};
  const double depth = mm(500, 700), above = mm(700, 880), x = mm(2400, 3000);
  c.table = {x, width - above - depth, x + mm(600, 1200), width - above};
  const double beside = c.table.x1 + mm(100, 600);
  c.cabinet = {beside, 0, beside + 0.5, mm(100, 400)};
  Plan plan;
  plan.levels.push_back({"L0", "ground", 0, true});
  plan.sources.push_back({"drawn.txt", "ascii", "", "m", "", 1, "", ""});
  const double t = 0.2;
  plan.elements.push_back(thing("low", Category::wall, {-t, -t, 6 + t, 0}));
  plan.elements.push_back(thing("high", Category::wall, {-t, width, 6 + t, width + t}));
  plan.elements.push_back(thing("left", Category::wall, {-t, -t, 0, width + t}));
  plan.elements.push_back(thing("right", Category::wall, {6, -t, 6 + t, width + t}));
  plan.elements.push_back(opening("in", -t / 2, 0.3, width - 0.2));
  plan.elements.push_back(opening("out", 6 + t / 2, 0.3, width - 0.2));
  plan.elements.push_back(thing("table", Category::furniture, c.table));
  Element cabinet = thing("cabinet", Category::furniture, c.cabinet);
  plan.elements.push_back(cabinet);
  c.plan = test::completed(std::move(plan));
  return c;
}

TEST(Shifts, MendAndNoneShorterDoes) {
  constexpr unsigned kSeed = 20260917;
  std::mt19937 random(kSeed);
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  const auto packs = pack_of({{"t.width", "space", "space.clear_width", "{min: 92 cm}", ""},
                              {"t.turn", "space", "space.turning_diameter", "{min: 150 cm}", ""}});
  measure::Facts facts;
  facts.facts.push_back(test::fact("cabinet", "element.movable", false));
  int shifts = 0;
  for (int round = 0; round < 10; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const Corridor c = random_corridor(random);
    const auto before = judged(c.plan, packs, facts);
    ASSERT_NE(before.check("t.width", "room-1"), nullptr);
    for (const Proposal& p : before.proposals()) {
      if (p.check != before.check("t.width", "room-1")->id) continue;
      const double farthest = p.shift ? p.shift->length_m - 0.0025 : 0.30;
      if (p.shift) {
        ++shifts;
        test::expect_mends(before, p);
        const Rectangle there = c.table.moved(p.shift->by_m);
        EXPECT_TRUE(there.inside({-0.001, -0.001, 6.001, c.room.y1 + 0.001}));
        EXPECT_FALSE(there.overlaps(c.cabinet));
      }
      for (int d = 0; d < 32; d += 2)
        for (double length = 0.03; length < farthest; length += 0.03) {
          const double angle = 2 * std::numbers::pi * d / 32;
          const PlanPoint by{length * std::cos(angle), length * std::sin(angle)};
          const Rectangle there = c.table.moved(by);
          if (!there.inside(c.room) || there.overlaps(c.cabinet)) continue;
          const auto now = test::after(before, "table", by);
          const bool turned = before.check("t.turn", "room-1")->verdict == standards::Verdict::pass &&
                              now.check("t.turn", "room-1")->verdict != standards::Verdict::pass;
          EXPECT_TRUE(turned || now.check("t.width", "room-1")->verdict == standards::Verdict::fail)
              << by.x << ' ' << by.y << " is shorter and passes";
        }
    }
  }
  EXPECT_GE(shifts, 3) << "the corridors of this test should often be mendable";
}

TEST(Shifts, DoNotDependOnTheNumberOfRuns) {
  std::mt19937 random(7);
  const Corridor c = random_corridor(random);
  const auto before = judged(c.plan, pack_of({{"t.width", "space", "space.clear_width", "{min: 92 cm}", ""}}));
  const auto once = before.proposals(), twice = before.proposals();
  ASSERT_EQ(once.size(), twice.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(once[i].outcome, twice[i].outcome);
    EXPECT_EQ(once[i].tries, twice[i].tries);
    ASSERT_EQ(once[i].shift.has_value(), twice[i].shift.has_value());
    if (!once[i].shift) continue;
    EXPECT_EQ(once[i].shift->by_m, twice[i].shift->by_m);
  }
}

}  // namespace
}  // namespace landai::remedy
