// SPDX-License-Identifier: GPL-3.0-or-later
// A project: one GeoPackage with the plan, what was read and said of the building, and every change of it
// (docs/project.md).
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/measure/earlier.hpp"
#include "landai/measure/facts.hpp"
#include "landai/plan/plan.hpp"
#include "landai/report/inspection.hpp"

namespace landai::store {

/// With what the plan is read and judged. A file that is named is kept in the project.
struct Settings {
  std::string profile;  ///< as `--profile`
  std::string unit;     ///< as `--unit`
  std::string policy;
  std::vector<std::string> standards;
  std::vector<std::string> indicators;
  std::string name, facility_id, facility_unit, assessor;
  bool operator==(const Settings&) const = default;
};

/// The files that the plan is read from, put into a folder that goes with the last copy of this.
struct Unpacked {
  std::vector<std::string> plan_files;  ///< paths in the folder
  std::vector<std::string> names;       ///< of each, as its user named it
  Settings settings;                    ///< names of kept files are paths in the folder
  std::shared_ptr<const std::filesystem::path> folder;

  /// Puts the users' names in place of the paths, in a plan that was read from here or in the error instead
  /// of one.
  void restore_names(Plan& plan) const;
  void restore_names(Error& error) const;
};

/// Something that belongs to an element which the plan has no more. It is kept and counts again when the
/// element returns.
struct Orphan {
  std::string element;  ///< id it had
  std::string name;
  Category category = Category::obstacle;
  std::string level;       ///< name
  bool ambiguous = false;  ///< the plan has several that it could be
  int readings = 0, facts = 0, waivers = 0, photos = 0;
};

/// An element that was known by its id alone and lies elsewhere.
struct MovedElement {
  std::string element;  ///< id
  std::string name;
  Category category = Category::obstacle;
  double by_m = 0;  ///< between the middles, metres, beyond what the plan as a whole was moved and turned
};

/// What became of the elements when a plan took the place of another.
struct PlanChange {
  bool first = false;  ///< there was none before
  int same = 0, by_id = 0,
      by_place = 0;  ///< where they were; found by their id elsewhere; found by place and shape
  int added = 0, gone = 0, returned = 0;
  int before = 0, now = 0;  ///< elements of the plan that was there, and of this one
  std::vector<Orphan> orphans;
  std::vector<MovedElement> moved;  ///< of those found by their id, what left its place; the farthest first
  int renumbered = 0;               ///< of those found by place, how many have an id that another element had
  double turned = 0;                ///< of the plan as a whole, radians counter-clockwise; 0: not turned
  bool mirrored = false;            ///< it is the mirror image of the one before, turned or not
  double turned_moved_m = 0;        ///< of a turned plan: how far its elements were moved in the mean, metres

