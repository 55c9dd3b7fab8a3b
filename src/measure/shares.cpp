// SPDX-License-Identifier: GPL-3.0-or-later
// Shares of areas: of a use in the building, of the free floor in a room, of a room for each person.
#include "quantities.hpp"
#include "standing.hpp"

namespace landai::measure {

/// Spaces whose use is not known may be of this one: the upper bound counts them. Each space counts whole, as it is drawn. A part of the
/// building tells no share of the whole.
Measurement facility_area_share(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "facility.area_share", params);
  const std::string use = word_param(params, "use");
  double of_use = 0, unknown = 0, all = 0;
  for (const Element* space : s.of(Category::space)) {
    const double size = area(space->geometry.areas);
    const std::string is = s.use(*space);
    all += size;
    if (is == use || is.starts_with(use + "_")) of_use += size;   // a toilet for children is a toilet
    else if (is.empty()) unknown += size;
  }
  if (!(all > 0)) return missing(m, message("measure.space.none"));
  if (unknown > all - 1e-9) return missing(m, message("measure.facility.no_uses"));
  m.evidence.note = message("measure.facility.area_of").with("part", of_use, "m2").with("whole", all, "m2");
  if (s.coverage() == "partial") return set(m, of_use / all, 0, 1, Method::geometry);
  return set(m, of_use / all, of_use / all, (of_use + unknown) / all, Method::geometry);
}

/// Walls and columns in the room take floor away too; stairs are floor to move on. Only where the plan draws furniture at all.
Measurement space_circulation_share(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "space.circulation_share");
  const double whole = area(e.geometry.areas);
  if (!(whole > 0.01)) return missing(m, message("measure.space.no_outline").with("space", Survey::label(e)));
  if (!s.has_category(Category::furniture) && !s.has_category(Category::seat) && !s.has_category(Category::counter) &&
      !s.has_category(Category::sanitary))
    return missing(m, message("measure.door.no_furniture"));
  const MultiPolygon& free = s.free_region(e, kFixed | kFurniture);
  m.evidence.level = level_of(s, e);
  m.evidence.areas = free;
  return set_exact(m, area(free) / whole);
}

Measurement space_area_per_occupant(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "space.area_per_occupant");
  const double whole = area(e.geometry.areas);
  if (!(whole > 0.01)) return missing(m, message("measure.space.no_outline").with("space", Survey::label(e)));
  const auto stated = s.stated_number(e.id, "space.occupants");
  const double people = stated ? stated->value : space_occupants(s, e, {}).number().value_or(0);
  if (!(people > 0)) return missing(m, message("measure.space.no_occupants").with("space", Survey::label(e)));
  m.evidence.level = level_of(s, e);
  m.evidence.note = message("measure.space.shared_by").with("area", whole, "m2").with("people", people, "");
  return set_exact(m, whole / people);
}

}  // namespace landai::measure
