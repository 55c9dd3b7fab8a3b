// SPDX-License-Identifier: GPL-3.0-or-later
// The smallest plan in which an example can be true: its subject, what that is part of, the rooms beside it.
#include "examples_world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "landai/measure/ranges.hpp"
#include "landai/measure/word_list.hpp"

namespace landai::standards {
namespace {

using measure::Measurement;
using measure::QuantityInfo;
using measure::ValueKind;

bool can_be_asked_of(const QuantityInfo& info, Category category) {
  return std::find(info.subjects.begin(), info.subjects.end(), category) != info.subjects.end();
}

/// The first words of a condition of this kind among what must all hold.
std::string first_word(const Condition& c, Condition::Op op) {
  if (c.op == op && !c.words.empty()) return c.words.front();
  if (c.op == Condition::Op::all)
    for (const Condition& part : c.parts)
      if (auto word = first_word(part, op); !word.empty()) return word;
  return {};
}

/// "88 cm .. 91 cm" or "90 cm".
std::optional<std::pair<double, double>> range(const std::string& text, std::string_view unit) {
  const auto dots = text.find("..");
  const auto lo = parse_amount(text.substr(0, dots), unit);
  if (!lo) return std::nullopt;
  if (dots == std::string::npos) return std::pair{*lo, *lo};
  if (text.find_first_not_of(' ', dots + 2) == std::string::npos) return std::pair{*lo, std::numeric_limits<double>::infinity()};
  const auto hi = parse_amount(text.substr(dots + 2), unit);
  if (!hi || *hi < *lo) return std::nullopt;
  return std::pair{*lo, *hi};
}

/// "152.5 cm x 227.5 cm" as its sizes.
std::optional<std::vector<std::pair<double, double>>> sizes(std::string text) {
  std::vector<std::pair<double, double>> out;
  for (;;) {
    const auto cross = text.find(" x ");
    const auto one = range(text.substr(0, cross), "m");
    if (!one) return std::nullopt;
    out.push_back(*one);
    if (cross == std::string::npos) return out;
    text.erase(0, cross + 3);
  }
}

bool has_numbers(const measure::Params& params) {
  return std::any_of(params.begin(), params.end(), [](const auto& p) { return std::holds_alternative<double>(p.second); });
}

}  // namespace

World::World(const RuleData& rule, const Example& example) : rule_(rule), example_(example) {
  collect(rule.when, asked_);
  collect(rule.demand, asked_);
  collect(rule.cuts_route, asked_);
  if (rule.fails_only_when) collect(*rule.fails_only_when, asked_);
  if (rule.passes_only_when) collect(*rule.passes_only_when, asked_);
  plan_.levels = {Level{"L0", "L0", 0, true}, Level{"L1", "L1", 3, true}};
  building_ = rule.rule.subject == Category::building;
}

/// A category, or a kind: flights, landings and rails lie in a ramp of that kind; another subject is itself of the kind.
void World::part_of(const std::string& word) {
  parent_ = category_from(word);
  const Category subject = rule_.rule.subject;
  const bool part = subject == Category::flight || subject == Category::landing || subject == Category::handrail;
  if (parent_ || word.empty() || !part) return;
  parent_ = Category::ramp;
  parent_kind_ = word;
}

Element& World::put(const std::string& id, Category category) {
  Element e;
  e.id = id;
  e.category = category;
  e.levels = {example_.ground_floor.value_or(true) ? "L0" : "L1"};
  plan_.elements.push_back(std::move(e));
  return plan_.elements.back();
}

std::optional<Message> World::build() {
  part_of(example_.within.empty() ? first_word(rule_.when, Condition::Op::within) : example_.within);
  for (const ExampleValue& v : example_.values)
    if (auto wrong = say(v)) return wrong;
  if (building_) return std::nullopt;
  if (parent_) {
    Element& p = put("P", *parent_);
    p.connects = rooms_;
    p.kind = parent_kind_;
  }
  std::vector<std::string> connects = rooms_;   // the rooms first: what is put into the plan moves what is there
  if (rule_.rule.subject == Category::door) {
    if (example_.outside.value_or(rooms_.size() == 1)) connects.push_back("outside");
    else if (rooms_.size() == 1) connects.push_back(another_room(rooms_.front()));
    if (connects.empty()) connects = {another_room({}), another_room({})};
  }
  Element& s = put("S", rule_.rule.subject);
  s.kind = example_.kind.empty() ? first_word(rule_.when, Condition::Op::kind) : example_.kind;
  if (s.category == Category::flight && parent_) s.kind = to_string(*parent_);
  if (parent_) s.parent = "P";
  s.connects = std::move(connects);
  for (const std::string& room : rooms_)
    if (room != "S") put(room, Category::space);
  for (const auto& [id, category] : parts_) {
    Element& part = put(id, category);
    part.parent = "S";
    if (category == Category::flight) part.kind = to_string(rule_.rule.subject);
  }
  for (const std::string& id : doors_) put(id, Category::door).connects = {"S", "outside"};
  if (pair_) put("E", Category::door).connects = {"outside"};
  if (!example_.ground_floor.value_or(true)) {  // the way in, one floor below
    Element& way_in = put("G", Category::door);
    way_in.levels = {"L0"};
    way_in.connects = {"outside"};
  }
  return std::nullopt;
}

/// The room on the other side: like the first one when there is one, unknown else.
std::string World::another_room(const std::string& like) {
  const std::string id = "Q" + std::to_string(++others_);
  put(id, Category::space);
  if (like.empty()) return id;
  const auto known = measurements_.all();
  for (Measurement m : known)
    if (m.subject == std::vector<std::string>{like}) {
      m.subject = {id};
      measurements_.add(std::move(m));
    }
  return id;
}

/// Where the n-th value of this quantity stands; nothing when the example says no such place.
std::optional<std::vector<std::string>> World::place(const QuantityInfo& info, std::size_t n) {
  const std::string number = std::to_string(n + 1);
  const Category subject = rule_.rule.subject;
  if (info.pair) {
    pair_ = true;
    return std::vector<std::string>{"E", building_ ? "building" : "S"};
  }
  if (!building_ && can_be_asked_of(info, subject)) {
    if (n == 0) return std::vector<std::string>{"S"};
    return std::nullopt;
  }
  if (can_be_asked_of(info, Category::building)) return n == 0 ? std::optional(std::vector<std::string>{"building"}) : std::nullopt;
  if (building_) return std::nullopt;
  if (parent_ && can_be_asked_of(info, *parent_)) return n == 0 ? std::optional(std::vector<std::string>{"P"}) : std::nullopt;
  for (const Category whole : {Category::ramp, Category::stair})
    if (!parent_ && subject != whole && can_be_asked_of(info, whole) && !can_be_asked_of(info, Category::space)) {
      parent_ = whole;
      return std::vector<std::string>{"P"};
    }
  if (can_be_asked_of(info, Category::space)) {
    while (rooms_.size() <= n) rooms_.push_back("R" + std::to_string(rooms_.size() + 1));
    return std::vector<std::string>{rooms_[n]};
  }
  if (subject == Category::space && can_be_asked_of(info, Category::door)) {
    while (doors_.size() <= n) doors_.push_back("D" + std::to_string(doors_.size() + 1));
    return std::vector<std::string>{doors_[n]};
  }
  const Category category = info.subjects.front();
  const std::string id = std::string(to_string(category)) + number;
  if (std::none_of(parts_.begin(), parts_.end(), [&](const auto& p) { return p.first == id; })) parts_.emplace_back(id, category);
  return std::vector<std::string>{id};
}

std::optional<Message> World::say(const ExampleValue& v) {
  const std::string id = v.quantity.empty() ? rule_.rule.quantity : v.quantity;
  const QuantityInfo* info = measure::quantity(id);
  const auto wrong = [&] { return message("standards.example.value").with("value", v.value->is_list() ? "[…]" : v.value->text()).with("quantity", id); };
  if (!info) return wrong();
  if (v.u && !(info->kind == ValueKind::number && parse_amount(v.u->text(), info->unit).value_or(0) > 0))
    return message("standards.example.u").with("u", v.u->text()).with("quantity", id);
  std::vector<measure::Params> questions;
  if (v.with_params) questions.push_back(measure::in_order(*info, v.params));
  else
    for (const measure::Request& r : asked_)
      if (r.quantity == id && std::find(questions.begin(), questions.end(), r.params) == questions.end()) questions.push_back(r.params);
  if (questions.empty()) questions.emplace_back();
  const bool gauge = !v.with_params && std::any_of(questions.begin(), questions.end(), has_numbers);
  const bool many = v.value->is_list() && info->kind != ValueKind::words && !(gauge && info->kind == ValueKind::number);
  const std::size_t count = many ? v.value->items().size() : 1;
  for (std::size_t n = 0; n < count; ++n) {
    const auto at = place(*info, n);
    const Node& node = many ? v.value->items()[n] : *v.value;
    if (!at) return wrong();
    for (const measure::Params& params : questions) {
      Measurement m;
      m.subject = *at;
      m.quantity = id;
      m.params = params;
      m.unit = info->unit;
      m.method = v.method;
      if (node.text() == "?") m.missing = message("standards.check.not_measured");
      else if (!(gauge ? gauged(*info, node, m) : plain(*info, node, v, m))) return wrong();
      measurements_.add(std::move(m));
    }
  }
  return std::nullopt;
}

bool World::plain(const QuantityInfo& info, const Node& node, const ExampleValue& v, Measurement& m) {
  switch (info.kind) {
    case ValueKind::number: {
      if (node.text() == measure::kThereIsNone && !v.u) {
        m.value = node.text();
        return true;
      }
      const auto r = range(node.text(), info.unit);
      if (!r) return false;
      m.lo = r->first;
      m.hi = r->second;
      m.value = std::isinf(m.hi) ? m.lo : 0.5 * (m.lo + m.hi);
      if (!v.u) return true;
      const auto u = parse_amount(v.u->text(), info.unit);
      m.u = u.value_or(0);
      return u && *u > 0;
    }
    case ValueKind::truth:
      if (v.u || !node.boolean()) return false;
      m.value = *node.boolean();
      return true;
    case ValueKind::word: {
      const auto known = measure::words_of(info.words);
      if (v.u || node.text().empty() || (!known.empty() && std::find(known.begin(), known.end(), node.text()) == known.end())) return false;
      m.value = node.text();
      return true;
    }
    case ValueKind::words: return !v.u && list(node, m);
  }
  return false;
}

/// A word with a question mark is left open by the plan.
bool World::list(const Node& node, Measurement& m) {
  std::vector<std::string> there, open;
  for (const std::string& word : node.texts()) {
    if (word.starts_with("?")) open.push_back(word.substr(1));
    else there.push_back(word);
  }
  m.value = std::move(there);
  measure::leave_open(m, open);
  return true;
}

/// The example says how much there is; what the rule asks follows: whether its sizes fit in, how many are no higher.
bool World::gauged(const QuantityInfo& info, const Node& node, Measurement& m) {
  std::vector<double> wanted;
  for (const std::string& name : measure::words_of(info.params))
    if (const auto p = m.params.find(name); p != m.params.end())
      if (const double* number = std::get_if<double>(&p->second)) wanted.push_back(*number);
  if (info.kind == ValueKind::number) {  // a count of things up to a size: the sizes are listed
    if (wanted.size() != 1) return false;
    double count = 0;
    for (const std::string& text : node.texts()) {
      const auto size = parse_amount(text, "m");
      if (!size) return false;
      count += *size <= wanted.front() + 1e-9;
    }
    m.value = count;
    m.lo = m.hi = count;
    return true;
  }
  auto there = sizes(node.text());
  if (info.kind != ValueKind::truth || !there || there->size() != wanted.size()) return false;
  if (*info.symmetric != '\0') {  // either way round
    std::sort(wanted.begin(), wanted.end());
    std::sort(there->begin(), there->end());
  }
  bool sure = true, possible = true;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    sure = sure && (*there)[i].first >= wanted[i] - 1e-9;
    possible = possible && (*there)[i].second >= wanted[i] - 1e-9;
  }
  if (sure || !possible) m.value = sure;
  else m.missing = message("standards.check.not_measured");
  return true;
}

}  // namespace landai::standards
