// SPDX-License-Identifier: GPL-3.0-or-later
// What is proposed on real plans is applied to them and the flow run again.
#include <gtest/gtest.h>

#include <cmath>
#include <iostream>

#include "landai/geometry/polygons.hpp"
#include "landai/import/import.hpp"
#include "remedying.hpp"

namespace landai::test {
namespace {

std::optional<Judged> read_and_judge(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return std::nullopt;
  importer::Options options;
  options.data_dir = data_folder();
  auto plan = importer::read_plan(file, options);
  if (!plan) {
    ADD_FAILURE() << plan.error().message.key;
    return std::nullopt;
  }
  auto packs = standards::load_packs(data_folder(), {});
  if (!packs) {
    ADD_FAILURE() << packs.error().message.key;
    return std::nullopt;
  }
  return judged(completed(std::move(*plan)), std::move(*packs));
}

/// The cabinet of the archive stands 0.740 m above the arc of the door's leaf, 0.750 m are asked, and the wall behind it is in the
/// way: it moves along the wall until its corner is far enough from the arc.
TEST(Remedy, TheSampleOfficesCabinetMovesAlongItsWall) {
  const auto office = read_and_judge(LANDAI_SOURCE_DIR "/samples/kelurahan/kelurahan.dxf");
  ASSERT_TRUE(office);
  const standards::Check* near = nullptr;
  for (const auto& c : office->checks)
    if (c.rule == "pupr14.l2.door.furniture.dist" && c.verdict == standards::Verdict::fail) near = &c;
  ASSERT_NE(near, nullptr);
  const Element* door = office->plan.find(near->subject.front());
  ASSERT_TRUE(door && door->door() && door->door()->leaves.size() == 1);
  const Leaf& leaf = door->door()->leaves.front();
  int shifts = 0;
  for (const auto& p : office->proposals()) {
    if (p.shift) expect_mends(*office, p);
    if (p.check != near->id) continue;
    ASSERT_TRUE(p.shift);
    ++shifts;
    const Element* cabinet = office->plan.find(p.shift->element);
    ASSERT_NE(cabinet, nullptr);
    EXPECT_EQ(cabinet->name, "F-13");
    const Box box = cabinet->geometry.box();
    const PlanPoint corner{box.min_x, box.min_y};
    // The corner on a circle of leaf + 0.75 m about the hinge.
    const double reach = distance(leaf.hinge, leaf.closed_tip) + 0.75, up = corner.y - leaf.hinge.y;
    const double right = std::sqrt(reach * reach - up * up) - (corner.x - leaf.hinge.x);
    EXPECT_NEAR(p.shift->by_m.x, right, 0.005);
    EXPECT_NEAR(p.shift->by_m.y, 0, 1e-9);
  }
  EXPECT_EQ(shifts, 1);
}

TEST(Remedy, FurnitureOfTheDuplexMovesAwayFromItsDoors) {
  const auto duplex = read_and_judge(LANDAI_SHARED_DIR "/plans/ifc/Duplex_A.ifc");
  if (!duplex) {
    std::cout << "SKIPPED: no shared plans\n";
    GTEST_SKIP();
  }
  int shifts = 0;
  for (const auto& p : duplex->proposals()) {
    if (!p.shift) continue;
    ++shifts;
    expect_mends(*duplex, p);
    for (const auto& c : duplex->checks)
      if (c.id == p.check && c.rule == "pupr14.l2.door.furniture.dist") {
        // By the outlines alone, without a measurement: the moved thing is 0.75 m away from the sweep.
        const Plan now = remedy::moved(duplex->plan, p.shift->element, p.shift->by_m);
        MultiPolygon swept;
        for (const Leaf& leaf : now.find(c.subject.front())->door()->leaves)
          swept.push_back(geometry::swept_sector(leaf.hinge, leaf.closed_tip, leaf.open_tip));
        const auto gap = geometry::gap(swept, now.find(p.shift->element)->geometry.areas);
        ASSERT_TRUE(gap);
        EXPECT_GE(gap->distance_m, 0.749);
      }
  }
  EXPECT_GE(shifts, 1);
}

}  // namespace
}  // namespace landai::test
