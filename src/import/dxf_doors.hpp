// SPDX-License-Identifier: GPL-3.0-or-later
// Doors of a drawing: found by their swing arcs and leaf lines, never by a name.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "dxf_parts.hpp"
#include "landai/plan/plan.hpp"

namespace landai::importer {

/// One leaf as drawn. Works in any unit: all tolerances are shares of the radius.
struct DrawnLeaf {
  PlanPoint hinge;
  PlanPoint open_tip;       ///< arc end where the leaf is drawn
  PlanPoint closed_tip;     ///< the other arc end
  double radius = 0;        ///< of the swing arc; the larger half axis when squeezed
  double radius_low = 0;    ///< the smaller of what the arc says
  double length = 0;        ///< of the leaf line, 0 when none is drawn
  PlanPoint direction;      ///< of the leaf line, from the hinge; (0,0) when none is drawn
  double thickness = 0;     ///< 0 when drawn as one line
  bool both_ends = false;   ///< a line at either end of the arc: walls must tell which is the leaf
  double sweep = 0;
  std::vector<std::size_t> parts;  ///< indices of the parts it is drawn with
};

/// Leaves among parts that belong to doors: those of one insert, or everything `loose` on door layers. Where no arc has a leaf
/// line, arcs of about 90 degrees alone count.
[[nodiscard]] std::vector<DrawnLeaf> find_leaves(std::span<const DxfPart* const> parts, bool loose);

/// Leaves that make one door, as indices: one, or two that meet.
[[nodiscard]] std::vector<std::vector<std::size_t>> group_leaves(const std::vector<DrawnLeaf>& leaves);

/// Edges of walls and columns near a point, metres.
class WallEdges {
 public:
  void add(PlanPoint a, PlanPoint b);
  [[nodiscard]] std::vector<PlanSegment> near(PlanPoint p, double reach) const;
  [[nodiscard]] bool any_near(PlanPoint p, double reach) const;
  [[nodiscard]] bool empty() const { return edges_.empty(); }

 private:
  static constexpr double kCell = 1.0;
  static constexpr int kMaxCells = 4000;   // of one edge
  std::vector<PlanSegment> edges_;
  std::unordered_map<long long, std::vector<int>> cells_;
};

/// The door of one or two leaves, metres. `frame` are the parts of the same insert (empty when loose), `from` names the source.
[[nodiscard]] DoorShape door_from_leaves(std::span<const DrawnLeaf* const> leaves, std::span<const DxfPart* const> frame,
                                         const WallEdges& walls, const std::string& from);
/// A door without a swing (sliding, overhead): between the two ends of what is drawn, or of the walls beside it.
[[nodiscard]] std::optional<DoorShape> door_without_leaf(PlanPoint end_a, PlanPoint end_b, double depth, const WallEdges& walls,
                                                         const std::string& from);

}  // namespace landai::importer
