// SPDX-License-Identifier: GPL-3.0-or-later
// Straight edges beside a marker, in the plane seen square on: sums of light's change along lines that are upright (or level) within a few degrees.
#include "look.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "pixels.hpp"

namespace landai::photo {
namespace {

constexpr double kReach = 1.7;         // m from the first marker
constexpr double kAcross = 0.002;      // m between samples across the edges
constexpr double kAlong = 0.04;        // m between samples along them
constexpr double kStretch = 0.6;       // m along them either way of the marker
constexpr double kLean = 0.06, kLeanStep = 0.005;  // rad that a marker or a jamb may lean
constexpr int kApart = 2;              // samples either side of an edge: 4 mm
constexpr double kLeastChange = 0.02;  // of full light
constexpr double kAgree = 0.75;        // of the places along an edge show it
constexpr double kRival = 0.5;         // of the best pair's strength: a pair as strong as that makes the choice a guess
constexpr std::size_t kStrongest = 24;
// A jamb goes on down to the floor.
constexpr double kLowest = 2.2;        // m below the first marker
constexpr double kBand = 0.05;         // m along an edge that are looked at together
constexpr double kGap = 0.3;           // m of an edge that a hinge, a handle or a hand may hide
constexpr double kGoesOn = 0.4;        // of its strength beside the marker
constexpr double kStray = 0.012;       // m by which a lens or the lean may shift an edge farther down
constexpr double kFloorNear = 0.1;     // m between the end of a jamb and the line of the floor

/// An edge across the plane: at `at` where `along` is 0, leaning by `lean`.
struct Candidate {
  double at = 0, lean = 0;
  double strength = 0;  ///< signed mean change of light
};

/// The plane sampled square on; `turned` swaps its axes, so that level edges look upright.
class Sampled {
 public:
  Sampled(const Photo& photo, const WallState& state, double offset, bool turned) : state_(state), offset_(offset), turned_(turned), photo_(photo) {
    rows_ = static_cast<int>(2 * kStretch / kAlong) + 1;
    columns_ = static_cast<int>(2 * kReach / kAcross) + 1;
    light_.assign(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(columns_), -1);
    whole_ = linear_light(photo.pixels(), cv::Rect(0, 0, photo.width(), photo.height()));
    for (int r = 0; r < rows_; ++r)
      for (int c = 0; c < columns_; ++c)
        if (const auto light = light_at(across(c), along(r))) light_[index(r, c)] = *light;
  }
  /// Strongest edges that most places along them show, strongest first.
  [[nodiscard]] std::vector<Candidate> edges() const {
    std::vector<Candidate> best(static_cast<std::size_t>(columns_));
    for (double lean = -kLean; lean <= kLean; lean += kLeanStep)
      for (int c = 0; c < columns_; ++c) {
        const double strength = change(c, lean);
        if (std::abs(strength) > std::abs(best[static_cast<std::size_t>(c)].strength)) best[static_cast<std::size_t>(c)] = {across(c), lean, strength};
      }
    std::vector<Candidate> peaks;
    for (int c = 0; c < columns_; ++c) {
      const Candidate& mine = best[static_cast<std::size_t>(c)];
      bool peak = std::abs(mine.strength) >= kLeastChange && !under_marker(mine.at);
      for (int k = std::max(0, c - 5); peak && k <= std::min(columns_ - 1, c + 5); ++k) {
        const double other = std::abs(best[static_cast<std::size_t>(k)].strength);
        peak = other < std::abs(mine.strength) || (other == std::abs(mine.strength) && k >= c);
      }
      if (peak) peaks.push_back(mine);
    }
    std::sort(peaks.begin(), peaks.end(), [](const Candidate& a, const Candidate& b) { return std::abs(a.strength) > std::abs(b.strength); });
    if (peaks.size() > kStrongest) peaks.resize(kStrongest);
    return peaks;
  }
  /// The two ends of an edge in the photo, as far as it lies within.
  [[nodiscard]] std::vector<PixelPoint> line(const Candidate& edge) const {
    std::vector<PixelPoint> ends;
    for (const double way : {-1.0, 1.0})
      for (double s = kStretch; s > kStretch / 4; s -= kAlong) {
        const auto pixel = seen(edge.at + way * s * edge.lean, way * s);
        if (!pixel || !inside_photo(*pixel)) continue;
        ends.push_back(*pixel);
        break;
      }
    return ends;
  }
  /// Whether an upright edge goes on down to the floor, as far as the picture shows it. `outward`: where the wall is beside it, -1 or 1.
  [[nodiscard]] bool reaches_floor(const Candidate& edge, int outward) const {
    const auto end = end_below(edge);
    return !end || level_line(edge.at + *end * edge.lean, *end, outward);
  }
  /// Places of the markers across the edges: from, to.
  [[nodiscard]] std::vector<std::pair<double, double>> markers() const {
    std::vector<std::pair<double, double>> out;
    for (const auto& m : state_.markers) {
      const double at = turned_ ? m.y : m.x, half = 0.72 * m.side;  // with its white border, turned a little
      out.emplace_back(at - half, at + half);
    }
    return out;
  }

