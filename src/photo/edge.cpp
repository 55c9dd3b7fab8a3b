// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "pixels.hpp"

namespace landai::photo {
namespace {

constexpr double kStep = 0.5;        // px between samples across the edge
constexpr int kMaxSamples = 160;     // along it
constexpr float kSaturated = 0.97F;  // of full light: 251 of 255

/// A part of the picture in linear light with its place.
struct Patch {
  cv::Mat light;
  cv::Rect at;

  [[nodiscard]] bool holds(double x, double y) const {
    return x >= at.x && y >= at.y && x < at.x + at.width - 1 && y < at.y + at.height - 1;
  }
  [[nodiscard]] double operator()(double x, double y) const {
    x -= at.x;
    y -= at.y;
    const int ix = static_cast<int>(x), iy = static_cast<int>(y);
    const double fx = x - ix, fy = y - iy;
    const float* p = light.ptr<float>(iy) + ix;
    const float* q = light.ptr<float>(iy + 1) + ix;
    return (1 - fy) * ((1 - fx) * p[0] + fx * p[1]) + fy * ((1 - fx) * q[0] + fx * q[1]);
  }
};

Patch patch_about(const Photo::Pixels& pixels, PixelPoint a, PixelPoint b, double reach) {
  const int grow = static_cast<int>(reach) + 3;
  const int x0 = static_cast<int>(std::floor(std::min(a.x, b.x))) - grow, x1 = static_cast<int>(std::ceil(std::max(a.x, b.x))) + grow;
  const int y0 = static_cast<int>(std::floor(std::min(a.y, b.y))) - grow, y1 = static_cast<int>(std::ceil(std::max(a.y, b.y))) + grow;
  const cv::Rect part = inside(pixels, cv::Rect(x0, y0, x1 - x0 + 1, y1 - y0 + 1));
  return {linear_light(pixels, part), part};
}

/// Line in the frame of a search: along it s, across it o = at + slope * (s - middle).
struct Across {
  double s = 0, o = 0, weight = 1;
};

struct Frame {
  PixelPoint a;
  double dx, dy, length;  // unit direction of a to b; its right-hand normal is (-dy, dx)
  Frame(PixelPoint from, PixelPoint to) : a(from), dx(to.x - from.x), dy(to.y - from.y), length(std::hypot(dx, dy)) {
    if (length > 0) dx /= length, dy /= length;
  }
  [[nodiscard]] PixelPoint at(double s, double o) const { return {a.x + s * dx - o * dy, a.y + s * dy + o * dx}; }
};

struct Crossing {
  double offset = 0, contrast = 0;
  bool clipped = false;
};

/// Where a profile across the edge is half-way between its two sides. The sides are the mean of the outer third of the reach.
std::optional<Crossing> crossing(const Patch& patch, const Frame& frame, double s, const EdgeSearch& search) {
  const int half = std::max(3, static_cast<int>(std::lround(search.reach / kStep)));
  double profile[129];
  const int n = std::min(2 * half + 1, 129), middle = n / 2;
  for (int i = 0; i < n; ++i) {
    const PixelPoint p = frame.at(s, (i - middle) * kStep);
    if (!patch.holds(p.x, p.y)) return std::nullopt;
    profile[i] = patch(p.x, p.y);
  }
  const int outer = std::max(1, middle / 3);
  double left = 0, right = 0;
  for (int i = 0; i < outer; ++i) {
    left += profile[i] / outer;
    right += profile[n - 1 - i] / outer;
  }
  const double rise = right - left;
  if (std::abs(rise) < search.least_contrast || (search.polarity != 0 && rise * search.polarity < 0)) return std::nullopt;
  const double half_way = (left + right) / 2;
  std::optional<double> best;  // of several crossings the one nearest the line
  for (int i = 0; i + 1 < n; ++i) {
    const double u = (profile[i] - half_way) * (rise > 0 ? 1 : -1), v = (profile[i + 1] - half_way) * (rise > 0 ? 1 : -1);
    if (!(u <= 0 && v > 0)) continue;
    const double offset = (i - middle + u / (u - v)) * kStep;
    if (!best || std::abs(offset) < std::abs(*best)) best = offset;
  }
  if (!best) return std::nullopt;
  return Crossing{*best, std::abs(rise), std::max(left, right) > kSaturated};
}

struct Line {
  double at = 0, slope = 0, rms = 0;  // o = at + slope * (s - middle)
  int used = 0;
};

/// Weighted straight line; the weights of Tukey's biweight are gone at 4.7 robust deviations; six rounds.
std::optional<Line> robust_line(std::vector<Across>& points, double middle) {
  Line line;
  for (int round = 0; round < 6; ++round) {
    double w = 0, ws = 0, wo = 0, wss = 0, wso = 0;
    for (const Across& p : points) {
      const double s = p.s - middle;
      w += p.weight, ws += p.weight * s, wo += p.weight * p.o, wss += p.weight * s * s, wso += p.weight * s * p.o;
    }
    const double det = w * wss - ws * ws;
    if (!(w > 0) || !(det > 1e-9)) return std::nullopt;
    line.slope = (w * wso - ws * wo) / det;
    line.at = (wo - line.slope * ws) / w;
    std::vector<double> sizes;
    for (const Across& p : points) sizes.push_back(std::abs(p.o - line.at - line.slope * (p.s - middle)));
    std::vector<double> sorted = sizes;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    const double spread = std::max(1.4826 * sorted[sorted.size() / 2], 0.02);
    line.used = 0;
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double t = sizes[i] / (4.7 * spread);
      points[i].weight = t < 1 ? (1 - t * t) * (1 - t * t) : 0;
      if (t < 1) ++line.used, sum += sizes[i] * sizes[i];
    }
    line.rms = line.used > 0 ? std::sqrt(sum / line.used) : 0;
  }
  return line;
}

/// Integrated autocorrelation of the deviations along the line, up to the first lag without any (Geyer's initial positive sequence): long steps, as the edges of
/// a photo have that was made smaller without smoothing, are few observations, however many samples see them.
double alike(const std::vector<Across>& points, const Line& line, double middle) {
  std::vector<double> off;
  for (const Across& p : points)
    if (p.weight > 0) off.push_back(p.o - line.at - line.slope * (p.s - middle));
  const std::size_t n = off.size();
  double all = 0, sum = 1;
  for (const double o : off) all += o * o;
  if (!(all > 0)) return 1;
  for (std::size_t lag = 1; lag < n / 2; ++lag) {
    double both = 0;
    for (std::size_t i = 0; i + lag < n; ++i) both += off[i] * off[i + lag];
    if (both <= 0) break;
    sum += 2 * both / all;
  }
  return sum;
}

std::optional<Edge> fit_once(const Patch& patch, PixelPoint a, PixelPoint b, const EdgeSearch& search) {
  const Frame frame(a, b);
  const double from = frame.length * search.margin, to = frame.length * (1 - search.margin);
  const int count = std::clamp(static_cast<int>(to - from) + 1, 2, kMaxSamples);
  std::vector<Across> points;
  double contrast = 0;
  int clipped = 0;
  for (int i = 0; i < count; ++i) {
    const double s = from + (to - from) * i / (count - 1);
    const auto found = crossing(patch, frame, s, search);
    if (!found) continue;
    points.push_back({s, found->offset, 1});
    contrast += found->contrast;
    clipped += found->clipped;
  }
  if (points.size() < 5 || 2 * static_cast<int>(points.size()) < count) return std::nullopt;
  const auto n = static_cast<double>(points.size());
  const double middle = (from + to) / 2;
  const auto line = robust_line(points, middle);
  if (!line || 2 * line->used < count) return std::nullopt;
  const auto on = [&](double s) { return frame.at(s, line->at + line->slope * (s - middle)); };
  return Edge{on(from), on(to), line->rms, line->used, alike(points, *line, middle), contrast / n, 2 * clipped > static_cast<int>(points.size())};
}

/// A line that lies off the edge sees one side nearer than the other and takes its level too early, so it is fitted again about what was found.
std::optional<Edge> fit_in(const Patch& patch, PixelPoint a, PixelPoint b, const EdgeSearch& search) {
  auto edge = fit_once(patch, a, b, search);
  const double middle = edge ? std::hypot((edge->a.x + edge->b.x - a.x - b.x) / 2, (edge->a.y + edge->b.y - a.y - b.y) / 2) : 0;
  if (!edge || (middle < 0.2 && std::hypot(edge->a.x - a.x, edge->a.y - a.y) < 0.3 + search.margin * std::hypot(b.x - a.x, b.y - a.y))) return edge;
  // The ends of what was found lie within the margins: stretched back, so that the margins are left out once.
  const double over = search.margin / (1 - 2 * search.margin), dx = edge->b.x - edge->a.x, dy = edge->b.y - edge->a.y;
  const auto again = fit_once(patch, {edge->a.x - over * dx, edge->a.y - over * dy}, {edge->b.x + over * dx, edge->b.y + over * dy}, search);
  return again ? again : edge;
}

/// Difference of light between the two sides of a line, a pixel away each: mean, and mean of its size, which is that of a row of fields, too.
struct Strength {
  double one_way = 0, any_way = 0;
  double seen = 0;  ///< share of the line along which it is a good part of that size, and of one sign
};

Strength strength(const Patch& patch, PixelPoint a, PixelPoint b, int count) {
  constexpr int kMost = 64;
  constexpr double kGoodPart = 0.3;
  const Frame frame(a, b);
  std::array<double, kMost> rises{};
  count = std::min(count, kMost);
  double sum = 0, sizes = 0;
  for (int i = 0; i < count; ++i) {
    const double s = frame.length * (i + 0.5) / count;
    const PixelPoint left = frame.at(s, -1), right = frame.at(s, 1);
    if (!patch.holds(left.x, left.y) || !patch.holds(right.x, right.y)) return {};
    const double rise = patch(right.x, right.y) - patch(left.x, left.y);
    rises[static_cast<std::size_t>(i)] = rise;
    sum += rise, sizes += std::abs(rise);
  }
  const double sign = sum < 0 ? -1 : 1, least = kGoodPart * sizes / count;
  const auto seen = std::count_if(rises.begin(), rises.begin() + count, [&](double rise) { return sign * rise > least; });
  return {std::abs(sum) / count, sizes / count, static_cast<double>(seen) / count};
}

/// Strengths of all lines whose ends lie whole pixels off those of the line drawn.
class Beside {
 public:
  Beside(const Patch& patch, const Frame& frame, int reach) : reach_(reach) {
    const int rows = std::clamp(static_cast<int>(frame.length / 4), 8, 64);
    for (int oa = -reach; oa <= reach; ++oa)
      for (int ob = -reach; ob <= reach; ++ob) all_.push_back(strength(patch, frame.at(0, oa), frame.at(frame.length, ob), rows));
  }
  struct Shift {
    int a = 0, b = 0;
    [[nodiscard]] double middle() const { return (a + b) / 2.0; }
  };
  /// The strongest; an edge nearer the drawn line wins over one a little stronger farther off. Only those at most `most` from `about` in the middle.
  [[nodiscard]] std::optional<Shift> strongest(double about, double most) const {
    std::optional<Shift> best;
    double found = kFaintest;
    for (int a = -reach_; a <= reach_; ++a)
      for (int b = -reach_; b <= reach_; ++b) {
        if (std::abs(Shift{a, b}.middle() - about) > most) continue;
        const double near = std::exp(-0.5 * (a * a + b * b) / static_cast<double>(reach_ * reach_));
        if (near * at({a, b}).one_way > found) found = near * at({a, b}).one_way, best = Shift{a, b};
      }
    return best;
  }
  /// Where in the middle, px, lines parallel to `best` are about as strong, itself among them.
  [[nodiscard]] std::vector<double> rivals(const Shift& best) const {
    const std::vector<double> across = parallel_to(best);
    std::vector<double> sorted = across;
    std::sort(sorted.begin(), sorted.end());
    const double floor = sorted[sorted.size() / 4], least = kComparable * (at(best).any_way - floor);
    std::vector<double> out{best.middle()};
    const int first = place(best.middle());
    int last = -kApart;
    for (int i = 0; i < static_cast<int>(across.size()); ++i) {
      const double height = across[static_cast<std::size_t>(i)] - floor;
      if (std::abs(i - first) < kApart || i - last < kApart || height < least || !highest(across, i)) continue;
      const auto lo = across.begin() + std::min(i, first), hi = across.begin() + std::max(i, first);
      if (*std::min_element(lo, hi) - floor < kDip * height) out.push_back(i / 2.0 - reach_), last = i;
    }
    return out;
  }
  /// Share of a line along which its edge is seen: half of it at the rim of a chessboard, and along a line within.
  [[nodiscard]] double seen(const Shift& s) const { return at(s).seen; }

