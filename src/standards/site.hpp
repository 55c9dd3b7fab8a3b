// SPDX-License-Identifier: GPL-3.0-or-later
// The plan and its measurements, indexed the way rules ask for them. Conditions are answered here.
#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "landai/measure/measurement.hpp"
#include "landai/plan/plan.hpp"
#include "rule_data.hpp"

namespace landai::standards {

enum class Tri { no, unknown, yes };

/// A fact that a condition needed and nobody knows.
struct Unknown {
  std::string quantity;
  std::string subject;      ///< element id
  std::string measurement;  ///< the "not measured" one, when there is one
  bool contested = false;   ///< it is not missing: values contradict each other
  const measure::Measurement* between = nullptr;  ///< it is not missing: it may lie on either side of `border`
  double border = 0;                              ///< of the condition, the nearest to the value; unit of the measurement
};

inline constexpr int kMaxAncestors = 8;

[[nodiscard]] inline bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Site {
 public:
  Site(const Plan& plan, const measure::MeasurementSet& measurements);

  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const std::vector<const Element*>& of(Category category) const;
  [[nodiscard]] const Element* element(const std::string& id) const;
  [[nodiscard]] const std::string& building() const { return building_; }  ///< subject of building.* and facility.*
  [[nodiscard]] std::vector<const Element*> children(const Element& e) const;
  /// Its parts of a category, and theirs, in plan order.
  [[nodiscard]] std::vector<const Element*> descendants(const Element& e, Category category) const;
  /// Spaces that a door connects, a space itself, or the one that another element lies in.
  [[nodiscard]] const std::vector<const Element*>& spaces(const Element& e) const { return of_place_[index(e)].spaces; }
  /// The ramp or stair that a flight, a landing or a rail is part of; else what anything is part of, or nullptr.
  [[nodiscard]] const Element* whole_of(const Element& e) const;
  /// Whether the element stands on the floor where one enters from the outside (or on none). Unknown where values contradict each other on which
  /// door is the main entrance, and that matters: the door's role is added to `unknown`.
  [[nodiscard]] Tri on_ground_floor(const Element& e, std::vector<Unknown>& unknown) const;

  /// The measurement that counts for this question about an element of the plan (nullptr: the building), or nullptr.
  [[nodiscard]] const measure::Measurement* find(const Element* e, const std::string& quantity, const measure::Params& params) const;
  [[nodiscard]] const measure::Measurement* find(const std::string& subject, const std::string& quantity, const measure::Params& params) const;
  /// Of a pair quantity: every measurement to this place.
  [[nodiscard]] std::vector<const measure::Measurement*> to(const std::string& place, const std::string& quantity, const measure::Params& params) const;

  /// Other readings and photos of this that contradict it.
  [[nodiscard]] std::vector<const measure::Measurement*> contradicting(const measure::Measurement& m) const;

  /// A thing that was stated to be no door is not judged as one.
  [[nodiscard]] bool ignored(const Element& e) const { return of_place_[index(e)].ignored; }
  /// It lies in, or leads to, a room that is known to be for staff or service.
  [[nodiscard]] bool for_staff_only(const Element& e) const { return of_place_[index(e)].staff_only; }

  /// Whether an entrance cannot be reached from the outside without steps. Where values contradict each other, that is added to `unknown`.
  [[nodiscard]] Tri cut_off(const std::string& entrance, std::vector<Unknown>& unknown) const;

  /// `e` is nullptr for the building. Facts that were missing are added to `unknown`.
  [[nodiscard]] Tri holds(const Condition& condition, const Element* e, std::vector<Unknown>& unknown) const;

  /// Of a condition that does not hold: whether it might if there were more of something than a plan shows of which nobody stated that it
  /// shows the whole.
  [[nodiscard]] bool hangs_on_whole(const Condition& condition, const Element* e) const;

 private:
  [[nodiscard]] Tri quantity_holds(const Condition& condition, const Element* e, std::vector<Unknown>& unknown) const;
  /// The condition put to one value; null: nobody asked for it.
  [[nodiscard]] Tri value_holds(const Condition& condition, const Element* e, const measure::Measurement* m, std::vector<Unknown>& unknown) const;
  [[nodiscard]] Tri within(const Condition& condition, const Element& e, std::vector<Unknown>& unknown) const;
  [[nodiscard]] Tri outside(const Condition& condition, const Element& e, std::vector<Unknown>& unknown) const;
  [[nodiscard]] Tri combined(const Condition& condition, const Element* e, std::vector<Unknown>& unknown) const;
  [[nodiscard]] Tri over(const Condition& condition, const std::vector<const Element*>& those, bool every, const Element& e,
                         std::vector<Unknown>& unknown) const;
  [[nodiscard]] bool something_hidden(const Element& e, bool no_other) const;
  [[nodiscard]] bool one_of_several_entrances(const Condition& condition, const measure::Measurement& role) const;
  [[nodiscard]] std::vector<const Element*> find_spaces(const Element& e) const;

  /// A measurement of one element, found by its quantity. Rules ask for every element, so this is where judging spends its time.
  struct Slot {
    std::size_t quantity = 0;   ///< hash of the name
    const measure::Measurement* measurement = nullptr;
  };
  struct Place {
    std::span<const Slot> slots;  ///< a part of slots_
    std::vector<const Element*> spaces;
    std::vector<const Element*> doors;  ///< of a space
    bool ignored = false, staff_only = false;
  };
  [[nodiscard]] std::size_t index(const Element& e) const { return static_cast<std::size_t>(&e - plan_.elements.data()); }
  [[nodiscard]] static const measure::Measurement* counting(std::span<const Slot> slots, const std::string& quantity, const measure::Params& params);
  void index_measurements();
  void find_ground();
  [[nodiscard]] bool agreed(const measure::Measurement& m, const std::function<bool(const measure::Measurement&)>& says) const;
  [[nodiscard]] bool find_ignored(const Element& e) const;
  [[nodiscard]] bool find_staff_only(const Element& e) const;

  const Plan& plan_;
  const measure::MeasurementSet& measurements_;
  std::string building_ = "building";   ///< measure asks the whole building under this name
  std::vector<std::string> grounds_;   ///< level ids, empty ones when unknown; several while it is open which of them it is
  std::vector<Unknown> ground_open_;
  std::unordered_map<std::string_view, const Element*> elements_;
  std::unordered_map<std::string, std::vector<const Element*>> children_;
  std::unordered_map<std::string, std::vector<const measure::Measurement*>> routes_;
  std::vector<std::vector<const Element*>> by_category_;
  std::vector<Place> of_place_;         ///< of each element of the plan, in its order
  std::vector<Slot> slots_;             ///< all measurements of one subject, by subject
  std::span<const Slot> of_building_;
};

}  // namespace landai::standards
