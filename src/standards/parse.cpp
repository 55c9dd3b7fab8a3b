// SPDX-License-Identifier: GPL-3.0-or-later
// A pack as written becomes rules that can be evaluated. Everything wrong is collected with its line.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "rule_data.hpp"

namespace landai::standards {
namespace {

using Lists = std::map<std::string, const Node*>;

class Parser {
 public:
  Parser(const Node& root, std::vector<Problem>& problems) : root_(root), problems_(problems) {}
  PackData pack();

 private:
  void complain(const Node& at, Message what) {
    if (!rule_.empty()) std::move(what).with("rule", rule_);
    problems_.push_back({at.line(), std::move(what)});
  }
  void only(const Node& map, std::initializer_list<std::string_view> known);
  BilingualText bilingual(const Node& node, const Node& at, std::string_view name, bool needed);
  const measure::QuantityInfo* quantity(const Node& at, const std::string& id);
  measure::Params params(const Node& at, const measure::QuantityInfo& info);
  std::optional<double> amount(const Node& node, const measure::QuantityInfo& info);
  std::optional<double> limit_amount(const Node& node, const measure::QuantityInfo& info);
  void placeholders(const Node& remedy, const Rule& rule);
  std::vector<std::string> words(const Node& node, std::string_view quantity);
  void fits(const Node& at, const measure::QuantityInfo& info, Category subject);

  Condition condition(const Node& node, Category on, int depth = 0);
  Condition quantity_condition(const Node& node, Category on);
  Demand demand(const Node& node, Category subject, int depth = 0);
  Demand limit(const Node& node, const std::string& quantity_id, const measure::Params& params, const measure::QuantityInfo& info, int depth = 0);
  Demand combination(const Node& list, Demand::Op op, const std::vector<Demand>& parts);
  void table(const Node& node, Demand& into);
  RuleData rule(const Node& node);
  DutyRule duty(const Node& node);
  void tolerance(const Node& node, Tolerance& into);

