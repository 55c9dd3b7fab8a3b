// SPDX-License-Identifier: GPL-3.0-or-later
// What all quantity functions share: the plan indexed, what is known by facts, and the shapes that several of them need.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "landai/measure/facts.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/measure/mobility.hpp"
#include "landai/plan/plan.hpp"
#include "profile.hpp"

namespace landai::measure {

/// The opening of a door in plan view.
struct DoorFrame {
  PlanPoint a, b;         ///< jambs in the middle of the wall
  PlanPoint middle;
  PlanPoint along;        ///< unit, a to b
  PlanPoint normal;       ///< unit, to the left of `along`
  double length = 0;
  double half_wall = 0;   ///< half the wall's thickness; 0 when unknown

  /// A point this far beyond the wall's face on the side of `side` (+1: normal, -1: the other).
  [[nodiscard]] PlanPoint beyond(double side, double by_m) const {
    return middle + (side * (half_wall + by_m)) * normal;
  }
};
/// Nothing for an element that is no door or opening or has no two jambs.
[[nodiscard]] std::optional<DoorFrame> frame_of(const Element& door);
/// The opening as a box through the wall, `margin_m` beyond its faces on each side; `width_m` wide about its middle.
[[nodiscard]] Polygon opening_box(const DoorFrame& frame, double width_m, double margin_m);

/// Something that stands on a level and stops a walker or a leaf.
struct Solid {
  const Element* element = nullptr;
  Polygon polygon;
  Box box;
};

/// What stands on one level.
struct LevelSolids {
  std::vector<Solid> solids;   ///< walls (openings cut out), columns, furniture, fixtures, stairs; plan order
  std::vector<std::pair<const Element*, PlanSegment>> thin;  ///< walls and railings drawn as lines
};

/// The heights above the floor that a walker's body takes up: what begins above it or ends below it stops nobody.
struct BodyZone {
  double low = 0.02;
  double top = 2.0;
  auto operator<=>(const BodyZone&) const = default;
};

/// Masks for what counts as an obstacle.
enum SolidKinds : unsigned { kFixed = 1, kFurniture = 2, kStairs = 4, kAll = 7 };
[[nodiscard]] unsigned solid_kind(Category category);  ///< 0: never an obstacle

/// What somebody read or stated of an element.
struct Said {
  Value value;
  double lo = 0, hi = 0, u = 0;   ///< of a number
  Method method = Method::attested;
  std::string where;              ///< "bacaan.csv:2"
  bool disputed = false;          ///< another reading contradicts it (reconcile.hpp): `lo`, `hi` and `u` are those of all of them
};

/// The 95 % point of the normal distribution: standard uncertainties from what one is sure of as checks are (JCGM 106:2012, 8.3.2).
inline constexpr double kSureOf = 1.6448536269514722;

/// Between what a number lies: on either side it is beyond that with a probability of 5 % at most. What is worked out from a value and has no
/// uncertainty of its own (whether a way exists) is decided by these, and so as a check of the value alone would be.
struct SureBounds {
  double lo = 0, hi = 0;
};
[[nodiscard]] inline SureBounds sure_bounds(double lo, double hi, double u) { return {lo - kSureOf * u, hi + kSureOf * u}; }
[[nodiscard]] inline SureBounds sure_bounds(const Measurement& m) { return sure_bounds(m.lo, m.hi, m.u); }

class RouteNet;   // route.cpp
struct MobilityReach;

class Survey {
 public:
  Survey(const Plan& plan, const Facts& facts, Profile profile);
  ~Survey();
  Survey(const Survey&) = delete;
  Survey& operator=(const Survey&) = delete;

  const Plan& plan;
  const Facts& facts;
  const Profile profile;

  [[nodiscard]] const Element* find(std::string_view id) const;
  [[nodiscard]] const std::vector<const Element*>& of(Category category) const;
  [[nodiscard]] const std::vector<const Element*>& children(std::string_view id) const;
  [[nodiscard]] const std::vector<std::string>& levels_of(const Element& e) const;
  [[nodiscard]] bool share_level(const Element& a, const Element& b) const;
  /// The space that holds the point on the level (the smallest if several), or null.
  [[nodiscard]] const Element* space_at(PlanPoint p, const std::string& level) const;
  [[nodiscard]] std::vector<const Element*> spaces_of(const Element& e) const;  ///< its connects that are spaces
  [[nodiscard]] const std::vector<const Element*>& doors_of(const Element& space) const;  ///< doors and openings that connect it
  [[nodiscard]] const std::vector<const Element*>& contents_of(const Element& space) const;  ///< what lies in it

