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

/// An element of the project.
struct Known {
  std::int64_t key = 0;
  Trace trace;
  bool gone = false;
  bool ambiguous = false;
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

  // Elements.
  [[nodiscard]] std::vector<Known> load_elements() const;
  [[nodiscard]] std::vector<Orphan> orphans() const;
  /// Of each element what refers to it, and whether that counts still.
  struct Uses {
    int readings = 0, facts = 0, waivers = 0, photos = 0, findings = 0, past = 0;
  };
  [[nodiscard]] std::map<std::int64_t, Uses> uses() const;

  /// A subject with keys in place of ids.
  [[nodiscard]] std::vector<Place> place_of(const std::vector<std::string>& subject) const;
  /// The ids of a subject; nothing when an element of it is gone.
  [[nodiscard]] std::optional<std::vector<std::string>> subject_of(const std::vector<Place>& places) const;
  [[nodiscard]] std::string name_of(const std::vector<std::string>& subject) const;
};

}  // namespace landai::store