  /// Whether hardly anything of either plan is in the other one: a tenth of the smaller one, at most.
  [[nodiscard]] bool other_building() const {
    return before > 0 && 10 * (same + by_id + by_place + returned) <= std::min(before, now);
  }
};

/// Of a plan that was turned or mirrored as a whole: that it was, and how far.
[[nodiscard]] Message turned_message(const PlanChange& change);

/// What was found in a photo.
struct PhotoOutcome {
  enum class State {
    none,      ///< nobody asked, and nothing in it says that it is to be measured
    filed,     ///< it shows an element; what to measure is not told
    measured,
    refused,   ///< it was to be measured and could not be
  } state = State::none;
  std::vector<std::string> elements;          ///< ids of what it shows
  std::optional<measure::Reading> reading;    ///< of a measured one, without evidence
  std::string picture;                        ///< JPEG: the photo with lines and value
  Message told, advice;                       ///< why it was refused or only filed
  std::vector<Message> warnings;              ///< of a measured one: what makes its value doubtful, and what to look at
};

/// A photo of the project.
struct Photo {
  std::int64_t id = 0;
  std::int64_t file = 0;                ///< for Project::content
  std::optional<std::int64_t> sidecar;  ///< the same
  std::string name;                     ///< as its user named it
  std::string link;                     ///< path of one that is not in the project
  std::string sha256;
  std::vector<std::string> subject;  ///< element ids; empty when none was named, or it is gone
  PhotoOutcome::State state = PhotoOutcome::State::none;
  Message told, advice;  ///< why it was not measured
  std::string gone = {};   ///< what it shows, by name, when that is not in the plan any more; else empty
};

/// A photo on its way into a project.
struct PhotoGiven {
  std::string name;   ///< as its user named it
  std::string bytes;
  std::string link;   ///< absolute path of one that stays outside; empty: it is taken in
  std::string sidecar_name, sidecar;  ///< its name and text; empty when there is none
  std::vector<std::string> subject;   ///< element ids, or none
  PhotoOutcome outcome;
};

/// A photo that was attached and not measured, or measured and how.
struct PhotoTold {
  std::string file;
  PhotoOutcome outcome;
};

/// Evidence that cannot be had.
struct Lost {
  std::string file;  ///< as named
  Message why;
};

/// Something attached that counts: a reading, a statement, a waiver of a file, a photo.
struct AttachedRow {
  std::string row;    ///< "r12"; r: a reading, a: an attestation of an indicator, f: a fact, w: a waiver, p: a photo
  std::string about;  ///< the name of its element; of an attestation the indicator
  Message what;       ///< quantity with what it is; state; document; empty for a photo
  std::string from;   ///< file and line, who and when, as far as they are known
  std::vector<Message> measured = {};  ///< of a photo: the quantities that were measured in it, with their values; they are taken back with it
};

/// What became of the rows of a file that was attached.
struct Attached {
  int added = 0;
  int replaced = 0;               ///< of those added: they correct one that was there
  int already = 0;                ///< were there
  int kept_files = 0;             ///< evidence that is now in the project
  std::vector<Lost> lost;
  std::vector<measure::UnmatchedRow> unmatched = {};  ///< not taken; kept and listed
  int settled = 0;                                    ///< rows not taken before that this file puts right
  std::vector<measure::EvidenceFile> shown = {};      ///< photos of rows that hold no value or were not taken
  std::vector<PhotoTold> photos = {};                 ///< that something was looked for in
  std::vector<AttachedRow> left = {};                 ///< rows of an earlier state of the file that it holds no more; they count
};

/// A row that was not taken when its file was attached.
struct Unmatched {
  std::int64_t id = 0;
  measure::UnmatchedRow row;  ///< `file` as its user named it
};

/// A marker of a worksheet.
struct SheetTag {
  int tag = 0;
  std::string element;  ///< id; empty: the spare one, which names nothing
  double side = 0;      ///< of the black square as designed, metres
};

using report::FindingLife;

/// What an inspection changed in the life of findings.
struct LifeChange {
  /// A finding that a waiver does not cover any more.
  struct Exceeded {
    std::string title;   ///< of the finding
    Message told;        ///< by which document, at which value, and what it is now
  };
  std::vector<Exceeded> exceeded = {};
  int found = 0;     ///< new ones
  int fixed = 0;     ///< what they were about is in order now
  int reopened = 0;  ///< were fixed and are there again
  int waived = 0;
  int gone = 0;  ///< their place is not in the plan any more
  int followed = 0;  ///< are not found as they were: another finding of the place goes on in their stead
};

/// What somebody says of a finding; what is empty stays as it is.
struct FindingSaid {
  std::optional<std::string> state;  ///< "open", "accepted", "fixed", "waived"
  std::optional<std::string> owner, due, document;
};

/// A finding of the project, open or closed.
struct FindingTold {
  std::string fingerprint;
  FindingLife life;  ///< its state may also be "superseded": the place fails otherwise now, as the finding
                     ///< that follows it; or "gone": its place is not in the plan any more
  std::string closed_by;  ///< of a fixed one: "said", "passes", "not_found"; "place_gone" in older projects
  std::string follows;    ///< fingerprint of the one it took over from
  int severity = 3;
  std::string verdict, title;
  std::string author;  ///< of the last change of state
  bool seen = false;   ///< in the last inspection
  std::optional<Message> told = {};   ///< of its last change of state: what else there is to say
};

/// A value that one of a later day took the place of.
struct EarlierTold {
  std::string about;  ///< the name of its element
  measure::Earlier values;
};

/// Who changes the project, and why.
struct Change {
  std::string verb;  ///< "import", "attach"
  std::string author;
  std::string reason;
};

/// One change, as it is kept.
struct ChangeTold {
  std::int64_t id = 0;
  std::string utc;   ///< 2026-11-20T08:15:30.250Z
  std::string tool;  ///< version of landai
  Change change;
  std::vector<Message> what;
};

enum class Access { read, write };

/// Whether what was measured in photos names the make and model of the camera. It says whose phone it was.
enum class Cameras { left_out, named };

/// Whether a file is a project of some landai, older or newer. False for what cannot be read.
[[nodiscard]] bool is_project(const std::filesystem::path& file);

/// An open project. For writing it is one transaction: nobody else changes the file meanwhile, and all of it
/// happens at `commit` or, when the object goes, the process dies or the power fails before that, nothing.
class Project {
 public:
  /// A new project. It takes its name at `commit`; until then nothing stands there. Error (output) when
  /// something does already or it cannot be written.
  [[nodiscard]] static Result<Project> create(const std::filesystem::path& file);
  /// Error (input) for what is no project, is damaged or was written by a newer landai; an older one is
  /// upgraded when it is opened to be written, and read from an upgraded copy otherwise. Error (output) when it is to
  /// be written and may not be, or somebody else is changing it for longer than `patience`.
  [[nodiscard]] static Result<Project> open(const std::filesystem::path& file, Access access,
                                            std::chrono::milliseconds patience = std::chrono::seconds(10));
  Project(Project&&) noexcept;
  Project& operator=(Project&&) noexcept;
  ~Project();

