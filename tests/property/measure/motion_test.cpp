// SPDX-License-Identifier: GPL-3.0-or-later
// A plan that is moved, turned or mirrored is the same building: its numbers stay.
#include <gtest/gtest.h>

#include <cmath>

#include "ascii_plan.hpp"
#include "measuring.hpp"

namespace landai::measure {
namespace {

using test::completed;
using test::measured;

struct Motion {
  double angle = 0, dx = 0, dy = 0;
  bool mirror = false;
  PlanPoint operator()(PlanPoint p) const {
    if (mirror) p.x = -p.x;
    const double c = std::cos(angle), s = std::sin(angle);
    return {c * p.x - s * p.y + dx, s * p.x + c * p.y + dy};
  }
};

Plan moved(Plan plan, const Motion& motion) {
  for (auto& e : plan.elements) {
    for (auto& polygon : e.geometry.areas) {
      for (auto& p : polygon.outer) p = motion(p);
      for (auto& hole : polygon.holes)
        for (auto& p : hole) p = motion(p);
      polygon = normalised(polygon);
    }
    if (auto* door = std::get_if<DoorShape>(&e.shape)) {
      door->jamb_a = motion(door->jamb_a);
      door->jamb_b = motion(door->jamb_b);
      for (auto& leaf : door->leaves) {
        leaf.hinge = motion(leaf.hinge);
        leaf.closed_tip = motion(leaf.closed_tip);
        leaf.open_tip = motion(leaf.open_tip);
      }
    }
  }
  return plan;
}

const std::vector<std::string> kOffice{"########################################",  //
                                       "#..................#...................#",  //
                                       "#..................#...................#",  //
                                       "#..................#.........FFFF......#",  //
                                       "#..................#.........FFFF......#",  //
                                       "#.......PP.........#...................#",  //
                                       "#.......PP.........#...................#",  //
                                       "#..................#...................#",  //
                                       "#..................#...................#",  //
                                       "#..................#...................#",  //
                                       "#..................#...................#",  //
                                       "D..................#####dddddddddd######",  //
                                       "D......................................#",  //
                                       "D......................................#",  //
                                       "D......................................#",  //
                                       "D......................................#",  //
                                       "D...............FFFF...................#",  //
                                       "D...............FFFF...................#",  //
                                       "D......................................#",  //
                                       "D......................................#",  //
                                       "D......................................#",  //
                                       "D......................................#",  //
                                       "########################################"};

std::vector<Request> questions() {
  return {{"door.clear_width", {}},       {"door.opening_angle", {}},       {"door.free_square_swing", {}},
          {"door.free_square_other", {}}, {"door.furniture_distance", {}},  {"space.area", {}},
          {"space.clear_width", {}},      {"space.turning_diameter", {}},   {"space.fits_free_rectangle", {{"a", 1.2}, {"b", 0.9}}},
          {"route.clear_width", {}},      {"route.exists", {{"width", 0.8}}}};
}

class RigidMotion : public testing::TestWithParam<Motion> {};

TEST_P(RigidMotion, LeavesEveryNumberAsItWas) {
  // Completed once, so that rooms keep their numbers; connections do not depend on where the plan lies.
  Plan plan = completed(test::ascii_plan(0.1, kOffice));
  Facts facts;
  for (auto& e : plan.elements)
    if (e.category == Category::space) facts.facts.push_back(test::fact(e.id, "space.access", std::string("public")));
  const auto before = measured(plan, questions(), facts);
  const auto after = measured(moved(plan, GetParam()), questions(), facts);
  ASSERT_EQ(before.all().size(), after.all().size());
  int numbers = 0;
  for (std::size_t i = 0; i < before.all().size(); ++i) {
    const auto& a = before.all()[i];
    const auto& b = after.all()[i];
    ASSERT_EQ(a.quantity, b.quantity);
    ASSERT_EQ(a.value.has_value(), b.value.has_value()) << a.quantity << ' ' << a.subject.front();
    if (a.number()) {
      // The grid of 0.1 mm moves a point by at most 0.071 mm; angles follow over a leaf of a metre.
      EXPECT_NEAR(*a.number(), *b.number(), 0.0006) << a.quantity << ' ' << a.subject.front();
      ++numbers;
    } else {
      EXPECT_EQ(a.value, b.value) << a.quantity << ' ' << a.subject.front();
    }
  }
  EXPECT_GT(numbers, 10);
}

INSTANTIATE_TEST_SUITE_P(Motions, RigidMotion,
                         testing::Values(Motion{0, 123.4, -56.7, false}, Motion{0.5235987755982988, 0, 0, false},
                                         Motion{1.5707963267948966, 3, 4, false}, Motion{0, 0, 0, true},
                                         Motion{2.1, -500, 250, true}));

TEST(AnObstacleAdded, NeverWidensAWay) {
  const Plan plan = completed(test::ascii_plan(0.1, kOffice));
  Facts facts;
  for (const auto& e : plan.elements)
    if (e.category == Category::space) facts.facts.push_back(test::fact(e.id, "space.access", std::string("public")));
  const std::vector<Request> asked{{"route.clear_width", {}}, {"space.clear_width", {}}, {"space.turning_diameter", {}},
                                   {"door.free_square_swing", {}}};
  const auto before = measured(plan, asked, facts);
  for (int i = 0; i < 12; ++i) {
    Plan more = plan;
    Element post;
    post.id = "post";
    post.category = Category::furniture;
    post.levels = {"L0"};
    const double x = 0.3 + 0.3 * i, y = 0.2 + 0.07 * ((i * 7) % 12);
    post.geometry.areas = {Polygon{{{x, y}, {x + 0.2, y}, {x + 0.2, y + 0.2}, {x, y + 0.2}}, {}}};
    more.elements.push_back(post);
    const auto after = measured(more, asked, facts);
    for (const auto& m : before.all()) {
      const auto* again = after.find(m.subject, m.quantity, m.params);
      if (!m.number() || !again || !again->number()) continue;
      // What is told unasked describes the doors; the drawing's doors and openings share their ids.
      if (std::none_of(asked.begin(), asked.end(), [&](const Request& r) { return r.quantity == m.quantity; })) continue;
      // Ends of rooms with one door are chosen by what is free, so only rooms between doors obey strictly.
      if (m.quantity == "space.clear_width") continue;
      EXPECT_LE(*again->number(), *m.number() + 0.0004) << m.quantity << ' ' << m.subject.front() << " post " << i;
    }
  }
}

}  // namespace
}  // namespace landai::measure
