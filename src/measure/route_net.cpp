// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_net.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <set>

#include "landai/geometry/polygons.hpp"
#include "route_floor.hpp"

namespace landai::measure {
namespace {

constexpr double kTouch = 0.05;       // a body this slim gets wherever there is a way at all
constexpr double kReachable = 0.90;   // one uses a counter or fixture from this near
constexpr std::size_t kCandidates = 24;

struct LevelNet {
  RouteFloor floor;
  std::optional<geometry::Clearance> clearance;
  bool exact = true;  ///< the widths of all doors are
  std::map<std::pair<PlanPoint, double>, std::vector<PlanPoint>> reached;
};

double distance_to(const MultiPolygon& shape, PlanPoint p) {
  if (contains(shape, p)) return 0;
  double best = INFINITY;
  for (const auto& polygon : shape)
    for (std::size_t i = 0; i < polygon.outer.size(); ++i)
      best = std::min(best, distance(PlanSegment{polygon.outer[i], polygon.outer[(i + 1) % polygon.outer.size()]}, p));
  return best;
}

bool crosses(const Polyline& path, const PlanSegment& gate) {
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const auto pair = closest_points({path[i], path[i + 1]}, gate);
    if (distance(pair.a, pair.b) < 1e-3) return true;
  }
  return false;
}

/// Points half a metre and less in front of the middle of every edge.
std::vector<PlanPoint> before_edges(const MultiPolygon& shape) {
  std::vector<PlanPoint> points;
  for (const auto& polygon : shape) {
    const Polygon ring = normalised(polygon);
    for (std::size_t i = 0; i < ring.outer.size(); ++i) {
      const PlanPoint a = ring.outer[i], b = ring.outer[(i + 1) % ring.outer.size()];
      if (distance(a, b) < 0.10) continue;
      const PlanPoint out = (-1 / distance(a, b)) * left_normal(b - a);
      for (const double away : {0.45, 0.25}) points.push_back(0.5 * (a + b) + away * out);
    }
  }
  return points;
}

/// A place where a way changes level.
struct Connector {
  const Element* element;
  std::string level;
  PlanPoint at;
};

}  // namespace

struct RouteNet::Impl {
  Survey& s;
  std::map<std::pair<std::string, RouteMode>, LevelNet> nets;
  std::optional<std::set<std::string>> joined;

  LevelNet& net(const std::string& level, RouteMode mode = RouteMode::step_free) {
    auto [it, fresh] = nets.try_emplace({level, mode});
    LevelNet& net = it->second;
    if (!fresh) return net;
    net.floor = route_floor(s, level, mode);
    for (const auto& door : net.floor.doors)
      net.exact = net.exact && (door.width <= 0 || door.hi - door.clear < 1e-6);
    if (!net.floor.box.empty())
      if (auto built = geometry::Clearance::build(net.floor.floor)) net.clearance = std::move(*built);
    return net;
  }

  const std::vector<PlanPoint>& reached(LevelNet& net, PlanPoint from, double width) {
    auto [it, fresh] = net.reached.try_emplace({from, width});
    if (fresh && net.clearance) it->second = net.clearance->reachable(from, width);
    return it->second;
  }

  std::string level_of(const Element& e) const {
    const auto& on = s.levels_of(e);
    return on.empty() ? std::string{} : on.front();
  }

  /// +1 or -1: the side of an entrance on which its room lies.
  double inner_side(const Element& entrance, const DoorFrame& frame) const {
    for (const double beyond : {0.05, 0.15, 0.30})
      for (const double side : {1.0, -1.0})
        if (const Element* space = s.space_at(frame.beyond(side, beyond), s.ground_level()))
          if (std::find(entrance.connects.begin(), entrance.connects.end(), space->id) != entrance.connects.end()) return side;
    return 1;
  }

  /// A free point beside an entrance. Far enough from it that its shut leaf does not look like a narrow place.
  std::optional<PlanPoint> beside(LevelNet& net, const Element& entrance, bool inside) {
    const auto frame = frame_of(entrance);
    if (!frame || !net.clearance) return std::nullopt;
    const double side = inner_side(entrance, *frame) * (inside ? 1 : -1);
    for (const double beyond : {0.50, 0.35, 0.65, 0.20, 0.10})
      if (net.clearance->clearance_at(frame->beyond(side, beyond)) > 0.10) return frame->beyond(side, beyond);
    return std::nullopt;
  }

