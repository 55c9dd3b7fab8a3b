// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "landai/report/report.hpp"

namespace landai::report {

/// A place on a level.
struct Spot {
  std::string level;
  PlanPoint point;
};

/// Something that the plan does not show: one quantity on one or more elements, and the rules that wait for it.
struct OpenQuestion {
  std::string quantity;
  measure::Params params;
  Category category = Category::building;
  std::string why;                    ///< sentence: what is missing, or what would settle it
  std::string how;                    ///< of a fact: how it is answered in the facts file, for the first place; empty for others
  std::vector<std::string> places;    ///< element ids
  std::vector<std::string> rules;
  bool required = false;              ///< a mandatory rule waits for it
};

/// A quantity that was looked for in vain and that no check waits for. Told once with its subjects, so that a report does not repeat the
/// same empty line for every element.
struct NotHad {
  std::string quantity;
  measure::Params params;
  bool applies = true;                              ///< false: the question does not arise there
  std::string why;                                  ///< sentence: what is missing
  std::vector<std::vector<std::string>> subjects;   ///< element ids: one each, or two of a pair
};

/// What all outputs look up: indexes over the inputs, and the names and sentences that readers see. Texts that come
/// back are clean UTF-8 but not yet escaped.
class View {
 public:
  View(const Inputs& inputs, const Texts& texts);

  const Inputs& in;
  const Texts& texts;

  [[nodiscard]] const Element* element(const std::string& id) const;
  [[nodiscard]] const standards::Rule* rule(const std::string& id) const;
  [[nodiscard]] const standards::Pack* pack(const std::string& id) const;
  [[nodiscard]] const standards::Check* check(const std::string& id) const;
  [[nodiscard]] const measure::Measurement* measurement(const std::string& id) const;
  /// The measurement that decided a check: the one of the rule's own quantity, else the first; or nullptr.
  [[nodiscard]] const measure::Measurement* deciding(const standards::Check& check) const;
  /// What a check speaks of: all its elements where they were judged as one, the place alone of a way to it; "building" where there is none.
  [[nodiscard]] std::vector<std::string> places(const standards::Check& check) const;

  /// A message for people: ids of elements and quantities among its arguments become their names.
  [[nodiscard]] std::string render(const Message& message) const;
  /// `words.<what>.<word>`, or the word itself when there is none.
  [[nodiscard]] std::string word(std::string_view what, std::string_view word) const;
  /// Words of the catalogue ("double_acting", "counter, stair") as a reader's, of the vocabulary `first` where it has them; any other
  /// text stays as it is.
  [[nodiscard]] std::string code_words(std::string_view list, std::string_view first = {}) const;
  /// Where a number was read off (Known::from), in this language as far as the phrase is one of ours.
  [[nodiscard]] std::string from(std::string_view source) const;
  /// The remark on a row of the inventory.
  [[nodiscard]] std::string note(std::string_view text) const;
  [[nodiscard]] Category category(const std::string& id) const;
  /// "Door P-03", "Door Waiting – Corridor", "Basin in Toilet 1".
  [[nodiscard]] std::string name(const std::string& id) const;
  /// Name of a level.
  [[nodiscard]] std::string level_name(const std::string& id) const;
  /// "clear width", "inner size of the room 1.525 × 2.275 m".
  [[nodiscard]] std::string quantity(const std::string& id, const measure::Params& params) const;
  [[nodiscard]] std::string number(double value, const std::string& quantity) const;
  /// "0.790 m", "0.780 to 0.810 m" when the bounds differ, "yes"; "–" when not measured.
  [[nodiscard]] std::string value(const measure::Measurement& m) const;
  /// "at least 0.900 m".
  [[nodiscard]] std::string limit(const standards::Limit& limit, const std::string& quantity) const;
  /// The bare number of a limit, for sentences that say "at least" themselves: "0.900 m", "0.650 m to 0.800 m".
  [[nodiscard]] std::string limit_number(const standards::Limit& limit, const std::string& quantity) const;
  /// "Permen PUPR 14/PRT/M/2017, Lampiran II A.1.1"
  [[nodiscard]] std::string citation(const standards::Rule& rule) const;
  [[nodiscard]] std::string verified(const standards::Rule& rule) const;   ///< how well it is known

  /// 0 public or unknown, 1 staff, 2 service.
  [[nodiscard]] int access_rank(const std::string& id) const;
  /// Whether its use is one that people pass through on their way: a corridor, a lobby.
  [[nodiscard]] bool is_passed_through(const std::string& space) const;
  /// Where an element is, for a marker.
  [[nodiscard]] std::optional<Spot> spot(const std::string& id) const;
  /// Place in output: level, then natural order of the plan's own names and ids. Depends neither on the order of elements nor on the language:
  /// numbers on paper mean the same in both.
  [[nodiscard]] bool before(const std::string& a, const std::string& b) const;