  const Node& root_;
  std::vector<Problem>& problems_;
  std::string rule_;
  std::set<std::string> ids_;
  std::string instrument_;
};

constexpr int kMaxDepth = 12;

void Parser::only(const Node& map, std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : map.members())
    if (std::find(known.begin(), known.end(), key) == known.end())
      complain(value, message("standards.pack.unknown_key").with("key", key));
}

BilingualText Parser::bilingual(const Node& node, const Node& at, std::string_view name, bool needed) {
  BilingualText text{node.text_of("id"), node.text_of("en")};
  if (node.is_null() && !needed) return text;
  if (text.id.empty() || text.en.empty())
    complain(node.is_null() ? at : node, message("standards.pack.language").with("key", std::string(name)));
  return text;
}

const measure::QuantityInfo* Parser::quantity(const Node& at, const std::string& id) {
  const auto* info = measure::quantity(id);
  if (info == nullptr) complain(at, message("standards.pack.unknown_quantity").with("quantity", id));
  return info;
}

void Parser::fits(const Node& at, const measure::QuantityInfo& info, Category subject) {
  if (std::find(info.subjects.begin(), info.subjects.end(), subject) != info.subjects.end()) return;
  complain(at, message("standards.pack.wrong_subject").with("quantity", info.id).with("subject", to_string(subject)));
}

/// The `params` of what names the quantity; `at` is where a missing one is told.
measure::Params Parser::params(const Node& at, const measure::QuantityInfo& info) {
  const Node& node = at["params"];
  measure::Params out;
  const std::string names = " " + std::string(info.params) + " ";
  for (const auto& [name, value] : node.members()) {
    if (names.find(" " + name + " ") == std::string::npos) {
      complain(value, message("standards.pack.unknown_param").with("param", name).with("quantity", info.id));
      continue;
    }
    if (name == "category") {
      if (!category_from(value.text())) complain(value, message("standards.pack.unknown_word").with("word", value.text()).with("quantity", info.id));
      out[name] = value.text();
    } else if (name == "use" || name == "users") {
      const std::string fact = "space." + name;
      const auto known = measure::vocabulary(fact);
      if (std::find(known.begin(), known.end(), value.text()) == known.end())
        complain(value, message("standards.pack.unknown_word").with("word", value.text()).with("quantity", fact));
      out[name] = value.text();
    } else if (name == "mobility") {   // an id of data/mobility; who asks for one that is not there is told so by the measurement
      if (value.text().empty()) complain(value, message("standards.pack.unknown_word").with("word", value.text()).with("quantity", "mobility"));
      out[name] = value.text();
    } else if (name == "kind") {
      if (value.text() != "front" && value.text() != "side")
        complain(value, message("standards.pack.unknown_word").with("word", value.text()).with("quantity", info.id));
      out[name] = value.text();
    } else if (const auto length = parse_amount(value.text(), "m"); length && *length > 0) {
      out[name] = *length;
    } else {
      complain(value, message("standards.pack.wrong_unit").with("text", value.text()).with("unit", "m"));
    }
  }
  std::string_view rest = info.params;
  while (!rest.empty()) {
    const std::string name(rest.substr(0, rest.find(' ')));
    rest = name.size() == rest.size() ? std::string_view{} : rest.substr(name.size() + 1);
    const bool may_miss = name == "use" || name == "users" || name == "mobility" || (name == "width" && node.has("mobility"));
    if (!may_miss && !node.has(name)) complain(at, message("standards.pack.missing_param").with("param", name).with("quantity", info.id));
  }
  return out;
}

std::optional<double> Parser::amount(const Node& node, const measure::QuantityInfo& info) {
  if (node.is_null()) return std::nullopt;
  const auto value = node.is_scalar() ? parse_amount(node.text(), info.unit) : std::nullopt;
  if (!value) complain(node, message("standards.pack.wrong_unit").with("text", node.text()).with("unit", info.unit));
  return value;
}

/// No length and no area is less than nothing, so such a limit is a slip of the pen that would pass everything.
std::optional<double> Parser::limit_amount(const Node& node, const measure::QuantityInfo& info) {
  const auto value = amount(node, info);
  const std::string_view unit = info.unit;
  if (value && *value < 0 && (unit == "m" || unit == "m2"))
    complain(node, message("standards.pack.negative").with("text", node.text()).with("quantity", info.id));
  return value;
}

/// Names in braces that the report can fill in; any other would reach the reader as a gap.
void Parser::placeholders(const Node& remedy, const Rule& rule) {
  std::vector<std::string> known = {"value", "limit", "min", "max", "difference"};
  for (const auto& [name, param] : rule.params)
    if (std::holds_alternative<double>(param)) known.push_back(name);
  std::string list;
  for (const auto& name : known) list += (list.empty() ? "{" : ", {") + name + "}";
  for (const char* language : {"id", "en"}) {
    const std::string text = remedy.text_of(language);
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
      const auto end = text.find('}', open);
      const std::string name = text.substr(open, end == std::string::npos ? end : end - open + 1);
      if (std::find(known.begin(), known.end(), name.substr(1, name.size() > 2 ? name.size() - 2 : 0)) == known.end() || name.back() != '}')
        complain(remedy, message("standards.pack.placeholder").with("name", name).with("known", list));
    }
  }
}

std::vector<std::string> Parser::words(const Node& node, std::string_view quantity_id) {
  const auto out = node.texts();
  const auto known = measure::vocabulary(quantity_id);
  if (out.empty()) complain(node, message("standards.pack.no_words").with("quantity", std::string(quantity_id)));
  for (const auto& word : out)
    if (!known.empty() && std::find(known.begin(), known.end(), word) == known.end())
      complain(node, message("standards.pack.unknown_word").with("word", word).with("quantity", std::string(quantity_id)));
  return out;
}

Condition Parser::quantity_condition(const Node& node, Category on) {
  only(node, {"quantity", "params", "is", "min", "max", "strict"});
  Condition c;
  c.op = Condition::Op::quantity;
  c.quantity = node.text_of("quantity");
  const auto* info = quantity(node["quantity"], c.quantity);
  if (info == nullptr) return c;
  fits(node["quantity"], *info, on);
  c.params = params(node, *info);
  const Node& is = node["is"];
  const bool numeric = info->kind == measure::ValueKind::number;
  if (numeric) {
    c.min = amount(node["min"], *info);
    c.max = amount(node["max"], *info);
    c.strict = node["strict"].boolean().value_or(false);
  } else if (info->kind == measure::ValueKind::truth) {
    c.truth = is.boolean();
  } else if (!is.is_null()) {
    c.words = words(is, info->id);
  }
  if (!c.min && !c.max && !c.truth && c.words.empty()) complain(node, message("standards.pack.wrong_limit").with("quantity", info->id));
  return c;
}

