// SPDX-License-Identifier: GPL-3.0-or-later
// The common rows of a worksheet: one question of several elements.
#include <algorithm>

#include "readings_match.hpp"

namespace landai::measure {

ReadingRow SubjectFinder::numbered(ReadingRow row) const {
  std::string& subject = row.cells[kSubject];
  if (!row.cells[kNumber].empty() || by_id(subject) || by_name_.contains(subject)) return row;
  if (worksheet_row(subject) || doubtful(subject)) row.cells[kNumber] = std::move(subject), subject.clear();
  return row;
}

/// One that is written behind the number of a common row: by its number on the map, its id or its name.
std::optional<RowProblem> SubjectFinder::one_of(const WorksheetRow& common, const std::string& text, std::vector<std::string>& ids) const {
  std::vector<std::string> meant;
  const WorksheetRow* place = worksheet_row(text);
  const auto by_former = by_id(text);   // an id of this plan, or of an earlier one
  const std::string own = by_former && by_former->element ? by_former->element->id : text;
  for (const std::string& id : common.several) {
    const auto element = by_id_.find(id);
    const bool by_name = element != by_id_.end() && element->second->name == text;
    if (id == own || by_name || (place && place->subject == id)) meant.push_back(id);
  }
  if (meant.size() == 1) return ids.push_back(meant.front()), std::nullopt;
  if (auto problem = meant.empty() ? doubtful(text) : std::nullopt) return problem;
  if (meant.empty()) return RowProblem{kNumber, message("measure.readings.not_of_row").with("element", shortened(text)), {}};
  std::string all;
  for (const std::string& id : meant) all += (all.empty() ? "" : ", ") + id;
  return RowProblem{kNumber, message("measure.readings.name_of_several").with("subject", shortened(text)).with("ids", all), meant};
}

std::optional<RowProblem> SubjectFinder::several(const ReadingRow& row, std::optional<Several>& out) const {
  const std::string& number = row.cells[kNumber];
  const WorksheetRow* common = number.empty() ? nullptr : worksheet_row(number);
  const auto slash = number.find('/');
  if (!common) return std::nullopt;
  if (common->several.empty()) {
    if (slash == std::string::npos) return std::nullopt;
    return RowProblem{kNumber, message("measure.readings.one_element").with("number", shortened(number.substr(0, slash))), {}};
  }
  std::vector<std::string> these, without;
  for (std::string& part : split_list(slash == std::string::npos ? "" : std::string_view(number).substr(slash + 1), ",;")) {
    const bool but = part.starts_with('-');
    if (auto problem = one_of(*common, but ? part.substr(1) : part, but ? without : these)) return problem;
  }
  out.emplace();
  const QuantityInfo* info = quantity(common->quantity.substr(0, common->quantity.find('(')));
  for (const Column column : {kSubject, kTag, kX, kName}) {
    // A name that no element has is free text beside the number.
    if (row.cells[column].empty() || (column == kName && !by_name_.contains(row.cells[kName]))) continue;
    ReadingRow alone = row;
    alone.cells[kNumber].clear();
    std::vector<std::string> subject;
    if (auto problem = find(alone, info, subject)) return problem;
    if (std::find(common->several.begin(), common->several.end(), subject.front()) == common->several.end())
      return RowProblem{column, message("measure.readings.not_of_row").with("element", shortened(row.cells[column])), {}};
    these = std::move(subject);
    break;
  }
  out->each = these.empty();
  for (const std::string& id : common->several) {
    if (!these.empty() && std::find(these.begin(), these.end(), id) == these.end()) continue;
    if (std::find(without.begin(), without.end(), id) != without.end()) continue;
    (by_id_.contains(id) ? out->ids : out->gone).push_back(id);
  }
  return std::nullopt;
}

}  // namespace landai::measure
