// SPDX-License-Identifier: GPL-3.0-or-later
#include "agree.hpp"

#include <fmt/format.h>

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <span>

#include "fit.hpp"

namespace landai::photo {
namespace {

using Family = std::vector<PixelLine> DirectionLines::*;
constexpr Family kFamilies[] = {&DirectionLines::level, &DirectionLines::vertical, &DirectionLines::across};  // x, y, z of the frame
constexpr std::size_t kTurn = 3, kLens = 4;  // unknowns; the shape of the pixels may be one more
constexpr double kLeastCheck = 0.01;         // of a line's variance left to the others: below it nothing contradicts it
/// Of chi squared. A dozen honest lines hold one beyond the first in one photo of 800; beyond the second, where the interval begins to be widened, in
/// every third.
constexpr double kContradicts = 15, kDoubtful = 4;
constexpr double kFoundMost = 9;    // a line that was found by machine is left out from here on
constexpr double kAlike = 3;        // lines whose drop is this close cannot be told apart
constexpr std::size_t kMostRead = 3;  // readings beside the first

using Axes = std::array<Direction, 3>;

Axes turned_axes(const Axes& axes, std::span<const double> w) {
  const std::array<double, 9> as_columns{axes[0][0], axes[1][0], axes[2][0], axes[0][1], axes[1][1], axes[2][1], axes[0][2], axes[1][2], axes[2][2]};
  const auto r = turned(as_columns, {w[0], w[1], w[2]});
  return {Direction{r[0], r[3], r[6]}, Direction{r[1], r[4], r[7]}, Direction{r[2], r[5], r[8]}};
}

/// A line with its place in the families and the weights of its two ends: what one px at either does to `off_plane`.
struct Row {
  Family family;
  std::size_t index, axis;
  const PixelLine* line;
  double first = 0, last = 0;
};

/// How far a direction lies off the plane through the camera and a line (sine).
std::optional<double> off_plane(const Lens& lens, const PixelLine& line, const Direction& d, double first = 0, double last = 0) {
  const auto plane = plane_of(lens, pushed(line, first, last));
  return plane ? std::optional(dot(*plane, d)) : std::nullopt;
}

/// The problem of the fit: a turn of the starting axes, and the lens in units of its priors.
class Square {
 public:
  Square(const Camera& camera, const DirectionLines& lines, const std::optional<KnownDown>& down) : camera_(camera), u_(lines.u) {
    if (down && lines.vertical.size() < 2) down_ = down;
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (const auto& family = lines.*kFamilies[axis]; family.size() >= 2)
        for (std::size_t i = 0; i < family.size(); ++i) rows_.push_back({kFamilies[axis], i, axis, &family[i]});
    ready_ = !rows_.empty() && start(lines) && weigh();
  }
  [[nodiscard]] bool ready() const { return ready_; }
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  [[nodiscard]] std::size_t unknowns() const { return kTurn + kLens + (camera_.u_aspect > 0 ? 1 : 0); }
  [[nodiscard]] std::size_t residual_count() const { return rows_.size() + unknowns() + (down_ ? 2 : 0); }
  [[nodiscard]] const std::vector<double>& first() const { return first_; }
  [[nodiscard]] double u() const { return u_; }

  bool operator()(std::span<const double> q, std::span<double> out) const {
    const Lens lens = lens_at(q);
    const Axes axes = turned_axes(axes_, q);
    std::size_t at = 0;
    for (const Row& row : rows_) {
      const auto off = off_plane(lens, *row.line, axes[row.axis]);
      if (!off) return false;
      out[at++] = *off / (u_ * std::hypot(row.first, row.last));
    }
    for (const double value : q) out[at++] = value;  // priors; of a turn 1 rad, so that one that nothing tells stays where it is
    if (!down_) return true;
    for (const std::size_t axis : {0, 2}) out[at++] = dot(down_->down, axes[axis]) / down_->u;
    return true;
  }

 private:
  [[nodiscard]] Lens lens_at(std::span<const double> q) const {
    Lens lens = lens_of(camera_);
    lens.f *= std::exp(camera_.u_f / camera_.f * q[3]);
    lens.cx += camera_.u_c * q[4], lens.cy += camera_.u_c * q[5];
    lens.k[0] += camera_.u_k1 * q[6];
    if (camera_.u_aspect > 0) lens.aspect *= std::exp(camera_.u_aspect * q[7]);
    return lens;
  }

  /// Axes square to each other near what each family tells. A focal length that is not told begins where they come out square.
  bool start(const DirectionLines& lines) {
    first_.assign(unknowns(), 0);
    const Lens lens = lens_of(camera_);
    std::array<std::optional<Direction>, 3> told;
    for (std::size_t axis = 0; axis < 3; ++axis) told[axis] = common_direction(lens, lines.*kFamilies[axis], std::vector<double>(2 * (lines.*kFamilies[axis]).size(), 0.0));
    if (down_) told[1] = down_->down;
    if (camera_.source == FocalSource::assumed && camera_.u_f > 0 && !down_) {
      std::vector<Direction> square;
      for (const auto& d : told)
        if (d) square.push_back(*d);
      if (const auto f = focal_of(square, lens)) {
        first_[3] = std::log(*f / camera_.f) / (camera_.u_f / camera_.f);
        for (auto& d : told)
          if (d) d = unit(with_focal(*d, lens.f, *f));
      }
    }
    if (!told[1] && told[0] && told[2]) told[1] = unit(cross(*told[2], *told[0]));
    if (!told[1]) return false;
    if (!told[0]) told[0] = unit(cross(*told[1], told[2] ? *told[2] : std::abs((*told[1])[2]) < 0.9 ? Direction{0, 0, 1} : Direction{1, 0, 0}));
    if (!told[0]) return false;
    const auto z = unit(cross(*told[0], *told[1]));
    if (!z) return false;
    axes_ = {cross(*told[1], *z), *told[1], *z};
    return true;
  }

