// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/node.hpp"
#include "landai/core/texts.hpp"
#include "landai/indicators/policy.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/measure/readings.hpp"
#include "landai/plan/plan.hpp"
#include "landai/standards/standards.hpp"

namespace landai::indicators {

enum class State { present, in_progress, absent, compliant, fairly_compliant, less_compliant, unknown };
[[nodiscard]] const char* to_string(State);
[[nodiscard]] std::optional<State> state_from(const std::string& word);

/// How strongly a state is supported, weakest first (docs/indicators.md, "Claims").
enum class Claim {
  none,                    ///< nothing supports it
  drawn,                   ///< a plan draws it
  attested,                ///< somebody says so
  attested_with_evidence,  ///< somebody says so, with a photo or a document
  seen,                    ///< drawn, and something of it was read or photographed on site
  measured,                ///< seen, and every linked mandatory measure passes
};
[[nodiscard]] const char* to_string(Claim);

/// What somebody states about an item. Its state is a state's id or the form's own word for it ("Ada").
using measure::Attestation;

/// An attestation that fits its form.
struct Statement {
  State state = State::unknown;
  Attestation said;
  bool counts = true;             ///< false: a later one of the same item replaces it, or `disputed`
  bool disputed = false;          ///< another one of the same day says another state: which one holds is not known
  std::vector<std::string> lost = {};  ///< of its evidence what cannot be had; none of it supports anything

  [[nodiscard]] bool has(const std::string& file) const {
    return std::find(lost.begin(), lost.end(), file) == lost.end();
  }
};

/// Why a file that a readings file in `folder` names is no evidence: "no_folder" (an empty folder), "outside"
/// (absolute, or not in the folder once links are followed), "not_found", "not_plain" (a folder, a device),
/// "too_large" (above kMostEvidenceBytes), "no_picture" (nothing in it, or a .jpg, .png or .heic that does not begin
/// like one); empty when it is.
[[nodiscard]] std::string evidence_problem(const std::filesystem::path& folder, const std::string& named);
inline constexpr std::uintmax_t kMostEvidenceBytes = 20ULL << 20U;
/// Fills `lost` of statements whose readings file lies in `folder`.
void find_evidence(std::vector<Statement>& statements, const std::filesystem::path& folder);

/// One kind of evidence that an item needs: "measured", "photo", "document" or "photo_or_document".
struct Need {
  std::string kind;
  std::vector<std::string> by;  ///< what is there: check ids (measured), measurement ids or file names
  [[nodiscard]] bool met() const { return !by.empty(); }
};

/// One line of a form, as data and after evaluation.
struct Indicator {
  std::string form;
  std::string id;
  std::string block;  ///< id of the form's block
  BilingualText title;
  std::vector<std::string>
      groups;            ///< elderly, child, pregnant_or_nursing, disability; women in the 2021 draft
  std::string verified;  ///< how well the line's source was read: text, secondary, unverified, borrowed, ours
  bool filled = true;    ///< false: an empty slot, never judged and never "absent"
  State state = State::unknown;
  Claim claim = Claim::none;
  Message reason;              ///< why this state: what was seen on the plan, who said so, what is missing
  std::vector<Message> notes;  ///< defects, contradictions, house policy, "size not verified"
  std::vector<std::string> elements;  ///< what on the plan is the facility
  std::vector<std::string> checks;    ///< ids of the linked rules' checks on it
  bool defects = false;  ///< a linked mandatory check failed: a note, unless the policy says otherwise
  std::vector<std::string> defect_checks;  ///< those
  std::vector<std::string>
      open_checks;                    ///< linked checks that are undecided or not measured: what to measure
  std::vector<Need> evidence;         ///< what the item needs, and what is there
  std::vector<Statement> statements;  ///< in the order of the readings file
};

/// A block of a form: the states its items can have, and the form's own words for them.
struct Block {
  std::string id;
  BilingualText title;
  std::vector<State> states;
  std::map<State, BilingualText> words;  ///< where the form has its own
  std::map<State, std::vector<std::string>> also;  ///< what else people write for it in a list of answers, in lower case
  std::string verified;  ///< how well these states are known; "ours": the form's scoring was not seen
};

/// A weight that a source gives the whole form within a larger scheme. Shown, never computed with.
struct SeenWeight {
  double value = 0;
  BilingualText within;
  std::string verified;
};

struct Form {
  std::string id;
  std::string version;
  std::string sha256;
  std::string file;
  std::string instrument;
  BilingualText title;
  BilingualText about;
  bool by_default = false;  ///< `landai check` shows it without being asked
  std::vector<Block> blocks;
  std::optional<SeenWeight> weight;
  std::vector<Indicator> indicators;
  std::shared_ptr<const Node> source;

