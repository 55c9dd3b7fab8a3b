// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/calibrate.hpp"

#include <fmt/format.h>

#include <opencv2/calib3d.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "board.hpp"
#include "landai/core/node.hpp"

namespace landai::photo {
namespace {

constexpr std::size_t kFewest = 3, kGood = 10;
constexpr std::size_t kManyForK3 = 4;   // fewer views leave k3 to the noise
constexpr double kSameAngle = 8;        // degrees between the two boards tilted most differently
constexpr double kUnsure = 0.03;        // of f
constexpr double kOddRms = 3;           // times the median of the views
constexpr double kLeastU = 0.005;       // of f, reference section 4
constexpr double kPoorRms = 1.0;        // px
constexpr double kNoFit = 0.0015;       // of the long side: more than any lens or blur leaves of the board that was stated

struct Solved {
  cv::Matx33d k;
  cv::Mat distortion, turns, k_u;
  std::vector<double> each;  ///< rms of each view
  double rms = 0;
};

}  // namespace

struct Calibrator::Views {
  Board board;
  std::string make, model, lens;
  int width = 0, height = 0;
  std::vector<std::string> files;
  std::vector<SeenBoard> seen;
  std::vector<Message> twice;  ///< of photos that were given before
};

namespace {

std::optional<Solved> solved(const std::vector<SeenBoard>& seen, cv::Size size) {
  std::vector<std::vector<cv::Point3f>> places;
  std::vector<std::vector<cv::Point2f>> pixels;
  for (const SeenBoard& board : seen) places.push_back(board.places), pixels.push_back(board.pixels);
  Solved out;
  cv::Mat k = cv::Mat::eye(3, 3, CV_64F), shifts, more, each;
  // One focal length for both axes, as the camera's model has it.
  const int flags = cv::CALIB_FIX_ASPECT_RATIO | (seen.size() < kManyForK3 ? cv::CALIB_FIX_K3 : 0);
  try {
    out.rms = cv::calibrateCamera(places, pixels, size, k, out.distortion, out.turns, shifts, out.k_u, more, each, flags);
  } catch (const cv::Exception&) {
    return std::nullopt;  // views that tell nothing
  }
  out.k = cv::Matx33d(k);
  for (int i = 0; i < each.rows; ++i) out.each.push_back(each.at<double>(i));
  if (!std::isfinite(out.k(0, 0)) || !std::isfinite(out.rms) || !(out.k(0, 0) > 0)) return std::nullopt;
  return out;
}

/// Largest angle between the normals of two boards, degrees.
double most_different(const cv::Mat& turns) {
  std::vector<cv::Vec3d> normals;
  for (int i = 0; i < turns.rows; ++i) {
    cv::Matx33d rotation;
    cv::Rodrigues(turns.row(i).reshape(1, 3), rotation);
    normals.emplace_back(rotation(0, 2), rotation(1, 2), rotation(2, 2));
  }
  double most = 0;
  for (std::size_t i = 0; i < normals.size(); ++i)
    for (std::size_t k = i + 1; k < normals.size(); ++k) most = std::max(most, std::acos(std::min(1.0, std::abs(normals[i].dot(normals[k])))));
  return most * 180 / std::numbers::pi;
}

Calibrated refused(Calibrated out, Message why, const char* advice) {
  out.refused = std::move(why);
  out.advice = message(advice);
  return out;
}

/// The view that fits far worse than the others, when there is one.
std::optional<std::size_t> odd_one(const Solved& all) {
  std::vector<double> sorted = all.each;
  std::sort(sorted.begin(), sorted.end());
  const double median = sorted[sorted.size() / 2];
  const auto worst = std::max_element(all.each.begin(), all.each.end());
  if (*worst < kOddRms * median || *worst < kPoorRms) return std::nullopt;
  return static_cast<std::size_t>(worst - all.each.begin());
}

Calibration as_calibration(const Solved& s) {
  Calibration c;
  c.f = s.k(0, 0);
  c.u_f = s.k_u.at<double>(0) > 0 ? s.k_u.at<double>(0) : s.k_u.at<double>(1);  // the ratio is fixed: one of the two carries it
  c.cx = s.k(0, 2);
  c.cy = s.k(1, 2);
  c.u_c = std::max(s.k_u.at<double>(2), s.k_u.at<double>(3));
  for (int i = 0; i < 5; ++i) c.distortion[static_cast<std::size_t>(i)] = s.distortion.at<double>(i);
  c.u_k1 = s.k_u.at<double>(4);
  c.rms = s.rms;
  return c;
}

}  // namespace

Calibrator::Calibrator(Board board) : views_(std::make_unique<Views>()) { views_->board = std::move(board); }
Calibrator::~Calibrator() = default;

Result<bool> Calibrator::add(const Photo& photo) {
  Views& v = *views_;
  if (v.width == 0) {
    v.width = photo.width();
    v.height = photo.height();
    v.make = photo.exif().make;
    v.model = photo.exif().model;
    v.lens = photo.exif().lens;
  }
  if (photo.width() != v.width || photo.height() != v.height)
    return Error{ErrorCode::input, message("photo.calibrate.size").with("width", v.width, "").with("height", v.height, ""), photo.file(), "", message("photo.calibrate.size_advice")};
  if (photo.exif().make != v.make || photo.exif().model != v.model || photo.exif().lens != v.lens)
    return Error{ErrorCode::input, message("photo.calibrate.camera"), photo.file(), "", message("photo.calibrate.camera_advice")};
  if (photo.altered() == Altered::cropped || photo.altered() == Altered::resized || std::abs(photo.exif().digital_zoom - 1) > 0.01)
    return Error{ErrorCode::input, message("photo.calibrate.altered"), photo.file(), "", message("photo.calibrate.altered_advice")};
  SeenBoard seen = see_board(photo, v.board);
  if (seen.places.empty()) return false;
  // One photo given again, under whatever name, is no second look: the fit would seem surer than it is.
  const auto before = std::find_if(v.seen.begin(), v.seen.end(), [&seen](const SeenBoard& other) { return other.pixels == seen.pixels; });
  if (before != v.seen.end()) {
    v.twice.push_back(message("photo.calibrate.twice").with("file", photo.file()).with("other", v.files[static_cast<std::size_t>(before - v.seen.begin())]));
    return true;
  }
  v.seen.push_back(std::move(seen));
  v.files.push_back(photo.file());
  return true;
}

Calibrated Calibrator::solve(const std::string& id) const {
  Calibrated out;
  out.warnings = views_->twice;
  std::vector<SeenBoard> seen = views_->seen;
  std::vector<std::string> files = views_->files;
  const cv::Size size(views_->width, views_->height);
  std::optional<Solved> all;
  for (;;) {
    if (seen.size() < kFewest)
      return refused(std::move(out), message("photo.calibrate.few").with("count", static_cast<double>(seen.size()), "").with("least", static_cast<double>(kFewest), ""), "photo.calibrate.few_advice");
    all = solved(seen, size);
    if (!all) return refused(std::move(out), message("photo.calibrate.unstable"), "photo.calibrate.angles_advice");
    const auto odd = odd_one(*all);
    if (!odd) break;
    out.warnings.push_back(message("photo.calibrate.odd").with("file", files[*odd]).with("px", std::round(100 * all->each[*odd]) / 100, ""));
    seen.erase(seen.begin() + static_cast<std::ptrdiff_t>(*odd));
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(*odd));
  }
  const double angle = most_different(all->turns);
  if (angle < kSameAngle) return refused(std::move(out), message("photo.calibrate.angles").with("angle", angle * std::numbers::pi / 180, "rad"), "photo.calibrate.angles_advice");
  if (all->rms > std::max(3 * kPoorRms, kNoFit * std::max(size.width, size.height)))
    return refused(std::move(out), message("photo.calibrate.no_fit").with("px", std::round(100 * all->rms) / 100, "").with("board", views_->board.text), "photo.calibrate.no_fit_advice");
  Calibration c = as_calibration(*all);
  if (!(c.u_f < kUnsure * c.f)) return refused(std::move(out), message("photo.calibrate.unsure").with("percent", 100 * c.u_f / c.f, "%"), "photo.calibrate.angles_advice");
  if (seen.size() < kGood) out.warnings.push_back(message("photo.calibrate.not_many").with("count", static_cast<double>(seen.size()), "").with("good", static_cast<double>(kGood), ""));
  if (c.rms > kPoorRms) out.warnings.push_back(message("photo.calibrate.poor").with("px", std::round(100 * c.rms) / 100, ""));
  c.id = id;
  c.make = views_->make;
  c.model = views_->model;
  c.lens = views_->lens;
  c.width = views_->width;
  c.height = views_->height;
  c.photos = static_cast<int>(seen.size());
  c.board = views_->board.text;
  out.calibration = std::move(c);
  return out;
}

