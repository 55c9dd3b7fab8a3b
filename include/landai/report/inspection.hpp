// SPDX-License-Identifier: GPL-3.0-or-later
// One building put to its rules, from the plan to what a report is made of. Whoever needs that (a check, a
// project, a batch) runs it here.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/measure/earlier.hpp"
#include "landai/measure/facts.hpp"
#include "landai/report/report.hpp"

namespace landai::report {

/// What a building is put to, by name: ids or files; nothing named gives the default ones.
struct RuleNames {
  std::vector<std::string> standards;
  std::vector<std::string> indicators;
  std::string policy;
};

struct Rules {
  std::vector<standards::Pack> packs;
  std::vector<indicators::Form> forms;
  std::vector<indicators::Form>
      known_forms;  ///< all of ours: attestations may speak of those that are not shown
  indicators::Policy policy;
};

/// Reads packs, forms and policy. Error (pack) for what is unknown or broken, also a form that names a rule
/// that no pack has.
[[nodiscard]] Result<Rules> load_rules(const std::filesystem::path& data_dir, const RuleNames& names);

/// What is wanted beside the verdicts.
struct Wanted {
  std::vector<measure::Mobility> mobilities;  ///< who gets where is told of these
  std::vector<measure::Request> asked;        ///< quantities that no pack asks for
  bool remedy = false;                        ///< look for what would fix the failures
  /// Whether a file that a reading or an attestation names can be had; none: all of them can.
  std::function<bool(const std::string&)> has_evidence = {};
  /// Of the report, YYYY-MM-DD; empty: today. What is dated later is told: a reading counts all the same, for a slip of the pen in its date
  /// does not change its value; a waiver does not hold yet, and an attestation says nothing of today.
  std::string date = {};
  std::vector<indicators::SitePhoto> photos = {};  ///< of elements, besides those that readings name: those that can be had
};

/// A building that was judged. It owns everything that `inputs` refers to.
struct Inspection {
  Plan plan;
  measure::Facts facts;   ///< without what one of a later day took the place of
  std::vector<measure::Earlier> earlier;   ///< that
  Rules rules;
  Wanted wanted;
  measure::MeasurementSet measurements;
  std::vector<standards::Check> checks;
  std::vector<indicators::Indicator> indicators;
  std::vector<measure::MobilityReach> reach;
  std::vector<remedy::Proposal> proposals;
  std::vector<standards::PackCoverage> coverage;

  /// What the outputs are made of; valid as long as this object.
  [[nodiscard]] Inputs inputs(std::map<std::string, std::string> options, std::string facility_name,
                              Facility facility) const;
};

/// Measures the plan (completed: measure::complete) with its facts and readings, judges it and finds the
/// states of the indicators. Error (input) for a waiver of a rule that no pack has and for an attestation
/// that fits no form, with their file and line.
[[nodiscard]] Result<std::unique_ptr<Inspection>> judge_building(Plan plan, measure::Facts facts, Rules rules,
                                                                 Wanted wanted,
                                                                 const std::filesystem::path& data_dir);

/// Whether a mandatory check of a pack that counts failed and is due; with `strict` also whether one is open.
[[nodiscard]] bool has_failures(const std::vector<standards::Check>& checks, bool strict);

}  // namespace landai::report
