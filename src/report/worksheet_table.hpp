// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "landai/report/worksheet.hpp"
#include "paper.hpp"
#include "view.hpp"

namespace landai::report {

/// What a row says, in the reader's language. Not yet escaped.
struct RowText {
  std::string what;                  ///< "Clear width"
  std::string of;                    ///< of a way or of several things: which
  std::string where;                 ///< in a few words
  std::string condition;             ///< "only if glass door: yes"; empty when it stands by itself
  std::vector<std::string> choices;  ///< of truths and words: what to tick
  std::string instrument;            ///< with how good it has to be, where that is known
  std::vector<std::string> limits;   ///< "at least 0.900 m (Lampiran II A.1.1)"
  std::string unit;
  bool number = false;               ///< the cell takes a number
  bool several = false;              ///< of alike things: the smallest and the largest
};
/// `numbers`: of the stops, by element id.
[[nodiscard]] RowText row_text(const View& view, const HowTos& how, const Ask& ask, const std::map<std::string, int>& numbers);
/// Numbers of the stops by element id.
[[nodiscard]] std::map<std::string, int> stop_numbers(const Worksheet& sheet);
/// "3–7, 12" of ascending numbers.
[[nodiscard]] std::string ranges(std::vector<int> numbers);

/// "Waiting room", with its level where the plan has several.
[[nodiscard]] std::string group_title(const View& view, const StopGroup& group);
/// Name of the facility, of the plan, or of its file.
[[nodiscard]] std::string facility_name(const View& view);
/// The plan's mark: the beginning of its file's SHA-256, of several files that of their list.
[[nodiscard]] std::string plan_mark(const View& view);
/// An item that no plan decides by itself: photo, document or word of mouth stand behind it.
[[nodiscard]] bool is_attested(const indicators::Indicator& item);
/// The form's own word for a state.
[[nodiscard]] std::string state_word(const View& view, const indicators::Block& block, indicators::State state);
/// "photo, document": what an item needs besides measures.
[[nodiscard]] std::string needs_text(const View& view, const indicators::Indicator& item);

/// The rows to fill, place by place.
void draw_table(Papers& papers, const View& view, const Worksheet& sheet, const HowTos& how);
/// What only the plan's author can tell.
void draw_author_list(Papers& papers, const View& view, const Worksheet& sheet);
/// How each quantity of the table is measured.
void draw_how(Papers& papers, const View& view, const Worksheet& sheet, const HowTos& how);
/// The items of the forms that somebody attests, with a box for each state the form has.
void draw_checklist(Papers& papers, const View& view);

/// The sheets with markers; each fills a page.
[[nodiscard]] Status draw_markers(Papers& papers, const View& view, const Worksheet& sheet);

}  // namespace landai::report
