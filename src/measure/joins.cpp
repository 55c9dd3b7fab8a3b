// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/joins.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "landai/geometry/polygons.hpp"

namespace landai::measure {
namespace {

constexpr double kTogether = 0.02;   // outlines nearer than this adjoin
constexpr double kNarrow = 0.60;     // nobody passes a shorter common border
constexpr double kStep = 0.02;       // a lower one is rolled over
constexpr double kBeyond = 0.30;     // where one stands before the end of a ramp
constexpr double kAtLift = 0.80;     // a room this near to a lift is its lobby

class Joiner {
 public:
  Joiner(const Plan& plan, const std::vector<std::string>& ignored) : plan_(plan), ignored_(ignored) {
    for (const Element& e : plan.elements) {
      elements_.emplace(e.id, &e);
      if (e.category == Category::space) spaces_.push_back({&e, e.geometry.box()});
    }
  }

  std::vector<Join> run() {
    for (const Element& e : plan_.elements) {
      if (e.category == Category::door || e.category == Category::opening) door(e);
      if (e.category == Category::flight && e.kind == "ramp") ramp(e);
      if (e.category == Category::lift) lift(e);
    }
    open_borders();
    mark_steps();
    return std::move(out_);
  }

 private:
  struct Room {
    const Element* element;
    Box box;
  };

  [[nodiscard]] const Element* space(const std::string& id) const {
    const auto found = elements_.find(id);
    return found != elements_.end() && found->second->category == Category::space ? found->second : nullptr;
  }
  [[nodiscard]] bool on(const Element& e, const std::string& level) const {
    return level.empty() || e.levels.empty() || plan_.levels.size() < 2 || std::find(e.levels.begin(), e.levels.end(), level) != e.levels.end();
  }
  [[nodiscard]] static std::string first_level(const Element& e) { return e.levels.empty() ? std::string() : e.levels.front(); }

  /// The smallest space of the level that holds the point, or "outside".
  [[nodiscard]] std::string room_at(PlanPoint p, const std::string& level) const {
    const Element* best = nullptr;
    double least = INFINITY;
    Box here;
    here.add(p);
    for (const Room& room : spaces_) {
      if (!room.box.overlaps(here) || !on(*room.element, level) || !contains(room.element->geometry.areas, p)) continue;
      if (const double size = area(room.element->geometry.areas); size < least) least = size, best = room.element;
    }
    return best ? best->id : std::string("outside");
  }

  void add(Join::Kind kind, std::string a, std::string b, std::string element, std::string level, PlanPoint at) {
    if (a == b) return;
    out_.push_back({kind, std::move(a), std::move(b), std::move(element), false, std::move(level), at});
  }

  void door(const Element& e) {
    if (std::find(ignored_.begin(), ignored_.end(), e.id) != ignored_.end()) return;
    std::vector<std::string> sides;
    for (const auto& side : e.connects)
      if ((side == "outside" || space(side)) && std::find(sides.begin(), sides.end(), side) == sides.end()) sides.push_back(side);
    const Box box = e.geometry.box();
    PlanPoint at{0.5 * (box.min_x + box.max_x), 0.5 * (box.min_y + box.max_y)};
    if (const auto* shape = e.door(); shape && distance(shape->jamb_a, shape->jamb_b) > 1e-6) at = 0.5 * (shape->jamb_a + shape->jamb_b);
    else if (box.empty()) at = {};
    for (std::size_t i = 0; i + 1 < sides.size(); ++i)
      for (std::size_t k = i + 1; k < sides.size(); ++k) add(Join::Kind::door, sides[i], sides[k], e.id, first_level(e), at);
  }

  void ramp(const Element& e) {
    const auto* flight = e.flight();
    if (!flight) return;
    const double length = distance(flight->foot, flight->head);
    if (length < 0.05) return;
    const PlanPoint up = (kBeyond / length) * (flight->head - flight->foot);
    const std::string low = first_level(e), high = e.levels.empty() ? std::string() : e.levels.back();
    add(Join::Kind::ramp, room_at(flight->foot - up, low), room_at(flight->head + up, high), e.id, low, 0.5 * (flight->foot + flight->head));
  }

