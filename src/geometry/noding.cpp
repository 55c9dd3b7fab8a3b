// SPDX-License-Identifier: GPL-3.0-or-later
#include "noding.hpp"

#include <algorithm>

#include "segment_index.hpp"

namespace landai::geometry {
namespace {

__extension__ typedef __int128 Wide;

constexpr int kMaxRounds = 32;

std::int64_t turn(GridPoint a, GridPoint b, GridPoint c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

int sign(std::int64_t v) { return (v > 0) - (v < 0); }

bool boxes_meet(const GridSegment& s, const GridSegment& t) {
  return std::max(s.a.x, s.b.x) >= std::min(t.a.x, t.b.x) && std::max(t.a.x, t.b.x) >= std::min(s.a.x, s.b.x) &&
         std::max(s.a.y, s.b.y) >= std::min(t.a.y, t.b.y) && std::max(t.a.y, t.b.y) >= std::min(s.a.y, s.b.y);
}

/// The cell around p: the square of half a cell each way, border included. Worked in half cells.
bool through_cell(const GridSegment& s, GridPoint p) {
  const GridPoint a{2 * (s.a.x - p.x), 2 * (s.a.y - p.y)};
  const GridPoint b{2 * (s.b.x - p.x), 2 * (s.b.y - p.y)};
  if (std::max(a.x, b.x) < -1 || std::min(a.x, b.x) > 1 || std::max(a.y, b.y) < -1 || std::min(a.y, b.y) > 1) {
    return false;
  }
  int left = 0, right = 0;
  for (const GridPoint corner : {GridPoint{-1, -1}, GridPoint{1, -1}, GridPoint{1, 1}, GridPoint{-1, 1}}) {
    const int side = sign(turn(a, b, corner));
    left += side >= 0;
    right += side <= 0;
  }
  return left > 0 && right > 0;
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

struct Split {
  std::size_t segment;
  GridPoint at;
  auto operator<=>(const Split&) const = default;
};

void consider(const GridSegment& s, std::size_t index, GridPoint p, std::vector<Split>& splits) {
  if (p != s.a && p != s.b && through_cell(s, p)) splits.push_back({index, p});
}

/// Everything that meets somewhere it may not.
std::vector<Split> find_splits(const std::vector<GridSegment>& segments, const std::vector<char>& fresh) {
  std::vector<PlanSegment> real;
  real.reserve(segments.size());
  for (const GridSegment& s : segments) {
    real.push_back({{static_cast<double>(s.a.x), static_cast<double>(s.a.y)},
                    {static_cast<double>(s.b.x), static_cast<double>(s.b.y)}});
  }
  const SegmentIndex index(std::move(real));
  std::vector<Split> splits;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!fresh[i]) continue;
    const GridSegment& s = segments[i];
    const PlanSegment& r = index.segments()[i];
    const auto meet = [&](int other) {
      const std::size_t j = static_cast<std::size_t>(other);
      if (j == i || (fresh[j] && j < i)) return;  // each pair once
      const GridSegment& t = segments[j];
      const GridSegment grown{{std::min(s.a.x, s.b.x) - 1, std::min(s.a.y, s.b.y) - 1},
                              {std::max(s.a.x, s.b.x) + 1, std::max(s.a.y, s.b.y) + 1}};
      if (!boxes_meet(grown, t)) return;
      consider(t, j, s.a, splits);
      consider(t, j, s.b, splits);
      consider(s, i, t.a, splits);
      consider(s, i, t.b, splits);
      if (const auto at = crossing(s, t)) {
        if (*at != s.a && *at != s.b) splits.push_back({i, *at});
        if (*at != t.a && *at != t.b) splits.push_back({j, *at});
      }
    };
    index.along(r, 1.0, meet);
  }
  std::sort(splits.begin(), splits.end());
  splits.erase(std::unique(splits.begin(), splits.end()), splits.end());
  return splits;
}

}  // namespace

bool conflict(const GridSegment& s, const GridSegment& t) {
  if (!boxes_meet(s, t)) return false;
  if (crossing(s, t)) return true;
  const auto inside = [](const GridSegment& of, GridPoint p) {
    return p != of.a && p != of.b && turn(of.a, of.b, p) == 0 && std::min(of.a.x, of.b.x) <= p.x &&
           p.x <= std::max(of.a.x, of.b.x) && std::min(of.a.y, of.b.y) <= p.y && p.y <= std::max(of.a.y, of.b.y);
  };
  const bool same = (s.a == t.a && s.b == t.b) || (s.a == t.b && s.b == t.a);
  return same || inside(s, t.a) || inside(s, t.b) || inside(t, s.a) || inside(t, s.b);
}

std::optional<std::vector<GridSegment>> noded(std::vector<GridSegment> segments) {
  tidy(segments);
  std::vector<char> fresh(segments.size(), 1);
  for (int round = 0; round < kMaxRounds; ++round) {
    const std::vector<Split> splits = find_splits(segments, fresh);
    if (splits.empty()) return segments;
    std::vector<GridSegment> kept;
    std::vector<GridSegment> pieces;
    std::size_t k = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (k >= splits.size() || splits[k].segment != i) {
        kept.push_back(segments[i]);
        continue;
      }
      const GridSegment& s = segments[i];
      std::vector<GridPoint> points{s.a};
      for (; k < splits.size() && splits[k].segment == i; ++k) points.push_back(splits[k].at);
      const auto along = [&s](GridPoint p) { return (p.x - s.a.x) * (s.b.x - s.a.x) + (p.y - s.a.y) * (s.b.y - s.a.y); };
      std::sort(points.begin() + 1, points.end(), [&](GridPoint p, GridPoint q) { return along(p) < along(q); });
      points.push_back(s.b);
      for (std::size_t p = 1; p < points.size(); ++p) pieces.push_back({points[p - 1], points[p]});
    }
    tidy(pieces);
    // `kept` is sorted, as `segments` was; a piece that equals a kept one is dropped.
    segments.clear();
    fresh.clear();
    std::size_t a = 0, b = 0;
    while (a < kept.size() || b < pieces.size()) {
      if (b == pieces.size() || (a < kept.size() && !(pieces[b] < kept[a]))) {
        if (b < pieces.size() && pieces[b] == kept[a]) ++b;
        segments.push_back(kept[a++]);
        fresh.push_back(0);
      } else {
        segments.push_back(pieces[b++]);
        fresh.push_back(1);
      }
    }
  }
  return std::nullopt;
}

}  // namespace landai::geometry
