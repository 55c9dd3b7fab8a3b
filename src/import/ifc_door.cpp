// SPDX-License-Identifier: GPL-3.0-or-later
// A door's plan-view facts, from its opening, its bodies, its drawn symbol and its properties, in this order.
#include <algorithm>

#include "ifc_door_measure.hpp"

namespace landai::importer {
namespace {

DoorOperation operation_of_panels(const std::vector<DoorParts::Panel>& panels) {
  DoorOperation found = DoorOperation::unknown;
  for (const auto& panel : panels) {
    if (panel.operation == "SWINGING") found = DoorOperation::swing;
    if (panel.operation == "DOUBLE_ACTING") found = DoorOperation::double_acting;
    if (panel.operation == "SLIDING") found = DoorOperation::sliding;
    if (panel.operation == "FOLDING") found = DoorOperation::folding;
    if (panel.operation == "REVOLVING") found = DoorOperation::revolving;
    if (panel.operation == "ROLLINGUP") found = DoorOperation::overhead;
    if (panel.operation == "FIXEDPANEL" && panels.size() == 1) found = DoorOperation::fixed;
    if (found != DoorOperation::unknown) break;
  }
  return found;
}

}  // namespace

std::string items_text(const std::vector<DoorPiece>& pieces) {
  std::vector<std::uint32_t> items;
  for (const DoorPiece& p : pieces) items.insert(items.end(), p.items.begin(), p.items.end());
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  std::string text;
  for (std::size_t i = 0; i < items.size() && i < 4; ++i)
    text += (i ? ", #" : "#") + std::to_string(items[i]);
  return items.size() > 4 ? text + " …" : text;
}

void DoorMeasure::run() {
  door_.operation =
      operation_.kind != DoorOperation::unknown ? operation_.kind : operation_of_panels(parts_.panels);
  if (parts_.overall_width)
    door_.attribute_width = Known::exact(*parts_.overall_width, Method::attribute, "OverallWidth");
  if (parts_.overall_height)
    door_.height = Known::exact(*parts_.overall_height, Method::attribute, "OverallHeight");
  if (!parts_.door) return;
  frame_ = shapes_.placement((*parts_.door)[5]);
  // A hatch in a floor or a roof is no door of a plan.
  if (std::hypot(frame_.z.x, frame_.z.y) > 0.1 || std::abs(frame_.x.z) > 0.1 ||
      std::abs(determinant(frame_)) < 0.5)
    return;
  inverse_ = inverse(frame_);
  const auto own = local(shapes_.bodies(*parts_.door));
  hole_ = parts_.opening ? hole(local(shapes_.bodies(*parts_.opening))) : std::nullopt;
  wall_ = wall_depth(own);
  const double width = parts_.overall_width.value_or(hole_ ? hole_->length() : 0);
  bodies_ = sort_door_bodies(own, wall_, width);
  set_opening(own);
  set_frame();
  set_leaves();
}

std::vector<Body> DoorMeasure::local(std::vector<Body> bodies) const {
  for (Body& body : bodies) {
    for (Point3& p : body.vertices) p = inverse_(p);
  }
  return bodies;
}

PlanPoint DoorMeasure::world(double x, double y) const {
  const Point3 p = frame_({x, y, 0});
  return {p.x, p.y};
}

/// Clear passage through the opening's bodies, which may lie one behind the other: the narrowest of their
/// layers.
std::optional<Interval> DoorMeasure::hole(const std::vector<Body>& bodies) {
  struct Box {
    Interval x, y, z;
  };
  std::vector<Box> boxes;
  std::vector<double> cuts;
  for (const Body& body : bodies) {
    DoorPiece piece;
    for (const auto& t : body.triangles)
      piece.add({body.vertices[t[0]], body.vertices[t[1]], body.vertices[t[2]]});
    if (piece.triangles.empty() || !finite(piece.lo) || !finite(piece.hi)) continue;
    // Half way up, so that an arch does not count; the sides of an opening are upright there.
    const auto across = covered(piece, piece.lo.z + 0.5 * (piece.hi.z - piece.lo.z), {1, 0});
    if (across.empty()) continue;
    boxes.push_back(
        {{across.front().lo, across.back().hi}, {piece.lo.y, piece.hi.y}, {piece.lo.z, piece.hi.z}});
    cuts.push_back(piece.lo.y);
    cuts.push_back(piece.hi.y);
  }
  std::sort(cuts.begin(), cuts.end());
  std::optional<Interval> narrowest;
  for (std::size_t i = 0; i + 1 < cuts.size() && i < 64; ++i) {
    if (cuts[i + 1] - cuts[i] < 1e-3) continue;
    const double y = (cuts[i] + cuts[i + 1]) / 2;
    std::optional<Interval> layer;
    for (const Box& box : boxes) {
      if (box.y.lo > y || box.y.hi < y) continue;
      layer = layer ? Interval{std::min(layer->lo, box.x.lo), std::max(layer->hi, box.x.hi)} : box.x;
    }
    if (layer && (!narrowest || layer->length() < narrowest->length())) narrowest = layer;
  }
  for (const Box& box : boxes) {
    hole_depth_ = {std::min(hole_depth_.lo, box.y.lo), std::max(hole_depth_.hi, box.y.hi)};
    hole_top_ = std::max(hole_top_, box.z.hi - box.z.lo);
  }
  return narrowest;
}

/// Where a line through the door's middle crosses the wall.
Interval DoorMeasure::wall_depth(const std::vector<Body>& own) {
  if (!parts_.wall) return {1, -1};
  MultiPolygon outline;
  for (auto& prism : shapes_.prisms(*parts_.wall)) outline.push_back(std::move(prism.outline));
  if (outline.empty()) outline = footprint(shapes_.bodies(*parts_.wall));
  double x = hole_ ? (hole_->lo + hole_->hi) / 2 : 0, y = 0;
  if (const auto across = extent(own, {1, 0}); across && !hole_) x = (across->lo + across->hi) / 2;
  if (const auto deep = extent(own, {0, 1})) y = (deep->lo + deep->hi) / 2;
  if (hole_) y = std::clamp(y, hole_depth_.lo, hole_depth_.hi);
  Interval best{1, -1};
  double nearest = 0.5;  // a wall farther off is not this door's
  std::vector<Interval> layers;
  for (const Polygon& part : outline) {
    std::vector<double> hits;
    crossings(part.outer, x, hits);
    for (const Ring& ring : part.holes) crossings(ring, x, hits);
    std::sort(hits.begin(), hits.end());
    for (std::size_t i = 0; i + 1 < hits.size(); i += 2) layers.push_back({hits[i], hits[i + 1]});
  }
  std::sort(layers.begin(), layers.end(), [](Interval a, Interval b) { return a.lo < b.lo; });
  std::vector<Interval> merged;
  for (Interval i : layers) {
    if (!merged.empty() && i.lo < merged.back().hi + 0.002) {
      merged.back().hi = std::max(merged.back().hi, i.hi);
    } else {
      merged.push_back(i);
    }
  }
  for (Interval i : merged) {
    const double off = std::max({i.lo - y, y - i.hi, 0.0});
    if (off < nearest && i.length() < 1.5) {
      nearest = off;
      best = i;
    }
  }
  return best;
}

void DoorMeasure::crossings(const Ring& ring, double x, std::vector<double>& hits) const {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint p = ring[i], q = ring[(i + 1) % ring.size()];
    const Point3 a = inverse_({p.x, p.y, frame_.origin.z}), b = inverse_({q.x, q.y, frame_.origin.z});
    if ((a.x <= x) == (b.x <= x)) continue;
    hits.push_back(a.y + (x - a.x) / (b.x - a.x) * (b.y - a.y));
  }
}

