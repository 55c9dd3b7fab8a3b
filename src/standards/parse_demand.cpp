// SPDX-License-Identifier: GPL-3.0-or-later
// What a rule demands: quantities within limits, and how several of them make one demand.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "parse.hpp"

namespace landai::standards {
namespace {

using measure::QuantityInfo;
using measure::ValueKind;
using Op = Demand::Op;

constexpr std::string_view kReasons[] = {"rule_text", "disputed", "source_conflict", "uncertainty"};
constexpr std::string_view kCombine[] = {"each", "any", "min", "sum"};
constexpr std::pair<const char*, Op> kCombinations[] = {
    {"all", Op::all}, {"any", Op::any}, {"either", Op::either}, {"cases", Op::cases}};

/// Several ways to read a text need two of them.
std::size_t fewest(Op op) { return op == Op::either ? 2 : 1; }

constexpr std::string_view kBetween = " / ";

/// The limits of a part as they are written. Beside others no sentence says that a limit must not be reached: a sign does.
std::vector<std::string> written_of(const Demand& part) {
  std::vector<std::string> all;
  const std::string& text = part.limit.as_written;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(kBetween, from), text.size());
    all.push_back(text.substr(from, end - from));
    from = end + kBetween.size();
  }
  const bool one_side = part.limit.min.has_value() != part.limit.max.has_value();
  if (part.op == Op::leaf && part.limit.strict && one_side && all.size() == 1) all.front().insert(0, part.limit.min ? "> " : "< ");
  return all;
}

