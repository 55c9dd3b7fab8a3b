// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/chair.hpp"

#include <gtest/gtest.h>

#include "chair_scenes.hpp"

namespace landai::geometry {
namespace {

using test::ChairScene;
using Answer = ChairAnswer::Answer;
using Decided = ChairAnswer::Decided;

constexpr double kDiagonal = 1.4422205;  // of 0.80 × 1.20 m: the root of 2.08

ChairAnswer ask(const ChairScene& scene, ChairQuestion question = {}) {
  question.from = scene.from;
  question.to = scene.to;
  auto answer = chair_passes(scene.floor, question);
  EXPECT_TRUE(answer);
  if (!answer) return {};
  if (answer->answer == Answer::yes) {
    EXPECT_EQ(test::fault_of(answer->path, scene.floor, question), "");
  } else {
    EXPECT_TRUE(answer->path.empty());
  }
  return *answer;
}

Answer passes(const ChairScene& scene, const ChairQuestion& question = {}) {
  return ask(scene, question).answer;
}

ChairQuestion with(double length, double width) {
  ChairQuestion question;
  question.footprint = {length, width, {}};
  return question;
}

// The suite of the issue. In 1.50 m the chair turns on the spot (its diagonal is 1.442 m) in front of the
// door, and what is left is to go straight on: the door decides.
TEST(Chair, FromACorridorThroughASideDoor) {
  for (const double thickness : {0.15, 0.10, 0.0}) {
    for (const double door : {1.20, 1.00, 0.90, 0.85, 0.82, 0.79}) {
      for (int k = 0; k < 10; ++k) {
        SCOPED_TRACE(testing::Message() << thickness << " m wall, " << door << " m door, rotation " << k);
        test::Dice dice(static_cast<unsigned>(100 * door + k));
        const ChairScene scene = test::moved(test::side_door(1.5, door, thickness), dice.between(0, 2 * M_PI),
                                             {dice.between(-50, 50), dice.between(-50, 50)});
        const ChairAnswer answer = ask(scene);
        EXPECT_EQ(answer.answer, door > 0.8 ? Answer::yes : Answer::no);
        if (door > 0.8) continue;
        EXPECT_EQ(answer.decided, Decided::pinch);
        ASSERT_TRUE(answer.pinch);
        EXPECT_NEAR(distance(answer.pinch->a, answer.pinch->b), door, 0.0003);
      }
    }
  }
}

// The formula of widest_around_corner, within a millimetre on both sides of it.
TEST(Chair, AroundARightAngle) {
  for (const auto& [u, v] : {std::pair{0.99, 0.99}, {0.90, 1.10}, {1.15, 0.90}, {0.95, 1.02}}) {
    const double limit = test::widest_around_corner(1.20, u, v);
    ASSERT_LT(std::hypot(u, v), 1.20 + limit / 2);
    for (int k = 0; k < 3; ++k) {
      SCOPED_TRACE(testing::Message() << u << " m and " << v << " m, limit " << limit << ", rotation " << k);
      const ChairScene scene = test::moved(test::right_angle(u, v), 0.71 * k, {3.3, -20.1}, k == 1);
      EXPECT_EQ(passes(scene, with(1.20, limit - 0.001)), Answer::yes);
      const ChairAnswer no = ask(scene, with(1.20, limit + 0.001));
      EXPECT_EQ(no.answer, Answer::no);
      EXPECT_EQ(no.decided, Decided::subdivision);
    }
  }
}

// Two such corners, far enough apart that the chair is straight between them.
TEST(Chair, ThroughAZBend) {
  const double limit = test::widest_around_corner(1.20, 1.02, 0.97);
  for (int k = 0; k < 3; ++k) {
    const ChairScene scene = test::moved(test::z_bend(1.02, 0.97), 0.4 + k, {0, 0}, k == 2);
    EXPECT_EQ(passes(scene, with(1.20, limit - 0.001)), Answer::yes);
    EXPECT_EQ(passes(scene, with(1.20, limit + 0.001)), Answer::no);
  }
}

// Turning round in a corridor goes through every direction, and across its diagonal in one of them.
TEST(Chair, TurnsRoundInACorridorOfItsDiagonal) {
  for (const double width : {kDiagonal + 0.001, kDiagonal - 0.001}) {
    ChairScene scene;
    scene.floor.within = test::box(0, 0, 6, width);
    scene.from = {2, width / 2};
    scene.to = {3, width / 2};
    ChairQuestion round;
    round.from_heading_rad = 0;
    round.to_heading_rad = M_PI;
    EXPECT_EQ(passes(scene, round), width > kDiagonal ? Answer::yes : Answer::no) << width;
    round.to_heading_rad = 0;
    EXPECT_EQ(passes(scene, round), Answer::yes) << width;
  }
}

// A hairpin around the end of a wall: without a turn when the passage beyond the wall is as wide as the chair
// is long.
TEST(Chair, AroundTheEndOfAWall) {
  ChairScene scene;
  scene.floor.within = test::box(0, 0, 1.8, 4);
  scene.floor.thin = {{{0.9, 0}, {0.9, 2.79}}};
  scene.from = {0.45, 1};
  scene.to = {1.35, 1};
  EXPECT_EQ(passes(scene), Answer::yes);         // 1.21 m
  scene.floor.thin = {{{0.9, 0}, {0.9, 3.21}}};  // 0.79 m
  const ChairAnswer no = ask(scene);
  EXPECT_EQ(no.answer, Answer::no);
  EXPECT_EQ(no.decided, Decided::pinch);
}

// Straight through a lobby the doors decide. Around its corner: where the chair turns on the spot it passes;
// and a lobby that lies in a bend too narrow for the chair (its limit for both corridors is 0.98995 m) has no
// way.
TEST(Chair, ThroughALobby) {
  EXPECT_EQ(passes(test::lobby(1.3, 0.81, true)), Answer::yes);
  EXPECT_EQ(passes(test::lobby(1.3, 0.79, true)), Answer::no);
  EXPECT_EQ(passes(test::lobby(1.45, 0.81, false)), Answer::yes);
  EXPECT_EQ(passes(test::lobby(0.988, 0.95, false)), Answer::no);
}

TEST(Chair, TouchingIsAllowed) {
  for (int k = 0; k < 4; ++k) {
    const ChairScene scene = test::moved(test::side_door(1.5, 0.80, 0.12), 0.37 * k, {7.7, 1.1});
    ChairQuestion fine;
    fine.slack_m = kFinestSlack_m;
    EXPECT_EQ(passes(scene, fine), Answer::yes) << k;
  }
}

// Whatever is within the slack of the limit may stay open, and then both sides of the slack must hold.
TEST(Chair, SaysWhatAnOpenAnswerLeavesOpen) {
  const double limit = test::widest_around_corner(1.20, 0.97, 1.02);
  const ChairScene scene = test::right_angle(0.97, 1.02);
  int open = 0;
  for (const double off : {-0.015, -0.008, -0.004, 0.0, 0.004, 0.008, 0.015}) {
    ChairQuestion coarse = with(1.20, limit + off);
    coarse.slack_m = 0.02;
    const ChairAnswer answer = ask(scene, coarse);
    if (answer.answer != Answer::open) {
      EXPECT_EQ(answer.answer, off < 0 ? Answer::yes : Answer::no) << off;
      EXPECT_EQ(answer.slack_m, 0);
      continue;
    }
    ++open;
    EXPECT_LE(answer.slack_m, coarse.slack_m);
    const double s = 2 * answer.slack_m;
    EXPECT_EQ(passes(scene, with(1.20 - s, limit + off - s)), Answer::yes) << off;
    EXPECT_EQ(passes(scene, with(1.20 + s, limit + off + s)), Answer::no) << off;
  }
  EXPECT_GT(open, 0);
}

TEST(Chair, ADiscAroundItAllIsEnough) {
  ChairQuestion question;
  question.to_heading_rad = 1.0;
  EXPECT_EQ(ask(test::side_door(1.5, 1.45, 0.1), question).decided, Decided::disc);
  EXPECT_EQ(ask(test::side_door(1.5, 1.44, 0.1), question).decided, Decided::subdivision);
}

TEST(Chair, KnowsWhereItCannotStand) {
  ChairScene scene = test::side_door(1.5, 0.9, 0.15);
  scene.from = {0.3, 0.75};  // 0.30 m from the end of the corridor
  EXPECT_EQ(ask(scene).decided, Decided::start);
  scene = test::side_door(1.5, 0.9, 0.15);
  scene.to = {4, 1.55};  // in the door: fine
  EXPECT_EQ(passes(scene), Answer::yes);
  ChairQuestion across;
  across.to_heading_rad = 0;  // in the door, but across it
  EXPECT_EQ(ask(scene, across).decided, Decided::goal);
  scene.to = {1, 1.6};  // in a wall
  EXPECT_EQ(ask(scene).decided, Decided::goal);
}

TEST(Chair, TheReferencePointMayBeAnywhereInIt) {
  for (const PlanPoint reference : {PlanPoint{-0.4, 0}, {0.6, 0.4}, {0, -0.3}, {-0.6, 0}}) {
    SCOPED_TRACE(testing::Message() << reference.x << " " << reference.y);
    for (const double door : {0.82, 0.78}) {
      ChairScene scene = test::side_door(1.5, door, 0.12);
      scene.from = {3, 0.75};
      ChairQuestion question;
      question.footprint.reference = reference;
      EXPECT_EQ(passes(scene, question), door > 0.8 ? Answer::yes : Answer::no) << door;
    }
  }
}

TEST(Chair, AnEmptyFloorLetsEverythingPass) {
  ChairScene scene;
  scene.from = {0, 0};
  scene.to = {100, 50};
  EXPECT_EQ(ask(scene).decided, Decided::disc);
}

TEST(Chair, RefusesWhatIsNoQuestion) {
  const ChairScene scene = test::side_door(1.5, 0.9, 0.1);
  const auto refused = [&](const ChairQuestion& question) {
    const auto answer = chair_passes(scene.floor, question);
    return !answer && answer.error().code == ErrorCode::usage;
  };
  ChairQuestion question{.from = scene.from, .to = scene.to};
  EXPECT_FALSE(refused(question));
  for (const double size : {0.0, -1.0, double(NAN), double(INFINITY)}) {
    ChairQuestion bad = question;
    bad.footprint.width_m = size;
    EXPECT_TRUE(refused(bad)) << size;
  }
  ChairQuestion bad = question;
  bad.footprint.reference = {0.7, 0};
  EXPECT_TRUE(refused(bad));
  bad = question;
  bad.to.x = NAN;
  EXPECT_TRUE(refused(bad));
  bad = question;
  bad.to_heading_rad = INFINITY;
  EXPECT_TRUE(refused(bad));
}

TEST(Chair, StopsAtItsLimitAndSaysSo) {
  ChairQuestion question = with(1.2, 0.8);
  question.most_boxes = 10;
  const ChairAnswer answer = ask(test::side_door(1.5, 0.85, 0.1), question);
  EXPECT_EQ(answer.answer, Answer::open);
  EXPECT_EQ(answer.decided, Decided::limit);
  EXPECT_TRUE(std::isinf(answer.slack_m));
}

TEST(Chair, DrawsItsFootprint) {
  const Footprint footprint{1.2, 0.8, {-0.4, 0}};
  const Ring ring = footprint_at(footprint, {{10, 20}, M_PI / 2});
  const Ring expected = {{10.4, 19.8}, {10.4, 21.0}, {9.6, 21.0}, {9.6, 19.8}};
  ASSERT_EQ(ring.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_LT(distance(ring[i], expected[i]), 1e-12) << i;
  const std::vector<Pose> path = {{{0, 0}, 0}, {{1, 0}, 0}};
  const auto rings = swept(footprint, path, 0.25);
  ASSERT_EQ(rings.size(), 5u);
  EXPECT_LT(distance(rings[1][0], PlanPoint{0.25 - 0.2, -0.4}), 1e-12);
  EXPECT_TRUE(swept(footprint, {}).empty());
}

}  // namespace
}  // namespace landai::geometry