 private:
  [[nodiscard]] double across(int c) const { return c * kAcross - kReach; }
  [[nodiscard]] double along(int r) const { return r * kAlong - kStretch; }
  [[nodiscard]] std::size_t index(int r, int c) const { return static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(c); }
  [[nodiscard]] std::optional<PixelPoint> seen(double x, double y) const {
    return pixel_of(state_.lens, state_.pose, turned_ ? PlanePoint3{y, x, offset_} : PlanePoint3{x, y, offset_});
  }
  [[nodiscard]] bool inside_photo(PixelPoint p) const { return p.x >= 0 && p.y >= 0 && p.x <= photo_.width() - 1 && p.y <= photo_.height() - 1; }
  [[nodiscard]] std::optional<float> light_at(double x, double y) const {
    const auto pixel = seen(x, y);
    if (!pixel || !inside_photo(*pixel)) return std::nullopt;
    return whole_.at<float>(static_cast<int>(std::lround(pixel->y)), static_cast<int>(std::lround(pixel->x)));
  }
  /// Mean light of a part of the plane; nothing when it is not all in the picture.
  [[nodiscard]] std::optional<double> mean(double from_x, double to_x, double from_y, double to_y) const {
    constexpr int kEach = 6;
    double sum = 0;
    for (int i = 0; i < kEach; ++i)
      for (int k = 0; k < kEach; ++k) {
        const auto light = light_at(from_x + (to_x - from_x) * (i + 0.5) / kEach, from_y + (to_y - from_y) * (k + 0.5) / kEach);
        if (!light) return std::nullopt;
        sum += *light;
      }
    return sum / (kEach * kEach);
  }
  /// Greatest change across an edge about a place along it, in the edge's own sense.
  [[nodiscard]] std::optional<double> change_at(const Candidate& edge, double y) const {
    double greatest = -1;
    for (double stray = -kStray; stray <= kStray; stray += kAcross) {
      const double x = edge.at + y * edge.lean + stray;
      const auto before = mean(x - 0.014, x - 0.004, y - kBand / 2, y + kBand / 2), behind = mean(x + 0.004, x + 0.014, y - kBand / 2, y + kBand / 2);
      if (!before || !behind) return std::nullopt;
      greatest = std::max(greatest, (*behind - *before) * (edge.strength < 0 ? -1 : 1));
    }
    return greatest;
  }
  /// Where an upright edge ends below the first marker, m; nothing where it runs out of the picture.
  [[nodiscard]] std::optional<double> end_below(const Candidate& edge) const {
    double last = 0;
    for (double y = kBand / 2; y < kLowest; y += kBand / 2) {
      const auto change = change_at(edge, y);
      if (!change) return y - last > kFloorNear ? std::optional(last) : std::nullopt;
      if (*change > kGoesOn * std::abs(edge.strength)) last = y;
      if (y - last > kGap) return last;
    }
    return std::nullopt;
  }
  /// Whether the wall beside an edge ends or changes where the edge ends: there is the floor, a skirting or a step.
  [[nodiscard]] bool level_line(double x, double y, int outward) const {
    bool looked = false;
    for (const double beside : {0.06, 0.12, 0.2})
      for (double at = y - kFloorNear; at <= y + kFloorNear; at += kBand / 5) {
        const double from = x + outward * beside, to = from + outward * 0.05;
        const auto above = mean(from, to, at - 0.03, at - 0.01), below = mean(from, to, at + 0.01, at + 0.03);
        if (!above || !below) continue;
        looked = true;
        if (std::abs(*below - *above) > kLeastChange) return true;
      }
    return !looked;
  }
  [[nodiscard]] bool under_marker(double at) const {
    const auto all = markers();
    return std::any_of(all.begin(), all.end(), [at](const auto& m) { return at > m.first && at < m.second; });
  }
  /// Mean change of light across a leaning line; 0 where too few places show it in the same sense.
  [[nodiscard]] double change(int c, double lean) const {
    double sum = 0;
    int up = 0, down = 0, all = 0;
    for (int r = 0; r < rows_; ++r) {
      const int at = c + static_cast<int>(std::lround(along(r) * lean / kAcross));
      if (at - kApart < 0 || at + kApart >= columns_) continue;
      const float before = light_[index(r, at - kApart)], behind = light_[index(r, at + kApart)];
      if (before < 0 || behind < 0) continue;
      ++all;
      sum += behind - before;
      up += behind - before > kLeastChange / 2;
      down += before - behind > kLeastChange / 2;
    }
    return 2 * all >= rows_ && std::max(up, down) >= kAgree * all ? sum / all : 0;
  }

