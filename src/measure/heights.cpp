// SPDX-License-Identifier: GPL-3.0-or-later
#include "heights.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace landai::measure {
namespace {

struct Mark {
  double z = 0;
  PlanPoint at;
  std::string level;
  std::string text;
};

/// Marks that lie in a shape; nothing when there are none or when they differ.
struct Found {
  const Mark* mark = nullptr;
  bool differ = false;
};

Found mark_in(const Geometry& shape, const std::vector<Mark>& marks, const std::string& level) {
  Found found;
  for (const auto& mark : marks) {
    if ((!mark.level.empty() && !level.empty() && mark.level != level) || !contains(shape.areas, mark.at)) continue;
    if (found.mark && std::abs(found.mark->z - mark.z) > 1e-6) found.differ = true;
    if (!found.mark) found.mark = &mark;
  }
  return found;
}

bool carries_height(const Element& e) { return e.category == Category::space || e.category == Category::landing; }

/// The mark that says how high the floor is where a flight ends: that of the smallest landing or room there, else the nearest
/// mark that lies in no room, within 3 m.
const Mark* mark_at(const Plan& plan, const std::vector<Mark>& marks, PlanPoint p, const std::string& level) {
  const Element* holder = nullptr;
  double size = INFINITY;
  for (const auto& e : plan.elements) {
    if (!carries_height(e) || e.geometry.areas.empty() || !contains(e.geometry.areas, p)) continue;
    const auto found = mark_in(e.geometry, marks, level);
    if (!found.mark || found.differ) continue;
    if (const double a = area(e.geometry.areas); a < size) holder = &e, size = a;
  }
  if (holder) return mark_in(holder->geometry, marks, level).mark;
  const Mark* best = nullptr;
  double nearest = 3.0;
  for (const auto& mark : marks) {
    if (!mark.level.empty() && !level.empty() && mark.level != level) continue;
    const bool inside = std::any_of(plan.elements.begin(), plan.elements.end(), [&](const Element& e) {
      return carries_height(e) && contains(e.geometry.areas, mark.at);
    });
    if (const double d = distance(mark.at, p); !inside && d < nearest) best = &mark, nearest = d;
  }
  return best;
}

}  // namespace

std::optional<double> level_mark(std::string_view text) {
  const auto strip = [&](std::string_view what) {
    if (text.substr(0, what.size()) == what) text.remove_prefix(what.size());
  };
  for (int i = 0; i < 3; ++i) {
    while (!text.empty() && (text.front() == ' ' || text.front() == ':' || text.front() == '=')) text.remove_prefix(1);
    for (const char* word : {"EL.", "EL", "FFL", "SFL", "LT.", "Lt.", "ELV.", "ELV"}) strip(word);
  }
  double sign = 0;
  for (const auto& [token, value] : {std::pair<std::string_view, double>{"±", 1}, {"%%p", 1}, {"%%P", 1}, {"+/-", 1}, {"+", 1},
                                     {"-", -1}, {"−", -1}, {"\\U+00B1", 1}})
    if (text.substr(0, token.size()) == token) {
      sign = value;
      text.remove_prefix(token.size());
      break;
    }
  if (sign == 0) return std::nullopt;
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == 'm')) text.remove_suffix(1);
  std::string number(text);
  std::replace(number.begin(), number.end(), ',', '.');
  const auto dot = number.find('.');
  if (dot == std::string::npos || number.size() - dot < 3) return std::nullopt;   // "+1" may be a count, "+0.45" is a height
  double value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc{} || end != number.data() + number.size() || !(value < 1000)) return std::nullopt;
  return sign * value;
}

void heights_from_marks(Plan& plan) {
  std::vector<Mark> marks;
  for (const auto& label : plan.labels)
    if (const auto z = level_mark(label.text)) marks.push_back({*z, label.position, label.level, label.text});
  if (marks.empty()) return;
  for (auto& e : plan.elements) {
    if (!carries_height(e) || e.z || e.geometry.areas.empty()) continue;
    const auto found = mark_in(e.geometry, marks, e.levels.empty() ? "" : e.levels.front());
    if (found.differ) {
      plan.diagnostics.push_back({DiagnosticSeverity::warning, {}, e.id,
          message("measure.complete.marks_differ").with("space", e.name.empty() ? e.id : e.name), {}, 1});
      continue;
    }
    if (found.mark) e.z = ZRange{found.mark->z, found.mark->z};
  }
  for (auto& e : plan.elements) {
    auto* flight = std::get_if<FlightShape>(&e.shape);
    if (!flight || flight->rise) continue;
    const double length = distance(flight->foot, flight->head);
    if (!(length > 0.05)) continue;
    // The floor a flight meets lies a little beyond its ends.
    const PlanPoint up = (1 / length) * (flight->head - flight->foot);
    const std::string level = e.levels.empty() ? std::string{} : e.levels.front();
    const Mark* low = mark_at(plan, marks, flight->foot - 0.15 * up, level);
    const Mark* high = mark_at(plan, marks, flight->head + 0.15 * up, level);
    if (!low || !high || !(high->z > low->z)) continue;
    flight->rise = Known::exact(high->z - low->z, Method::drawn, "level marks " + low->text + ", " + high->text);
  }
}

}  // namespace landai::measure