Condition Parser::condition(const Node& node, Category on, int depth) {
  using Op = Condition::Op;
  Condition c;
  if (depth > kMaxDepth || !node.is_map() || node.members().empty()) {
    complain(node, message("standards.pack.condition"));
    return c;
  }
  if (node.has("quantity")) {
    const auto name = node.text_of("quantity");
    // building.* and facility.* are facts of the whole building, wherever they are asked.
    const bool whole = name.starts_with("building.") || name.starts_with("facility.");
    Condition inner = quantity_condition(node, whole ? Category::building : on);
    if (!whole || on == Category::building) return inner;
    c.op = Op::building;
    c.parts.push_back(std::move(inner));
    return c;
  }
  if (node.members().size() != 1) {
    complain(node, message("standards.pack.condition"));
    return c;
  }
  const auto& [key, value] = node.members().front();
  const auto part = [&](Op op, Category category) {
    c.op = op;
    c.parts.push_back(condition(value, category, depth + 1));
  };
  if (key == "named") {
    const Node& named = root_["conditions"][value.text()];
    if (named.is_null()) complain(value, message("standards.pack.unknown_name").with("name", value.text()));
    else return condition(named, on, depth + 1);
  } else if (key == "all" || key == "any") {
    c.op = key == "all" ? Op::all : Op::any;
    for (const Node& item : value.items()) c.parts.push_back(condition(item, on, depth + 1));
    if (c.parts.empty()) complain(node, message("standards.pack.condition"));
  } else if (key == "not") {
    part(Op::negate, on);
  } else if (key == "stated") {
    part(Op::stated, on);
  } else if (key == "some_space" || key == "every_space") {
    part(key == "some_space" ? Op::some_space : Op::every_space, Category::space);
  } else if (key == "some_door") {
    part(Op::some_door, Category::door);
  } else if (key == "parent") {
    part(Op::parent, Category::ramp);
  } else if (key == "always") {
    c.op = Op::always;
    c.truth = value.boolean();
    if (!c.truth) complain(value, message("standards.pack.condition"));
  } else if (key == "kind" || key == "within") {
    c.op = key == "kind" ? Op::kind : Op::within;
    c.words = value.texts();
    if (c.words.empty()) complain(value, message("standards.pack.condition"));
  } else if (key == "outside" || key == "ground_floor") {
    c.op = key == "outside" ? Op::outside : Op::ground_floor;
    c.truth = value.boolean();
    if (!c.truth) complain(value, message("standards.pack.condition"));
  } else {
    complain(value, message("standards.pack.unknown_key").with("key", key));
  }
  return c;
}

/// The limit that readers see for a combination: that of its strictest leaf, with all of them as written.
void show_limit(Demand& d) {
  std::string written;
  for (const Demand& part : d.parts) {
    if (part.limit.as_written.empty()) continue;
    if (written.find(part.limit.as_written) != std::string::npos) continue;
    written += (written.empty() ? "" : " / ") + part.limit.as_written;
  }
  d.quantity.clear();
  for (const Demand& part : d.parts) {
    if (part.quantity != d.parts.front().quantity) continue;
    const bool stricter = (part.limit.min && d.limit.min && *part.limit.min > *d.limit.min) ||
                          (part.limit.max && d.limit.max && *part.limit.max < *d.limit.max);
    if (&part == &d.parts.front() || stricter) d.limit = part.limit;
  }
  d.limit.as_written = written;
}

Demand Parser::combination(const Node& list, Demand::Op op, const std::vector<Demand>& parts) {
  Demand d;
  d.op = op;
  d.parts = parts;
  if (parts.empty() || (parts.size() < 2 && op == Demand::Op::either)) complain(list, message("standards.pack.combination"));
  else show_limit(d);
  return d;
}

