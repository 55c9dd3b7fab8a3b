// SPDX-License-Identifier: GPL-3.0-or-later
// What a row says in words: truths, choices, days and reasons why there is no value; and values that no building has.
#include <algorithm>
#include <utility>

#include "landai/measure/source_words.hpp"
#include "readings_row.hpp"

namespace landai::measure {
namespace {

/// What the worksheet's form offers as reasons, each with a text of its own; and the one that has its text beside it.
constexpr std::string_view kNotThere = "not_there", kOtherReason = "other";
constexpr std::pair<std::string_view, const char*> kReasons[] = {
    {"no_access", "measure.readings.reason.no_access"}, {kNotThere, "measure.readings.reason.not_there"}, {"no_instrument", "measure.readings.reason.no_instrument"}};
RowProblem bad(Column column, Message what) { return {column, std::move(what), {}}; }

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

constexpr int kNamed = 5;   // values that are shown of those that are unusual

}  // namespace

std::optional<RowProblem> RowReader::read_words(const QuantityInfo& info, Reading& reading) const {
  const std::string& text = row_->cells[kValue];
  if (!row_->cells[kUnit].empty()) return bad(kUnit, message("measure.readings.unit_of_word").with("quantity", info.id));
  if (info.kind == ValueKind::truth) {
    const auto truth = names_.truth(text);
    if (!truth) return bad(kValue, message("measure.readings.truth").with("value", shortened(text)).with("quantity", info.id));
    reading.value = *truth;
    return std::nullopt;
  }
  std::vector<std::string> words;
  const bool list = info.kind == ValueKind::words;
  if (!list || !names_.none(text)) {
    const std::vector<std::string> parts = list ? split_list(text, ",;|") : std::vector<std::string>{text};
    for (const std::string& part : parts)
      if (Problem wrong = add_word(info, part, words)) return wrong;
  }
  if (list) reading.value = words;
  else reading.value = words.front();
  return std::nullopt;
}

/// A word by its id or as it is printed; of a list also several ids with spaces between, as survey tools write the answers.
std::optional<RowProblem> RowReader::add_word(const QuantityInfo& info, const std::string& text, std::vector<std::string>& words) const {
  const std::vector<std::string> known = words_of(info.words);
  const auto listed = [](const std::vector<std::string>& all) {
    std::string out;
    for (const auto& one : all) out += (out.empty() ? "" : ", ") + one;
    return out;
  };
  const auto is_known = [&](const std::string& word) { return std::find(known.begin(), known.end(), word) != known.end(); };
  if (known.empty()) return words.push_back(text), std::nullopt;
  if (is_known(lower(text))) return words.push_back(lower(text)), std::nullopt;
  const auto meant = printed_.meant(info.id, known, text);
  if (!meant) return bad(kValue, meant.error().message);
  if (meant->size() == 1) return words.push_back(meant->front()), std::nullopt;
  if (meant->size() > 1)
    return bad(kValue, message("measure.readings.word_of_several").with("value", shortened(text)).with("quantity", info.id).with("words", listed(*meant)));
  const std::vector<std::string> pieces = split_list(lower(text), " ");
  const auto other = std::find_if_not(pieces.begin(), pieces.end(), is_known);
  if (info.kind == ValueKind::words && other == pieces.end()) return words.insert(words.end(), pieces.begin(), pieces.end()), std::nullopt;
  return bad(kValue, message("measure.readings.word").with("value", shortened(text)).with("quantity", info.id).with("words", listed(known)).with("list", std::string(word_list(info.id))));
}

/// Day before month unless a date of the file shows that its writer does it the other way round: then what can be both is not taken.
std::optional<RowProblem> RowReader::read_day() {
  day_.clear();
  const std::string& text = row_->cells[kDate];
  if (text.empty()) return std::nullopt;
  auto written = written_day(text, names_);
  if (!written) return bad(kDate, message("measure.readings.date").with("date", shortened(text)));
  if (habits_.month_first && !written->month_first.empty())
    return bad(kDate, message("measure.readings.date_order").with("date", shortened(text)).with("day", written->day).with("other", written->month_first)
                          .with("line", std::to_string(*habits_.month_first)));
  day_ = std::move(written->day);
  return std::nullopt;
}

/// "None" where a number is asked: there is nothing to measure.
bool RowReader::says_none(const std::string& quantity_text) const {
  const auto* info = quantity(quantity_text.substr(0, quantity_text.find_first_of("(: ")));
  return info && info->kind == ValueKind::number && !is_count(*info) && names_.none(row_->cells[kValue]);
}

/// Whether the question is answered by there being none: the leaf has no glass.
bool RowReader::may_be_none(const std::string& quantity_text) const {
  return instruments_.ranges().may_be_none(quantity_text.substr(0, quantity_text.find_first_of("(: ")));
}

/// The form has no cell for "none" where a number is asked: its reason says it.
bool RowReader::says_not_there() const { return !row_->cells[kWhy].empty() && names_.reason(row_->cells[kWhy]) == kNotThere; }

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
  const bool none = cells[kWhy].empty();   // the value says that there is none
  const std::string reason = none ? std::string(kNotThere) : names_.reason(cells[kWhy]);
  const auto known = std::find_if(std::begin(kReasons), std::end(kReasons), [&](const auto& r) { return r.first == reason; });
  const bool list = known != std::end(kReasons);
  std::string element, said;
  for (const std::string& id : reading.subject) element += (element.empty() ? "" : " > ") + subjects_.called(id);
  for (const std::string* part : {&cells[kBy], &day_})
    if (!part->empty()) said += (said.empty() ? "" : ", ") + *part;
  std::string own = list || reason == kOtherReason ? std::string() : cells[kWhy];
  if (!cells[kNote].empty()) own += (own.empty() ? "" : "; ") + cells[kNote];
  if (list && !own.empty()) said += (said.empty() ? "" : "; ") + shortened(own);
  Message told = message(list ? known->second : own.empty() ? "measure.readings.reason.none" : "measure.readings.reason.own")
                     .with("element", element).with("quantity", reading.quantity).with("said", said.empty() ? std::string("–") : said).with("note", shortened(own));
  std::string where = (row_->table.empty() ? "" : row_->table + ", ") + "line " + std::to_string(row_->line);
  if (!row_->slot.empty()) where += ", " + row_->slot;
  into.diagnostics.push_back({reason == kNotThere ? DiagnosticSeverity::warning : DiagnosticSeverity::info, file_, std::move(where), std::move(told), {}, 1});
}

