// SPDX-License-Identifier: GPL-3.0-or-later
// Parking bays.
#include <algorithm>

#include "footprint.hpp"
#include "quantities.hpp"
#include "route_net.hpp"
#include "standing.hpp"

namespace landai::measure {
namespace {

bool says_accessible(const std::string& text) {
  static const NamePatterns patterns = [] {
    NamePatterns p;
    for (const char* word : {"*difabel*", "*disabilitas*", "*disabled*", "*accessible*", "*handicap*", "*wheelchair*", "*behindert*",
                             "*kursi*roda*", "kursi roda"})
      p.add(word);
    return p;
  }();
  return patterns.match(folded(text));
}

}  // namespace

std::optional<bool> bay_marked(const Survey& s, const Element& bay, std::string* from) {
  const auto marked = [&](const Element& b, std::string* why) {
    if (b.kind == "accessible" || says_accessible(b.name)) {
      if (why) *why = b.name.empty() ? b.kind : b.name;
      return true;
    }
    for (const auto& [key, value] : b.attributes)
      if (const auto* text = std::get_if<std::string>(&value); text && says_accessible(*text)) {
        if (why) *why = key;
        return true;
      }
    for (const Element* sign : s.of(Category::sign)) {
      if (sign->kind != "accessible_parking" && !says_accessible(sign->name)) continue;
      const bool child = sign->parent && *sign->parent == b.id;
      if (child || contains(b.geometry.areas, place_of(*sign))) {
        if (why) *why = "sign " + (sign->name.empty() ? sign->id : sign->name);
        return true;
      }
    }
    return false;
  };
  if (marked(bay, from)) return true;
  for (const Element* other : s.of(Category::parking_bay))
    if (other != &bay && marked(*other, nullptr)) return false;
  return std::nullopt;   // a drawing that marks no bay does not say that none is
}

namespace {

/// A bay is longer than wide. Of one that is stated to hold two side by side nobody knows that: its width lies between its sides.
Measurement bay_side(Survey& s, const Element& e, const char* quantity, bool longer) {
  Measurement m = blank(e, quantity);
  const auto sides = sides_of(e.geometry.areas);
  if (!sides) return missing(m, message("measure.bay.no_outline").with("bay", Survey::label(e)));
  m.evidence.witness = {longer ? sides->lengthwise : sides->across};
  if (!s.levels_of(e).empty()) m.evidence.level = s.levels_of(e).front();
  const auto said = s.said(e.id, "parking_bay.double");
  const bool* two = said && !said->disputed ? std::get_if<bool>(&said->value) : nullptr;
  if (!two || !*two) return set_exact(m, longer ? sides->longer : sides->shorter, Method::drawn);
  m.evidence.note = message("measure.bay.double");
  return set(m, longer ? sides->longer : sides->shorter, sides->shorter, sides->longer, Method::drawn);
}

}  // namespace

Measurement parking_bay_width(Survey& s, const Element& e, const Params&) { return bay_side(s, e, "parking_bay.width", false); }
Measurement parking_bay_length(Survey& s, const Element& e, const Params&) { return bay_side(s, e, "parking_bay.length", true); }

Measurement parking_bay_accessible(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "parking_bay.accessible");
  std::string from;
  const auto marked = bay_marked(s, e, &from);
  if (!marked) return missing(m, message("measure.bay.no_marks").with("bay", Survey::label(e)));
  m.value = *marked;
  m.method = Method::drawn;
  m.evidence.from = from;
  return m;
}

Measurement parking_bay_distance(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "parking_bay.distance");
  if (s.outer_doors().empty()) return missing(m, message("measure.route.no_entrance"));
  if (e.geometry.areas.empty()) return missing(m, message("measure.bay.no_outline").with("bay", Survey::label(e)));
  const auto way = s.routes().from_bay(e);
  if (!way) return missing(m, message("measure.bay.no_way").with("bay", Survey::label(e)));
  m.evidence.path = way->path.points;
  if (!s.levels_of(e).empty()) m.evidence.level = s.levels_of(e).front();
  return set(m, way->path.length_m, way->lo, way->path.length_m, Method::geometry);
}

}  // namespace landai::measure
