// SPDX-License-Identifier: GPL-3.0-or-later
// Where one stands to use something, to come in, or to begin in the street.
#include <algorithm>

#include "reach_levels.hpp"
#include "route_net_impl.hpp"

namespace landai::measure {
namespace {

constexpr std::size_t kMostSpots = 24;
constexpr double kStand = 0.30;   // the least disc someone stands on

double width(const ReachNet& net, int v) { return std::min(net.network->width_at(v), 1000.0); }

/// The freest place of a room; nothing where nobody could stand (a stairwell that its stair fills).
std::vector<int> freest(const ReachNet& net, const MultiPolygon& area) {
  const Box box = bounds(area);
  int best = -1;
  for (int v = 0; v < static_cast<int>(net.network->vertices().size()); ++v) {
    const PlanPoint p = net.network->vertices()[static_cast<std::size_t>(v)];
    if (p.x < box.min_x || p.x > box.max_x || p.y < box.min_y || p.y > box.max_y) continue;
    if (best >= 0 && width(net, v) <= width(net, best)) continue;
    if (net.network->on_floor(v) && !net.network->links_at(v).empty() && contains(area, p)) best = v;
  }
  return best < 0 || width(net, best) < kStand ? std::vector<int>{} : std::vector<int>{best};
}

}  // namespace

std::vector<Spot> ReachWorld::spots(const Element& place) const {
  if (frame_of(place)) return beside(place);
  std::vector<Spot> out;
  const MultiPolygon shape = body_of(place);
  if (shape.empty()) return out;
  const auto spaces = survey.spaces_of(place);
  const auto may_stand = [&](PlanPoint p) {   // as for routes: a counter is used from where the public may be
    if (place.category == Category::lift || spaces.empty()) return true;
    return std::any_of(spaces.begin(), spaces.end(), [&](const Element* space) {
      return (place.category != Category::counter || survey.access(*space) != "staff") && contains(space->geometry.areas, p);
    });
  };
  for (const auto& level : survey.levels_of(place)) {
    const ReachNet* here = net(level);
    if (!here) continue;
    Spot spot{level, {}, {}};
    if (place.category == Category::space) {
      spot.vertices = freest(*here, shape);
      // In the open the diagram has few vertices: a room without one is still stood in where nothing is near.
      const PlanPoint middle = place_of(place);
      if (spot.vertices.empty() && here->clearance->clearance_at(middle) >= kStand) spot.points = {middle};
    } else {
      const Box box = bounds(shape).grown(kReachable);
      std::vector<std::pair<double, PlanPoint>> near;
      for (int v = 0; v < static_cast<int>(here->network->vertices().size()); ++v) {
        const PlanPoint p = here->network->vertices()[static_cast<std::size_t>(v)];
        if (p.x < box.min_x || p.x > box.max_x || p.y < box.min_y || p.y > box.max_y || !here->network->on_floor(v)) continue;
        if (here->network->links_at(v).empty() || distance_to(shape, p) > kReachable || !may_stand(p)) continue;
        near.emplace_back(-width(*here, v), p);
      }
      // A long straight front has no vertex near its middle: stand before each edge.
      for (const PlanPoint p : before_edges(shape))
        if (const double w = here->clearance->clearance_at(p); w > kTouch && may_stand(p)) near.emplace_back(-w, p);
      std::sort(near.begin(), near.end());
      for (std::size_t i = 0; i < std::min(near.size(), kMostSpots); ++i) spot.points.push_back(near[i].second);
    }
    if (!spot.points.empty() || !spot.vertices.empty()) out.push_back(std::move(spot));
  }
  return out;
}

std::optional<Spot> ReachWorld::inside(const Element& entrance) const { return at_entrance(entrance, 1); }
std::optional<Spot> ReachWorld::outside(const Element& entrance) const { return at_entrance(entrance, -1); }

std::optional<Spot> ReachWorld::at_entrance(const Element& entrance, double inward) const {
  const auto frame = frame_of(entrance);
  const std::string level = survey.ground_level();
  const ReachNet* here = net(level);
  if (!frame || !here) return std::nullopt;
  const double side = inward * inner_side(survey, entrance, *frame);
  for (const double beyond : {0.50, 0.35, 0.65, 0.20, 0.10})
    if (here->clearance->clearance_at(frame->beyond(side, beyond)) > 0.10) return Spot{level, {frame->beyond(side, beyond)}, {}};
  return std::nullopt;
}

std::vector<Spot> ReachWorld::beside(const Element& door) const {
  std::vector<Spot> out;
  const auto frame = frame_of(door);
  if (!frame) return out;
  for (const auto& level : survey.levels_of(door)) {
    const ReachNet* here = net(level);
    if (!here) continue;
    Spot spot{level, {}, {}};
    for (const double side : {1.0, -1.0})
      for (const double beyond : {0.50, 0.35, 0.65, 0.20, 0.10})
        if (here->clearance->clearance_at(frame->beyond(side, beyond)) > 0.10) {
          spot.points.push_back(frame->beyond(side, beyond));
          break;
        }
    if (!spot.points.empty() && on(survey, door, level)) out.push_back(std::move(spot));
  }
  return out;
}

Spot ReachWorld::street() const {
  const std::string level = survey.ground_level();
  Spot spot{level, {}, {}};
  if (const ReachNet* here = net(level)) {
    const Box box = here->floor.box.grown(2.0);
    spot.points = {{box.min_x, box.min_y}, {box.max_x, box.max_y}};
  }
  return spot;
}

}  // namespace landai::measure
