// SPDX-License-Identifier: GPL-3.0-or-later
// What the outputs of a comparison share.
#pragma once

#include "landai/report/compare.hpp"
#include "view.hpp"

namespace landai::report {

/// `compare` on a view that is already made.
[[nodiscard]] Comparison compare_in(const View& view, std::vector<ComparedColumn> columns, bool measured_only);
/// The parameters by which a quantity is another one: what is counted, and the height at which a length is measured. The size that must
/// fit somewhere is what packs differ in.
[[nodiscard]] measure::Params telling(const std::string& quantity, const measure::Params& params);
/// "at least 0.800 m: fail; at least 0.900 m (advisory): fail", or "–" where a column says nothing.
[[nodiscard]] std::string said(const View& view, const ComparedRow& row, std::size_t column);
/// The ids of the rules of a cell, each once: "pupr14.l2.door.other.clear, pu30.door".
[[nodiscard]] std::string rules_of(const ComparedRow& row, std::size_t column);
/// The limits of a cell: "at least 0.800 m", "1.525 × 2.275 m", "at most 6° or at most 1:10".
[[nodiscard]] std::string asked_for(const View& view, const ComparedCell& cell);
/// Its verdict, and that of the whole rule where other quantities make it another one: "fail (the whole rule: pass)".
[[nodiscard]] std::string verdict_said(const View& view, const ComparedCell& cell);
/// Whether the first two columns ask or answer differently.
[[nodiscard]] bool differs(const View& view, const ComparedRow& row);
/// The value of a row, empty for truths, which the cells tell, and for elements that are judged together: none of theirs is that of all.
[[nodiscard]] std::string shown_value(const View& view, const ComparedRow& row);
/// The elements of a row: of a way, where it leads; of those that are judged together, all.
[[nodiscard]] std::vector<std::string> places_of(const ComparedRow& row);
struct HtmlPage;
/// The section of the page; nothing when fewer than two packs say something of one quantity.
void html_compare(HtmlPage& page);

}  // namespace landai::report