/// The limit that readers see for a combination: that of its strictest leaf, with all of them as written, each once.
void show_limit(Demand& d) {
  std::vector<std::string> told;
  std::string written;
  for (const Demand& part : d.parts)
    for (std::string& one : written_of(part)) {
      if (std::find(told.begin(), told.end(), one) != told.end()) continue;
      written += (written.empty() ? "" : std::string(kBetween)) + one;
      told.push_back(std::move(one));
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

/// Half of the last digit of "110 cm": what lies no farther from it rounds to it.
double half_digit(const std::string& written, std::string_view si_unit) {
  const std::size_t end = std::min(written.find_first_not_of("0123456789."), written.size()), point = written.find('.');
  const double decimals = point < end ? static_cast<double>(end - point - 1) : 0;
  return 0.5 * std::pow(10, -decimals) * parse_amount("1" + written.substr(end), si_unit).value_or(0);
}

/// Whether any leaf has a number of its own, not one of another quantity or of a table.
bool has_bound(const Demand& d) {
  return d.limit.min || d.limit.max || std::any_of(d.parts.begin(), d.parts.end(), has_bound);
}

/// Whether a limit that is written as this value can be the one that is judged with: the value is the bound, or lies between both, or the
/// bound rounds to it.
bool agrees(const Demand& d, double written, double half_a_digit) {
  constexpr double kSame = 1e-9;
  if (!d.parts.empty())
    return std::any_of(d.parts.begin(), d.parts.end(), [&](const Demand& part) { return has_bound(part) && agrees(part, written, half_a_digit); });
  const Limit& limit = d.limit;
  const auto rounds = [&](const std::optional<double>& bound) {
    return !bound || std::abs(written - *bound) < kSame + (limit.rounded ? half_a_digit : 0);
  };
  if (limit.rounded) return rounds(limit.min) && rounds(limit.max);
  if (limit.min && limit.max) return written > *limit.min - kSame && written < *limit.max + kSame;
  return rounds(limit.min) && rounds(limit.max);
}

/// Whether somewhere in a text a value stands that agrees, as in "2 × 80 cm" or "7° (1:8.1)".
bool tells_limit(const Demand& d, const std::string& written, const std::string& unit) {
  constexpr const char* kDigits = "0123456789";
  for (std::size_t from = 0; (from = written.find_first_of(kDigits, from)) != std::string::npos;
       from = std::min(written.find_first_not_of("0123456789.,:", from), written.size()))
    for (std::size_t length = written.size() - from; length > 0; --length) {
      const std::string part = written.substr(from, length);
      if (const auto value = parse_amount(part, unit); value && agrees(d, *value, half_digit(part, unit))) return true;
    }
  return false;
}

/// Whether every number of a text such as "90 × 130 cm" is one of the sizes that are asked; true of a text without lengths.
bool tells_sizes(const std::string& written, const measure::Params& params) {
  constexpr double kSame = 1e-9;
  constexpr const char* kDigits = "0123456789.";
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const std::string unit(std::find_if_not(written.rbegin(), written.rend(), letter).base(), written.end());
  if (std::none_of(params.begin(), params.end(), [](const auto& p) { return std::holds_alternative<double>(p.second); })) return true;
  for (std::size_t at = 0; (at = written.find_first_of(kDigits, at)) != std::string::npos;) {
    const std::size_t end = std::min(written.find_first_not_of(kDigits, at), written.size());
    const auto length = parse_amount(written.substr(at, end - at) + " " + unit, "m");
    const auto is_it = [&](const auto& p) { const double* size = std::get_if<double>(&p.second); return size && std::abs(*size - *length) < kSame; };
    if (length && std::none_of(params.begin(), params.end(), is_it)) return false;
    at = end;
  }
  return true;
}

}  // namespace

/// What readers see of the limit must not be another number than the one that judges. A text that is no plain value says more.
void PackParser::as_written(const Node& node, const Demand& of, const QuantityInfo& info) {
  const std::string written = node.text_of("as_written");
  const auto value = info.kind == ValueKind::number && has_bound(of) ? parse_amount(written, info.unit) : std::nullopt;
  if (value && !agrees(of, *value, half_digit(written, info.unit)))
    complain(node["as_written"], message("standards.pack.written_otherwise").with("text", written).with("limit", of.limit.as_written));
  const bool one_value = of.limit.min.has_value() != of.limit.max.has_value() || (of.limit.min && of.limit.min == of.limit.max);
  constexpr std::size_t kLong = 200;   // no limit is written at such length
  if (!written.empty() && !value && info.kind == ValueKind::number && of.op == Demand::Op::leaf && one_value &&
      (written.size() > kLong || !tells_limit(of, written, std::string(info.unit))))
    complain(node["as_written"], message("standards.pack.written_without").with("text", written).with("limit", of.limit.as_written));
  if (of.limit.truth && !tells_sizes(written, of.params))
    complain(node["as_written"], message("standards.pack.written_other_size").with("text", written));
}

std::string PackParser::reason(const Node& node) {
  return node.has("reason") ? word(node, "reason", kReasons) : "rule_text";
}

void PackParser::combination(const Node& at, Demand& into) {
  if (into.parts.size() >= fewest(into.op))
    show_limit(into);
  else
    complain(at, message(into.op == Op::either ? "standards.pack.too_few_readings"
                                               : "standards.pack.combination"));
}

// ---- limits

/// "at least 90 cm", "at most 1:12", both.
void PackParser::bounds(const Node& node, Demand& into, const QuantityInfo& info) {
  if (info.kind != ValueKind::number) return wrong_limit(node, info);
  into.limit.min = limit_amount(node["min"], info);
  into.limit.max = limit_amount(node["max"], info);
  if (into.limit.min && into.limit.max && *into.limit.min > *into.limit.max)
    complain(
        node,
        message("standards.pack.crossed").with("min", node.text_of("min")).with("max", node.text_of("max")));
  into.limit.as_written = node.text_of("min");
  if (node.has("max") && node.text_of("max") != into.limit.as_written)
    into.limit.as_written += (into.limit.as_written.empty() ? "" : " – ") + node.text_of("max");
}

/// The limit is another quantity of the subject, or so many times that.
void PackParser::relative(const Node& node, Demand& into, const QuantityInfo& info) {
  into.relative_is_max = node.has("relative_max");
  const char* key = into.relative_is_max ? "relative_max" : "relative";
  into.relative = node.text_of(key);
  if (info.kind != ValueKind::number) return wrong_limit(node, info);
  if (const auto* other = quantity(node, key)) {
    if (other->kind != ValueKind::number || std::string_view(other->unit) != info.unit)
      complain(node[key],
               message("standards.pack.other_unit").with("quantity", info.id).with("other", other->id));
    else if (std::string_view(other->params).size() > 0)
      complain(node[key], message("standards.pack.needs_params").with("quantity", other->id));
  }
  if (!node.has("times")) return;
  const auto times = node["times"].is_scalar() ? parse_amount(node.text_of("times"), "1") : std::nullopt;
  if (!times || *times <= 0)
    complain(node["times"], message("standards.pack.times").with("text", node.text_of("times")),
             comma_advice(node.text_of("times"), "1"));
  else
    into.times = *times;
}

TableRow PackParser::row(const Node& node, const QuantityInfo& of, const QuantityInfo& counted) {
  TableRow row;
  row.upto = std::numeric_limits<double>::infinity();
  if (!is_map(node, "rows")) return row;
  only(node, {"upto", "min", "probable", "percent", "base", "per", "above"});
  if (node.has("upto")) row.upto = limit_amount(node["upto"], counted).value_or(row.upto);
  row.min = limit_amount(node["min"], of).value_or(0);
  row.as_written = node.text_of("min");
  row.probable = limit_amount(node["probable"], of);
  const auto plain = [&](const char* key) { return node.has(key) ? number(node[key], key) : std::nullopt; };
  row.percent = plain("percent");
  row.base = plain("base").value_or(0);
  row.per = plain("per").value_or(0);
  row.above = plain("above").value_or(0);
  const int ways = (node.has("min") ? 1 : 0) + (node.has("percent") ? 1 : 0) +
                   (node.has("base") && node.has("per") ? 1 : 0);
  const bool negative = row.percent.value_or(0) < 0 || row.base < 0 || row.per < 0 || row.above < 0 ||
                        (node.has("per") && row.per == 0);
  if (ways != 1 || negative) complain(node, message("standards.pack.row"));
  return row;
}

/// The least depends on another quantity of the building ("51 to 75 places: 3 bays") or of the subject.
void PackParser::table(const Node& node, Demand& into, const QuantityInfo& info) {
  if (!is_map(node, "table")) return;
  only(node, {"quantity", "params", "rows"});
  into.table_quantity = node.text_of("quantity");
  const auto* counted = quantity(node, "quantity");
  if (!node.has("rows")) complain(node, message("standards.pack.missing").with("key", "rows"));
  const auto& rows = list(node, "rows", 1);
  if (counted == nullptr) return;
  if (counted->kind != ValueKind::number || info.kind != ValueKind::number) return wrong_limit(node, info);
  into.table_params = params(node, *counted);
  double before = 0;
  for (const Node& item : rows) {
    into.table.push_back(row(item, info, *counted));
    if (into.table.back().upto <= before) complain(item, message("standards.pack.rising"));
    before = into.table.back().upto;
  }
}

Demand PackParser::limits(const Node& node, std::string_view key, Op op, const Demand& of,
                          const QuantityInfo& info, int depth) {
  only(node, {key, "reason", "as_written"});
  Demand d;
  d.op = op;
  if (!node[key].is_list())
    complain(node[key], message("standards.pack.not_list").with("key", std::string(key)));
  for (const Node& item : node[key].items()) d.parts.push_back(limit(item, of, info, depth + 1));
  if (node[key].is_list()) combination(node[key], d);
  d.reason = reason(node);
  as_written(node, d, info);
  if (node.has("as_written")) d.limit.as_written = text(node, "as_written");
  return d;
}

Demand PackParser::limit(const Node& node, const Demand& of, const QuantityInfo& info, int depth) {
  Demand d = of;
  if (depth > kDeepest) {
    complain(node, message("standards.pack.too_deep"));
    return d;
  }
  if (!node.is_map() || node.members().empty()) {
    wrong_limit(node, info);
    return d;
  }
  for (const auto& [key, op] : kCombinations)
    if (op != Op::cases && node.has(key)) return limits(node, key, op, of, info, depth);
  only(node, {"min", "max", "strict", "is", "includes", "relative", "relative_max", "times", "table",
              "as_written", "rounded"});
  d.limit.strict = truth(node, "strict", false);
  d.limit.rounded = truth(node, "rounded", false);
  if (d.limit.rounded && !node.has("as_written"))
    complain(node["rounded"], message("standards.pack.missing").with("key", "as_written"));
  const std::string written = text(node, "as_written");
  const bool bounded = node.has("min") || node.has("max");
  const int ways = (bounded ? 1 : 0) + (node.has("is") ? 1 : 0) + (node.has("includes") ? 1 : 0) +
                   (node.has("relative") ? 1 : 0) + (node.has("relative_max") ? 1 : 0) +
                   (node.has("table") ? 1 : 0);
  if (ways != 1 || (node.has("times") && !node.has("relative") && !node.has("relative_max"))) {
    if (ways > 1)
      complain(node, message("standards.pack.one_limit"));
    else
      wrong_limit(node, info);
    return d;
  }
  if (bounded) {
    bounds(node, d, info);
  } else if (node.has("is")) {
    if (info.kind == ValueKind::truth)
      d.limit.truth = node["is"].boolean();
    else if (info.kind == ValueKind::word)
      d.limit.one_of = words(node["is"], "is", info.id);
    if (info.kind != ValueKind::word && !d.limit.truth) wrong_limit(node, info);
  } else if (node.has("includes")) {
    d.includes = true;
    if (info.kind == ValueKind::words)
      d.limit.one_of = words(node["includes"], "includes", info.id);
    else
      wrong_limit(node, info);
  } else if (node.has("table")) {
    table(node["table"], d, info);
  } else {
    relative(node, d, info);
  }
  as_written(node, d, info);
  if (!written.empty()) d.limit.as_written = written;
  return d;
}

// ---- demands

/// The quantity is asked of the subject's parts.
void PackParser::children(const Node& node, Demand& into) {
  if (node.has("children")) {
    into.children = category_from(node.text_of("children"));
    if (!into.children)
      unknown_word(node["children"], node.text_of("children"), "children", category_words());
  }
  if (!node.has("combine")) return;
  const std::string how = word(node, "combine", kCombine);
  if (const auto at = std::find(std::begin(kCombine), std::end(kCombine), how); at != std::end(kCombine))
    into.combine = static_cast<Combine>(at - std::begin(kCombine));
  if (!node.has("children")) complain(node["combine"], message("standards.pack.no_children"));
}

Demand PackParser::leaf(const Node& node, Category subject) {
  Demand d;
  children(node, d);
  d.quantity = node.text_of("quantity");
  const auto* info = quantity(node, "quantity");
  if (info == nullptr) return d;
  if (!node.has("children"))
    fits(node["quantity"], *info, {subject});
  else if (d.children)
    fits(node["quantity"], *info, {*d.children});
  const bool needs_number = d.combine == Combine::min || d.combine == Combine::sum;
  if (d.children && (info->kind == ValueKind::words || (needs_number && info->kind != ValueKind::number)))
    complain(node, message("standards.pack.wrong_combine").with("quantity", info->id));
  d.params = params(node, *info);
  if (!node.has("limit")) {
    complain(node, message("standards.pack.missing").with("key", "limit"));
    return d;
  }
  return limit(node["limit"], d, *info);
}

Demand PackParser::parts(const Node& node, std::string_view key, Op op, Category subject, int depth) {
  Demand d;
  d.op = op;
  const Node& items = node[key];
  bool whole = true;
  if (!items.is_list()) complain(items, message("standards.pack.not_list").with("key", std::string(key)));
  for (const Node& item : items.items()) {
    if (!is_map(item, key)) continue;
    only(item,
         {"when", "quantity", "params", "limit", "children", "combine", "all", "any", "either", "reason"});
    const bool combined = std::any_of(std::begin(kCombinations), std::end(kCombinations), [&item](const auto& c) { return item.has(c.first); });
    const char* lacks = combined ? nullptr : !item.has("quantity") ? "quantity" : !item.has("limit") ? "limit" : nullptr;
    if (lacks != nullptr) {
      const auto number = static_cast<std::size_t>(&item - items.items().data()) + 1;
      complain(item, message("standards.pack.part_lacks").with("key", lacks).with("of", std::string(key)).with("part", std::to_string(number)));
      whole = false;
      continue;
    }
    d.parts.push_back(demand(item, subject, depth + 1));
    if (op == Op::cases && item.has("when"))
      d.parts.back().when = condition(item["when"], {subject});
    else if (op == Op::cases)
      complain(item, message("standards.pack.missing").with("key", "when"));
    else if (item.has("when"))
      complain(item["when"], message("standards.pack.when_in_cases"));
  }
  if (items.is_list() && whole) combination(items, d);
  d.reason = reason(node);
  return d;
}

Demand PackParser::demand(const Node& node, Category subject, int depth) {
  if (depth > kDeepest) {
    complain(node, message("standards.pack.too_deep"));
    return {};
  }
  int ways = node.has("quantity") ? 1 : 0;
  for (const auto& [key, op] : kCombinations) ways += node.has(key) ? 1 : 0;
  if (ways != 1) {
    complain(node, message("standards.pack.one_demand"));
    return {};
  }
  for (const auto& [key, op] : kCombinations) {
    if (!node.has(key)) continue;
    for (const char* of_leaf : {"params", "limit", "children", "combine"})
      if (node.has(of_leaf))
        complain(node[of_leaf], message("standards.pack.of_leaf").with("key", of_leaf).with("other", key));
    return parts(node, key, op, subject, depth);
  }
  return leaf(node, subject);
}

}  // namespace landai::standards
