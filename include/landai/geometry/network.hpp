// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <vector>

#include "landai/geometry/clearance.hpp"

namespace landai::geometry {

/// The clearance diagram as a graph, for searches whose costs are the caller's own: how many narrow places a
/// way passes, whose they are, what lies on both sides of an obstacle. Metres, plan frame. It copies what it
/// needs of the diagram but the shape of its links, so the Clearance must outlive it; several threads may read
/// it at once.
class Network {
 public:
  /// Along which a disc's centre moves between two vertices.
  struct Link {
    int from = -1;
    int to = -1;
    double width_m = 0;   ///< narrowest place along it; infinite along the frame of an unbounded floor
    double length_m = 0;
    std::array<int, 2> owner{kNoOwner, kNoOwner};  ///< of the obstacles on both sides, as in Floor
    PlanSegment pinch;    ///< the two obstacle points at its narrowest place; not set when the width is infinite
  };
  /// A way from a point to a vertex, as long as it only gets wider: the disc around the point limits nobody, but two
  /// obstacles that face each other across the way do (Clearance::way_out).
  struct Climb {
    int vertex = -1;
    double width_m = 0;   ///< infinite when nothing limits it, else of its narrowest place
    double length_m = 0;
    PlanSegment pinch;
    std::array<int, 2> owner{kNoOwner, kNoOwner};
    Polyline path;           ///< from the point to the vertex
  };

  explicit Network(const Clearance& clearance);

  [[nodiscard]] std::span<const PlanPoint> vertices() const { return vertices_; }
  /// Diameter of the disc around a vertex that touches nothing; infinite beside the frame.
  [[nodiscard]] double width_at(int vertex) const { return width_at_[static_cast<std::size_t>(vertex)]; }
  /// Vertices inside solids, or outside what is floor, belong to nobody's way.
  [[nodiscard]] bool on_floor(int vertex) const { return on_floor_[static_cast<std::size_t>(vertex)] != 0; }
  /// Without links into corners and cracks below 1 mm: they lead nowhere.
  [[nodiscard]] std::span<const Link> links() const { return links_; }
  [[nodiscard]] std::span<const int> links_at(int vertex) const;
  /// Empty for a point in a solid, or nearer than 1 mm to one.
  [[nodiscard]] std::vector<Climb> climbs(PlanPoint p) const;
  /// Appends the link from `from` (one of its vertices, which is left out) to its other vertex.
  void trace(int link, int from, Polyline& points) const;

 private:
  const Clearance* clearance_;
  std::vector<PlanPoint> vertices_;
  std::vector<double> width_at_;
  std::vector<char> on_floor_;
  std::vector<Link> links_;
  std::vector<int> edge_of_link_, owner_of_site_;
  std::vector<int> start_, at_vertex_;
};

}  // namespace landai::geometry
