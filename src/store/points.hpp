// SPDX-License-Identifier: GPL-3.0-or-later
// What a finding is about, as it is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace landai::store {

/// A rule at a place: "#12" for the element of that key, or a word ("building"). The rule is empty where none
/// judges.
using Point = std::pair<std::string, std::string>;

[[nodiscard]] std::string text_of(const std::set<Point>& points);
[[nodiscard]] std::set<Point> points_from(const std::string& text, const std::string& file);
/// The key of a place that is an element.
[[nodiscard]] std::optional<std::int64_t> key_of(const std::string& place);

}  // namespace landai::store
