// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/clearance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "random_plans.hpp"

namespace landai::geometry {
namespace {

using test::box;

Floor inside(MultiPolygon within, MultiPolygon solids = {}) {
  Floor floor;
  floor.within = std::move(within);
  floor.solids = std::move(solids);
  return floor;
}

double width(const Floor& floor, PlanPoint from, PlanPoint to) {
  const auto clearance = Clearance::build(floor);
  if (!clearance) return -1;
  const auto passage = clearance->widest(from, to);
  return passage ? passage->width_m : 0;
}

/// Two rooms of 4 x 4 m, a wall of 0.2 m between them with a door of the given width.
Floor two_rooms(double door) {
  return inside(box(0, 0, 8.2, 4), {{test::box_ring(4, 0, 4.2, 2 - door / 2), {}},
                                    {test::box_ring(4, 2 + door / 2, 4.2, 4), {}}});
}

TEST(Clearance, ADoorIsAsWideAsItsJambs) {
  for (const double door : {0.6, 0.8, 0.8999, 0.9, 1.2, 1.525}) {
    EXPECT_NEAR(width(two_rooms(door), {1, 1}, {7, 3}), door, 0.00015);
  }
}

TEST(Clearance, TheWitnessOfADoorStandsOnItsJambs) {
  const auto clearance = Clearance::build(two_rooms(0.86));
  ASSERT_TRUE(clearance);
  const auto passage = clearance->widest({1, 1}, {7, 3});
  ASSERT_TRUE(passage);
  for (const PlanPoint p : {passage->pinch.a, passage->pinch.b}) {
    EXPECT_GE(p.x, 4 - 1e-4);
    EXPECT_LE(p.x, 4.2 + 1e-4);
    EXPECT_NEAR(std::abs(p.y - 2), 0.43, 1e-4);
  }
  EXPECT_NEAR(distance(passage->pinch.a, passage->pinch.b), 0.86, 1e-4);
}

TEST(Clearance, AtLeastIsDecidedToTheCell) {
  for (const double angle : {0.0, 0.5}) {
    Floor floor = two_rooms(0.9);
    floor.solids = test::turned(floor.solids, angle);
    floor.within = test::turned(*floor.within, angle);
    floor.solid_owner = {7, 11};
    const PlanPoint from = test::turned(PlanPoint{1, 1}, angle), to = test::turned(PlanPoint{7, 3}, angle);
    const auto clearance = Clearance::build(floor);
    ASSERT_TRUE(clearance);
    const double width = clearance->widest(from, to)->width_m;
    if (angle == 0) {
      EXPECT_EQ(width, 0.9);
    }
    EXPECT_TRUE(clearance->at_least(from, to, width).yes);
    EXPECT_TRUE(clearance->at_least(from, to, width - 0.0001).yes);
    EXPECT_TRUE(clearance->at_least(from, to, std::nextafter(width, 0)).yes);
    EXPECT_FALSE(clearance->at_least(from, to, std::nextafter(width, 1)).yes);
    EXPECT_FALSE(clearance->at_least(from, to, width + 0.0001).yes);
    const Decision no = clearance->at_least(from, to, 0.92);
    EXPECT_FALSE(no.yes);
    EXPECT_NEAR(distance(no.pinch.a, no.pinch.b), width, 1e-9);
    EXPECT_THAT(no.owners, testing::UnorderedElementsAre(7, 11));
  }
}

TEST(Clearance, AtLeastOfALimitThatIsNone) {
  const auto clearance = Clearance::build(two_rooms(0.9));
  ASSERT_TRUE(clearance);
  EXPECT_TRUE(clearance->at_least({1, 1}, {7, 3}, 0).yes);
  EXPECT_TRUE(clearance->at_least({1, 1}, {7, 3}, -1).yes);
  EXPECT_FALSE(clearance->at_least({1, 1}, {7, 3}, std::nan("")).yes);
  EXPECT_FALSE(clearance->at_least({1, 1}, {7, 3}, INFINITY).yes);
  EXPECT_FALSE(clearance->at_least({1, 1}, {4.1, 0.5}, 0).yes);  // in the wall: no way
  EXPECT_TRUE(Clearance::build({})->at_least({1, 1}, {7, 3}, 100).yes);
}

// Between two places of one room its largest disc lies between them: 4 m here.
TEST(Clearance, AtLeastInOneRoomIsItsDisc) {
  const auto clearance = Clearance::build(inside(box(0, 0, 4, 4)));
  ASSERT_TRUE(clearance);
  EXPECT_EQ(clearance->widest({1, 1}, {3, 3})->width_m, 4);
  EXPECT_TRUE(clearance->at_least({1, 1}, {3, 3}, 4).yes);
  EXPECT_FALSE(clearance->at_least({1, 1}, {3, 3}, 4.0001).yes);
}

TEST(Clearance, OfTwoDoorsACellApartTheWiderIsTaken) {
  // Walls at x = 4 with doors of 0.9 and 0.9001 m.
  Floor floor = inside(box(0, 0, 8, 8), {{test::box_ring(4, 0, 4.2, 1), {}},
                                         {test::box_ring(4, 1.9, 4.2, 5), {}},
                                         {test::box_ring(4, 5.9001, 4.2, 8), {}}});
  const auto clearance = Clearance::build(floor);
  ASSERT_TRUE(clearance);
  EXPECT_EQ(clearance->widest({1, 4}, {7, 4})->width_m, 0.9001);
  EXPECT_TRUE(clearance->at_least({1, 4}, {7, 4}, 0.9001).yes);
  EXPECT_FALSE(clearance->at_least({1, 4}, {7, 4}, 0.9002).yes);
}

TEST(Clearance, ThePinchNamesItsOwners) {
  Floor floor = two_rooms(0.86);
  floor.solid_owner = {7, 11};
  const auto clearance = Clearance::build(floor);
  ASSERT_TRUE(clearance);
  const auto passage = clearance->widest({1, 1}, {7, 3});
  ASSERT_TRUE(passage);
  const bool lower_first = passage->pinch.a.y < passage->pinch.b.y;
  EXPECT_EQ(passage->owners[lower_first ? 0 : 1], 7);
  EXPECT_EQ(passage->owners[lower_first ? 1 : 0], 11);
  const auto no_owner = Clearance::build(two_rooms(0.86));
  ASSERT_TRUE(no_owner);
  EXPECT_EQ(no_owner->widest({1, 1}, {7, 3})->owners, (std::array<int, 2>{kNoOwner, kNoOwner}));
}

TEST(Clearance, OfTwoOwnersOnOnePlaceTheSmallerNumber) {
  Floor floor = two_rooms(0.86);
  floor.solids.push_back(floor.solids[0]);  // a wall drawn twice
  floor.solid_owner = {7, 11, 5};
  const auto clearance = Clearance::build(floor);
  ASSERT_TRUE(clearance);
  const auto passage = clearance->widest({1, 1}, {7, 3});
  ASSERT_TRUE(passage);
  EXPECT_EQ(std::min(passage->owners[0], passage->owners[1]), 5);
  EXPECT_EQ(std::max(passage->owners[0], passage->owners[1]), 11);
  EXPECT_EQ(clearance->noding().duplicates, 4u);
}

TEST(Clearance, APostWithoutSizeStandsInTheWay) {
  Floor floor = inside(box(0, 0, 8, 2));
  floor.thin = {{{4, 1}, {4, 1}}};
  floor.thin_owner = {3};
  const auto clearance = Clearance::build(floor);
  ASSERT_TRUE(clearance);
  const auto passage = clearance->widest({1, 1}, {7, 1});
  ASSERT_TRUE(passage);
  EXPECT_NEAR(passage->width_m, 1, 1e-9);
  EXPECT_EQ(std::max(passage->owners[0], passage->owners[1]), 3);
  EXPECT_EQ(clearance->noding().points, 1u);
}

TEST(Clearance, AShutWallHasNoWay) {
  EXPECT_EQ(width(inside(box(0, 0, 8, 4), box(4, -1, 4.2, 5)), {1, 1}, {7, 3}), 0);
  Floor thin = inside(box(0, 0, 8, 4));
  thin.thin = {{{4, 0}, {4, 4}}};
  EXPECT_EQ(width(thin, {1, 1}, {7, 3}), 0);
}

TEST(Clearance, APillarInACorridorLeavesItsWiderSide) {
  // Corridor 1.90 m, pillar 0.40 m with 0.95 m on one side and 0.55 m on the other.
  EXPECT_NEAR(width(inside(box(0, 0, 10, 1.9), box(5, 0.55, 5.4, 0.95)), {1, 1}, {9, 1}), 0.95, 0.00015);
}

TEST(Clearance, BetweenACornerAndAPointItIsTheirDistance) {
  // Two pillars that face each other with a corner: the diagonal counts.
  const Floor floor = inside(box(0, 0, 10, 2),
                             {{test::box_ring(4, 0, 4.5, 0.8), {}}, {test::box_ring(5.1, 1.6, 5.6, 2), {}}});
  EXPECT_NEAR(width(floor, {1, 1}, {9, 1}), std::hypot(0.6, 0.8), 0.00015);
}

TEST(Clearance, TwoPillarsAndAWall) {
  // Parabola: the pillar's corner against the wall beside it.
  const MultiPolygon star{{{{5, 0.7}, {5.5, 1.9}, {4.5, 1.9}}, {}}};
  EXPECT_NEAR(width(inside(box(0, 0, 10, 2), star), {1, 1}, {9, 1}), 0.7, 0.00015);
}

TEST(Clearance, APersonInACornerStillStandsInTheRoom) {
  EXPECT_NEAR(width(two_rooms(0.9), {0.05, 0.05}, {8.1, 3.9}), 0.9, 0.00015);
}

TEST(Clearance, ADoorOneStandsInDoesNotLimit) {
  // From the middle of the door into the room: the room's own circle is what is left.
  EXPECT_NEAR(width(two_rooms(0.9), {4.1, 2}, {1, 1}), 4.0, 0.0003);
}

TEST(Clearance, ADoorInFrontOfOneDoesLimit) {
  EXPECT_NEAR(width(two_rooms(0.9), {3.7, 2}, {7, 2}), 0.9, 0.00015);
  EXPECT_NEAR(width(two_rooms(0.9), {2, 2}, {4.6, 2}), 0.9, 0.00015);
}

TEST(Clearance, ALongCorridorLimitsWhoStandsInIt) {
  // 0.80 m corridor of 6 m into a room: from its far end it lies between, whatever the disc there.
  const Floor floor = inside({{{{0, 1}, {6, 1}, {6, 0}, {10, 0}, {10, 4}, {6, 4}, {6, 1.8}, {0, 1.8}}, {}}});
  EXPECT_NEAR(width(floor, {0.5, 1.4}, {8, 2}), 0.8, 0.00015);
  EXPECT_NEAR(width(floor, {1, 1.4}, {4, 1.4}), 0.8, 0.00015);
}

TEST(Clearance, APointInAnObstacleHasNoWay) {
  const auto clearance = Clearance::build(two_rooms(0.9));
  ASSERT_TRUE(clearance);
  EXPECT_FALSE(clearance->widest({4.1, 0.5}, {1, 1}));
  EXPECT_FALSE(clearance->widest({1, 1}, {0.0005, 1}));
  EXPECT_FALSE(clearance->widest({1, 1}, {-1, 1}));
  EXPECT_FALSE(clearance->widest({1, 1}, {NAN, 1}));
  EXPECT_EQ(clearance->clearance_at({4.1, 0.5}), 0);
  EXPECT_EQ(clearance->clearance_at({-1, 1}), 0);
}

TEST(Clearance, OutsideNothingLimitsButWhatIsThere) {
  Floor floor;
  floor.solids = box(0, 0, 10, 5);
  const auto clearance = Clearance::build(floor);
  ASSERT_TRUE(clearance);
  const auto passage = clearance->widest({5, -1}, {5, 6});
  ASSERT_TRUE(passage);
  EXPECT_TRUE(std::isinf(passage->width_m));
  EXPECT_TRUE(clearance->widest({5, -100}, {5, 100}));
  EXPECT_NEAR(clearance->clearance_at({5, -100}), 200, 1e-6);
  const auto path = clearance->shortest({5, -1}, {5, 6}, 3.0);
  ASSERT_TRUE(path);
  EXPECT_GT(path->length_m, 15);

  floor.solids.push_back({test::box_ring(11, 0, 20, 5), {}});  // a lane of 1 m between two houses
  const auto lane = Clearance::build(floor);
  ASSERT_TRUE(lane);
  const auto narrow = lane->shortest({10.5, -1}, {10.5, 6}, 0.9);
  ASSERT_TRUE(narrow);
  EXPECT_NEAR(narrow->length_m, 7, 0.1);
  EXPECT_NEAR(narrow->width_m, 1, 0.0002);
  const auto around = lane->shortest({10.5, -1}, {10.5, 6}, 1.1);
  ASSERT_TRUE(around);
  EXPECT_GT(around->length_m, 20);
}

TEST(Clearance, ShortestTakesTheWidthAtTheLimit) {
  const auto clearance = Clearance::build(two_rooms(0.9));
  ASSERT_TRUE(clearance);
  EXPECT_TRUE(clearance->shortest({1, 1}, {7, 3}, 0.9));
  EXPECT_FALSE(clearance->shortest({1, 1}, {7, 3}, 0.901));
}

TEST(Clearance, ReachableStopsAtADoorThatIsTooNarrow) {
  const auto clearance = Clearance::build(two_rooms(0.7));
  ASSERT_TRUE(clearance);
  for (const PlanPoint p : clearance->reachable({1, 1}, 0.8)) EXPECT_LT(p.x, 4.1);
  const auto all = clearance->reachable({1, 1}, 0.6);
  EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](PlanPoint p) { return p.x > 5; }));
  EXPECT_TRUE(clearance->reachable({1, 1}, 10).empty());
}

