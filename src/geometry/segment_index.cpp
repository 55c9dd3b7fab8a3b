// SPDX-License-Identifier: GPL-3.0-or-later
#include "segment_index.hpp"

#include <algorithm>
#include <cmath>

namespace landai::geometry {
SegmentIndex::SegmentIndex(std::vector<PlanSegment> segments) : segments_(std::move(segments)) {
  if (segments_.empty()) return;
  double total = 0;
  for (const PlanSegment& s : segments_) {
    box_.add(s.a);
    box_.add(s.b);
    total += distance(s.a, s.b);
  }
  const double n = static_cast<double>(segments_.size());
  const double extent = std::max({box_.width(), box_.height(), 1e-9});
  // As many cells as segments, no longer than the usual segment, and no more than 4 n cells of a long thin
  // floor.
  size_ = std::max(
      {std::sqrt(box_.width() * box_.height() / n), total / n / 4, extent / (2 * n + 16), extent * 1e-6});
  columns_ = static_cast<int>(box_.width() / size_) + 1;
  rows_ = static_cast<int>(box_.height() / size_) + 1;
  const std::size_t cells = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  const double margin = size_ * 1e-3;  // a segment on the border of two cells belongs to both
  start_.assign(cells + 1, 0);
  for (const PlanSegment& s : segments_) {
    cells_of(s, margin, [&](std::size_t cell) { ++start_[cell + 1]; });
  }
  for (std::size_t i = 0; i < cells; ++i) start_[i + 1] += start_[i];
  items_.resize(start_[cells]);
  std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    cells_of(segments_[i], margin,
             [&](std::size_t cell) { items_[next[cell]++] = static_cast<std::uint32_t>(i); });
  }
  next_.resize(cells);
  for (std::size_t y = 0; y < static_cast<std::size_t>(rows_); ++y) {
    auto first = static_cast<std::uint32_t>(columns_);
    for (std::size_t x = static_cast<std::size_t>(columns_); x-- > 0;) {
      const std::size_t cell = y * static_cast<std::size_t>(columns_) + x;
      if (start_[cell + 1] > start_[cell]) first = static_cast<std::uint32_t>(x);
      next_[cell] = first;
    }
  }
}

SegmentIndex::Nearest SegmentIndex::nearest(PlanPoint p) const {
  Nearest best;
  if (segments_.empty()) return best;
  double best2 = std::numeric_limits<double>::infinity();
  const int cx = column(p.x), cy = row(p.y);
  const auto look = [&](int x, int y) {
    in_cell(x, y, [&](int i) {
      PlanPoint foot;
      const double d2 = squared_distance(segments_[static_cast<std::size_t>(i)], p, foot);
      if (d2 < best2 || (d2 == best2 && i < best.segment)) {
        best2 = d2;
        best.segment = i;
        best.foot = foot;
      }
    });
  };
  for (int r = 0;; ++r) {
    const int x0 = cx - r, x1 = cx + r, y0 = cy - r, y1 = cy + r;
    for (int y = std::max(y0, 0); y <= std::min(y1, rows_ - 1); ++y) {
      if (y == y0 || y == y1) {
        for (int x = std::max(x0, 0); x <= std::min(x1, columns_ - 1); ++x) look(x, y);
      } else {
        if (x0 >= 0) look(x0, y);
        if (x1 < columns_) look(x1, y);
      }
    }
    // Whatever has not been seen is beyond a side of the block that is not a side of the grid.
    double unseen = std::numeric_limits<double>::infinity();
    if (x0 > 0) unseen = std::min(unseen, p.x - (box_.min_x + x0 * size_));
    if (x1 < columns_ - 1) unseen = std::min(unseen, box_.min_x + (x1 + 1) * size_ - p.x);
    if (y0 > 0) unseen = std::min(unseen, p.y - (box_.min_y + y0 * size_));
    if (y1 < rows_ - 1) unseen = std::min(unseen, box_.min_y + (y1 + 1) * size_ - p.y);
    if (std::isinf(unseen)) break;
    if (unseen > 0 && unseen * unseen >= best2) break;
  }
  best.distance = std::sqrt(best2);
  return best;
}

}  // namespace landai::geometry