void Parser::table(const Node& node, Demand& into) {
  only(node, {"quantity", "params", "rows"});
  into.table_quantity = node.text_of("quantity");
  const auto* info = quantity(node, into.table_quantity);
  if (info == nullptr) return;
  if (info->kind != measure::ValueKind::number) complain(node, message("standards.pack.wrong_limit").with("quantity", info->id));
  into.table_params = params(node, *info);
  double before = 0;
  for (const Node& item : node["rows"].items()) {
    only(item, {"upto", "min", "probable", "percent", "base", "per", "above"});
    TableRow row;
    row.upto = item.has("upto") ? item["upto"].number().value_or(-1) : std::numeric_limits<double>::infinity();
    row.min = item["min"].number().value_or(0);
    row.probable = item["probable"].number();
    row.percent = item["percent"].number();
    row.base = item["base"].number().value_or(0);
    row.per = item["per"].number().value_or(0);
    row.above = item["above"].number().value_or(0);
    const bool says = item.has("min") || row.percent || (item.has("base") && row.per > 0);
    if (!says || row.upto <= before) complain(item, message("standards.pack.table"));
    before = row.upto;
    into.table.push_back(row);
  }
  if (into.table.empty()) complain(node, message("standards.pack.table"));
}

Demand Parser::limit(const Node& node, const std::string& quantity_id, const measure::Params& with, const measure::QuantityInfo& info, int depth) {
  Demand d;
  d.quantity = quantity_id;
  d.params = with;
  if (!node.is_map() || depth > kMaxDepth) {
    complain(node, message("standards.pack.wrong_limit").with("quantity", quantity_id));
    return d;
  }
  for (const auto& [key, op] : {std::pair{"all", Demand::Op::all}, {"any", Demand::Op::any}, {"either", Demand::Op::either}}) {
    const Node& list = node[key];
    if (!list.is_list()) continue;
    only(node, {key, "reason", "as_written"});
    std::vector<Demand> parts;
    for (const Node& item : list.items()) parts.push_back(limit(item, quantity_id, with, info, depth + 1));
    Demand combined = combination(list, op, parts);
    combined.reason = node.text_of("reason", "rule_text");
    if (node.has("as_written")) combined.limit.as_written = node.text_of("as_written");
    return combined;
  }
  only(node, {"min", "max", "strict", "is", "includes", "relative", "table", "as_written"});
  d.limit.strict = node["strict"].boolean().value_or(false);
  const auto kind_is = [&](measure::ValueKind kind) {
    if (info.kind != kind) complain(node, message("standards.pack.wrong_limit").with("quantity", quantity_id));
    return info.kind == kind;
  };
  std::string written;
  if (node.has("min") || node.has("max")) {
    if (kind_is(measure::ValueKind::number)) {
      d.limit.min = limit_amount(node["min"], info);
      d.limit.max = limit_amount(node["max"], info);
      if (d.limit.min && d.limit.max && *d.limit.min > *d.limit.max) complain(node, message("standards.pack.wrong_limit").with("quantity", quantity_id));
    }
    written = node.text_of("min");
    if (node.has("max") && node.text_of("max") != written) written += (written.empty() ? "" : " – ") + node.text_of("max");
  } else if (node.has("is")) {
    if (info.kind == measure::ValueKind::truth) d.limit.truth = node["is"].boolean();
    else if (kind_is(measure::ValueKind::word)) d.limit.one_of = words(node["is"], quantity_id);
    if (info.kind == measure::ValueKind::truth && !d.limit.truth) complain(node, message("standards.pack.wrong_limit").with("quantity", quantity_id));
  } else if (node.has("includes")) {
    d.includes = true;
    if (kind_is(measure::ValueKind::words)) d.limit.one_of = words(node["includes"], quantity_id);
  } else if (node.has("relative")) {
    d.relative = node.text_of("relative");
    if (const auto* other = quantity(node["relative"], d.relative); other && std::string_view(other->unit) != info.unit)
      complain(node, message("standards.pack.wrong_unit").with("text", d.relative).with("unit", info.unit));
  } else if (node.has("table")) {
    if (kind_is(measure::ValueKind::number)) table(node["table"], d);
  } else {
    complain(node, message("standards.pack.wrong_limit").with("quantity", quantity_id));
  }
  d.limit.as_written = node.text_of("as_written", written);
  return d;
}

