// SPDX-License-Identifier: GPL-3.0-or-later
// What a rule of a pack says besides what its readers need: applicability, demands, tables. Private to the room.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "landai/core/node.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/ranges.hpp"
#include "landai/standards/standards.hpp"

namespace landai::standards {

/// A condition on a subject. Evaluates to yes, no or unknown.
struct Condition {
  enum class Op {
    always,
    quantity,     ///< a measured or stated value
    kind,         ///< Element::kind is one of the words; an empty kind is unknown
    within,       ///< the element or an ancestor is of one of the categories or kinds
    outside,      ///< the door leads outside
    all, any, negate,
    stated,       ///< yes only when its part is known to be so: for exceptions that must be shown
    some_space,   ///< one of the spaces that the subject connects or lies in
    every_space,
    some_door,    ///< one of the doors of the space
    parent,
    building,
    ground_floor, ///< the subject lies on the floor that one enters from the outside
  };
  Op op = Op::always;
  std::string quantity;
  measure::Params params;
  std::vector<std::string> words;
  std::optional<bool> truth;
  std::optional<double> min, max;
  bool strict = false;
  std::vector<Condition> parts;
  bool operator==(const Condition&) const = default;
};

/// A row of a limit that depends on a count ("51 to 75 places: 5 bays").
struct TableRow {
  double upto = 0;               ///< last value of the table's quantity the row holds for (SI); infinite for the last row
  double min = 0;                ///< SI
  std::string as_written;        ///< of `min`: "25 mm"
  std::optional<double> probable;///< what the table very likely means where it seems misprinted
  std::optional<double> percent; ///< of the count, rounded up
  double base = 0, per = 0, above = 0;  ///< base + one per started `per` above `above`
  bool operator==(const TableRow&) const = default;
};

/// How a demand on the children of a subject is met.
enum class Combine {
  each,  ///< every one meets it
  any,   ///< at least one does
  min,   ///< the smallest of their values does
  sum,   ///< their sum does
};

/// What is demanded: one quantity within one limit, or a combination.
struct Demand {
  enum class Op {
    leaf,
    all,      ///< every part
    any,      ///< at least one part
    either,   ///< the text can be read in several ways: pass by all, fail by all, else undecided
    cases,    ///< the first part whose `when` holds
  };
  Op op = Op::leaf;
  std::string quantity;
  measure::Params params;
  Limit limit;
  bool includes = false;          ///< the list of words must hold all of limit.one_of
  std::string relative;           ///< the limit's min is this quantity of the subject or its parts
  bool relative_is_max = false;   ///< `relative` gives the limit's max instead
  double times = 1;               ///< of `relative`: the limit is this many times the other quantity
  std::optional<Category> children;  ///< the quantity is asked of the subject's parts of this category, and of theirs
  Combine combine = Combine::each;   ///< how what is said of the children becomes one answer
  std::vector<TableRow> table;    ///< the limit's min comes from a table
  std::string table_quantity;
  measure::Params table_params;
  Condition when;                 ///< of a part of `cases`
  std::string reason = "rule_text";  ///< of `either`
  std::vector<Demand> parts;
  bool operator==(const Demand&) const = default;
};

/// One rule, ready to be evaluated.
struct RuleData {
  Rule rule;
  int line = 0;
  bool off = false;               ///< kept for reference, not evaluated
  bool placeholder = false;       ///< its article was not read: no limit, never evaluated, filled by an overlay
  bool any_access = false;        ///< holds in rooms of the staff too
  bool together = false;          ///< the lists of all subjects count as one
  std::optional<bool> counts;     ///< whether its verdicts count, where an overlay says other than the pack
  std::optional<Verdict> none;    ///< where somebody found that there is none of what is asked (no glass, so no sill): fail or not_applicable
  std::string exclusive;          ///< exactly one of the rules with this word holds for a subject
  Condition when;
  Condition cuts_route;           ///< a failure cuts a required public route; op negate of always when never
  std::optional<Condition> fails_only_when;
  std::optional<Condition> passes_only_when;  ///< what is met but may not be all that is demanded is undecided
  Demand demand;
};

struct Tolerance {
  double drawn_m = 0;             ///< of lengths read off a drawing or model
  double drawn_rad = 0;
  double reading_m = 0;
  std::map<std::string, std::string> over;  ///< a ratio's tolerance is `drawn` over this length of the same subject
};

/// When a mandatory failure is not yet due ("existing buildings in stages, the ground floor first").
struct DutyRule {
  std::string duty;               ///< "staged"
  std::string article;
  Condition when;
};

struct PackData {
  Pack pack;
  Tolerance tolerance;
  std::vector<DutyRule> duties;
  std::vector<RuleData> rules;
};

/// Something wrong with a pack.
struct Problem {
  int line = 0;
  Message message;
  Message advice;                 ///< what was probably meant; may be empty
};

/// The problems as errors of the file, in the order of its lines; what several rules share is told once.
void tell(std::vector<Problem> problems, const std::filesystem::path& file, std::vector<Error>& errors);
/// Holds a file against data_dir/schema/`schema`.
void check_against(const Node& root, const std::filesystem::path& file, const std::filesystem::path& schema,
                   std::vector<Error>& errors);

/// Reads the whole pack; everything that is wrong with it is added to `problems` (a pack with problems must not be used). `ranges`: where values can
/// lie, against which limits are held; nullptr for no such check.
[[nodiscard]] PackData parse_pack(const Node& root, std::vector<Problem>& problems, const measure::Ranges* ranges);

/// "90 cm", "1:12", "6°", "25 %", 3 in SI for a quantity of this unit, or nothing when it does not fit.
/// An angle given for a slope is its tangent, a ratio given for an angle its arc tangent.
[[nodiscard]] std::optional<double> parse_amount(const std::string& text, std::string_view si_unit);

/// Advice to write "85.5 cm" for "85,5 cm", or straight quotes and plain blanks for those of a word processor. Empty for a text that neither spoils.
[[nodiscard]] Message comma_advice(const std::string& text, std::string_view si_unit);

[[nodiscard]] std::optional<Obligation> obligation_from(std::string_view word);
[[nodiscard]] std::optional<Verified> verified_from(std::string_view word);

/// All quantities that the condition or demand asks for.
void collect(const Condition& condition, std::vector<measure::Request>& into);
void collect(const Demand& demand, std::vector<measure::Request>& into);

}  // namespace landai::standards