namespace {

/// A double-quoted YAML scalar.
std::string yaml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 32 ? ' ' : c;
  }
  return out + "\"";
}

double number(const Node& map, std::string_view key) { return map[key].number().value_or(0); }

}  // namespace

std::string calibration_yaml(const Calibration& c) {
  std::string out = "# A calibrated camera, written by `landai calibrate`. Pixels of its upright photos.\nschema: landai-camera/1\n";
  out += "id: " + yaml_text(c.id) + "\n";
  for (const auto& [key, text] : {std::pair{"make", c.make}, {"model", c.model}, {"lens", c.lens}})
    if (!text.empty()) out += std::string(key) + ": " + yaml_text(text) + "\n";
  out += fmt::format("width: {}\nheight: {}\nfocal_px: {:.2f}\nfocal_u: {:.3f}\nprincipal_point: [{:.2f}, {:.2f}]\nprincipal_u: {:.3f}\n", c.width, c.height, c.f, c.u_f, c.cx, c.cy, c.u_c);
  out += fmt::format("distortion: [{:.6f}, {:.6f}, {:.6f}, {:.6f}, {:.6f}]\nk1_u: {:.6f}\nrms: {:.3f}\nphotos: {}\nboard: {}\n", c.distortion[0], c.distortion[1], c.distortion[2],
                     c.distortion[3], c.distortion[4], c.u_k1, c.rms, c.photos, yaml_text(c.board));
  return out;
}