  /// Points of the level from which a place is used, the freest of those that were reached first.
  std::vector<PlanPoint> points_at(LevelNet& net, const std::vector<PlanPoint>& reached, const Element& place) {
    std::vector<PlanPoint> found;
    const MultiPolygon& shape = place.geometry.areas;
    const double near = place.category == Category::space ? 0 : kReachable;
    const Box box = bounds(shape).grown(near);
    const auto spaces = s.spaces_of(place);
    const auto may_stand = [&](PlanPoint p) {
      if (place.category == Category::lift || spaces.empty()) return true;
      return std::any_of(spaces.begin(), spaces.end(), [&](const Element* space) {
        return (place.category != Category::counter || s.access(*space) != "staff") && contains(space->geometry.areas, p);
      });
    };
    for (const PlanPoint p : reached) {
      if (p.x < box.min_x || p.x > box.max_x || p.y < box.min_y || p.y > box.max_y) continue;
      if (near == 0 ? !contains(shape, p) : distance_to(shape, p) > near) continue;
      if (near > 0 && !may_stand(p)) continue;
      found.push_back(p);
    }
    // A long straight front has no diagram vertex near its middle: stand before each edge.
    if (found.empty() && near > 0)
      for (const PlanPoint p : before_edges(shape))
        if (net.clearance->clearance_at(p) > kTouch && may_stand(p)) found.push_back(p);
    if (found.size() > kCandidates) {
      std::vector<PlanPoint> some;
      for (std::size_t i = 0; i < kCandidates; ++i) some.push_back(found[i * found.size() / kCandidates]);
      found = std::move(some);
    }
    std::vector<std::pair<double, PlanPoint>> ranked;
    for (const PlanPoint p : found) ranked.emplace_back(-net.clearance->clearance_at(p), p);
    std::sort(ranked.begin(), ranked.end());
    found.clear();
    for (const auto& [clearance, p] : ranked) found.push_back(p);
    return found;
  }

  /// The widest way on one level, with the bounds of the doors on it.
  std::optional<Way> on_level(const std::string& level, PlanPoint from, PlanPoint to, RouteMode mode = RouteMode::step_free) {
    LevelNet& here = net(level, mode);
    if (!here.clearance) return std::nullopt;
    const auto passage = here.clearance->widest(from, to);
    if (!passage) return std::nullopt;
    Way way;
    way.exists = true;
    way.width_m = way.lo = std::min(passage->width_m, 1000.0);
    way.hi = way.width_m;
    if (!here.exact && mode == RouteMode::step_free) {
      LevelNet& widest = net(level, RouteMode::widest_doors);
      const auto most = widest.clearance ? widest.clearance->widest(from, to) : std::nullopt;
      if (most) way.hi = std::max(way.hi, std::min(most->width_m, 1000.0));
    }
    way.pinch = passage->pinch;
    way.pinch_level = way.level = level;
    way.path = passage->path;
    for (const auto& door : here.floor.doors) {
      if (door.width <= 0 || !crosses(way.path, {door.frame.a, door.frame.b})) continue;
      if (door.lo < way.lo) way.lo = door.lo, way.doubtful_door = door.element;
      if (std::abs(door.width - way.width_m) < 0.002 &&
          distance(PlanSegment{door.frame.a, door.frame.b}, 0.5 * (way.pinch.a + way.pinch.b)) < 0.30)
        way.narrowest_door = door.element;
    }
    return way;
  }

  std::vector<Connector> connectors(const std::string& level) const {
    std::vector<Connector> found;
    for (const Element* lift : s.of(Category::lift)) {
      if (lift->levels.size() < 2 || std::find(lift->levels.begin(), lift->levels.end(), level) == lift->levels.end()) continue;
      found.push_back({lift, level, place_of(*lift)});
    }
    for (const Element* flight : s.of(Category::flight)) {
      if (flight->kind != "ramp" || flight->levels.size() < 2 || !flight->flight()) continue;
      const FlightShape& f = *flight->flight();
      const double length = distance(f.foot, f.head);
      if (length < 0.05) continue;
      const PlanPoint up = (1 / length) * (f.head - f.foot);
      if (flight->levels.front() == level) found.push_back({flight, level, f.foot - 0.3 * up});
      if (flight->levels.back() == level) found.push_back({flight, level, f.head + 0.3 * up});
    }
    return found;
  }

