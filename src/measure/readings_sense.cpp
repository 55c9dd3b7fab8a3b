// SPDX-License-Identifier: GPL-3.0-or-later
// Whether what a row says can be: values that no building has, and reasons why there is no value.
#include <algorithm>
#include <utility>

#include "readings_row.hpp"

namespace landai::measure {
namespace {

/// What the worksheet's form offers as reasons, each with a text of its own; and the one that has its text beside it.
constexpr std::string_view kNotThere = "not_there", kOtherReason = "other";
constexpr std::pair<std::string_view, const char*> kReasons[] = {
    {"no_access", "measure.readings.reason.no_access"}, {kNotThere, "measure.readings.reason.not_there"}, {"no_instrument", "measure.readings.reason.no_instrument"}};
constexpr int kNamed = 5;   // values that are shown of those that are unusual

}  // namespace

/// A slip of number or unit: 80 m of door.
std::optional<RowProblem> RowReader::out_of_bounds(const QuantityInfo& info, const Amount& amount, const std::string& text) {
  const Plausible* bounds = instruments_.plausible(info.id);
  if (!bounds) return std::nullopt;
  const auto beyond = [&](double lo, double hi) { return amount.lo < lo * (1 - 1e-9) || amount.hi > hi * (1 + 1e-9); };
  if (beyond(bounds->possible_lo, bounds->possible_hi))
    return RowProblem{kValue, message("measure.readings.impossible").with("value", amount.value, info.unit).with("quantity", info.id)
                           .with("least", bounds->possible_lo, info.unit).with("most", bounds->possible_hi, info.unit), {}};
  if (!beyond(bounds->usual_lo, bounds->usual_hi)) return std::nullopt;
  Unusual& told = unusual_.try_emplace(info.id, Unusual{row_->line, 0, {}}).first->second;
  if (++told.count <= kNamed) told.values += (told.values.empty() ? "" : ", ") + shortened(text) + (text.find_last_of("0123456789") + 1 == text.size() ? " " + amount.unit : "");
  else if (told.count == kNamed + 1) told.values += ", …";
  return std::nullopt;
}

/// Why there is no value. That a thing is not there is an observation: the plan shows it.
void RowReader::add_reason(const Reading& reading, Readings& into) const {
  const auto& cells = row_->cells;
  const auto known = std::find_if(std::begin(kReasons), std::end(kReasons), [&](const auto& reason) { return reason.first == cells[kWhy]; });
  const bool list = known != std::end(kReasons);
  std::string element, said;
  for (const std::string& id : reading.subject) element += (element.empty() ? "" : " > ") + subjects_.called(id);
  for (const std::string* part : {&cells[kBy], &cells[kDate]})
    if (!part->empty()) said += (said.empty() ? "" : ", ") + *part;
  std::string own = list || cells[kWhy] == kOtherReason ? std::string() : cells[kWhy];
  if (!cells[kNote].empty()) own += (own.empty() ? "" : "; ") + cells[kNote];
  if (list && !own.empty()) said += (said.empty() ? "" : "; ") + shortened(own);
  Message told = message(list ? known->second : own.empty() ? "measure.readings.reason.none" : "measure.readings.reason.own")
                     .with("element", element).with("quantity", reading.quantity).with("said", said.empty() ? std::string("–") : said).with("note", shortened(own));
  std::string where = (row_->table.empty() ? "" : row_->table + ", ") + "line " + std::to_string(row_->line);
  if (!row_->slot.empty()) where += ", " + row_->slot;
  into.diagnostics.push_back({cells[kWhy] == kNotThere ? DiagnosticSeverity::warning : DiagnosticSeverity::info, file_, std::move(where), std::move(told), {}, 1});
}

void RowReader::tell_unusual(Readings& into) const {
  for (const auto& [id, u] : unusual_) {
    const Plausible& bounds = *instruments_.plausible(id);
    const char* unit = quantity(id)->unit;
    into.diagnostics.push_back({DiagnosticSeverity::warning, file_, "line " + std::to_string(u.line),
                                message("measure.readings.unusual").with("values", u.values).with("quantity", id).with("least", bounds.usual_lo, unit).with("most", bounds.usual_hi, unit),
                                message("measure.readings.unusual.advice"), u.count});
  }
}

}  // namespace landai::measure