void DoorMeasure::set_opening(const std::vector<Body>& own) {
  if (wall_.lo < wall_.hi) door_.wall_thickness = wall_.length();
  if (hole_) {
    door_.opening_width = Known::exact(hole_->length(), Method::geometry,
                                       "opening body #" + std::to_string(parts_.opening->id));
    if (!door_.height && hole_top_ > 0)
      door_.height = Known::exact(hole_top_, Method::geometry, "opening body");
    jambs_ = *hole_;
  } else if (const auto frame_or_leaf = outer_span()) {
    jambs_ = *frame_or_leaf;
  } else if (const auto across = extent(own, {1, 0})) {
    jambs_ = {across->lo, across->hi};
  } else if (parts_.overall_width) {
    jambs_ = {0, *parts_.overall_width};  // the placement stands at the left jamb, ISO 16739
  } else {
    return;
  }
  double y = 0;
  if (wall_.lo < wall_.hi) {
    y = (wall_.lo + wall_.hi) / 2;
  } else if (hole_) {
    y = (hole_depth_.lo + hole_depth_.hi) / 2;
  } else if (!bodies_.leaves.empty()) {
    y = bodies_.leaves[0].centre.y;
  }
  door_.jamb_a = world(jambs_.lo, y);
  door_.jamb_b = world(jambs_.hi, y);
}

