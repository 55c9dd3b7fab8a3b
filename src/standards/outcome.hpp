// SPDX-License-Identifier: GPL-3.0-or-later
// A demand put to one subject. Private to the room.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rule_data.hpp"
#include "site.hpp"

namespace landai::standards {

/// What came of a demand, with the leaf that decided it.
struct Outcome {
  Verdict verdict = Verdict::not_measured;
  std::string reason;
  std::vector<std::string> subject;       ///< of the deciding measurement; empty: the subject that was asked
  std::vector<std::string> measurements;  ///< ids, the deciding one first
  Limit limit;
  std::optional<double> margin;
  std::optional<double> probability;
  double u = 0;                           ///< of the value that decided
  double play = 0;                        ///< the width of its hard bounds, and the tolerance
  double tolerance = 0;                   ///< of the drawing, that was granted
  bool may_be_more = false;               ///< undecided, and a failure if there is no more than the plan shows
  bool taken_for_whole = false;           ///< it hangs on there being no more than the plan shows, which nobody stated
  std::shared_ptr<const Settle> settle;   ///< of what is undecided by its uncertainty
  Message message;
  const Demand* by = nullptr;             ///< the leaf that decided; nullptr where nothing had a value
  std::shared_ptr<const Demanded> demanded;  ///< of a combination: each of its limits, and what holds of it
};

/// `subjects` is one element (none for the building), or all of a category when their lists count together.
[[nodiscard]] Outcome judge(const Demand& demand, const RuleData& rule, const Tolerance& tolerance, const Site& site,
                            std::span<const Element* const> subjects);

/// The limits of those that apply as they are written, each once: "64.5 cm – 65.5 cm / 79.5 cm – 80.5 cm".
[[nodiscard]] std::string as_written_all(const std::vector<Outcome>& of);

/// The sentence for facts that nobody knows, and their measurements.
[[nodiscard]] Outcome lacking(const std::vector<Unknown>& unknown, const Limit& limit);

}  // namespace landai::standards
