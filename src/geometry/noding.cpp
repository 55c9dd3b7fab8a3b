// SPDX-License-Identifier: GPL-3.0-or-later
#include "noding.hpp"

#include <algorithm>
#include <iterator>

#include "segment_index.hpp"

namespace landai::geometry {
namespace {

__extension__ typedef __int128 Wide;

constexpr int kMaxRounds = 16;

std::int64_t turn(GridPoint a, GridPoint b, GridPoint c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

int sign(std::int64_t v) { return (v > 0) - (v < 0); }

bool boxes_meet(const GridSegment& s, const GridSegment& t) {
  return std::max(s.a.x, s.b.x) >= std::min(t.a.x, t.b.x) &&
         std::max(t.a.x, t.b.x) >= std::min(s.a.x, s.b.x) &&
         std::max(s.a.y, s.b.y) >= std::min(t.a.y, t.b.y) && std::max(t.a.y, t.b.y) >= std::min(s.a.y, s.b.y);
}

/// Does the line a–b reach x = -1 at a height of -1 or more and less than 1? (Called with x and y swapped for
/// the other border.)
bool meets_border(GridPoint a, GridPoint b) {
  if (std::max(a.x, b.x) < -1 || std::min(a.x, b.x) > -1) return false;
  if (a.x == b.x) return std::max(a.y, b.y) >= -1 && std::min(a.y, b.y) < 1;
  std::int64_t den = b.x - a.x;
  std::int64_t num = a.y * den + (b.y - a.y) * (-1 - a.x);
  if (den < 0) {
    den = -den;
    num = -num;
  }
  return num >= -den && num < den;
}

/// Does the segment pass through the cell around p: half a cell each way, with its left and lower border?
/// Worked in half cells.
bool through_cell(const GridSegment& s, GridPoint p) {
  const GridPoint a{2 * (s.a.x - p.x), 2 * (s.a.y - p.y)};
  const GridPoint b{2 * (s.b.x - p.x), 2 * (s.b.y - p.y)};
  if (std::max(a.x, b.x) < -1 || std::min(a.x, b.x) >= 1 || std::max(a.y, b.y) < -1 ||
      std::min(a.y, b.y) >= 1) {
    return false;
  }
  int left = 0, right = 0;
  for (const GridPoint corner : {GridPoint{-1, -1}, GridPoint{1, -1}, GridPoint{1, 1}, GridPoint{-1, 1}}) {
    const int side = sign(turn(a, b, corner));
    left += side > 0;
    right += side < 0;
  }
  const bool inside = left > 0 && right > 0 && std::max(a.x, b.x) > -1 && std::max(a.y, b.y) > -1;
  return inside || meets_border(a, b) || meets_border({a.y, a.x}, {b.y, b.x});
}

/// num * d / den, rounded to nearest.
std::int64_t scaled(std::int64_t num, std::int64_t d, std::int64_t den) {
  Wide n = static_cast<Wide>(num) * d * 2 + den;
  Wide q = static_cast<Wide>(den) * 2;
  if (q < 0) {
    n = -n;
    q = -q;
  }
  Wide r = n / q;
  if (n % q != 0 && n < 0) r -= 1;
  return static_cast<std::int64_t>(r);
}

/// Where two segments cross properly, rounded to the grid.
std::optional<GridPoint> crossing(const GridSegment& s, const GridSegment& t) {
  const std::int64_t c = turn(t.a, t.b, s.a);
  const std::int64_t d = turn(t.a, t.b, s.b);
  if (sign(c) * sign(d) >= 0) return std::nullopt;
  if (sign(turn(s.a, s.b, t.a)) * sign(turn(s.a, s.b, t.b)) >= 0) return std::nullopt;
  return GridPoint{s.a.x + scaled(c, s.b.x - s.a.x, c - d), s.a.y + scaled(c, s.b.y - s.a.y, c - d)};
}

void tidy(std::vector<GridSegment>& segments) {
  for (GridSegment& s : segments) {
    if (s.b < s.a) std::swap(s.a, s.b);
  }
  std::sort(segments.begin(), segments.end());
  segments.erase(std::unique(segments.begin(), segments.end()), segments.end());
  std::erase_if(segments, [](const GridSegment& s) { return s.a == s.b; });
}

SegmentIndex index_of(const std::vector<GridSegment>& segments) {
  std::vector<PlanSegment> real;
  real.reserve(segments.size());
  for (const GridSegment& s : segments) {
    real.push_back({{static_cast<double>(s.a.x), static_cast<double>(s.a.y)},
                    {static_cast<double>(s.b.x), static_cast<double>(s.b.y)}});
  }
  return SegmentIndex(std::move(real));
}

/// Calls f(i, j) for every pair that may touch and of which at least one is fresh; some pairs several times.
template <class F>
void each_pair(const std::vector<GridSegment>& segments, const std::vector<char>& fresh, F&& f) {
  const SegmentIndex index = index_of(segments);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!fresh[i]) continue;
    index.along(index.segments()[i], 1.0, [&](int other) {
      const std::size_t j = static_cast<std::size_t>(other);
      if (j == i || (fresh[j] && j < i)) return;
      if (boxes_meet(segments[i], segments[j])) f(i, j);
    });
  }
}

/// All end points and all crossings rounded to the grid: the cells whose middle everything near must go
/// through.
std::vector<GridPoint> hot_points(const std::vector<GridSegment>& segments) {
  std::vector<GridPoint> hot;
  for (const GridSegment& s : segments) {
    hot.push_back(s.a);
    hot.push_back(s.b);
  }
  each_pair(segments, std::vector<char>(segments.size(), 1), [&](std::size_t i, std::size_t j) {
    if (const auto at = crossing(segments[i], segments[j])) hot.push_back(*at);
  });
  std::sort(hot.begin(), hot.end());
  hot.erase(std::unique(hot.begin(), hot.end()), hot.end());
  return hot;
}

/// One round. `fresh` tells which of the results are new. False when nothing had to be split.
bool snap(std::vector<GridSegment>& segments, std::vector<char>& fresh) {
  std::vector<GridSegment> cells;
  for (const GridPoint p : hot_points(segments)) cells.push_back({p, p});
  const SegmentIndex index = index_of(cells);
  std::vector<GridSegment> kept, pieces;
  std::vector<GridPoint> points;
  for (const GridSegment& s : segments) {
    points.clear();
    index.along({{static_cast<double>(s.a.x), static_cast<double>(s.a.y)},
                 {static_cast<double>(s.b.x), static_cast<double>(s.b.y)}},
                1.0, [&](int k) {
                  const GridPoint p = cells[static_cast<std::size_t>(k)].a;
                  if (p != s.a && p != s.b && through_cell(s, p)) points.push_back(p);
                });
    if (points.empty()) {
      kept.push_back(s);
      continue;
    }
    const auto along = [&s](GridPoint p) {
      return (p.x - s.a.x) * (s.b.x - s.a.x) + (p.y - s.a.y) * (s.b.y - s.a.y);
    };
    std::sort(points.begin(), points.end(),
              [&](GridPoint p, GridPoint q) { return along(p) != along(q) ? along(p) < along(q) : p < q; });
    GridPoint last = s.a;
    for (const GridPoint p : points) {
      pieces.push_back({last, p});
      last = p;
    }
    pieces.push_back({last, s.b});
  }
  tidy(pieces);
  const bool split = !pieces.empty();
  segments.clear();
  std::set_union(kept.begin(), kept.end(), pieces.begin(), pieces.end(), std::back_inserter(segments));
  fresh.clear();
  for (const GridSegment& s : segments) fresh.push_back(!std::binary_search(kept.begin(), kept.end(), s));
  return split;
}

}  // namespace

