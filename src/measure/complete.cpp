// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a plan whole before it is measured: rooms from walls, what doors connect, what lies where.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "heights.hpp"
#include "quantities.hpp"
#include "landai/geometry/polygons.hpp"
#include "landai/measure/measure.hpp"
#include "survey.hpp"

namespace landai::measure {
namespace {

constexpr double kSmallestRoom = 0.5;      // m²; smaller faces are shafts and gaps between wall lines
constexpr double kSmallestClosed = 3.0;    // m²; a smaller one without a door is a cavity
constexpr double kNarrowestRoom = 0.6;     // nobody turns in less
constexpr double kCovered = 0.1;           // share of a room that its space covers at least
constexpr double kWallGap = 0.03;          // gaps between wall ends that a draughtsman did not see
constexpr double kDerivedConfidence = 0.7;

bool on_level(const Element& e, const std::string& level, bool single) {
  if (e.levels.empty()) return single;
  return std::find(e.levels.begin(), e.levels.end(), level) != e.levels.end();
}

/// A label that could name a room: has letters, and is no height, area or dimension.
bool is_room_name(const std::string& text) {
  if (text.size() > 60) return false;
  const auto letters = std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) || c >= 0x80; });
  return letters >= 2 && text.find('=') == std::string::npos;
}

void name_from_labels(Element& space, const Plan& plan, const std::string& level) {
  const Label* best = nullptr;
  for (const auto& label : plan.labels) {
    if ((!label.level.empty() && label.level != level) || !is_room_name(label.text)) continue;
    if (!contains(space.geometry.areas, label.position)) continue;
    if (!best) best = &label;
  }
  if (best) space.name = best->text;
}

/// A face that nobody enters: a shaft or a cavity in a wall, or a strip between two lines.
bool is_room(const geometry::Enclosure& face) {
  if (face.doors.empty() && area(MultiPolygon{face.room}) < kSmallestClosed) return false;
  const auto circle = geometry::largest_circle({face.room});
  return circle && circle->diameter_m >= kNarrowestRoom;
}

/// Rooms of one level from what is drawn around them. Their order is from the top left, row by row, so that equal plans
/// give equal ids.
geometry::Enclosures rooms_between_walls(const Plan& plan, const std::string& level, double close_gaps) {
  const bool single = plan.levels.size() < 2;
  MultiPolygon solids;
  std::vector<PlanSegment> thin, closures;
  for (const auto& e : plan.elements) {
    if (!on_level(e, level, single)) continue;
    if (e.category == Category::wall || e.category == Category::column || e.category == Category::window) {
      solids.insert(solids.end(), e.geometry.areas.begin(), e.geometry.areas.end());
      if (e.geometry.areas.empty())
        for (const auto& line : e.geometry.lines)
          for (std::size_t i = 0; i + 1 < line.size(); ++i) thin.push_back({line[i], line[i + 1]});
    } else if (const auto frame = frame_of(e)) {
      closures.push_back({frame->a, frame->b});
    }
  }
  if (solids.empty() && thin.size() < 3) return {};
  auto found = geometry::enclosed_rooms(solids, thin, closures, kSmallestRoom, close_gaps);
  std::sort(found.rooms.begin(), found.rooms.end(), [](const auto& a, const auto& b) {
    const Box x = bounds(a.room), y = bounds(b.room);
    return std::tuple(-std::round(x.max_y * 100), std::round(x.min_x * 100), area(a.room)) <
           std::tuple(-std::round(y.max_y * 100), std::round(y.min_x * 100), area(b.room));
  });
  std::erase_if(found.rooms, [](const auto& face) { return !is_room(face); });
  return found;
}

