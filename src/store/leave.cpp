// SPDX-License-Identifier: GPL-3.0-or-later
#include "leave.hpp"

#include <set>
#include <tuple>
#include <vector>

namespace landai::store {

std::optional<Message> exceeded(const report::Finding& finding, const ChecksById& checks) {
  for (const auto& id : finding.checks) {
    const auto at = checks.find(id);
    if (at == checks.end() || !at->second->leave || !at->second->leave->exceeded) continue;
    return standards::exceeded(*at->second->leave);
  }
  return std::nullopt;
}

void keep_waived(const Project::Impl& in, const ChecksById& checks) {
  Statement keep = in.database->prepare(
      "INSERT INTO landai_waived (waiver, rule, subject, quantity, margin, u, play, shown, unit, added) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  std::set<std::tuple<std::string, std::string, std::vector<std::string>>> done;  // a pack may be there twice, under an overlay
  for (const auto& [id, check] : checks) {
    if (!check->leave || check->leave->given_for || check->leave->key.empty() || is_fine(*check)) continue;
    const measure::WaivedValue& v = check->leave->now;
    if (!done.emplace(check->leave->key, v.rule, v.subject).second) continue;
    keep.bind(static_cast<std::int64_t>(std::stoll(check->leave->key))).bind(v.rule).bind(to_text(in.place_of(v.subject)));
    keep.bind(v.quantity).bind(v.margin).bind(v.u).bind(v.play).bind(v.shown).bind(v.unit).bind(in.change).run();
  }
}

}  // namespace landai::store
