// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/plan/plan.hpp"

#include <algorithm>
#include <array>

namespace landai {
namespace {

// In the order of the enumeration.
constexpr std::array kCategoryWords = {
    "building", "level",   "space", "wall",      "door",     "leaf",     "opening",      "window",      "ramp", "stair",   "flight",
    "landing",  "lift",    "column", "counter",  "seat",     "furniture", "sanitary",    "handrail",    "tactile_path",
    "parking_bay", "sign", "obstacle"};

constexpr std::array kOperationWords = {"unknown", "swing",    "double_acting", "sliding", "folding",
                                        "revolving", "overhead", "none",          "fixed"};

}  // namespace

const char* to_string(Category category) { return kCategoryWords.at(static_cast<std::size_t>(category)); }

std::optional<Category> category_from(std::string_view word) {
  for (std::size_t i = 0; i < kCategoryWords.size(); ++i)
    if (word == kCategoryWords[i]) return static_cast<Category>(i);
  return std::nullopt;
}

const char* to_string(DoorOperation operation) { return kOperationWords.at(static_cast<std::size_t>(operation)); }

Box Geometry::box() const {
  Box box = bounds(areas);
  for (const Polyline& line : lines) box.add(line);
  for (const PlanPoint& p : points) box.add(p);
  return box;
}

const std::string* Element::text(std::string_view key) const {
  const auto found = attributes.find(std::string(key));
  return found == attributes.end() ? nullptr : std::get_if<std::string>(&found->second);
}

std::optional<double> Element::number(std::string_view key) const {
  const auto found = attributes.find(std::string(key));
  if (found == attributes.end()) return std::nullopt;
  if (const double* value = std::get_if<double>(&found->second)) return *value;
  return std::nullopt;
}

std::optional<bool> Element::truth(std::string_view key) const {
  const auto found = attributes.find(std::string(key));
  if (found == attributes.end()) return std::nullopt;
  if (const bool* value = std::get_if<bool>(&found->second)) return *value;
  return std::nullopt;
}

const Element* Plan::find(std::string_view id) const {
  const auto found = std::find_if(elements.begin(), elements.end(), [id](const Element& e) { return e.id == id; });
  return found == elements.end() ? nullptr : &*found;
}

const Level* Plan::level(std::string_view id) const {
  const auto found = std::find_if(levels.begin(), levels.end(), [id](const Level& l) { return l.id == id; });
  return found == levels.end() ? nullptr : &*found;
}

}  // namespace landai
