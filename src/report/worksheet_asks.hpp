// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "landai/report/worksheet.hpp"
#include "view.hpp"

namespace landai::report {

/// Every single question of the checks, each subject for itself, sorted by key.
struct Asks {
  std::vector<Ask> on_site;
  std::vector<Ask> for_author;   ///< equal quantities of several subjects together
  int settled_by_nothing = 0;
};
[[nodiscard]] Asks find_asks(const View& view, const HowTos& how);

/// What the answers to these questions make one ask next, as far as the rules say it outright. Not among `asks`, and nothing that is known.
[[nodiscard]] std::vector<Ask> following(const View& view, const HowTos& how, const std::vector<Ask>& asks);

/// The question as a readings file writes it: "door.clear_width", "facility.count(category=lift)".
[[nodiscard]] std::string asked_as(const Ask& ask);
/// The subject as a readings file writes it: an id, "building", "entrance > place".
[[nodiscard]] std::string subject_as(const std::vector<std::string>& subject);
/// 8 hex digits of quantity and subjects.
[[nodiscard]] std::string key_of(const Ask& ask);
/// Joins `more` into `into`: subjects, checks, the graver severity, the smaller uncertainty.
void take_in(Ask& into, const Ask& more);

}  // namespace landai::report