 private:
  static constexpr double kFaintest = 0.004;   // of full light
  static constexpr double kComparable = 0.25;  // of the strongest one
  static constexpr double kDip = 0.6;          // between two edges light changes less; on the flank of a blurred one it does not
  static constexpr int kApart = 6;             // half pixels
  static constexpr int kTurned = 2;            // px between the ends: still parallel

  [[nodiscard]] const Strength& at(const Shift& s) const { return all_[static_cast<std::size_t>((s.a + reach_) * (2 * reach_ + 1) + s.b + reach_)]; }
  [[nodiscard]] int place(double middle) const { return static_cast<int>(std::lround(2 * (middle + reach_))); }
  /// The strength in half pixels of the middle, from -reach to reach.
  [[nodiscard]] std::vector<double> parallel_to(const Shift& best) const {
    std::vector<double> out(static_cast<std::size_t>(4 * reach_ + 1), 0.0);
    for (int a = -reach_; a <= reach_; ++a)
      for (int b = -reach_; b <= reach_; ++b) {
        double& here = out[static_cast<std::size_t>(a + b + 2 * reach_)];
        if (std::abs((b - a) - (best.b - best.a)) <= kTurned) here = std::max(here, at({a, b}).any_way);
      }
    return out;
  }
  static bool highest(const std::vector<double>& across, int i) {
    const int n = static_cast<int>(across.size());
    for (int k = std::max(0, i - 2); k <= std::min(n - 1, i + 2); ++k)
      if (across[static_cast<std::size_t>(k)] > across[static_cast<std::size_t>(i)]) return false;
    return true;
  }