/// Without an opening: from one outer face of the lining to the other, trims in front of the wall left out.
std::optional<Interval> DoorMeasure::outer_span() const {
  Interval span{INFINITY, -INFINITY};
  for (const auto* pieces : {&bodies_.frame, &bodies_.leaves}) {
    for (const DoorPiece& p : *pieces) {
      if (std::abs(p.along.y) > 0.05 && pieces == &bodies_.leaves) continue;
      if (parts_.overall_width && p.hi.x - p.lo.x > *parts_.overall_width + 0.005) continue;
      span = {std::min(span.lo, p.lo.x), std::max(span.hi, p.hi.x)};
    }
  }
  return span.lo < span.hi ? std::optional(span) : std::nullopt;
}

/// Whether the upright parts that are no leaf are known to be the frame: without a leaf body of its own,
/// half-open sliding leaves would look like it.
bool DoorMeasure::frame_is_told() const {
  if (door_.operation == DoorOperation::revolving || door_.operation == DoorOperation::fixed ||
      bodies_.frame.empty())
    return false;
  return !bodies_.leaves.empty() || swings() || door_.operation == DoorOperation::none;
}

void DoorMeasure::set_frame() {
  const double middle = (jambs_.lo + jambs_.hi) / 2;
  if (frame_is_told()) {
    if (auto free = free_between(bodies_.frame, bodies_, middle)) {
      // A trim may stand back from the edge of the hole, and then the hole is what counts.
      if (hole_) free = Interval{std::max(free->lo, hole_->lo), std::min(free->hi, hole_->hi)};
      Known clear =
          Known::exact(free->length(), Method::geometry, "frame bodies " + items_text(bodies_.frame));
      // Without a leaf body the frame may hold the leaf; then the passage is wider than what is seen.
      if (bodies_.leaves.empty()) clear.hi = std::max(clear.value, jambs_.length());
      door_.frame_clear_width = clear;
      return;
    }
  }
  const bool slides_round =
      door_.operation == DoorOperation::revolving || door_.operation == DoorOperation::fixed;
  if (bodies_.frame.empty() && !slides_round && parts_.overall_width && parts_.lining_thickness &&
      *parts_.lining_thickness > 0) {
    const double clear = *parts_.overall_width - 2 * *parts_.lining_thickness;
    if (clear > 0.2)
      door_.frame_clear_width = Known::exact(clear, Method::attribute, "OverallWidth, LiningThickness");
  }
}

void measure_door(ShapeReader& shapes, const DoorParts& parts, DoorShape& door) {
  DoorMeasure(shapes, parts, door).run();
}

}  // namespace landai::importer