/// What is said beside a photo that brings no value.
void RowReader::add_remark(const Reading& reading, Readings& into) const {
  const auto& cells = row_->cells;
  if (cells[kNote].empty()) return;
  std::string element, said;
  for (const std::string& id : reading.subject) element += (element.empty() ? "" : " > ") + subjects_.called(id);
  for (const std::string* part : {&cells[kBy], &day_})
    if (!part->empty()) said += (said.empty() ? "" : ", ") + *part;
  into.diagnostics.push_back({DiagnosticSeverity::info, file_, (row_->table.empty() ? "" : row_->table + ", ") + "line " + std::to_string(row_->line),
                              message("measure.readings.remark").with("element", element).with("photo", shortened(cells[kEvidence])).with("note", shortened(cells[kNote]))
                                  .with("said", said.empty() ? std::string("–") : said), {}, 1});
}

void RowReader::note_part(const std::string& whole, const Reading& reading) {
  Unusual& told = parts_.try_emplace(reading.quantity, Unusual{row_->line, 0, {}}).first->second;
  if (++told.count <= kNamed) told.values += (told.values.empty() ? "" : ", ") + subjects_.named(whole) + ": " + subjects_.named(reading.subject.front());
  else if (told.count == kNamed + 1) told.values += ", …";
}

/// Nobody wrote that part: whoever reads the report has to see which was taken.
void RowReader::tell_parts(Readings& into) const {
  for (const auto& [id, p] : parts_)
    into.diagnostics.push_back({DiagnosticSeverity::warning, file_, "line " + std::to_string(p.line),
                                message("measure.readings.part_taken").with("quantity", id).with("parts", p.values), message("measure.readings.part_taken.advice"), p.count});
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