  int reach_;
  std::vector<Strength> all_;
};

constexpr double kClick = 4;     // px: of two edges the nearer one is meant where it is nearer by more than this
constexpr double kBeyond = 8;    // px from the line drawn, in its middle: no click of a few pixels is off by as much

/// The shift to the edge that is meant. Nothing where there is none, `unsure` where it is not told.
std::optional<Beside::Shift> meant(const Beside& beside, double reach, double least_seen, bool& unsure) {
  const auto best = beside.strongest(0, reach);
  if (!best) return std::nullopt;
  std::vector<double> places = beside.rivals(*best);
  std::sort(places.begin(), places.end(), [](double p, double q) { return std::abs(p) < std::abs(q); });
  const double nearest = std::abs(places.front());
  const bool two = places.size() > 1 && std::abs(places[1]) - nearest < std::max(kClick, 0.4 * reach);
  const auto chosen = places.front() == best->middle() ? best : beside.strongest(places.front(), 1);
  unsure = nearest > kBeyond || two || !chosen || beside.seen(*chosen) < least_seen;
  return chosen;
}

}  // namespace

std::optional<Edge> fit_edge(const Photo::Pixels& pixels, PixelPoint a, PixelPoint b, const EdgeSearch& search) {
  if (std::hypot(b.x - a.x, b.y - a.y) < 3) return std::nullopt;
  const Patch patch = patch_about(pixels, a, b, search.reach);
  if (patch.at.width < 3 || patch.at.height < 3) return std::nullopt;
  return fit_in(patch, a, b, search);
}

