// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/camera.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace landai::photo {
namespace {

constexpr double kCalibratedU = 0.005, kStatedU = 0.02, kExifU = 0.04, kDoubtfulU = 0.08, kAssumedU = 0.3;
/// mm of the 35 mm frame, from action cameras to long lenses: beyond it somebody mistook pixels or millimetres for the other.
constexpr double kShortest = 10, kLongest = 400;
/// k1, reference section 6; of a lens whose focal length is known and no more, between the two: a webcam needs it in true distances on a wall.
constexpr double kCorrectedLens = 0.01, kStatedLens = 0.03, kUnknownLens = 0.05;
constexpr double kUsualFocal = 30;  // mm of the 35 mm frame, between phones (24 to 28) and webcams (30 to 40)

/// A cut to less than a sixteenth of the picture that keeps its shape to the pixel is nobody's: a thumbnail is scaled.
constexpr double kDeepestCut = 4;

/// Of the long side, beside kWholeU and kCutU.
constexpr double kScanU = 0.05;  // of a scan or a picture of a drawing, which is seen square: whoever says that its pixels are square knows what it is
/// How much more of the scene the original may have held, side by side, where a program that cuts pictures wrote the file.
constexpr double kEditorsCut = 1.6;

/// Longer side over shorter one of the pictures that cameras and phones make, beside those of a whole screen; squares are cut, not stretched. 5:4 and 16:10
/// are left out: seldom a camera's, and 4:3 and 3:2 stretched by 6 %.
constexpr double kShapes[] = {1, 4.0 / 3, 1.5, 16.0 / 9, 2, 18.5 / 9, 19.0 / 9, 19.5 / 9, 20.0 / 9, 21.0 / 9};
constexpr double kSameShape = 0.008;  // relative: some sensors have a few rows more
/// Relative standard uncertainty of the pixels' shape where a photo may have been stretched in one direction. By more than a sixth is seen at once.
constexpr double kStretchU = 0.08;

bool has_cameras_shape(const Photo& photo) {
  const auto [least, most] = std::minmax({photo.width(), photo.height()});
  const double shape = static_cast<double>(most) / least;
  return std::any_of(std::begin(kShapes), std::end(kShapes), [&](double s) { return std::abs(shape / s - 1) < kSameShape || std::abs(most - s * least) <= 1.5; });
}

/// A photo whose file tells no size and whose sides are no camera's was cut, or stretched in one direction. Who states the focal length in px of this very
/// photo knows what it is.
bool reshaped(const Photo& photo, const CameraStatement& statement) {
  if (photo.altered() != Altered::unknown || (statement.focal_px && statement.width == 0)) return false;
  return !has_cameras_shape(photo);
}

/// How far the pixels of the photo may be from square: relative standard uncertainty.
double aspect_u(const Photo& photo, const CameraStatement& statement) {
  if (statement.square_pixels) return 0;
  if (reshaped(photo, statement)) return kStretchU;
  if (photo.altered() != Altered::cropped || (statement.focal_px && statement.width == 0)) return 0;
  const auto told = std::minmax({photo.exif().width, photo.exif().height}), is = std::minmax({photo.width(), photo.height()});
  return std::min(kStretchU, std::abs(std::log(static_cast<double>(is.second) / is.first * told.first / told.second)));
}

/// How many times the longer side that EXIF tells is that of a picture of the same shape; 1 for any other picture.
double smaller_by(const Photo& photo) {
  if (photo.altered() != Altered::resized) return 1;
  return static_cast<double>(std::max(photo.exif().width, photo.exif().height)) / std::max(photo.width(), photo.height());
}

/// Whether EXIF tells the size of this picture, and still it is not all that the camera took: a program for cutting pictures wrote it, or its sides are no
/// camera's.
bool retold(const Photo& photo) { return !photo.exif().edited_by.empty() || (photo.altered() == Altered::no && !has_cameras_shape(photo)); }

/// How much larger the picture was that EXIF tells of, where this one is smaller: it was scaled down, or its margins were cut off evenly. Nothing tells
/// which. 1 where it is the one that was taken, and where it is too small to be a cut.
double shrunk(const Photo& photo) {
  const double by = smaller_by(photo);
  return by > kDeepestCut ? 1 : std::max(1.0, by);
}

/// The focal length in px is the smaller one when the picture was scaled, the larger one when it was cut: both lie within one u of the middle.
void cover_both(Camera& camera, double by) {
  if (!(by > 1)) return;
  camera.u_f = std::hypot(camera.u_f * (1 + by) / 2, camera.f * (by - 1) / 2);
  camera.f *= (1 + by) / 2;
}

/// How much larger than this photo the frame may be that a focal length in mm of 35 mm film was stated of: the cut keeps the focal length in pixels, and with it less of
/// the frame is seen. 1 where the photo is all of the frame.
double less_than_frame(const Photo& photo, const CameraStatement& statement, bool cut) {
  if (statement.focal_px || !cut) return 1;
  const double was = std::hypot(photo.exif().width, photo.exif().height), is = std::hypot(photo.width(), photo.height());
  return std::clamp(was / is, kEditorsCut, kDeepestCut);
}

void stated_focal(CameraPrior& prior, const Photo& photo, const CameraStatement& statement, bool cut) {
  Camera& camera = prior.camera;
  const double scale = statement.width > 0 ? static_cast<double>(camera.width) / statement.width : 1;
  const double diagonal = std::hypot(camera.width, camera.height);
  camera.f = statement.focal_px ? *statement.focal_px * scale : *statement.focal_35mm * diagonal / kFilmDiagonal;
  camera.source = statement.calibrated ? FocalSource::calibrated : FocalSource::stated;
  const double usual = statement.calibrated ? kCalibratedU : statement.focal_px ? kStatedU : kExifU;
  camera.u_f = camera.f * statement.focal_u.value_or(usual);
  const double less = less_than_frame(photo, statement, cut);
  if (statement.width > 0 || !statement.focal_px) cover_both(camera, std::max(less, shrunk(photo)));  // not stated of this very photo
  if (less > 1) prior.warnings.push_back(message("photo.camera.film_of_whole").with("u", 100 * camera.u_f / camera.f, "%"));
  prior.assumptions.push_back(message(statement.calibrated ? "photo.camera.calibrated" : "photo.camera.stated")
                                  .with("f", std::round(camera.f), "").with("u", 100 * camera.u_f / camera.f, "%").with("id", statement.id));
  const double frame = camera.f * kFilmDiagonal / diagonal;
  if (frame < kShortest || frame > kLongest)
    prior.warnings.push_back(message("photo.camera.unusual").with("f", std::round(camera.f), "").with("mm", std::round(10 * frame) / 10, "").with("least", kShortest, "").with("most", kLongest, ""));
}

void exif_focal(CameraPrior& prior, const Photo& photo) {
  Camera& camera = prior.camera;
  const Exif& exif = photo.exif();
  camera.f = *exif.focal_35mm * std::hypot(camera.width, camera.height) / kFilmDiagonal;
  camera.source = FocalSource::exif;
  const bool zoomed = std::abs(exif.digital_zoom - 1) > 0.01;
  camera.u_f = camera.f * (photo.altered() != Altered::no || zoomed ? kDoubtfulU : kExifU);
  cover_both(camera, retold(photo) ? std::max(kEditorsCut, shrunk(photo)) : shrunk(photo));
  prior.assumptions.push_back(message("photo.camera.exif").with("f", std::round(camera.f), "").with("u", 100 * camera.u_f / camera.f, "%")
                                  .with("mm", *exif.focal_35mm, ""));
  if (zoomed) prior.warnings.push_back(message("photo.camera.zoomed").with("zoom", exif.digital_zoom, ""));
}

void assumed_focal(CameraPrior& prior, bool cropped) {
  Camera& camera = prior.camera;
  camera.f = kUsualFocal * std::hypot(camera.width, camera.height) / kFilmDiagonal;
  camera.source = FocalSource::assumed;
  camera.u_f = camera.f * kAssumedU;
  if (!cropped) prior.warnings.push_back(message("photo.camera.assumed").with("f", std::round(camera.f), "").with("u", 100 * kAssumedU, "%"));
}

/// Standard uncertainty of the centre of a picture that may have been cut out of a larger one anywhere, px; 0 where EXIF tells of no larger one.
double cut_out(const Photo& photo) {
  const auto [was_short, was_long] = std::minmax({photo.exif().width, photo.exif().height});
  const auto [is_short, is_long] = std::minmax({photo.width(), photo.height()});
  if (photo.altered() != Altered::cropped && photo.altered() != Altered::resized) return 0;
  if (photo.altered() == Altered::resized && !(shrunk(photo) > 1)) return 0;
  return std::max({0, was_short - is_short, was_long - is_long}) / (2 * std::sqrt(3.0));
}

/// Whether nothing tells that the photo is all that its lens saw. Who states the focal length in px of this very photo knows what it is.
bool may_be_cut(const Photo& photo, const CameraStatement& statement, bool cropped) {
  const bool known = statement.focal_px && statement.width == 0;
  return cropped || (!known && (photo.altered() == Altered::unknown || retold(photo)));
}

Message told_again(const Photo& photo) {
  if (!photo.exif().edited_by.empty()) return message("photo.camera.edited").with("program", photo.exif().edited_by);
  return message("photo.camera.odd").with("width", photo.width(), "").with("height", photo.height(), "");
}

void centre(CameraPrior& prior, const Photo& photo, const CameraStatement& statement, bool cut) {
  Camera& camera = prior.camera;
  const double scale = statement.width > 0 ? static_cast<double>(camera.width) / statement.width : 1;
  camera.cx = (camera.width - 1) / 2.0;
  camera.cy = (camera.height - 1) / 2.0;
  camera.u_c = std::max((cut ? statement.square_pixels ? kScanU : kCutU : kWholeU) * std::max(camera.width, camera.height), cut_out(photo));
  if (statement.principal_point) {  // pixel centres lie at whole numbers, so a picture of another size is scaled about -0.5
    camera.cx = (statement.principal_point->x + 0.5) * scale - 0.5;
    camera.cy = (statement.principal_point->y + 0.5) * scale - 0.5;
    camera.u_c = 0.003 * camera.width;
  }
  if (statement.principal_u) camera.u_c = *statement.principal_u * scale;
  if (statement.width > 0) camera.u_c = std::max(camera.u_c, cut_out(photo));
}

/// Standard uncertainty of k1 where nobody tells the lens's distortion. Only of a camera that the file names it is taken that it corrects its lens itself,
/// as phones do; a focal length alone says nothing of that.
double lens_u(const Camera& camera, const Exif& exif) {
  if (camera.source == FocalSource::assumed) return kUnknownLens;
  const bool named = !exif.make.empty() || !exif.model.empty() || exif.focal_35mm;
  return named || camera.source == FocalSource::calibrated ? kCorrectedLens : kStatedLens;
}

}  // namespace