  [[nodiscard]] const std::filesystem::path& file() const;  ///< as its user named it
  /// With what its plan is read and judged; names of kept files as their user gave them. Error (input) for what
  /// was not written by landai.
  [[nodiscard]] Result<Settings> settings() const;
  /// Error (input) when a kept file is not what it was (SHA-256), (output) when the folder cannot be written.
  [[nodiscard]] Result<Unpacked> unpack() const;
  /// Every change that was committed, the first one first. Error (input) for what was not written by landai.
  [[nodiscard]] Result<std::vector<ChangeTold>> history() const;

  /// Puts these plan files in place of what was there, and the settings that are given; files that were there
  /// are kept and count no more. `match` must follow.
  [[nodiscard]] Status set_plan(std::span<const std::string> files, const Settings& given);
  /// Finds the elements of the project in its plan as it was read now. Everything below needs that.
  [[nodiscard]] Result<PlanChange> match(const Plan& plan);

  /// The facts and readings that count, on the elements that the plan has.
  [[nodiscard]] Result<measure::Facts> facts(Cameras cameras = Cameras::left_out) const;
  /// What is attached to elements that the plan has no more.
  [[nodiscard]] Result<std::vector<Orphan>> orphans() const;
  /// Names of the evidence that the project holds.
  [[nodiscard]] Result<std::set<std::string>> evidence() const;
  /// Writes all evidence that counts into the folder, under its names, photos with what was last said of them
  /// in a sidecar, as evidence or with a photo.
  [[nodiscard]] Status unpack_evidence(const std::filesystem::path& folder) const;
  /// Writes the photos of elements and their sidecars there, too, each under its own name where that is free and
  /// no row names a lost file so. A linked one that is gone or changed is told (ElementPhoto::problem) and not
  /// written. After `match`.
  [[nodiscard]] Result<std::vector<report::ElementPhoto>> unpack_photos(const std::filesystem::path& folder) const;

  /// Readings and attestations of a file with their evidence. The same row again is left;
  /// one that differs from one of the same subject, quantity, method, reader, date and instrument (of an
  /// attestation: indicator, speaker and date) takes its place. Rows that were not taken are kept.
  [[nodiscard]] Result<Attached> attach(const measure::Readings& readings, const measure::EvidenceSource& source);
  /// A fact takes the place of the one of the same subject and quantity, a waiver of the one of the same
  /// rules and elements.
  [[nodiscard]] Result<Attached> attach(const measure::Facts& facts);

  /// Keeps the SHA-256 of a file whose rows are attached, so that whoever signs a report can name it. After
  /// `attach`; a file that brought nothing new leaves no trace.
  [[nodiscard]] Status keep_origin(const std::string& file, std::string_view bytes);
  /// The files of whose rows some count, in the order in which they came; each state of a file by itself. Without
  /// a hash: it was attached by a landai that kept none.
  [[nodiscard]] Result<std::vector<report::GivenFile>> origins() const;

  /// The rows that were not taken and neither put right nor dismissed since, in the order in which they came.
  [[nodiscard]] Result<std::vector<Unmatched>> unmatched() const;
  /// Those of files of this name.
  [[nodiscard]] Result<std::vector<Unmatched>> unmatched_of(const std::filesystem::path& file) const;
  /// They are put right, or somebody dismisses them; either way they stay in the file. One that is named twice
  /// is meant once. Error (usage) for a row that is not there.
  [[nodiscard]] Status end_unmatched(const std::vector<std::int64_t>& ids, bool dismissed);

