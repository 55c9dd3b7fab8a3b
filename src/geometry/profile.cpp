// SPDX-License-Identifier: GPL-3.0-or-later
// Clear width along a way, from the diagram's edges that it follows.
#include "landai/geometry/profile.hpp"

#include <algorithm>
#include <cmath>

#include "profile_piece.hpp"
#include "profile_way.hpp"

namespace landai::geometry {
namespace {

using Between = ProfilePiece::Between;

constexpr double kSample_m = 0.05;
constexpr double kGrid_m = 0.0002;  ///< one cell on each side
constexpr double kNoise_m = 1e-9;   ///< what doubles take from a width
constexpr int kMostSamples = 4096;  ///< on one piece

class Builder {
 public:
  explicit Builder(const Clearance::Impl& clearance) : c_(clearance), d_(clearance.diagram) {}

  void add(const WayStep& step) {
    const Diagram::Edge& e = d_.edges[at(step.edge)];
    const double from = d_.along(e, step.from), to = d_.along(e, step.to);
    if (!d_.closest_between(e, step.from, step.to)) {
      piece(step, step.from, step.to, from, to);
      return;
    }
    // The narrowest place of the two obstacles lies between: the width shrinks until there, then grows.
    const PlanSegment pinch = d_.pinch_between(e, step.from, step.to);
    const PlanPoint middle = 0.5 * (pinch.a + pinch.b);
    piece(step, step.from, middle, from, 0);
    piece(step, middle, step.to, 0, to);
  }
  [[nodiscard]] WidthProfile take() { return std::move(profile_); }

 private:
  [[nodiscard]] WidthSample sample(const Diagram::Edge& e, PlanPoint cells, double along_m,
                                   double width_m) const {
    return {along_m, c_.frame.metres(cells), width_m,
            c_.metres({d_.foot(e.site[0], cells), d_.foot(e.site[1], cells)})};
  }
  [[nodiscard]] Between kind(const Diagram::Edge& e) const {
    if (c_.is_open(e)) return Between::open;
    const bool first = d_.sites[at(e.site[0])].point(), second = d_.sites[at(e.site[1])].point();
    return first && second ? Between::corners : first || second ? Between::wall_and_corner : Between::walls;
  }
  [[nodiscard]] double height(const Diagram::Edge& e, Between between) const {
    const auto& s = d_.sites[at(e.site[0])];
    const auto& t = d_.sites[at(e.site[1])];
    if (between == Between::corners) return distance(s.a, t.a) / 2;
    if (between != Between::wall_and_corner) return 0;
    const auto& wall = s.point() ? t : s;
    const PlanPoint corner = s.point() ? s.a : t.a;
    return std::abs(cross(wall.b - wall.a, corner - wall.a)) / distance(wall.a, wall.b);
  }

  void piece(const WayStep& step, PlanPoint from, PlanPoint to, double t_from, double t_to) {
    const Diagram::Edge& e = d_.edges[at(step.edge)];
    const double per_metre = c_.frame.per_metre;
    ProfilePiece piece;
    piece.between = kind(e);
    piece.height_m = height(e, piece.between) / per_metre;
    piece.t_from = t_from / per_metre;
    piece.t_to = t_to / per_metre;
    const double length = d_.length_between(e, from, to) / per_metre;
    if (!(length > 0)) return;
    const auto width = [&](PlanPoint p, double t) {
      if (piece.between == Between::walls ||
          (piece.between == Between::wall_and_corner && !(piece.height_m > 0)))
        return 2 * distance(p, d_.foot(e.site[0], p)) / per_metre;
      return width_of(piece, t);
    };
    piece.from = sample(e, from, profile_.length_m, width(from, piece.t_from));
    piece.to = sample(e, to, profile_.length_m + length, width(to, piece.t_to));
    draw(piece, e, from, to);
    profile_.length_m += length;
    profile_.pieces.push_back(piece);
  }