Result<Calibration> load_calibration(const std::filesystem::path& file, const std::filesystem::path& data_dir) {
  const auto root = load_yaml(file, ErrorCode::input);
  if (!root) return root.error();
  const auto problems = check_schema(*root, data_dir / "schema" / "camera.schema.json");
  if (!problems) return problems.error();
  if (!problems->empty())
    return Error{ErrorCode::input, message("photo.task.schema").with("where", problems->front().where).with("what", problems->front().message), file.string(),
                 "line " + std::to_string(problems->front().line), message("photo.calibrate.file_advice")};
  Calibration c;
  c.id = root->text_of("id");
  c.make = root->text_of("make");
  c.model = root->text_of("model");
  c.lens = root->text_of("lens");
  c.width = static_cast<int>(number(*root, "width"));
  c.height = static_cast<int>(number(*root, "height"));
  c.f = number(*root, "focal_px");
  c.u_f = number(*root, "focal_u");
  c.cx = (*root)["principal_point"].items()[0].number().value_or(0);
  c.cy = (*root)["principal_point"].items()[1].number().value_or(0);
  c.u_c = number(*root, "principal_u");
  for (std::size_t i = 0; i < 5; ++i) c.distortion[i] = (*root)["distortion"].items()[i].number().value_or(0);
  c.u_k1 = number(*root, "k1_u");
  c.rms = number(*root, "rms");
  c.photos = static_cast<int>(number(*root, "photos"));
  c.board = root->text_of("board");
  return c;
}

bool made_by(const Photo& photo, const Calibration& c) { return !photo.exif().model.empty() && may_be_by(photo, c); }

bool may_be_by(const Photo& photo, const Calibration& c) {
  const Exif& exif = photo.exif();
  const auto other = [](const std::string& a, const std::string& b) { return !a.empty() && a != b; };
  if (other(exif.model, c.model) || other(exif.make, c.make)) return false;
  if (!c.lens.empty() && other(exif.lens, c.lens)) return false;
  if (photo.altered() == Altered::cropped || std::abs(exif.digital_zoom - 1) > 0.01) return false;
  const auto [is_short, is_long] = std::minmax({photo.width(), photo.height()});
  const auto [was_short, was_long] = std::minmax({c.width, c.height});
  // The same shape, at any size.
  return std::abs(static_cast<double>(is_short) * was_long / is_long - was_short) <= 1.5;
}

CameraStatement statement_of(const Calibration& c, const Photo& photo) {
  CameraStatement s;
  s.id = c.id;
  s.calibrated = true;
  const bool turned = (photo.width() > photo.height()) != (c.width > c.height) && c.width != c.height;
  s.width = turned ? c.height : c.width;
  s.focal_px = c.f;
  // The corners of a view err together, which the fit does not know; many views even it out.
  s.focal_u = std::max(kLeastU, (c.photos < static_cast<int>(kGood) ? 2 : 1) * c.u_f / c.f);
  s.distortion = c.distortion;
  s.k1_u = std::max(c.u_k1, 0.002);
  if (turned) {
    (*s.distortion)[2] = (*s.distortion)[3] = 0;
    s.principal_u = std::max({std::abs(c.cx - (c.width - 1) / 2.0), std::abs(c.cy - (c.height - 1) / 2.0), c.u_c});
  } else {
    s.principal_point = PixelPoint{c.cx, c.cy};
    s.principal_u = std::max(c.u_c, 0.5);
  }
  return s;
}

}  // namespace landai::photo
