// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms as ways: how long they are narrow, where two pass, how far one backs out of their dead ends.
//
// Ways are the widest ones between the room's openings, along the middle between what stands in it; furniture and
// columns count. What lies before a way first reaches its full width belongs to the opening, not to the room.
#include <algorithm>
#include <array>

#include "landai/geometry/profile.hpp"
#include "quantities.hpp"
#include "space_openings.hpp"

namespace landai::measure {
namespace {

constexpr double kNarrow = 0.92;        // one wheelchair in a corridor
constexpr double kTwoPass = 1.80;       // two wheelchairs
constexpr double kPlaceLength = 2.00;   // room for the one that waits
constexpr double kTurning = 1.50;
constexpr double kInside = 0.30, kStraightOn = 0.05;   // how far before a door one stands first; what of that is no accident of the grid
// Of many openings those farthest from each other stand for all: the ways between the others are parts of theirs.
constexpr std::size_t kMostOpenings = 16;

/// The room's free floor and where one enters it; `m` says why when there is none.
struct Room {
  std::optional<geometry::Clearance> clearance;
  std::vector<PlanPoint> openings;
};

bool enter(Survey& s, const Element& e, Measurement& m, Room& room) {
  if (e.geometry.areas.empty()) return missing(m, message("measure.space.no_outline").with("space", Survey::label(e))), false;
  const auto& on = s.levels_of(e);
  m.evidence.level = on.empty() ? std::string{} : on.front();
  geometry::Floor floor;
  floor.within = s.free_region(e, kAll);
  auto clearance = geometry::Clearance::build(floor);
  if (!clearance) return missing(m, message("measure.space.no_diagram").with("space", Survey::label(e))), false;
  room.clearance = std::move(*clearance);
  room.openings = openings_of(s, e, *room.clearance);
  return true;
}

/// Where nobody comes in, no dead end is found, and that says nothing: `m` says why.
bool is_entered(const Element& e, const Room& room, Measurement& m) {
  if (geometry::is_entered(*room.clearance, room.openings)) return true;
  missing(m, message(room.openings.empty() ? "measure.corridor.no_opening" : "measure.corridor.too_narrow").with("space", Survey::label(e))
                 .with("least", geometry::DeadEndOptions{}.stand_m, "m"));
  return false;
}

/// Whether something is drawn at its edge as doors are that could not be read as one: a dead end may be none then. `m` says so.
bool doors_unread(const Survey& s, const Element& e, Measurement& m) {
  constexpr double kNear = 0.6;   // m: half a leaf, and a wall
  const auto to_edge = [&e](PlanPoint at) {
    double least = INFINITY;
    for (const Polygon& area : e.geometry.areas)
      for (std::size_t i = 0; i < area.outer.size(); ++i) least = std::min(least, distance({area.outer[i], area.outer[(i + 1) % area.outer.size()]}, at));
    return least;
  };
  const auto near = std::count_if(s.plan.unread_doors.begin(), s.plan.unread_doors.end(), [&to_edge](PlanPoint at) { return to_edge(at) <= kNear; });
  if (near == 0) return false;
  missing(m, message("measure.corridor.doors_unread").with("space", Survey::label(e)).with("count", std::to_string(near)));
  return true;
}

/// The first opening, then always the one farthest from those that were taken.
std::vector<PlanPoint> farthest(const std::vector<PlanPoint>& openings) {
  std::vector<PlanPoint> taken;
  if (!openings.empty()) taken.push_back(openings.front());
  while (taken.size() < std::min(openings.size(), kMostOpenings)) {
    PlanPoint next{};
    double most = -1;
    for (const PlanPoint p : openings) {
      double near = INFINITY;
      for (const PlanPoint q : taken) near = std::min(near, distance(p, q));
      if (near > most) most = near, next = p;
    }
    taken.push_back(next);
  }
  return taken;
}

/// Profiles of the ways between the openings; nothing, and `m` says why, when the room is no way or is cut.
std::vector<geometry::WidthProfile> ways_through(const Element& e, const Room& room, Measurement& m) {
  std::vector<geometry::WidthProfile> ways;
  if (room.openings.size() < 2) {
    not_applicable(m, message("measure.corridor.no_way_through").with("space", Survey::label(e)));
    return ways;
  }
  const auto points = farthest(room.openings);
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t k = i + 1; k < points.size(); ++k) {
      auto profile = geometry::width_profile(*room.clearance, points[i], points[k]);
      if (!profile) {
        m.evidence.witness = {{points[i], points[k]}};
        missing(m, message("measure.space.cut").with("space", Survey::label(e)));
        return {};
      }
      ways.push_back(std::move(*profile));
    }
  return ways;
}

/// The longest of the stretches that `of` finds on the ways, with the part of the way it lies on.
template <class Of>
void longest(Measurement& m, const std::vector<geometry::WidthProfile>& ways, Of of) {
  geometry::WidthStretch worst;
  const geometry::WidthProfile* on = nullptr;
  for (const auto& way : ways)
    for (const auto& stretch : of(way))
      if (stretch.length_m() > worst.length_m() + 1e-6) worst = stretch, on = &way;
  set_exact(m, worst.length_m());
  if (!on) return;
  m.evidence.witness = {worst.where.between};
  for (const auto& sample : on->samples)
    if (sample.along_m >= worst.from_m - 1e-9 && sample.along_m <= worst.to_m + 1e-9) m.evidence.path.push_back(sample.at);
  m.evidence.note = message("measure.corridor.stretch").with("length", worst.length_m(), "m").with("least", worst.least_m, "m");
}

}  // namespace

