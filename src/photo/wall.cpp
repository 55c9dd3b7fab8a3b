// SPDX-License-Identifier: GPL-3.0-or-later
#include "wall.hpp"

#include <opencv2/calib3d.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "corners.hpp"
#include "plane_line.hpp"

namespace landai::photo {
namespace {

constexpr std::size_t kPose = 6;
constexpr std::size_t kShared = 6;  // f, cx, cy, k1, edge bias, print scale
constexpr std::size_t kEdgeBias = 4;
/// Half of the variance of a side is the printer's and the ruler's, the same for all markers of a sheet; half is each one's own.
const double kPart = std::sqrt(0.5);

/// A start from the wrong one of two poses may have far to go, along a narrow valley, until it comes to the right one: one of a door's took 450 steps.
constexpr int kMostSteps = 2000;
constexpr double kSmallGain = 1e-8;  // of chi squared
constexpr double kFar = 1000;  // of chi squared: a corner 30 standard uncertainties away

constexpr double kOnItsSide = std::numbers::pi / 2, kAskew = 1;  // rad

constexpr double kCorner[4][2] = {{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}};

PlanePoint3 corner_of(const WallState::Placed& m, std::size_t k) {
  const double c = std::cos(m.angle), s = std::sin(m.angle), x = kCorner[k][0] * m.side, y = kCorner[k][1] * m.height;
  return {m.x + c * x - s * y, m.y + s * x + c * y, 0};
}

/// Corners of a marker as the photo shows them.
bool seen_corners(const WallState& state, const WallState::Placed& placed, std::array<PixelPoint, 4>& out) {
  std::array<PixelPoint, 4> sharp;
  for (std::size_t k = 0; k < 4; ++k) {
    const auto pixel = pixel_of(state.lens, state.pose, corner_of(placed, k));
    if (!pixel) return false;
    sharp[k] = *pixel;
  }
  const auto pushed = pushed_out(sharp, placed.bias);
  if (!pushed) return false;
  out = *pushed;
  return true;
}

/// Direction in the plane from where the first ray meets it to where the second one does, of length 1.
std::optional<PlanePoint3> across(const Pose& pose, const std::array<Ray, 2>& rays) {
  const auto from = on_plane(pose, rays[0], 0), to = on_plane(pose, rays[1], 0);
  if (!from || !to) return std::nullopt;
  const double x = to->x - from->x, y = to->y - from->y, length = std::hypot(x, y);
  if (!(length > 0)) return std::nullopt;
  return PlanePoint3{x / length, y / length, 0};
}

/// Angle of a marker's upper and lower side in the picture, radians.
double seen_angle(const std::array<Ray, 4>& c) {
  return std::atan2(c[1].y - c[0].y + c[2].y - c[3].y, c[1].x - c[0].x + c[2].x - c[3].x);
}

/// The two poses of a square or rectangle whose axes are turned by `turn` in its plane before it is solved.
std::vector<Pose> poses_turned(const std::array<Ray, 4>& seen, const SizedMarker& m, double turn) {
  const double c = std::cos(turn), s = std::sin(turn);
  std::vector<cv::Point3d> object;
  std::vector<cv::Point2d> image;
  for (std::size_t k = 0; k < 4; ++k) {
    const double x = kCorner[k][0] * m.side, y = kCorner[k][1] * m.tall();
    object.emplace_back(c * x - s * y, s * x + c * y, 0);
    image.emplace_back(seen[k].x, seen[k].y);
  }
  std::vector<cv::Mat> turns, shifts;
  std::vector<Pose> poses;
  try {
    cv::solvePnPGeneric(object, image, cv::Matx33d::eye(), cv::noArray(), turns, shifts, false, cv::SOLVEPNP_IPPE);
  } catch (const cv::Exception&) {
    return poses;  // a degenerate square
  }
  for (std::size_t i = 0; i < turns.size(); ++i) {
    cv::Matx33d rotation;
    cv::Rodrigues(turns[i], rotation);
    rotation = rotation * cv::Matx33d(c, -s, 0, s, c, 0, 0, 0, 1);
    Pose pose;
    std::copy(rotation.val, rotation.val + 9, pose.rotation.begin());
    for (std::size_t k = 0; k < 3; ++k) pose.shift[k] = shifts[i].at<double>(static_cast<int>(k));
    const auto number = [](double v) { return std::isfinite(v); };
    if (std::all_of(pose.rotation.begin(), pose.rotation.end(), number) && std::all_of(pose.shift.begin(), pose.shift.end(), number)) poses.push_back(pose);
  }
  return poses;
}

/// Where a fit may start. OpenCV hands a rotation on as a vector, and makes none of a half turn (a marker upside down, seen from straight in front) nor, by rounding, of
/// none at all; so the marker is shown to it as if it lay on its side. Nor does it find a tilt exactly about an axis of the marker when the last digit goes
/// against it; shown at another angle it does, unless there is no tilt at all.
std::vector<Pose> square_poses(const Lens& lens, const SizedMarker& m) {
  std::array<Ray, 4> seen;
  std::transform(m.marker.corners.begin(), m.marker.corners.end(), seen.begin(), [&](PixelPoint p) { return ray_of(lens, p); });
  const double angle = seen_angle(seen);
  for (const double beside : {kOnItsSide, kAskew})
    if (auto poses = poses_turned(seen, m, angle + beside); !poses.empty()) return poses;
  const Ray middle{(seen[0].x + seen[1].x + seen[2].x + seen[3].x) / 4, (seen[0].y + seen[1].y + seen[2].y + seen[3].y) / 4};
  const double distance = m.side * lens.f / m.marker.side();
  Pose square;
  square.rotation = turned(square.rotation, {0, 0, angle});
  square.shift = {middle.x * distance, middle.y * distance, distance};
  return {square};
}

}  // namespace

Wall::Wall(const Camera& camera, std::vector<SizedMarker> markers, WallHints hints)
    : camera_(camera), markers_(std::move(markers)), hints_(std::move(hints)) {
  // The largest carries the frame: its pose starts the fit.
  std::stable_sort(markers_.begin(), markers_.end(), [](const SizedMarker& a, const SizedMarker& b) { return a.marker.side() > b.marker.side(); });
  const std::size_t n = markers_.size();
  nuisance_ = kPose + 3 * (n - 1);
  per_marker_ = markers_.front().height > 0 ? 2 : 1;
  nuisance_count_ = kShared + per_marker_ * n + (camera_.u_aspect > 0 ? 1 : 0);
  const double s = markers_.front().side, z = s * camera_.f / markers_.front().marker.side();
  scale_ = {0.01, 0.01, 0.01, 0.01 * z, 0.01 * z, 0.01 * z};
  for (std::size_t i = 1; i < n; ++i) scale_.insert(scale_.end(), {0.1 * s, 0.1 * s, 0.01});
  scale_.insert(scale_.end(), nuisance_count_, 1.0);
  const std::size_t gravity = !hints_.gravity ? 0 : hints_.floor ? 2 : hints_.wall ? 1 : 0;
  residual_count_ = 8 * n + nuisance_count_ + gravity + (hints_.parallel.size() == 2 ? 1 : 0);
}

std::optional<WallState> Wall::state(const Solution& from, std::span<const double> u) const {
  WallState state;
  state.markers.reserve(markers_.size());
  state.pose.rotation = turned(from.rotation, {u[0], u[1], u[2]});
  const std::span<const double> q = u.subspan(nuisance_);
  state.lens = lens_of(camera_);
  state.lens.f += camera_.u_f * q[0];
  state.lens.cx += camera_.u_c * q[1];
  state.lens.cy += camera_.u_c * q[2];
  state.lens.k[0] += camera_.u_k1 * q[3];
  if (camera_.u_aspect > 0) state.lens.aspect += camera_.u_aspect * q[nuisance_count_ - 1];
  if (!(state.lens.f > 0.1 * camera_.f) || !(state.lens.aspect > 0.1)) return std::nullopt;
  // Another lens at the distance at which it shows the same picture: so the other unknowns hang little on it, and refits take few steps.
  const double z = u[5] * state.lens.f / camera_.f;
  state.pose.shift = {u[3] - camera_.u_c * q[1] * z / state.lens.f, u[4] - camera_.u_c * q[2] * z / state.lens.f, z};
  for (std::size_t i = 0; i < markers_.size(); ++i) {
    WallState::Placed placed;
    if (i > 0) placed = {u[kPose + 3 * (i - 1)], u[kPose + 3 * (i - 1) + 1], u[kPose + 3 * (i - 1) + 2], 0, 0};
    const SizedMarker& m = markers_[i];
    placed.side = m.side + std::hypot(kPart * m.u_side, m.u_common) * q[5] + kPart * m.u_side * q[kShared + per_marker_ * i];
    // The two sides of a sheet are cut apart, so the second one errs by itself.
    placed.height = per_marker_ == 2 ? m.tall() + m.u_height * q[kShared + per_marker_ * i + 1] : placed.side;
    placed.bias = m.marker.bias * q[4];
    if (!(placed.side > 0) || !(placed.height > 0)) return std::nullopt;
    state.markers.push_back(placed);
  }
  return state;
}

bool Wall::hint_residuals(const WallState& state, std::span<const double> errors, std::span<double> out, ParallelRays& rays) const {
  std::size_t at = 0;
  if (hints_.gravity && (hints_.wall || hints_.floor)) {
    const auto& r = state.pose.rotation;
    const Direction& g = *hints_.gravity;
    const auto along = [&](std::size_t axis) { return r[axis] * g[0] + r[3 + axis] * g[1] + r[6 + axis] * g[2]; };
    // The normal of a wall is square to gravity; both axes of a floor are.
    if (hints_.floor) {
      out[at] = along(0) / hints_.gravity_u - errors[at];
      ++at;
      out[at] = along(1) / hints_.gravity_u - errors[at];
      ++at;
    } else {
      out[at] = along(2) / hints_.gravity_u - errors[at];
      ++at;
    }
  }
  if (hints_.parallel.size() == 2) {
    // Their ends tell the direction. Few of the unknowns change the lens, and what it does is undone step by step.
    if (rays.lens != state.lens) {
      rays.lens = state.lens;
      for (std::size_t i = 0; i < 2; ++i) rays.of[i] = {ray_of(state.lens, hints_.parallel[i].front()), ray_of(state.lens, hints_.parallel[i].back())};
    }
    const auto a = across(state.pose, rays.of[0]), b = across(state.pose, rays.of[1]);
    if (!a || !b) return false;
    const double sense = a->x * b->x + a->y * b->y < 0 ? -1 : 1;  // a line has no beginning
    out[at] = sense * (a->y * b->x - a->x * b->y) / hints_.parallel_u - errors[at];
  }
  return true;
}

std::vector<Input> Wall::inputs() const {
  std::vector<Input> inputs;
  for (const SizedMarker& m : markers_) inputs.insert(inputs.end(), 8, Input{"photo.source.corners", m.marker.sigma});
  for (const char* source : {"photo.source.focal_length", "photo.source.principal_point", "photo.source.principal_point", "photo.source.distortion",
                             "photo.source.edge_bias", "photo.source.marker_side"})
    inputs.push_back(Input{source, 1});
  inputs.insert(inputs.end(), per_marker_ * markers_.size(), Input{"photo.source.marker_side", 1});
  if (camera_.u_aspect > 0) inputs.push_back(Input{"photo.source.aspect", 1});
  while (inputs.size() < residual_count_ - (hints_.parallel.size() == 2 ? 1 : 0)) inputs.push_back(Input{"photo.source.gravity", 1});
  if (hints_.parallel.size() == 2) inputs.push_back(Input{"photo.source.parallel", 1});
  return inputs;
}

Residuals Wall::residuals(const Solution& from, std::span<const double> errors) const {
  return [this, from = from, errors, rays = ParallelRays{}](std::span<const double> unknowns, std::span<double> out) mutable {
    const auto at = state(from, unknowns);
    if (!at) return false;
    std::size_t row = 0;
    for (std::size_t i = 0; i < markers_.size(); ++i) {
      std::array<PixelPoint, 4> seen;
      if (!seen_corners(*at, at->markers[i], seen)) return false;
      const Marker& m = markers_[i].marker;
      for (std::size_t k = 0; k < 4; ++k) {
        out[row] = (seen[k].x - m.corners[k].x - errors[row]) / m.sigma;
        ++row;
        out[row] = (seen[k].y - m.corners[k].y - errors[row]) / m.sigma;
        ++row;
      }
    }
    for (std::size_t i = 0; i < nuisance_count_; ++i, ++row) out[row] = unknowns[nuisance_ + i] - errors[row];
    return hint_residuals(*at, errors.subspan(row), out.subspan(row), rays);
  };
}

std::optional<Wall::Solution> Wall::refined(const Pose& start) const {
  Solution solution;
  solution.rotation = start.rotation;
  std::vector<double> unknowns{0, 0, 0, start.shift[0], start.shift[1], start.shift[2]};
  const Lens lens = lens_of(camera_);
  for (std::size_t i = 1; i < markers_.size(); ++i) {
    std::array<PlanePoint3, 4> c;
    for (std::size_t k = 0; k < 4; ++k) {
      const auto point = on_plane(start, ray_of(lens, markers_[i].marker.corners[k]), 0);
      if (!point) return std::nullopt;
      c[k] = *point;
    }
    const double angle = std::atan2(c[1].y - c[0].y + c[2].y - c[3].y, c[1].x - c[0].x + c[2].x - c[3].x);
    unknowns.insert(unknowns.end(), {(c[0].x + c[1].x + c[2].x + c[3].x) / 4, (c[0].y + c[1].y + c[2].y + c[3].y) / 4, angle});
  }
  unknowns.insert(unknowns.end(), nuisance_count_, 0.0);
  const std::vector<double> none(residual_count_, 0.0);
  std::vector<double> rest(residual_count_);
  if (!residuals(solution, none)(unknowns, rest)) return std::nullopt;   // behind the camera: no pose of this square
  auto fit = least_squares(residuals(solution, none), residual_count_, unknowns, scale_, kSmallGain, kMostSteps);
  if (!fit) return std::nullopt;
  if (!residuals(solution, none)(fit->unknowns, rest)) return std::nullopt;
  solution.rms = rms_of_corners(rest);
  solution.fit = std::move(*fit);
  return solution;
}

double Wall::rms_of_corners(std::span<const double> residuals) const {
  double squares = 0;
  for (std::size_t i = 0; i < 8 * markers_.size(); ++i) squares += std::pow(residuals[i] * markers_[i / 8].marker.sigma, 2);
  return std::sqrt(squares / (4.0 * static_cast<double>(markers_.size())));
}

Wall::Shares Wall::shares(const Solution& solution) const {
  Shares out;
  const std::vector<double> none(residual_count_, 0.0);
  std::vector<double> rest(residual_count_), told = solution.fit.unknowns;
  if (!residuals(solution, none)(told, rest)) return out;
  const std::size_t corners = 8 * markers_.size(), sides = kEdgeBias + 2 + per_marker_ * markers_.size();
  for (std::size_t i = 0; i < residual_count_; ++i) {
    const std::size_t nuisance = i - corners;
    double& share = i < corners ? out.corners : nuisance >= nuisance_count_ ? out.hints : nuisance < kEdgeBias || nuisance >= sides ? out.lens : out.sides;
    share += rest[i] * rest[i];
  }
  std::fill_n(told.begin() + static_cast<std::ptrdiff_t>(nuisance_ + kEdgeBias), sides - kEdgeBias, 0.0);
  out.rest = residuals(solution, none)(told, rest) ? rms_of_corners(rest) : solution.rms;
  return out;
}

std::vector<Wall::Solution> Wall::solve() const {
  std::vector<Solution> found;
  for (const Pose& start : square_poses(lens_of(camera_), markers_.front()))
    if (auto solution = refined(start)) found.push_back(std::move(*solution));
  std::sort(found.begin(), found.end(), [](const Solution& a, const Solution& b) { return a.fit.cost < b.fit.cost; });
  // One that does not settle may be the true one, unless all the steps brought it nowhere near what is seen.
  if (found.size() == 2 && !found[1].fit.settled && found[1].fit.cost > found[0].fit.cost + kFar) found.pop_back();
  for (const Solution& one : found)
    if (!one.fit.settled) return {};
  if (found.size() == 2 && std::abs(found[0].fit.cost - found[1].fit.cost) < 1e-3) {
    // Both starts ended in one minimum when their normals agree.
    const auto a = turned(found[0].rotation, {found[0].fit.unknowns[0], found[0].fit.unknowns[1], found[0].fit.unknowns[2]});
    const auto b = turned(found[1].rotation, {found[1].fit.unknowns[0], found[1].fit.unknowns[1], found[1].fit.unknowns[2]});
    if (a[2] * b[2] + a[5] * b[5] + a[8] * b[8] > 1 - 1e-8) found.pop_back();
  }
  return found;
}

std::optional<double> direction_of(const WallState& state, std::span<const PixelPoint> line) {
  const auto found = plane_line(state, line, 0);
  if (!found) return std::nullopt;
  return std::atan2(found->dy, found->dx);
}

}  // namespace landai::photo