  [[nodiscard]] std::vector<OpenQuestion> open_questions() const;
  /// Whether a report tells this measurement by itself: it has a value, a check refers to it, or the user asked for it.
  [[nodiscard]] bool listed(const measure::Measurement& m) const;
  /// The measurements that are not `listed`, by quantity, parameters and reason, in their order.
  [[nodiscard]] std::vector<NotHad> not_had() const;

 private:
  [[nodiscard]] std::string make_name(const Element& e) const;
  [[nodiscard]] std::string order_name(const Element& e) const;
  std::unordered_map<std::string, const Element*> elements_;
  std::unordered_map<std::string, const standards::Rule*> rules_;
  std::unordered_map<std::string, const standards::Check*> checks_;
  std::unordered_map<std::string, const measure::Measurement*> measurements_;
  std::unordered_set<std::string> judged_;   ///< measurements that checks refer to
  std::unordered_map<std::string, std::size_t> levels_;
  mutable std::unordered_map<std::string, std::string> names_, orders_;
};

/// Name of a space or of the outside, for the two sides of a door.
[[nodiscard]] std::string side_name(const View& view, const std::string& id);

/// "DXF AC1027, unit mm (stated in the file's header), layer profile indonesia".
[[nodiscard]] std::string source_text(const View& view, const PlanSource& source);
/// "1 level · 24 spaces · 18 doors": what the plan holds, in the order of the categories; parts of others left out.
[[nodiscard]] std::vector<std::string> counts_text(const View& view);
/// The text as a sentence of its own: a capital in front, a full stop behind where none stands.
[[nodiscard]] std::string sentence(std::string text);
/// Place, message and advice of a diagnostic, as sentences.
[[nodiscard]] std::string told(const View& view, const Diagnostic& diagnostic);
/// Names of the first `most` places, with their level when the plan has several, and how many more there are.
[[nodiscard]] std::string places_text(const View& view, const std::vector<std::string>& places, std::size_t most);
/// The rules of a finding, each once, the leading first.
[[nodiscard]] std::vector<const standards::Rule*> rules_of(const View& view, const Finding& finding);
/// Where the ways lead that a finding cuts, when it is told at the place that cuts them.
[[nodiscard]] std::vector<std::string> cut_destinations(const View& view, const Finding& finding);
/// The limit that decides a check: "at least 0.900 m". Of several of one value of which each would do, all: "0.645 to 0.655 m or 0.795 to 0.805 m".
[[nodiscard]] std::string limit_of(const View& view, const standards::Check& check, const std::string& quantity);
/// All that a rule of several limits demands, and what holds of it: "car width 1.300 m: at least 1.200 m (pass) and car depth 1.400 m: at least
/// 2.300 m (fail)". Empty where the rule has one limit.
[[nodiscard]] std::string demanded_text(const View& view, const standards::Check& check);
/// The check by which a finding is told: its value and limit.
[[nodiscard]] const standards::Check* leading_check(const View& view, const Finding& finding);

/// How sure the value of a check is: hard bounds, standard uncertainty, drawing tolerance and the probability that the limit is met; empty
/// for what is no number.
[[nodiscard]] std::string certainty_text(const View& view, const standards::Check& check);
/// That a check is not due: the document that waives it, or that it is staged; empty for what is due or was never mandatory.
[[nodiscard]] std::string duty_text(const View& view, const standards::Check& check);
/// The heading under which a finding stands: how grave it is, or that nothing is due.
[[nodiscard]] std::string severity_text(const View& view, int severity, const std::string& duty);
/// Whether the check is one of those that the report counts: of what is for information only (average needs) it shows the value.
[[nodiscard]] inline bool decides(const standards::Check& check) {
  return check.counts && check.obligation != standards::Obligation::information;
}
/// A standard uncertainty that is good enough for a quantity, rounded down: "2 mm", "0.16 %".
[[nodiscard]] std::string good_enough(const View& view, double u, const std::string& quantity);
/// The measurement that would settle an undecided check, and how good it must be; empty for others.
[[nodiscard]] std::string settle_text(const View& view, const standards::Check& check);

/// What the verdict of a check takes for granted, and how one states it; empty for most.
[[nodiscard]] std::string assumption_text(const View& view, const standards::Check& check);

/// What people made of a finding: "accepted; Budi; due 2027-01-31; BA 3/2026"; empty outside a project and for one that is merely open.
[[nodiscard]] std::string life_text(const View& view, const Finding& finding);
/// How many findings are overdue; empty where none is.
[[nodiscard]] std::string overdue_text(const View& view);

/// `findings` on a view that is already made.
[[nodiscard]] std::vector<Finding> find_all(const View& view);

}  // namespace landai::report
