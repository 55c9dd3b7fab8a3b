// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "landai/geometry/polygons.hpp"
#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::box_ring;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Two rooms of 4 x 3 and 3 x 3 m, walls 0.2 m; a door of 1 m between them (x 4 to 4.2, y 1 to 2) and one of
/// 1 m to the outside in the left one (y -0.2 to 0, x 1 to 2).
MultiPolygon walls() {
  return {{box_ring(-0.2, -0.2, 1, 0), {}},    {box_ring(2, -0.2, 7.4, 0), {}},
          {box_ring(-0.2, 3, 7.4, 3.2), {}},   {box_ring(-0.2, -0.2, 0, 3.2), {}},
          {box_ring(7.2, -0.2, 7.4, 3.2), {}}, {box_ring(4, 0, 4.2, 1), {}},
          {box_ring(4, 2, 4.2, 3), {}}};
}
const std::vector<PlanSegment> kDoors{{{4, 1}, {4, 2}}, {{1, 0}, {2, 0}}};

TEST(EnclosedRooms, ClosuresOnTheWallFaceShutTheRooms) {
  const Enclosures found = enclosed_rooms(walls(), {}, kDoors, 0.5, 0);
  ASSERT_EQ(found.rooms.size(), 2u);
  const bool first_is_left = centroid(found.rooms[0].room.outer).x < 4;
  const Enclosure& left = found.rooms[first_is_left ? 0 : 1];
  const Enclosure& right = found.rooms[first_is_left ? 1 : 0];
  EXPECT_NEAR(area(left.room), 12, 0.002);
  EXPECT_NEAR(area(right.room), 9.2, 0.002);  // and the reveal of the door
  EXPECT_THAT(left.doors, UnorderedElementsAre(0u, 1u));
  EXPECT_THAT(right.doors, ElementsAre(0u));
  EXPECT_THAT(found.outside, ElementsAre(1u));
  EXPECT_EQ(left.room.outer.size(), 4u);
  const Box b = bounds(left.room);
  EXPECT_NEAR(b.min_x, 0, 0.0001);
  EXPECT_NEAR(b.max_x, 4, 0.0001);
  EXPECT_NEAR(b.min_y, 0, 0.0001);
}

TEST(EnclosedRooms, WithoutClosuresAndGapsNothingIsEnclosed) {
  EXPECT_THAT(enclosed_rooms(walls(), {}, {}, 0.5, 0).rooms, IsEmpty());
}

TEST(EnclosedRooms, AClosureAMillimetreShortStillShuts) {
  const std::vector<PlanSegment> doors{{{4, 1.001}, {4, 1.999}}, {{1.001, 0}, {1.999, 0}}};
  EXPECT_EQ(enclosed_rooms(walls(), {}, doors, 0.5, 0).rooms.size(), 2u);
}

TEST(EnclosedRooms, GapsBetweenWallEndsAreBridged) {
  const Enclosures found = enclosed_rooms(walls(), {}, {}, 0.5, 1.2);
  EXPECT_EQ(found.rooms.size(), 2u);
  EXPECT_EQ(found.bridged.size(), 2u);
  for (const PlanSegment& s : found.bridged) EXPECT_NEAR(distance(s.a, s.b), 1.0, 0.001);
  EXPECT_THAT(enclosed_rooms(walls(), {}, {}, 0.5, 0.9).rooms, IsEmpty());
}

TEST(EnclosedRooms, AGapWithADoorIsNotBridgedTwice) {
  EXPECT_THAT(enclosed_rooms(walls(), {},
                             std::vector<PlanSegment>{{{4.1, 1}, {4.1, 2}}, {{1, -0.1}, {2, -0.1}}}, 0.5, 1.2)
                  .bridged,
              IsEmpty());
}

