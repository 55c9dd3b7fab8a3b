// SPDX-License-Identifier: GPL-3.0-or-later
// The leaves of a door as its bodies have them, and where they turn as its plan symbol tells.
#include <algorithm>

#include "ifc_door_measure.hpp"

namespace landai::importer {

void DoorMeasure::set_leaves() {
  if (door_.operation == DoorOperation::revolving || door_.operation == DoorOperation::overhead ||
      door_.operation == DoorOperation::fixed) {
    return;
  }
  choose_leaf();
  if (!bodies_.leaves.empty()) {
    leaves_from_bodies();
    swing_from_symbol();
  } else if (!leaves_from_symbol()) {
    leaf_from_properties();
  }
}

/// A single door with a fixed side part: the leaf is the part with the handle.
void DoorMeasure::choose_leaf() {
  auto& leaves = bodies_.leaves;
  if (operation_.leaves != 1 || leaves.size() < 2 || door_.operation == DoorOperation::sliding ||
      door_.operation == DoorOperation::folding) {
    return;
  }
  std::vector<DoorPiece> with_handle;
  for (const DoorPiece& leaf : leaves) {
    if (handle_side(leaf) != 0) with_handle.push_back(leaf);
  }
  if (with_handle.size() == 1) {
    leaves = std::move(with_handle);
    return;
  }
  // Which of them turns is not told: the widest, and no narrower than the narrowest.
  std::sort(leaves.begin(), leaves.end(),
            [](const DoorPiece& a, const DoorPiece& b) { return a.length > b.length; });
  narrowest_ = leaves.back().length;
  leaves.resize(1);
}

/// -1 when the handle is in the left part of a leaf, +1 in the right one, 0 without or in the middle.
int DoorMeasure::handle_side(const DoorPiece& leaf) const {
  double sum = 0;
  int n = 0;
  for (const DoorPiece& h : bodies_.hardware) {
    const double z = (h.lo.z + h.hi.z) / 2 - bodies_.base, x = (h.lo.x + h.hi.x) / 2;
    if (z < 0.7 || z > 1.4 || x < leaf.lo.x || x > leaf.hi.x) continue;
    if (h.hi.y < leaf.lo.y - 0.12 || h.lo.y > leaf.hi.y + 0.12) continue;
    sum += x;
    ++n;
  }
  if (n == 0) return 0;
  const double off = sum / n - (leaf.lo.x + leaf.hi.x) / 2;
  if (std::abs(off) < 0.2 * leaf.length) return 0;
  return off < 0 ? -1 : 1;
}

/// +1 or -1: the side of y that a closed leaf can turn to, because stops stand on the other side; 0 when
/// not to be seen.
int DoorMeasure::free_side(const DoorPiece& leaf) const {
  std::vector<DoorPiece> below, above;
  for (const DoorPiece& f : bodies_.frame) {
    const double middle = (f.lo.y + f.hi.y) / 2;
    (middle < (leaf.lo.y + leaf.hi.y) / 2 ? below : above).push_back(f);
  }
  const auto blocked = [&](const std::vector<DoorPiece>& stops) {
    const auto gap = free_between(stops, bodies_, leaf.centre.x);
    return gap && gap->length() < leaf.length - 0.002;
  };
  const bool low = blocked(below), high = blocked(above);
  return low == high ? 0 : (low ? 1 : -1);
}

void DoorMeasure::leaves_from_bodies() {
  const std::size_t n = bodies_.leaves.size();
  if (n == 1 && operation_.leaves == 2) return split_leaf(bodies_.leaves[0]);
  for (std::size_t i = 0; i < n; ++i) {
    const DoorPiece& piece = bodies_.leaves[i];
    const std::string from = "leaf body " + items_text({piece});
    Known width = Known::exact(piece.length, Method::geometry, from);
    if (narrowest_) width.lo = std::min(width.lo, *narrowest_);
    std::optional<Known> thickness;
    if (piece.thickness > 1e-3) thickness = Known::exact(piece.thickness, Method::geometry, from);
    if (std::abs(piece.along.y) > 0.05) {
      open_leaf(piece, width, thickness);
      continue;
    }
    int hinge = operation_.hinge;
    if (hinge == 0 && n == 2 && swings()) hinge = i == 0 ? -1 : 1;
    if (hinge == 0 && n == 1 && (swings() || door_.operation == DoorOperation::unknown))
      hinge = -handle_side(piece);
    int side = swings() && operation_.kind != DoorOperation::unknown && !operation_.opposite ? 1 : 0;
    if (side == 0 && !operation_.opposite && (swings() || door_.operation == DoorOperation::unknown))
      side = free_side(piece);
    // Stops on one side and a handle at one end: it turns, whatever word the model has for it.
    if (door_.operation == DoorOperation::unknown && hinge != 0 && side != 0)
      door_.operation = DoorOperation::swing;
    closed_leaf(piece.lo.x, piece.hi.x, piece.lo.y, piece.hi.y, hinge, side, width, thickness);
  }
}

/// `hinge` -1 at the left end, +1 at the right; `side` the sign of y it opens to. Where either is not known
/// the open tip is the closed one: the leaf is there, what it sweeps is not told.
void DoorMeasure::closed_leaf(double x0, double x1, double y0, double y1, int hinge, int side,
                              const Known& width, const std::optional<Known>& thickness) {
  // The pin sits at the face that the leaf opens to.
  const double y = side > 0 ? y1 : (side < 0 ? y0 : (y0 + y1) / 2);
  const double at = hinge > 0 ? x1 : x0, tip = hinge > 0 ? x0 : x1;
  const double open_y = y + side * (x1 - x0);
  const bool told = hinge != 0 && side != 0;
  door_.leaves.push_back(
      {world(at, y), world(tip, y), told ? world(at, open_y) : world(tip, y), width, thickness});
}

/// A leaf that the model shows standing open.
void DoorMeasure::open_leaf(const DoorPiece& piece, const Known& width,
                            const std::optional<Known>& thickness) {
  PlanPoint a = piece.centre - piece.length / 2 * piece.along,
            b = piece.centre + piece.length / 2 * piece.along;
  const double y = wall_.lo < wall_.hi ? (wall_.lo + wall_.hi) / 2 : 0;
  if (std::abs(a.y - y) > std::abs(b.y - y)) std::swap(a, b);  // the hinge is the end at the wall
  const double middle = (jambs_.lo + jambs_.hi) / 2;
  // The pin is at the corner of the leaf by the jamb.
  const double towards = a.x < middle ? 1 : -1;
  a.x -= towards * piece.thickness / 2;
  b.x -= towards * piece.thickness / 2;
  if (door_.operation == DoorOperation::unknown) door_.operation = DoorOperation::swing;
  door_.leaves.push_back(
      {world(a.x, a.y), world(a.x + towards * piece.length, a.y), world(b.x, b.y), width, thickness});
}

/// Both leaves of a double door in one body: equal halves when it is its own mirror image, else only
/// bounds.
void DoorMeasure::split_leaf(const DoorPiece& both) {
  const double middle = (both.lo.x + both.hi.x) / 2, half = both.length / 2;
  bool mirrored = true;
  Interval stile{-INFINITY, INFINITY};
  for (double part : {0.25, 0.5, 0.75}) {
    const auto solid = covered(both, both.lo.z + part * (both.hi.z - both.lo.z), {1, 0});
    for (std::size_t i = 0; i < solid.size(); ++i) {
      const Interval& twin = solid[solid.size() - 1 - i];
      mirrored = mirrored && std::abs((solid[i].lo - middle) + (twin.hi - middle)) < 0.002;
      if (solid[i].lo < middle && solid[i].hi > middle)
        stile = {std::max(stile.lo, solid[i].lo), std::min(stile.hi, solid[i].hi)};
    }
  }
  // Leaves meet somewhere in the middle stile; the mirror says in its middle, give or take the joint.
  const double play = mirrored && std::isfinite(stile.lo) ? 0.005 : half / 2;
  const std::string from = "half of the leaf body " + items_text({both});
  const Known width{half, half - play, half + play, Method::geometry, from};
  std::optional<Known> thickness;
  if (both.thickness > 1e-3) thickness = Known::exact(both.thickness, Method::geometry, from);
  const int side = swings() && !operation_.opposite ? 1 : 0;
  closed_leaf(both.lo.x, middle, both.lo.y, both.hi.y, swings() ? -1 : 0, side, width, thickness);
  closed_leaf(middle, both.hi.x, both.lo.y, both.hi.y, swings() ? 1 : 0, side, width, thickness);
}

std::vector<SwingArc> DoorMeasure::drawn_arcs() const {
  std::vector<Polyline> curves;
  for (std::string_view name : {"FootPrint", "Plan", "Annotation", "Axis"}) {
    for (Polyline& line : shapes_.curves(*parts_.door, name)) curves.push_back(std::move(line));
    if (!curves.empty()) break;
  }
  if (curves.size() > 2000) return {};
  return swing_arcs(curves, {frame_.x.x, frame_.x.y});
}

/// The symbol may tell what the bodies of closed leaves do not: where they turn.
void DoorMeasure::swing_from_symbol() {
  const auto unknown = [](const Leaf& leaf) { return leaf.open_tip == leaf.closed_tip; };
  if (!std::any_of(door_.leaves.begin(), door_.leaves.end(), unknown) ||
      door_.operation == DoorOperation::sliding)
    return;
  for (const SwingArc& arc : drawn_arcs()) {
    for (Leaf& leaf : door_.leaves) {
      if (!unknown(leaf)) continue;
      PlanPoint hinge = leaf.hinge, tip = leaf.closed_tip;
      if (distance(tip, arc.hinge) < distance(hinge, arc.hinge)) std::swap(hinge, tip);
      if (distance(hinge, arc.hinge) + distance(tip, arc.closed_tip) > 0.3) continue;
      leaf.hinge = hinge;
      leaf.closed_tip = tip;
      leaf.open_tip = leaf.hinge + leaf.width.value / arc.radius * (arc.open_tip - arc.hinge);
      if (door_.operation == DoorOperation::unknown) door_.operation = DoorOperation::swing;
      break;
    }
  }
}

/// From the swing arcs of a plan symbol.
bool DoorMeasure::leaves_from_symbol() {
  for (const SwingArc& arc : drawn_arcs()) {
    door_.leaves.push_back({arc.hinge,
                            arc.closed_tip,
                            arc.open_tip,
                            Known::exact(arc.radius, Method::drawn, "swing arc of the plan symbol"),
                            {}});
  }
  if (!door_.leaves.empty() && door_.operation == DoorOperation::unknown)
    door_.operation = DoorOperation::swing;
  return !door_.leaves.empty();
}

}  // namespace landai::importer
