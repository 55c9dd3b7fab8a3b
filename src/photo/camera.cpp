// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/camera.hpp"

#include <cmath>

namespace landai::photo {
namespace {

constexpr double kCalibratedU = 0.005, kStatedU = 0.02, kExifU = 0.04, kDoubtfulU = 0.08, kAssumedU = 0.3;
constexpr double kUsualFocal = 30;  // mm of the 35 mm frame, between phones (24 to 28) and webcams (30 to 40)

void stated_focal(CameraPrior& prior, const CameraStatement& statement) {
  Camera& camera = prior.camera;
  const double scale = statement.width > 0 ? static_cast<double>(camera.width) / statement.width : 1;
  const double diagonal = std::hypot(camera.width, camera.height);
  camera.f = statement.focal_px ? *statement.focal_px * scale : *statement.focal_35mm * diagonal / kFilmDiagonal;
  camera.source = statement.calibrated ? FocalSource::calibrated : FocalSource::stated;
  const double usual = statement.calibrated ? kCalibratedU : statement.focal_px ? kStatedU : kExifU;
  camera.u_f = camera.f * statement.focal_u.value_or(usual);
  prior.assumptions.push_back(message(statement.calibrated ? "photo.camera.calibrated" : "photo.camera.stated")
                                  .with("f", std::round(camera.f), "").with("u", 100 * camera.u_f / camera.f, "%").with("id", statement.id));
}

void exif_focal(CameraPrior& prior, const Photo& photo) {
  Camera& camera = prior.camera;
  const Exif& exif = photo.exif();
  camera.f = *exif.focal_35mm * std::hypot(camera.width, camera.height) / kFilmDiagonal;
  camera.source = FocalSource::exif;
  const bool zoomed = std::abs(exif.digital_zoom - 1) > 0.01;
  camera.u_f = camera.f * (photo.altered() != Altered::no || zoomed ? kDoubtfulU : kExifU);
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

void centre(CameraPrior& prior, const CameraStatement& statement, bool cropped) {
  Camera& camera = prior.camera;
  const double scale = statement.width > 0 ? static_cast<double>(camera.width) / statement.width : 1;
  camera.cx = (camera.width - 1) / 2.0;
  camera.cy = (camera.height - 1) / 2.0;
  camera.u_c = (cropped ? 0.05 : 0.01) * std::max(camera.width, camera.height);
  if (statement.principal_point) {  // pixel centres lie at whole numbers, so a picture of another size is scaled about -0.5
    camera.cx = (statement.principal_point->x + 0.5) * scale - 0.5;
    camera.cy = (statement.principal_point->y + 0.5) * scale - 0.5;
    camera.u_c = 0.003 * camera.width;
  }
  if (statement.principal_u) camera.u_c = *statement.principal_u * scale;
}

}  // namespace

CameraPrior camera_of(const Photo& photo, const CameraStatement& statement) {
  CameraPrior prior;
  Camera& camera = prior.camera;
  camera.width = photo.width();
  camera.height = photo.height();
  camera.id = statement.id;
  const bool cropped = photo.altered() == Altered::cropped;
  if (statement.focal_px || statement.focal_35mm) stated_focal(prior, statement);
  else if (photo.exif().focal_35mm && !cropped) exif_focal(prior, photo);
  else assumed_focal(prior, cropped);
  if (cropped) prior.warnings.push_back(message("photo.camera.cropped"));
  if (photo.altered() == Altered::resized) prior.warnings.push_back(message("photo.camera.resized"));
  centre(prior, statement, cropped);
  camera.u_k1 = camera.source == FocalSource::assumed ? 0.05 : 0.01;
  if (statement.distortion) {
    camera.distortion = *statement.distortion;
    camera.u_k1 = 0.005;
  }
  if (statement.k1_u) camera.u_k1 = *statement.k1_u;
  return prior;
}

}  // namespace landai::photo
