// SPDX-License-Identifier: GPL-3.0-or-later
// Sheets, cards and blocks of tiles (reference section 3): which size they have, and which way round each lies.
#include <algorithm>
#include <cmath>

#include "landai/photo/measure.hpp"
#include "on_plane.hpp"
#include "sheet_edges.hpp"

namespace landai::photo {
namespace {

constexpr double kLeastEdge = 30;     // px
constexpr double kToldApart = 9;      // difference of chi squared
constexpr double kNoFit = 1e18;
/// Of the four edges of a sheet or card. With two that are not clear nothing shows that there is one: lines of a door will do for the others.
constexpr int kMostUnsure = 1;
constexpr int kMostUnseen = 3;  // where somebody read its corners with a loupe: a sheet of which no edge at all is seen is not there
constexpr double kSheetU = 0.001;     // m, of a side that was measured

double shortest_edge(const Marker& m) {
  double shortest = 1e9;
  for (std::size_t k = 0; k < 4; ++k) shortest = std::min(shortest, std::hypot(m.corners[k].x - m.corners[(k + 1) % 4].x, m.corners[k].y - m.corners[(k + 1) % 4].y));
  return shortest;
}

/// One way to read what is seen: a kind, and how each rectangle lies.
struct Reading {
  const ReferenceKind* kind = nullptr;
  std::vector<SizedMarker> markers;
  double cost = kNoFit;
  bool hopeless = true;
  double other_turn = kNoFit;  ///< cost with the rectangle turned whose turn is told worst
};

/// Kind and stated sides, from the first corner to the second and on to the third.
SizedMarker sized(const Marker& marker, const ReferenceKind& kind, const RectangleReference& told, bool turned) {
  SizedMarker out{marker, kind.width, kind.u_width, kind.height, kind.u_height};
  if (told.width && told.height) out = {marker, told.width->value, told.width->u.value_or(kSheetU), told.height->value, told.height->u.value_or(kSheetU)};
  if (turned) std::swap(out.side, out.height), std::swap(out.u_side, out.u_height);
  return out;
}

void fit(const Camera& camera, Reading& reading) {
  const Wall wall(camera, reading.markers, {});
  const auto solutions = wall.solve();
  if (solutions.empty()) return;
  reading.cost = solutions[0].fit.cost;
  reading.hopeless = fits_badly(wall, solutions[0]);
}

Reading with(const Camera& camera, const ReferenceKind& kind, std::vector<SizedMarker> markers) {
  Reading out;
  out.kind = &kind;
  out.markers = std::move(markers);
  fit(camera, out);
  return out;
}

/// Measured sides lie as they are told, unless `turned`.
Reading measured_reading(const Camera& camera, const std::vector<Marker>& seen, const ReferenceKind& kind, const RectangleReference& told, bool turned) {
  std::vector<SizedMarker> markers;
  for (const Marker& marker : seen) markers.push_back(sized(marker, kind, told, turned));
  return with(camera, kind, std::move(markers));
}

/// Sheets of a kind lie upright or lie on their side, each as its own shape tells; where it does not tell, as they fit together.
Reading reading_of(const Camera& camera, const std::vector<Marker>& seen, const ReferenceKind& kind) {
  std::vector<SizedMarker> markers;
  std::vector<std::size_t> untold;
  for (const Marker& marker : seen) {
    const Reading plain = with(camera, kind, {sized(marker, kind, {}, false)}), turned = with(camera, kind, {sized(marker, kind, {}, true)});
    if (std::abs(plain.cost - turned.cost) < kToldApart) untold.push_back(markers.size());
    markers.push_back(turned.cost < plain.cost ? turned.markers[0] : plain.markers[0]);
  }
  Reading best = with(camera, kind, markers);
  for (const std::size_t i : untold) {
    markers = best.markers;
    std::swap(markers[i].side, markers[i].height), std::swap(markers[i].u_side, markers[i].u_height);
    Reading other = with(camera, kind, markers);
    if (other.cost < best.cost) std::swap(other, best), best.other_turn = std::min(best.other_turn, other.other_turn);
    best.other_turn = std::min(best.other_turn, other.cost);
  }
  return best;
}

/// Measured sides as they are told; refused where they do not have the shape that is seen.
std::optional<Reading> choose_measured(const Camera& camera, const RectangleReference& told, SeenReferences& out) {
  const ReferenceKind& kind = told.kinds.front();
  Reading reading = measured_reading(camera, out.found, kind, told, false);
  const double misfit = reading.cost / degrees_of_freedom(out.found.size());
  if (!reading.hopeless && misfit < kPoorFit) return reading;
  const Reading turned = measured_reading(camera, out.found, kind, told, true);
  if (turned.hopeless || turned.cost > reading.cost / 4) return reading;
  out.answer = refused_as(out.answer, message("photo.refused.turned_sides").with("width", 1000 * told.width->value, "mm").with("height", 1000 * told.height->value, "mm"),
                            message("photo.refused.turned_sides_advice"));
  return std::nullopt;
}

/// Of a sheet whose size is to be found out: a refusal where several sizes fit, as all of one series do that have one shape.
bool only_one_fits(const std::vector<Reading>& all, const Reading& best, SeenReferences& out) {
  std::string names;
  int count = 0;
  for (const Reading& reading : all)
    if (reading.cost - best.cost < kToldApart) names += (count++ > 0 ? ", " : "") + reading.kind->id;
  if (count > 1) {
    out.answer = refused_as(out.answer, message("photo.refused.which_paper").with("kinds", names), message("photo.refused.which_paper_advice"));
    return false;
  }
  out.answer.warnings.push_back(message("photo.warned.paper_by_shape").with("kind", best.kind->id));
  return true;
}

/// Whether another size of the family fits better than the one that is said.
bool is_as_told(const Camera& camera, const Reading& best, const RectangleReference& told, SeenReferences& out) {
  for (const ReferenceKind& kind : told.others) {
    const Reading reading = reading_of(camera, out.found, kind);
    if (best.cost - reading.cost > kToldApart) {
      if (reading.cost > kWorstFit * degrees_of_freedom(out.found.size()))
        out.answer = refused_as(out.answer, message("photo.refused.no_paper").with("stated", best.kind->id), message("photo.refused.no_paper_advice"));
      else
        out.answer = refused_as(out.answer, message("photo.refused.other_paper").with("stated", best.kind->id).with("seen", kind.id), message("photo.refused.other_paper_advice").with("seen", kind.id));
      return false;
    }
    if (reading.cost - best.cost < kToldApart) out.answer.warnings.push_back(message("photo.warned.other_paper").with("stated", best.kind->id).with("other", kind.id));
  }
  return true;
}

std::optional<Reading> choose_kind(const Camera& camera, const RectangleReference& told, SeenReferences& out) {
  std::vector<Reading> all;
  for (const ReferenceKind& kind : told.kinds) all.push_back(reading_of(camera, out.found, kind));
  Reading best = *std::min_element(all.begin(), all.end(), [](const Reading& a, const Reading& b) { return a.cost < b.cost; });
  if (best.cost >= kNoFit) return best;
  if (told.kinds.size() > 1 && !only_one_fits(all, best, out)) return std::nullopt;
  if (!is_as_told(camera, best, told, out)) return std::nullopt;
  if (best.hopeless || best.other_turn - best.cost >= kToldApart) return best;
  out.answer = refused_as(out.answer, message("photo.refused.which_turn").with("kind", best.kind->id), message("photo.refused.which_turn_advice"));
  return std::nullopt;
}

/// Chooses among the sizes it may have; a refusal where the shape is another one's, or where it cannot be told.
void choose(const Camera& camera, const RectangleReference& told, SeenReferences& out) {
  const auto best = told.width && told.height ? choose_measured(camera, told, out) : choose_kind(camera, told, out);
  if (!best) return;
  if (best->cost >= kNoFit) {
    out.answer = refused_as(out.answer, message("photo.refused.unstable"), message("photo.refused.unstable_several_advice"));
    return;
  }
  const SizedMarker& first = best->markers.front();
  if (best->hopeless) {
    out.answer = refused_as(out.answer, message("photo.refused.no_shape").with("kind", best->kind->id).with("width", 1000 * first.side, "mm").with("height", 1000 * first.height, "mm"),
                              message("photo.refused.no_shape_advice"));
    return;
  }
  out.used = best->markers;
  // Corners that were stated were used as they are, and so are those beside an edge that is not clear.
  const double sigma = std::max_element(out.found.begin(), out.found.end(), [](const Marker& a, const Marker& b) { return a.sigma < b.sigma; })->sigma;
  Message assumed = told.taken == Taken::snap && sigma < 1 ? message("photo.assumed.rectangle") : message("photo.assumed.rectangle_stated").with("px", sigma, "");
  out.answer.assumptions.push_back(std::move(assumed).with("kind", best->kind->id).with("width", 1000 * first.side, "mm").with("height", 1000 * first.height, "mm")
                                       .with("u", 1000 * std::max(first.u_side, first.u_height), "mm"));
}

PixelPoint middle_of(const Marker& m) {
  PixelPoint sum;
  for (const PixelPoint& c : m.corners) sum.x += c.x / 4, sum.y += c.y / 4;
  return sum;
}

/// One thing told twice would count as two that agree.
bool seen_before(const Marker& marker, const std::vector<Marker>& found) {
  const PixelPoint at = middle_of(marker);
  return std::any_of(found.begin(), found.end(), [&](const Marker& m) {
    const PixelPoint p = middle_of(m);
    return std::hypot(p.x - at.x, p.y - at.y) < 0.5 * std::min(shortest_edge(m), shortest_edge(marker));
  });
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
  int unsure = 0;
  for (const auto& rough : reference.corners) {
    const auto rectangle = see_rectangle(photo, lens, rough, reference.taken);
    if (!rectangle || shortest_edge(rectangle->marker) < kLeastEdge) {
      seen.answer.drawing.outlines.push_back({rough, ""});
      seen.answer = refused_as(seen.answer, message("photo.refused.edges"), message("photo.refused.edges_advice"));
      return seen;
    }
    const bool stated = reference.taken != Taken::snap;
    if (!measured && rectangle->unsure > (stated ? kMostUnseen : kMostUnsure)) {
      seen.answer.drawing.outlines.push_back({rough, ""});
      seen.answer = refused_as(seen.answer, message("photo.refused.unclear").with("count", rectangle->unsure, ""), message(stated ? "photo.refused.edges_advice" : "photo.refused.unclear_advice"));
      return seen;
    }
    if (!measured && !rectangle->sheet_like) {
      seen.answer.drawing.outlines.push_back({rough, ""});
      seen.answer = refused_as(seen.answer, message("photo.refused.no_sheet"), message("photo.refused.no_sheet_advice"));
      return seen;
    }
    const Marker& marker = rectangle->marker;
    if (seen_before(marker, seen.found)) {
      seen.answer.warnings.push_back(message("photo.warned.sheet_twice"));
      continue;
    }
    unsure += rectangle->unsure;
    seen.found.push_back(marker);
    seen.answer.drawing.outlines.push_back({{marker.corners.begin(), marker.corners.end()}, reference.kinds.front().id});
  }
  const bool stated = reference.taken != Taken::snap;
  if (stated && !measured && unsure > kMostUnsure) seen.answer.warnings.push_back(message("photo.warned.unseen_edges").with("count", unsure, ""));
  if (!stated && unsure > 0) seen.answer.warnings.push_back(message("photo.warned.unsure_edges").with("count", unsure, ""));
  if (seen.found.empty()) {
    seen.answer = refused_as(seen.answer, message("photo.refused.no_corners"), message("photo.refused.no_corners_advice"));
    return seen;
  }
  choose(camera, reference, seen);
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
