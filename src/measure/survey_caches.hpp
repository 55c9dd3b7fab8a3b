// SPDX-License-Identifier: GPL-3.0-or-later
// What a survey has looked up or worked out. Private to survey*.cpp.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reach_on.hpp"
#include "route_net.hpp"
#include "survey.hpp"

namespace landai::measure {

[[nodiscard]] inline bool is_opening(const Element& e) { return e.category == Category::door || e.category == Category::opening; }

struct Survey::Caches {
  std::unordered_map<std::string_view, const Element*> index;
  std::map<Category, std::vector<const Element*>> by_category;
  std::unordered_map<std::string_view, std::vector<const Element*>> children, doors_of, contents_of;
  std::map<std::string, std::vector<std::pair<const Element*, Box>>, std::less<>> spaces_on;
  std::map<std::pair<std::string, std::string>, const Fact*> facts;
  std::map<std::pair<std::string, std::string>, std::vector<const Reading*>> readings;
  std::map<std::pair<std::string, std::string>, std::pair<const Reading*, Fact>> read;   ///< the one that counts, without parameters
  std::vector<std::string> only_level;
  std::vector<const Element*> outer_doors;
  std::string ground;
  std::vector<std::pair<double, const Label*>> level_marks;
  std::map<std::pair<std::string, BodyZone>, LevelSolids> solids;
  std::map<std::pair<std::string, unsigned>, MultiPolygon> regions;
  std::unique_ptr<RouteNet> routes;
  std::map<std::string, std::optional<std::vector<MobilityReach>>> reaches;
};

}  // namespace landai::measure
