// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>

#include "parallel.hpp"

namespace landai::geometry {
namespace {

constexpr double kTolerance = 0.02;  ///< cells: what doubles may take from a distance, and more than that
constexpr double kNear = 1e-3;       ///< cells: nearer than this to the closest place, integers decide
constexpr double kBand = 1e-4;       ///< cells: what touches a disc within this, integers decide

std::size_t at(int i) { return static_cast<std::size_t>(i); }

double tolerance(double clearance) { return kTolerance + 1e-9 * clearance; }

/// Each vertex gets its distance to the sites of its edges, which must agree.
bool measure_vertices(Diagram& d) {
  for (Diagram::Vertex& v : d.vertices) v.clearance = -1;
  for (const Diagram::Edge& e : d.edges) {
    for (const int end : e.v) {
      Diagram::Vertex& v = d.vertices[at(end)];
      for (const int site : e.site) {
        const double away = distance(v.at, d.foot(site, v.at));
        if (v.clearance < 0) v.clearance = away;
        if (!(std::abs(away - v.clearance) <= tolerance(away))) return false;
      }
    }
  }
  for (Diagram::Vertex& v : d.vertices) {
    if (v.clearance < 0) v.clearance = d.index.nearest(v.at).distance;
  }
  return true;
}

/// Nothing may be nearer to a vertex than its own sites.
bool vertices_are_free(const Diagram& d) {
  std::atomic<bool> good = true;
  in_chunks(d.vertices.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && good; ++i) {
      const Diagram::Vertex& v = d.vertices[i];
      const double free = v.clearance - tolerance(v.clearance);
      if (free <= 0) continue;
      const bool empty = d.index.near(v.at, free, [&](int k) {
        PlanPoint foot;
        return squared_distance(d.index.segments()[at(k)], v.at, foot) >= free * free;
      });
      if (!empty) good = false;
    }
  });
  return good;
}

/// Is the open disc over the pair's two points empty? Doubles, and integers where something touches it.
bool is_empty(const Diagram& d, const ClosestPair& pair) {
  const PlanPoint middle = pair.middle();
  const double radius = std::sqrt(pair.squared().value()) / 2;
  const double inner = std::max(0.0, radius - kBand), outer = radius + kBand;
  return d.index.near(middle, outer, [&](int k) {
    const PlanSegment& s = d.index.segments()[at(k)];
    PlanPoint foot;
    const double away2 = squared_distance(s, middle, foot);
    if (away2 > outer * outer) return true;
    if (away2 < inner * inner) return false;
    return !pair.intruded_by(d.grid_site(k));
  });
}

bool are_parallel(const GridSegment& s, const GridSegment& t) {
  const GridPoint u{s.b.x - s.a.x, s.b.y - s.a.y}, v{t.b.x - t.a.x, t.b.y - t.a.y};
  return u.x * v.y == u.y * v.x;
}

/// What the clearance does along the edge. False when the sites' closest place lies on it and is not free.
bool classify(const Diagram& d, Diagram::Edge& e) {
  const Diagram::Vertex &v = d.vertices[at(e.v[0])], &w = d.vertices[at(e.v[1])];
  e.least = std::min(v.clearance, w.clearance);
  e.narrowing = Diagram::Narrowing::none;
  const auto limit_by = [&](const ClosestPair& pair, Diagram::Narrowing narrowing) {
    e.narrowing = narrowing;
    e.least = std::sqrt(pair.squared().value()) / 2;
  };
  const GridSegment s = d.grid_site(e.site[0]), t = d.grid_site(e.site[1]);
  if (s.a != s.b && t.a != t.b) {
    if (are_parallel(s, t)) limit_by(ClosestPair(s, t), Diagram::Narrowing::level);
    return true;
  }
  const double p = d.along(e, v.at), q = d.along(e, w.at);
  const bool surely = std::min(p, q) < -kNear && std::max(p, q) > kNear;
  if (!surely && std::min(p, q) > kNear) return true;
  if (!surely && std::max(p, q) < -kNear) return true;
  const ClosestPair pair(s, t);
  const bool free = pair.proper() && is_empty(d, pair);
  if (free) limit_by(pair, Diagram::Narrowing::pair);
  return free || !surely;
}

bool classify_all(Diagram& d) {
  std::atomic<bool> good = true;
  in_chunks(d.edges.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && good; ++i) {
      if (!classify(d, d.edges[i])) good = false;
    }
  });
  return good;
}

/// Vertices that are one but for rounding, joined where nothing narrows between them.
class Clusters {
 public:
  explicit Clusters(const Diagram& d) : d_(d), up_(d.vertices.size()) {
    std::iota(up_.begin(), up_.end(), 0);
    for (const Diagram::Edge& e : d.edges) {
      if (joins(e)) up_[at(of(e.v[0]))] = of(e.v[1]);
    }
  }
  int of(int v) {
    while (up_[at(v)] != v) v = up_[at(v)] = up_[at(up_[at(v)])];
    return v;
  }
  /// Short, and as high at both ends.
  [[nodiscard]] bool joins(const Diagram::Edge& e) const {
    const Diagram::Vertex &v = d_.vertices[at(e.v[0])], &w = d_.vertices[at(e.v[1])];
    return !e.limits() && std::abs(v.clearance - w.clearance) <= kNear && distance(v.at, w.at) <= 1;
  }

 private:
  const Diagram& d_;
  std::vector<int> up_;
};

/// The lower end of an edge along which the clearance only grows, decided without looking at the clearances:
/// between walls almost parallel they differ by less than doubles tell.
int low_end(const Diagram& d, const Diagram::Edge& e) {
  const PlanPoint v = d.vertices[at(e.v[0])].at, w = d.vertices[at(e.v[1])].at;
  const GridSegment s = d.grid_site(e.site[0]), t = d.grid_site(e.site[1]);
  bool grows = false;
  if (s.a != s.b && t.a != t.b) {
    const auto forward = [&](const GridSegment& of) {
      const GridPoint u{of.b.x - of.a.x, of.b.y - of.a.y};
      const bool with = static_cast<double>(u.x) * (w.x - v.x) + static_cast<double>(u.y) * (w.y - v.y) >= 0;
      return with ? u : GridPoint{-u.x, -u.y};
    };
    const GridPoint a = forward(s), b = forward(t);
    const bool s_is_left = cross(w - v, d.foot(e.site[0], v) - v) > 0;
    const std::int64_t opening = b.x * a.y - b.y * a.x;
    grows = s_is_left ? opening > 0 : opening < 0;
  } else {
    grows = std::abs(d.along(e, v)) < std::abs(d.along(e, w));
  }
  return grows ? e.v[0] : e.v[1];
}

/// From no place may the clearance grow along two edges unless a pair limits one of them.
bool every_narrow_place_has_a_pair(const Diagram& d) {
  Clusters clusters(d);
  std::vector<char> rises(d.vertices.size(), 0);
  for (const Diagram::Edge& e : d.edges) {
    if (e.limits() || d.is_corner(e.v[0]) || d.is_corner(e.v[1]) || clusters.joins(e)) continue;
    if (++rises[at(clusters.of(low_end(d, e)))] > 1) return false;
  }
  return true;
}

}  // namespace

bool verify(Diagram& d) {
  return measure_vertices(d) && vertices_are_free(d) && classify_all(d) && every_narrow_place_has_a_pair(d);
}

}  // namespace landai::geometry
