// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of the flow: of the whole plan, and of one question on the part of the plan around it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/plan/plan.hpp"
#include "landai/remedy/remedy.hpp"
#include "landai/standards/standards.hpp"

namespace landai::remedy {

/// Checks by rule and subject; of a pair by the place, since its best entrance may change. Only those of packs that count.
using Verdicts = std::map<std::string, standards::Check>;
[[nodiscard]] std::string key_of(const standards::Check& check);
[[nodiscard]] Verdicts keyed(std::span<const standards::Check> checks);

[[nodiscard]] bool is_met(const standards::Check& check);
/// Whether a check got worse: met before and not now, open before and failed now, graver, or failed by more than 1 mm (or its like) more.
[[nodiscard]] bool is_worse(const standards::Check& before, const standards::Check& after);
/// Keys of checks that got worse or are gone.
[[nodiscard]] std::vector<std::string> worsened(const Verdicts& before, const Verdicts& after);

/// What all failures share.
struct World {
  const Plan& plan;
  const measure::Facts& facts;
  std::span<const standards::Pack> packs;
  const measure::MeasurementSet& measurements;
  std::span<const standards::Check> checks;
  const std::filesystem::path& data_dir;
  const Limits& limits;
  Catalogue catalogue;
  Plan plain;                                   ///< `plan` with loose things drawn plainly, for the many small questions
  std::vector<measure::Request> requests;       ///< all that the packs ask
  std::vector<measure::Request> own_requests;   ///< those about one subject
  std::vector<measure::Request> pair_requests;
  Verdicts verdicts;                            ///< of `checks`

  [[nodiscard]] Result<Verdicts> flow(const Plan& changed) const;
};

/// A verdict may still be a pass when less than this is lacking, metres or the unit of the value: the drawing tolerance and some more.
constexpr double kSlack = 0.001;

/// One failed check with what decided it.
struct Failure {
  const standards::Check* check = nullptr;
  const measure::Measurement* measurement = nullptr;
  const Mendable* mendable = nullptr;
  [[nodiscard]] bool pair() const { return measurement->subject.size() > 1; }
  /// What it lacks, SI; nothing for a yes/no or when the limit is no minimum.
  [[nodiscard]] std::optional<double> lacks(const measure::Measurement& m) const;
  /// Whether a value surely fails, without a verdict: too small by more than any tolerance, or still the answer that failed.
  [[nodiscard]] bool falls_short(const measure::Measurement& m) const;
};

/// The part of the plan that one failed check looks at. It measures there what it measures on the whole plan to 0.2 mm, which is tested
/// when it is made; where that does not hold, the whole plan is the part.
class Part {
 public:
  [[nodiscard]] static Result<Part> around(const World& world, const Failure& failure);

  [[nodiscard]] const Plan& plan() const { return plan_; }
  [[nodiscard]] bool whole() const { return whole_; }
  /// The failing quantity on the changed part; `params` when they differ from the check's.
  [[nodiscard]] std::optional<measure::Measurement> value(const Plan& changed, const measure::Params* params = nullptr) const;
  /// Whether the check is met on the changed part, and no watched one is worse than before.
  enum class Answer { met, not_met, breaks_another };
  [[nodiscard]] Answer judge(const Plan& changed) const;
  /// Watches a check of one subject that lies in the part, from now on. False when that cannot be judged here.
  bool watch(const std::string& key);

 private:
  Part(const World& world, const Failure& failure) : world_(&world), failure_(&failure) {}
  [[nodiscard]] Verdicts verdicts(const Plan& changed) const;
  [[nodiscard]] bool agrees();
  void take(const Box& region);

  const World* world_;
  const Failure* failure_;
  Plan plan_;
  bool whole_ = false;
  std::vector<std::string> subjects_;
  std::set<std::string> watched_;
  Verdicts before_;
};

}  // namespace landai::remedy
