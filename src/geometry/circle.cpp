// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>
#include <queue>

#include "bands.hpp"
#include "diagram.hpp"
#include "landai/geometry/polygons.hpp"
#include "noding.hpp"
#include "turning_disc.hpp"

namespace landai::geometry {
namespace {

constexpr std::size_t kMaxSides = 2'000'000;
constexpr double kComputed_cells =
    1e-6;                           ///< more than a distance between points of the grid is computed off by
constexpr double kSure_m = 0.0001;  ///< what the subdivision leaves open

std::vector<GridSegment> sides_of(const MultiPolygon& region, const Frame& frame) {
  std::vector<GridSegment> sides;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      sides.push_back({frame.grid(ring[i]), frame.grid(ring[(i + 1) % ring.size()])});
    }
  };
  for (const Polygon& polygon : region) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return sides;
}

/// Without a diagram (a region too large for it, or one that Boost gets wrong): squares are halved as long as
/// they may hold a centre that is 0.1 mm better than the best known.
std::optional<Circle> by_subdivision(const MultiPolygon& region) {
  std::vector<PlanSegment> sides;
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) sides.push_back({ring[i], ring[(i + 1) % ring.size()]});
  };
  for (const Polygon& polygon : region) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  const SegmentIndex index(std::move(sides));
  const auto radius = [&](PlanPoint p) { return (contains(region, p) ? 1 : -1) * index.nearest(p).distance; };
  struct Square {
    double at_most;
    PlanPoint centre;
    double half;
    bool operator<(const Square& other) const { return at_most < other.at_most; }
  };
  Circle best;
  std::priority_queue<Square> queue;
  const auto look = [&](PlanPoint c, double half) {
    const double r = radius(c);
    if (2 * r > best.diameter_m) best = {c, 2 * r};
    queue.push({r + half * 1.4142135623730951, c, half});
  };
  const Box box = bounds(region);
  look({box.min_x / 2 + box.max_x / 2, box.min_y / 2 + box.max_y / 2},
       std::max(box.width(), box.height()) / 2);
  for (int steps = 0; !queue.empty() && steps < 1'000'000; ++steps) {
    const Square s = queue.top();
    queue.pop();
    if (2 * s.at_most <= best.diameter_m + kSure_m) break;
    const double h = s.half / 2;
    for (const PlanPoint d : {PlanPoint{-h, -h}, PlanPoint{h, -h}, PlanPoint{-h, h}, PlanPoint{h, h}})
      look(s.centre + d, h);
  }
  if (best.diameter_m <= 0) return std::nullopt;
  return best;
}

