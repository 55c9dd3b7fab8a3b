// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/message.hpp"
#include "landai/measure/facts.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/plan/plan.hpp"
#include "landai/standards/standards.hpp"

namespace landai::remedy {

/// One thing moved without turning it. Metres, plan frame; whole millimetres along x and along y.
struct Shift {
  std::string element;  ///< what lies on it or belongs to it (its children) moves with it
  PlanPoint by_m;
  double length_m = 0;
};

enum class Outcome {
  shift,         ///< this shift makes the check pass
  none_movable,  ///< nothing that can be moved stands there
  none_frees,    ///< the check fails even where any single movable thing is taken away
  no_place,      ///< a thing is in the way, but no place was found for it within the limits
  cut_off,       ///< a limit on the tries ended the search; nothing is said about what could help
};
[[nodiscard]] const char* to_string(Outcome);

/// What is proposed for one failed check.
struct Proposal {
  std::string check;  ///< id of the check
  Outcome outcome = Outcome::cut_off;
  std::optional<Shift> shift;           ///< set for Outcome::shift
  std::vector<std::string> also_fixes;  ///< other failed checks that pass with the same shift, in check order
  std::optional<double> missing;        ///< what the check lacks as drawn: limit less value; SI, above 0
  std::string unit;                     ///< of `missing`: "m", "rad"; empty without it
  bool assumed_movable = false;         ///< nobody stated that the thing can be moved (fact element.movable)
  Message text;                         ///< for people
  int tries = 0;                        ///< places that were measured
  int flows = 0;                        ///< whole runs of the flow
};

/// Bounds of the search. They count work, not time, so that equal inputs give equal answers.
struct Limits {
  std::size_t failures = 24;    ///< failed checks looked at, gravest first; the others are told as cut off
  std::size_t candidates = 24;  ///< things per failure, nearest to the narrow place first
  int directions = 32;          ///< evenly around the circle; those of the witness and of the thing's edges come on top
  int farthest_mm = 2000;       ///< nobody rearranges a room for one finding
  int tries = 400;              ///< measured places per failure
  int flows = 8;                ///< whole runs of the flow per failure
};

/// For every failed check that furniture can mend (data/remedy/remedy.yaml), in the order of `checks`: the smallest translation of
/// one movable element with which the check passes and no other check gets worse, or what is lacking.
///
/// Movable:      furniture and seats, counters only when the fact element.movable says so; never what the fact says is fixed.
///               Walls, sanitary fixtures and all else stay.
/// Promised:     the shift returned was applied as it stands and the whole flow (measure, standards) run again on the plan: the check
///               passes, no check that was met or open fails, no failed check got graver or lost more than 1 mm. The thing
///               lies in its rooms, on nothing else, and outside the sweep of every door, as far as it did before.
/// Smallest:     among the tried directions, and along each to 1 mm where the value is known to grow no faster than the data file
///               says; for yes/no quantities and where another thing or check stands between, along steps of 10 to 25 mm whose
///               last one is halved down to 1 mm. The thing slides straight, over other things perhaps, but through no wall and not
///               out of its rooms. A shorter shift in between two directions, or a narrow window within one step, is
///               not excluded.
/// none_frees:   tried by taking each candidate away, not proven for quantities that can shrink when a thing is taken away.
/// Cost:         a bounded number of runs of single quantities around the place, and at most `flows` whole runs, per failure.
///               Failures are looked at in parallel; the result does not depend on the number of threads.
/// Error (pack) for a broken data file, and whatever measuring answers.
///
/// `measurements` and `checks` are those of `plan` as measured with `facts` and judged by `packs`.
[[nodiscard]] Result<std::vector<Proposal>> propose(const Plan& plan, const measure::Facts& facts,
                                                    std::span<const standards::Pack> packs,
                                                    const measure::MeasurementSet& measurements,
                                                    std::span<const standards::Check> checks,
                                                    const std::filesystem::path& data_dir, const Limits& limits = {});

/// The plan with the element and all its descendants moved by `by_m`. An unknown id gives the plan as it is.
[[nodiscard]] Plan moved(const Plan& plan, const std::string& element, PlanPoint by_m);

}  // namespace landai::remedy
