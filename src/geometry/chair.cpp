// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/chair.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "chair_search.hpp"

namespace landai::geometry {
namespace {

using Answer = ChairAnswer::Answer;
using Decided = ChairAnswer::Decided;

constexpr double kPi = std::numbers::pi;
constexpr double kLongest_m = 100;  ///< side of a footprint
/// Corners clipped, some ten seconds: where very much stands in one place, boxes alone do not bound the time.
constexpr std::size_t kMostWork = 40'000'000;

bool finite(PlanPoint p) { return std::isfinite(p.x) && std::isfinite(p.y); }

bool sound(const ChairQuestion& q) {
  const Footprint& f = q.footprint;
  const double least = 2 * kChairTolerance_m;
  return f.length_m > least && f.width_m > least && f.length_m <= kLongest_m && f.width_m <= kLongest_m &&
         std::abs(f.reference.x) <= f.length_m / 2 && std::abs(f.reference.y) <= f.width_m / 2 &&
         finite(q.from) && finite(q.to) && q.slack_m >= 0 && std::isfinite(q.from_heading_rad.value_or(0)) &&
         std::isfinite(q.to_heading_rad.value_or(0));
}

/// One question among one floor's obstacles, in their frame.
class ThreeSteps {
 public:
  ThreeSteps(const Floor& floor, const Clearance& clearance, const ChairQuestion& question)
      : floor_(floor),
        clearance_(clearance),
        q_(question),
        exact_(extents_of(question.footprint, 0)),
        judged_(extents_of(question.footprint, kChairTolerance_m / 2 - kMerged_m)),
        obstacles_(chair_obstacles(floor, {std::round(question.from.x), std::round(question.from.y)})),
        motion_(obstacles_, judged_) {}

  [[nodiscard]] ChairAnswer answer() {
    if (!stands(q_.from, q_.from_heading_rad)) return decided(Answer::no, Decided::start);
    if (!stands(q_.to, q_.to_heading_rad)) return decided(Answer::no, Decided::goal);
    const auto widest = clearance_.widest(q_.from, q_.to);
    if (widest) {
      answer_.widest_m = widest->width_m;
      if (std::isfinite(widest->width_m)) answer_.pinch = widest->pinch;
    }
    // Below a crack's width the diagram does not look for ways.
    if (narrow_ > kCrack_m && answer_.widest_m < narrow_) return decided(Answer::no, Decided::pinch);
    if (disc_passes()) return decided(Answer::yes, Decided::disc);
    return subdivide();
  }

 private:
  static constexpr double kCrack_m = 0.002;

  [[nodiscard]] ChairAnswer decided(Answer answer, Decided by) {
    answer_.answer = answer;
    answer_.decided = by;
    return std::move(answer_);
  }

  /// False when it is certain that the chair does not stand there.
  [[nodiscard]] bool stands(PlanPoint p, std::optional<double> heading) const {
    if (blocked(floor_, p)) return false;
    const double disc = 2 * *std::min_element(judged_.begin(), judged_.end());
    if (clearance_.clearance_at(p) < disc - kChairTolerance_m) return false;
    return !heading || motion_.stands({p - obstacles_.origin, *heading});
  }

  /// Step 2: a disc around everything passes, from the ends on; the chair looks where it goes.
  [[nodiscard]] bool disc_passes() {
    const double diagonal = 2 * reach_of(exact_);
    if (answer_.widest_m < diagonal) return false;
    for (const PlanPoint p : {q_.from, q_.to}) {
      if (clearance_.clearance_at(p) < diagonal) return false;
    }
    const auto way = clearance_.shortest(q_.from, q_.to, diagonal);
    if (!way || way->points.size() < 2) return false;
    std::vector<Pose> path;
    const auto look = [&](PlanPoint at, double heading) {
      if (!path.empty())
        heading = path.back().heading_rad + std::remainder(heading - path.back().heading_rad, 2 * kPi);
      path.push_back({at - obstacles_.origin, heading});
    };
    if (q_.from_heading_rad) look(way->points.front(), *q_.from_heading_rad);
    for (std::size_t i = 1; i < way->points.size(); ++i) {
      const PlanPoint along = way->points[i] - way->points[i - 1];
      const double heading = std::atan2(along.y, along.x);
      look(way->points[i - 1], heading);
      look(way->points[i], heading);
    }
    if (q_.to_heading_rad) look(way->points.back(), *q_.to_heading_rad);
    return take(std::move(path));
  }

  /// Step 3.
  [[nodiscard]] ChairAnswer subdivide() {
    const bool alike =
        q_.footprint.reference == PlanPoint{0, 0} && !(q_.from_heading_rad && q_.to_heading_rad);
    const PlanPoint from = q_.from - obstacles_.origin, to = q_.to - obstacles_.origin;
    // Where nothing stands, nothing needs to be looked at: a chair that goes round everything needs no more
    // room.
    Box domain = obstacles_.box;
    domain.add(from);
    domain.add(to);
    domain = domain.grown(reach_of(exact_) + 0.5);
    ChairSpace space(obstacles_, judged_, alike ? kPi : 2 * kPi,
                     std::max(q_.slack_m, kFinestSlack_m) - kChairTolerance_m, domain);
    const ChairEnd start{chair_cells(from), q_.from_heading_rad};
    const ChairEnd goal{chair_cells(to), q_.to_heading_rad};
    const ChairVerdict verdict = search_from_guides(space, start, goal);
    answer_.boxes = space.boxes_looked_at();
    answer_.slack_m = 0;
    switch (verdict.kind) {
      case ChairVerdict::Kind::no:
        return decided(Answer::no, Decided::subdivision);
      case ChairVerdict::Kind::start:
        return decided(Answer::no, Decided::start);
      case ChairVerdict::Kind::goal:
        return decided(Answer::no, Decided::goal);
      case ChairVerdict::Kind::yes:
        if (take(route_through(space, verdict.pieces, start, goal)))
          return decided(Answer::yes, Decided::subdivision);
        break;  // not seen yet; a path that fails its check is no answer
      case ChairVerdict::Kind::open:
        answer_.slack_m = space.finest_slack() + kChairTolerance_m;
        return decided(Answer::open, Decided::subdivision);
      case ChairVerdict::Kind::limit:
        break;
    }
    answer_.slack_m = INFINITY;
    return decided(Answer::open, Decided::limit);
  }