TEST(Clearance, OverlappingAndDoubledWallsAreOneObstacle) {
  Floor floor = two_rooms(0.9);
  const MultiPolygon walls = floor.solids;
  floor.solids.insert(floor.solids.end(), walls.begin(), walls.end());
  floor.solids.push_back({test::box_ring(3.9, 0.2, 4.3, 1.0), {}});
  floor.thin.push_back({{4.1, -1}, {4.1, 1.2}});
  EXPECT_NEAR(width(floor, {1, 1}, {7, 3}), 0.9, 0.00015);
}

TEST(Clearance, ACourtyardInASolidIsReachedFromNowhere) {
  Floor floor;
  floor.solids = {{test::box_ring(0, 0, 10, 10), {test::box_ring(4, 4, 6, 6)}}};
  const auto clearance = Clearance::build(floor);
  ASSERT_TRUE(clearance);
  EXPECT_FALSE(clearance->widest({5, 5}, {5, -2}));
  EXPECT_TRUE(clearance->widest({5, 5}, {5.5, 5.5}));
}

TEST(Clearance, AnEmptyFloorIsFree) {
  const auto clearance = Clearance::build({});
  ASSERT_TRUE(clearance);
  const auto passage = clearance->widest({0, 0}, {3, 4});
  ASSERT_TRUE(passage);
  EXPECT_TRUE(std::isinf(passage->width_m));
  EXPECT_TRUE(std::isinf(clearance->clearance_at({0, 0})));
}