  /// Where one stands to use a connector, or nothing when it cannot be reached from the start.
  std::optional<PlanPoint> contact(LevelNet& here, PlanPoint from, const Connector& c) {
    const auto& points = reached(here, from, kTouch);
    std::optional<PlanPoint> best;
    double nearest = kReachable;
    for (const PlanPoint p : points) {
      const double d = c.element->category == Category::lift ? distance_to(c.element->geometry.areas, p) : distance(p, c.at);
      if (d < nearest) nearest = d, best = p;
    }
    return best;
  }

  /// Widest way from a start to a place, over lifts and ramps between levels: always the widest unfinished way goes on.
  Way search(const std::string& start_level, PlanPoint start, const Element& place) {
    struct State {
      Way way;
      PlanPoint at;
      bool operator<(const State& o) const { return way.width_m < o.way.width_m; }
    };
    std::priority_queue<State> open;
    State first;
    first.way.width_m = first.way.lo = first.way.hi = 1000;
    first.way.level = start_level;
    first.at = start;
    open.push(first);
    std::set<std::pair<const Element*, std::string>> used;
    const auto& goal_levels = s.levels_of(place);
    Way best;
    while (!open.empty()) {
      const State state = open.top();
      open.pop();
      if (best.exists && best.width_m >= state.way.width_m) break;
      LevelNet& here = net(state.way.level);
      if (!here.clearance) continue;
      const auto join = [&](const Way& part) {
        Way way = part.width_m < state.way.width_m ? part : state.way;
        way.exists = true;
        way.lo = std::min(part.lo, state.way.lo);
        way.doubtful_door = part.lo < state.way.lo ? part.doubtful_door : state.way.doubtful_door;
        way.hi = std::min(part.hi, state.way.hi);
        way.path = part.path;
        way.level = part.level;
        return way;
      };
      if (std::find(goal_levels.begin(), goal_levels.end(), state.way.level) != goal_levels.end()) {
        const auto targets = points_at(here, reached(here, state.at, kTouch), place);
        const std::size_t tries = place.category == Category::space ? 1 : std::min<std::size_t>(targets.size(), 3);
        for (std::size_t i = 0; i < std::min(tries, targets.size()); ++i)
          if (const auto part = on_level(state.way.level, state.at, targets[i]))
            if (const Way way = join(*part); !best.exists || way.width_m > best.width_m) best = way;
      }
      for (const auto& c : connectors(state.way.level)) {
        const auto at = contact(here, state.at, c);
        if (!at) continue;
        const auto part = on_level(state.way.level, state.at, *at);
        if (!part) continue;
        for (const auto& level : c.element->levels) {
          if (level == state.way.level || !used.insert({c.element, level}).second) continue;
          LevelNet& there = net(level);
          if (!there.clearance) continue;
          for (const auto& other : connectors(level)) {
            if (other.element != c.element) continue;
            const auto landing = landing_point(there, other);
            if (!landing) continue;
            State next{join(*part), *landing};
            next.way.level = level;
            open.push(next);
          }
        }
      }
    }
    return best;
  }

  /// A free point of the level at a connector.
  std::optional<PlanPoint> landing_point(LevelNet& there, const Connector& c) {
    if (there.clearance->clearance_at(c.at) > 0.1) return c.at;
    for (const Element* space : s.of(Category::space)) {   // a lift whose shaft is a solid block: its lobby
      const auto& on = s.levels_of(*space);
      if (std::find(on.begin(), on.end(), c.level) == on.end() || distance_to(space->geometry.areas, c.at) > 2.0) continue;
      const PlanPoint p = interior_point(space->geometry.areas.front());
      if (there.clearance->clearance_at(p) > 0.1) return p;
    }
    return std::nullopt;
  }

  const Element* nearest_solid(const std::string& level, PlanPoint p) {
    const Element* best = nullptr;
    double nearest = 0.02;
    for (const auto& solid : s.solids(level).solids) {
      if (p.x < solid.box.min_x - nearest || p.x > solid.box.max_x + nearest || p.y < solid.box.min_y - nearest ||
          p.y > solid.box.max_y + nearest)
        continue;
      double d = INFINITY;
      for (std::size_t i = 0; i < solid.polygon.outer.size(); ++i)
        d = std::min(d, distance(PlanSegment{solid.polygon.outer[i], solid.polygon.outer[(i + 1) % solid.polygon.outer.size()]}, p));
      if (d < nearest) nearest = d, best = solid.element;
    }
    return best;
  }

