// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/node.hpp"
#include "landai/core/texts.hpp"
#include "landai/measure/facts.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/plan/plan.hpp"

namespace landai::standards {

enum class Verdict { pass, fail, undecided, not_measured, not_applicable };
enum class Obligation { mandatory, advisory, information };
enum class Verified { text, secondary, unverified, borrowed, ours };

[[nodiscard]] const char* to_string(Verdict);
[[nodiscard]] const char* to_string(Obligation);
[[nodiscard]] const char* to_string(Verified);

/// Where the limit lies; a value on it passes unless `strict`.
struct Limit {
  std::optional<double> min;      ///< SI
  std::optional<double> max;
  bool strict = false;
  std::vector<std::string> one_of;///< for words
  std::optional<bool> truth;
  std::string as_written;         ///< "90 cm", "6° or 1:10"
  bool rounded = false;           ///< the text names what `as_written` says; min and max take in what rounds to it, which is our reading
  bool operator==(const Limit&) const = default;
};

struct Citation {
  std::string article;            ///< "Lampiran II A.1.1"
  std::string instrument;         ///< "Permen PUPR 14/PRT/M/2017"
  std::string source;             ///< key of the source that was seen, "S4"
};

/// What an overlay changed about a rule of a pack under it.
struct Change {
  std::string overlay;            ///< id of the overlay; a pack of that id holds its version, file and hash
  std::string file;
  std::string quantity;           ///< that `was` is a limit of
  Limit was, now;                 ///< the same when the limit stayed
  Citation cited;                 ///< what the rule cited before
  bool filled = false;            ///< it was a placeholder, without a limit
  bool demands = false;           ///< what is demanded is not as before
  bool judges = false;            ///< what is demanded, where or how strongly is not as before
  std::shared_ptr<const Node> source;  ///< the change as written, with its examples
};

/// A rule as a reader of the report needs it. What evaluation needs besides stays inside the room.
struct Rule {
  std::string id;
  std::string standard;           ///< pack id
  Citation citation;
  BilingualText title;
  BilingualText remedy;
  BilingualText note;
  Obligation obligation = Obligation::mandatory;
  Verified verified = Verified::text;
  Category subject = Category::building;
  std::string quantity;
  measure::Params params;
  Limit limit;
  bool placeholder = false;       ///< its article was not read: it has no limit and is never evaluated
  bool off = false;               ///< kept for reference, not evaluated
  std::vector<Change> changed_by; ///< overlays that changed it, in their order; the limit is the last one's
};

struct PackData;                  ///< what evaluation needs besides; private to the room

/// What would decide an undecided check: this quantity of this subject, to this standard uncertainty. It is found as if the
/// better measurement gave the value that is known now, so a value on the limit itself is settled by none (`u_max` empty). Of a value between
/// bounds, or one that readings contradict, nobody knows what will be found: `u_max` is empty, too.
struct Settle {
  std::string quantity;
  std::optional<double> u_max;    ///< SI; the largest with which it is decided at 95 %, both sides of the limit counted
  bool only_elsewhere = false;    ///< at this value the text leaves it open: only another value would be decided
};

struct Pack {
  std::string id;
  std::string version;
  std::string sha256;
  std::string file;
  BilingualText title;
  BilingualText status;           ///< in force, revoked …
  BilingualText about;            ///< what was seen and what was not
  bool counts = true;             ///< false: shown side by side, never counted in summary, severity or exit code
  bool by_default = true;         ///< false: loaded only when it is named, or presented by one that is
  std::string over;               ///< of an overlay: id of the pack it stands on; its `rules` are those that it adds
  std::vector<std::string> presents;  ///< ids of packs this one presents (pergub-64-2008)
  std::vector<Rule> rules;
  std::shared_ptr<const Node> source; ///< the whole pack, for `standards show` and `check`
  std::shared_ptr<const PackData> data;  ///< read once, for evaluation
};

/// Whether the pack has a rule that is put to a plan: one that is neither off nor a placeholder.
[[nodiscard]] inline bool judges(const Pack& pack) {
  for (const Rule& rule : pack.rules)
    if (!rule.off && !rule.placeholder) return true;
  return false;
}

/// A waiver that speaks of a check whose value is a number, and what it was given for.
struct Leave {
  std::string key, document;                            ///< of the measure::Waiver; the document as Check::waiver
  measure::WaivedValue now;
  std::optional<measure::WaivedValue> given_for;        ///< nothing where nobody kept it
  bool exceeded = false;                                ///< it is worse now than what leave was given for: nothing waives it
};

/// "waived by X at 0.795 m; now 0.780 m, which that does not cover", of a leave that is exceeded.
[[nodiscard]] Message exceeded(const Leave& leave);

/// What a rule of several limits demands of a subject, and what holds of it: one limit, or a combination of such.
struct Demanded {
  enum class Op { limit, all, any, either };
  Op op = Op::limit;
  std::string quantity;                ///< of one limit, as all that follows up to `parts`
  measure::Params params;
  std::string measurement;             ///< id; empty where there is none
  std::string hangs_on;                ///< id of the measurement that gives the limit; mostly empty
  Limit limit;
  Verdict verdict = Verdict::not_measured;
  std::vector<Demanded> parts;         ///< of a combination
};

/// A rule applied to a subject.
struct Check {
  std::string id;                      ///< "c1", … in output order
  std::string rule;
  std::string standard;
  std::vector<std::string> subject;
  Verdict verdict = Verdict::not_measured;
  std::string reason;                  ///< "", "uncertainty", "rule_text", "disputed", "source_conflict", "contradiction"
  std::string duty = "required";       ///< "required", "staged", "waived", "advisory", "information"
  std::optional<int> severity;         ///< 1…4 (docs/design.md); empty for pass and not_applicable
  std::vector<std::string> measurements;  ///< ids
  Limit limit;
  std::optional<double> margin;        ///< value − min or max − value, SI; negative when failed
  std::optional<double> probability;   ///< that the limit is met
  double tolerance = 0;                ///< of the drawing, SI, in the unit of the value; apart from its uncertainty
  std::shared_ptr<const Settle> settle;  ///< of an undecided check whose value is a number; few are, so it is not held in place
  std::string waiver;                  ///< the document that waives it; the verdict stays
  std::shared_ptr<const Leave> leave;  ///< the waiver that speaks of it; few checks have one
  std::string assumes;                 ///< the fact that nobody stated and on which the verdict hangs: "building.coverage", for what was
                                       ///< counted on the plan was taken as all there is. Empty for most checks.
  Obligation obligation = Obligation::mandatory;
  Verified verified = Verified::text;
  bool counts = true;
  Message message;                     ///< one sentence with value and limit
  std::shared_ptr<const Demanded> demanded;  ///< all that the rule demands here, where that is more than one limit; else null
};

/// The packs of data_dir/standards that are loaded by default, or the ones named (id, or path of a YAML file; "all": every one of
/// data_dir/standards). Packs that a named one `presents` are loaded too.
/// Error (pack) names file, line and rule of anything that breaks the schema, the catalogue or itself.
[[nodiscard]] Result<std::vector<Pack>> load_packs(const std::filesystem::path& data_dir,
                                                   std::span<const std::string> wanted);
/// What the packs ask `measure`, each question once, sorted.
[[nodiscard]] std::vector<measure::Request> requests(std::span<const Pack> packs);
/// One check per rule and subject it can be asked of, in pack, rule, plan order. A waiver changes the duty of the checks of its rules
/// (on its elements and their parts, when it names some) to "waived", never a verdict.
[[nodiscard]] std::vector<Check> evaluate(std::span<const Pack> packs, const Plan& plan,
                                          const measure::MeasurementSet& measurements,
                                          std::span<const measure::Waiver> waivers = {});
/// What a check says of one of the quantities that its rule asks about.
struct Part {
  std::string quantity;
  measure::Params params;
  std::vector<std::string> measurements;  ///< ids, the deciding one first
  Limit limit;                            ///< the one that decided
  std::vector<Limit> limits;              ///< all that the rule sets to this quantity, each once
  bool all = false;                       ///< all of them have to be met; else one is enough, or the text leaves open which
  Verdict verdict = Verdict::not_measured;///< of this quantity alone; that of the check where the rule asks of no other
};
/// The parts of each check, in the order of `checks`: one where its rule asks of one quantity, none where the check does not apply. The
/// arguments must be those that the checks came from.
[[nodiscard]] std::vector<std::vector<Part>> parts(std::span<const Pack> packs, const Plan& plan,
                                                   const measure::MeasurementSet& measurements, std::span<const Check> checks);
/// What is wrong with waivers: a rule that no pack has, a name of several elements of which not exactly one is of a kind that the rules are asked of.
/// Error (input) with the facts file and the line. Names are replaced by the ids that they stand for.
[[nodiscard]] Status check_waivers(std::span<const Pack> packs, const Plan& plan, std::span<measure::Waiver> waivers, const std::string& file);
/// A warning, with the facts file and the line, for each waiver that speaks of none of these checks: what its elements are and what its rules are
/// asked of, where that is why.
[[nodiscard]] Diagnostics idle_waivers(std::span<const Pack> packs, std::span<const Check> checks, const Plan& plan, std::span<const measure::Waiver> waivers,
                                       const std::string& file);
/// A warning, with file and line, for each overlay with mandatory rules, its own or changed ones, or filled placeholders that do not count
/// because the pack below does not: what fails them is no finding.
[[nodiscard]] Diagnostics uncounted_overlays(std::span<const Pack> packs);
/// A diagnostic, with file and lines, for readings that no check looked at: a warning where the rules ask the quantity with other parameters,
/// else an information: no rule is asked of it there, or nobody asks for it. `also` is what is asked beside the packs.
[[nodiscard]] Diagnostics unused_readings(std::span<const Pack> packs, std::span<const measure::Request> also, const Plan& plan,
                                          std::span<const Check> checks, const measure::Readings& readings);
[[nodiscard]] const Rule* find_rule(std::span<const Pack> packs, const std::string& id);

/// The rules that an overlay changed, in the order of packs; empty for the id of any other pack.
[[nodiscard]] std::vector<const Rule*> changes_of(std::span<const Pack> packs, const std::string& overlay);

/// Gives the packs ids of their own ("pupr14+office"), so that packs as an overlay leaves them can stand beside those without it. Ids of
/// rules stay.
void keep_apart(std::vector<Pack>& packs, const std::string& overlay);

/// Everything that is wrong with the named packs (ids or files; none: all of ours): structure, catalogue and data/schema/standard.schema.json.
[[nodiscard]] std::vector<Error> problems(const std::filesystem::path& data_dir, std::span<const std::string> wanted);
/// What became of the examples of packs.
struct ExampleReport {
  int run = 0;                ///< examples that were put to their rules
  std::vector<Error> errors;  ///< examples that cannot be read, or did not come out as they say (pack; file, line and rule)
  std::vector<Error> gaps;    ///< rules whose examples do not show a pass, a fail, a doubt, or each limit itself
};
/// Runs the examples of the packs: those in their rules and those of data_dir/standards/examples. Each is a plan of a few elements
/// with the values that the example names, judged by its rule alone.
[[nodiscard]] ExampleReport run_examples(const std::filesystem::path& data_dir, std::span<const Pack> packs);
/// How well we know a rule, in words. What an overlay lays down by itself is that office's own, with the overlay's id and not landai's.
[[nodiscard]] std::string verified_text(std::span<const Pack> packs, const Rule& rule, const Texts& texts);
/// What `landai standards list` prints.
[[nodiscard]] std::string list_text(std::span<const Pack> packs, const Texts& texts);
/// What `landai standards show NAME` prints, for a pack or a rule; nothing for an unknown name. The examples of a rule are counted in `data_dir`.
[[nodiscard]] std::optional<std::string> show_text(std::span<const Pack> packs, const std::string& name, const Texts& texts,
                                                   const std::filesystem::path& data_dir);
/// The id of a pack or rule that was probably meant; empty when none is near.
[[nodiscard]] std::string near_name(std::span<const Pack> packs, const std::string& name);

}  // namespace landai::standards
