// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"
#include "landai/indicators/indicators.hpp"
#include "landai/measure/earlier.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/measure/mobility.hpp"
#include "landai/measure/reach.hpp"
#include "landai/measure/readings.hpp"
#include "landai/photo/privacy.hpp"
#include "landai/photo/publish.hpp"
#include "landai/photo/strip.hpp"
#include "landai/plan/plan.hpp"
#include "landai/remedy/remedy.hpp"
#include "landai/standards/coverage.hpp"
#include "landai/standards/standards.hpp"

namespace landai::report {

/// Equal checks on equal elements, shown once with their places.
struct Finding {
  std::string fingerprint;             ///< stable over runs and exports of one plan: from rules, limits, cause and place, without ids,
                                       ///< coordinates and values; different for each finding of a plan
  int severity = 3;
  std::string duty;                    ///< "waived" (with a document) or "staged" (not yet due): nothing is due here, and it stands apart; else empty
  standards::Verdict verdict = standards::Verdict::fail;
  std::vector<std::string> checks;
  std::vector<std::string> places;     ///< element ids
  std::vector<std::string> measurements;  ///< of a finding without a check: what was measured on the building, and what is drawn
  std::string title;                   ///< in the report's language
  std::string remedy;
  std::optional<int> order;            ///< of failures: the place in the order in which they are best mended, from 1
  std::vector<std::string> opens;      ///< ids of rooms and counters one then gets to from an entrance, as far as measured, and not before
  std::vector<int> opens_with;         ///< orders of the others that have to be mended for that, too
  std::vector<const remedy::Proposal*> proposals;  ///< for its checks, one of each text; within Inputs::proposals
};

/// Who was assessed, by whom and when, as the user says; each may be empty. The name is Inputs::facility_name.
struct Facility {
  std::string id;
  std::string unit;
  std::string assessor;
  std::string date;   ///< "2026-11-20"
};

/// What people made of a finding, in a project (landai/store/project.hpp). Texts may be empty.
struct FindingLife {
  std::string state;      ///< "open", "accepted", "fixed" (as somebody says), "waived"
  std::string owner;      ///< who sees to it
  std::string due;        ///< 2027-01-31
  std::string document;   ///< what waives it, or where it was agreed
  std::string since;      ///< UTC of the last change of state
};

/// Whether somebody should have seen to it before the day ("2027-01-31"): it is open or accepted, and due earlier. False for a day or a date that
/// is "".
[[nodiscard]] bool is_overdue(const FindingLife& life, const std::string& day);

/// A finding that a project knows, also one that is closed and stands in no list of findings any more.
struct FindingHistory {
  std::string fingerprint, title;
  int severity = 3;
  FindingLife life;        ///< its state may also be "superseded" or "gone"
  std::string closed_by;   ///< of a fixed one: "said", "passes", "place_gone", "not_found"
  std::string follows;     ///< fingerprint of the one it took over from
  std::string author;      ///< of the last change of state
  std::optional<Message> told = {};   ///< the same: what else there is to say
};

/// Long side of the photos in a page, px. A bundle has them as large as they are.
inline constexpr int kPagePhotoSide = 1280;

/// How photos leave the house, in a page or a bundle.
struct PhotoExport {
  std::optional<photo::PrivacyFinder> finder;   ///< set: faces and number plates are looked for and blurred
  photo::Keep keep;                             ///< what stays in their files
  std::shared_ptr<photo::Publisher> publisher = {};  ///< shared by the outputs of a run, so that each photo is decoded and blurred once; none: each output for itself
};

/// A photo of elements that a project holds or links to, besides those that readings name.
struct ElementPhoto {
  std::string named;                 ///< within the evidence folder
  std::vector<std::string> subject;  ///< element ids; empty when it belongs to none any more
  std::string problem;               ///< "link_gone", "link_changed": what was linked is not what it was; else empty
  std::string gone = {};             ///< what it showed, by name, when that is not in the plan any more
};

/// A file beside the plan that shaped the result.
struct GivenFile {
  std::string what;    ///< "readings" or "facts"
  std::string file;    ///< as its user named it
  std::string sha256;  ///< empty: not known, of a project by a landai that kept none
};

/// Everything a report is made of. References must outlive it.
struct Inputs {
  const Plan& plan;
  const measure::MeasurementSet& measurements;
  const std::vector<standards::Pack>& packs;
  const std::vector<standards::Check>& checks;
  const std::vector<indicators::Form>& forms;
  const std::vector<indicators::Indicator>& indicators;
  std::map<std::string, std::string> options;   ///< the command line options that shaped the run
  std::string facility_name;
  const std::vector<remedy::Proposal>* proposals = nullptr;  ///< nullptr: nobody asked what would fix the failures
  std::vector<measure::Mobility> mobilities = {};   ///< that were asked for; empty: nobody asked
  std::vector<measure::MobilityReach> reach = {};   ///< who gets where
  std::vector<measure::Request> asked = {};         ///< quantities that the user asked for beside the packs
  Facility facility = {};
  const indicators::Policy* policy = nullptr;       ///< by which the states were found; nullptr: not told
  std::vector<standards::PackCoverage> coverage = {}; ///< what is decided of the packs, and by which means
  std::filesystem::path evidence_folder = {};       ///< where the files lie that readings and attestations name; empty: none is looked for
  std::map<std::string, FindingLife> lives = {};      ///< by fingerprint; empty outside a project
  const measure::Readings* readings = nullptr;      ///< of which the rows that were not taken are told; nullptr: there were none
  std::optional<measure::EvidenceSource> evidence_archive = {};  ///< where evidence lies inside the readings file; none: it is no archive
  std::vector<ElementPhoto> photos = {};            ///< of a project
  PhotoExport photo_export = {};
  std::vector<FindingHistory> history = {};         ///< of a project: everything that was ever found
  std::vector<GivenFile> given = {};                ///< with the plan
  std::string day = {};                             ///< of the report, as 2026-11-20: what is due earlier is marked; empty: nothing is
  const std::vector<measure::Earlier>* earlier = nullptr;  ///< what one of a later day took the place of; nullptr: there was none
};

[[nodiscard]] std::vector<Finding> findings(const Inputs& in, const Texts& texts);
/// A waiver of a later day than the last inspection holds by now: findings whose mandatory checks are all waived on the day of the report are told as
/// waived, with its document, in `lives` and `history`.
void waive_lives(Inputs& inputs, const Texts& texts);

/// The report document (docs/design.md, data/schema/report.schema.json); UTF-8, keys in the designed order, no time stamp but the
/// facility's date.
[[nodiscard]] std::string json(const Inputs& in, const Texts& texts);
/// Readable summary for a terminal; colour when `colour`.
[[nodiscard]] std::string terminal(const Inputs& in, const Texts& texts, bool colour);
/// One picture per level, keyed by level id: plan, findings, witness lines, measured values; has <title> and <desc>.
[[nodiscard]] std::map<std::string, std::string> svg(const Inputs& in, const Texts& texts);
/// One static page without a script, with the pictures, and the photos that readings, attestations and the project name beside what was measured in
/// them: each at most 1280 px long, 300 of them and 20 MB together, without metadata, blurred as Inputs::photo_export and sidecars say; of all the
/// name and the SHA-256, of those that are not shown why.
[[nodiscard]] std::string html(const Inputs& in, const Texts& texts);
/// GeoPackage with layers levels, elements, findings, witnesses and a layer_styles table for QGIS.
[[nodiscard]] Status gpkg(const Inputs& in, const Texts& texts, const std::filesystem::path& file);
/// The forms as a table for spreadsheets: one row per item; UTF-8 with a byte order mark, RFC 4180. A cell that a spreadsheet would take
/// for a formula gets a ' in front.
[[nodiscard]] std::string form_csv(const Inputs& in, const Texts& texts);
/// All values of what was read or photographed, side by side, as a table for spreadsheets: one row per value, and one per row of the readings that
/// was not taken.
[[nodiscard]] std::string values_csv(const Inputs& in, const Texts& texts);
/// Evidence bundle, the bytes of a ZIP: per form and item a folder with its findings, its places on the plan and the files that its
/// readings and attestations name (from Inputs::evidence_folder), an index, a signature page, the forms as CSV and a manifest with the
/// SHA-256 of every file. Photos are made fit as for the page, but as large as they are; one that cannot be is left out and listed. The same inputs give the same bytes; time stamps are the facility's date. Evidence that is missing, outside the
/// folder or too large is listed and no error. Error (output) when the archive cannot be made.
[[nodiscard]] Result<std::string> bundle(const Inputs& in, const Texts& texts);
/// What `landai inspect` prints: sources, levels, inventory, elements by category, diagnostics.
[[nodiscard]] std::string inspect(const Plan& plan, const Texts& texts, bool colour);

}  // namespace landai::report