  Break explain(const std::string& level, PlanPoint from, const Element& place, const Way& widest) {
    Break out;
    out.level = level;
    if (widest.exists) {
      out.witness = widest.pinch;
      out.level = widest.pinch_level;
      if (widest.narrowest_door) {
        out.why = message("measure.route.narrow_door").with("door", Survey::label(*widest.narrowest_door))
                      .with("width", widest.width_m, "m");
        return out;
      }
      const Element* a = nearest_solid(out.level, widest.pinch.a);
      const Element* b = nearest_solid(out.level, widest.pinch.b);
      if (a && b)
        out.why = message("measure.route.gap").with("width", widest.width_m, "m").with("a", Survey::label(*a)).with("b", Survey::label(*b));
      else
        out.why = message("measure.route.gap_unnamed").with("width", widest.width_m, "m");
      return out;
    }
    const auto& goal = s.levels_of(place);
    if (std::find(goal.begin(), goal.end(), level) == goal.end()) {
      const Level* there = goal.empty() ? nullptr : s.plan.level(goal.front());
      out.why = message("measure.route.no_lift").with("level", there ? (there->name.empty() ? there->id : there->name) : "?");
      out.witness = {from, from};
      return out;
    }
    LevelNet& loose = net(level, RouteMode::steps_allowed);
    if (loose.clearance) {
      const auto targets = points_at(loose, reached(loose, from, kTouch), place);
      if (!targets.empty())
        if (const auto way = on_level(level, from, targets.front(), RouteMode::steps_allowed)) {
          for (const auto& door : loose.floor.doors)
            if (door.step > kLargestStep && crosses(way->path, {door.frame.a, door.frame.b})) {
              out.witness = {door.frame.a, door.frame.b};
              out.why = message("measure.route.step").with("door", Survey::label(*door.element)).with("step", door.step, "m");
              return out;
            }
          for (const Element* stair : s.of(Category::stair))
            for (const PlanPoint p : way->path)
              if (contains(body_of(*stair), p)) {
                out.witness = {p, p};
                out.why = message("measure.route.stair").with("stair", Survey::label(*stair));
                return out;
              }
          out.why = message("measure.route.drop");
          if (!way->path.empty()) out.witness = {way->path.back(), way->path.back()};
          return out;
        }
    }
    LevelNet& here = net(level);
    const PlanPoint goal_point = place_of(place);
    PlanPoint nearest = from;
    for (const PlanPoint p : reached(here, from, kTouch))
      if (distance(p, goal_point) < distance(nearest, goal_point)) nearest = p;
    out.witness = {nearest, goal_point};
    out.why = message("measure.route.closed").with("place", Survey::label(place));
    return out;
  }
};

RouteNet::RouteNet(Survey& survey) : impl_(std::make_unique<Impl>(Impl{survey, {}, {}})) {}
RouteNet::~RouteNet() = default;

Way RouteNet::widest(const Element& entrance, const Element& place) {
  const std::string level = impl_->s.ground_level();
  LevelNet& net = impl_->net(level);
  const auto start = impl_->beside(net, entrance, true);
  if (!start) return {};
  Way way = impl_->search(level, *start, place);
  if (!way.exists) return way;
  // The entrance's own width is part of the way.
  for (const auto& door : net.floor.doors) {
    if (door.element != &entrance || door.clear <= 0) continue;
    if (door.clear < way.width_m) {
      way.width_m = door.clear;
      way.pinch = {door.frame.a, door.frame.b};
      way.pinch_level = level;
      way.narrowest_door = &entrance;
    }
    if (door.lo < way.lo) way.lo = door.lo, way.doubtful_door = &entrance;
    way.hi = std::max(way.width_m, std::min(way.hi, door.hi));
  }
  return way;
}

Way RouteNet::to_entrance(const Element& entrance, bool steps_allowed) {
  const RouteMode mode = steps_allowed ? RouteMode::steps_allowed : RouteMode::step_free;
  const std::string level = impl_->s.ground_level();
  LevelNet& net = impl_->net(level, mode);
  const auto goal = impl_->beside(net, entrance, false);
  if (!goal) return {};
  const Box box = net.floor.box.grown(2.0);
  for (const PlanPoint street : {PlanPoint{box.min_x, box.min_y}, {box.max_x, box.max_y}})
    if (const auto way = impl_->on_level(level, street, *goal, mode)) return *way;
  return {};
}