void cover_cut(Camera& camera) { cover_both(camera, kEditorsCut); }

CameraPrior camera_of(const Photo& photo, const CameraStatement& statement) {
  CameraPrior prior;
  Camera& camera = prior.camera;
  camera.width = photo.width();
  camera.height = photo.height();
  camera.id = statement.id;
  const bool odd = reshaped(photo, statement), cropped = odd || photo.altered() == Altered::cropped;
  const bool cut = may_be_cut(photo, statement, cropped);
  if (statement.focal_px || statement.focal_35mm) stated_focal(prior, photo, statement, cut);
  else if (photo.exif().focal_35mm && !cropped) exif_focal(prior, photo);
  else assumed_focal(prior, cropped);
  if (odd && !statement.square_pixels) prior.warnings.push_back(message("photo.camera.reshaped").with("width", photo.width(), "").with("height", photo.height(), "").with("within", 200 * kStretchU, "%"));
  else if (cropped) prior.warnings.push_back(message("photo.camera.cropped"));
  if (photo.altered() == Altered::resized) prior.warnings.push_back(message(smaller_by(photo) > kDeepestCut ? "photo.camera.small" : "photo.camera.resized"));
  if (cut && !cropped && retold(photo)) prior.warnings.push_back(told_again(photo));
  centre(prior, photo, statement, cut);
  camera.u_aspect = aspect_u(photo, statement);
  camera.u_k1 = lens_u(camera, photo.exif());
  if (statement.distortion) {
    camera.distortion = *statement.distortion;
    camera.u_k1 = 0.005;
  }
  if (statement.k1_u) camera.u_k1 = *statement.k1_u;
  return prior;
}

}  // namespace landai::photo
