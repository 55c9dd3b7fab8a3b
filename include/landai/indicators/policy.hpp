// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"

namespace landai::indicators {

/// What an office makes of findings where the regulation says nothing (docs/indicators.md, "Policy"). Data:
/// data/indicators/policies/*.yaml, data/schema/policy.schema.json.
struct Policy {
  /// A seen facility fails a mandatory measure.
  enum class Defect {
    note,         ///< the state stays, the defect is noted
    in_progress,  ///< at most "in progress", and the report says that this is house policy
  };
  /// The plan draws the facility and nobody has seen it.
  enum class DrawnOnly { in_progress, unknown, absent };
  /// The same, and the building is stated to stand. A plan of it shows what was planned, and it may be out of date.
  enum class ExistingPlan {
    drawn_only,  ///< as `drawn_only` has it
    present,     ///< the office takes its plan for a survey: present, as a drawn claim, and the report says that this is house policy
  };
  /// An attestation stands alone, without a file as evidence.
  enum class AttestedOnly {
    lower,           ///< it gives the state, marked as a lower claim
    needs_evidence,  ///< it gives no state until a photo or a document is attached
  };

  std::string id;
  std::string version;
  std::string sha256;  ///< of the file
  BilingualText title;
  BilingualText about;
  Defect defect = Defect::note;
  DrawnOnly drawn_only = DrawnOnly::in_progress;
  ExistingPlan existing_plan = ExistingPlan::drawn_only;  ///< `existing_plan` may be left out of a file
  AttestedOnly attested_only = AttestedOnly::lower;
};

/// The policy of that name in data/indicators/policies, or of a YAML file (a name with a slash or ".yaml");
/// empty: "default". Error (pack) for an unknown name, with the names there are, and with the line for a
/// broken file.
[[nodiscard]] Result<Policy> load_policy(const std::filesystem::path& data_dir, const std::string& name = {});

}  // namespace landai::indicators
