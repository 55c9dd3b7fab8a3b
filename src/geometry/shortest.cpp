// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/shortest.hpp"

#include <algorithm>
#include <numbers>

#include "landai/geometry/profile.hpp"
#include "shortest_blocks.hpp"
#include "shortest_ends.hpp"
#include "shortest_search.hpp"

namespace landai::geometry {
namespace {

constexpr double kCrack = 5;          ///< cells: a way narrower than 1 mm is none
constexpr double kSagitta_m = 0.001;  ///< of the chords that stand for an arc

PlanPoint turned(PlanPoint v, double angle) {
  return {v.x * std::cos(angle) - v.y * std::sin(angle), v.x * std::sin(angle) + v.y * std::cos(angle)};
}

void add_straight(SmoothPath& path, PlanPoint from, PlanPoint to) {
  if (distance(from, to) > 1e-9) path.pieces.push_back({from, to, false, {}, 0, 0});
}

/// Length, points and turns, from the pieces; how far along the path the points are.
std::vector<double> finish(SmoothPath& path, PlanPoint from) {
  path.points = {from};
  std::vector<double> places{0};
  double along = 0;
  double turn_begins = 0, turn_ends = 0;
  const auto close_turn = [&] {
    if (path.turns.empty()) return;
    path.turns.back().along_m = (turn_begins + turn_ends) / 2;
  };
  for (const PathPiece& piece : path.pieces) {
    const double length = piece.length_m();
    if (piece.arc) {
      const double chord = 2 * std::acos(std::max(0.0, 1 - kSagitta_m / piece.radius_m));
      const int pieces = std::clamp(static_cast<int>(std::ceil(std::abs(piece.angle_rad) / chord)), 1, 256);
      for (int i = 1; i < pieces; ++i) {
        path.points.push_back(piece.at(length * i / pieces));
        places.push_back(along + length * i / pieces);
      }
      const bool left = piece.angle_rad > 0;
      if (path.turns.empty() || path.turns.back().left != left || along - turn_ends >= piece.radius_m) {
        close_turn();
        turn_begins = along;
        path.turns.push_back({0, {}, 0, piece.radius_m, left});
      }
      path.turns.back().angle_rad += piece.angle_rad;
      turn_ends = along + length;
    }
    path.points.push_back(piece.to);
    along += length;
    places.push_back(along);
  }
  close_turn();
  path.length_m = along;
  for (PathTurn& turn : path.turns) {
    double rest = turn.along_m;
    for (const PathPiece& piece : path.pieces) {
      turn.where = piece.at(std::min(rest, piece.length_m()));
      if (rest <= piece.length_m()) break;
      rest -= piece.length_m();
    }
  }
  return places;
}

/// Where the path passes between the two points, or comes nearest to their line.
double passes_at(const SmoothPath& path, const std::vector<double>& places, const PlanSegment& gap) {
  double best = INFINITY, place = 0;
  for (std::size_t i = 1; i < path.points.size(); ++i) {
    const PlanSegment piece{path.points[i - 1], path.points[i]};
    const PlanSegment pair = closest_points(piece, gap);
    if (distance(pair.a, pair.b) >= best) continue;
    best = distance(pair.a, pair.b);
    const double length = distance(piece.a, piece.b);
    const double share = length > 0 ? distance(piece.a, pair.a) / length : 0;
    place = places[i - 1] + share * (places[i] - places[i - 1]);
  }
  return place;
}

}  // namespace

double PathPiece::length_m() const { return arc ? radius_m * std::abs(angle_rad) : distance(from, to); }

PlanPoint PathPiece::at(double along_m) const {
  const double length = length_m();
  const double t = length > 0 ? along_m / length : 0;
  return arc ? centre + turned(from - centre, t * angle_rad) : from + t * (to - from);
}

struct ShortestWays::Impl {
  const Clearance& clearance;
  const Clearance::Impl& inside;
  double width_m;
  ShortestOptions options;
  GrownObstacles grown;
  TangentSearch search;
  Blocks blocks;
  std::vector<int> site_of_corner;

  Impl(const Clearance& c, double width, ShortestOptions o)
      : clearance(c),
        inside(c.impl()),
        width_m(width),
        options(o),
        grown(inside, std::max(kCrack, (width * inside.frame.per_metre - kGridWidth) / 2)),
        search(grown),
        blocks(inside, grown.radius()) {
    for (const Corner& corner : grown.corners())
      site_of_corner.push_back(inside.diagram.site_of_point(corner.at));
  }

  /// Corners beside the diagram's way: those of the obstacles that limit the discs along it.
  [[nodiscard]] std::vector<char> beside(const Path& path) const {
    std::vector<char> marked(grown.corners().size(), 0);
    for (const PlanPoint p : path.points) {
      const PlanPoint cells = inside.frame.cells(p);
      const double reach = 1.05 * grown.clearance(cells) + 20;
      if (!std::isfinite(reach)) continue;
      Box box;
      box.add(cells);
      grown.index().visit(box.grown(reach), [&](int s) {
        if (distance(grown.index().segments()[at(s)], cells) > reach) return true;
        for (const int end : {0, 1}) {
          if (const int corner = grown.corner_at(s, end); corner >= 0) marked[at(corner)] = 1;
        }
        return true;
      });
    }
    return marked;
  }

