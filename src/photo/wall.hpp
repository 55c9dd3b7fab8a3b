// SPDX-License-Identifier: GPL-3.0-or-later
// Markers in one plane seen by one camera: what is unknown, what is observed, and the fit of the one to the other.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "fit.hpp"
#include "landai/photo/marker.hpp"
#include "landai/photo/propagate.hpp"
#include "projection.hpp"

namespace landai::photo {

/// A marker with its true side, or a rectangle with both of its sides.
struct SizedMarker {
  Marker marker;
  double side = 0;    ///< m
  double u_side = 0;  ///< m
  double height = 0;  ///< m; 0: a square
  double u_height = 0;
  double u_common = 0;  ///< m, beside `u_side`: what is wrong with all markers alike, as the scale of a print
  [[nodiscard]] double tall() const { return height > 0 ? height : side; }
};

/// Everything that the fit knows, at one set of unknowns.
struct WallState {
  Lens lens;
  Pose pose;  ///< of the first marker's plane
  struct Placed {
    double x = 0, y = 0, angle = 0;  ///< in the first marker's frame; metres, radians
    double side = 0;                 ///< m
    double height = 0;               ///< m
    double bias = 0;                 ///< px by which its edges lie too far out
  };
  std::vector<Placed> markers;
};

/// What else is observed of the plane.
struct WallHints {
  std::optional<Direction> gravity;  ///< downwards, camera frame
  double gravity_u = 0.0087;         ///< rad
  bool wall = false;                 ///< the plane is vertical
  bool floor = false;                ///< the plane is level
  /// Two lines (pixels) that are parallel in the plane, and how well: radians.
  std::vector<std::vector<PixelPoint>> parallel;
  double parallel_u = 0.0052;
};

/// The least squares problem. Unknowns: pose, places of further markers, and the nuisances with their priors (focal length, principal
/// point, k1, edge bias, print scale, single sides, and the pixels' shape where the photo may have been stretched).
class Wall {
 public:
  Wall(const Camera& camera, std::vector<SizedMarker> markers, WallHints hints);

  /// Poses that fit, best first: one or two (a flat square is seen alike from two sides). Empty when none does, and when one
  /// that may be the true one does not settle.
  struct Solution {
    Fit fit;
    std::array<double, 9> rotation{};  ///< the unknowns' turn is counted from here
    double rms = 0;                    ///< of the corners, px
  };
  [[nodiscard]] std::vector<Solution> solve() const;

  /// What of a solution's chi squared lies in the corners, in the lens against its prior, in the sides and edges against theirs, and in gravity and parallel lines.
  struct Shares {
    double corners = 0, lens = 0, sides = 0, hints = 0;
    double rest = 0;  ///< of the corners, px, with the sides as they were told
  };
  [[nodiscard]] Shares shares(const Solution& solution) const;

  /// The inputs of the Monte Carlo, one for each observation, with the rows of the budget; unit: px for corners, standard uncertainties for
  /// the rest.
  [[nodiscard]] std::vector<Input> inputs() const;
  [[nodiscard]] std::size_t residual_count() const { return residual_count_; }
  [[nodiscard]] Residuals residuals(const Solution& from, std::span<const double> errors) const;
  [[nodiscard]] const std::vector<double>& scale() const { return scale_; }
  [[nodiscard]] std::optional<WallState> state(const Solution& from, std::span<const double> unknowns) const;
  [[nodiscard]] const std::vector<SizedMarker>& markers() const { return markers_; }

 private:
  [[nodiscard]] std::optional<Solution> refined(const Pose& start) const;
  [[nodiscard]] double rms_of_corners(std::span<const double> residuals) const;
  /// Rays of the parallel lines for one lens: few of the unknowns change the lens, and a distorted ray is found step by step.
  struct ParallelRays {
    std::optional<Lens> lens;
    std::array<std::array<Ray, 2>, 2> of;
  };
  [[nodiscard]] bool hint_residuals(const WallState& state, std::span<const double> errors, std::span<double> out, ParallelRays& rays) const;

  Camera camera_;
  std::vector<SizedMarker> markers_;
  WallHints hints_;
  std::vector<double> scale_;
  std::size_t nuisance_ = 0;        ///< index of the first nuisance among the unknowns
  std::size_t nuisance_count_ = 0;
  std::size_t per_marker_ = 1;      ///< nuisances of a marker's own sides: all are squares, or all rectangles
  std::size_t residual_count_ = 0;
};

/// Direction of a line in the plane z = 0 through pixels, radians from x; nothing for a line that does not meet it.
[[nodiscard]] std::optional<double> direction_of(const WallState& state, std::span<const PixelPoint> line);

}  // namespace landai::photo