  /// Everything attached that counts, readings first. What was measured in a photo goes with the photo.
  [[nodiscard]] Result<std::vector<AttachedRow>> attached() const;
  /// Readings and statements that count, but that one of a later day says otherwise: no check sees them any more. `day` as for
  /// `measure::take_earlier`. Needs no plan.
  [[nodiscard]] Result<std::vector<EarlierTold>> earlier(const std::string& day) const;
  /// Ends these rows, with what was measured in them if they are photos. They stay in the file as history, and count again when they are attached
  /// again. Error (usage) for a row that is not there; nothing is ended then.
  [[nodiscard]] Status withdraw(const std::vector<std::string>& rows);

  /// The ids that elements had in earlier plans and have not now.
  [[nodiscard]] Result<measure::FormerIds> former_ids() const;
  /// What a worksheet of an earlier plan calls the elements, by the ids of this plan. Where the project never had the worksheet's plan, a number whose
  /// id means one thing here and another in an earlier plan is doubtful.
  [[nodiscard]] Result<measure::WorksheetNames> as_of_now(measure::WorksheetNames names) const;

  /// Keeps what a worksheet calls the elements: `attach` finds them by number and tag.
  [[nodiscard]] Status keep_worksheet(const measure::WorksheetNames& names, const std::vector<SheetTag>& tags);
  /// What all worksheets of the project call them. A number that means different things on different ones is
  /// doubtful.
  [[nodiscard]] Result<measure::WorksheetNames> worksheet_names() const;
  /// The markers of all worksheets. One whose element is gone names it in brackets.
  [[nodiscard]] Result<std::vector<SheetTag>> sheet_tags() const;

  /// Keeps what an inspection of the project found: findings begin, go on, are fixed and come back; layers
  /// for a GIS in the language of `texts` take the place of those before.
  ///
  /// A finding is known by its fingerprint. One that is not found any more is fixed when all its rules were asked
  /// and pass where it was; when the place is gone nobody knows, and it is gone until the place returns; where one
  /// does not pass, the finding that is there now goes on with its owner, date and state. Where its rules were not
  /// asked, or only compared with, nothing is known and nothing changes. One that was fixed and is found is open again. One whose mandatory checks are all waived is
  /// waived, and open when the waiver ends.
  /// One that somebody says is fixed stays so until something newer shows it: a reading, photo or statement of what
  /// it is about at its place or, of what only the plan tells, another plan.
  /// `other`: texts of the other language, in which the titles are kept, too.
  [[nodiscard]] Result<LifeChange> record(report::Inputs inputs, const Texts& texts, const Texts* other = nullptr);
  /// Whether an inspection of it was kept; not of a project by a landai that kept none.
  [[nodiscard]] Result<bool> inspected() const;
  /// What `by` says of the finding whose fingerprint begins so (4 letters at least); its whole fingerprint.
  /// Waiving needs a document and makes a waiver of each of its rules at its place, until another state is
  /// said. Call it before `facts`. Error (usage) for an unknown or ambiguous fingerprint and for what cannot
  /// be said.
  [[nodiscard]] Result<std::string> say(const std::string& fingerprint, const FindingSaid& said,
                                        const std::string& by);
  /// All findings, by severity. The titles are in the language, as far as they were kept in it, else as they were
  /// last written.
  [[nodiscard]] Result<std::vector<FindingTold>> findings(std::optional<Language> language = {}) const;
  /// Of those that are not closed by an inspection, by fingerprint: report::Inputs::lives.
  [[nodiscard]] Result<std::map<std::string, FindingLife>> lives() const;

  /// Takes a photo into the project, or its path and hash. A reading of its outcome becomes one of the project;
  /// its evidence is the photo and, with ".measured.jpg" behind the photo's name, the picture. The same picture of
  /// the same elements is left when nothing else is said of it; what is said anew takes the place of that, and of
  /// its readings of these elements. One that was linked and comes in, or is linked from elsewhere, takes the
  /// place of the old link; one that is in stays in.
  [[nodiscard]] Result<Attached> attach_photo(const PhotoGiven& photo);
  /// The photos that count, in the order in which they came.
  [[nodiscard]] Result<std::vector<Photo>> photos() const;
  /// The bytes of a photo or a sidecar; Error (input) when a linked one is not what it was.
  [[nodiscard]] Result<std::string> content(std::int64_t file) const;

  /// Makes everything since it was opened one change. On the disk when it returns nothing wrong.
  [[nodiscard]] Status commit(const Change& change);

  struct Impl;  ///< of this room

 private:
  explicit Project(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace landai::store
