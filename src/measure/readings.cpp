// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/readings.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "landai/core/amount.hpp"
#include "landai/measure/catalogue.hpp"
#include "near_word.hpp"
#include "readings_table.hpp"

namespace landai::measure {
namespace {

constexpr const char* kMethods[] = {"reading", "photo", "attested"};

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    std::string_view part = text.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// Makes readings of rows: knows the plan's elements by id and by name.
class Reader {
 public:
  Reader(const std::string& file, const Plan& plan) : file_(file), plan_(plan) {
    for (const auto& e : plan.elements) {
      by_id_.emplace(e.id, &e);
      if (!e.name.empty()) by_name_[e.name].push_back(&e);
      known_.push_back(e.id);
      if (!e.name.empty()) known_.push_back(e.name);
    }
  }

  Status add(const ReadingRow& row, Readings& into) {
    row_ = &row;
    const std::string& subject = row.cells[kSubject];
    const std::string& quantity_text = row.cells[kQuantity];
    if (subject.empty()) return bad(kSubject, message("measure.readings.no_subject"));
    if (quantity_text == "state" || (quantity_text.empty() && is_indicator(subject))) return add_attestation(into);
    Reading reading;
    if (Status wrong = read_quantity(quantity_text, reading)) return wrong;
    const QuantityInfo& info = *quantity(reading.quantity);
    if (Status wrong = read_subject(subject, info, reading)) return wrong;
    if (Status wrong = read_method(info, reading)) return wrong;
    if (Status wrong = read_value(info, reading)) return wrong;
    if (Status wrong = read_u(info, reading)) return wrong;
    reading.by = row.cells[kBy];
    reading.date = row.cells[kDate];
    reading.instrument = row.cells[kInstrument];
    reading.note = row.cells[kNote];
    reading.evidence = split(row.cells[kEvidence], ";|");
    reading.line = row.line;
    std::string key = reading.quantity;
    for (const auto& id : reading.subject) key += '\n' + id;
    for (const auto& [name, value] : reading.params)
      key += '\n' + name + '=' + (std::holds_alternative<double>(value) ? std::to_string(std::get<double>(value)) : std::get<std::string>(value));
    for (const auto& part : {std::string(to_string(reading.method)), reading.by, reading.date, reading.instrument}) key += '\n' + part;
    if (Status wrong = once(key)) return wrong;
    into.readings.push_back(std::move(reading));
    return std::nullopt;
  }

 private:
  Error bad(Column column, Message what) const {
    return Error{ErrorCode::input, std::move(what), file_, "line " + std::to_string(row_->line) + ", " + std::string(column_name(column)),
                 message("measure.readings.see").with("column", std::string(column_name(column)))};
  }

  Status once(const std::string& key) {
    const auto [it, fresh] = seen_.emplace(key, row_->line);
    if (fresh) return std::nullopt;
    return bad(kSubject, message("measure.readings.twice").with("line", std::to_string(it->second)));
  }

  bool is_indicator(const std::string& subject) const {
    return !by_id_.contains(subject) && (subject.find("p2ham") != std::string::npos || subject.find("pekppp") != std::string::npos);
  }

  Status add_attestation(Readings& into) {
    const auto& cells = row_->cells;
    if (cells[kValue].empty()) return bad(kValue, message("measure.readings.no_state").with("indicator", cells[kSubject]));
    if (Status wrong = once("state\n" + cells[kSubject])) return wrong;
    into.attestations.push_back({cells[kSubject], cells[kValue], cells[kBy], cells[kDate], cells[kNote], split(cells[kEvidence], ";|"), row_->line});
    return std::nullopt;
  }

  Status read_quantity(const std::string& text, Reading& reading) const {
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
      if (near.empty()) return bad(kQuantity, message("measure.readings.quantity").with("quantity", id));
      return bad(kQuantity, message("measure.readings.quantity_near").with("quantity", id).with("near", near));
    }
    auto request = request_from(question);
    if (!request) return bad(kQuantity, request.error().message);
    reading.quantity = request->quantity;
    reading.params = request->params;
    return std::nullopt;
  }

  /// As in measuring: flights of ramps answer to ramp.*, flights of stairs to stair.*.
  bool can_be_asked(const QuantityInfo& info, const Element& e) const {
    if (std::find(info.subjects.begin(), info.subjects.end(), e.category) == info.subjects.end()) return false;
    if (e.category != Category::flight) return true;
    const bool ramp = std::string_view(info.id).starts_with("ramp.");
    if (!e.kind.empty()) return (e.kind == "ramp") == ramp;
    const auto parent = e.parent ? by_id_.find(*e.parent) : by_id_.end();
    return (parent != by_id_.end() && parent->second->category == Category::ramp) == ramp;
  }

