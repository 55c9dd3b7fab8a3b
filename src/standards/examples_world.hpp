// SPDX-License-Identifier: GPL-3.0-or-later
// Private to the room.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "examples.hpp"

namespace landai::standards {

/// The plan and the measurements of one example. Names in it: S the subject, P what it is part of, R… its rooms, D… doors of a
/// room, E an entrance, G the way in on the floor below.
class World {
 public:
  World(const RuleData& rule, const Example& example);

  /// Nothing when it could be built; else what of the example cannot be said.
  [[nodiscard]] std::optional<Message> build();
  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] const measure::MeasurementSet& measurements() const { return measurements_; }

 private:
  void part_of(const std::string& word);
  Element& put(const std::string& id, Category category);
  std::string another_room(const std::string& like);
  std::optional<std::vector<std::string>> place(const measure::QuantityInfo& info, std::size_t n);
  std::optional<Message> say(const ExampleValue& value);
  bool plain(const measure::QuantityInfo& info, const Node& node, const ExampleValue& value, measure::Measurement& m);
  static bool list(const Node& node, measure::Measurement& m);
  bool gauged(const measure::QuantityInfo& info, const Node& node, measure::Measurement& m);

  const RuleData& rule_;
  const Example& example_;
  std::vector<measure::Request> asked_;
  bool building_ = false, pair_ = false;
  std::optional<Category> parent_;
  std::string parent_kind_;
  std::vector<std::string> rooms_, doors_;
  std::vector<std::pair<std::string, Category>> parts_;
  int others_ = 0;
  Plan plan_;
  measure::MeasurementSet measurements_;
};

}  // namespace landai::standards
