// SPDX-License-Identifier: GPL-3.0-or-later
#include "ends.hpp"

#include <algorithm>
#include <cmath>

#include "edge.hpp"
#include "pixels.hpp"

namespace landai::photo {
namespace {

constexpr double kClickU = 2, kLoupeU = 1, kSnapU = 0.3;  // px, reference section 6

PixelPoint diagonal_meeting(const Marker& m) {
  // A straight line stays one in a photo, so the middle of the square lies where the diagonals meet, not at the mean of the corners.
  const auto& c = m.corners;
  const double px = c[2].x - c[0].x, py = c[2].y - c[0].y, qx = c[3].x - c[1].x, qy = c[3].y - c[1].y;
  const double s = ((c[1].x - c[0].x) * qy - (c[1].y - c[0].y) * qx) / (px * qy - py * qx);
  return {c[0].x + s * px, c[0].y + s * py};
}

/// Three points of the straight line through points of an edge: straight once the lens is undone.
std::vector<PixelPoint> three_of(const Lens& lens, const std::vector<PixelPoint>& points) {
  WallState flat;  // the plane z = 1 of the rays: a camera of focal length 1 looking straight at it
  flat.lens = lens;
  flat.pose.shift = {0, 0, 1};
  const auto line = plane_line(flat, points, 0);
  if (!line) return points;
  std::vector<PixelPoint> out;
  for (const double s : {-0.5, 0.0, 0.5}) out.push_back(pixel_of(lens, Ray{line->x + s * line->length * line->dx, line->y + s * line->length * line->dy}));
  return out;
}

void take_pixels(const Photo& photo, const Lens& lens, const End& end, SeenEnd& seen, Answer& answer) {
  seen.pixels = end.pixels;
  seen.u = end.taken == Taken::click ? kClickU : kLoupeU;
  if (end.taken != Taken::snap || end.pixels.size() < 2) return;
  const double reach = snap_reach(photo.width(), photo.height());
  const Snapped edge = snap(photo.pixels(), end.pixels.front(), end.pixels.back(), reach);
  if (edge.unsure) seen.u = kClickU;  // one of the two it is: drawn by a hand that meant one of them
  if (edge.points.empty()) {
    if (!edge.unsure) seen.u = std::max(kClickU, reach);  // what was meant lies farther off than that, or is no edge
    answer.warnings.push_back(edge.unsure ? message("photo.end.unsure_edge") : message("photo.end.no_edge").with("u", std::round(10 * seen.u) / 10, ""));
    return;
  }
  seen.pixels = three_of(lens, edge.points);
  seen.u = kSnapU;
}

/// False when the marker is not in the photo.
bool take_marker(int id, const std::vector<Marker>& found, const std::vector<SizedMarker>& fitted, SeenEnd& seen) {
  for (std::size_t i = 0; i < fitted.size(); ++i)
    if (fitted[i].marker.id == id) seen.placed = i;
  const auto it = std::find_if(found.begin(), found.end(), [id](const Marker& m) { return m.id == id; });
  if (it == found.end()) return false;
  seen.pixels = {diagonal_meeting(*it)};
  seen.u = 0.7 * it->sigma;  // the middle of four corners
  return true;
}

std::size_t pixel_inputs(const SeenEnd& end) { return end.placed ? 0 : 2; }

/// A line is pushed across itself and turned about its middle; a point is pushed on both axes.
std::vector<PixelPoint> moved(const SeenEnd& end, double first, double second) {
  std::vector<PixelPoint> out = end.pixels;
  if (out.size() == 1) return {{out[0].x + first, out[0].y + second}};
  const double dx = out.back().x - out.front().x, dy = out.back().y - out.front().y, length = std::hypot(dx, dy);
  if (!(length > 0)) return out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double share = 2 * static_cast<double>(i) / static_cast<double>(out.size() - 1) - 1, by = first + second * share;
    out[i].x -= by * dy / length;
    out[i].y += by * dx / length;
  }
  return out;
}

}  // namespace

