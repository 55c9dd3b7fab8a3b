// SPDX-License-Identifier: GPL-3.0-or-later
// What landai decides of each pack, clause by clause, and by which means.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "landai/standards/standards.hpp"

namespace landai::standards {

/// What real plans showed (data/coverage/quantities.yaml): plans on which the function of a quantity gave a value, and on which a rule was
/// decided: met, not met, or undecided for another reason than that all it counts may be there or not.
struct Proven {
  std::map<std::string, std::vector<std::string>> quantities;
  std::map<std::string, std::vector<std::string>> rules;
};
/// Error (pack) for a broken file; none proven when there is no file.
[[nodiscard]] Result<Proven> load_proven(const std::filesystem::path& data_dir);

/// Why a clause is decided by no means.
enum class Undecided { no, placeholder, off, unchecked };

/// One clause of a pack: a rule, or an entry of its list of what is not checked.
struct Clause {
  std::string rule;                    ///< id
  std::string article;                 ///< empty for what is not checked
  BilingualText title;
  Undecided undecided = Undecided::no;
  bool plan = false;                   ///< the rule was decided on a real plan
  bool unseen = false;                 ///< a plan could decide it, and all its quantities were had from real plans, but none had such a place
  bool photo = false, reading = false, attested = false;   ///< every quantity that decides it can be had so
  bool mixed = false;                  ///< every quantity that decides it can be had, but not all by one of these means
  std::vector<std::string> unproven;   ///< quantities that a plan could give, and none of ours did
  [[nodiscard]] bool decided() const { return plan || photo || reading || attested || mixed; }
};

struct PackCoverage {
  std::string pack;
  BilingualText title;
  std::vector<std::string> presents;
  std::vector<Clause> clauses;         ///< in the order of the pack, then what is not checked
};

/// In the order of the packs.
[[nodiscard]] std::vector<PackCoverage> coverage(std::span<const Pack> packs, const Proven& proven);
/// A table per pack in Markdown, with a sentence on what the columns mean; in the language of `texts`.
[[nodiscard]] std::string coverage_markdown(std::span<const PackCoverage> all, const Texts& texts);
/// The same for a terminal: a summary line per pack, and its clauses below.
[[nodiscard]] std::string coverage_text(std::span<const PackCoverage> all, const Texts& texts);
/// Why a clause is not decided, or not from a plan; empty where there is nothing to say.
[[nodiscard]] std::string coverage_remark(const Clause& clause, const Texts& texts);
/// "61 clauses: 30 from a plan, 12 …": counts of one pack.
[[nodiscard]] std::string coverage_summary(const PackCoverage& one, const Texts& texts);

}  // namespace landai::standards