  /// The block of that id, or nullptr.
  [[nodiscard]] const Block* block(const std::string& id) const;
  /// The item of that id, or nullptr.
  [[nodiscard]] const Indicator* item(const std::string& id) const;
};

/// The forms named (ids or files), or all of ours when none is. Error (pack) with file and line for a broken
/// form, an unknown name, and for a form or an item that comes twice.
[[nodiscard]] Result<std::vector<Form>> load_forms(const std::filesystem::path& data_dir,
                                                   std::span<const std::string> wanted);
/// What `landai check` shows when nobody names a form: ours with `default: true`.
[[nodiscard]] Result<std::vector<Form>> default_forms(const std::filesystem::path& data_dir);

/// The questions that forms need answered besides those of the packs.
[[nodiscard]] std::vector<measure::Request> requests(std::span<const Form> forms);

/// The attestations that fit, of the items of `forms`. Error (input) with `file` and the line for an id that
/// neither `forms` nor `known` has (with the nearest one), a state that the item's block does not have, an
/// empty slot. Of two different states of one item of which neither is later none counts. Those of forms that are only
/// in `known` are returned in `elsewhere`.
struct Statements {
  std::vector<Statement> here;
  std::vector<Attestation> elsewhere;
};
/// What is wrong with one attestation: no item of that id, an empty slot, a state that its block does not have; nothing when it fits.
/// An id in other letters, capital or small, becomes the item's own.
[[nodiscard]] std::optional<Message> unfit(Attestation& said, std::span<const Form> forms, std::span<const Form> known);
[[nodiscard]] Result<Statements> fitting(std::span<const Attestation> attestations,
                                         std::span<const Form> forms, std::span<const Form> known,
                                         const std::string& file);

/// A picture that a reading names.
struct SitePhoto {
  std::vector<std::string> subject;  ///< element ids
  std::string quantity;              ///< that was read; empty: a photo of the element itself
  std::string file;
};
/// Whether the name of a file is that of a picture.
[[nodiscard]] bool is_picture(const std::string& file);

/// The forms with states filled (docs/indicators.md): "absent" only when the plan is stated to cover the
/// building and can express the facility, else "unknown"; a drawn facility as the policy says unless the
/// building stands or something of it was read on site; an attestation beats the plan. Never a state that the
/// item's block does not have. `photos` are those that can be had: a value that is said to be of a photo, and no photo of it, is
/// neither seen on site nor evidence.
[[nodiscard]] std::vector<Indicator> evaluate(std::span<const Form> forms, const Plan& plan,
                                              const measure::MeasurementSet& measurements,
                                              std::span<const standards::Check> checks,
                                              const Policy& policy = {},
                                              std::span<const Statement> statements = {},
                                              std::span<const SitePhoto> photos = {});

/// The first rule id or prefix of a form that no pack has, with the line and the nearest id; nothing when all
/// exist. Rules that a pack lists as `unchecked` exist.
[[nodiscard]] Status rules_exist(const Form& form, std::span<const standards::Pack> packs);

/// Everything that is wrong with the named forms (ids or files; none: all of ours): structure,
/// data/schema/indicators.schema.json, and rules that no shipped pack has.
[[nodiscard]] std::vector<Error> problems(const std::filesystem::path& data_dir,
                                          std::span<const std::string> wanted);
/// What `landai indicators list` prints.
[[nodiscard]] std::string list_text(std::span<const Form> forms, const Texts& texts);
/// What `landai indicators show NAME` prints, for a form or an indicator; nothing for an unknown name.
[[nodiscard]] std::optional<std::string> show_text(std::span<const Form> forms, const std::string& name,
                                                   const Texts& texts);
/// The id of a form or an indicator that was probably meant; empty when none is near.
[[nodiscard]] std::string near_name(std::span<const Form> forms, const std::string& name);

}  // namespace landai::indicators
