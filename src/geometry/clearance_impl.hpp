// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "attach.hpp"
#include "diagram.hpp"
#include "forest.hpp"
#include "landai/geometry/clearance.hpp"

namespace landai::geometry {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kFrame_m = 5.0;  ///< how far around an unbounded floor its frame stands
inline constexpr double kGridWidth = 2;  ///< cells: what the grid may take from a width

inline std::size_t at(int i) { return static_cast<std::size_t>(i); }

struct Clearance::Impl {
  Frame frame;
  MultiPolygon solids;
  std::vector<Box> solid_boxes;
  std::optional<MultiPolygon> within;
  Box walls;  ///< of the obstacles, metres
  bool framed = false;
  GridPoint frame_lo, frame_hi;
  Diagram diagram;
  NodingCounts counts;
  /// Owners of the diagram's segments: from owner_start[i] to owner_start[i + 1].
  std::vector<std::uint32_t> owner_start;
  std::vector<int> owner;
  WidestForest forest;
  std::vector<char> open_vertex;  ///< its nearest obstacle is the frame, so nothing limits it

  /// Made by us around a floor without a border: limits nothing.
  [[nodiscard]] bool is_frame(int site) const {
    if (!framed) return false;
    const auto& s = diagram.sites[at(site)];
    const auto on = [&](double v, std::int64_t border) { return v == static_cast<double>(border); };
    return (on(s.a.x, frame_lo.x) && on(s.b.x, frame_lo.x)) ||
           (on(s.a.x, frame_hi.x) && on(s.b.x, frame_hi.x)) ||
           (on(s.a.y, frame_lo.y) && on(s.b.y, frame_lo.y)) ||
           (on(s.a.y, frame_hi.y) && on(s.b.y, frame_hi.y));
  }
  [[nodiscard]] bool is_open(const Diagram::Edge& e) const {
    return is_frame(e.site[0]) || is_frame(e.site[1]);
  }
  [[nodiscard]] double width_of(const Diagram::Edge& e) const { return is_open(e) ? kInfinity : e.least; }

  [[nodiscard]] bool in_solid(PlanPoint p) const;
  [[nodiscard]] bool nothing_stands(PlanPoint from, PlanPoint to) const {
    return diagram.segment_count == 0 && !in_solid(from) && !in_solid(to) &&
           std::isfinite(distance(from, to));
  }
  /// The point in cells, moved inside the frame when it is far outside: nothing stands between. Nothing when
  /// it is in, or nearer than 1 mm to, an obstacle.
  [[nodiscard]] std::optional<PlanPoint> locate(PlanPoint p) const;
  /// Both points on the diagram, or nothing.
  struct Ends {
    Attachment a, b;
  };
  [[nodiscard]] std::optional<Ends> attach_both(PlanPoint from, PlanPoint to) const;
  [[nodiscard]] PlanPoint vertex(int v) const { return diagram.vertices[at(v)].at; }
  [[nodiscard]] PlanSegment metres(const PlanSegment& s) const {
    return {frame.metres(s.a), frame.metres(s.b)};
  }

  void prepare();
  /// The smallest owner of what is at a point of an obstacle; kNoOwner when nobody owns it.
  [[nodiscard]] int owner_at(PlanPoint cells) const;
  [[nodiscard]] std::array<int, 2> owners_of(const PlanSegment& pinch) const {
    return {owner_at(pinch.a), owner_at(pinch.b)};
  }

  /// How wide a way is at its narrowest place, and what is there.
  struct Width {
    double radius = kInfinity;  ///< of the disc; infinite when nothing limits it
    int edge = -1;              ///< the edge whose pair of sites it is, exactly
    int vertex = -1;            ///< or the vertex whose disc it is
  };
  [[nodiscard]] bool narrower(const Width& a, const Width& b) const;
  /// Whole picometres of the diameter; `radius` must be finite.
  [[nodiscard]] std::int64_t picometres(const Width& width) const;
  [[nodiscard]] std::int64_t disc_picometres(int vertex) const;
  /// Of the widest way between two different vertices; nothing when there is no way.
  [[nodiscard]] std::optional<Width> between(int v, int w) const;
  [[nodiscard]] Width disc(int v) const {
    return {open_vertex[at(v)] ? kInfinity : diagram.vertices[at(v)].clearance, -1, v};
  }
  [[nodiscard]] Width limit_of(const Attachment& x, const Attachment::Way& way) const {
    return {limit(x, way), way.by_pair ? x.edge : -1, -1};
  }

  /// The best way between two attached points.
  struct Choice {
    Width width{-1};                         ///< negative when there is no way
    std::int64_t width_pm = 0;               ///< where the width is finite
    const Attachment::Way* first = nullptr;  ///< where it leaves the start; null when both are on one edge
    const Attachment::Way* last = nullptr;
    PlanSegment pinch;  ///< cells
    [[nodiscard]] bool finite() const { return width.radius < kInfinity; }
  };
  [[nodiscard]] std::optional<Choice> choose(const Ends& ends) const;
  [[nodiscard]] double limit(const Attachment& x, const Attachment::Way& way) const {
    return is_open(diagram.edges[at(x.edge)]) ? kInfinity : way.limit;
  }

  /// Where two obstacles face each other on the way from an attached point to the way's vertex.
  struct Squeeze {
    double radius = kInfinity;
    int edge = -1;
    PlanSegment pinch;  ///< cells
  };
  [[nodiscard]] Squeeze squeeze(const Attachment& x, const Attachment::Way& way) const;

  void walk(int edge, int& from, Polyline& points) const;
  [[nodiscard]] Polyline climb(const Attachment& x, const Attachment::Way& way, PlanPoint start) const;
  [[nodiscard]] Polyline path_of(const Ends& ends, const Attachment::Way& first,
                                 const std::vector<int>& edges, const Attachment::Way& last, PlanPoint from,
                                 PlanPoint to) const;
  /// Between two points on the same edge.
  [[nodiscard]] Polyline direct_path(const Ends& ends, PlanPoint from, PlanPoint to) const;
  [[nodiscard]] PlanSegment widest_place(int v) const;
  [[nodiscard]] PlanSegment pinch_of(const Diagram::Edge& e, PlanPoint p, PlanPoint q) const;
  [[nodiscard]] PlanSegment pinch_of(const Width& width, int by, const PlanSegment& part) const;
};

}  // namespace landai::geometry