double snap_reach(int width, int height) { return std::clamp(0.002 * std::max(width, height), 4.0, 12.0); }

Snapped snap(const Photo::Pixels& pixels, PixelPoint a, PixelPoint b, double reach, double least_seen) {
  const Frame frame(a, b);
  if (frame.length < 12) return {};
  const Patch patch = patch_about(pixels, a, b, 2 * reach);
  if (patch.at.width < 3 || patch.at.height < 3) return {};
  Snapped out;
  const auto shift = meant(Beside(patch, frame, static_cast<int>(reach)), reach, least_seen, out.unsure);
  if (!shift || out.unsure) return out;
  const PixelPoint from = frame.at(0, shift->a), to = frame.at(frame.length, shift->b);
  const int pieces = std::clamp(static_cast<int>(frame.length / 40), 1, 12);
  const EdgeSearch close{4, 0, 0, 0.01};
  for (int i = 0; i < pieces; ++i) {
    const auto point = [&](double share) { return PixelPoint{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)}; };
    const auto edge = fit_in(patch, point(static_cast<double>(i) / pieces), point((i + 1.0) / pieces), close);
    if (!edge) continue;
    out.points.push_back(edge->a);
    out.points.push_back(edge->b);
  }
  if (out.points.size() < static_cast<std::size_t>(pieces)) out.points.clear();
  return out;
}

}  // namespace landai::photo