  Status read_subject(const std::string& text, const QuantityInfo& info, Reading& reading) const {
    if (info.pair) {
      const auto ends = split(text, ">");
      if (ends.size() != 2) return bad(kSubject, message("measure.readings.pair").with("quantity", info.id).with("subject", text));
      for (std::size_t i = 0; i < 2; ++i)
        if (Status wrong = find_element(ends[i], i == 0 ? nullptr : &info, reading)) return wrong;
      return std::nullopt;
    }
    if (text == "building") {
      if (std::find(info.subjects.begin(), info.subjects.end(), Category::building) == info.subjects.end())
        return bad(kSubject, message("measure.readings.fit").with("quantity", info.id).with("subject", text).with("categories", categories(info)));
      reading.subject = {text};
      return std::nullopt;
    }
    return find_element(text, &info, reading);
  }

  static std::string categories(const QuantityInfo& info) {
    std::string out;
    for (const Category c : info.subjects) out += (out.empty() ? "" : ", ") + std::string(to_string(c));
    return out;
  }

  /// By id; else by a name that only one element has of those the quantity can be asked of.
  Status find_element(const std::string& text, const QuantityInfo* info, Reading& reading) const {
    if (!info && text == "outside") {
      reading.subject.push_back(text);
      return std::nullopt;
    }
    const Element* found = nullptr;
    if (const auto it = by_id_.find(text); it != by_id_.end()) found = it->second;
    if (const auto it = by_name_.find(text); !found && it != by_name_.end()) {
      std::vector<const Element*> fitting;
      for (const Element* e : it->second)
        if (!info || can_be_asked(*info, *e)) fitting.push_back(e);
      if (fitting.size() > 1) {
        std::string ids;
        for (std::size_t i = 0; i < std::min<std::size_t>(fitting.size(), 5); ++i) ids += (i ? ", " : "") + fitting[i]->id;
        return bad(kSubject, message("measure.readings.name_of_several").with("subject", text).with("ids", ids));
      }
      found = fitting.empty() ? it->second.front() : fitting.front();
    }
    if (!found) {
      const std::string near = near_word(text, known_);
      if (near.empty()) return bad(kSubject, message("measure.readings.element").with("subject", text));
      return bad(kSubject, message("measure.readings.element_near").with("subject", text).with("near", near));
    }
    if (info && !can_be_asked(*info, *found))
      return bad(kSubject, message("measure.readings.fit").with("quantity", info->id).with("subject", text).with("categories", categories(*info)));
    reading.subject.push_back(found->category == Category::building ? "building" : found->id);
    return std::nullopt;
  }

  Status read_method(const QuantityInfo& info, Reading& reading) const {
    const std::vector<std::string> by = words_of(info.by);
    const auto allowed = [&](const char* method) { return std::find(by.begin(), by.end(), method) != by.end(); };
    std::string ways;
    for (const char* method : kMethods)
      if (allowed(method)) ways += (ways.empty() ? "" : ", ") + std::string(method);
    if (ways.empty()) return bad(kQuantity, message("measure.readings.plan_only").with("quantity", info.id));
    const std::string& text = row_->cells[kMethod];
    const std::string method = text.empty() ? ways.substr(0, ways.find(',')) : text;
    if (std::none_of(std::begin(kMethods), std::end(kMethods), [&](const char* m) { return method == m && allowed(m); }))
      return bad(kMethod, message("measure.readings.method").with("method", method).with("quantity", info.id).with("ways", ways));
    reading.method = method == "photo" ? Method::photo : method == "attested" ? Method::attested : Method::reading;
    return std::nullopt;
  }

  Status wrong_amount(Column column, const Amount& amount, const std::string& text, const QuantityInfo& info) const {
    const auto said = [&](const char* key) {
      return bad(column, message(key).with("value", text).with("unit", amount.unit).with("quantity", info.id).with("units", units_for(info.unit)));
    };
    switch (amount.problem) {
      case Amount::Problem::not_a_number: return said("measure.readings.number");
      case Amount::Problem::no_unit: return said("measure.readings.no_unit");
      case Amount::Problem::wrong_unit: return said("measure.readings.unit");
      case Amount::Problem::upside_down: return said("measure.readings.range");
      case Amount::Problem::none: break;
    }
    if (amount.lo < 0) return said("measure.readings.negative");
    return std::nullopt;
  }