Measurement space_narrow_length(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "space.narrow_length", params);
  const double width = number_param(params, "width", kNarrow);
  Room room;
  if (!enter(s, e, m, room)) return m;
  const auto ways = ways_through(e, room, m);
  if (ways.empty()) return m;
  longest(m, ways, [&](const auto& way) { return geometry::stretches_below(way, width, 0); });
  return m;
}

Measurement space_passing_distance(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "space.passing_distance", params);
  const double width = number_param(params, "width", kTwoPass), length = number_param(params, "length", kPlaceLength);
  Room room;
  if (!enter(s, e, m, room)) return m;
  const auto ways = ways_through(e, room, m);
  if (ways.empty()) return m;
  longest(m, ways, [&](const auto& way) {
    return std::array{geometry::longest_without_passing_place(way, width, length)};
  });
  return m;
}

Measurement space_dead_end(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "space.dead_end", params);
  Room room;
  if (!enter(s, e, m, room)) return m;
  if (!is_entered(e, room, m)) return m;
  geometry::DeadEndOptions options;
  options.turning_m = number_param(params, "diameter", kTurning);
  const auto ends = geometry::dead_ends(*room.clearance, room.openings, options);
  const geometry::DeadEnd* worst = nullptr;
  for (const auto& end : ends)
    if (!worst || end.backing_m > worst->backing_m) worst = &end;
  if (worst && doors_unread(s, e, m)) return m;
  set_exact(m, worst ? worst->backing_m : 0);
  if (!worst) return m;
  m.evidence.path = worst->path;
  m.evidence.note = message("measure.corridor.dead_end").with("length", worst->length_m, "m").with("width", worst->end_width_m, "m");
  return m;
}

Measurement space_dead_end_length(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "space.dead_end_length", params);
  Room room;
  if (!enter(s, e, m, room)) return m;
  if (!is_entered(e, room, m)) return m;
  const auto ends = geometry::dead_ends(*room.clearance, room.openings);
  if (ends.empty()) return set_exact(m, 0);
  if (doors_unread(s, e, m)) return m;
  // No text says where a dead end begins: the disc between the walls where it branches off, or the middle of the way or door there.
  const geometry::DeadEnd* worst = &ends.front();
  double least = 0;
  // A door in the end of a corridor lies beyond that middle; the point in front of it was taken a little inside the room.
  const auto longest = [](const geometry::DeadEnd& end) { return end.to_middle_m + (end.ahead_m > kStraightOn ? end.ahead_m + kInside : 0); };
  for (const auto& end : ends) {
    if (longest(end) > longest(*worst)) worst = &end;
    least = std::max(least, end.length_m);
  }
  set(m, longest(*worst), least, longest(*worst), Method::geometry);
  m.evidence.path = worst->path;
  m.evidence.note = message("measure.corridor.dead_end").with("length", worst->length_m, "m").with("width", worst->end_width_m, "m");
  return m;
}

}  // namespace landai::measure
