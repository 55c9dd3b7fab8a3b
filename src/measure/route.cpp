// SPDX-License-Identifier: GPL-3.0-or-later
// Routes: from every entrance to every public space and everything that serves the public, and from the street to the entrance.
#include <algorithm>

#include "landai/measure/reach.hpp"
#include "follows.hpp"
#include "quantities.hpp"
#include "route_floor.hpp"
#include "route_net.hpp"

namespace landai::measure {
namespace {

constexpr double kDefaultWidth = 0.92;     // one wheelchair in a corridor
constexpr double kDrawnGrid = 0.0005;      // drawn lengths are judged with the drawing tolerance
constexpr std::size_t kMostEntrances = 12;

/// Spaces the public may enter, counters, pans of accessible toilets and lifts; plan order.
std::vector<const Element*> places(const Survey& s) {
  std::vector<const Element*> found;
  for (const auto& e : s.plan.elements) {
    if (e.geometry.areas.empty()) continue;
    if (e.category == Category::space && s.access(e) == "public" && !s.outdoor(e)) found.push_back(&e);
    else if (e.category == Category::counter) found.push_back(&e);   // its low part too: that is the one that counts
    else if (e.category == Category::lift) found.push_back(&e);
    else if (e.category == Category::sanitary && e.kind == "toilet_pan") {
      const auto spaces = s.spaces_of(e);
      if (!spaces.empty() && s.use(*spaces.front()) == "toilet_accessible") found.push_back(&e);
    }
  }
  return found;
}

template <class Make>
std::vector<Measurement> over_pairs(Survey& s, Make make) {
  std::vector<Measurement> out;
  const auto from = entrances(s);
  for (const Element* place : places(s)) {
    if (from.empty()) {
      Measurement m;
      m.subject = {"outside", place->id};
      out.push_back(std::move(missing(m, message("measure.route.no_entrance"))));
    }
    for (const Element* entrance : from) {
      Measurement m;
      m.subject = {entrance->id, place->id};
      make(m, *entrance, *place);
      out.push_back(std::move(m));
    }
  }
  return out;
}

void show(Measurement& m, const Way& way) {
  m.evidence.level = way.level;
  m.evidence.path = way.path;
  if (way.pinch_level == way.level) m.evidence.witness = {way.pinch};
}

/// Truth of "at least `width` wide" of a way with bounds; nothing when the bounds straddle it.
void judge(Measurement& m, const Way& way, double width) {
  if (way.lo >= width - kDrawnGrid && way.lift_open)
    missing(m, message("measure.route.lift_open").with("lift", Survey::label(*way.lift_open)));
  else if (way.lo >= width - kDrawnGrid) m.value = true;
  else if (way.hi < width - kDrawnGrid) m.value = false;
  else if (way.doubtful_door)
    missing(m, message("measure.route.door_unsure").with("door", Survey::label(*way.doubtful_door)).with("lo", way.lo, "m")
                   .with("hi", way.hi, "m").with("width", width, "m"));
  else
    missing(m, message("measure.route.unsure").with("lo", way.lo, "m").with("hi", way.hi, "m").with("width", width, "m"));
}

/// Doors of a way whose floor heights nothing tells, named; at most three.
Message heights_missing(const std::vector<const Element*>& doors) {
  constexpr std::size_t kNamed = 3;
  std::string names;
  for (std::size_t i = 0; i < std::min(doors.size(), kNamed); ++i) names += (i > 0 ? ", " : "") + Survey::label(*doors[i]);
  if (doors.size() > kNamed) names += ", …";
  return message("measure.route.step_open").with("doors", names);
}

/// Those among the doors that a mobility passes.
std::vector<const Element*> heights_open(const Survey& s, const Reached& r) {
  std::vector<const Element*> open;
  for (const std::string& id : r.doors)
    if (const Element* door = s.find(id); door && !s.levels_of(*door).empty() && step_open(s, *door, s.levels_of(*door).front())) open.push_back(door);
  return open;
}

/// A way is without steps only where the floor heights at its doors are known.
void leave_open(Measurement& m, const std::vector<const Element*>& doors) {
  if (m.truth() && *m.truth() && !doors.empty()) missing(m, heights_missing(doors));
}

/// Where a door of the widest way holds a step, the widest one without steps may be of any width below.
void bound_below(Measurement& m, const std::vector<const Element*>& doors) {
  if (doors.empty()) return;
  m.lo = 0;
  m.evidence.note = heights_missing(doors);
}

/// The step and the clear width of the entrance itself, where they are known: true where that is the answer, or leaves it open.
bool at_entrance(Survey& s, const Element& entrance, double width, Measurement& m) {
  const PassDoor* door = s.routes().own_door(entrance);
  const bool narrow = door && door->known && door->hi < width - kDrawnGrid;
  if (!door || (!narrow && door->step_hi <= kLargestStep)) return false;
  m.evidence.level = s.ground_level();
  m.evidence.witness = {{door->frame.a, door->frame.b}};
  if (narrow) {
    m.value = false;
    m.evidence.note = message("measure.route.narrow_door").with("door", Survey::label(entrance)).with("width", door->clear, "m");
    return true;
  }
  if (door->unsure_step(kLargestStep)) {
    missing(m, message("measure.route.step_unsure").with("door", Survey::label(entrance)).with("lo", std::max(0.0, door->step_lo), "m")
                   .with("hi", door->step_hi, "m").with("needed", kLargestStep, "m"));
    return true;
  }
  m.value = false;
  m.evidence.note = message("measure.route.step").with("door", Survey::label(entrance)).with("step", door->step, "m");
  return true;
}

/// A way to an entrance is without steps only where the floors on both sides of it are known.
void entrance_open(Survey& s, const Element& entrance, Measurement& m) {
  const PassDoor* door = s.routes().own_door(entrance);
  if (door && !door->step_known && m.truth() && *m.truth()) missing(m, message("measure.route.entrance_open").with("door", Survey::label(entrance)));
}

/// Nor where it comes onto a terrace over an edge of which no height is known.
void edge_open(Survey& s, Measurement& m) {
  if (!m.truth() || !*m.truth()) return;
  if (const auto edge = open_edge(s, m.evidence.path, s.ground_level())) {
    m.evidence.witness = {{edge->at, edge->at}};
    missing(m, told(*edge));
  }
}

/// The measurements of a mobility, for the same pairs as without one.
template <class Make>
std::vector<Measurement> over_reached(Survey& s, const std::string& mobility, bool street, Make make) {
  std::vector<Measurement> out;
  const auto* all = s.reach(mobility);
  const auto wanted = places(s);
  const auto one = [&](const std::string& from, const std::string& place, const Reached* r) {
    Measurement m;
    m.subject = {from, place};
    if (!r) {
      missing(m, message("measure.route.no_mobility").with("mobility", mobility));
    } else {
      for (const Leg& leg : r->legs)
        if (leg.level == r->level) m.evidence.path = leg.path;
      m.evidence.level = r->level;
      make(m, *r);
    }
    out.push_back(std::move(m));
  };
  if (!all)
    for (const Element* place : wanted)
      for (const Element* entrance : entrances(s)) one(entrance->id, place->id, nullptr);
  if (!all) return out;
  for (const MobilityReach& from : *all)
    for (const Reached& r : from.places) {
      const Element* e = s.find(r.place);
      const bool outside = from.entrance == "outside";
      if (outside ? street && e && e->door() : e && std::find(wanted.begin(), wanted.end(), e) != wanted.end())
        one(from.entrance.empty() ? "outside" : from.entrance, r.place, from.entrance.empty() ? nullptr : &r);
      if (from.entrance.empty() && !out.empty()) missing(out.back(), message("measure.route.no_entrance"));
    }
  return out;
}

/// What keeps a mobility from a place, or leaves it open.
void show_cut(Measurement& m, const Reached& r) {
  if (r.cut.empty()) return;
  m.evidence.level = r.cut.front().level;
  if (r.level != m.evidence.level) m.evidence.path.clear();
  m.evidence.witness = {r.cut.front().witness};
  m.evidence.note = r.cut.front().text;
}

}  // namespace

std::vector<const Element*> entrances(const Survey& s) {
  std::vector<const Element*> found;
  for (const Element* door : s.outer_doors()) {
    const auto spaces = s.spaces_of(*door);
    const bool only_staff = std::all_of(spaces.begin(), spaces.end(), [&](const Element* space) {
      const auto access = s.access(*space);
      return access == "staff" || access == "service";
    });
    if (!only_staff && found.size() < kMostEntrances) found.push_back(door);
  }
  return found;
}

bool ground_drawn(const Survey& s, const Element& entrance) {
  const auto frame = frame_of(entrance);
  if (!frame) return false;
  for (const auto category : {Category::stair, Category::ramp, Category::flight, Category::landing})
    for (const Element* e : s.of(category))
      if (s.share_level(*e, entrance) && e->connects.empty()) {
        Box box;
        box.add(frame->middle);
        if (box.grown(6.0).overlaps(e->geometry.box())) return true;
      }
  for (const Element* space : s.of(Category::space))
    if (s.outdoor(*space) && s.share_level(*space, entrance) && s.use(*space) != "terrace") return true;
  return s.has_category(Category::parking_bay);
}

std::vector<Measurement> route_exists(Survey& s, const Params& params) {
  if (const std::string mobility = word_param(params, "mobility"); !mobility.empty())
    return over_reached(s, mobility, true, [&s](Measurement& m, const Reached& r) {
      show_cut(m, r);
      if (r.reachable) m.value = *r.reachable;
      else if (!r.cut.empty()) missing(m, r.cut.front().text);
      leave_open(m, heights_open(s, r));
    });
  const double width = number_param(params, "width", kDefaultWidth);
  auto out = over_pairs(s, [&](Measurement& m, const Element& entrance, const Element& place) {
    const Way way = s.routes().widest(entrance, place);
    if (way.exists) {
      show(m, way);
      judge(m, way, width);
      leave_open(m, way.step_open);
    } else if (const auto step = s.routes().unsure_step(entrance, &place)) {
      missing(m, *step);
    } else {
      m.value = false;
    }
    if (m.truth() && !*m.truth()) {
      const auto why = s.routes().why_not(entrance, place, width);
      m.evidence.note = why.why;
      m.evidence.level = why.level;
      m.evidence.witness = {why.witness};
    }
  });
  for (const Element* entrance : entrances(s)) {
    Measurement m;
    m.subject = {"outside", entrance->id};
    if (at_entrance(s, *entrance, width, m)) {   // whatever leads to it, and whether that is drawn or not
    } else if (!ground_drawn(s, *entrance)) {
      missing(m, message("measure.route.no_ground").with("door", Survey::label(*entrance)));
    } else {
      const Way way = s.routes().to_entrance(*entrance);
      if (way.exists) {
        show(m, way);
        judge(m, way, width);
        leave_open(m, way.step_open);
        entrance_open(s, *entrance, m);
        edge_open(s, m);
      } else if (const auto step = s.routes().unsure_step(*entrance, nullptr)) {
        missing(m, *step);
      } else if (s.routes().to_entrance(*entrance, RouteMode::steps_allowed).exists) {
        m.value = false;
      } else {   // a yard that is walled in without a gate: the drawing lacks the gate, not the building
        missing(m, message("measure.route.no_gate").with("door", Survey::label(*entrance)));
      }
      if (m.truth() && !*m.truth()) {   // nothing but what leads to it
        const auto why = s.routes().why_no_entrance(*entrance);
        m.evidence.note = why.why;
        m.evidence.level = why.level;
        m.evidence.witness = {why.witness};
      }
    }
    out.push_back(std::move(m));
  }
  return out;
}

std::vector<Measurement> route_clear_width(Survey& s, const Params& params) {
  if (const std::string mobility = word_param(params, "mobility"); !mobility.empty())
    return over_reached(s, mobility, false, [&s](Measurement& m, const Reached& r) {
      show_cut(m, r);
      if (r.reachable == true) set_exact(m, r.width_m), bound_below(m, heights_open(s, r));
      else if (!r.cut.empty()) missing(m, r.cut.front().text);
    });
  return over_pairs(s, [&](Measurement& m, const Element& entrance, const Element& place) {
    const Way way = s.routes().widest(entrance, place);
    if (!way.exists) {
      missing(m, s.routes().why_not(entrance, place, 0).why);
      return;
    }
    show(m, way);
    set(m, way.width_m, way.lo, way.hi, Method::geometry);
    if (way.narrowest_door) m.evidence.note = message("measure.route.narrow_door").with("door", Survey::label(*way.narrowest_door))
                                                  .with("width", way.width_m, "m");
    bound_below(m, way.step_open);
    if (way.lift_open) m.lo = 0, m.evidence.note = message("measure.route.lift_open").with("lift", Survey::label(*way.lift_open));
  });
}

std::vector<Measurement> route_length(Survey& s, const Params& params) {
  const double width = number_param(params, "width", kDefaultWidth);
  return over_pairs(s, [&](Measurement& m, const Element& entrance, const Element& place) {
    const auto& on = s.levels_of(place);
    if (std::find(on.begin(), on.end(), s.ground_level()) == on.end()) {
      missing(m, message("measure.route.other_level"));
      return;
    }
    const auto path = s.routes().shortest(entrance, place, width);
    if (!path) {
      missing(m, message("measure.route.none_so_wide").with("width", width, "m"));
      return;
    }
    m.evidence.path = path->path.points;
    for (const auto& pinch : path->path.pinches) m.evidence.witness.push_back(pinch.between);
    m.evidence.level = s.ground_level();
    const auto open = s.routes().step_open_on(path->path.points);   // with a step in it the way goes around, and is longer
    const Element* narrow = s.routes().room_narrower_on(path->path.points, width);
    set(m, path->path.length_m, path->lo, open.empty() && !narrow ? path->path.length_m : INFINITY, Method::geometry);
    if (!open.empty()) m.evidence.note = heights_missing(open);
    else if (narrow) m.evidence.note = message("measure.route.through_narrow").with("place", Survey::label(*narrow)).with("width", width, "m");
  });
}

std::vector<Measurement> route_max_step(Survey& s, const Params&) {
  return over_pairs(s, [&](Measurement& m, const Element& entrance, const Element& place) {
    PlanSegment where;
    const auto step = s.routes().highest_step(entrance, place, &where);
    if (!step) {
      missing(m, message("measure.route.no_heights"));
      return;
    }
    m.evidence.level = s.ground_level();
    if (step->hi > 0) m.evidence.witness = {where};
    set(m, *step);
  });
}

/// Over the ramps whose flights the widest way crosses; 0 when it crosses none.
std::vector<Measurement> route_max_slope(Survey& s, const Params&) {
  return over_pairs(s, [&](Measurement& m, const Element& entrance, const Element& place) {
    const Way way = s.routes().widest(entrance, place);
    if (!way.exists) {
      missing(m, s.routes().why_not(entrance, place, 0).why);
      return;
    }
    Known steepest = Known::exact(0, Method::geometry, "no ramp on the way");
    for (const Element* flight : s.of(Category::flight)) {
      if (flight->kind != "ramp") continue;
      const bool crossed = std::any_of(way.path.begin(), way.path.end(), [&](PlanPoint p) { return contains(flight->geometry.areas, p); });
      if (!crossed) continue;
      const Measurement slope = as_known(s, *flight, "ramp.slope");
      if (!slope.number()) {
        missing(m, slope.missing);
        return;
      }
      const SureBounds sure = sure_bounds(slope);
      steepest.lo = std::max(steepest.lo, sure.lo);
      steepest.hi = std::max(steepest.hi, sure.hi);
      if (*slope.number() > steepest.value) steepest.value = *slope.number(), steepest.method = slope.method, steepest.from = Survey::label(*flight);
    }
    set(m, steepest);
    m.evidence.level = way.level;
    m.evidence.path = way.path;
  });
}

}  // namespace landai::measure
