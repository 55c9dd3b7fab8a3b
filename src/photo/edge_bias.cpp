// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge_bias.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

#include "edge.hpp"

namespace landai::photo {
namespace {

constexpr double kLeastCell = 4;   // px: below, the blur of one edge reaches the next
constexpr int kLeastEdges = 8;

/// An edge between cells: where it lies off the grid, across it towards growing x or y.
struct GridEdge {
  double off = 0;      ///< px
  double at = 0;       ///< 0 to 1 across the marker
  double bright = 0;   ///< +1: the cell behind it is white, -1: the one before it
  double weight = 1;   ///< samples
  bool row = false;    ///< it lies between rows
};

class Grid {
 public:
  Grid(const Photo::Pixels& pixels, const Marker& marker, const cv::Mat1b& cells) : pixels_(pixels), cells_(cells), n_(cells.rows), cell_(marker.side() / cells.rows) {
    const cv::Point2f from[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    cv::Point2f to[4];
    for (std::size_t k = 0; k < 4; ++k) to[k] = cv::Point2f(static_cast<float>(marker.corners[k].x), static_cast<float>(marker.corners[k].y));
    grid_to_photo_ = cv::getPerspectiveTransform(from, to);
  }
  [[nodiscard]] std::vector<GridEdge> edges() const {
    std::vector<GridEdge> out;
    for (const bool row : {false, true})
      for (int line = 1; line < n_; ++line)
        for (int from = 0; from < n_;) {
          const int step = change(row, line, from);
          int to = from + 1;
          while (to < n_ && change(row, line, to) == step) ++to;
          if (step != 0)
            if (const auto edge = measured(row, line, from, to, step)) out.push_back(*edge);
          from = to;
        }
    return out;
  }

 private:
  /// White of the cell behind a grid line less that of the cell before it.
  [[nodiscard]] int change(bool row, int line, int k) const {
    return row ? cells_(line, k) - cells_(line - 1, k) : cells_(k, line) - cells_(k, line - 1);
  }
  [[nodiscard]] PixelPoint seen(double x, double y) const {
    const cv::Vec3d p = grid_to_photo_ * cv::Vec3d(x, y, 1);
    return {p[0] / p[2], p[1] / p[2]};
  }
  [[nodiscard]] std::optional<GridEdge> measured(bool row, int line, int from, int to, int step) const {
    const double at = static_cast<double>(line) / n_, a = static_cast<double>(from) / n_, b = static_cast<double>(to) / n_;
    const PixelPoint p = row ? seen(a, at) : seen(at, a), q = row ? seen(b, at) : seen(at, b);
    const double margin = std::min(0.4, 0.25 / (to - from));  // the ends lie at corners of cells
    // Along x the side to the right is growing y; along y it is falling x.
    const auto edge = fit_edge(pixels_, p, q, {std::clamp(0.45 * cell_, 1.5, 5.0), margin, row ? step : -step, 0.03});
    if (!edge) return std::nullopt;
    const double dx = (q.x - p.x), dy = (q.y - p.y), length = std::hypot(dx, dy);
    const double mx = (edge->a.x + edge->b.x) / 2 - (p.x + q.x) / 2, my = (edge->a.y + edge->b.y) / 2 - (p.y + q.y) / 2;
    const double off = (row ? 1 : -1) * (-dy * mx + dx * my) / length;
    if (std::abs(off) > 0.4 * cell_) return std::nullopt;
    return GridEdge{off, at, static_cast<double>(step), static_cast<double>(edge->samples), row};
  }

  const Photo::Pixels& pixels_;
  const cv::Mat1b& cells_;
  int n_;
  double cell_;
  cv::Matx33d grid_to_photo_;
};

}  // namespace

std::optional<EdgeBias> edge_bias(const Photo::Pixels& pixels, const Marker& marker, const cv::Mat1b& cells) {
  if (marker.side() / cells.rows < kLeastCell) return std::nullopt;
  const auto edges = Grid(pixels, marker, cells).edges();
  if (static_cast<int>(edges.size()) < kLeastEdges) return std::nullopt;
  // off = bias * bright + shift + stretch * at, for columns and rows each: errors of the outline shift and stretch its grid.
  cv::Mat1d a(static_cast<int>(edges.size()), 5, 0.0), b(static_cast<int>(edges.size()), 1);
  for (int i = 0; i < a.rows; ++i) {
    const GridEdge& e = edges[static_cast<std::size_t>(i)];
    const double w = std::sqrt(e.weight);
    a(i, 0) = w * e.bright;
    a(i, e.row ? 1 : 3) = w;
    a(i, e.row ? 2 : 4) = w * e.at;
    b(i, 0) = w * e.off;
  }
  cv::Mat1d x, inverse;
  if (!cv::solve(a, b, x, cv::DECOMP_SVD) || cv::invert(a.t() * a, inverse, cv::DECOMP_CHOLESKY) == 0) return std::nullopt;
  const double rest = cv::norm(a * x - b), variance = rest * rest / std::max(1, a.rows - 5);
  return EdgeBias{x(0, 0), std::sqrt(variance * inverse(0, 0))};
}

}  // namespace landai::photo
