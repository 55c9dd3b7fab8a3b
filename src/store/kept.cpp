// SPDX-License-Identifier: GPL-3.0-or-later
#include "kept.hpp"

#include <algorithm>
#include <tuple>

namespace landai::store {

int shared(const std::set<Point>& points, const Kept& kept) {
  return static_cast<int>(std::count_if(points.begin(), points.end(), [&](const Point& p) {
    return kept.points.contains(p) || (is_topic(p.first) && kept.points.contains({"", p.second}));
  }));
}

std::vector<Kept*> in_order(std::vector<std::pair<int, Kept*>> found, const std::set<Point>& points) {
  // Of what was kept without its quantity nobody knows which of several it was.
  const bool told_apart = std::any_of(found.begin(), found.end(), [&](const auto& one) {
    return std::any_of(points.begin(), points.end(), [&](const Point& p) { return one.second->points.contains(p); });
  });
  if (found.size() > 1 && !told_apart) return {};
  const auto rank = [](const auto& one) {
    const Kept& kept = *one.second;
    return std::tuple(kept.is_said_fixed(), !kept.is_claimed(), -one.first, kept.due.empty(), kept.due);
  };
  std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  std::vector<Kept*> out;
  for (const auto& [count, kept] : found) out.push_back(kept);
  return out;
}

}  // namespace landai::store