  /// Samples for drawing; the first of the whole profile, then those after the start of each piece.
  void draw(const ProfilePiece& piece, const Diagram::Edge& e, PlanPoint from, PlanPoint to) {
    if (profile_.samples.empty()) profile_.samples.push_back(piece.from);
    const double length = piece.to.along_m - piece.from.along_m;
    const int count = std::clamp(static_cast<int>(std::ceil(length / kSample_m)), 1, kMostSamples);
    for (int i = 1; i < count; ++i) {
      const double along = piece.from.along_m + length * i / count, t = position_at(piece, along);
      profile_.samples.push_back(sample(e, point(piece, e, from, to, t), along, width_of(piece, t)));
    }
    profile_.samples.push_back(piece.to);
  }
  [[nodiscard]] PlanPoint point(const ProfilePiece& piece, const Diagram::Edge& e, PlanPoint from,
                                PlanPoint to, double t) const {
    if (piece.height_m > 0 && piece.between == Between::wall_and_corner) {
      const auto& s = d_.sites[at(e.site[0])];
      const auto& wall = s.point() ? d_.sites[at(e.site[1])] : s;
      const PlanPoint corner = s.point() ? s.a : d_.sites[at(e.site[1])].a;
      const PlanPoint along = (1 / distance(wall.a, wall.b)) * (wall.b - wall.a);
      const PlanPoint foot = wall.a + dot(corner - wall.a, along) * along;
      const PlanPoint up = (1 / distance(foot, corner)) * (corner - foot);
      const double per_metre = c_.frame.per_metre;
      return foot + (t * per_metre) * along + (width_of(piece, t) / 2 * per_metre) * up;
    }
    const double share = piece.t_to != piece.t_from ? (t - piece.t_from) / (piece.t_to - piece.t_from) : 0;
    return from + share * (to - from);
  }

  const Clearance::Impl& c_;
  const Diagram& d_;
  WidthProfile profile_;
};

/// How far the way only gets wider, seen from one end: the disc around the end is what is narrow there.
/// Stretches of one width count as that within this disc.
struct WayEnd {
  PlanPoint at;
  double disc_m = 0;  ///< its radius
};
template <class Pieces, class First, class Last>
double climbed(const Pieces& begin, const Pieces& end, First first, Last last, const WayEnd& start,
               double top) {
  double widest = 0;
  for (auto it = begin; it != end; ++it) {
    const double from = first(*it).width_m, to = last(*it).width_m;
    widest = std::max(widest, from);
    const bool grows = to > from + kGrid_m, beside = distance(last(*it).at, start.at) <= start.disc_m;
    // The grid's wiggle counts beside the end only: further on a lip is a lip, as it is for
    // Clearance::widest.
    if (to < widest - (beside ? kGrid_m : kNoise_m)) break;
    // Between straight walls a stretch of one width may be long; elsewhere it is the turn from narrower to
    // wider.
    if (!grows && !beside && it->between == Between::walls) break;
    if (grows || beside) top = last(*it).along_m;
  }
  return top;
}

void find_what_counts(WidthProfile& p, const WayEnd& start, const WayEnd& finish) {
  const auto from = [](const ProfilePiece& piece) { return piece.from; };
  const auto to = [](const ProfilePiece& piece) { return piece.to; };
  p.from_m = climbed(p.pieces.begin(), p.pieces.end(), from, to, start, 0.0);
  p.to_m = climbed(p.pieces.rbegin(), p.pieces.rend(), to, from, finish, p.length_m);
  if (p.from_m > p.to_m) {
    // Both ends climb to the same place, or stand beside each other in a stretch of one width.
    WidthSample top = p.pieces.front().from;
    for (const ProfilePiece& piece : p.pieces) {
      if (piece.to.width_m > top.width_m) top = piece.to;
    }
    p.from_m = p.to_m = top.along_m;
  }
}

std::optional<WidthProfile> profile_of(const Clearance& clearance, const Polyline& way) {
  const auto steps = way_along(clearance.impl(), way);
  if (!steps) return std::nullopt;
  Builder builder(clearance.impl());
  for (const WayStep& step : *steps) builder.add(step);
  WidthProfile p = builder.take();
  if (p.pieces.empty()) return std::nullopt;
  const auto end = [&](PlanPoint at) { return WayEnd{at, clearance.clearance_at(at) / 2}; };
  find_what_counts(p, end(way.front()), end(way.back()));
  p.where = least_between(p, p.from_m, p.to_m);
  p.least_m = p.where.width_m;
  return p;
}

}  // namespace

std::optional<WidthProfile> width_profile(const Clearance& clearance, const Polyline& way) {
  return profile_of(clearance, way);
}

std::optional<WidthProfile> width_profile(const Clearance& clearance, PlanPoint from, PlanPoint to) {
  const auto widest = clearance.widest(from, to);
  return widest ? profile_of(clearance, widest->path) : std::nullopt;
}

}  // namespace landai::geometry