TEST(Clearance, RefusesWhatItCannotHold) {
  const auto huge = Clearance::build(inside(box(0, 0, 3000, 10)));
  ASSERT_FALSE(huge);
  EXPECT_EQ(huge.error().code, ErrorCode::limit);
  Floor broken;
  broken.thin = {{{0, 0}, {NAN, 1}}};
  const auto nan = Clearance::build(broken);
  ASSERT_FALSE(nan);
  EXPECT_EQ(nan.error().code, ErrorCode::input);
  Floor infinite = inside(box(0, 0, 10, 10));
  infinite.thin = {{{0, 0}, {INFINITY, 1}}};
  EXPECT_FALSE(Clearance::build(infinite));
}

// A room of 8 x 4 m and drawings nobody should make; the room's width must still be there.
TEST(Clearance, SurvivesWhatNobodyShouldDraw) {
  const Floor room = inside(box(0, 0, 8, 4));
  test::Dice dice(5);
  const auto width_with = [&](const std::vector<PlanSegment>& lines) {
    Floor floor = room;
    floor.thin = lines;
    return width(floor, {1, 3}, {7, 3});
  };
  std::vector<PlanSegment> same(5000, PlanSegment{{1, 1}, {7, 1}});
  EXPECT_NEAR(width_with(same), 3, 0.0001);
  std::vector<PlanSegment> on_each_other;
  for (int i = 0; i < 600; ++i) on_each_other.push_back({{dice.between(1, 4), 1}, {dice.between(4, 7), 1}});
  EXPECT_NEAR(width_with(on_each_other), 3, 0.0001);
  std::vector<PlanSegment> star;
  for (int i = 0; i < 300; ++i) {
    const PlanPoint arm = test::turned(PlanPoint{0.5, 0}, i * 0.0105);
    star.push_back({PlanPoint{4, 0.5} - arm, PlanPoint{4, 0.5} + arm});
  }
  EXPECT_NEAR(width_with(star), 3, 0.001);
  std::vector<PlanSegment> hatch;
  for (int i = 0; i < 100; ++i) {
    hatch.push_back({{1 + 0.05 * i, 0}, {2 + 0.05 * i, 1}});
    hatch.push_back({{2 + 0.05 * i, 0}, {1 + 0.05 * i, 1}});
  }
  EXPECT_NEAR(width_with(hatch), 3, 0.0001);
  std::vector<PlanSegment> dust;
  for (int i = 0; i < 500; ++i) {
    const PlanPoint at{dice.between(1, 7), dice.between(0, 1)};
    dust.push_back({at, at + PlanPoint{dice.between(-2e-4, 2e-4), dice.between(-2e-4, 2e-4)}});
  }
  EXPECT_NEAR(width_with(dust), 3, 0.05);
  // Crossings without end: an error, no hang.
  std::vector<PlanSegment> tangle;
  for (int i = 0; i < 2500; ++i) tangle.push_back({{0.01, dice.between(0, 4)}, {7.99, dice.between(0, 4)}});
  EXPECT_EQ(width_with(tangle), -1);
}

TEST(Clearance, FarFromTheOriginIsTheSame) {
  Floor floor = two_rooms(0.9);
  floor.solids = test::turned(floor.solids, 0, {703'000, 9'312'000});  // UTM 48S, Jakarta
  floor.within = test::turned(*floor.within, 0, {703'000, 9'312'000});
  EXPECT_NEAR(width(floor, {703'001, 9'312'001}, {703'007, 9'312'003}), 0.9, 0.00015);
}

TEST(Clearance, APointRightBelowAJointOfCollinearWallsIsAttached) {
  Floor floor = inside({{{{0, 0}, {2, 0}, {4, 0}, {4, 3}, {2, 3}, {0, 3}}, {}}});
  EXPECT_GT(width(floor, {2, 0.3}, {1, 1}), 2.9);
  EXPECT_GT(width(floor, {2, 1.5}, {1, 1}), 2.9);
}

}  // namespace
}  // namespace landai::geometry
