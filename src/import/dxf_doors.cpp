// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_doors.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace landai::importer {
namespace {

constexpr double kBeside = 0.3;        // wall ends are looked for this far beside hinge and tip
constexpr double kInto = 0.01;         // … and this far into the leaf's width
constexpr double kAtFrame = 0.02;      // a wall ends where its frame begins, to this
constexpr double kJoint = 0.02;        // widest joint between a frame and the wall, each side
constexpr double kThinnestWall = 0.05;
constexpr double kAcross = 0.35;       // … and this far across the closed leaf's line
constexpr double kFits = 0.95;         // leaves wider than the hole by more than this contradict it
constexpr double kLikeLeaf = 0.05;     // of its width: a line as long as the leaf is the leaf
constexpr double kSame = 0.003;        // frames are drawn alike on both sides to this

/// Line of the closed leaf (or leaves): s runs along it from the first hinge, n across it.
struct Line {
  PlanPoint origin, along, across;
  double width = 0;
  [[nodiscard]] double s(PlanPoint p) const { return dot(p - origin, along); }
  [[nodiscard]] double n(PlanPoint p) const { return dot(p - origin, across); }
  [[nodiscard]] PlanPoint at(double s_value, double n_value) const { return origin + s_value * along + n_value * across; }
};

std::optional<Line> line_between(PlanPoint a, PlanPoint b) {
  const double w = distance(a, b);
  if (!(w > 1e-6)) return {};
  const PlanPoint along = (1 / w) * (b - a);
  return Line{a, along, left_normal(along), w};
}

/// An edge that crosses the line of the leaf at about a right angle.
struct Crossing {
  double s = 0, n_low = 0, n_high = 0;
  PlanPoint direction;
  [[nodiscard]] double length() const { return n_high - n_low; }
  [[nodiscard]] double middle() const { return (n_low + n_high) / 2; }
};

std::optional<Crossing> crossing(const PlanSegment& edge, const Line& line) {
  const PlanPoint v = edge.b - edge.a;
  const double length = norm(v);
  if (length < 1e-6 || std::abs(dot(v, line.along)) > 0.1 * length) return {};
  const double na = line.n(edge.a), nb = line.n(edge.b);
  Crossing c{(line.s(edge.a) + line.s(edge.b)) / 2, std::min(na, nb), std::max(na, nb), (1 / length) * v};
  // Long edges lean: take the place where they pass the leaf.
  if (length > 0.5) c.s = line.s(nearest_on(edge, line.at(c.s, 0)));
  return c;
}

/// Faces of the frame across the leaf's line, as the insert draws them.
struct Frame {
  std::optional<double> inner_low, inner_high;   ///< the stops: innermost faces that are alike on both sides
  std::optional<double> outer_low, outer_high;   ///< where the frame meets the wall
  double most_low = 0, most_high = 0;            ///< outermost faces within the frame's depth
  double middle = 0;
};

struct Gap {
  double s_low = 0, s_high = 0;
  double middle = 0;             ///< n of the wall's middle
  PlanPoint square;              ///< direction of the wall's end
  std::optional<double> thickness;
};

/// The hole in the wall around [0, width], measured along `line`.
std::optional<Gap> gap_along(const Line& line, const WallEdges& walls, const Frame* frame) {
  std::optional<Crossing> low, high;
  const PlanPoint centre = line.at(line.width / 2, 0);
  const auto better = [](const Crossing& c, const std::optional<Crossing>& old, bool upper_side) {
    if (!old) return true;
    if (std::abs(c.s - old->s) > 1e-4) return upper_side ? c.s < old->s : c.s > old->s;
    return c.length() > old->length();
  };
  for (const PlanSegment& edge : walls.near(centre, line.width / 2 + kBeside + 0.1)) {
    const auto c = crossing(edge, line);
    if (!c || c->length() < kThinnestWall || c->n_high < -kAcross || c->n_low > kAcross) continue;
    // Where the insert draws its frame the wall ends there; lines nearer to the leaf are mouldings of the frame.
    const bool framed = frame != nullptr && frame->outer_low;
    const bool at_low = framed ? std::abs(c->s - *frame->outer_low) <= kAtFrame : c->s >= -kBeside && c->s <= kInto;
    const bool at_high = framed ? std::abs(c->s - *frame->outer_high) <= kAtFrame
                                : c->s >= line.width - kInto && c->s <= line.width + kBeside;
    if (at_low && better(*c, low, false)) low = c;
    if (at_high && better(*c, high, true)) high = c;
  }
  if (!low || !high) return {};
  Gap gap{low->s, high->s, 0, {}, {}};
  // The end of the wall is as long as the wall is thick; a wall that runs past on one side is longer.
  const Crossing& end = low->length() <= high->length() ? *low : *high;
  gap.middle = end.middle();
  if (end.length() <= 0.7) gap.thickness = end.length();
  gap.square = end.direction;
  return gap;
}

/// The hole in the wall around [0, width]. The wall's own direction counts: `line` is turned into it.
std::optional<Gap> wall_gap(Line& line, const WallEdges& walls, const Frame* frame) {
  const auto first = gap_along(line, walls, frame);
  if (!first) return {};
  PlanPoint along = left_normal(first->square);
  if (dot(along, line.along) < 0) along = -1 * along;
  const Line turned{line.origin, along, left_normal(along), line.width};
  const auto second = gap_along(turned, walls, frame);
  if (!second) return first;
  line = turned;
  return second;
}

/// A wall end in the way of the closed leaf: the hole is narrower than the leaf that is drawn in it.
std::optional<Gap> narrow_gap(const Line& line, const WallEdges& walls) {
  std::optional<Crossing> low, high;
  for (const PlanSegment& edge : walls.near(line.at(line.width / 2, 0), line.width / 2 + kBeside)) {
    const auto c = crossing(edge, line);
    if (!c || c->length() < kThinnestWall || c->length() > 0.7 || c->n_high < -0.1 || c->n_low > 0.1) continue;
    if (std::abs(c->s) <= 0.06 && (!low || c->s > low->s)) low = c;
    if (c->s > 0.4 * line.width && c->s < line.width - kInto && (!high || c->s < high->s)) high = c;
  }
  if (!low || !high) return {};
  return Gap{low->s, high->s, high->middle(), high->direction, std::min(low->length(), high->length())};
}

std::vector<PlanSegment> all_straights(std::span<const DxfPart* const> parts) {
  std::vector<PlanSegment> out;
  for (const DxfPart* part : parts) {
    if (part->kind == DxfPart::Kind::text) continue;
    const auto some = straights_of(*part);
    out.insert(out.end(), some.begin(), some.end());
  }
  return out;
}

Frame frame_of(const Line& line, std::span<const DxfPart* const> parts, const DrawnLeaf& leaf) {
  std::vector<Crossing> low, high;
  const std::vector<PlanSegment> edges = all_straights(parts);
  std::vector<PlanPoint> long_ends;
  for (const PlanSegment& edge : edges)
    if (distance(edge.a, edge.b) > 0.6 * line.width) long_ends.insert(long_ends.end(), {edge.a, edge.b});
  const auto at_long_end = [&long_ends](PlanPoint p) {
    return std::any_of(long_ends.begin(), long_ends.end(), [p](PlanPoint q) { return distance(p, q) < 0.002; });
  };
  for (const PlanSegment& edge : edges) {
    const auto c = crossing(edge, line);
    // Long ones are the leaf itself, opened; one of a narrow pair is no longer than a thick wall.
    const bool leaf_open = std::abs(c ? c->length() - leaf.radius : 0) < kLikeLeaf * leaf.radius;
    if (!c || leaf_open || c->length() < 0.008 || c->length() > 0.5 * line.width || c->length() > 0.6) continue;
    if (c->n_high < -kAcross || c->n_low > kAcross) continue;
    // The short ends of the leaf, where one is drawn shut, are no frame.
    const bool as_leaf = leaf.thickness > 0 && std::abs(c->length() - leaf.thickness) < 0.0015;
    if (as_leaf && at_long_end(edge.a) && at_long_end(edge.b)) continue;
    if (c->s >= -0.15 && c->s <= 0.08) low.push_back(*c);
    if (c->s >= line.width - 0.08 && c->s <= line.width + 0.15) high.push_back(*c);
  }
  Frame frame;
  std::vector<std::pair<Crossing, Crossing>> alike;   // the same face at either end: as deep, as far across, as far from its end
  for (const Crossing& a : low)
    for (const Crossing& b : high)
      if (std::abs(a.n_low - b.n_low) <= kSame && std::abs(a.n_high - b.n_high) <= kSame &&
          std::abs(a.s - (line.width - b.s)) <= 2 * kSame)
        alike.emplace_back(a, b);
  const Crossing* deep = nullptr;
  for (const auto& [a, b] : alike) {
    if (!frame.inner_low || (a.s > *frame.inner_low && b.s < *frame.inner_high)) {
      frame.inner_low = a.s;
      frame.inner_high = b.s;
    }
    // A frame lies beside the leaf and is as deep as a wall.
    if (a.s > 0.0005 || b.s < line.width - 0.0005 || a.length() < 0.04) continue;
    if (deep != nullptr && (a.length() < deep->length() - 1e-4 || (a.length() < deep->length() + 1e-4 && a.s > deep->s))) continue;
    deep = &a;
    frame.outer_low = frame.most_low = a.s;
    frame.outer_high = frame.most_high = b.s;
    frame.middle = a.middle();
  }
  // Shallower faces further out, within the frame's depth, may be where the hole ends; trim on the wall's face is not.
  for (const auto& [a, b] : alike)
    if (deep != nullptr && a.s < frame.most_low && std::min(a.n_high, deep->n_high) - std::max(a.n_low, deep->n_low) > 0.005) {
      frame.most_low = a.s;
      frame.most_high = b.s;
    }
  return frame;
}

/// Arcs seldom end exactly in the wall's direction (they stop at a leaf's face). A leaf drawn open at about a right angle
/// shows it better: the closed leaf lies square to it.
void square_up(DrawnLeaf& leaf) {
  if (leaf.length <= 0) return;
  PlanPoint closed = left_normal(leaf.direction);
  const PlanPoint shown = leaf.closed_tip - leaf.hinge;
  if (dot(closed, shown) < 0) closed = -1 * closed;
  if (dot(closed, shown) > 0.994 * norm(shown)) leaf.closed_tip = leaf.hinge + norm(shown) * closed;
}

/// Does the wall go on beyond both ends of [hinge, tip]? Tells the closed direction from the open one.
bool stands_in_wall(PlanPoint hinge, PlanPoint tip, const WallEdges& walls) {
  auto line = line_between(hinge, tip);
  return line && wall_gap(*line, walls, nullptr).has_value();
}

/// Does the insert draw a frame at both ends of [hinge, tip]?
bool framed(const DrawnLeaf& leaf, PlanPoint tip, std::span<const DxfPart* const> parts) {
  const auto line = line_between(leaf.hinge, tip);
  return line && frame_of(*line, parts, leaf).outer_low.has_value();
}

Known leaf_width(const DrawnLeaf& leaf, const std::string& from) {
  Known k{leaf.radius, leaf.radius_low, leaf.radius, Method::drawn, from};
  if (leaf.length > 0) {
    k.lo = std::min(k.lo, leaf.length);
    k.hi = std::max(k.hi, leaf.length);
  }
  const double noise = 1e-6;  // what coordinates with six decimals cannot tell apart
  if (k.hi - k.lo < noise) k.lo = k.hi = k.value;
  return k;
}

void set_opening(DoorShape& door, const Line& line, const std::optional<Gap>& gap, const Frame& frame, const std::string& from) {
  double low = 0, high = line.width, middle = 0;
  if (gap) {
    low = gap->s_low;
    high = gap->s_high;
    middle = gap->middle;
    if (gap->thickness) door.wall_thickness = *gap->thickness;
    door.opening_width = Known::exact(high - low, Method::drawn, "wall ends");
  } else if (frame.outer_low) {
    low = *frame.outer_low;
    high = *frame.outer_high;
    middle = frame.middle;
    // The hole itself is not drawn: it is the frame's width and the joint around it.
    door.opening_width = Known{high - low, high - low, frame.most_high - frame.most_low + 2 * kJoint, Method::drawn, from};
  }
  door.jamb_a = line.at(low, middle);
  door.jamb_b = line.at(high, middle);
  // A face that stands away from the leaf's ends (trim on the wall) is no stop.
  if (frame.inner_low && *frame.inner_low > -0.03 && *frame.inner_high - *frame.inner_low > 0.5 * line.width)
    door.frame_clear_width = Known::exact(*frame.inner_high - *frame.inner_low, Method::drawn, from);
}

/// Leaves that do not fit the hole they hang in: both are kept as bounds, and nothing gets wider than the hole.
void keep_contradiction(DoorShape& door, bool hole_drawn) {
  if (!hole_drawn || !door.opening_width || door.leaves.empty()) return;
  const double hole = door.opening_width->value;
  double sum = 0;
  for (const Leaf& leaf : door.leaves) sum += leaf.width.value;
  if (!(hole > 0) || hole >= kFits * sum) return;
  for (Leaf& leaf : door.leaves) leaf.width.lo = std::min(leaf.width.lo, leaf.width.value * hole / sum);
  Known& stops = door.frame_clear_width ? *door.frame_clear_width : door.frame_clear_width.emplace(*door.opening_width);
  stops.value = std::min(stops.value, hole);
  stops.lo = std::min(stops.lo, hole);
  stops.hi = std::min(stops.hi, hole);
}

}  // namespace

