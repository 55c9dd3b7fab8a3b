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
/// judges. In place of a rule may stand a topic: what no rule judges, with its quantity ("built:door.clear_width()").
using Point = std::pair<std::string, std::string>;

[[nodiscard]] std::string text_of(const std::set<Point>& points);
[[nodiscard]] std::set<Point> points_from(const std::string& text, const std::string& file);
/// Whether it stands in place of a rule; no rule's id has a colon. False for "", as older projects have it.
[[nodiscard]] inline bool is_topic(const std::string& rule) { return rule.find(':') != std::string::npos; }
/// The key of a place that is an element.
[[nodiscard]] std::optional<std::int64_t> key_of(const std::string& place);

}  // namespace landai::store
