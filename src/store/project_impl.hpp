// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "database.hpp"
#include "landai/store/project.hpp"
#include "match.hpp"
#include "values.hpp"

namespace landai::store {

/// What is accepted into a project.
inline constexpr std::uintmax_t kMostFileBytes = 512ull << 20;  ///< of one file; SQLite takes 1 GB at most
inline constexpr std::uintmax_t kMostKeptBytes = 4ull << 30;    ///< of all files: what can still be handed on
inline constexpr int kMostFiles = 20'000;
inline constexpr int kMostRows = 1'000'000;  ///< of one table

/// Where an element stands in its files, and on which level.
struct Source {
  std::string level, file, layer, entity;
  bool operator==(const Source&) const = default;
};

/// An element of the project.
struct Known {
  std::int64_t key = 0;
  Trace trace;
  Source source;
  bool gone = false;
  bool ambiguous = false;
};

/// Whether a YAML file beside a photo is its sidecar: p01.jpg.yaml is, another one when it speaks of a photo or
/// cannot be read. p01.yaml may hold facts.
[[nodiscard]] bool is_sidecar(const std::string& name, const std::string& text, const std::string& photo);

/// What a finding stands on.
struct Grounds {
  std::set<std::string> places;      ///< as in a Point
  std::set<std::string> quantities;  ///< that were read, photographed or stated there
  bool follows = false;              ///< some was worked out of readings of other quantities
  bool plan = false;                 ///< some of it only the plan tells, or it is that the building differs from it
};

struct Project::Impl {
  std::filesystem::path file;     ///< as the user named it
  std::filesystem::path scratch;  ///< of a new project, until it takes its name
  std::unique_ptr<Database> database;
  Access access = Access::read;
  std::int64_t change = 0;     ///< of the change that is being made
  std::vector<Message> what;   ///< what it did so far
  std::set<std::string> said;  ///< findings of which something was said in it
  bool matched = false;
  std::unordered_map<std::string, std::int64_t> keys;   ///< of the plan's elements
  std::unordered_map<std::int64_t, std::string> ids;    ///< and back
  std::unordered_map<std::int64_t, std::string> names;  ///< of all elements, also of those that are gone

  ~Impl();
  [[nodiscard]] std::string name() const { return file.string(); }
  void want_write() const;
  void want_match() const;
  void begin();

  // Files.
  /// With a link the bytes stay outside. Returns the file's number.
  std::int64_t keep_file(const std::string& role, const std::string& name, std::string_view content,
                         const std::string& link = {});
  [[nodiscard]] std::string content(std::int64_t file_id, const std::string& sha) const;
  [[nodiscard]] Settings load_settings() const;

  /// Whether a file of evidence of this name counts.
  [[nodiscard]] bool has_evidence(const std::string& evidence) const;
  /// What readings and attestations name as evidence and the project has not, as often as they name it.
  [[nodiscard]] std::multiset<std::string> named_in_vain() const;
  /// What a row of readings or attestations names as evidence.
  [[nodiscard]] std::vector<std::string> evidence_of(const char* table, std::int64_t row) const;
  /// The sidecar that was last said of each picture, by the picture's SHA-256. What nobody else may see of it is
  /// the same under whatever name it is kept, and whether it is a photo or a row's evidence.
  [[nodiscard]] std::map<std::string, std::int64_t> last_sidecars() const;
  void keep_photo(const PhotoGiven& photo, Attached& told);
  /// Its readings of these places count no more.
  void end_readings(const std::string& sha256_of_photo, const std::vector<Place>& places);

  // Readings files.
  [[nodiscard]] std::vector<Unmatched> load_unmatched() const;
  void end_unmatched(std::int64_t id, const char* why);
  void keep_unmatched(const measure::Readings& readings, Attached& told);
  /// How the file was understood, in place of what was said of a file of this name before.
  void keep_notes(const std::string& readings_file, const Diagnostics& notes);
  [[nodiscard]] Diagnostics load_notes() const;
  /// By number. One whose element is gone names it in brackets.
  [[nodiscard]] std::map<int, SheetTag> load_tags() const;

  // Findings.
  /// Whether a change after `since` brought what shows it: a reading, photo or statement of one of its quantities
  /// at one of its places, and not dated before `day`; of what the plan tells, another plan.
  [[nodiscard]] bool shown_since(const Grounds& grounds, std::int64_t since, const std::string& day) const;

  // Elements.
  [[nodiscard]] std::vector<Known> load_elements() const;
  [[nodiscard]] std::vector<Orphan> orphans() const;
  /// Of each element what refers to it, and whether that counts still.
  struct Uses {
    int readings = 0, facts = 0, waivers = 0, photos = 0, findings = 0, named = 0, past = 0;
  };
  [[nodiscard]] std::map<std::int64_t, Uses> uses() const;

  /// A subject with keys in place of ids.
  [[nodiscard]] std::vector<Place> place_of(const std::vector<std::string>& subject) const;
  /// The ids of a subject; nothing when an element of it is gone.
  [[nodiscard]] std::optional<std::vector<std::string>> subject_of(const std::vector<Place>& places) const;
  [[nodiscard]] std::string name_of(const std::vector<std::string>& subject) const;
};

}  // namespace landai::store