PlanPoint real(GridPoint p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

/// A region on the grid with the places where a disc in it can be largest.
class DiscPlaces {
 public:
  explicit DiscPlaces(const MultiPolygon& raw)
      : region_(united(raw)), frame_(Frame::around(bounds(region_))) {
    const Box box = bounds(region_);
    const double reach_m = static_cast<double>(kMaxGrid) / kCellsPerMetre - 2;
    const std::vector<GridSegment> sides = sides_of(region_, frame_);
    if (region_.empty() || box.width() > 2 * reach_m || box.height() > 2 * reach_m ||
        sides.size() > kMaxSides)
      return;
    std::vector<PlanSegment> lines;
    for (const GridSegment& s : sides) lines.push_back({real(s.a), real(s.b)});
    inside_ = Bands(lines);
    const auto clean = noded(sides);
    diagram_ = clean ? build_diagram(*clean) : std::nullopt;
    if (diagram_) sort_vertices();
  }

  [[nodiscard]] const MultiPolygon& region() const { return region_; }
  [[nodiscard]] bool has_diagram() const { return diagram_.has_value(); }

  /// Whether a disc of this diameter has a place; decided without error.
  [[nodiscard]] std::optional<PlanPoint> place(std::int64_t diameter_um) const {
    const double radius = static_cast<double>(diameter_um) / kMicrometresPerMetre * kCellsPerMetre / 2;
    for (const std::size_t i : order_) {
      if (at_most_[i] < radius) break;
      const Diagram::Vertex& v = diagram_->vertices[i];
      if (!inside_.hold(v.at)) continue;
      if (v.clearance >= radius + kComputed_cells) return frame_.metres(v.at);
      const double band = at_most_[i] - v.clearance + std::abs(radius - v.clearance) + 1e-4;
      if (const auto centre = exact_disc_centre(diagram_->index, v.at, diameter_um, band))
        return frame_.metres(*centre);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Circle> largest() const {
    std::optional<Circle> best;
    double at_most = 0;
    for (const std::size_t i : order_) {
      const Diagram::Vertex& v = diagram_->vertices[i];
      const double diameter = 2 * v.clearance / frame_.per_metre;
      if (v.clearance < 0.5 || (best && 2 * at_most_[i] / frame_.per_metre < best->diameter_m)) break;
      if ((best && best->diameter_m >= diameter) || !inside_.hold(v.at)) continue;
      best = Circle{frame_.metres(v.at), diameter};
      at_most = std::max(at_most, 2 * at_most_[i] / frame_.per_metre);
    }
    if (best) settle(*best, at_most);
    return best;
  }

 private:
  /// No disc around a vertex's sites is larger than the farthest of them is from it: moving away from it, one
  /// of them comes nearer.
  void sort_vertices() {
    at_most_.resize(diagram_->vertices.size());
    for (std::size_t i = 0; i < at_most_.size(); ++i)
      at_most_[i] = diagram_->vertices[i].clearance + kComputed_cells;
    for (const Diagram::Edge& e : diagram_->edges) {
      for (const int end : e.v) {
        const PlanPoint p = diagram_->vertices[static_cast<std::size_t>(end)].at;
        double& most = at_most_[static_cast<std::size_t>(end)];
        for (const int site : e.site)
          most = std::max(most, distance(p, diagram_->foot(site, p)) + kComputed_cells);
      }
    }
    order_.resize(at_most_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(), [&](std::size_t i, std::size_t j) {
      // Equal circles (the ends of a long room): always the same one.
      return at_most_[i] != at_most_[j] ? at_most_[i] > at_most_[j]
                                        : diagram_->vertices[i].at < diagram_->vertices[j].at;
    });
  }

  /// Where the value lies so close to a whole micrometre that it cannot tell which side it is on, the
  /// decision does: the value reported and the answer to "at least?" are of one mind.
  void settle(Circle& circle, double at_most_m) const {
    constexpr double kDoubt_um = 0.001;
    const auto top = static_cast<std::int64_t>(std::floor(at_most_m * kMicrometresPerMetre + kDoubt_um));
    for (std::int64_t um = top;
         static_cast<double>(um) > circle.diameter_m * kMicrometresPerMetre - kDoubt_um; --um) {
      const double limit = static_cast<double>(um) / kMicrometresPerMetre;
      if (place(um)) {
        circle.diameter_m = std::max(circle.diameter_m, limit);
        return;
      }
      circle.diameter_m = std::min(circle.diameter_m, std::nextafter(limit, 0.0));
    }
  }

  MultiPolygon region_;
  Frame frame_;
  Bands inside_;
  std::optional<Diagram> diagram_;
  std::vector<double> at_most_;     ///< per vertex, cells
  std::vector<std::size_t> order_;  ///< vertices, the roomiest first
};

}  // namespace

std::optional<Circle> largest_circle(const MultiPolygon& raw) {
  const DiscPlaces places(raw);
  if (places.region().empty()) return std::nullopt;
  return places.has_diagram() ? places.largest() : by_subdivision(places.region());
}

DiscFit disc_fits(const MultiPolygon& raw, double diameter_m) {
  using Answer = DiscFit::Answer;
  if (!(diameter_m >= 1 / kMicrometresPerMetre) || !(diameter_m < kFarthest_m))
    return {Answer::cannot_tell, {}};
  const DiscPlaces places(raw);
  if (places.region().empty()) return {Answer::no, {}};
  if (places.has_diagram()) {
    const auto centre = places.place(std::llround(diameter_m * kMicrometresPerMetre));
    return {centre ? Answer::yes : Answer::no, centre};
  }
  const auto circle = by_subdivision(places.region());
  if (circle && circle->diameter_m >= diameter_m) return {Answer::yes, circle->centre};
  const bool sure = !circle || circle->diameter_m + kSure_m < diameter_m;
  return {sure ? Answer::no : Answer::cannot_tell, {}};
}

}  // namespace landai::geometry