  /// First along the shortest way and the widest way of the disc, where the chair most often passes too: a
  /// floor has many ways. Only a yes counts there.
  [[nodiscard]] ChairVerdict search_from_guides(ChairSpace& space, const ChairEnd& start,
                                                const ChairEnd& goal) {
    for (const double width :
         {narrow_, std::min(answer_.widest_m, 2 * reach_of(exact_)) - kChairTolerance_m}) {
      const auto way = clearance_.shortest(q_.from, q_.to, width);
      if (!way || way->points.empty()) continue;
      Polyline line;
      for (const PlanPoint p : way->points) line.push_back(p - obstacles_.origin);
      space.keep_near(line);
      ChairVerdict verdict = search(space, start, goal, {q_.most_boxes / 2, kMostWork / 2});
      if (verdict.kind == ChairVerdict::Kind::yes) return verdict;
    }
    space.keep_near({});
    return search(space, start, goal, {q_.most_boxes, kMostWork});
  }

  /// Keeps the path when it passes the check. The ends stand exactly where they were asked for.
  [[nodiscard]] bool take(std::vector<Pose> path) {
    path.front().at = q_.from - obstacles_.origin;
    path.back().at = q_.to - obstacles_.origin;
    if (!motion_.free(path)) return false;
    path = motion_.eased(std::move(path), !q_.from_heading_rad, !q_.to_heading_rad);
    if (!motion_.free(path)) return false;
    const double turn = turn_for(path);
    for (Pose& pose : path) pose = {pose.at + obstacles_.origin, pose.heading_rad + turn};
    answer_.path = std::move(path);
    return true;
  }

  /// A footprint that looks the same backwards may have been led with its rear ahead: half a turn sets it
  /// right.
  [[nodiscard]] double turn_for(const std::vector<Pose>& path) const {
    if (q_.from_heading_rad) return *q_.from_heading_rad - path.front().heading_rad;
    if (q_.to_heading_rad) return *q_.to_heading_rad - path.back().heading_rad;
    if (!(q_.footprint.reference == PlanPoint{0, 0})) return 0;
    double ahead = 0;
    for (std::size_t i = 1; i < path.size(); ++i) {
      const double heading = (path[i - 1].heading_rad + path[i].heading_rad) / 2;
      ahead += dot(path[i].at - path[i - 1].at, {std::cos(heading), std::sin(heading)});
    }
    return ahead < 0 ? kPi : 0;
  }

  const Floor& floor_;
  const Clearance& clearance_;
  const ChairQuestion& q_;
  Extents exact_, judged_;
  double narrow_ =
      2 * *std::min_element(exact_.begin(), exact_.end()) - kChairTolerance_m;  ///< of the disc in it
  ChairObstacles obstacles_;
  ChairMotion motion_;
  ChairAnswer answer_;
};

}  // namespace

Result<ChairAnswer> chair_passes(const Floor& floor, const Clearance& clearance,
                                 const ChairQuestion& question) {
  if (!sound(question)) {
    Error error;
    error.code = ErrorCode::usage;
    error.message = message("geometry.chair.question");
    return error;
  }
  return ThreeSteps(floor, clearance, question).answer();
}

Result<ChairAnswer> chair_passes(const Floor& floor, const ChairQuestion& question) {
  const auto clearance = Clearance::build(floor);
  if (!clearance) return clearance.error();
  return chair_passes(floor, *clearance, question);
}

Ring footprint_at(const Footprint& footprint, const Pose& pose) {
  const Extents e = extents_of(footprint, 0);
  const PlanPoint ahead{std::cos(pose.heading_rad), std::sin(pose.heading_rad)}, left = left_normal(ahead);
  const auto corner = [&](double x, double y) { return pose.at + x * ahead + y * left; };
  return {corner(-e[2], -e[3]), corner(e[0], -e[3]), corner(e[0], e[1]), corner(-e[2], e[1])};
}

std::vector<Ring> swept(const Footprint& footprint, std::span<const Pose> path, double step_m) {
  std::vector<Ring> rings;
  const double reach = reach_of(extents_of(footprint, 0));
  const double step = std::max(step_m, 0.01);
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i > 0) {
      const double moved = distance(path[i - 1].at, path[i].at) +
                           reach * std::abs(path[i].heading_rad - path[i - 1].heading_rad);
      const int parts = static_cast<int>(std::ceil(std::min(moved / step, 1e5)));
      for (int k = 1; k < parts; ++k) {
        rings.push_back(
            footprint_at(footprint, between(path[i - 1], path[i], k / static_cast<double>(parts))));
      }
    }
    rings.push_back(footprint_at(footprint, path[i]));
  }
  return rings;
}

}  // namespace landai::geometry
