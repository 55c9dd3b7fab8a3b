// SPDX-License-Identifier: GPL-3.0-or-later
// What measuring knows from data files: names and their uses (uses.yaml), what a door's parts take (doors.yaml).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::measure {

/// Lower case, umlauts and accents folded, everything that is no letter or digit turned into one space, a space at both ends.
[[nodiscard]] std::string folded(std::string_view name);

/// Whole words of a folded name; "lakt*" matches a beginning, "*raum" an end of a word. "^koridor" stands at the beginning of the
/// name, "corridor$" at its end; numbers and single letters there do not count.
class NamePatterns {
 public:
  void add(std::string_view pattern);
  [[nodiscard]] bool match(const std::string& folded_name) const;
  /// Of each word of a name whether it belongs to something that matches.
  struct Cover {
    std::vector<bool> words;
    bool any = false;
    bool in_place = false;  ///< something matches that has to stand first or last
    void add(const Cover& other);
  };
  [[nodiscard]] Cover cover(const std::vector<std::string_view>& words) const;

 private:
  struct Word {
    std::string text;
    bool open_start = false, open_end = false;
  };
  struct Pattern {
    std::vector<Word> words;
    bool at_start = false, at_end = false;
  };
  std::vector<Pattern> patterns_;
};

struct UseRow {
  std::string use;
  std::string access;   ///< public, staff or service
  bool outdoor = false;
  NamePatterns patterns;
  std::vector<NamePatterns> together;  ///< a name in which each of these has a word is of this use, in whatever order
  NamePatterns never;                  ///< a name in which one of these stands is not of this use
  NamePatterns beside;                 ///< words that may stand beside those of the use and leave no doubt
  bool alone = false;                  ///< any other word leaves one

  [[nodiscard]] NamePatterns::Cover cover(const std::vector<std::string_view>& words) const;
};

/// What a name tells of the use of a room. Of two uses that it speaks of none is guessed, nor is the use where a word is not
/// known that could make it another one.
struct NamedUse {
  const UseRow* row = nullptr;    ///< nullptr: not told
  const UseRow* one = nullptr;    ///< of a name in doubt: what it seems to be
  const UseRow* other = nullptr;  ///< and what else it speaks of; nullptr: it has a word that is not known
  std::string word;               ///< that one
};

/// Best estimate of a deduction and its hard bounds, metres. All are taken off a width.
struct Deduction {
  double best = 0, least = 0, most = 0;
};

struct Profile {
  std::vector<UseRow> uses;          ///< in file order, the first that matches counts
  std::map<std::string, NamePatterns> access;   ///< words of a name that tell its access, whatever the use
  std::map<std::string, NamePatterns> roles;    ///< words of a door's name or of a label beside it
  NamePatterns beside;               ///< words that tell nothing of any use: storeys, sides, "dan"
  NamePatterns open;                 ///< words with which a name tells no use of today: "EX", "CALON"
  NamePatterns not_public;           ///< words in which one of `access` says nothing of who may come in: "BAGIAN UMUM"
  std::map<std::string, NamePatterns> kinds;    ///< "fixed_furniture" …, free words that functions ask for
  std::map<std::string, Deduction> deductions;  ///< of doors.yaml

  /// Error (pack) with file and line.
  [[nodiscard]] static Result<Profile> load(const std::filesystem::path& data_dir);
  [[nodiscard]] NamedUse use_of(std::string_view name) const;
  [[nodiscard]] const UseRow* use_row(std::string_view use) const;
  [[nodiscard]] Deduction deduction(const std::string& key) const;
};

}  // namespace landai::measure
