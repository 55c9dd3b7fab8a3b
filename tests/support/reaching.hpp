// SPDX-License-Identifier: GPL-3.0-or-later
// Asking in tests how places are reached.
#pragma once

#include <gmock/gmock.h>

#include "ascii_plan.hpp"
#include "landai/measure/reach.hpp"
#include "measuring.hpp"

namespace landai::test {

using measure::Facts;
using measure::Mobility;
using measure::MobilityReach;
using measure::Reached;

inline const std::vector<Mobility>& mobilities() {
  static const std::vector<Mobility> all = [] {
    auto loaded = measure::load_mobilities(data_folder());
    EXPECT_TRUE(loaded.has_value());
    return loaded ? *loaded : std::vector<Mobility>{};
  }();
  return all;
}

inline const Mobility& mobility(const std::string& id) {
  const Mobility* m = measure::find_mobility(mobilities(), id);
  EXPECT_NE(m, nullptr) << id;
  return *m;
}

inline std::vector<MobilityReach> reached(const Plan& plan, const std::string& who = "manual_chair", const Facts& facts = {}, int threads = 0) {
  auto result = measure::reach(plan, facts, {&mobility(who), 1}, data_folder(), threads);
  if (!result) {
    ADD_FAILURE() << result.error().message.key;
    return {};
  }
  return *result;
}

/// How the first entrance reaches a place.
inline Reached place(const std::vector<MobilityReach>& all, const std::string& id) {
  if (!all.empty())
    for (const auto& p : all.front().places)
      if (p.place == id) return p;
  ADD_FAILURE() << "no place " << id;
  return {};
}

inline std::vector<std::string> kinds(const Reached& r) {
  std::vector<std::string> out;
  for (const auto& c : r.cut) out.emplace_back(measure::to_string(c.kind));
  return out;
}

/// The space that holds a point.
inline std::string space_at(const Plan& plan, PlanPoint p, const std::string& level = "L0") {
  for (const auto& e : plan.elements)
    if (e.category == Category::space && contains(e.geometry.areas, p) && std::count(e.levels.begin(), e.levels.end(), level)) return e.id;
  ADD_FAILURE() << "no space at " << p.x << ' ' << p.y;
  return {};
}

// 0.1 m a cell. An entrance of 1.0 m on the left; between the two rooms a doorway of 0.9 m.
inline std::vector<std::string> two_rooms(std::size_t doorway = 9) {
  std::vector<std::string> rows(24, "D.............................#..............................#");
  rows.front() = rows.back() = std::string(rows[1].size(), '#');
  for (std::size_t i = 1; i + 1 < rows.size(); ++i) {
    if (i < 7 || i >= 17) rows[i][0] = '#';
    if (i >= 7 && i < 7 + doorway) rows[i][30] = 'D';
  }
  return rows;
}
inline constexpr PlanPoint kLeft{1.0, 1.0}, kRight{4.5, 1.0};

inline void fill(std::vector<std::string>& rows, std::size_t x0, std::size_t y0, std::size_t x1, std::size_t y1, char c) {
  for (std::size_t y = y0; y < y1; ++y)
    for (std::size_t x = x0; x < x1; ++x) rows[y][x] = c;
}

}  // namespace landai::test