  const WallState& state_;
  double offset_;
  bool turned_;
  const Photo& photo_;
  int rows_ = 0, columns_ = 0;
  cv::Mat whole_;
  std::vector<float> light_;  ///< -1 outside the photo
};

struct PairOfEdges {
  Candidate a, b;  ///< a before b
  double strength = 0;
};

bool may_be_door(const PairOfEdges& p, const std::vector<std::pair<double, double>>& markers) {
  const double apart = p.b.at - p.a.at;
  if (apart < 0.55 || apart > 1.5 || p.a.strength * p.b.strength > 0) return false;
  // No marker hangs in the opening.
  return std::none_of(markers.begin(), markers.end(), [&](const auto& m) { return m.second > p.a.at && m.first < p.b.at; });
}

bool may_be_counter(const PairOfEdges& p, const std::vector<std::pair<double, double>>& markers) {
  const double apart = p.b.at - p.a.at;
  return apart >= 0.5 && apart <= 1.3 && p.a.at < markers.front().first && p.b.at > markers.front().second;
}

bool same_pair(const PairOfEdges& p, const PairOfEdges& q) { return std::abs(p.a.at - q.a.at) < 0.01 && std::abs(p.b.at - q.b.at) < 0.01; }

}  // namespace

FoundEnds look_for(Look what, const Photo& photo, const WallState& state, double offset, Drawing& drawing) {
  const Sampled plane(photo, state, offset, what == Look::counter);
  const auto edges = plane.edges();
  const auto markers = plane.markers();
  std::vector<PairOfEdges> pairs;
  for (const Candidate& a : edges)
    for (const Candidate& b : edges) {
      const PairOfEdges pair{a, b, std::sqrt(std::abs(a.strength * b.strength))};
      if (what == Look::counter ? may_be_counter(pair, markers) : may_be_door(pair, markers)) pairs.push_back(pair);
    }
  std::sort(pairs.begin(), pairs.end(), [](const PairOfEdges& p, const PairOfEdges& q) { return p.strength > q.strength; });
  const auto rival = std::find_if(pairs.begin(), pairs.end(), [&](const PairOfEdges& p) { return !same_pair(p, pairs.front()) && p.strength > kRival * pairs.front().strength; });
  if (pairs.empty() || rival != pairs.end()) {
    for (const Candidate& edge : edges)
      if (const auto line = plane.line(edge); line.size() == 2) drawing.lines.push_back({line[0], line[1], DrawnLine::Kind::target});
    return {};
  }
  if (what == Look::door && !(plane.reaches_floor(pairs.front().a, -1) && plane.reaches_floor(pairs.front().b, 1))) {
    for (const Candidate* edge : {&pairs.front().a, &pairs.front().b})
      if (const auto line = plane.line(*edge); line.size() == 2) drawing.lines.push_back({line[0], line[1], DrawnLine::Kind::target});
    return {{}, true};
  }
  std::vector<End> ends;
  for (const Candidate* edge : {&pairs.front().a, &pairs.front().b}) {
    End end;
    end.pixels = plane.line(*edge);
    end.taken = Taken::snap;
    if (end.pixels.size() == 2) ends.push_back(end);
  }
  if (ends.size() != 2) ends.clear();
  return {std::move(ends), false};
}

}  // namespace landai::photo