  Status read_value(const QuantityInfo& info, Reading& reading) {
    const std::string& text = row_->cells[kValue];
    if (text.empty()) return bad(kValue, message("measure.readings.no_value"));
    if (info.kind == ValueKind::number) {
      const Amount amount = amount_of(text, row_->cells[kUnit], info.unit);
      if (Status wrong = wrong_amount(kValue, amount, text, info)) return wrong;
      reading.value = amount.value;
      reading.lo = amount.lo;
      reading.hi = amount.hi;
      unit_ = amount.unit;
      return std::nullopt;
    }
    if (!row_->cells[kUnit].empty()) return bad(kUnit, message("measure.readings.unit_of_word").with("quantity", info.id));
    if (info.kind == ValueKind::truth) {
      for (const char* yes : {"yes", "true", "ya", "1"})
        if (text == yes) return reading.value = true, std::nullopt;
      for (const char* no : {"no", "false", "tidak", "0"})
        if (text == no) return reading.value = false, std::nullopt;
      return bad(kValue, message("measure.readings.truth").with("value", text).with("quantity", info.id));
    }
    const std::vector<std::string> words = info.kind == ValueKind::words ? split(text, ",;|") : std::vector<std::string>{text};
    const std::vector<std::string> known = words_of(info.words);
    for (const std::string& word : words)
      if (!known.empty() && std::find(known.begin(), known.end(), word) == known.end()) {
        std::string all;
        for (const auto& k : known) all += (all.empty() ? "" : ", ") + k;
        return bad(kValue, message("measure.readings.word").with("value", word).with("quantity", info.id).with("words", all));
      }
    if (info.kind == ValueKind::words) reading.value = words;
    else reading.value = text;
    return std::nullopt;
  }

  Status read_u(const QuantityInfo& info, Reading& reading) const {
    const std::string& text = row_->cells[kU];
    if (text.empty()) return std::nullopt;
    if (info.kind != ValueKind::number) return bad(kU, message("measure.readings.unit_of_word").with("quantity", info.id));
    Amount amount = amount_of(text, "", info.unit);
    if (amount.problem == Amount::Problem::no_unit || (std::string_view(info.unit) == "1" && amount.unit.empty() && unit_ != ":"))
      amount = amount_of(text, unit_, info.unit);
    if (Status wrong = wrong_amount(kU, amount, text, info)) return wrong;
    if (amount.lo != amount.hi) return bad(kU, message("measure.readings.number").with("value", text).with("quantity", info.id).with("units", units_for(info.unit)));
    reading.u = amount.value;
    return std::nullopt;
  }

  const std::string& file_;
  const Plan& plan_;
  std::unordered_map<std::string_view, const Element*> by_id_;
  std::unordered_map<std::string, std::vector<const Element*>> by_name_;
  std::vector<std::string> known_;
  std::map<std::string, int> seen_;
  const ReadingRow* row_ = nullptr;
  std::string unit_;   ///< of the row's value
};

}  // namespace

Result<Readings> load_readings(const std::filesystem::path& file, const Plan& plan) {
  auto rows = read_rows(file);
  if (!rows) return rows.error();
  Readings readings;
  readings.file = file.string();
  Reader reader(readings.file, plan);
  for (const ReadingRow& row : *rows)
    if (Status wrong = reader.add(row, readings)) return *wrong;
  return readings;
}

std::vector<Disagreement> disagreements(const MeasurementSet& measurements) {
  const auto as_built = [](const Measurement& m) { return m.value && (m.method == Method::reading || m.method == Method::photo); };
  std::vector<Disagreement> found;
  for (const Measurement& built : measurements.all()) {
    if (!as_built(built)) continue;
    if (measurements.find(built.subject, built.quantity, built.params) != &built) continue;   // a better reading counts
    const Measurement* drawn = nullptr;
    for (const Measurement* m : measurements.of(built.subject.front(), built.quantity))
      if (m->subject == built.subject && m->params == built.params && m->value && !drawn &&
          (m->method == Method::drawn || m->method == Method::attribute || m->method == Method::geometry))
        drawn = m;
    if (!drawn || drawn->value->index() != built.value->index()) continue;
    if (const auto a = built.number(), b = drawn->number(); a && b) {
      const double apart = std::max({0.0, built.lo - drawn->hi, drawn->lo - built.hi});
      constexpr double kNothing = 1e-6;   // what is lost when units are converted
      if (apart > 2 * std::hypot(built.u, drawn->u) + kNothing) found.push_back({&built, drawn, *a - *b});
    } else if (*built.value != *drawn->value) {
      found.push_back({&built, drawn, 0});
    }
  }
  return found;
}

}  // namespace landai::measure
