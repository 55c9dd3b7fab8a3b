// SPDX-License-Identifier: GPL-3.0-or-later
// A door's plan-view facts, from its opening, its bodies, its drawn symbol and its properties, in this order.
#include <algorithm>
#include <numbers>

#include "ifc_door_operation.hpp"
#include "ifc_door_parts.hpp"
#include "ifc_door_symbol.hpp"
#include "ifc_parts.hpp"

namespace landai::importer {
namespace {

constexpr double kBothLinings = 0.08;      // metres, usual
constexpr double kWidestLinings = 0.20;
constexpr double kRebate = 0.015;          // how far a leaf reaches into it
constexpr double kNarrowestLeaf = 0.20;    // no door has a leaf narrower than that

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

/// Everything in the door's own frame: x along the wall, y through it, z up.
class DoorMeasure {
 public:
  DoorMeasure(ShapeReader& shapes, const DoorParts& parts, DoorShape& door)
      : shapes_(shapes), parts_(parts), door_(door), operation_(operation_of(parts.operation)) {}

  void run() {
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

 private:
  [[nodiscard]] std::vector<Body> local(std::vector<Body> bodies) const {
    for (Body& body : bodies) {
      for (Point3& p : body.vertices) p = inverse_(p);
    }
    return bodies;
  }

  [[nodiscard]] PlanPoint world(double x, double y) const {
    const Point3 p = frame_({x, y, 0});
    return {p.x, p.y};
  }

  /// Clear passage through the opening's bodies, which may lie one behind the other: the narrowest of their
  /// layers.
  std::optional<Interval> hole(const std::vector<Body>& bodies) {
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
  Interval wall_depth(const std::vector<Body>& own) {
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

  void crossings(const Ring& ring, double x, std::vector<double>& hits) const {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const PlanPoint p = ring[i], q = ring[(i + 1) % ring.size()];
      const Point3 a = inverse_({p.x, p.y, frame_.origin.z}), b = inverse_({q.x, q.y, frame_.origin.z});
      if ((a.x <= x) == (b.x <= x)) continue;
      hits.push_back(a.y + (x - a.x) / (b.x - a.x) * (b.y - a.y));
    }
  }

  void set_opening(const std::vector<Body>& own) {
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
  [[nodiscard]] std::optional<Interval> outer_span() const {
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
  [[nodiscard]] bool frame_is_told() const {
    if (door_.operation == DoorOperation::revolving || door_.operation == DoorOperation::fixed ||
        bodies_.frame.empty())
      return false;
    return !bodies_.leaves.empty() || swings() || door_.operation == DoorOperation::none;
  }

  void set_frame() {
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

  void set_leaves() {
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
  void choose_leaf() {
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
  [[nodiscard]] int handle_side(const DoorPiece& leaf) const {
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
  [[nodiscard]] int free_side(const DoorPiece& leaf) const {
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

  [[nodiscard]] bool swings() const {
    return door_.operation == DoorOperation::swing || door_.operation == DoorOperation::double_acting;
  }

  void leaves_from_bodies() {
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
  void closed_leaf(double x0, double x1, double y0, double y1, int hinge, int side, const Known& width,
                   const std::optional<Known>& thickness) {
    // The pin sits at the face that the leaf opens to.
    const double y = side > 0 ? y1 : (side < 0 ? y0 : (y0 + y1) / 2);
    const double at = hinge > 0 ? x1 : x0, tip = hinge > 0 ? x0 : x1;
    const double open_y = y + side * (x1 - x0);
    const bool told = hinge != 0 && side != 0;
    door_.leaves.push_back(
        {world(at, y), world(tip, y), told ? world(at, open_y) : world(tip, y), width, thickness});
  }

  /// A leaf that the model shows standing open.
  void open_leaf(const DoorPiece& piece, const Known& width, const std::optional<Known>& thickness) {
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
  void split_leaf(const DoorPiece& both) {
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

  [[nodiscard]] std::vector<SwingArc> drawn_arcs() const {
    std::vector<Polyline> curves;
    for (std::string_view name : {"FootPrint", "Plan", "Annotation", "Axis"}) {
      for (Polyline& line : shapes_.curves(*parts_.door, name)) curves.push_back(std::move(line));
      if (!curves.empty()) break;
    }
    if (curves.size() > 2000) return {};
    return swing_arcs(curves, {frame_.x.x, frame_.x.y});
  }

  /// The symbol may tell what the bodies of closed leaves do not: where they turn.
  void swing_from_symbol() {
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
  bool leaves_from_symbol() {
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

  /// Between the linings as far as bodies or properties tell, else what linings of a usual size leave of the
  /// door or the hole.
  [[nodiscard]] std::optional<Known> between_linings() const {
    if (door_.frame_clear_width) return door_.frame_clear_width;
    const std::optional<double> outer =
        parts_.overall_width ? parts_.overall_width
                             : (hole_ ? std::optional<double>(hole_->length()) : std::nullopt);
    if (!outer) return std::nullopt;
    const std::string from = parts_.overall_width ? "OverallWidth" : "opening body";
    const Method method = parts_.overall_width ? Method::attribute : Method::geometry;
    return Known{*outer - kBothLinings, *outer - kWidestLinings, *outer, method, from};
  }

  /// How many leaves swing, as the operation or the panel properties say; 0 when neither does.
  [[nodiscard]] int leaves_stated() const {
    if (operation_.leaves > 0) return operation_.leaves;
    return operation_.word.empty() || operation_.kind == DoorOperation::unknown
               ? static_cast<int>(std::min<std::size_t>(parts_.panels.size(), 3))
               : 0;
  }

  /// Share of a panel in the width between the linings: its PanelWidth as part of the sum of both, or what the
  /// other one leaves.
  [[nodiscard]] std::optional<double> share(const DoorParts::Panel* panel, const DoorParts::Panel* other) const {
    const auto stated = [](const DoorParts::Panel* p) -> std::optional<double> {
      if (!p || !p->width_ratio || !(*p->width_ratio > 0.02) || !(*p->width_ratio < 0.98)) return std::nullopt;
      return p->width_ratio;
    };
    const auto own = stated(panel), rest = stated(other);
    if (own && rest) return std::abs(*own + *rest - 1) < 0.05 ? std::optional(*own / (*own + *rest)) : std::nullopt;
    if (own) return own;
    return rest ? std::optional(1 - *rest) : std::nullopt;
  }

  [[nodiscard]] const DoorParts::Panel* panel_at(const char* position, std::size_t otherwise) const {
    for (const auto& panel : parts_.panels)
      if (panel.position == position) return &panel;
    const bool placed = std::any_of(parts_.panels.begin(), parts_.panels.end(),
                                    [](const auto& p) { return p.position == "LEFT" || p.position == "RIGHT"; });
    return !placed && parts_.panels.size() == 2 ? &parts_.panels[otherwise] : nullptr;
  }

  /// A leaf with `part` of the width between the linings; without a stated share half of it, and no narrower
  /// than `least` of it.
  static Known leaf_of(const Known& all, std::optional<double> part, double least) {
    if (part) {
      Known width{all.value * *part, all.lo * *part, all.hi * *part, all.method, all.from + ", PanelWidth"};
      width.hi = std::min(all.hi, width.hi + kRebate);
      return width;
    }
    return {all.value / 2, all.lo * least, std::max(all.value / 2, all.hi - kNarrowestLeaf), all.method,
            "half of " + all.from};
  }

  void leaf_between(double x0, double x1, int hinge, const Known& width) {
    const double y = wall_.lo < wall_.hi ? wall_.hi : 0;
    closed_leaf(x0, x1, y, y, hinge, operation_.kind == DoorOperation::unknown || operation_.opposite ? 0 : 1,
                width, std::nullopt);
  }

  /// Two leaves without bodies, or a leaf beside a fixed panel. Of two leaves the wider one is half or more,
  /// however they share.
  void leaves_that_share() {
    const auto all = between_linings();
    if (!all || all->value < 0.3) return;
    const double left = (jambs_.lo + jambs_.hi - all->value) / 2, right = left + all->value;
    const DoorParts::Panel *one = panel_at("LEFT", 0), *two = panel_at("RIGHT", 1);
    const bool fixed = operation_.word.starts_with("SWING_FIXED");
    if (fixed) {
      const auto still = [](const DoorParts::Panel* p) { return p && p->operation == "FIXEDPANEL"; };
      if (still(one) == still(two)) one = two = nullptr;   // which of them turns is not told
      if (still(one)) std::swap(one, two);
      const Known width = leaf_of(*all, share(one, two), 0.2);
      if (operation_.hinge < 0) return leaf_between(left, left + width.value, -1, width);
      return leaf_between(right - width.value, right, 1, width);
    }
    const auto part = share(one, two);
    const Known first = leaf_of(*all, part, 0.5);
    const Known second = leaf_of(*all, part ? std::optional(1 - *part) : std::nullopt, 0.5);
    leaf_between(left, left + first.value, -1, first);
    leaf_between(left + first.value, right, 1, second);
  }

  /// Swinging leaves that have no body: the width between the linings when they are stated, never wider than
  /// the door.
  void leaf_from_properties() {
    if (!swings() || jambs_.hi <= jambs_.lo) return;
    const int leaves = leaves_stated();
    if (leaves == 2 || operation_.word.starts_with("SWING_FIXED")) return leaves_that_share();
    if (leaves != 1) return;
    if (!parts_.overall_width && !hole_) return;
    const double overall = parts_.overall_width ? *parts_.overall_width : hole_->length();
    const double lining = parts_.lining_thickness.value_or(kBothLinings / 2);
    Known width{overall - 2 * lining, overall - kWidestLinings, overall,
                parts_.overall_width ? Method::attribute : Method::geometry,
                parts_.overall_width ? "OverallWidth" : "opening body"};
    if (parts_.lining_thickness) {
      // Between the linings, or up to 15 mm into the rebate on each side.
      width.lo = width.value;
      width.hi = std::min(overall, width.value + 2 * kRebate);
      width.from += ", LiningThickness";
    }
    if (width.value < 0.3) return;
    const double middle = (jambs_.lo + jambs_.hi) / 2;
    leaf_between(middle - width.value / 2, middle + width.value / 2, operation_.hinge, width);
  }

  ShapeReader& shapes_;
  const DoorParts& parts_;
  DoorShape& door_;
  LeafOperation operation_;
  Placement frame_, inverse_;
  DoorBodies bodies_;
  std::optional<Interval> hole_;
  Interval hole_depth_{INFINITY, -INFINITY};
  double hole_top_ = 0;
  Interval wall_{1, -1};
  Interval jambs_;
  std::optional<double> narrowest_;
};

}  // namespace

void measure_door(ShapeReader& shapes, const DoorParts& parts, DoorShape& door) {
  DoorMeasure(shapes, parts, door).run();
}

}  // namespace landai::importer
