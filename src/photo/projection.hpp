// SPDX-License-Identifier: GPL-3.0-or-later
// Between pixels, rays and a plane in space.
#pragma once

#include <array>
#include <optional>

#include "landai/photo/camera.hpp"
#include "landai/photo/photo.hpp"

namespace landai::photo {

/// What turns a direction into a pixel: Camera's values with the errors of a draw on them.
struct Lens {
  double f = 1, cx = 0, cy = 0;
  std::array<double, 5> k{};
  double aspect = 1;  ///< of f in rows to f in columns: below 1 in a photo that was stretched sideways
  bool operator==(const Lens&) const = default;
};

/// Point of the plane z = 1 before the camera.
struct Ray {
  double x = 0, y = 0;
};

/// A point in a plane with a pose: metres, x right, y down, as printed on the marker.
struct PlanePoint3 {
  double x = 0, y = 0, z = 0;
};

/// The plane's frame in the camera's: camera = rotation * plane + shift. z of the plane points away from the camera.
struct Pose {
  std::array<double, 9> rotation{1, 0, 0, 0, 1, 0, 0, 0, 1};
  std::array<double, 3> shift{};
};

[[nodiscard]] Lens lens_of(const Camera& camera);
[[nodiscard]] PixelPoint pixel_of(const Lens& lens, Ray ray);
/// Undoes the distortion by fixed point iteration; exact to 1e-9 for lenses whose distortion can be undone at that place.
[[nodiscard]] Ray ray_of(const Lens& lens, PixelPoint pixel);
/// Nothing behind the camera.
[[nodiscard]] std::optional<PixelPoint> pixel_of(const Lens& lens, const Pose& pose, const PlanePoint3& point);
/// Where the ray meets the plane z = depth of the pose's frame; nothing when it does not, or behind the camera.
[[nodiscard]] std::optional<PlanePoint3> on_plane(const Pose& pose, Ray ray, double depth);
/// rotation * exp(w): the pose turned by a small rotation vector w (radians) in the plane's own frame.
[[nodiscard]] std::array<double, 9> turned(const std::array<double, 9>& rotation, const std::array<double, 3>& w);

}  // namespace landai::photo
