// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets, cards and blocks of tiles: their four edges are fitted and intersected, since corners are rounded, bent or worn (reference section 3).
#include <algorithm>
#include <cmath>

#include "edge.hpp"
#include "landai/photo/measure.hpp"
#include "on_plane.hpp"

namespace landai::photo {
namespace {

constexpr double kCornerSigma = 0.3;  // px, of a corner between fitted edges (reference section 3)
constexpr double kEdgeBias = 0.25;    // px, reference section 6
constexpr double kCornerShare = 0.1;  // of an edge left out at each end: a card's corners have a radius of 3 mm
constexpr double kLeastEdge = 30;     // px
constexpr double kToldApart = 9;      // difference of chi squared
constexpr double kSheetU = 0.001;     // m, of a side that was measured

/// Straight line of rays: a x + b y = c.
struct RayLine {
  double a = 0, b = 0, c = 0;
};

std::optional<RayLine> edge_line(const Photo& photo, const Lens& lens, PixelPoint p, PixelPoint q) {
  const auto along = [&](double s) { return PixelPoint{p.x + s * (q.x - p.x), p.y + s * (q.y - p.y)}; };
  const double length = std::hypot(q.x - p.x, q.y - p.y), reach = std::clamp(0.05 * length, 4.0, 14.0);
  const auto points = snap(photo.pixels(), along(kCornerShare), along(1 - kCornerShare), reach);
  if (points.size() < 2) return std::nullopt;
  double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;
  std::vector<Ray> rays;
  for (const PixelPoint& point : points) rays.push_back(ray_of(lens, point));
  const auto n = static_cast<double>(rays.size());
  for (const Ray& r : rays) mx += r.x / n, my += r.y / n;
  for (const Ray& r : rays) xx += (r.x - mx) * (r.x - mx), xy += (r.x - mx) * (r.y - my), yy += (r.y - my) * (r.y - my);
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy), a = -std::sin(angle), b = std::cos(angle);
  return RayLine{a, b, a * mx + b * my};
}

/// The rectangle between its fitted edges; nothing where an edge is not seen.
std::optional<Marker> between_edges(const Photo& photo, const Lens& lens, const std::vector<PixelPoint>& rough) {
  std::array<RayLine, 4> edges;
  for (std::size_t k = 0; k < 4; ++k) {
    const auto edge = edge_line(photo, lens, rough[k], rough[(k + 1) % 4]);
    if (!edge) return std::nullopt;
    edges[k] = *edge;
  }
  Marker marker;
  marker.id = -1;
  marker.sigma = kCornerSigma;
  marker.bias = kEdgeBias;
  for (std::size_t k = 0; k < 4; ++k) {
    const RayLine &u = edges[(k + 3) % 4], &v = edges[k];
    const double det = u.a * v.b - u.b * v.a;
    if (std::abs(det) < 0.05) return std::nullopt;
    marker.corners[k] = pixel_of(lens, Ray{(u.c * v.b - u.b * v.c) / det, (u.a * v.c - u.c * v.a) / det});
    if (std::hypot(marker.corners[k].x - rough[k].x, marker.corners[k].y - rough[k].y) > 40) return std::nullopt;
  }
  return marker;
}

double shortest_edge(const Marker& m) {
  double shortest = 1e9;
  for (std::size_t k = 0; k < 4; ++k) shortest = std::min(shortest, std::hypot(m.corners[k].x - m.corners[(k + 1) % 4].x, m.corners[k].y - m.corners[(k + 1) % 4].y));
  return shortest;
}

std::vector<SizedMarker> of_size(const std::vector<Marker>& seen, double width, double u_width, double height, double u_height) {
  std::vector<SizedMarker> out;
  for (const Marker& marker : seen) out.push_back({marker, width, u_width, height, u_height});
  return out;
}

/// One way to read what is seen: a kind, upright or lying.
struct Reading {
  const ReferenceKind* kind = nullptr;
  std::vector<SizedMarker> markers;
  double cost = 1e18;
};

Reading reading_of(const Camera& camera, const std::vector<Marker>& seen, const ReferenceKind& kind, const RectangleReference& told) {
  Reading best;
  best.kind = &kind;
  const bool measured = told.width && told.height;
  for (const bool turned : {false, true}) {
    if (measured && turned) break;
    double width = turned ? kind.height : kind.width, height = turned ? kind.width : kind.height;
    double u_width = turned ? kind.u_height : kind.u_width, u_height = turned ? kind.u_width : kind.u_height;
    if (measured) width = told.width->value, height = told.height->value, u_width = told.width->u.value_or(kSheetU), u_height = told.height->u.value_or(kSheetU);
    auto markers = of_size(seen, width, u_width, height, u_height);
    const auto solutions = Wall(camera, markers, {}).solve();
    if (!solutions.empty() && solutions[0].fit.cost < best.cost) best.cost = solutions[0].fit.cost, best.markers = std::move(markers);
  }
  return best;
}

Answer refuse_drawn(Answer answer, Message why, Message advice) {
  answer.refused = std::move(why);
  answer.advice = std::move(advice);
  return answer;
}

/// Chooses among the sizes it may have; a refusal where the shape is another one's, or where it cannot be told.
void choose(const Camera& camera, const std::vector<Marker>& seen, const RectangleReference& told, SeenReferences& out) {
  Reading best, other;
  const auto offer = [&](const Reading& reading) {
    if (reading.cost < best.cost) other = best, best = reading;
    else if (reading.cost < other.cost) other = reading;
  };
  for (const ReferenceKind& kind : told.kinds) offer(reading_of(camera, seen, kind, told));
  if (!best.kind || best.markers.empty()) {
    out.answer = refuse_drawn(out.answer, message("photo.refused.unstable"), message("photo.refused.unstable_advice"));
    return;
  }
  if (told.kinds.size() > 1) {  // a sheet of a size that is not known
    if (other.cost - best.cost < kToldApart) {
      out.answer = refuse_drawn(out.answer, message("photo.refused.which_paper").with("a", best.kind->id).with("b", other.kind ? other.kind->id : ""), message("photo.refused.which_paper_advice"));
      return;
    }
    out.answer.warnings.push_back(message("photo.warned.paper_by_shape").with("kind", best.kind->id));
  }
  for (const ReferenceKind& kind : told.others) {
    if (told.width && told.height) break;  // measured: whatever it is called
    const Reading reading = reading_of(camera, seen, kind, {});
    if (best.cost - reading.cost > kToldApart) {
      if (reading.cost > kWorstFit * degrees_of_freedom(seen.size()))
        out.answer = refuse_drawn(out.answer, message("photo.refused.no_paper").with("stated", best.kind->id), message("photo.refused.no_paper_advice"));
      else
        out.answer = refuse_drawn(out.answer, message("photo.refused.other_paper").with("stated", best.kind->id).with("seen", kind.id), message("photo.refused.other_paper_advice").with("seen", kind.id));
      return;
    }
    if (reading.cost - best.cost < kToldApart) out.answer.warnings.push_back(message("photo.warned.other_paper").with("stated", best.kind->id).with("other", kind.id));
  }
  out.used = best.markers;
  const SizedMarker& first = out.used.front();
  out.answer.assumptions.push_back(message("photo.assumed.rectangle").with("kind", best.kind->id).with("width", 1000 * first.side, "mm").with("height", 1000 * first.height, "mm")
                                       .with("u", 1000 * std::max(first.u_side, first.u_height), "mm"));
}

}  // namespace