void WallEdges::add(PlanPoint a, PlanPoint b) {
  const double length = distance(a, b);
  if (!(length > 1e-9) || !(length < 1e6)) return;
  const int index = static_cast<int>(edges_.size());
  edges_.push_back({a, b});
  const int steps = std::clamp(static_cast<int>(std::ceil(length / (kCell / 2))), 1, kMaxCells);
  long long last = 0;
  for (int i = 0; i <= steps; ++i) {
    const PlanPoint p = a + (static_cast<double>(i) / steps) * (b - a);
    const auto cell = [](double v) { return static_cast<long long>(std::floor(std::clamp(v / kCell, -1e9, 1e9))); };
    const long long key = cell(p.x) * 4'000'000'007LL + cell(p.y);
    if (i > 0 && key == last) continue;
    last = key;
    cells_[key].push_back(index);
  }
}

std::vector<PlanSegment> WallEdges::near(PlanPoint p, double reach) const {
  std::vector<int> found;
  const int n = std::clamp(static_cast<int>(std::ceil(reach / kCell)), 1, 20);
  const auto cell = [](double v) { return static_cast<long long>(std::floor(std::clamp(v / kCell, -1e9, 1e9))); };
  for (int dx = -n; dx <= n; ++dx)
    for (int dy = -n; dy <= n; ++dy) {
      const auto it = cells_.find((cell(p.x) + dx) * 4'000'000'007LL + cell(p.y) + dy);
      if (it != cells_.end()) found.insert(found.end(), it->second.begin(), it->second.end());
    }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<PlanSegment> out;
  for (const int i : found)
    if (distance(edges_[static_cast<std::size_t>(i)], p) <= reach) out.push_back(edges_[static_cast<std::size_t>(i)]);
  return out;
}

bool WallEdges::any_near(PlanPoint p, double reach) const { return !near(p, reach).empty(); }

DoorShape door_from_leaves(std::span<const DrawnLeaf* const> drawn, std::span<const DxfPart* const> frame_parts,
                           const WallEdges& walls, const std::string& from) {
  std::vector<DrawnLeaf> leaves;
  for (const DrawnLeaf* leaf : drawn) leaves.push_back(*leaf);
  DoorShape door;
  door.operation = DoorOperation::swing;
  const bool both_sides = leaves.size() == 2 && distance(leaves[0].hinge, leaves[1].hinge) < 0.05 * leaves[0].radius;
  if (both_sides) {
    door.operation = DoorOperation::double_acting;
    leaves.pop_back();
  }
  // The line that is drawn may be the closed leaf: where only the other direction has the wall's ends, turn it round.
  if (leaves.size() == 1 && door.operation == DoorOperation::swing) {
    DrawnLeaf& leaf = leaves[0];
    const DrawnLeaf raw = leaf;
    square_up(leaf);
    const bool as_drawn = stands_in_wall(leaf.hinge, leaf.closed_tip, walls);
    bool turned = !as_drawn && stands_in_wall(raw.hinge, raw.open_tip, walls);
    if (!as_drawn && !turned && leaf.both_ends) turned = !framed(leaf, leaf.closed_tip, frame_parts) && framed(raw, raw.hinge + raw.radius * raw.direction, frame_parts);
    if (turned) {
      leaf = raw;
      std::swap(leaf.open_tip, leaf.closed_tip);
      if (leaf.length > 0) leaf.closed_tip = leaf.hinge + distance(leaf.hinge, leaf.closed_tip) * leaf.direction;
    }
  }
  if (leaves.size() == 2)
    for (DrawnLeaf& leaf : leaves) square_up(leaf);
  for (const DrawnLeaf& leaf : leaves) {
    Leaf l{leaf.hinge, leaf.closed_tip, leaf.open_tip, leaf_width(leaf, from), {}};
    if (leaf.thickness > 0) l.thickness = Known::exact(leaf.thickness, Method::drawn, from);
    door.leaves.push_back(std::move(l));
  }
  const PlanPoint far = leaves.size() == 2 ? leaves[1].hinge : leaves[0].closed_tip;
  auto line = line_between(leaves[0].hinge, far);
  if (!line) {
    door.jamb_a = leaves[0].hinge;
    door.jamb_b = far;
    return door;
  }
  const Frame seen = frame_of(*line, frame_parts, leaves[0]);
  const Line drawn_line = *line;
  auto gap = wall_gap(*line, walls, &seen);
  if (!gap && !seen.outer_low && leaves.size() == 1) gap = narrow_gap(*line, walls);
  // The wall's direction may have turned the line a little; the frame is measured along the same one.
  set_opening(door, *line, gap, line->along == drawn_line.along ? seen : frame_of(*line, frame_parts, leaves[0]), from);
  keep_contradiction(door, gap.has_value());
  return door;
}

std::optional<DoorShape> door_without_leaf(PlanPoint end_a, PlanPoint end_b, double depth, const WallEdges& walls,
                                           const std::string& from) {
  const auto line = line_between(end_a, end_b);
  if (!line) return {};
  DoorShape door;
  door.jamb_a = end_a;
  door.jamb_b = end_b;
  if (depth > 0) door.wall_thickness = depth;
  // What is drawn may reach over the wall's ends (frames, tracks), so look a little further inside.
  Line wide = *line;
  const auto gap = wall_gap(wide, walls, nullptr);
  if (gap) set_opening(door, wide, gap, {}, from);
  return door;
}

}  // namespace landai::importer
