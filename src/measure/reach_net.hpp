// SPDX-License-Identifier: GPL-3.0-or-later
// The floors of all levels as one walker meets them, with what a search over them asks.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "landai/geometry/network.hpp"
#include "landai/measure/mobility.hpp"
#include "route_floor.hpp"

namespace landai::measure {

/// What lies on the way and is not simply narrow: one crosses it as a whole.
enum class GateKind { none, door, stair, drop, thing };

/// A ramp's flight as a walker meets it.
struct RampFlight {
  const Element* element = nullptr;
  bool outdoor = false;
  bool known = false;
  double value = 0, lo = 0, hi = 0;
};

/// A floor, its diagram and the diagram as a graph. Built once, then only read.
struct ReachNet {
  std::string level;
  RouteFloor floor;
  std::vector<RampFlight> ramps;
  std::optional<geometry::Clearance> clearance;
  std::optional<geometry::Network> network;
  std::optional<Error> error;
  std::vector<int> door_of_link;    ///< place in floor.doors of the door in whose opening a link is narrowest, or -1
  std::vector<int> ramp_of_link;    ///< place in `ramps` of the flight a link lies on, or -1
  std::map<int, std::vector<int>> gate_vertices;   ///< owner → vertices beside it, for what may be crossed

  /// Everything after `floor` and `ramps`. Touches nothing else, so that levels can be built at the same time.
  void build(const Plan& plan);
  [[nodiscard]] const PassDoor* door(int owner) const;

 private:
  void find_doors();
  void find_ramps();
  void find_gates(const Plan& plan);
  std::map<int, int> door_of_owner_;
};

[[nodiscard]] GateKind gate_kind(const Element& e);

/// The net of a level for a walker, floor and ramps filled in.
[[nodiscard]] std::shared_ptr<ReachNet> net_of(Survey& survey, const std::string& level, const Walker& walker);
[[nodiscard]] Walker walker_of(const Mobility& mobility);

}  // namespace landai::measure
