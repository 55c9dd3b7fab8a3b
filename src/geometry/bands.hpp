// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "landai/core/geometry.hpp"

/// Private to this room.
namespace landai::geometry {

/// Whether a point is in a region (even-odd), for many points: the sides in bands by height. Says the same as
/// `contains` except on the border, where it may say either. Works in whatever unit the sides are in.
class Bands {
 public:
  Bands() = default;
  explicit Bands(std::span<const PlanSegment> sides) {
    if (sides.empty()) return;
    double high = -INFINITY;
    low_ = INFINITY;
    for (const PlanSegment& s : sides) {
      low_ = std::min({low_, s.a.y, s.b.y});
      high = std::max({high, s.a.y, s.b.y});
    }
    const std::size_t count = std::clamp<std::size_t>(sides.size() / 2, 1, 20'000);
    height_ = (high - low_) / static_cast<double>(count);
    if (!(height_ > 0)) return;
    bands_.resize(count);
    for (const PlanSegment& s : sides) {
      const std::size_t last = band(std::max(s.a.y, s.b.y));
      for (std::size_t k = band(std::min(s.a.y, s.b.y)); k <= last; ++k) bands_[k].push_back(s);
    }
  }
  [[nodiscard]] bool hold(PlanPoint p) const {
    if (bands_.empty() || !(p.y >= low_)) return false;
    bool inside = false;
    for (const PlanSegment& s : bands_[band(p.y)]) {
      if ((s.a.y > p.y) == (s.b.y > p.y)) continue;
      if (p.x < s.a.x + (p.y - s.a.y) / (s.b.y - s.a.y) * (s.b.x - s.a.x)) inside = !inside;
    }
    return inside;
  }

 private:
  [[nodiscard]] std::size_t band(double y) const {
    const double k = (y - low_) / height_;
    return k < static_cast<double>(bands_.size()) ? static_cast<std::size_t>(k) : bands_.size() - 1;
  }
  double low_ = 0, height_ = 0;
  std::vector<std::vector<PlanSegment>> bands_;
};

}  // namespace landai::geometry
