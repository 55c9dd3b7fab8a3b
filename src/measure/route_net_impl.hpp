// SPDX-License-Identifier: GPL-3.0-or-later
// Inside of RouteNet: the nets of the levels, and what its files share.
#pragma once

#include <map>
#include <set>

#include "route_floor.hpp"
#include "route_net.hpp"

namespace landai::measure {

inline constexpr double kTouch = 0.05;       // a body this slim gets wherever there is a way at all
inline constexpr double kReachable = 0.90;   // one uses a counter or fixture from this near

struct LevelNet {
  RouteFloor floor;
  std::optional<geometry::Clearance> clearance;
  std::map<double, geometry::ShortestWays> shortest;  ///< by width, made when a length is asked
  bool exact = true;  ///< the widths of all doors are
  std::map<std::pair<PlanPoint, double>, std::vector<PlanPoint>> reached;
};

/// A place where a way changes level.
struct Connector {
  const Element* element;
  std::string level;
  PlanPoint at;
};

[[nodiscard]] double distance_to(const MultiPolygon& shape, PlanPoint p);
/// Points half a metre and less in front of the middle of every edge.
[[nodiscard]] std::vector<PlanPoint> before_edges(const MultiPolygon& shape);
/// +1 or -1: the side of an entrance on which its room lies.
[[nodiscard]] double inner_side(const Survey& s, const Element& entrance, const DoorFrame& frame);
[[nodiscard]] bool crosses(const Polyline& path, const PlanSegment& gate);

struct RouteNet::Impl {
  Survey& s;
  std::map<std::pair<std::string, RouteMode>, LevelNet> nets;
  std::optional<std::set<std::string>> joined;

  LevelNet& net(const std::string& level, RouteMode mode = RouteMode::step_free);
  const std::vector<PlanPoint>& reached(LevelNet& net, PlanPoint from, double width);
  /// A free point beside an entrance. Far enough from it that its shut leaf does not look like a narrow place.
  std::optional<PlanPoint> beside(LevelNet& net, const Element& entrance, bool inside);
  /// Points of the level from which a place is used, the freest of those that were reached first.
  std::vector<PlanPoint> points_at(LevelNet& net, const std::vector<PlanPoint>& reached,
                                   const Element& place);
  /// The widest way on one level, with the bounds of the doors on it.
  std::optional<Way> on_level(const std::string& level, PlanPoint from, PlanPoint to,
                              RouteMode mode = RouteMode::step_free);
  /// The shortest of the ways between pairs of points, and what none of them can be below.
  std::optional<ShortWay> shortest(LevelNet& net, const std::vector<PlanSegment>& pairs, double width);
  // route_search.cpp
  std::vector<Connector> connectors(const std::string& level) const;
  /// Where one stands to use a connector, or nothing when it cannot be reached from the start.
  std::optional<PlanPoint> contact(LevelNet& here, PlanPoint from, const Connector& c);
  /// Widest way from a start to a place, over lifts and ramps between levels: always the widest unfinished way goes on.
  Way search(const std::string& start_level, PlanPoint start, const Element& place, RouteMode mode);
  /// The first door of which nobody knows whether its threshold is a step; nullptr when there is none.
  [[nodiscard]] const Element* unsure_threshold() const;
  /// A free point of the level at a connector.
  std::optional<PlanPoint> landing_point(LevelNet& there, const Connector& c);
  // route_why.cpp
  const Element* nearest_solid(const std::string& level, PlanPoint p);
  /// Tells it when the path leads over a ramp that is not for people.
  bool goods_on(const Polyline& path, Break& out) const;
  Break explain(const std::string& level, PlanPoint from, const Element& place, const Way& widest);
};

}  // namespace landai::measure
