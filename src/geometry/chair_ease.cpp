// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "chair_motion.hpp"

namespace landai::geometry {
namespace {

/// What a motion costs, in metres of driving straight on. A chair does not go sideways but by many small
/// turns, and a turn takes time: among motions that are free, these weights only choose the one that looks
/// like driving.
constexpr double kSideways = 2;
constexpr double kTurn_m = 0.4;  ///< per radian

/// Obstacles looked at, half a second; then the path stays as it is.
constexpr std::size_t kMostLooks = 20'000'000;

double effort(const Pose& from, const Pose& to) {
  constexpr int kParts = 8;
  const PlanPoint along = to.at - from.at;
  double cost = kTurn_m * std::abs(to.heading_rad - from.heading_rad);
  for (int k = 0; k < kParts; ++k) {
    const double heading = between(from, to, (k + 0.5) / kParts).heading_rad;
    const double sideways = std::abs(cross({std::cos(heading), std::sin(heading)}, along));
    cost += (norm(along) + kSideways * sideways) / kParts;
  }
  return cost;
}

double effort(const std::vector<Pose>& path) {
  double cost = 0;
  for (std::size_t i = 1; i < path.size(); ++i) cost += effort(path[i - 1], path[i]);
  return cost;
}

/// From a to b: turn to where b is (ahead or behind, whichever is nearer), drive there, turn. A heading that
/// is not asked for needs no turn.
std::vector<Pose> driven(const Pose& a, const Pose& b, bool any_first, bool any_last) {
  const PlanPoint along = b.at - a.at;
  const double direction = std::atan2(along.y, along.x);
  const double heading = a.heading_rad + std::remainder(direction - a.heading_rad, std::numbers::pi);
  std::vector<Pose> poses;
  if (!any_first) poses.push_back(a);
  poses.push_back({a.at, heading});
  poses.push_back({b.at, heading});
  if (!any_last) poses.push_back(b);
  return poses;
}

/// Goes through a path and replaces stretches of it.
class Easing {
 public:
  Easing(const ChairMotion& motion, std::vector<Pose> path, bool any_first, bool any_last)
      : motion_(motion), path_(std::move(path)), any_first_(any_first), any_last_(any_last) {
    before_.assign(1, 0);
    for (std::size_t i = 1; i < path_.size(); ++i)
      before_.push_back(before_.back() + effort(path_[i - 1], path_[i]));
  }

  [[nodiscard]] std::vector<Pose> run() const {
    std::vector<Pose> eased;
    for (std::size_t i = 0; i + 1 < path_.size();) {
      std::size_t end = i + 1;
      std::vector<Pose> best = {path_[i], path_[i + 1]};
      // Leaps of growing width while they are free and no dearer.
      for (std::size_t leap = 1; i + leap < path_.size(); leap *= 2) {
        auto stretch = replacement(i, i + leap);
        if (stretch.empty()) {
          if (leap > 1) break;
          continue;
        }
        best = std::move(stretch);
        end = i + leap;
      }
      if (!eased.empty()) best.erase(best.begin());
      eased.insert(eased.end(), best.begin(), best.end());
      i = end;
    }
    return eased;
  }

 private:
  /// A free motion from pose i to pose j that costs no more than the one there is; nothing when none was
  /// found.
  [[nodiscard]] std::vector<Pose> replacement(std::size_t i, std::size_t j) const {
    if (motion_.looks() > kMostLooks) return {};
    const bool any_first = i == 0 && any_first_, any_last = j + 1 == path_.size() && any_last_;
    std::vector<std::vector<Pose>> choices{{path_[i], path_[j]}};
    if (path_[i].at != path_[j].at) choices.push_back(driven(path_[i], path_[j], any_first, any_last));
    std::vector<Pose> best;
    double least = before_[j] - before_[i] + 1e-9;
    for (std::vector<Pose>& choice : choices) {
      const double cost = effort(choice);
      if (cost > least || !motion_.free(choice)) continue;
      least = cost;
      best = std::move(choice);
    }
    return best;
  }

  const ChairMotion& motion_;
  std::vector<Pose> path_;
  bool any_first_, any_last_;
  std::vector<double> before_;  ///< effort up to each pose
};

}  // namespace

std::vector<Pose> ChairMotion::eased(std::vector<Pose> path, bool any_first, bool any_last) const {
  constexpr int kRounds = 6;
  double cost = effort(path);
  for (int round = 0; round < kRounds && path.size() > 1; ++round) {
    // From the end and from the start by turns: a leap sees only what is ahead of it.
    std::vector<Pose> back(path.rbegin(), path.rend());
    back = Easing(*this, std::move(back), any_last, any_first).run();
    path = Easing(*this, {back.rbegin(), back.rend()}, any_first, any_last).run();
    const double now = effort(path);
    if (now > cost - 0.01) break;
    cost = now;
  }
  return path;
}

}  // namespace landai::geometry
