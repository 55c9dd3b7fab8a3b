// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/clearance.hpp"

#include <algorithm>

#include "clearance_impl.hpp"
#include "noding.hpp"
#include "winding.hpp"

namespace landai::geometry {
namespace {

constexpr std::size_t kMaxSegments = 2'000'000;
constexpr double kTouching = 10;  ///< cells: a point nearer than 1 mm to an obstacle stands in it

Error failed(const char* key, ErrorCode code) {
  Error error;
  error.code = code;
  error.message = message(key);
  return error;
}

/// Walls of a floor as plain segments, with their owners.
struct Obstacles {
  std::vector<PlanSegment> segments;
  std::vector<int> owners;
};

class Collector {
 public:
  explicit Collector(const Floor& floor) : bounded_(floor.within.has_value()) {
    if (floor.within) inside_ = bounds(*floor.within).grown(1);
    for (std::size_t i = 0; i < floor.thin.size(); ++i) add(floor.thin[i], owner(floor.thin_owner, i));
    for (std::size_t i = 0; i < floor.solids.size(); ++i) add(floor.solids[i], owner(floor.solid_owner, i));
    if (floor.within) {
      for (const Polygon& polygon : *floor.within) add(polygon, kNoOwner);
    }
  }
  Obstacles take() { return std::move(found_); }

 private:
  static int owner(const std::vector<int>& owners, std::size_t i) {
    return i < owners.size() ? owners[i] : kNoOwner;
  }
  void add(const Polygon& polygon, int owner) {
    add(polygon.outer, owner);
    for (const Ring& hole : polygon.holes) add(hole, owner);
  }
  void add(const Ring& ring, int owner) {
    for (std::size_t i = 0; i < ring.size(); ++i)
      add(PlanSegment{ring[i], ring[(i + 1) % ring.size()]}, owner);
  }
  void add(const PlanSegment& s, int owner) {
    if (bounded_) {
      Box box;
      box.add(s.a);
      box.add(s.b);
      if (!box.overlaps(inside_)) return;  // whatever is not finite stays and is refused
    }
    found_.segments.push_back(s);
    found_.owners.push_back(owner);
  }

