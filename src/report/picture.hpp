// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "drawing.hpp"
#include "view.hpp"

namespace landai::report {

/// An element on a level with the box of its geometry, metres.
struct Drawn {
  const Element* element = nullptr;
  Box box;
};

/// A finding on the picture: its number in the lists, and one of its places.
struct Mark {
  int number = 0;
  const Finding* finding = nullptr;
  const standards::Check* check = nullptr;           ///< the check that failed at this place
  const measure::Measurement* measurement = nullptr;  ///< what decided it there
  std::string place;
  Spot spot;
  bool first = false;                                ///< first place of the finding: the lists link here
};

/// Pictures of a plan, one per level, and close looks at single findings. Boxes and marks are found once.
class Pictures {
 public:
  Pictures(const View& view, const std::vector<Finding>& findings);

  /// Keyed by level id. `standalone`: with its own style sheet, for a file of its own.
  [[nodiscard]] std::map<std::string, std::string> levels(bool standalone) const;
  [[nodiscard]] std::string level(const std::string& id, bool standalone) const;
  /// Elements that the pictures of levels outline, besides the places of findings.
  void outline(const std::vector<std::string>& elements) { outlined_.insert(elements.begin(), elements.end()); }
  /// A close look at the first place of a finding; empty when the plan shows no place.
  [[nodiscard]] std::string detail(int number) const;
  [[nodiscard]] bool shows(int number) const;   ///< a marker of this finding stands on some level
  /// Style rules of all pictures, for the page that holds them.
  [[nodiscard]] static const char* style();

 private:
  const View& view_;
  std::map<std::string, std::vector<Drawn>> drawn_;
  std::map<std::string, std::size_t> far_;   ///< per level: things too far off to be drawn
  std::vector<Mark> marks_;
  std::set<std::string> outlined_;
};

/// The outline of an element that a picture is about.
void draw_outlined(Canvas& canvas, const Frame& frame, const Element& element);

/// The building itself: spaces, walls, doors, stairs, furniture; in painter's order.
void draw_building(Canvas& canvas, const View& view, const Frame& frame, const std::vector<Drawn>& drawn);
/// Names and areas of spaces where they fit.
void draw_names(Canvas& canvas, const View& view, const Frame& frame, const std::vector<Drawn>& drawn, LabelPlaces& places);
/// The place itself: outline, swept areas, way, and dimension lines with the measured value.
void draw_witness(Canvas& canvas, const View& view, const Frame& frame, const Mark& mark, LabelPlaces& places);
/// The shift proposed for the finding at this place: the thing where it would stand, an arrow to it, and how far.
void draw_shift(Canvas& canvas, const View& view, const Frame& frame, const Mark& mark, LabelPlaces& places);
/// Box of the thing that a finding's proposal moves, before and after; empty when it moves nothing here.
[[nodiscard]] Box shift_box(const View& view, const Mark& mark);
/// Keeps labels and markers off the dimension lines of a finding.
void reserve_witness(const Frame& frame, const Mark& mark, LabelPlaces& places);
/// A dimension line: thin line, slanted ticks at both ends, the value (may be empty) beside it where there is room.
void draw_dimension(Canvas& canvas, const Frame& frame, const PlanSegment& witness, const std::string& value, int severity,
                    LabelPlaces& places);
/// The numbered marker, beside its place.
void draw_marker(Canvas& canvas, const Frame& frame, const Mark& mark, LabelPlaces& places, bool with_id);
/// A marker's body at a point: triangle, square, circle, hexagon for severity 1 to 4.
void draw_marker_shape(Canvas& canvas, PagePoint at, int severity, int number);
/// Where a finding's marker points to.
[[nodiscard]] PlanPoint mark_point(const Mark& mark);

}  // namespace landai::report
