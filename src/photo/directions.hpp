// SPDX-License-Identifier: GPL-3.0-or-later
// Directions in space from lines in the photo: vanishing points, written as directions of the camera's frame.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "landai/photo/propagate.hpp"
#include "landai/photo/task.hpp"
#include "projection.hpp"

namespace landai::photo {

[[nodiscard]] Direction cross(const Direction& a, const Direction& b);
[[nodiscard]] double dot(const Direction& a, const Direction& b);
/// Nothing for a direction without length.
[[nodiscard]] std::optional<Direction> unit(const Direction& a);
/// A unit vector turned by a small angle towards each of two directions square to it (radians).
[[nodiscard]] Direction tilted(const Direction& a, double first, double second);

/// Two ends of a line pushed across it: errors in px at its first and last pixel.
[[nodiscard]] std::array<PixelPoint, 2> pushed(const PixelLine& line, double first, double last);
/// Normal of the plane through the camera and a line; nothing for a line without length.
[[nodiscard]] std::optional<Direction> plane_of(const Lens& lens, const std::array<PixelPoint, 2>& ends);

/// The direction of lines that are parallel in space: the smallest singular vector of their planes' normals, each weighted by its length. Unit, sense
/// arbitrary. `errors` holds two per line (px). Nothing for fewer than two lines or when they tell no direction.
[[nodiscard]] std::optional<Direction> common_direction(const Lens& lens, const std::vector<PixelLine>& lines, std::span<const double> errors);

/// The same direction seen with another focal length.
[[nodiscard]] Direction with_focal(const Direction& d, double from, double to);
/// The focal length (px) at which directions that are square to each other come out so, from two or three of them as seen with `lens`.
/// Nothing for fewer than two, or when their vanishing points lie too far away to tell.
[[nodiscard]] std::optional<double> focal_of(const std::vector<Direction>& square, const Lens& lens);

/// A direction that is known beside the lines: downwards, camera frame, and how well (rad).
struct KnownDown {
  Direction down;
  double u = 0;
};

/// Where down is: told by the user, by upright lines, or by the file.
class Gravity {
 public:
  /// Nothing when nobody tells.
  static std::optional<Gravity> of(const Photo& photo, const Task& task);
  [[nodiscard]] std::vector<Input> inputs() const;
  /// Downwards, unit; errors in the order of `inputs`.
  [[nodiscard]] std::optional<Direction> at(const Lens& lens, std::span<const double> errors) const;
  [[nodiscard]] Message assumption() const;
  /// Where it does not come from lines.
  [[nodiscard]] std::optional<KnownDown> told() const { return told_ ? std::optional(KnownDown{*told_, u_}) : std::nullopt; }

 private:
  std::optional<Direction> told_;
  double u_ = 0;
  bool from_file_ = false;
  std::vector<PixelLine> lines_;
  double line_u_ = 1;
};

}  // namespace landai::photo
