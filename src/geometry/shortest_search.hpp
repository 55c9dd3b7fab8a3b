// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "shortest_grown.hpp"

/// A* over the tangents of grown obstacles. Cells. Private to this room.
namespace landai::geometry {

class TangentSearch {
 public:
  explicit TangentSearch(GrownObstacles& grown);

  /// Where a path may begin or end, and what has been gone before or remains after.
  struct End {
    PlanPoint at;
    double before = 0;
  };
  /// An arc of a path: around a corner, from one direction to another (angles from the corner's middle).
  struct Hop {
    int corner = -1;
    bool left = false;
    double in = 0;
    double out = 0;
  };
  struct Question {
    std::vector<End> from, to;
    const std::vector<char>* only = nullptr;  ///< corners that may be turned around; null: all
    double below = kInfinity;                 ///< longer paths are of no interest
    int most_steps = 0;
  };
  struct Answer {
    double length = kInfinity;  ///< infinite: none shorter than `below`
    double lower_bound = 0;     ///< none that the question allows is shorter
    std::size_t from = 0, to = 0;
    std::vector<Hop> hops;
  };
  [[nodiscard]] Answer run(const Question& question);

  [[nodiscard]] PlanPoint point(int corner, double angle) const;

 private:
  /// A straight piece from one circle, or a point, to the circle around a corner.
  struct Tangent {
    int to = -1;
    bool left = false;  ///< how the path turns around `to`
    double out = 0, in = 0, length = 0;
    enum class Sight : char { unknown, free, blocked } sight = Sight::unknown;
    unsigned question = 0;  ///< the last that came this way, and how short
    double best = 0;
  };
  struct Label {
    int parent = -1;
    int corner = -1;
    bool left = false;
    std::size_t arc = 0;
    double in = 0, out_of_parent = 0, length = 0;
    std::size_t from = 0;
  };
  struct Candidate {
    double bound = 0;
    unsigned order = 0;  ///< so that equal ones come in the order in which they were found
    int label = -1;      ///< of the corner it leaves; -1: a start
    std::size_t from = 0;
    int tangent = -1;  ///< -1: to a target
    std::size_t to = 0;
    double out = 0, length = 0;
    bool operator<(const Candidate& o) const { return bound != o.bound ? bound > o.bound : order > o.order; }
  };
  struct State;

  [[nodiscard]] std::optional<Tangent> tangent(PlanPoint from, double turn_from, double middle_from, int to,
                                               bool left) const;
  [[nodiscard]] std::vector<Tangent> tangents_from(PlanPoint p);
  [[nodiscard]] std::vector<Tangent>& tangents_from(int corner, bool left);
  [[nodiscard]] const std::vector<FreeArc>& arcs(int corner);
  [[nodiscard]] bool visible(State& state, const Candidate& c);
  void expand(State& state, int label);
  void begin(State& state);
  /// Makes the label a candidate leads to, unless a better one is there; -1 then.
  [[nodiscard]] int settle(State& state, const Candidate& c);

  GrownObstacles& grown_;
  std::vector<std::vector<Tangent>> tangents_;  ///< two for each corner: turning right, left
  std::vector<char> known_tangents_, known_sight_, known_arcs_;
  std::vector<std::vector<int>> sight_;
  std::vector<std::vector<FreeArc>> arcs_;
  std::vector<std::vector<int>> labels_;  ///< of the question that runs, two for each corner
  unsigned question_ = 0;
};

}  // namespace landai::geometry
