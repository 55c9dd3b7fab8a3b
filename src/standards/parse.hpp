// SPDX-License-Identifier: GPL-3.0-or-later
// A pack as written becomes rules that can be evaluated. Everything wrong is collected with its line. Private
// to the room.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "landai/measure/ranges.hpp"
#include "rule_data.hpp"

namespace landai::standards {

/// Reads one pack. Each function reads one kind of node, complains of all that is wrong with it and returns
/// what could be read; what is returned after a complaint must not be used. All that
/// data/schema/standard.schema.json demands is demanded here first, in words that a planner understands.
class PackParser {
 public:
  /// `ranges`: where values can lie; nullptr where nobody knows.
  PackParser(const Node& root, std::vector<Problem>& problems, const measure::Ranges* ranges) : root_(root), problems_(problems), ranges_(ranges) {}
  PackData pack();

 protected:
  using Words = std::span<const std::string_view>;
  /// One of these is asked; none where that is not known (a condition nobody uses).
  using Subjects = std::vector<Category>;
  enum class Need { may_miss, must };

  // parse.cpp: the pack itself
  void about(Pack& pack);
  void version(Pack& pack);
  void unchecked(const Node& list);
  void sources(const Node& map);
  void conditions(const Node& map);
  void tolerance(const Node& node, Tolerance& into);
  DutyRule duty(const Node& node);

  // parse_value.cpp: what every part of a pack is made of
  void complain(const Node& at, Message what, Message advice = {});
  /// Complains of keys that are not among `known` (with the nearest one) and of keys without a value.
  void only(const Node& map, std::initializer_list<std::string_view> known);
  bool is_map(const Node& node, std::string_view name);
  std::string text(const Node& map, std::string_view key, Need need = Need::may_miss);
  bool truth(const Node& map, std::string_view key, bool otherwise);
  const std::vector<Node>& list(const Node& map, std::string_view key, std::size_t at_least);
  std::vector<std::string> texts(const Node& node, std::string_view name, std::size_t at_least);
  std::string word(const Node& map, std::string_view key, Words known, Need need = Need::must);
  BilingualText bilingual(const Node& map, std::string_view key, Need need);
  std::optional<double> number(const Node& node, std::string_view name);

  // parse_quantity.cpp: quantities, their parameters, values and words
  const measure::QuantityInfo* quantity(const Node& map, std::string_view key);
  const measure::QuantityInfo* quantity_named(const Node& at, const std::string& id);
  void fits(const Node& at, const measure::QuantityInfo& info, const Subjects& subjects);
  measure::Params params(const Node& at, const measure::QuantityInfo& info);
  std::optional<measure::Param> param(const Node& value, const std::string& name,
                                      const measure::QuantityInfo& info);
  std::optional<double> amount(const Node& node, const measure::QuantityInfo& info);
  std::optional<double> limit_amount(const Node& node, const measure::QuantityInfo& info);
  [[nodiscard]] Message in_another_unit(const Node& node, const measure::QuantityInfo& info) const;
  void possible(const Node& node, double value, const measure::QuantityInfo& info);
  std::vector<std::string> words(const Node& node, std::string_view key, std::string_view quantity);
  void unknown_word(const Node& at, const std::string& word, std::string_view of, Words known);
  void unknown_name(const Node& at, const std::string& name, const Node& defined);
  void wrong_limit(const Node& at, const measure::QuantityInfo& info);

  // parse_condition.cpp. `on`: what the condition is asked of.
  Condition condition(const Node& node, const Subjects& on, int depth = 0);
  Condition quantity_condition(const Node& node, const Subjects& on);
  Condition keyed_condition(const std::string& key, const Node& value, const Subjects& on, int depth);
  Condition listed_condition(const std::string& key, const Node& value, const Subjects& on, int depth);
  void known_kinds(const Node& list, const std::string& key, const Subjects& on);

  // parse_demand.cpp
  Demand demand(const Node& node, Category subject, int depth = 0);
  Demand parts(const Node& node, std::string_view key, Demand::Op op, Category subject, int depth);
  Demand leaf(const Node& node, Category subject);
  Demand limit(const Node& node, const Demand& of, const measure::QuantityInfo& info, int depth = 0);
  Demand limits(const Node& node, std::string_view key, Demand::Op op, const Demand& of,
                const measure::QuantityInfo& info, int depth);
  void as_written(const Node& node, const Demand& of, const measure::QuantityInfo& info);
  void children(const Node& node, Demand& into);
  void bounds(const Node& node, Demand& into, const measure::QuantityInfo& info);
  void relative(const Node& node, Demand& into, const measure::QuantityInfo& info);
  void table(const Node& node, Demand& into, const measure::QuantityInfo& info);
  TableRow row(const Node& node, const measure::QuantityInfo& of, const measure::QuantityInfo& counted);
  std::string reason(const Node& node);
  void combination(const Node& at, Demand& into);

  // parse_rule.cpp
  RuleData rule(const Node& node);
  void cite(const Node& node, Rule& rule);
  void grade(const Node& node, RuleData& data);
  void applies(const Node& node, RuleData& data);
  void demands(const Node& node, RuleData& data);
  std::optional<Verdict> none(const Node& node, const Demand& d);
  void braces(const Node& remedy, const Rule& rule, const Demand& demand);

  const Node& root_;
  std::vector<Problem>& problems_;
  const measure::Ranges* ranges_;
  std::string rule_;  ///< the one being read, for complaints
  std::set<std::string> ids_;
  std::map<std::string, std::string> below_;  ///< ids of the packs below an overlay, which nothing may add again, and which pack has each
  std::set<std::string> used_;  ///< named conditions
  std::string instrument_;
  int conditions_read_ = 0;
};

/// Combinations within combinations, and conditions that name conditions, end here.
inline constexpr int kDeepest = 12;
/// Conditions of one pack with all that they name; more is a pack that names itself over and over.
inline constexpr int kMostConditions = 100'000;

/// "pupr14.l2.door.main.clear"; "permen-pupr-14-2017".
[[nodiscard]] bool good_id(const std::string& id);
[[nodiscard]] bool good_pack_id(const std::string& id);
/// What to do about an unknown word: the known one that was probably meant, or all of them when they are few;
/// else nothing.
/// `list`: the heading of the texts (words.LIST) under which readers find what these words mean; may be empty.
[[nodiscard]] Message meant(const std::string& word, std::span<const std::string_view> known, const std::string& list = {});

/// {min: 85,5 cm} is `min: 85` and a key "5 cm". The advice to write a point, where the members of a map show such a cut; else empty.
[[nodiscard]] Message cut_at_comma(const Node& map);

/// Every word a subject can be.
[[nodiscard]] std::vector<std::string_view> category_words();
/// Every word for what something can lie in or be part of: kinds and categories.
[[nodiscard]] std::vector<std::string_view> words_within();

}  // namespace landai::standards