  bool bounded_;
  Box inside_;
  Obstacles found_;
};

}  // namespace

bool Clearance::Impl::in_solid(PlanPoint p) const {
  for (std::size_t i = 0; i < solids.size(); ++i) {
    const Box& box = solid_boxes[i];
    if (p.x < box.min_x || p.x > box.max_x || p.y < box.min_y || p.y > box.max_y) continue;
    if (!winds_around(solids[i].outer, p)) continue;
    bool in_hole = false;
    for (const Ring& hole : solids[i].holes) in_hole = in_hole || winds_around(hole, p);
    if (!in_hole) return true;
  }
  return within && !contains(*within, p);
}

std::optional<PlanPoint> Clearance::Impl::locate(PlanPoint p) const {
  if (!std::isfinite(p.x) || !std::isfinite(p.y) || diagram.edges.empty() || in_solid(p)) return std::nullopt;
  if (framed) {
    const Box inside = walls.grown(kFrame_m / 2);
    p.x = std::clamp(p.x, inside.min_x, inside.max_x);
    p.y = std::clamp(p.y, inside.min_y, inside.max_y);
  }
  const PlanPoint cells = frame.cells(p);
  if (!(diagram.index.nearest(cells).distance >= kTouching)) return std::nullopt;
  return cells;
}

std::optional<Clearance::Impl::Ends> Clearance::Impl::attach_both(PlanPoint from, PlanPoint to) const {
  const auto p = locate(from), q = locate(to);
  if (!p || !q) return std::nullopt;
  auto a = attach(diagram, *p), b = attach(diagram, *q);
  if (!a || !b) return std::nullopt;
  return Ends{std::move(*a), std::move(*b)};
}

void Clearance::Impl::prepare() {
  std::vector<WidestForest::Edge> edges;
  edges.reserve(diagram.edges.size());
  open_vertex.assign(diagram.vertices.size(), 0);
  for (const Diagram::Edge& e : diagram.edges) {
    const bool dead_end = diagram.is_corner(e.v[0]) || diagram.is_corner(e.v[1]);
    const bool open = is_open(e);
    // An edge into a corner leads nowhere; from a vertex to itself it can stay in the list without joining
    // anything. Where the clearance only grows nothing limits: the narrowest place is at a pair, always.
    const bool limits = e.limits() && !open;
    edges.push_back({e.v[0], dead_end ? e.v[0] : e.v[1], limits ? e.least : kInfinity});
    if (open) open_vertex[at(e.v[0])] = open_vertex[at(e.v[1])] = 1;
  }
  forest = WidestForest(static_cast<int>(diagram.vertices.size()), edges, [this](int i, int j) {
    return diagram.closest_pair(diagram.edges[at(i)]).squared() <
           diagram.closest_pair(diagram.edges[at(j)]).squared();
  });
}

Clearance::Clearance() : impl_(std::make_unique<Impl>()) {}
Clearance::Clearance(Clearance&&) noexcept = default;
Clearance& Clearance::operator=(Clearance&&) noexcept = default;
Clearance::~Clearance() = default;

Result<Clearance> Clearance::build(const Floor& floor) {
  Clearance clearance;
  Impl& impl = *clearance.impl_;
  const Obstacles found = Collector(floor).take();
  const std::vector<PlanSegment>& obstacles = found.segments;
  if (obstacles.size() > kMaxSegments) return failed("geometry.clearance.too_many", ErrorCode::limit);
  for (const PlanSegment& s : obstacles) {
    for (const PlanPoint p : {s.a, s.b}) {
      if (!std::isfinite(p.x) || !std::isfinite(p.y))
        return failed("geometry.clearance.not_finite", ErrorCode::input);
    }
    impl.walls.add(s.a);
    impl.walls.add(s.b);
  }
  impl.solids = floor.solids;
  for (const Polygon& polygon : floor.solids) impl.solid_boxes.push_back(bounds(polygon));
  impl.within = floor.within;
  if (obstacles.empty()) return clearance;
  const double reach_m = static_cast<double>(kMaxGrid) / kCellsPerMetre - kFrame_m - 1;
  if (impl.walls.width() > 2 * reach_m || impl.walls.height() > 2 * reach_m) {
    return failed("geometry.clearance.too_large", ErrorCode::limit);
  }
  impl.frame = Frame::around(impl.walls);
  std::vector<GridSegment> segments;
  for (const PlanSegment& s : obstacles) segments.push_back({impl.frame.grid(s.a), impl.frame.grid(s.b)});
  if (!floor.within) {
    const Box box = impl.walls.grown(kFrame_m);
    impl.framed = true;
    const GridPoint lo = impl.frame.grid({box.min_x, box.min_y}),
                    hi = impl.frame.grid({box.max_x, box.max_y});
    impl.frame_lo = lo;
    impl.frame_hi = hi;
    segments.insert(segments.end(),
                    {{lo, {hi.x, lo.y}}, {{hi.x, lo.y}, hi}, {hi, {lo.x, hi.y}}, {{lo.x, hi.y}, lo}});
  }
  std::vector<int> owners = found.owners;
  owners.resize(segments.size(), kNoOwner);
  auto clean = node(segments, owners);
  if (!clean) return failed("geometry.clearance.diagram", ErrorCode::input);
  if (clean->segments.size() > kMaxSegments) return failed("geometry.clearance.too_many", ErrorCode::limit);
  impl.counts = clean->counts;
  impl.counts.input = obstacles.size();
  auto diagram = build_diagram(clean->segments);
  if (!diagram) return failed("geometry.clearance.diagram", ErrorCode::input);
  impl.diagram = std::move(*diagram);
  impl.owner_start = std::move(clean->owner_start);
  impl.owner = std::move(clean->owner);
  impl.prepare();
  return clearance;
}

const NodingCounts& Clearance::noding() const { return impl_->counts; }

int Clearance::Impl::owner_at(PlanPoint cells) const {
  int best = kNoOwner;
  constexpr double kOn = 0.01;  // a foot on a segment is a rounded point
  diagram.index.visit({cells.x - kOn, cells.y - kOn, cells.x + kOn, cells.y + kOn}, [&](int i) {
    if (distance(diagram.index.segments()[at(i)], cells) > kOn) return true;
    for (std::uint32_t k = owner_start[at(i)]; k < owner_start[at(i) + 1]; ++k) {
      if (owner[k] != kNoOwner && (best == kNoOwner || owner[k] < best)) best = owner[k];
    }
    return true;
  });
  return best;
}

double Clearance::clearance_at(PlanPoint p) const {
  const Impl& impl = *impl_;
  if (!std::isfinite(p.x) || !std::isfinite(p.y) || impl.in_solid(p)) return 0;
  if (impl.diagram.segment_count == 0) return kInfinity;
  const SegmentIndex& index = impl.diagram.index;
  const PlanPoint cells = impl.frame.cells(p);
  SegmentIndex::Nearest found = index.nearest(cells);
  if (found.segment >= 0 && impl.is_frame(found.segment)) {
    // The frame is ours and limits nobody: far outside the plain distance to the walls counts.
    found.distance = kInfinity;
    for (std::size_t i = 0; i < index.segments().size(); ++i) {
      if (impl.is_frame(static_cast<int>(i))) continue;
      found.distance = std::min(found.distance, distance(index.segments()[i], cells));
    }
  }
  return 2 * found.distance / impl.frame.per_metre;
}

}  // namespace landai::geometry