  // Facts: stated ones beat inferred ones.
  /// Stated, or read: what was seen beats it. Nothing when nobody did, and when those who did contradict each other: none of them comes first.
  [[nodiscard]] const Fact* stated(const std::string& subject, std::string_view quantity) const;
  [[nodiscard]] bool disputed(const std::string& subject, std::string_view quantity) const;   ///< they contradict each other
  /// What counts of what was read or stated without parameters; nothing when nobody did.
  [[nodiscard]] std::optional<Said> said(const std::string& subject, std::string_view quantity) const;
  /// A number that is stated or read, with the bounds that are sure (above); of readings that contradict each other those of all.
  [[nodiscard]] std::optional<Known> stated_number(const std::string& subject, std::string_view quantity) const;
  /// Readings of one element (or "building"), in the order of their file.
  [[nodiscard]] const std::vector<const Reading*>& readings_of(const std::string& subject, std::string_view quantity) const;
  /// The statement of the facts file alone.
  [[nodiscard]] const Fact* fact(const std::string& subject, std::string_view quantity) const;
  [[nodiscard]] std::string use(const Element& space) const;      ///< empty when unknown
  /// Empty when unknown. `from` (may be null) gets what told it, where that is not the name.
  [[nodiscard]] std::string access(const Element& space, std::string* from = nullptr) const;
  [[nodiscard]] std::string users(const Element& space, std::string* from = nullptr) const;  ///< men, women, everyone, children; or empty
  [[nodiscard]] NamedUse inferred_use(const Element& space, std::string* from = nullptr) const;
  [[nodiscard]] std::string role(const Element& door) const;      ///< empty when unknown
  [[nodiscard]] std::string inferred_role(const Element& door, Message* why = nullptr) const;
  [[nodiscard]] bool is_ignored(const Element& door) const;       ///< no door, or ignored: nothing is measured on it
  [[nodiscard]] bool outdoor(const Element& space) const;
  [[nodiscard]] bool names_roof(const Element& space) const;      ///< its name says that it is the roof
  /// "complete" or "partial", as stated; partial where statements contradict each other, empty where nobody stated it.
  [[nodiscard]] std::string coverage() const;
  [[nodiscard]] std::string ground_level() const;                 ///< id of the level entrances lie on
  /// Doors of the ground level that lead from outside into a space, without ignored ones.
  [[nodiscard]] const std::vector<const Element*>& outer_doors() const;
  /// Texts that are level marks, with the height they tell in metres; plan order.
  [[nodiscard]] const std::vector<std::pair<double, const Label*>>& level_marks() const;
  [[nodiscard]] bool has_category(Category c) const { return !of(c).empty(); }

  // Shapes.
  [[nodiscard]] const LevelSolids& solids(const std::string& level, const BodyZone& zone = {});
  /// Polygons of the given kinds that reach into the box, without `but` and its children. With a zone (metres above the floor of
  /// the level) also without what is known to lie above or below it; what has no known height counts.
  [[nodiscard]] MultiPolygon obstacles(const std::string& level, const Box& box, unsigned kinds, const Element* but = nullptr,
                                       std::optional<ZRange> zone = std::nullopt);
  /// Heights of an element above the floor of the level; nothing where the plan has none or the range is empty.
  [[nodiscard]] std::optional<ZRange> above_floor(const Element& e, const std::string& level) const;
  /// The space less what stands in it, of the given kinds. Cached.
  [[nodiscard]] const MultiPolygon& free_region(const Element& space, unsigned kinds);
  [[nodiscard]] RouteNet& routes();
  std::vector<Mobility> mobilities;   ///< those that questions name; loaded by who asks
  /// How one of `mobilities` reaches the places of the plan, from every entrance. Null for one that is not there, or when a level has no
  /// diagram. Cached.
  [[nodiscard]] const std::vector<MobilityReach>* reach(const std::string& mobility);
  /// The name people know an element by: its name, or its category and id.
  [[nodiscard]] static std::string label(const Element& e);

 private:
  void take_readings();
  struct Caches;
  std::unique_ptr<Caches> caches_;
};

/// A measurement of this subject, value still empty.
[[nodiscard]] Measurement blank(const Element& subject, const char* quantity, const Params& params = {});
Measurement& set(Measurement& m, double value, double lo, double hi, Method method, std::string from = {});
Measurement& set(Measurement& m, const Known& known);
Measurement& set_exact(Measurement& m, double value, Method method = Method::geometry);
Measurement& missing(Measurement& m, Message why);
Measurement& not_applicable(Measurement& m, Message why);
[[nodiscard]] double number_param(const Params& params, const char* name, double otherwise);
[[nodiscard]] std::string word_param(const Params& params, const char* name);

/// Whether a model says that a space is outdoors: "EXTERNAL" or "INTERNAL", or empty. `from` (may be null) gets the attribute.
[[nodiscard]] std::string external_word(const Element& space, std::string* from = nullptr);

/// The plan view of an element: its areas, else its lines thickened a little, else nothing.
[[nodiscard]] MultiPolygon body_of(const Element& e);
[[nodiscard]] PlanPoint place_of(const Element& e);  ///< a point inside it

}  // namespace landai::measure
