// SPDX-License-Identifier: GPL-3.0-or-later
// The camera as it is known before measuring: values with standard uncertainties, the priors of every fit.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "landai/core/message.hpp"
#include "landai/photo/photo.hpp"

namespace landai::photo {

/// Where the focal length comes from, best first.
enum class FocalSource { calibrated, stated, exif, assumed };

/// Of the long side: how far a lens's axis lies from the middle of a photo that holds all that the lens saw (a working value, reference section 6).
inline constexpr double kWholeU = 0.01;
/// The same of a photo that may have been cut out of another one: three quarters of a picture, taken anywhere out of it, have the axis up to 17 % off,
/// evenly.
inline constexpr double kCutU = 0.08;

/// A pinhole with Brown's distortion (k1, k2, p1, p2, k3), as OpenCV has it. Pixels of the upright photo.
struct Camera {
  int width = 0, height = 0;  ///< pixels
  double f = 0;               ///< focal length, px
  double u_f = 0;             ///< px
  double cx = 0, cy = 0;      ///< principal point, px
  double u_c = 0;             ///< px, each axis
  std::array<double, 5> distortion{};
  double u_k1 = 0;
  double u_aspect = 0;        ///< relative standard uncertainty of the focal length in rows over that in columns, which is 1; 0: pixels are square
  FocalSource source = FocalSource::assumed;
  std::string id;             ///< of a calibration; may be empty
};

/// What a user or a calibration says about the camera. Empty fields are filled from EXIF, then from what is usual.
struct CameraStatement {
  std::string id;                                   ///< name of the calibration
  std::optional<double> focal_px;                   ///< of a photo `width` pixels wide; of this photo when `width` is 0
  std::optional<double> focal_35mm;                 ///< mm, by diagonal
  std::optional<double> focal_u;                    ///< relative standard uncertainty; none: 0.005 calibrated, 0.02 px, 0.04 else
  std::optional<PixelPoint> principal_point;        ///< px, of the same width
  std::optional<double> principal_u;                ///< px
  std::optional<std::array<double, 5>> distortion;
  std::optional<double> k1_u;
  int width = 0;                                    ///< px of the photos that the values are for
  bool calibrated = false;
  bool square_pixels = false;                       ///< it was not stretched: a scan, a plan, a photo whose margins were cut
};

/// The camera of a photo and what was assumed about it.
struct CameraPrior {
  Camera camera;
  std::vector<Message> assumptions;  ///< "focal length 3029 px from EXIF"
  std::vector<Message> warnings;     ///< cropped, resized, no EXIF; each has widened something
};

/// Values and defaults of reference section 4 and 6: f = F35 * diagonal / 43.267 with u 4 %; 8 % when zoomed digitally, resized or of an
/// unknown size; 30 mm with u 30 % when nothing is told or the photo is cropped; principal point in the middle with u 1 % of the long side (5 %
/// when cropped); k1 with u 0.01 for a camera that EXIF names, 0.03 where only a focal length is
/// stated, 0.05 when nothing is told about the lens. A photo of the same shape as EXIF tells and of fewer pixels may have been
/// scaled or cut: f lies half-way between what it is then, both within one u, and the principal point anywhere that the cut leaves open. Only a focal
/// length stated in px of this very photo (`width` 0) says which.
[[nodiscard]] CameraPrior camera_of(const Photo& photo, const CameraStatement& statement);
/// Makes room for a cut: the focal length may be that of the whole picture or of one of which five eighths are left, side by side.
void cover_cut(Camera& camera);

/// Diagonal of the 35 mm frame, mm.
inline constexpr double kFilmDiagonal = 43.266615;

}  // namespace landai::photo