bool conflict(const GridSegment& s, const GridSegment& t) {
  if (!boxes_meet(s, t)) return false;
  if (crossing(s, t)) return true;
  const auto inside = [](const GridSegment& of, GridPoint p) {
    return p != of.a && p != of.b && turn(of.a, of.b, p) == 0 && std::min(of.a.x, of.b.x) <= p.x &&
           p.x <= std::max(of.a.x, of.b.x) && std::min(of.a.y, of.b.y) <= p.y &&
           p.y <= std::max(of.a.y, of.b.y);
  };
  const bool same = (s.a == t.a && s.b == t.b) || (s.a == t.b && s.b == t.a);
  return same || inside(s, t.a) || inside(s, t.b) || inside(t, s.a) || inside(t, s.b);
}

std::optional<std::vector<GridSegment>> noded(std::vector<GridSegment> segments) {
  tidy(segments);
  std::vector<char> fresh;
  // All of one round is decided on the segments as they came, which is what keeps the rounding from creeping
  // along two walls drawn almost on each other. One round is enough; looking again costs little.
  for (int round = 0; round < kMaxRounds; ++round) {
    if (!snap(segments, fresh)) return segments;
    bool clean = true;
    each_pair(segments, fresh,
              [&](std::size_t i, std::size_t j) { clean = clean && !conflict(segments[i], segments[j]); });
    if (clean) return segments;
  }
  return std::nullopt;
}

}  // namespace landai::geometry