void add_rooms(Plan& plan, const std::string& level, int& number) {
  auto found = rooms_between_walls(plan, level, kWallGap);
  if (found.tangled)
    plan.diagnostics.push_back({DiagnosticSeverity::warning, {}, level, message("measure.complete.tangled"), message("measure.complete.tangled.advice"), 1});
  for (auto& enclosure : found.rooms) {
    Element space;
    space.id = "room-" + std::to_string(++number);
    space.category = Category::space;
    space.levels = {level};
    space.geometry.areas = {std::move(enclosure.room)};
    space.confidence = kDerivedConfidence;
    space.derived = true;
    name_from_labels(space, plan, level);
    plan.elements.push_back(std::move(space));
  }
  if (found.rooms.empty()) return;
  plan.diagnostics.push_back({DiagnosticSeverity::info, {}, level, message("measure.complete.rooms")
      .with("count", static_cast<double>(found.rooms.size()), ""), message("measure.complete.rooms_advice"),
      static_cast<int>(found.rooms.size())});
  if (!found.bridged.empty())
    plan.diagnostics.push_back({DiagnosticSeverity::info, {}, level, message("measure.complete.bridged")
        .with("count", static_cast<double>(found.bridged.size()), ""), {}, static_cast<int>(found.bridged.size())});
}

/// A room with walls all around on a level whose spaces the file states: what lies in it is not outside, whether it has a space or not.
struct ClosedRoom {
  MultiPolygon area;
  bool told = false;   ///< that it has no space
};
using ClosedRooms = std::map<std::string, std::vector<ClosedRoom>>;

/// Whether most of what is built stands within the holes of the face: a yard with a fence around it, which is outside.
bool is_yard(const Polygon& face, const MultiPolygon& spaces) {
  MultiPolygon holes;
  for (const auto& hole : face.holes) holes.push_back({{hole.rbegin(), hole.rend()}, {}});  // holes run clockwise
  return !holes.empty() && area(geometry::intersection(holes, spaces)) > 0.5 * area(spaces);
}

/// A model whose author placed spaces has the rooms that it has: one without a space is told, not made.
void find_rooms_without_space(Plan& plan, const std::string& level, ClosedRooms& closed) {
  MultiPolygon spaces;
  for (const auto& e : plan.elements)
    if (e.category == Category::space && on_level(e, level, plan.levels.size() < 2))
      spaces.insert(spaces.end(), e.geometry.areas.begin(), e.geometry.areas.end());
  for (auto& face : rooms_between_walls(plan, level, 0).rooms) {
    if (is_yard(face.room, spaces)) continue;
    const MultiPolygon room{face.room};
    const bool told = !face.doors.empty() && area(geometry::intersection(room, spaces)) <= kCovered * area(room);
    if (told) {
      const PlanPoint at = interior_point(face.room);
      plan.diagnostics.push_back({DiagnosticSeverity::warning, {}, level, message("measure.complete.no_space")
          .with("area", area(room), "m2").with("x", at.x, "m").with("y", at.y, "m"), message("measure.complete.no_space_advice"), 1});
    }
    closed[level].push_back({room, told});
  }
}

/// Files that carry spaces of their own.
std::set<int> files_with_spaces(const Plan& plan) {
  std::set<int> files;
  for (const auto& e : plan.elements)
    if (e.category == Category::space) files.insert(e.sources.empty() ? 0 : e.sources.front().file);
  return files;
}

/// Whether what stands on the level comes from one of the files.
bool from_files(const Plan& plan, const std::string& level, const std::set<int>& files) {
  return std::any_of(plan.elements.begin(), plan.elements.end(), [&](const Element& e) {
    return on_level(e, level, plan.levels.size() < 2) && files.contains(e.sources.empty() ? 0 : e.sources.front().file);
  });
}

/// What lies on one side of a door: a space's id, "outside", or nothing when a wall or the unknown is there.
std::string side_of(const Survey& survey, const Element& door, const DoorFrame& frame, double side) {
  for (const auto& level : survey.levels_of(door))
    for (const double beyond : {0.03, 0.10, 0.20, 0.35})
      for (const double shift : {0.0, 0.3, -0.3}) {
        const PlanPoint p = frame.beyond(side, beyond) + (shift * frame.length) * frame.along;
        if (const Element* space = survey.space_at(p, level)) return space->id;
      }
  return {};
}