  bool weigh() {
    const Lens lens = lens_at(first_);
    for (Row& row : rows_) {
      const auto a = off_plane(lens, *row.line, axes_[row.axis], 0.5, 0), b = off_plane(lens, *row.line, axes_[row.axis], -0.5, 0);
      const auto c = off_plane(lens, *row.line, axes_[row.axis], 0, 0.5), d = off_plane(lens, *row.line, axes_[row.axis], 0, -0.5);
      if (!a || !b || !c || !d) return false;
      row.first = *a - *b, row.last = *c - *d;
      if (!(std::hypot(row.first, row.last) > 0)) return false;
    }
    return true;
  }

  Camera camera_;
  double u_;
  std::optional<KnownDown> down_;
  std::vector<Row> rows_;
  Axes axes_{};
  std::vector<double> first_;
  bool ready_ = false;
};

std::string named(const DirectionLines& lines, const Suspect& suspect) {
  const PixelLine& line = (lines.*suspect.family)[suspect.index];
  return fmt::format("{},{},{},{}", line.front().x, line.front().y, line.back().x, line.back().y);
}

Message told_of(const char* key, const DirectionLines& lines, std::span<const Suspect> some) {
  std::string names;
  for (const Suspect& s : some) names += (names.empty() ? "" : "; ") + named(lines, s);
  return message(key).with("lines", names).with("count", static_cast<double>(some.size()), "").with("off", std::ceil(some.front().off), "");
}

/// The lines without a doubtful one; where two only tell a direction, both with more doubt.
DirectionLines read_otherwise(const DirectionLines& lines, const Suspect& suspect) {
  DirectionLines out = lines;
  auto& family = out.*suspect.family;
  if (family.size() > 2) family.erase(family.begin() + static_cast<std::ptrdiff_t>(suspect.index));
  else out.u *= std::sqrt(suspect.drop);
  return out;
}

}  // namespace

std::vector<Suspect> suspects(const Camera& camera, const DirectionLines& lines, const std::optional<KnownDown>& down) {
  const Square square(camera, lines, down);
  if (!square.ready()) return {};
  const std::size_t count = square.residual_count(), unknowns = square.unknowns();
  std::vector<double> scale(unknowns, 1);
  std::fill_n(scale.begin(), kTurn, 0.01);
  const auto fit = least_squares(square, count, square.first(), scale);
  if (!fit || !fit->settled) return {};
  std::vector<double> here(count), beside(count), q = fit->unknowns;
  if (!square(q, here)) return {};
  cv::Mat1d j(static_cast<int>(count), static_cast<int>(unknowns));
  for (std::size_t k = 0; k < unknowns; ++k) {
    const double h = 1e-4 * scale[k];
    q[k] += h;
    if (!square(q, beside)) return {};
    q[k] -= h;
    for (std::size_t i = 0; i < count; ++i) j(static_cast<int>(i), static_cast<int>(k)) = (beside[i] - here[i]) / h;
  }
  cv::Mat1d covariance;
  if (cv::invert(j.t() * j, covariance, cv::DECOMP_CHOLESKY) == 0) return {};
  std::vector<Suspect> out;
  for (std::size_t i = 0; i < square.rows().size(); ++i) {
    const cv::Mat1d row = j.row(static_cast<int>(i)), share = row * covariance * row.t();
    const double left = 1 - share(0, 0);  // what the other lines leave of it: a deletion residual
    if (left < kLeastCheck) continue;
    const Row& line = square.rows()[i];
    const double push = std::abs(here[i]) / left * square.u() * std::hypot(line.first, line.last) / (std::abs(line.first) + std::abs(line.last));
    out.push_back({line.family, line.index, here[i] * here[i] / left, push});
  }
  std::stable_sort(out.begin(), out.end(), [](const Suspect& a, const Suspect& b) { return a.drop > b.drop; });
  return out;
}

Agreement agreement(const Camera& camera, const DirectionLines& asked, const DirectionLines& lines, const std::optional<KnownDown>& down) {
  Agreement out;
  out.lines = lines;
  std::vector<Suspect> found = suspects(camera, out.lines, down);
  while (!found.empty() && found.front().index >= (asked.*found.front().family).size() && found.front().drop > kFoundMost) {
    auto& family = out.lines.*found.front().family;
    family.erase(family.begin() + static_cast<std::ptrdiff_t>(found.front().index));
    found = suspects(camera, out.lines, down);
  }
  if (found.empty()) return out;
  const auto end = std::find_if(found.begin(), found.end(), [&](const Suspect& s) { return s.drop < found.front().drop - kAlike; });
  const std::span<const Suspect> alike(found.data(), static_cast<std::size_t>(end - found.begin()));
  if (found.front().drop > kContradicts) {
    out.refused = told_of("photo.refused.astray", out.lines, alike);
    out.advice = message("photo.refused.astray_advice").with("count", static_cast<double>(alike.size()), "");
    return out;
  }
  const auto doubted = static_cast<std::size_t>(std::count_if(found.begin(), found.end(), [](const Suspect& s) { return s.drop > kDoubtful; }));
  if (doubted == 0) return out;
  const std::span<const Suspect> some(found.data(), std::min(doubted, kMostRead));
  for (const Suspect& s : some) out.also.push_back(read_otherwise(out.lines, s));
  out.warnings.push_back(told_of("photo.warned.astray", out.lines, some));
  return out;
}

}  // namespace landai::photo
