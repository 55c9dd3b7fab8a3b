// SPDX-License-Identifier: GPL-3.0-or-later
// Overlays whose duties count for nothing, because the pack below does not count.
#include <algorithm>

#include "landai/standards/standards.hpp"
#include "overlay.hpp"
#include "rule_data.hpp"

namespace landai::standards {
namespace {

/// A rule of an overlay that reads as a duty and is none.
struct Silent {
  std::string rule;
  int line = 0;
};

bool silent(const RuleData& data, const Pack& of) {
  return !data.off && !data.placeholder && !data.counts.value_or(of.counts);
}
bool duty(const RuleData& data) { return data.rule.obligation == Obligation::mandatory; }

/// What the overlay adds, and what it changes in packs below, that is silent. `stays`: of those one is of a
/// pack that never counts.
std::vector<Silent> silent_rules(std::span<const Pack> packs, const Pack& overlay, bool& stays) {
  std::vector<Silent> out;
  for (const RuleData& data : overlay.data->rules)
    if (duty(data) && silent(data, overlay)) out.push_back({data.rule.id, data.line});
  for (const Pack& below : packs) {
    if (&below == &overlay || !below.data) continue;
    if (below.id == overlay.over) stays = stays || !may_count(below);
    for (const RuleData& data : below.data->rules)
      for (const Change& change : data.rule.changed_by)
        if (change.overlay == overlay.id && change.judges && (duty(data) || change.filled) &&
            silent(data, below)) {
          out.push_back({data.rule.id, change.source ? change.source->line() : 0});
          stays = stays || !may_count(below);
        }
  }
  std::sort(out.begin(), out.end(), [](const Silent& a, const Silent& b) { return a.line < b.line; });
  return out;
}

}  // namespace

Diagnostics uncounted_overlays(std::span<const Pack> packs) {
  constexpr std::size_t kMostTold = 5;
  Diagnostics out;
  for (const Pack& overlay : packs) {
    if (overlay.over.empty() || !overlay.data) continue;
    bool stays = false;
    const auto rules = silent_rules(packs, overlay, stays);
    if (rules.empty()) continue;
    std::string ids;
    for (std::size_t i = 0; i < rules.size() && i < kMostTold; ++i) ids += (i ? ", " : "") + rules[i].rule;
    if (rules.size() > kMostTold) ids += ", …";
    out.push_back({DiagnosticSeverity::warning, overlay.file,
                   rules.front().line > 0 ? "line " + std::to_string(rules.front().line) : "",
                   message("standards.overlay.silent").with("rules", ids).with("pack", overlay.over),
                   message(stays ? "standards.overlay.silent.comparison" : "standards.overlay.silent.say")
                       .with("pack", overlay.over),
                   static_cast<int>(rules.size())});
  }
  return out;
}

}  // namespace landai::standards