bool in_wall(const Survey& survey, const Element& door, PlanPoint p) {
  for (const auto category : {Category::wall, Category::column})
    for (const Element* e : survey.of(category))
      if (survey.share_level(*e, door) && contains(e->geometry.areas, p)) return true;
  return false;
}

const ClosedRoom* closed_room_at(const Survey& survey, const Element& door, PlanPoint p, const ClosedRooms& closed) {
  for (const auto& level : survey.levels_of(door))
    if (const auto rooms = closed.find(level); rooms != closed.end())
      for (const ClosedRoom& room : rooms->second)
        if (contains(room.area, p)) return &room;
  return nullptr;
}

/// Doors of which many tell the same are told together, with the first of them.
struct ToldDoors {
  int count = 0;
  std::string first;

  void add(const Element& door) {
    if (count++ == 0) first = door.name.empty() ? door.id : door.name;
  }
  void tell(Plan& plan, const char* what, const char* advice) const {
    if (count > 0)
      plan.diagnostics.push_back({DiagnosticSeverity::warning, {}, first, message(what).with("count", static_cast<double>(count), "").with("first", first),
                                  message(advice), count});
  }
};

/// Fills `connects` of a door: what the file said stays, the sides it did not tell are looked up. A closed room without a space is not outside: that
/// side stays unknown.
std::vector<std::string> sides_of_door(const Survey& survey, const Element& door, bool level_has_spaces, const ClosedRooms& closed, ToldDoors& hidden) {
  std::vector<std::string> connects = door.connects;
  const auto frame = frame_of(door);
  if (!frame || !level_has_spaces || connects.size() >= 2) return connects;
  for (const double side : {1.0, -1.0}) {
    std::string found = side_of(survey, door, *frame, side);
    const PlanPoint behind = frame->beyond(side, 0.30);
    if (found.empty() && !in_wall(survey, door, behind)) {
      const ClosedRoom* room = closed_room_at(survey, door, behind, closed);
      if (!room) found = "outside";
      else if (!room->told) hidden.add(door);
    }
    if (found.empty()) continue;
    if (std::find(connects.begin(), connects.end(), found) == connects.end()) connects.push_back(found);
  }
  if (connects.size() > 2) connects.resize(2);
  return connects;
}

/// A terrace or covered walk drawn as a room is outside all the same: a door between it and a room is an outer door.
void open_air_is_outside(const Survey& survey, std::vector<std::string>& connects) {
  const auto open_air = [&](const std::string& id) {
    const Element* space = survey.find(id);
    return space && survey.outdoor(*space);
  };
  if (std::none_of(connects.begin(), connects.end(), [&](const auto& id) { return id != "outside" && !open_air(id); })) return;
  for (auto& id : connects)
    if (open_air(id)) id = "outside";
}

bool lies_in_spaces(Category c) {
  switch (c) {
    case Category::counter: case Category::seat: case Category::furniture: case Category::sanitary:
    case Category::stair: case Category::ramp: case Category::flight: case Category::landing: case Category::lift:
    case Category::column: case Category::obstacle: case Category::sign: case Category::tactile_path:
    case Category::handrail: case Category::parking_bay: return true;
    default: return false;
  }
}

std::vector<std::string> spaces_around(const Survey& survey, const Element& e) {
  std::vector<std::string> spaces;
  const auto add = [&](PlanPoint p) {
    for (const auto& level : survey.levels_of(e))
      if (const Element* s = survey.space_at(p, level))
        if (std::find(spaces.begin(), spaces.end(), s->id) == spaces.end()) spaces.push_back(s->id);
  };
  if (e.geometry.empty() && !e.fixture()) return spaces;
  add(place_of(e));
  if (e.category == Category::counter)   // a counter stands between the public and the staff
    for (const auto& polygon : e.geometry.areas)
      for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
        const PlanPoint a = polygon.outer[i], b = polygon.outer[(i + 1) % polygon.outer.size()];
        const double length = distance(a, b);
        if (length < 0.1) continue;
        const PlanPoint out = (-0.15 / length) * left_normal(b - a);
        add(0.5 * (a + b) + out);
        add(0.5 * (a + b) - out);
      }
  if (e.flight()) {
    add(e.flight()->foot);
    add(e.flight()->head);
  }
  return spaces;
}

