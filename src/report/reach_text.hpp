// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "html.hpp"
#include "page.hpp"
#include "view.hpp"

namespace landai::report {

/// Places that are cut off, or left open, by the same changes.
struct CutPlaces {
  bool open = false;                       ///< it hangs on what the plan does not tell
  std::vector<const measure::Change*> cut;
  std::vector<std::string> places;
};

/// Who reaches what: from the street, or each place from the entrance it is best reached from. Mobilities of which the same can be
/// said stand together.
struct ReachRow {
  std::vector<std::string> mobilities;
  bool from_street = false;
  std::size_t count = 0, reached = 0, open = 0;
  std::vector<CutPlaces> groups;           ///< those with the most places first; what is surely cut off before what is open
  std::vector<Message> notes;
};
[[nodiscard]] std::vector<ReachRow> reach_rows(const View& view);
/// "Manual wheelchair, Pushchair – from the best entrance".
[[nodiscard]] std::string reach_title(const View& view, const ReachRow& row);
/// "18 of 24 places reached, 2 undecided".
[[nodiscard]] std::string reach_count(const View& view, const ReachRow& row);
/// What would have to change, one sentence each.
[[nodiscard]] std::string changes_text(const View& view, const CutPlaces& group);

/// The section of the terminal summary and of the page; nothing when nobody asked.
void write_reach(Page& page, const View& view);
void html_reach(HtmlPage& page);

}  // namespace landai::report
