// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "landai/core/geometry.hpp"

namespace landai::geometry {

/// Squared distance from p to the segment, and its foot. Without a root: this runs for every candidate of
/// every question.
[[nodiscard]] inline double squared_distance(const PlanSegment& s, PlanPoint p, PlanPoint& foot) {
  const PlanPoint d = s.b - s.a;
  const double length2 = dot(d, d);
  double t = length2 > 0 ? dot(p - s.a, d) / length2 : 0;
  t = std::clamp(t, 0.0, 1.0);
  foot = t == 1.0 ? s.b : s.a + t * d;
  const PlanPoint v = p - foot;
  return dot(v, v);
}

/// Uniform grid over segments, for "what is near". Works in whatever unit the segments are in.
class SegmentIndex {
 public:
  SegmentIndex() = default;
  explicit SegmentIndex(std::vector<PlanSegment> segments);

  struct Nearest {
    double distance = std::numeric_limits<double>::infinity();
    int segment = -1;
    PlanPoint foot;
  };
  /// The segment nearest to p; segment == -1 when there is none.
  [[nodiscard]] Nearest nearest(PlanPoint p) const;

  [[nodiscard]] const std::vector<PlanSegment>& segments() const { return segments_; }

  /// Calls f(segment) for every segment that may touch the box, some of them several times. Stops when f
  /// returns false.
  template <class F>
  void visit(const Box& box, F&& f) const {
    if (segments_.empty()) return;
    const int x0 = column(box.min_x), x1 = column(box.max_x);
    const int y0 = row(box.min_y), y1 = row(box.max_y);
    for (int y = y0; y <= y1; ++y) {
      for (int x = x0; x <= x1; ++x) {
        const std::size_t cell =
            static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x);
        for (std::uint32_t k = start_[cell]; k < start_[cell + 1]; ++k) {
          if (!f(static_cast<int>(items_[k]))) return;
        }
      }
    }
  }

  /// Calls f(segment) for every segment that may touch the disc, some of them several times, until it returns
  /// false. Empty cells cost nothing. True when f never returned false.
  template <class F>
  bool near(PlanPoint centre, double radius, F&& f) const {
    if (segments_.empty()) return true;
    const int y0 = row(centre.y - radius), y1 = row(centre.y + radius);
    for (int y = y0; y <= y1; ++y) {
      const double bottom = box_.min_y + y * size_;
      const double off = std::max({0.0, bottom - centre.y, centre.y - bottom - size_});
      const double half = std::sqrt(std::max(0.0, radius * radius - off * off)) + size_ * 1e-3;
      const int x1 = column(centre.x + half);
      const std::size_t first = static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_);
      for (std::uint32_t x = next_[first + static_cast<std::size_t>(column(centre.x - half))];
           x <= static_cast<std::uint32_t>(x1); x = next_[first + x + 1]) {
        for (std::uint32_t k = start_[first + x]; k < start_[first + x + 1]; ++k) {
          if (!f(static_cast<int>(items_[k]))) return false;
        }
        if (x + 1 >= static_cast<std::uint32_t>(columns_)) break;
      }
    }
    return true;
  }

  /// Calls f(segment) for every segment in the cells that `s`, widened by `margin`, touches; some of them
  /// several times.
  template <class F>
  void along(const PlanSegment& s, double margin, F&& f) const {
    if (segments_.empty()) return;
    cells_of(s, margin, [&](std::size_t cell) {
      for (std::uint32_t k = start_[cell]; k < start_[cell + 1]; ++k) f(static_cast<int>(items_[k]));
    });
  }

  [[nodiscard]] int columns() const { return columns_; }
  [[nodiscard]] int rows() const { return rows_; }
  /// Segments that touch a cell.
  template <class F>
  void in_cell(int x, int y, F&& f) const {
    const std::size_t cell =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x);
    for (std::uint32_t k = start_[cell]; k < start_[cell + 1]; ++k) f(static_cast<int>(items_[k]));
  }
  [[nodiscard]] Box cell_box(int x, int y) const {
    const double left = box_.min_x + x * size_, bottom = box_.min_y + y * size_;
    return {left, bottom, left + size_, bottom + size_};
  }
  [[nodiscard]] int column(double x) const { return clamp_to((x - box_.min_x) / size_, columns_); }
  [[nodiscard]] int row(double y) const { return clamp_to((y - box_.min_y) / size_, rows_); }

 private:
  static int clamp_to(double v, int count) {
    if (!(v > 0)) return 0;
    return v >= count ? count - 1 : static_cast<int>(v);
  }
  template <class F>
  void cells_of(const PlanSegment& s, double margin, F&& f) const {
    const PlanPoint lo = s.a.y <= s.b.y ? s.a : s.b;
    const PlanPoint hi = s.a.y <= s.b.y ? s.b : s.a;
    const int y0 = row(lo.y - margin), y1 = row(hi.y + margin);
    const double slope = hi.y > lo.y ? (hi.x - lo.x) / (hi.y - lo.y) : 0;
    for (int y = y0; y <= y1; ++y) {
      double xa = lo.x, xb = hi.x;
      if (y1 > y0 && hi.y > lo.y) {
        const double bottom = box_.min_y + y * size_ - margin;
        const double top = bottom + size_ + 2 * margin;
        xa = lo.x + slope * (std::clamp(bottom, lo.y, hi.y) - lo.y);
        xb = lo.x + slope * (std::clamp(top, lo.y, hi.y) - lo.y);
      }
      const int x0 = column(std::min(xa, xb) - margin), x1 = column(std::max(xa, xb) + margin);
      const std::size_t first = static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_);
      for (int x = x0; x <= x1; ++x) f(first + static_cast<std::size_t>(x));
    }
  }

  std::vector<PlanSegment> segments_;
  Box box_;
  double size_ = 1;
  int columns_ = 0;
  int rows_ = 0;
  std::vector<std::uint32_t> start_;
  std::vector<std::uint32_t> items_;
  std::vector<std::uint32_t> next_;  ///< the first column from here on in the row that is not empty
};

}  // namespace landai::geometry
