// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/plan/plan.hpp"
#include "landai/standards/standards.hpp"

namespace landai::indicators {

enum class State { present, in_progress, absent, compliant, fairly_compliant, less_compliant, unknown };
[[nodiscard]] const char* to_string(State);

/// One line of a form, as data and after evaluation.
struct Indicator {
  std::string form;
  std::string id;
  std::string block;                    ///< "a", "b", "c"
  BilingualText title;
  std::vector<std::string> groups;      ///< elderly, child, pregnant_or_nursing, disability
  State state = State::unknown;
  Message reason;                       ///< why this state: what was seen on the plan, what is missing
  std::vector<std::string> elements;    ///< what on the plan supports it
  std::vector<std::string> checks;      ///< ids of checks of the linked rules on those elements
  std::vector<std::string> attestations;
  bool defects = false;                 ///< a linked mandatory check failed: shown as a note, the state stays (house policy 7.1)
};

struct Form {
  std::string id;
  std::string version;
  std::string sha256;
  BilingualText title;
  BilingualText about;
  std::vector<Indicator> indicators;
  std::shared_ptr<const Node> source;
};

/// Error (pack) with file and line.
[[nodiscard]] Result<std::vector<Form>> load_forms(const std::filesystem::path& data_dir,
                                                   std::span<const std::string> wanted);
/// The questions that forms need answered besides those of the packs (facility.count …).
[[nodiscard]] std::vector<measure::Request> requests(std::span<const Form> forms);
/// The forms with states filled. "absent" only when the plan is stated to cover the building (building.coverage complete)
/// and can express the facility; else "unknown". A drawn facility is "in_progress" unless building.status is existing/altered/heritage
/// or attested, as a plan alone shows only what is planned (reference indicators.md 7.1).
[[nodiscard]] std::vector<Indicator> evaluate(std::span<const Form> forms, const Plan& plan,
                                              const measure::MeasurementSet& measurements,
                                              std::span<const standards::Check> checks);

/// Everything that is wrong with the named forms (ids or files; none: all of ours): structure and data/schema/indicators.schema.json.
[[nodiscard]] std::vector<Error> problems(const std::filesystem::path& data_dir, std::span<const std::string> wanted);
/// What `landai indicators list` prints.
[[nodiscard]] std::string list_text(std::span<const Form> forms, const Texts& texts);
/// What `landai indicators show NAME` prints, for a form or an indicator; nothing for an unknown name.
[[nodiscard]] std::optional<std::string> show_text(std::span<const Form> forms, const std::string& name, const Texts& texts);

}  // namespace landai::indicators