void connect_all(Plan& plan, const Survey& survey, const ClosedRooms& closed) {
  std::set<std::string> with_spaces;
  for (const Element* s : survey.of(Category::space))
    if (!s->geometry.areas.empty())
      for (const auto& level : survey.levels_of(*s)) with_spaces.insert(level);
  std::vector<std::pair<std::size_t, std::vector<std::string>>> found;
  ToldDoors unplaced, hidden;
  for (std::size_t i = 0; i < plan.elements.size(); ++i) {
    const Element& e = plan.elements[i];
    if (e.category == Category::door || e.category == Category::opening) {
      bool known = false;
      for (const auto& level : survey.levels_of(e)) known = known || with_spaces.contains(level);
      auto connects = sides_of_door(survey, e, known, closed, hidden);
      // An exit drawn as an area within a room has no jambs: it is where it lies.
      if (connects.empty() && e.category == Category::opening && !frame_of(e) && !e.geometry.areas.empty())
        connects = spaces_around(survey, e);
      open_air_is_outside(survey, connects);
      if (e.category == Category::door && survey.spaces_of(e).empty() &&
          std::none_of(connects.begin(), connects.end(), [](const auto& id) { return id != "outside"; }))
        unplaced.add(e);
      found.emplace_back(i, std::move(connects));
    } else if (lies_in_spaces(e.category) && e.connects.empty()) {
      found.emplace_back(i, spaces_around(survey, e));
    }
  }
  for (auto& [i, connects] : found) plan.elements[i].connects = std::move(connects);
  unplaced.tell(plan, "measure.complete.unplaced_doors", "measure.complete.unplaced_doors_advice");
  hidden.tell(plan, "measure.complete.no_space_behind", "measure.complete.no_space_advice");
}

/// Gates for one person at a time and kerb ramps have rules of their own; a drawing tells them by name only.
void kinds_from_names(Plan& plan, const Profile& profile) {
  for (auto& e : plan.elements) {
    const char* kind = e.category == Category::door ? "turnstile" : e.category == Category::ramp ? "kerb_ramp" : nullptr;
    if (!kind || !e.kind.empty()) continue;
    const auto names = profile.kinds.find(kind);
    if (names != profile.kinds.end() && names->second.match(folded(e.name))) e.kind = kind;
  }
}

}  // namespace

Result<Plan> complete(Plan plan, const std::filesystem::path& data_dir) {
  auto profile = Profile::load(data_dir);
  if (!profile) return profile.error();
  int number = 0;
  std::set<std::string> with_spaces;
  const bool single = plan.levels.size() < 2;
  for (const auto& level : plan.levels)
    for (const auto& e : plan.elements)
      if (e.category == Category::space && !e.geometry.areas.empty() && on_level(e, level.id, single))
        with_spaces.insert(level.id);
  const std::set<int> files = files_with_spaces(plan);
  ClosedRooms closed;
  for (std::size_t i = 0; i < plan.levels.size(); ++i) {
    const std::string level = plan.levels[i].id;
    if (with_spaces.contains(level)) find_rooms_without_space(plan, level, closed);
    else if (!from_files(plan, level, files)) add_rooms(plan, level, number);
  }
  const Facts none;
  {
    const Survey survey(plan, none, *profile);
    connect_all(plan, survey, closed);
  }
  kinds_from_names(plan, *profile);
  heights_from_marks(plan);
  std::vector<std::pair<std::size_t, std::string>> rails;
  {
    const Survey survey(plan, none, *profile);
    for (auto& [rail, stair] : free_rails_of_stairs(survey)) rails.emplace_back(static_cast<std::size_t>(rail - plan.elements.data()), std::move(stair));
  }
  for (auto& [i, stair] : rails) plan.elements[i].parent = std::move(stair);
  return plan;
}

}  // namespace landai::measure
