// SPDX-License-Identifier: GPL-3.0-or-later
#include "points.hpp"

#include <charconv>
#include <vector>

#include "values.hpp"

namespace landai::store {

std::string text_of(const std::set<Point>& points) {
  std::vector<std::string> flat;
  for (const auto& [rule, place] : points) flat.insert(flat.end(), {rule, place});
  return to_text(flat);
}

std::set<Point> points_from(const std::string& text, const std::string& file) {
  std::set<Point> points;
  const auto flat = words_from(text, file);
  for (std::size_t k = 0; k + 1 < flat.size(); k += 2) points.insert({flat[k], flat[k + 1]});
  return points;
}

std::optional<std::int64_t> key_of(const std::string& place) {
  std::int64_t key = 0;
  if (!place.starts_with("#")) return std::nullopt;
  const char* end = place.data() + place.size();
  const auto [stop, error] = std::from_chars(place.data() + 1, end, key);
  return error == std::errc{} && stop == end ? std::optional(key) : std::nullopt;
}

}  // namespace landai::store