  /// Corners that a shortest path can touch; empty when that is not known.
  [[nodiscard]] std::vector<char> worth_looking_at(PlanPoint from, PlanPoint to) const {
    const auto p = inside.locate(from), q = inside.locate(to);
    const auto a = p ? land_on(inside.diagram, *p) : std::nullopt;
    const auto b = q ? land_on(inside.diagram, *q) : std::nullopt;
    if (!a || !b) return {};
    const std::vector<char> sites = blocks.sites_between(a->edge, b->edge);
    std::vector<char> marked(grown.corners().size(), 0);
    for (std::size_t i = 0; i < marked.size(); ++i)
      marked[i] = site_of_corner[i] < 0 || sites[at(site_of_corner[i])];
    return marked;
  }

  [[nodiscard]] SmoothPath written(const TangentSearch::Answer& answer, const std::vector<Lead>& from,
                                   const std::vector<Lead>& to) const {
    SmoothPath path;
    const auto metres = [&](PlanPoint p) { return inside.frame.metres(p); };
    const Polyline& out = from[answer.from].points;
    for (std::size_t i = 1; i < out.size(); ++i) add_straight(path, metres(out[i - 1]), metres(out[i]));
    PlanPoint here = metres(out.back());
    for (const TangentSearch::Hop& hop : answer.hops) {
      const PlanPoint in = metres(search.point(hop.corner, hop.in));
      const PlanPoint leave = metres(search.point(hop.corner, hop.out));
      add_straight(path, here, in);
      const double angle = hop.out - hop.in;
      here = in;
      if (std::abs(angle) < 1e-9) continue;
      path.pieces.push_back({in, leave, true, metres(grown.corners()[at(hop.corner)].at),
                             grown.radius() / inside.frame.per_metre, angle});
      here = leave;
    }
    const Polyline& back = to[answer.to].points;
    add_straight(path, here, metres(back.back()));
    for (std::size_t i = back.size(); i-- > 1;) add_straight(path, metres(back[i]), metres(back[i - 1]));
    return path;
  }

  void add_pinches(SmoothPath& path, const std::vector<double>& places) const {
    const auto profile = width_profile(clearance, path.points);
    if (!profile) return;
    for (const WidthSample& narrow : geometry::narrow_places(*profile, options.pinches_below_m)) {
      PathPinch pinch{passes_at(path, places, narrow.between), narrow.width_m, narrow.between};
      pinch.owners =
          inside.owners_of({inside.frame.cells(narrow.between.a), inside.frame.cells(narrow.between.b)});
      path.pinches.push_back(pinch);
    }
    std::stable_sort(path.pinches.begin(), path.pinches.end(),
                     [](const PathPinch& a, const PathPinch& b) { return a.along_m < b.along_m; });
  }

  [[nodiscard]] std::optional<SmoothPath> find(PlanPoint from, PlanPoint to);
};

std::optional<SmoothPath> ShortestWays::Impl::find(PlanPoint from, PlanPoint to) {
  const auto along_diagram = clearance.shortest(from, to, width_m);
  if (!along_diagram) return std::nullopt;
  const std::vector<Lead> out = leads_from(inside, grown, from), back = leads_from(inside, grown, to);
  TangentSearch::Question question;
  for (const Lead& lead : out) question.from.push_back(lead.end);
  for (const Lead& lead : back) question.to.push_back(lead.end);
  question.most_steps = options.most_steps;
  const double per_metre = inside.frame.per_metre;
  // First near the diagram's way, then everywhere below what that gave.
  // Far outside, the diagram begins at its frame.
  const auto at_frame = [&](PlanPoint p) {
    const auto cells = inside.locate(p);
    return cells ? inside.frame.metres(*cells) : p;
  };
  const PlanPoint first = at_frame(from), last = at_frame(to);
  question.below = (along_diagram->length_m + distance(from, first) + distance(to, last)) * per_metre;
  const std::vector<char> near = beside(*along_diagram);
  question.only = &near;
  TangentSearch::Answer best = search.run(question);
  const std::vector<char> all = worth_looking_at(from, to);
  question.only = all.empty() ? nullptr : &all;
  question.below = std::min(question.below, best.length);
  TangentSearch::Answer everywhere = search.run(question);
  const double lower_bound = everywhere.lower_bound;
  if (everywhere.length < best.length) best = std::move(everywhere);
  SmoothPath path;
  if (std::isfinite(best.length)) {
    path = written(best, out, back);
  } else {
    Polyline line = along_diagram->points;
    line.front() = first;
    line.back() = last;
    add_straight(path, from, first);
    for (std::size_t i = 1; i < line.size(); ++i) add_straight(path, line[i - 1], line[i]);
    add_straight(path, last, to);
  }
  const std::vector<double> places = finish(path, from);
  if (options.pinches_below_m > 0) add_pinches(path, places);
  path.width_m = width_m;
  // An end from which no disc gets out has only the diagram's way, and no bound but the straight line.
  const bool joined = !out.empty() && !back.empty();
  path.lower_bound_m = std::min(joined ? lower_bound / per_metre : distance(from, to), path.length_m);
  return path;
}

ShortestWays::ShortestWays(const Clearance& clearance, double width_m, ShortestOptions options)
    : impl_(std::make_unique<Impl>(clearance, std::isfinite(width_m) ? width_m : 0, options)) {}
ShortestWays::~ShortestWays() = default;
ShortestWays::ShortestWays(ShortestWays&&) noexcept = default;
ShortestWays& ShortestWays::operator=(ShortestWays&&) noexcept = default;

std::optional<SmoothPath> ShortestWays::between(PlanPoint from, PlanPoint to) {
  return impl_->find(from, to);
}

}  // namespace landai::geometry
