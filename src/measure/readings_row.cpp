// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_row.hpp"

#include <algorithm>
#include <cmath>

#include "near_word.hpp"

namespace landai::measure {
namespace {

constexpr const char* kMethods[] = {"reading", "photo", "attested"};
bool is_method(const std::string& word) { return std::find(std::begin(kMethods), std::end(kMethods), word) != std::end(kMethods); }
RowProblem bad(Column column, Message what) { return {column, std::move(what), {}}; }

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

bool is_degree(std::string_view unit) { return unit == "°" || lower(std::string(unit)) == "deg" || lower(std::string(unit)) == "derajat"; }

/// The unit behind a number, else the one of its row.
std::string_view unit_written(std::string_view text, std::string_view unit) {
  const auto last = text.find_last_of("0123456789");
  std::string_view own = last == std::string_view::npos ? std::string_view{} : text.substr(last + 1);
  while (own.starts_with(' ')) own.remove_prefix(1);
  return own.empty() ? unit : own;
}

/// Whether no value of the quantity is a thousand of this unit: shares and angles, and in metres every size of a thing in a building. Ways
/// and spacings may be long.
bool below_thousand(std::string_view unit, const QuantityInfo& info) {
  if (unit == "%" || is_degree(unit)) return true;
  const std::string_view id = info.id;
  const bool way = info.pair || id.ends_with("distance") || id.ends_with("length") || id.ends_with("spacing") || id.ends_with("dead_end");
  return (unit == "m" || unit == "M") && !way;
}

/// Decimals that nobody takes for thousands: 1.250 as 1.25, 8.999 as 8.9990.
std::string not_in_threes(std::string text) {
  for (std::size_t at = text.find('.'); at != std::string::npos; at = text.find('.', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - at != 4) continue;
    if (text[end - 1] == '0') text.erase(end - 1, 1);
    else text.insert(end, "0");
  }
  return text;
}

/// A slope that is an angle here, and that people read as rise over run as often.
bool is_slope_angle(const QuantityInfo& info) {
  return std::string_view(info.unit) == "rad" && std::string_view(info.id).ends_with("slope");
}

/// A rise over run as the angle that it is.
Amount as_angle(Amount amount) {
  for (double* part : {&amount.value, &amount.lo, &amount.hi}) *part = std::atan(*part);
  return amount;
}

std::string units_of(const QuantityInfo& info) {
  return is_slope_angle(info) ? "%, " + units_for(info.unit) : units_for(info.unit);
}

/// What a reading answers.
std::string question_of(const Reading& reading) {
  std::string key = reading.quantity;
  for (const auto& id : reading.subject) key += '\n' + id;
  for (const auto& [name, value] : reading.params)
    key += '\n' + name + '=' + (std::holds_alternative<double>(value) ? std::to_string(std::get<double>(value)) : std::get<std::string>(value));
  return key;
}

/// From `first` on: a photo of several elements is one.
void join_shown(std::vector<EvidenceFile>& evidence, std::size_t first) {
  std::map<std::string, std::size_t> at;
  std::size_t end = first;
  for (std::size_t i = first; i < evidence.size(); ++i) {
    const auto [it, fresh] = at.emplace(evidence[i].name, end);
    if (fresh && i != end) evidence[end] = std::move(evidence[i]);
    if (fresh) ++end;
    else evidence[it->second].subject.insert(evidence[it->second].subject.end(), evidence[i].subject.begin(), evidence[i].subject.end());
  }
  evidence.resize(end);
}

/// What tells one reading from another: the same thing read twice on purpose has another date, instrument, reader, spot or direction.
std::string key_of(const RowReading& r) {
  std::string key = question_of(r.reading);
  for (const auto& part : {std::string(to_string(r.reading.method)), r.reading.by, r.reading.date, r.reading.instrument, r.spot}) key += '\n' + part;
  return key + (r.turned ? "\nturned" : "");
}

}  // namespace

std::optional<RowProblem> RowReader::once(const std::string& key) {
  const auto [it, fresh] = seen_.emplace(key, row_->line);
  if (fresh) return std::nullopt;
  return bad(kSubject, message("measure.readings.twice").with("line", std::to_string(it->second)));
}

std::optional<RowProblem> RowReader::copied(const RowReading& read) {
  const Reading& r = read.reading;
  std::vector<Seen>& alike = read_[key_of(read)];
  Seen now{r.value, r.lo, r.hi, r.u, read.u_written, row_->line};
  const auto at = std::find_if(alike.begin(), alike.end(), [&](const Seen& seen) { return seen.says_as(now); });
  if (at != alike.end()) return bad(kSubject, message("measure.readings.twice").with("line", std::to_string(at->line)));
  alike.push_back(std::move(now));
  return std::nullopt;
}

bool RowReader::is_indicator(const std::string& subject) const {
  const std::string plain = plain_word(subject);  // capital letters do not matter
  return !subjects_.is_element(subject) && (plain.find("p2ham") != std::string::npos || plain.find("pekppp") != std::string::npos);
}

std::string RowReader::file_of(const ReadingRow& row) const { return row.table.empty() ? std::string() : file_ + "/" + row.table; }

void RowReader::add_evidence(const ReadingRow& row, const std::vector<std::string>& subject, const std::string& quantity, Readings& into) const {
  for (std::string& name : split_list(row.cells[kEvidence], ";|")) into.evidence.push_back({std::move(name), subject, quantity, false, row.cells[kBy], day_});
}

void RowReader::add_unmatched_evidence(const ReadingRow& row, Readings& into) {
  day_.clear();
  add_evidence(row, {}, row.cells[kQuantity], into);
}

/// A formula whose result is not in the file. In what people write in words an equals sign may stand first.
std::optional<RowProblem> RowReader::unsolved(const ReadingRow& row) {
  for (std::size_t c = 0; c < kColumns; ++c)
    if (c != kNote && c != kWhy && row.cells[c].starts_with('='))
      return bad(static_cast<Column>(c), message("measure.readings.formula").with("formula", shortened(row.cells[c])));
  return std::nullopt;
}

std::optional<RowProblem> RowReader::add_attestation(Readings& into) {
  const auto& cells = row_->cells;
  if (cells[kValue].empty()) return bad(kValue, message("measure.readings.no_state").with("indicator", shortened(cells[kSubject])));
  // Several people may say it, and one person again later: the latest counts. Who says two things on one day contradicts themself: both stay, and
  // neither row comes first.
  if (Problem wrong = once("state\n" + cells[kSubject] + '\n' + cells[kBy] + '\n' + day_ + '\n' + plain_word(cells[kValue]))) return wrong;
  Attestation said{cells[kSubject], cells[kValue], cells[kBy], day_, cells[kNote], split_list(cells[kEvidence], ";|"), row_->line, file_of(*row_)};
  if (auto wrong = options_.unfit ? options_.unfit(said) : std::nullopt) return bad(kValue, std::move(*wrong));
  into.attestations.push_back(std::move(said));
  add_evidence(*row_, {cells[kSubject]}, "", into);
  return std::nullopt;
}

std::optional<RowProblem> RowReader::add(const ReadingRow& row, std::vector<RowReading>& readings, Readings& into) {
  row_ = &row;
  numbered_ = subjects_.worksheet_row(row.cells[kNumber]);
  if (Problem wrong = unsolved(row)) return wrong;
  if (Problem wrong = read_day()) return wrong;
  const std::string& quantity_text = row.cells[kQuantity].empty() && numbered_ ? numbered_->quantity : row.cells[kQuantity];
  if (quantity_text == "state" || (quantity_text.empty() && is_indicator(row.cells[kSubject]))) return add_attestation(into);
  if (Problem unknown = quantity_text.empty() && !row.cells[kNumber].empty() ? subjects_.unknown_number(row.cells[kNumber]) : std::nullopt) return unknown;
  RowReading read;
  Reading& reading = read.reading;
  const bool none = says_none(quantity_text);
  const bool no_value = (row.cells[kValue].empty() || none) && row.cells[kU].empty();
  const bool nothing = no_value && may_be_none(quantity_text) && (none || says_not_there());
  const bool why = no_value && !nothing && (none || !row.cells[kWhy].empty()), photo_only = no_value && !nothing && !why && !row.cells[kEvidence].empty();
  if (quantity_text.empty() && numbered_ && !photo_only)
    return bad(kQuantity, message("measure.readings.number_of_element").with("number", shortened(row.cells[kNumber])));
  if (!quantity_text.empty() || !photo_only)
    if (Problem wrong = read_quantity(quantity_text, reading)) return wrong;
  const QuantityInfo* info = reading.quantity.empty() ? nullptr : quantity(reading.quantity);
  std::string whole;
  if (Problem wrong = subjects_.find(row, info, reading.subject, &whole)) return wrong;
  if (photo_only || why) {
    add_evidence(row, reading.subject, reading.quantity, into);
    if (why) add_reason(reading, into);
    else add_remark(reading, into);
    return std::nullopt;
  }
  if (Problem wrong = read_method(*info, reading)) return wrong;
  if (Problem wrong = read_turned(read)) return wrong;
  if (nothing) reading.value = std::string(kThereIsNone);
  else if (Problem wrong = read_value(*info, read)) return wrong;
  if (Problem wrong = read_u(*info, read)) return wrong;
  reading.by = row.cells[kBy];
  reading.date = day_;
  reading.instrument = row.cells[kInstrument];
  reading.note = row.cells[kNote];
  if (!row.cells[kWhy].empty()) reading.note += (reading.note.empty() ? "" : "; ") + row.cells[kWhy];
  reading.evidence = split_list(row.cells[kEvidence], ";|");
  reading.line = row.line;
  reading.file = file_of(row);
  read.spot = row.cells[kSpot];
  if (Problem wrong = copied(read)) return wrong;
  add_evidence(row, reading.subject, reading.quantity, into);
  if (!whole.empty()) note_part(whole, reading);
  readings.push_back(std::move(read));
  return std::nullopt;
}

std::optional<RowProblem> RowReader::add_each(const ReadingRow& row, const SubjectFinder::Several& several, const std::set<std::string>& answered,
                                              RowsRead& read, Readings& into) {
  row_ = &row;
  const std::string& printed = subjects_.worksheet_row(row.cells[kNumber])->quantity;
  Reading asked, written;
  if (Problem wrong = read_quantity(printed, asked)) return wrong;
  if (Problem wrong = row.cells[kQuantity].empty() ? std::nullopt : read_quantity(row.cells[kQuantity], written)) return wrong;
  if (!written.quantity.empty() && question_of(written) != question_of(asked))
    return bad(kQuantity, message("measure.readings.other_quantity").with("number", shortened(row.cells[kNumber])).with("quantity", printed));
  Problem first;
  const std::size_t shown = into.evidence.size();
  for (const std::string& id : several.ids) {
    asked.subject = {id};
    if (answered.contains(question_of(asked))) continue;
    ReadingRow one = row;
    one.cells[kSubject] = id;
    if (Problem problem = add(one, read.readings, into)) {
      if (!first) first = std::move(problem), first->near.clear();
      first->near.push_back(id);
    } else {
      ++read.of_common;
    }
  }
  if (first && first->near.size() == several.ids.size()) first->near.clear();  // it is the row that is wrong, not what is said of one of them
  ++read.common;
  join_shown(into.evidence, shown);
  if (first || several.gone.empty()) return first;
  return RowProblem{kNumber, message("measure.readings.number_gone").with("number", shortened(row.cells[kNumber])).with("id", shortened(several.gone.front())), {}};
}

RowsRead RowReader::add_all(const std::vector<ReadingRow>& rows, Readings& into) {
  RowsRead read;
  read.problems.resize(rows.size());
  std::vector<std::pair<std::size_t, SubjectFinder::Several>> last;   // what the file says of one element goes before what it says of each
  const auto each = [&](std::size_t i, const ReadingRow& row, const SubjectFinder::Several& several, const std::set<std::string>& answered) {
    const std::size_t before = read.readings.size();
    read.problems[i] = add_each(row, several, answered, read, into);
    for (std::size_t k = before; k < read.readings.size(); ++k) read.readings[k].row = i;
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ReadingRow row = subjects_.numbered(rows[i]);
    std::optional<SubjectFinder::Several> several;
    read.problems[i] = row.rejected ? Problem(bad(kValue, message("measure.readings.rejected"))) : subjects_.doubtful(row.cells[kNumber]);
    if (!read.problems[i]) read.problems[i] = subjects_.several(row, several);
    if (read.problems[i]) continue;
    if (several && several->each) {
      last.emplace_back(i, std::move(*several));
    } else if (several) {
      each(i, row, *several, {});
    } else {
      const std::size_t before = read.readings.size();
      read.problems[i] = add(row, read.readings, into);
      if (read.readings.size() > before) read.readings.back().row = i;
    }
  }
  std::set<std::string> answered;
  for (const RowReading& r : read.readings) answered.insert(question_of(r.reading));
  for (const auto& [i, several] : last) each(i, subjects_.numbered(rows[i]), several, answered);
  tell_unusual(into);
  tell_parts(into);
  std::stable_sort(read.readings.begin(), read.readings.end(), [](const RowReading& a, const RowReading& b) { return a.row < b.row; });
  return read;
}

std::optional<RowProblem> RowReader::read_quantity(const std::string& text, Reading& reading) const {
  if (text.empty()) return bad(kQuantity, message("measure.readings.no_quantity"));
  std::string question = text;
  if (const auto open = question.find('('); open != std::string::npos && question.back() == ')') {
    question[open] = ':';
    question.pop_back();
  }
  question.erase(std::remove(question.begin(), question.end(), ' '), question.end());
  const std::string id = question.substr(0, question.find(':'));
  if (!quantity(id)) {
    std::vector<std::string> ids;
    for (const auto& info : catalogue()) ids.emplace_back(info.id);
    const std::string near = near_word(id, ids);
    if (near.empty()) return bad(kQuantity, message("measure.readings.quantity").with("quantity", shortened(id)));
    return bad(kQuantity, message("measure.readings.quantity_near").with("quantity", shortened(id)).with("near", near));
  }
  auto request = request_from(question);
  if (!request) return bad(kQuantity, request.error().message);
  reading.quantity = request->quantity;
  reading.params = request->params;
  return std::nullopt;
}

std::optional<RowProblem> RowReader::read_method(const QuantityInfo& info, Reading& reading) const {
  const std::vector<std::string> by = words_of(info.by);
  const auto allowed = [&](const char* method) { return std::find(by.begin(), by.end(), method) != by.end(); };
  std::string ways;
  for (const char* method : kMethods)
    if (allowed(method)) ways += (ways.empty() ? "" : ", ") + std::string(method);
  if (ways.empty()) return bad(kQuantity, message("measure.readings.plan_only").with("quantity", info.id));
  std::string text = lower(row_->cells[kMethod]);
  if (!text.empty() && !is_method(text))
    if (const auto meant = printed_.listed("method", {std::begin(kMethods), std::end(kMethods)}, text); meant && meant->size() == 1) text = meant->front();
  std::string method = text.empty() ? ways.substr(0, ways.find(',')) : text;
  // Without a photo it is no photo's value: somebody says so.
  if (text.empty() && method == "photo" && row_->cells[kEvidence].empty()) {
    if (!allowed("attested")) return bad(kEvidence, message("measure.readings.no_photo").with("quantity", info.id));
    method = "attested";
  }
  if (!is_method(method) || !allowed(method.c_str()))
    return bad(kMethod, message("measure.readings.method").with("method", shortened(method)).with("quantity", info.id).with("words", ways).with("list", "method"));
  reading.method = method == "photo" ? Method::photo : method == "attested" ? Method::attested : Method::reading;
  return std::nullopt;
}

std::optional<RowProblem> RowReader::wrong_amount(Column column, const Amount& amount, const std::string& text, const QuantityInfo& info) const {
  const auto said = [&](const char* key) {
    return bad(column, message(key).with("value", shortened(text)).with("unit", shortened(amount.unit)).with("quantity", info.id).with("units", units_of(info)));
  };
  if (amount.problem == Amount::Problem::wrong_unit && (amount.unit.starts_with('-') || amount.unit.starts_with("–"))) return said("measure.readings.dash");
  if (is_count(info) && amount.problem != Amount::Problem::none && amount.problem != Amount::Problem::upside_down) return said("measure.readings.whole");
  switch (amount.problem) {
    case Amount::Problem::not_a_number: return said("measure.readings.number");
    case Amount::Problem::no_unit: return said("measure.readings.no_unit");
    case Amount::Problem::wrong_unit: return said("measure.readings.unit");
    case Amount::Problem::upside_down: return said("measure.readings.range");
    case Amount::Problem::too_steep: return said("measure.readings.inclination");
    case Amount::Problem::none: break;
  }
  if (amount.lo < 0) return said("measure.readings.negative");
  return std::nullopt;
}

/// A number as it is written in this file.
std::optional<RowProblem> RowReader::number(Column column, const std::string& text, const std::string& unit, const QuantityInfo& info, Amount& amount) const {
  const auto plain = plain_numbers(text, habits_.mark, below_thousand(unit_written(text, unit), info));
  if (!plain) {
    const bool point = text.find('.') != std::string::npos;
    const auto whole = plain_numbers(text, point ? DecimalMark::comma : DecimalMark::point), parted = plain_numbers(text, point ? DecimalMark::point : DecimalMark::comma);
    if (!whole || !parted) return bad(column, message("measure.readings.marks.two_ways").with("value", shortened(text)).with("quantity", info.id));
    return bad(column, message("measure.readings.two_ways").with("value", shortened(text)).with("quantity", info.id)
                           .with("whole", shortened(*whole)).with("parted", shortened(not_in_threes(*parted))));
  }
  amount = amount_of(*plain, unit, info.unit);
  if (is_slope_angle(info) && amount.unit == "%") amount = as_angle(amount_of(*plain, unit, "1"));
  return std::nullopt;
}

std::optional<RowProblem> RowReader::read_turned(RowReading& read) const {
  const std::string& text = row_->cells[kTurned];
  if (text.empty() || text == "0°") return std::nullopt;
  if (text == "180" || text == "180°") return read.turned = true, std::nullopt;
  const auto truth = names_.truth(text);
  if (!truth) return bad(kTurned, message("measure.readings.turned").with("value", shortened(text)));
  read.turned = *truth;
  return std::nullopt;
}

/// Of the row, else of the column's head; that one is only for numbers that have none themselves and are not counted.
std::string RowReader::unit_of_value(const QuantityInfo& info) const {
  const auto& cells = row_->cells;
  if (!cells[kUnit].empty()) return cells[kUnit];
  const bool own = cells[kValue].find(':') != std::string::npos || !unit_written(cells[kValue], {}).empty();
  return own || is_count(info) ? std::string() : row_->value_unit;
}

std::optional<RowProblem> RowReader::read_value(const QuantityInfo& info, RowReading& read) {
  std::string text = row_->cells[kValue];
  if (text.empty()) return bad(kValue, message("measure.readings.no_value"));
  if (info.kind != ValueKind::number) return read_words(info, read.reading);
  // A level that was turned around shows the same slope with the other sign.
  if (read.turned && text.front() == '-' && (std::string_view(info.unit) == "1" || std::string_view(info.unit) == "rad")) text.erase(0, 1);
  const std::string unit = unit_of_value(info);
  Amount amount;
  if (Problem wrong = number(kValue, text, unit, info, amount)) return wrong;
  // On the worksheet the unit is printed beside the cell: a bare 1,5 is 1.5 % there and no ratio.
  const bool bare = amount.problem == Amount::Problem::no_unit || (amount.problem == Amount::Problem::none && amount.unit.empty());
  if (bare && numbered_ && numbered_->quantity.substr(0, numbered_->quantity.find('(')) == info.id)
    if (Problem wrong = number(kValue, text, numbered_->unit, info, amount)) return wrong;
  if (Problem wrong = wrong_amount(kValue, amount, row_->cells[kValue], info)) return wrong;
  if (!within_bounds(info, amount.hi))
    return bad(kValue, message("measure.readings.above").with("value", shortened(text)).with("quantity", info.id).with("most", greatest_of(info)));
  if (Problem wrong = out_of_bounds(info, amount, text)) return wrong;
  if (is_count(info) && (amount.lo != std::floor(amount.lo) || amount.hi != std::floor(amount.hi)))
    return bad(kValue, message("measure.readings.whole").with("value", shortened(text)).with("quantity", info.id));
  read.reading.value = amount.value;
  read.reading.lo = amount.lo;
  read.reading.hi = amount.hi;
  read.range = amount.lo != amount.hi;
  unit_ = amount.unit;
  return std::nullopt;
}

std::optional<RowProblem> RowReader::read_u(const QuantityInfo& info, RowReading& read) const {
  const std::string& text = row_->cells[kU];
  if (text.empty()) return std::nullopt;
  if (info.kind != ValueKind::number) return bad(kU, message("measure.readings.unit_of_word").with("quantity", info.id));
  Amount amount;
  if (Problem wrong = number(kU, text, "", info, amount)) return wrong;
  if (amount.problem == Amount::Problem::no_unit || (std::string_view(info.unit) == "1" && amount.unit.empty() && unit_ != ":"))
    if (Problem wrong = number(kU, text, unit_, info, amount)) return wrong;
  // Beside a ratio a bare number is one, too.
  const bool ratio = is_slope_angle(info) && (amount.unit == "%" || amount.unit == ":");
  if (ratio && amount.problem == Amount::Problem::wrong_unit) amount = as_angle(amount_of(*plain_numbers(text, habits_.mark, true), "", "1"));
  if (Problem wrong = wrong_amount(kU, amount, text, info)) return wrong;
  if (amount.lo != amount.hi) return bad(kU, message("measure.readings.number").with("value", shortened(text)).with("quantity", info.id).with("units", units_of(info)));
  if (amount.value == 0 && !is_count(info) && read.reading.method != Method::attested) return bad(kU, message("measure.readings.u_zero").with("quantity", info.id));
  read.reading.u = amount.value;
  // Of a slope m = tan a: u(m) = (1 + m^2) u(a).
  if (std::string_view(info.unit) == "1" && is_degree(amount.unit)) {
    const double m = std::get<double>(read.reading.value);
    read.reading.u = (1 + m * m) * std::atan(amount.value);
  }
  // Of its angle a = atan m: u(a) = u(m) / (1 + m^2).
  if (ratio) {
    const double m = std::tan(std::get<double>(read.reading.value));
    read.reading.u = std::tan(amount.value) / (1 + m * m);
  }
  read.u_written = true;
  return std::nullopt;
}

}  // namespace landai::measure