std::optional<std::array<SeenEnd, 2>> see_ends(const Photo& photo, const Lens& lens, const Target& target, const std::vector<Marker>& found,
                                               const std::vector<SizedMarker>& fitted, Answer& answer) {
  std::array<SeenEnd, 2> ends;
  if (target.ends[0].marker == target.ends[1].marker && target.ends[0].pixels == target.ends[1].pixels) {
    answer = refused_as(std::move(answer), message("photo.refused.same_end"), message("photo.refused.same_end_advice"));
    return std::nullopt;
  }
  for (std::size_t i = 0; i < 2; ++i) {
    const End& end = target.ends[i];
    SeenEnd& seen = ends[i];
    if (end.marker && std::count_if(found.begin(), found.end(), [&](const Marker& m) { return m.id == *end.marker; }) > 1) {
      const std::string id = std::to_string(*end.marker);
      answer = refused_as(std::move(answer), message("photo.refused.end_twice").with("id", id), message("photo.refused.end_twice_advice").with("id", id));
      return std::nullopt;
    }
    if (end.marker && !take_marker(*end.marker, found, fitted, seen)) {
      answer = refused_as(std::move(answer), message("photo.refused.end_marker").with("id", std::to_string(*end.marker)), message("photo.refused.end_marker_advice"));
      return std::nullopt;
    }
    if (seen.placed && end.offset && (end.offset->value != 0 || end.offset->u)) {  // its place is the fit's, in the plane of the markers: 0 is that
      answer = refused_as(std::move(answer), message("photo.refused.marker_offset").with("id", std::to_string(*end.marker)), message("photo.refused.marker_offset_advice"));
      return std::nullopt;
    }
    if (end.offset && std::abs(end.offset->value) > kFarOffset) {
      answer = refused_as(std::move(answer), message("photo.refused.far_offset").with("offset", end.offset->value, "m").with("most", kFarOffset, "m"), message("photo.refused.far_offset_advice"));
      return std::nullopt;
    }
    if (!end.marker) take_pixels(photo, lens, end, seen, answer);
    if (end.offset && !seen.placed) {
      seen.offset = end.offset->value;
      seen.u_offset = end.offset->u.value_or(kToldOffsetU);
      seen.offset_told = true;
    } else if (!end.marker) {
      seen.u_offset = kUntoldOffset / std::sqrt(3.0);
    }
    if (seen.pixels.size() > 1) answer.drawing.lines.push_back({seen.pixels.front(), seen.pixels.back(), DrawnLine::Kind::target});
  }
  const auto middle = [](const SeenEnd& end) {
    return PixelPoint{(end.pixels.front().x + end.pixels.back().x) / 2, (end.pixels.front().y + end.pixels.back().y) / 2};
  };
  answer.drawing.lines.push_back({middle(ends[0]), middle(ends[1]), DrawnLine::Kind::measured});
  return ends;
}

std::vector<Input> end_inputs(const std::array<SeenEnd, 2>& ends) {
  std::vector<Input> inputs;
  for (const SeenEnd& end : ends) inputs.insert(inputs.end(), pixel_inputs(end), Input{"photo.source.target", end.u});
  for (const SeenEnd& end : ends) inputs.push_back(Input{"photo.source.offset", end.u_offset, end.offset_told ? Spread::normal : Spread::rectangular});
  return inputs;
}

std::optional<double> length_between(const WallState& state, const std::array<SeenEnd, 2>& ends, std::span<const double> errors) {
  std::array<PlaneLine, 2> lines;
  // Offsets told alike, or not told of either end, are those of one step in the wall: they are wrong together.
  const bool alike = ends[0].offset_told == ends[1].offset_told && ends[0].offset == ends[1].offset && ends[0].u_offset == ends[1].u_offset && !ends[0].placed && !ends[1].placed;
  std::size_t at = 0;
  const std::size_t offsets = errors.size() - 2;
  for (std::size_t i = 0; i < 2; ++i) {
    if (ends[i].placed) {
      const auto& m = state.markers[*ends[i].placed];
      lines[i] = PlaneLine{m.x, m.y, 1, 0, 0};
      continue;
    }
    const double depth = ends[i].offset + errors[alike ? offsets : offsets + i];
    const auto line = plane_line(state, moved(ends[i], errors[at], errors[at + 1]), depth);
    at += 2;
    if (!line) return std::nullopt;
    lines[i] = *line;
  }
  return apart(lines[0], lines[1]);
}

}  // namespace landai::photo