std::optional<geometry::Path> RouteNet::shortest(const Element& entrance, const Element& place, double width_m) {
  const std::string level = impl_->s.ground_level();
  LevelNet& net = impl_->net(level);
  const auto start = impl_->beside(net, entrance, true);
  if (!start) return std::nullopt;
  const auto targets = impl_->points_at(net, impl_->reached(net, *start, kTouch), place);
  std::optional<geometry::Path> best;
  for (std::size_t i = 0; i < std::min<std::size_t>(targets.size(), 6); ++i)
    if (auto path = net.clearance->shortest(*start, targets[i], width_m); path && (!best || path->length_m < best->length_m))
      best = std::move(path);
  return best;
}

std::optional<geometry::Path> RouteNet::from_bay(const Element& bay) {
  LevelNet& net = impl_->net(impl_->s.ground_level());
  if (!net.clearance) return std::nullopt;
  const PlanPoint from = place_of(bay);
  std::optional<geometry::Path> best;
  for (const Element* entrance : impl_->s.outer_doors()) {
    const auto goal = impl_->beside(net, *entrance, false);
    if (!goal) continue;
    if (auto path = net.clearance->shortest(from, *goal, 0.80); path && (!best || path->length_m < best->length_m))
      best = std::move(path);
  }
  return best;
}

bool RouteNet::level_joined(const std::string& level) {
  if (!impl_->joined) {
    std::set<std::string> joined{impl_->s.ground_level()};
    for (bool grew = true; grew;) {
      grew = false;
      for (const auto category : {Category::lift, Category::flight})
        for (const Element* e : impl_->s.of(category)) {
          if (category == Category::flight && e->kind != "ramp") continue;
          if (std::none_of(e->levels.begin(), e->levels.end(), [&](const auto& l) { return joined.contains(l); })) continue;
          for (const auto& l : e->levels) grew = joined.insert(l).second || grew;
        }
    }
    impl_->joined = std::move(joined);
  }
  return impl_->joined->contains(level);
}

RouteNet::Break RouteNet::why_not(const Element& entrance, const Element& place, double) {
  const std::string level = impl_->s.ground_level();
  LevelNet& net = impl_->net(level);
  const auto start = impl_->beside(net, entrance, true);
  if (!start) {
    Break out;
    out.level = level;
    if (const auto frame = frame_of(entrance)) out.witness = {frame->a, frame->b};
    out.why = message("measure.route.entrance_blocked").with("door", Survey::label(entrance));
    return out;
  }
  return impl_->explain(level, *start, place, widest(entrance, place));
}

RouteNet::Break RouteNet::why_no_entrance(const Element& entrance) {
  Break out;
  out.level = impl_->s.ground_level();
  const auto frame = frame_of(entrance);
  if (frame) out.witness = {frame->a, frame->b};
  const Way way = to_entrance(entrance);
  if (way.exists) {
    out.witness = way.pinch;
    out.why = message("measure.route.gap_unnamed").with("width", way.width_m, "m");
    return out;
  }
  const Element* nearest = nullptr;
  double least = 3.0;
  for (const Element* stair : impl_->s.of(Category::stair))
    if (frame && impl_->s.share_level(*stair, entrance))
      if (const double d = distance_to(stair->geometry.areas, frame->middle); d < least) least = d, nearest = stair;
  out.why = nearest ? message("measure.route.stair").with("stair", Survey::label(*nearest))
                    : message("measure.route.closed").with("place", Survey::label(entrance));
  return out;
}

std::optional<double> RouteNet::highest_step(const Element& entrance, const Element& place, PlanSegment* where) {
  const std::string level = impl_->s.ground_level();
  const auto& goal = impl_->s.levels_of(place);
  if (std::find(goal.begin(), goal.end(), level) == goal.end()) return std::nullopt;
  const auto try_net = [&](RouteMode mode) -> std::optional<double> {
    LevelNet& net = impl_->net(level, mode);
    const auto start = impl_->beside(net, entrance, true);
    if (!start) return std::nullopt;
    const auto targets = impl_->points_at(net, impl_->reached(net, *start, kTouch), place);
    if (targets.empty()) return std::nullopt;
    const auto way = impl_->on_level(level, *start, targets.front(), mode);
    if (!way) return std::nullopt;
    double highest = 0;
    bool known = true;
    for (const auto& door : net.floor.doors)
      if (crosses(way->path, {door.frame.a, door.frame.b})) {
        known = known && door.step_known;
        if (door.step > highest) {
          highest = door.step;
          if (where) *where = {door.frame.a, door.frame.b};
        }
      }
    if (!known && highest <= 0) return std::nullopt;
    return highest;
  };
  if (auto step = try_net(RouteMode::step_free)) return step;
  return try_net(RouteMode::steps_allowed);
}

}  // namespace landai::measure