  void lift(const Element& e) {
    const Box box = e.geometry.box();
    if (box.empty()) return;
    const PlanPoint at{0.5 * (box.min_x + box.max_x), 0.5 * (box.min_y + box.max_y)};
    std::vector<std::string> lobbies;
    for (const auto& level : e.levels)
      for (const Room& room : spaces_) {
        if (!room.box.overlaps(box.grown(kAtLift)) || !on(*room.element, level)) continue;
        const auto between = geometry::gap(e.geometry.areas, room.element->geometry.areas);
        if (between && between->distance_m <= kAtLift && std::find(lobbies.begin(), lobbies.end(), room.element->id) == lobbies.end())
          lobbies.push_back(room.element->id);
      }
    for (std::size_t i = 0; i + 1 < lobbies.size(); ++i)
      for (std::size_t k = i + 1; k < lobbies.size(); ++k) add(Join::Kind::lift, lobbies[i], lobbies[k], e.id, first_level(e), at);
  }

  /// What stands on the border and lets nobody through: walls and columns, also those drawn as lines.
  [[nodiscard]] MultiPolygon walls_in(const Box& box, const Element& room) const {
    MultiPolygon walls;
    for (const Element& e : plan_.elements) {
      const bool solid = e.category == Category::wall || e.category == Category::column || e.category == Category::window;
      if (!solid || !e.geometry.box().grown(0.01).overlaps(box)) continue;
      if (plan_.levels.size() > 1 && !e.levels.empty() && !room.levels.empty() &&
          std::none_of(e.levels.begin(), e.levels.end(), [&](const auto& level) { return on(room, level); }))
        continue;
      walls.insert(walls.end(), e.geometry.areas.begin(), e.geometry.areas.end());
      if (e.geometry.areas.empty())
        for (const auto& line : e.geometry.lines) {
          const auto strip = geometry::thickened(line, 2.5 * kTogether);
          walls.insert(walls.end(), strip.begin(), strip.end());
        }
    }
    return walls;
  }

  void open_border(const Element& a, const Element& b) {
    const auto strips = geometry::intersection(geometry::offset(b.geometry.areas, kTogether), a.geometry.areas);
    if (strips.empty()) return;
    const auto walls = walls_in(bounds(strips), a);
    for (const auto& strip : walls.empty() ? strips : geometry::difference(strips, walls)) {
      const Box box = bounds(strip);
      if (std::max(box.width(), box.height()) < kNarrow) continue;
      add(Join::Kind::open_border, a.id, b.id, {}, first_level(a), interior_point(strip));
    }
  }

  void open_borders() {
    for (std::size_t i = 0; i < spaces_.size(); ++i)
      for (std::size_t k = i + 1; k < spaces_.size(); ++k) {
        const Element &a = *spaces_[i].element, &b = *spaces_[k].element;
        if (a.geometry.areas.empty() || b.geometry.areas.empty() || !spaces_[i].box.grown(kTogether).overlaps(spaces_[k].box)) continue;
        const bool same = a.levels.empty() || std::any_of(a.levels.begin(), a.levels.end(), [&](const auto& level) { return on(b, level); });
        if (same) open_border(a, b);
      }
  }

  [[nodiscard]] std::optional<double> floor_of(const std::string& id) const {
    const Element* e = space(id);
    return e && e->z ? std::optional(e->z->lo) : std::nullopt;
  }

  void mark_steps() {
    const auto ramped = [this](const Join& join) {
      return std::any_of(out_.begin(), out_.end(), [&](const Join& r) {
        return r.kind == Join::Kind::ramp && ((r.a == join.a && r.b == join.b) || (r.a == join.b && r.b == join.a));
      });
    };
    for (Join& join : out_) {
      if (join.kind != Join::Kind::door && join.kind != Join::Kind::open_border) continue;
      const auto low = floor_of(join.a), high = floor_of(join.b);
      join.step = low && high && std::abs(*low - *high) > kStep && (join.kind == Join::Kind::door || !ramped(join));
    }
    // Where a ramp leads from one room to the other, one comes over the ramp and not over the border beside it.
    std::erase_if(out_, [&](const Join& join) {
      const auto low = floor_of(join.a), high = floor_of(join.b);
      return join.kind == Join::Kind::open_border && low && high && std::abs(*low - *high) > kStep && ramped(join);
    });
  }

  const Plan& plan_;
  const std::vector<std::string>& ignored_;
  std::unordered_map<std::string, const Element*> elements_;
  std::vector<Room> spaces_;
  std::vector<Join> out_;
};

}  // namespace

std::vector<Join> joins(const Plan& plan, const std::vector<std::string>& ignored) { return Joiner(plan, ignored).run(); }

}  // namespace landai::measure
