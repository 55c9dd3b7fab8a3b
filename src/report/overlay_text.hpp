// SPDX-License-Identifier: GPL-3.0-or-later
// What overlays changed, as the outputs tell it: the rule, its limit and citation before, and those now.
#pragma once

#include <string>
#include <vector>

#include "json_writer.hpp"
#include "page.hpp"
#include "view.hpp"

namespace landai::report {

/// One change of one rule by one overlay.
struct RuleChange {
  const standards::Rule* rule = nullptr;
  const standards::Change* change = nullptr;
};
/// The changes that an overlay made, in the order of packs and rules; empty for any other pack.
[[nodiscard]] std::vector<RuleChange> changes_of(const View& view, const standards::Pack& overlay);
/// "At least 0.80 m", "no limit": what the limit was or is.
[[nodiscard]] std::string limit_before(const View& view, const RuleChange& one);
[[nodiscard]] std::string limit_now(const View& view, const RuleChange& one);

/// "kelurahan-contoh 1 on pergub-64-2008: changes 2 and adds 1 rules", then a line for each change. Nothing
/// for packs that are no overlays.
void write_overlays(Page& page, const View& view);
/// The changes as rows of an HTML table: rule, before, now, each escaped. Empty when there are none.
[[nodiscard]] std::string change_rows(const View& view, const standards::Pack& overlay);
/// "changed_by": [{overlay, was, now, article, instrument}] of a rule that was changed; nothing for others.
void write_changed_by(JsonWriter& json, const View& view, const standards::Rule& rule);

}  // namespace landai::report
