// SPDX-License-Identifier: GPL-3.0-or-later
#include "route_net.hpp"

#include <algorithm>

#include "landai/geometry/polygons.hpp"
#include "route_net_impl.hpp"

namespace landai::measure {
namespace {

constexpr std::size_t kCandidates = 24;
constexpr double kWalker = 0.80;   // width of a way whose length is asked without one

}  // namespace

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

LevelNet& RouteNet::Impl::net(const std::string& level, RouteMode mode) {
  auto [it, fresh] = nets.try_emplace({level, mode});
  LevelNet& net = it->second;
  if (!fresh) return net;
  net.floor = route_floor(s, level, mode);
  for (const auto& door : net.floor.doors)
    net.exact = net.exact && (door.width <= 0 || door.hi - door.clear < 1e-6) && !door.unsure_step(kLargestStep);
  net.exact = net.exact && !net.floor.unsure_width;
  if (!net.floor.box.empty())
    if (auto built = geometry::Clearance::build(net.floor.floor)) net.clearance = std::move(*built);
  return net;
}

const std::vector<PlanPoint>& RouteNet::Impl::reached(LevelNet& net, PlanPoint from, double width) {
  auto [it, fresh] = net.reached.try_emplace({from, width});
  if (fresh && net.clearance) it->second = net.clearance->reachable(from, width);
  return it->second;
}

double inner_side(const Survey& s, const Element& entrance, const DoorFrame& frame) {
  for (const double beyond : {0.05, 0.15, 0.30})
    for (const double side : {1.0, -1.0})
      if (const Element* space = s.space_at(frame.beyond(side, beyond), s.ground_level()))
        if (std::find(entrance.connects.begin(), entrance.connects.end(), space->id) != entrance.connects.end()) return side;
  return 1;
}

std::optional<PlanPoint> RouteNet::Impl::beside(LevelNet& net, const Element& entrance, bool inside) {
  const auto frame = frame_of(entrance);
  if (!frame || !net.clearance) return std::nullopt;
  const double side = inner_side(s, entrance, *frame) * (inside ? 1 : -1);
  for (const double beyond : {0.50, 0.35, 0.65, 0.20, 0.10})
    if (net.clearance->clearance_at(frame->beyond(side, beyond)) > 0.10) return frame->beyond(side, beyond);
  return std::nullopt;
}

std::vector<PlanPoint> RouteNet::Impl::points_at(LevelNet& net, const std::vector<PlanPoint>& reached,
                                                 const Element& place) {
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

std::optional<Way> RouteNet::Impl::on_level(const std::string& level, PlanPoint from, PlanPoint to,
                                            RouteMode mode) {
  LevelNet& here = net(level, mode);
  if (!here.clearance) return std::nullopt;
  auto passage = here.clearance->widest(from, to);
  if (!passage) return std::nullopt;
  // Where one stands may be narrower than all that lies between: a corridor that only widens toward a hall.
  for (const PlanPoint end : {from, to})
    if (const auto out = here.clearance->way_out(end); out && out->width_m < passage->width_m) {
      passage->width_m = out->width_m;
      passage->pinch = out->pinch;
      passage->owners = out->owners;
    }
  Way way;
  way.exists = true;
  way.width_m = way.lo = std::min(passage->width_m, 1000.0);
  way.hi = way.width_m;
  if (!here.exact && mode == RouteMode::step_free) {
    LevelNet& widest = net(level, RouteMode::widest_doors);
    const auto most = widest.clearance ? widest.clearance->widest(from, to) : std::nullopt;
    double hi = most ? most->width_m : 0;
    for (const PlanPoint end : {from, to})
      if (const auto out = most ? widest.clearance->way_out(end) : std::nullopt) hi = std::min(hi, out->width_m);
    if (most) way.hi = std::max(way.hi, std::min(hi, 1000.0));
  }
  way.pinch = passage->pinch;
  way.pinch_level = way.level = level;
  way.path = passage->path;
  if (const auto* room = here.floor.narrowest_on(way.path, way.lo)) way.lo = std::max(0.0, room->width.lo);
  for (const auto& door : here.floor.doors) {
    if (door.width <= 0 || !crosses(way.path, {door.frame.a, door.frame.b})) continue;
    if (door.lo < way.lo) way.lo = door.lo, way.doubtful_door = door.element;
    if (door.step_open) way.step_open.push_back(door.element);
    if (std::abs(door.width - way.width_m) < 0.002 &&
        distance(PlanSegment{door.frame.a, door.frame.b}, 0.5 * (way.pinch.a + way.pinch.b)) < 0.30)
      way.narrowest_door = door.element;
  }
  return way;
}

RouteNet::RouteNet(Survey& survey) : impl_(std::make_unique<Impl>(Impl{survey, {}, {}})) {}
RouteNet::~RouteNet() = default;

namespace {

/// The entrance's own width is part of the way.
void through_entrance(const LevelNet& net, const Element& entrance, const std::string& level, Way& way) {
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
}

}  // namespace

Way RouteNet::widest(const Element& entrance, const Element& place) {
  const std::string level = impl_->s.ground_level();
  LevelNet& net = impl_->net(level);
  const auto start = impl_->beside(net, entrance, true);
  if (!start) return {};
  Way way = impl_->search(level, *start, place, RouteMode::step_free);
  if (way.exists) through_entrance(net, entrance, level, way);
  return way;
}

Way RouteNet::to_entrance(const Element& entrance, RouteMode mode) {
  const std::string level = impl_->s.ground_level();
  LevelNet& net = impl_->net(level, mode);
  const auto goal = impl_->beside(net, entrance, false);
  if (!goal) return {};
  const Box box = net.floor.box.grown(2.0);
  for (const PlanPoint street : {PlanPoint{box.min_x, box.min_y}, {box.max_x, box.max_y}})
    if (auto way = impl_->on_level(level, street, *goal, mode)) {
      through_entrance(net, entrance, level, *way);
      return *way;
    }
  return {};
}

std::optional<ShortWay> RouteNet::Impl::shortest(LevelNet& net, const std::vector<PlanSegment>& pairs, double width) {
  if (!net.clearance) return std::nullopt;
  auto& ways = net.shortest.try_emplace(width, *net.clearance, width).first->second;
  std::optional<ShortWay> best;
  double lo = INFINITY;
  for (const auto& pair : pairs) {
    auto path = ways.between(pair.a, pair.b);
    if (!path) continue;
    lo = std::min(lo, path->lower_bound_m);
    if (!best || path->length_m < best->path.length_m) best = ShortWay{std::move(*path), 0};
  }
  if (best) best->lo = lo;
  return best;
}

std::optional<ShortWay> RouteNet::shortest(const Element& entrance, const Element& place, double width_m) {
  constexpr std::size_t kMostTargets = 6;
  LevelNet& net = impl_->net(impl_->s.ground_level());
  const auto start = impl_->beside(net, entrance, true);
  if (!start) return std::nullopt;
  std::vector<PlanSegment> pairs;
  for (const PlanPoint target : impl_->points_at(net, impl_->reached(net, *start, kTouch), place))
    if (pairs.size() < kMostTargets) pairs.push_back({*start, target});
  return impl_->shortest(net, pairs, width_m);
}

std::optional<ShortWay> RouteNet::from_bay(const Element& bay) {
  LevelNet& net = impl_->net(impl_->s.ground_level());
  std::vector<PlanSegment> pairs;
  for (const Element* entrance : impl_->s.outer_doors())
    if (const auto goal = impl_->beside(net, *entrance, false)) pairs.push_back({place_of(bay), *goal});
  return impl_->shortest(net, pairs, kWalker);
}

std::optional<ShortWay> RouteNet::between(const std::string& level, const std::vector<PlanPoint>& from,
                                          const std::vector<PlanPoint>& to) {
  LevelNet& net = impl_->net(level);
  std::vector<PlanSegment> pairs;
  if (net.clearance)
    for (const PlanPoint a : from)
      for (const PlanPoint b : to)
        if (net.clearance->clearance_at(a) > kTouch && net.clearance->clearance_at(b) > kTouch) pairs.push_back({a, b});
  return impl_->shortest(net, pairs, kWalker);
}

bool RouteNet::level_joined(const std::string& level) {
  if (!impl_->joined) {
    std::set<std::string> joined{impl_->s.ground_level()};
    for (bool grew = true; grew;) {
      grew = false;
      for (const auto category : {Category::lift, Category::flight})
        for (const Element* e : impl_->s.of(category)) {
          if (category == Category::flight && (e->kind != "ramp" || goods_ramp(impl_->s, *e))) continue;
          if (std::none_of(e->levels.begin(), e->levels.end(), [&](const auto& l) { return joined.contains(l); })) continue;
          for (const auto& l : e->levels) grew = joined.insert(l).second || grew;
        }
    }
    impl_->joined = std::move(joined);
  }
  return impl_->joined->contains(level);
}

}  // namespace landai::measure