SeenReferences see_rectangles(const Photo& photo, const Camera& camera, const RectangleReference& reference) {
  SeenReferences seen;
  const bool measured = reference.width && reference.height;
  if (reference.width.has_value() != reference.height.has_value()) {  // the other side's would be the kind's, of a thing that is another size
    seen.answer = refuse(message("photo.refused.one_side"), message("photo.refused.one_side_advice"));
    return seen;
  }
  if (!measured && reference.kinds.front().width <= 0) {
    seen.answer = refuse(message("photo.refused.unmeasured"), message("photo.refused.unmeasured_advice"));
    return seen;
  }
  const Lens lens = lens_of(camera);
  for (const auto& rough : reference.corners) {
    const auto marker = rough.size() == 4 ? between_edges(photo, lens, rough) : std::nullopt;
    if (!marker || shortest_edge(*marker) < kLeastEdge) {
      seen.answer.drawing.outlines.push_back({rough, ""});
      seen.answer = refuse_drawn(seen.answer, message("photo.refused.edges"), message("photo.refused.edges_advice"));
      return seen;
    }
    seen.found.push_back(*marker);
    seen.answer.drawing.outlines.push_back({{marker->corners.begin(), marker->corners.end()}, reference.kinds.front().id});
  }
  if (seen.found.empty()) {
    seen.answer = refuse_drawn(seen.answer, message("photo.refused.no_corners"), message("photo.refused.no_corners_advice"));
    return seen;
  }
  choose(camera, seen.found, reference, seen);
  std::stable_sort(seen.used.begin(), seen.used.end(), [](const SizedMarker& a, const SizedMarker& b) { return a.marker.side() > b.marker.side(); });
  return seen;
}

Result<Answer> measure_by_rectangle(const Photo& photo, const CameraPrior& camera, const Task& task, const MonteCarlo& how) {
  const RectangleReference& reference = *task.rectangle;
  SeenReferences seen = see_rectangles(photo, camera.camera, reference);
  if (!seen.answer.refused.empty()) return seen.answer;
  Answer answer = measure_length(photo, camera, task, std::move(seen), how);
  const auto& longest = reference.kinds.front().longest;
  if (answer.measured && longest && answer.measured->value > *longest) {
    answer.refused = message("photo.refused.beyond").with("kind", reference.kinds.front().id).with("longest", 1000 * *longest, "mm").with("seen", 1000 * answer.measured->value, "mm");
    answer.advice = message("photo.refused.beyond_advice");
    answer.measured.reset();
  }
  return answer;
}

}  // namespace landai::photo
