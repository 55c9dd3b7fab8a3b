// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile_piece.hpp"

#include <algorithm>
#include <cmath>

namespace landai::geometry {
namespace {

using Between = ProfilePiece::Between;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double arc(double t, double h) {
  const double u = t / h;
  return h / 2 * (u * std::sqrt(1 + u * u) + std::asinh(u));
}

/// How far along the middle line a position lies from the narrowest place.
double along_of(const ProfilePiece& piece, double t) {
  return piece.between == Between::wall_and_corner && piece.height_m > 0 ? arc(t, piece.height_m) : t;
}

}  // namespace

double width_of(const ProfilePiece& piece, double t) {
  const double h = piece.height_m;
  switch (piece.between) {
    case Between::wall_and_corner:
      if (h > 0) return (t * t + h * h) / h;
      break;
    case Between::corners:
      return 2 * std::hypot(t, h);
    case Between::open:
      return kInfinity;
    case Between::walls:
      break;
  }
  const double share = piece.t_to != piece.t_from ? (t - piece.t_from) / (piece.t_to - piece.t_from) : 0;
  return piece.from.width_m + share * (piece.to.width_m - piece.from.width_m);
}

/// The position at a place of the profile.
double position_at(const ProfilePiece& piece, double along_m) {
  const double gone = along_m - piece.from.along_m, whole = piece.to.along_m - piece.from.along_m;
  if (!(whole > 0)) return piece.t_from;
  if (piece.between != Between::wall_and_corner)
    return piece.t_from + gone / whole * (piece.t_to - piece.t_from);
  double lo = 0, hi = 1;
  const double start = along_of(piece, piece.t_from);
  for (int i = 0; i < 60; ++i) {
    const double middle = (lo + hi) / 2, t = piece.t_from + middle * (piece.t_to - piece.t_from);
    (std::abs(along_of(piece, t) - start) < gone ? lo : hi) = middle;
  }
  return piece.t_from + lo * (piece.t_to - piece.t_from);
}

/// Where on the piece the width is the given one, which lies between those of its ends.
double place_of_width(const ProfilePiece& piece, double width_m) {
  double lo = 0, hi = 1;
  const bool grows = piece.to.width_m > piece.from.width_m;
  for (int i = 0; i < 60; ++i) {
    const double middle = (lo + hi) / 2;
    const double w = width_of(piece, piece.t_from + middle * (piece.t_to - piece.t_from));
    ((w < width_m) == grows ? lo : hi) = middle;
  }
  const double t = piece.t_from + lo * (piece.t_to - piece.t_from);
  return piece.from.along_m + std::abs(along_of(piece, t) - along_of(piece, piece.t_from));
}

WidthSample least_between(const WidthProfile& profile, double from_m, double to_m) {
  const auto& samples = profile.samples;
  std::size_t first = samples.size();
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (samples[i].along_m < from_m - 1e-9 || samples[i].along_m > to_m + 1e-9) continue;
    if (first == samples.size() || samples[i].width_m < samples[first].width_m - kSameWidth_m) first = i;
  }
  if (first == samples.size()) return {};
  std::size_t last = first;
  double least = samples[first].width_m;
  while (last + 1 < samples.size() && samples[last + 1].along_m <= to_m + 1e-9 &&
         !(samples[last + 1].width_m > samples[first].width_m + kSameWidth_m))
    least = std::min(least, samples[++last].width_m);
  const double middle = (samples[first].along_m + samples[last].along_m) / 2;
  WidthSample best = samples[first];
  for (std::size_t i = first; i <= last; ++i) {
    if (std::abs(samples[i].along_m - middle) < std::abs(best.along_m - middle)) best = samples[i];
  }
  best.width_m = least;
  return best;
}

}  // namespace landai::geometry