TEST(EnclosedRooms, ThinWallsAlone) {
  const std::vector<PlanSegment> lines{{{0, 0}, {4, 0}}, {{4, 0}, {4, 3}}, {{4, 3}, {0, 3}},
                                       {{0, 3}, {0, 0}}, {{2, 0}, {2, 1}}, {{2, 2}, {2, 3}}};
  const std::vector<PlanSegment> door{{{2, 1}, {2, 2}}};
  const Enclosures found = enclosed_rooms({}, lines, door, 0.5, 0);
  ASSERT_EQ(found.rooms.size(), 2u);
  for (const Enclosure& room : found.rooms) {
    EXPECT_NEAR(area(room.room), 6, 0.002);
    EXPECT_THAT(room.doors, ElementsAre(0u));
  }
  EXPECT_THAT(found.outside, IsEmpty());
  EXPECT_EQ(enclosed_rooms({}, lines, {}, 0.5, 0).rooms.size(), 1u);
  EXPECT_EQ(enclosed_rooms({}, lines, {}, 0.5, 1.1).rooms.size(), 2u);
}

TEST(EnclosedRooms, APillarIsAHoleAndASmallFaceIsLeftOut) {
  MultiPolygon solids = walls();
  solids.push_back({box_ring(2, 1, 2.4, 1.4), {}});
  const Enclosures found = enclosed_rooms(solids, {}, kDoors, 0.5, 0.5);
  ASSERT_EQ(found.rooms.size(), 2u);
  EXPECT_EQ(found.rooms[0].room.holes.size() + found.rooms[1].room.holes.size(), 1u);
  EXPECT_EQ(enclosed_rooms(solids, {}, kDoors, 10, 0).rooms.size(), 1u);
}

TEST(EnclosedRooms, ARoomWithinARoom) {
  const MultiPolygon solids{{box_ring(0, 0, 10, 10), {box_ring(0.2, 0.2, 9.8, 9.8)}},
                            {box_ring(3, 3, 6, 6), {box_ring(3.1, 3.1, 5.9, 5.9)}}};
  const Enclosures found = enclosed_rooms(solids, {}, {}, 0.5, 0);
  ASSERT_EQ(found.rooms.size(), 2u);
  const double areas[] = {area(found.rooms[0].room), area(found.rooms[1].room)};
  EXPECT_NEAR(std::min(areas[0], areas[1]), 2.8 * 2.8, 0.001);
  EXPECT_NEAR(std::max(areas[0], areas[1]), 9.6 * 9.6 - 9, 0.001);
}

TEST(EnclosedRooms, TurnedPlansGiveTheSameAreas) {
  for (const double angle : {0.2, 0.9, 2.2}) {
    std::vector<PlanSegment> doors;
    for (const PlanSegment& s : kDoors) doors.push_back({test::turned(s.a, angle), test::turned(s.b, angle)});
    const Enclosures found = enclosed_rooms(test::turned(walls(), angle), {}, doors, 0.5, 0);
    ASSERT_EQ(found.rooms.size(), 2u);
    EXPECT_NEAR(area(found.rooms[0].room) + area(found.rooms[1].room), 21.2, 0.005);
  }
}

TEST(EnclosedRooms, NothingGivesNothing) { EXPECT_THAT(enclosed_rooms({}, {}, {}, 0.5, 1).rooms, IsEmpty()); }

/// Lines across one another, n each way, a metre apart.
std::vector<PlanSegment> squared(int n) {
  std::vector<PlanSegment> lines;
  for (int i = 0; i < n; ++i) {
    lines.push_back({{-0.5, 1.0 * i}, {n - 0.5, 1.0 * i}});
    lines.push_back({{1.0 * i, -0.5}, {1.0 * i, n - 0.5}});
  }
  return lines;
}

TEST(EnclosedRooms, ATangleIsRefusedAndSaid) {
  const auto paper = enclosed_rooms({}, squared(160), {}, 0.5, 0);   // 25,600 crossings of 320 lines
  EXPECT_TRUE(paper.tangled);
  EXPECT_TRUE(paper.rooms.empty());
  const auto house = enclosed_rooms({}, squared(21), {}, 0.5, 0);
  EXPECT_FALSE(house.tangled);
  EXPECT_EQ(house.rooms.size(), 400u);
}

}  // namespace
}  // namespace landai::geometry
