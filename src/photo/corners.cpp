// SPDX-License-Identifier: GPL-3.0-or-later
#include "corners.hpp"

#include <algorithm>
#include <cmath>

namespace landai::photo {

std::optional<std::array<PixelPoint, 4>> pushed_out(const std::array<PixelPoint, 4>& corners, double by) {
  std::array<PixelPoint, 4> out;
  for (std::size_t k = 0; k < 4; ++k) {
    const PixelPoint c = corners[k], p = corners[(k + 3) % 4], n = corners[(k + 1) % 4];
    double ax = c.x - p.x, ay = c.y - p.y, dx = c.x - n.x, dy = c.y - n.y;
    const double la = std::hypot(ax, ay), ld = std::hypot(dx, dy);
    if (!(la > 0.5) || !(ld > 0.5)) return std::nullopt;
    ax /= la, ay /= la, dx /= ld, dy /= ld;
    // An edge pushed out by b moves the corner along the other edge by b over the sine of their angle.
    const double sine = std::max(std::abs(ax * dy - ay * dx), 0.05);
    out[k] = {c.x + by / sine * (ax + dx), c.y + by / sine * (ay + dy)};
  }
  return out;
}

}  // namespace landai::photo
