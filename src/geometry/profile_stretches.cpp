// SPDX-License-Identifier: GPL-3.0-or-later
// What a profile says about limits: where it is too narrow, where two pass, where the narrow places are.
#include <algorithm>
#include <cmath>

#include "profile_piece.hpp"

namespace landai::geometry {
namespace {

constexpr double kGrid_m = 0.0002;  ///< what the grid may take from a width
constexpr double kOpens_m = 0.10;   ///< a narrow place that opens by less than this is not left

/// Parts of what counts on which the width is below the limit, or not below it.
std::vector<WidthStretch> stretches(const WidthProfile& p, double limit_m, bool below) {
  std::vector<WidthStretch> found;
  const auto is = [&](double width) { return (width < limit_m) == below; };
  const auto add = [&](double from, double to) {
    if (!found.empty() && from <= found.back().to_m + 1e-9) {
      found.back().to_m = std::max(found.back().to_m, to);
    } else {
      found.push_back({from, to, 0, {}});
    }
  };
  for (const ProfilePiece& piece : p.pieces) {
    const double lo = std::max(piece.from.along_m, p.from_m), hi = std::min(piece.to.along_m, p.to_m);
    if (lo > hi) continue;
    const bool first = is(piece.from.width_m), last = is(piece.to.width_m);
    if (first && last) {
      add(lo, hi);
    } else if (first != last) {
      const double cut = place_of_width(piece, limit_m);
      const double from = first ? lo : std::max(lo, cut), to = first ? std::min(hi, cut) : hi;
      if (from <= to) add(from, to);
    }
  }
  for (WidthStretch& s : found) {
    s.where = least_between(p, s.from_m, s.to_m);
    s.least_m = s.where.width_m;
  }
  return found;
}

}  // namespace

double width_at(const WidthProfile& profile, double along_m) {
  for (const ProfilePiece& piece : profile.pieces) {
    if (along_m < piece.from.along_m || along_m > piece.to.along_m) continue;
    return width_of(piece, position_at(piece, along_m));
  }
  return NAN;
}

std::vector<WidthStretch> stretches_below(const WidthProfile& profile, double limit_m, double longer_than_m) {
  std::vector<WidthStretch> found = stretches(profile, limit_m - kGrid_m, true);
  std::erase_if(found, [&](const WidthStretch& s) { return !(s.length_m() > longer_than_m); });
  return found;
}

std::vector<WidthStretch> passing_places(const WidthProfile& profile, double width_m, double length_m) {
  std::vector<WidthStretch> found = stretches(profile, width_m - kGrid_m, false);
  std::erase_if(found, [&](const WidthStretch& s) { return s.length_m() < length_m; });
  return found;
}

WidthStretch longest_without_passing_place(const WidthProfile& profile, double width_m, double length_m) {
  WidthStretch longest{profile.from_m, profile.from_m, 0, {}};
  double from = profile.from_m;
  const auto until = [&](double to) {
    if (to - from > longest.length_m()) longest.from_m = from, longest.to_m = to;
  };
  for (const WidthStretch& place : passing_places(profile, width_m, length_m)) {
    until(place.from_m);
    from = place.to_m;
  }
  until(profile.to_m);
  longest.where = least_between(profile, longest.from_m, longest.to_m);
  longest.least_m = longest.where.width_m;
  return longest;
}

std::vector<WidthSample> narrow_places(const WidthProfile& profile, double below_m) {
  // Between two narrow places the way opens by more than kOpens_m and closes again by as much.
  std::vector<WidthSample> found;
  double low_from = profile.from_m, low = INFINITY, high = -INFINITY;
  double low_to = profile.from_m;
  bool falling = true;
  const auto take = [&] {
    const WidthSample place = least_between(profile, low_from, low_to);
    if (place.width_m < below_m - kGrid_m) found.push_back(place);
  };
  for (const WidthSample& s : profile.samples) {
    if (s.along_m < profile.from_m - 1e-9 || s.along_m > profile.to_m + 1e-9) continue;
    if (falling) {
      low = std::min(low, s.width_m);
      low_to = s.along_m;
      if (s.width_m > low + kOpens_m) {
        take();
        falling = false;
        high = s.width_m;
      }
    } else {
      high = std::max(high, s.width_m);
      if (s.width_m < high - kOpens_m) {
        falling = true;
        low = s.width_m;
        low_from = low_to = s.along_m;
      }
    }
  }
  if (falling && profile.from_m < profile.to_m) take();
  return found;
}

}  // namespace landai::geometry