Demand Parser::demand(const Node& node, Category subject, int depth) {
  if (depth > kMaxDepth) {
    complain(node, message("standards.pack.combination"));
    return {};
  }
  for (const auto& [key, op] : {std::pair{"all", Demand::Op::all}, {"any", Demand::Op::any}, {"either", Demand::Op::either}, {"cases", Demand::Op::cases}}) {
    const Node& list = node[key];
    if (!list.is_list()) continue;
    std::vector<Demand> parts;
    for (const Node& item : list.items()) {
      parts.push_back(demand(item, subject, depth + 1));
      if (op == Demand::Op::cases) parts.back().when = condition(item["when"], subject);
    }
    Demand combined = combination(list, op, parts);
    combined.reason = node.text_of("reason", "rule_text");
    return combined;
  }
  const std::string id = node.text_of("quantity");
  const auto* info = quantity(node.has("quantity") ? node["quantity"] : node, id);
  if (info == nullptr) return {};
  fits(node["quantity"], *info, subject);
  if (node["limit"].is_null()) {
    complain(node, message("standards.pack.missing").with("key", "limit"));
    return {};
  }
  return limit(node["limit"], id, params(node, *info), *info);
}

const Demand* first_leaf(const Demand& d) {
  const Demand* at = &d;
  while (at->op != Demand::Op::leaf && !at->parts.empty()) at = &at->parts.front();
  return at;
}

bool good_id(const std::string& id) {
  if (id.empty() || id.front() == '.' || id.back() == '.' || id.find('.') == std::string::npos) return false;
  return std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'; });
}

RuleData Parser::rule(const Node& node) {
  RuleData data;
  Rule& r = data.rule;
  rule_ = node.text_of("id");
  data.line = node.line();
  only(node, {"id", "article", "source", "instrument", "title", "obligation", "verified", "subject", "access", "when", "exclusive", "quantity", "params",
              "limit", "all", "any", "either", "cases", "reason", "fails_only_when", "passes_only_when", "cuts_route",
              "together", "off", "note", "remedy"});
  r.id = rule_;
  r.standard = root_.text_of("id");
  if (!good_id(r.id)) complain(node, message("standards.pack.bad_id").with("id", r.id));
  if (!ids_.insert(r.id).second) complain(node, message("standards.pack.id_twice").with("id", r.id));
  r.citation = {node.text_of("article"), node.text_of("instrument", instrument_), node.text_of("source")};
  for (const char* key : {"article", "source"})
    if (node.text_of(key).empty()) complain(node, message("standards.pack.missing").with("key", key));
  if (r.citation.instrument.empty()) complain(node, message("standards.pack.missing").with("key", "instrument"));
  if (!r.citation.source.empty() && !root_["sources"].has(r.citation.source))
    complain(node["source"], message("standards.pack.unknown_name").with("name", r.citation.source));
  r.title = bilingual(node["title"], node, "title", true);
  r.remedy = bilingual(node["remedy"], node, "remedy", true);
  r.note = bilingual(node["note"], node, "note", false);
  if (const auto word = obligation_from(node.text_of("obligation"))) r.obligation = *word;
  else complain(node, message("standards.pack.unknown_word").with("word", node.text_of("obligation")).with("quantity", "obligation"));
  if (const auto word = verified_from(node.text_of("verified"))) r.verified = *word;
  else complain(node, message("standards.pack.unknown_word").with("word", node.text_of("verified")).with("quantity", "verified"));
  if (const auto word = category_from(node.text_of("subject"))) {
    r.subject = *word;
  } else {
    complain(node, message("standards.pack.unknown_word").with("word", node.text_of("subject")).with("quantity", "subject"));
    return data;
  }
  data.off = r.off = node["off"].boolean().value_or(false);
  // A number that nobody has seen in the text must not fail a building.
  if ((r.verified == Verified::unverified || r.verified == Verified::borrowed) && r.obligation == Obligation::mandatory && !data.off)
    complain(node, message("standards.pack.unverified_mandatory"));
  data.any_access = node.text_of("access", "public") == "any";
  if (node.has("access") && !data.any_access && node.text_of("access") != "public")
    complain(node["access"], message("standards.pack.unknown_word").with("word", node.text_of("access")).with("quantity", "access"));
  data.together = node["together"].boolean().value_or(false);
  data.exclusive = node.text_of("exclusive");
  if (node.has("when")) data.when = condition(node["when"], r.subject);
  data.cuts_route.op = Condition::Op::always;
  data.cuts_route.truth = false;
  if (node.has("cuts_route")) data.cuts_route = condition(node["cuts_route"], r.subject);
  if (node.has("fails_only_when")) data.fails_only_when = condition(node["fails_only_when"], r.subject);
  if (node.has("passes_only_when")) data.passes_only_when = condition(node["passes_only_when"], r.subject);
  data.demand = demand(node, r.subject);
  const Demand* leaf = first_leaf(data.demand);
  r.quantity = leaf->quantity;
  r.params = leaf->params;
  r.limit = data.demand.limit;
  placeholders(node["remedy"], r);
  return data;
}

