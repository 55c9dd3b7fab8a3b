// SPDX-License-Identifier: GPL-3.0-or-later
// Level and upright lines that contradict one another: the one that slipped is named, or the interval covers what it would do.
#include <gmock/gmock.h>

#include <algorithm>

#include "photo/agree.hpp"
#include "view_trial.hpp"

namespace landai::test {
namespace {

using ::testing::HasSubstr;

constexpr int kDraws = 500;

/// What comes of so many walls: neither refused nor held is a wrong number.
struct Count {
  int refused = 0, held = 0, wrong = 0;
};
Count walls(int scenes, const WallLines& how) {
  Count out;
  for (int seed = 1; seed <= scenes; ++seed) {
    const Trial trial = try_wall(static_cast<unsigned>(seed), kDraws, how);
    const auto& m = trial.answer.measured;
    if (!m) ++out.refused;
    else if (m->lo <= trial.truth && trial.truth <= m->hi) ++out.held;
    else ++out.wrong;
  }
  return out;
}

const std::vector<double> kFour{-0.8, -0.35, 0.1, 0.6};

TEST(Lines, OneThatSlippedIsRefusedOrCovered) {
  const Count loupe = walls(60, {kFour, 1, 12}), click = walls(60, {kFour, 2, 12});
  EXPECT_LE(loupe.wrong, 5) << "of 60: an interval of 95 %";
  EXPECT_LE(click.wrong, 5);
  EXPECT_GT(loupe.refused, 30);
}

TEST(Lines, HonestOnesAreNotRefused) {
  for (const double click : {1.0, 2.0}) {
    const Count honest = walls(100, {kFour, click, 0});
    EXPECT_LE(honest.refused, 1) << click;
    EXPECT_LE(honest.wrong, 10) << click;
  }
}

/// A wall of 3 by 2 m seen from 30 degrees aside by a plain camera of 3000 px: level lines at four heights, two upright ones.
photo::DirectionLines drawn_lines() {
  DoorScene scene;
  scene.columns = 4032, scene.rows = 3024, scene.focal = 3000;
  scene.yaw = 0.5, scene.pitch = 0.05;
  scene.aim = {0, 0, 0};
  scene.distance = 4;
  const SceneCamera camera(scene);
  const auto line = [&](const ScenePoint& a, const ScenePoint& b) {
    photo::PixelLine out;
    for (const ScenePoint& p : {a, b}) {
      const auto [x, y] = camera.see(p);
      out.push_back({x, y});
    }
    return out;
  };
  photo::DirectionLines lines;
  for (const double y : {-1.0, -0.3, 0.4, 1.0}) lines.level.push_back(line({-1.2, y, 0}, {1.2, y, 0}));
  for (const double x : {-1.2, 0.0, 1.2}) lines.vertical.push_back(line({x, -1, 0}, {x, 1, 0}));
  return lines;
}

photo::Camera plain_camera() {
  photo::Camera camera;
  camera.width = 4032, camera.height = 3024;
  camera.f = 3000, camera.cx = 2015.5, camera.cy = 1511.5;
  camera.u_f = 30, camera.u_c = 40, camera.u_k1 = 0.01, camera.u_aspect = 0;
  camera.source = photo::FocalSource::stated;
  return camera;
}

TEST(Lines, TheOneThatSlippedIsNamed) {
  photo::DirectionLines lines = drawn_lines();
  const auto good = photo::suspects(plain_camera(), lines, std::nullopt);
  ASSERT_EQ(good.size(), 7U);
  EXPECT_LT(good.front().drop, 1e-3) << "computed lines meet";
  for (const std::size_t slipped : {0U, 1U, 2U, 3U}) {
    photo::DirectionLines bad = lines;
    bad.level[slipped].back().y += 25;
    const auto found = photo::agreement(plain_camera(), bad, bad, std::nullopt);
    EXPECT_EQ(found.refused.key, "photo.refused.astray") << slipped;
    EXPECT_FALSE(found.advice.empty());
    const photo::PixelLine& line = bad.level[slipped];
    EXPECT_THAT(found.refused.args.at(0).second.text, HasSubstr(std::to_string(line.front().x).substr(0, 6))) << slipped;
  }
}

// One end of the upper line lies 8 px off: too little to say that it is wrong, too much to leave it out of the interval.
TEST(Lines, WhatIsInDoubtWidens) {
  photo::DirectionLines lines = drawn_lines();
  lines.u = 1;
  lines.level[3].back().y += 8;
  const auto found = photo::agreement(plain_camera(), lines, lines, std::nullopt);
  EXPECT_TRUE(found.refused.empty());
  ASSERT_FALSE(found.also.empty());
  EXPECT_EQ(found.also[0].level.size(), 3U) << "the same without it";
  EXPECT_EQ(found.also[0].level[2].back().y, drawn_lines().level[2].back().y) << "the others are as they were";
  ASSERT_EQ(found.warnings.size(), 1U);
  EXPECT_EQ(found.warnings[0].key, "photo.warned.astray");
}

TEST(Lines, FoundOnesThatDoNotGoWithThoseOfTheUserAreLeftOut) {
  const photo::DirectionLines asked = drawn_lines();
  photo::DirectionLines lines = asked;
  lines.level.push_back(asked.level[1]);
  lines.level.back().back().y += 30;
  const auto found = photo::agreement(plain_camera(), asked, lines, std::nullopt);
  EXPECT_TRUE(found.refused.empty());
  EXPECT_EQ(found.lines.level.size(), 4U);
}

// Gravity that was told stands for upright lines.
TEST(Lines, GravityContradictsThemToo) {
  photo::DirectionLines lines = drawn_lines();
  lines.vertical.clear();
  lines.level.resize(2);
  DoorScene scene;
  scene.yaw = 0.5, scene.pitch = 0.05;
  const photo::Direction down = SceneCamera(scene).turned({0, -1, 0});
  EXPECT_LT(photo::suspects(plain_camera(), lines, photo::KnownDown{down, 0.002}).front().drop, 1e-3);
  lines.level[0].back().y += 150, lines.level[1].back().y += 150;
  const auto turned = photo::agreement(plain_camera(), lines, lines, photo::KnownDown{down, 0.002});
  EXPECT_EQ(turned.refused.key, "photo.refused.astray");
}

}  // namespace
}  // namespace landai::test
