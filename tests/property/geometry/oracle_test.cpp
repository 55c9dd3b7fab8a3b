// SPDX-License-Identifier: GPL-3.0-or-later
// The clearance diagram against brute force in exact rationals on the grid's points: no wrong decision.
// LANDAI_ORACLE_PLANS=100000 tries that many plans instead of the usual number; LANDAI_ORACLE_SEED=7 begins
// at that seed. Every failure prints its seed and kind.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>
#include <string>

#include "cell_plans.hpp"
#include "clearance_oracle.hpp"
#include "exact_oracle.hpp"
#include "landai/geometry/clearance.hpp"

namespace landai::geometry {
namespace {

using test::Cell;
using test::CellPlan;
using test::CellPlans;
using test::CellWall;
using test::Places;
using test::Ratio;

unsigned from_environment(const char* name, unsigned usual) {
  const char* text = std::getenv(name);
  return text == nullptr ? usual : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

/// Written so that a failing plan can be read and drawn.
std::string drawn(const CellPlan& plan) {
  std::ostringstream out;
  for (const CellWall& w : plan.walls()) out << w.a.x << ' ' << w.a.y << ' ' << w.b.x << ' ' << w.b.y << '\n';
  return out.str();
}

/// Counts, so that the test knows that it asked what it was meant to ask.
struct Tally {
  int plans = 0, exact = 0, limited = 0, none = 0;
};

class Trial {
 public:
  Trial(const Clearance& clearance, const Places& places, bool at_home)
      : clearance_(clearance), places_(places), slack_(at_home ? 0 : 3) {}

  /// Limits at, a picometre beside, a cell beside and far from the exact width.
  void run(Tally& tally) const {
    ++tally.plans;
    tally.exact += slack_ == 0;
    const double exact = places_.widest_squared ? std::sqrt(to_double(*places_.widest_squared)) : 1e300;
    const auto passage = clearance_.widest(test::metres(places_.p), test::metres(places_.q));
    const double width = passage ? passage->width_m * 10000 : 0;
    const double slack = static_cast<double>(slack_);
    if (exact < 10 - slack) {
      ++tally.none;
      EXPECT_FALSE(passage) << width;  // a crack of less than 1 mm is no way
    } else if (exact < 10 + slack) {
      EXPECT_LE(width, 10 + 2 * slack);  // rounding may have made it one
    } else if (exact <= static_cast<double>(places_.most)) {
      ++tally.limited;
      EXPECT_NEAR(width, exact, slack + 1e-6);
    } else {
      EXPECT_GE(width, static_cast<double>(places_.most - slack_));
    }
    const auto near = static_cast<std::int64_t>(std::min(exact, static_cast<double>(places_.most)));
    for (const std::int64_t limit : {near - 4, near - 1, near, near + 1, near + 4, near / 2, places_.most})
      decide(limit * kPicometres);
    if (!places_.widest_squared || slack_ > 0 || exact < 10) return;
    const std::int64_t finest = exact_picometres();
    EXPECT_EQ(std::llround(width * static_cast<double>(kPicometres)), finest);
    for (const std::int64_t limit : {finest - 1, finest, finest + 1}) decide(limit);
  }

 private:
  static constexpr std::int64_t kPicometres = 100000000;  ///< in a cell

  void decide(std::int64_t limit) const {
    if (limit < 10 * kPicometres || limit > places_.most * kPicometres) return;
    const bool yes =
        clearance_
            .at_least(test::metres(places_.p), test::metres(places_.q), static_cast<double>(limit) / 1e12)
            .yes;
    if (passes(limit + slack_ * kPicometres)) {
      EXPECT_TRUE(yes) << "at " << limit << " pm";
    }
    if (!passes(limit - slack_ * kPicometres)) {
      EXPECT_FALSE(yes) << "at " << limit << " pm";
    }
  }
  [[nodiscard]] bool passes(std::int64_t limit) const {
    return !places_.widest_squared ||
           !(*places_.widest_squared < Ratio{test::Big(limit) * limit, test::Big(kPicometres) * kPicometres});
  }
  /// The exact width in whole picometres, rounded down.
  [[nodiscard]] std::int64_t exact_picometres() const {
    const test::Big squared =
        places_.widest_squared->num * kPicometres * kPicometres / places_.widest_squared->den;
    return boost::multiprecision::sqrt(squared).convert_to<std::int64_t>();
  }

  const Clearance& clearance_;
  const Places& places_;
  std::int64_t slack_;  ///< cells: what rounding crossings to the grid may move
};

void try_plans(CellPlans::Kind kind) {
  const unsigned count = from_environment("LANDAI_ORACLE_PLANS", 8800) / CellPlans::kinds;
  const unsigned first = from_environment("LANDAI_ORACLE_SEED", 1);
  Tally tally;
  for (unsigned seed = first; seed < first + count; ++seed) {
    CellPlans plans(1000003 * seed + static_cast<unsigned>(kind));
    const CellPlan plan = plans.make(kind);
    const auto places = places_in(plans, plan);
    if (!places) continue;
    SCOPED_TRACE("kind " + std::to_string(kind) + ", seed " + std::to_string(seed));
    const auto clearance = Clearance::build(floor_of(plan));
    ASSERT_TRUE(clearance) << drawn(plan);
    Trial(*clearance, *places, at_home_on_the_grid(plan.walls())).run(tally);
    if (::testing::Test::HasFailure()) {
      FAIL() << "from " << places->p.x << ' ' << places->p.y << " to " << places->q.x << ' ' << places->q.y
             << '\n'
             << drawn(plan);
    }
  }
  std::cout << tally.plans << " plans, " << tally.exact << " without rounding, " << tally.limited
            << " pinched, " << tally.none << " without a way\n";
  EXPECT_GT(tally.limited, tally.plans / 25);
}

TEST(ExactOracle, Clutter) { try_plans(CellPlans::clutter); }
TEST(ExactOracle, Doors) { try_plans(CellPlans::doors); }
TEST(ExactOracle, RoomsInRooms) { try_plans(CellPlans::nested); }
TEST(ExactOracle, Lattice) { try_plans(CellPlans::lattice); }
TEST(ExactOracle, TurnedLattice) { try_plans(CellPlans::turned_lattice); }
TEST(ExactOracle, CollinearWalls) { try_plans(CellPlans::collinear); }
TEST(ExactOracle, Slivers) { try_plans(CellPlans::slivers); }
TEST(ExactOracle, NearTies) { try_plans(CellPlans::near_ties); }
TEST(ExactOracle, FramesThatBoostGetsWrong) { try_plans(CellPlans::frames); }
TEST(ExactOracle, Needles) { try_plans(CellPlans::needles); }
TEST(ExactOracle, SmallPlans) { try_plans(CellPlans::small); }

// Found by the oracle, seed 110757 of Slivers: both places in the open, and the second taken for one beside
// the slanted wall, whose end is as near as the wall.
TEST(ExactOracle, APlaceBeyondTheEndOfAWall) {
  CellPlan plan;
  plan.thin = {{{12118, 59428}, {21722, 51436}}, {{60000, 60000}, {0, 60000}}, {{0, 60000}, {0, 0}}};
  const Cell p{33046, 41568}, q{36175, 46773};
  ASSERT_GT(test::free_diameter(plan.walls(), p, q), 26440);
  ASSERT_FALSE(exact_widest_squared(plan.walls(), p, q, 26440));  // nothing stops a disc of 2.644 m
  const auto clearance = Clearance::build(floor_of(plan));
  ASSERT_TRUE(clearance);
  EXPECT_TRUE(clearance->at_least(test::metres(p), test::metres(q), 2.644).yes);
}

/// What the oracle itself says where the answer can be read off the coordinates.
double oracle_width(const std::vector<CellWall>& walls, Cell p, Cell q) {
  const auto squared = exact_widest_squared(walls, p, q, 100000);
  return squared ? std::sqrt(to_double(*squared)) : -1;
}

TEST(OracleItself, ReadsPlainGaps) {
  const std::vector<CellWall> room{
      {{0, 0}, {60000, 0}}, {{60000, 0}, {60000, 40000}}, {{60000, 40000}, {0, 40000}}, {{0, 40000}, {0, 0}}};
  const Cell p{15000, 20000}, q{45000, 20000};
  const auto with = [&](std::initializer_list<CellWall> more) {
    std::vector<CellWall> walls = room;
    walls.insert(walls.end(), more);
    return walls;
  };
  // A wall across with a door of 0.92 m: end to end.
  const CellWall low{{30000, 0}, {30000, 15400}}, high{{30000, 24600}, {30000, 40000}};
  EXPECT_EQ(oracle_width(with({low, high}), p, q), 9200);
  // The same pieces shifted apart by 3 : 4.
  EXPECT_EQ(oracle_width(with({low, {{33000, 19400}, {33000, 40000}}}), p, q), 5000);
  // A post in the middle of the door.
  EXPECT_EQ(oracle_width(with({low, high, {{30000, 20000}, {30000, 20000}}}), p, q), 4600);
  // Two doors: the wider counts.
  EXPECT_EQ(oracle_width(with({{{30000, 0}, {30000, 9000}},
                               {{30000, 16000}, {30000, 25000}},
                               {{30000, 31000}, {30000, 40000}}}),
                         p, q),
            7000);
  // An end in front of the face of a slanted wall: 3 x + 4 y = 240000 from (30000, 22500) is 12000 away.
  EXPECT_EQ(oracle_width(with({low, {{0, 60000}, {60000, 15000}}, {{30000, 15400}, {30000, 22500}}}), p,
                         {45000, 5000}),
            12000);
  EXPECT_EQ(oracle_width(with({{{30000, 0}, {30000, 40000}}}), p, q), 0);  // closed
  EXPECT_EQ(oracle_width(with({{{20000, -5000}, {20000, 45000}}}), p, q),
            0);                                           // closed, and it crosses the room
  EXPECT_EQ(oracle_width({low}, p, q), -1);               // nothing limits it
  EXPECT_EQ(oracle_width(room, p, {70000, 20000}), 0);    // outside
  EXPECT_FALSE(exact_widest_squared(room, p, q, 30000));  // nothing between discs that fit at both ends
}

TEST(OracleItself, AgreesWithGrownObstacles) {
  int compared = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    CellPlans plans(seed);
    CellPlan plan = plans.make(static_cast<CellPlans::Kind>(seed % 3));
    const auto places = places_in(plans, plan);
    if (plan.within.empty() || !places || !places->widest_squared) continue;
    const double width_m = std::sqrt(to_double(*places->widest_squared)) / 10000;
    if (width_m < 0.01) continue;
    ++compared;
    const Floor floor = floor_of(plan);
    EXPECT_TRUE(
        test::oracle_passes(floor, test::metres(places->p), test::metres(places->q), width_m - 0.0002));
    EXPECT_FALSE(
        test::oracle_passes(floor, test::metres(places->p), test::metres(places->q), width_m + 0.0002));
  }
  EXPECT_GT(compared, 10);
}

}  // namespace
}  // namespace landai::geometry