void Parser::tolerance(const Node& node, Tolerance& into) {
  only(node, {"drawn", "drawn_angle", "reading", "over"});
  const auto read = [&](const char* key, const char* unit, double& value) {
    if (!node.has(key)) return;
    const auto amount = parse_amount(node.text_of(key), unit);
    if (!amount || *amount < 0 || *amount > 0.02) complain(node[key], message("standards.pack.wrong_unit").with("text", node.text_of(key)).with("unit", unit));
    else value = *amount;
  };
  read("drawn", "m", into.drawn_m);
  read("drawn_angle", "rad", into.drawn_rad);
  read("reading", "m", into.reading_m);
  for (const auto& [ratio, length] : node["over"].members()) {
    (void)quantity(length, ratio);
    (void)quantity(length, length.text());
    into.over[ratio] = length.text();
  }
}

/// When a failure is not yet due. Only "staged" is a pack's to say; a waiver needs a document.
DutyRule Parser::duty(const Node& node) {
  only(node, {"duty", "article", "source", "when", "note"});
  DutyRule out;
  out.duty = node.text_of("duty");
  out.article = node.text_of("article");
  if (out.duty != "staged") complain(node, message("standards.pack.unknown_word").with("word", out.duty).with("quantity", "duty"));
  if (out.article.empty()) complain(node, message("standards.pack.missing").with("key", "article"));
  // Asked of subjects of every category, so only what holds of the building and of storeys means something there.
  out.when = condition(node["when"], Category::space);
  return out;
}

PackData Parser::pack() {
  PackData data;
  Pack& p = data.pack;
  if (!root_.is_map()) {
    complain(root_, message("standards.pack.not_a_pack"));
    return data;
  }
  only(root_, {"schema", "id", "version", "counts", "default", "title", "status", "about", "instrument", "presents", "tolerance", "sources", "conditions", "duties", "rules", "unchecked"});
  if (root_.text_of("schema") != "landai-standard/1") complain(root_, message("standards.pack.not_a_pack"));
  p.id = root_.text_of("id");
  p.version = root_.text_of("version");
  instrument_ = root_.text_of("instrument");
  for (const char* key : {"id", "version"})
    if (root_.text_of(key).empty()) complain(root_, message("standards.pack.missing").with("key", key));
  p.title = bilingual(root_["title"], root_, "title", true);
  p.status = bilingual(root_["status"], root_, "status", true);
  p.about = bilingual(root_["about"], root_, "about", true);
  p.counts = root_["counts"].boolean().value_or(true);
  p.by_default = root_["default"].boolean().value_or(true);
  p.presents = root_["presents"].texts();
  if (std::find(p.presents.begin(), p.presents.end(), p.id) != p.presents.end())
    complain(root_["presents"], message("standards.pack.presents_itself").with("id", p.id));
  tolerance(root_["tolerance"], data.tolerance);
  for (const Node& item : root_["duties"].items()) data.duties.push_back(duty(item));
  for (const Node& item : root_["rules"].items()) {
    data.rules.push_back(rule(item));
    p.rules.push_back(data.rules.back().rule);
  }
  rule_.clear();
  if (p.rules.empty() && p.presents.empty()) complain(root_, message("standards.pack.empty"));
  return data;
}

}  // namespace

PackData parse_pack(const Node& root, std::vector<Problem>& problems) { return Parser(root, problems).pack(); }

}  // namespace landai::standards
