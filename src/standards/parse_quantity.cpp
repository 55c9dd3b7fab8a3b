// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities as rules name them: do they exist, what is asked with them, in which units and words they are
// answered.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "landai/plan/kinds.hpp"
#include "parse.hpp"

namespace landai::standards {
namespace {

using measure::QuantityInfo;
using measure::ValueKind;

/// As readers see it: a slope as a ratio and per cent.
const char* shown_unit(const QuantityInfo& info) {
  return std::string_view(info.unit) == "1" && std::string_view(info.id).ends_with("slope") ? "slope" : info.unit;
}

std::string_view family(std::string_view id) { return id.substr(0, id.find('.')); }

/// Ids to look for the one that was meant: all of them, and of the same family when there is none near.
Message quantity_meant(const std::string& id) {
  std::vector<std::string_view> all, kin;
  for (const QuantityInfo& info : measure::catalogue()) {
    all.emplace_back(info.id);
    if (family(info.id) == family(id)) kin.emplace_back(info.id);
  }
  Message near = meant(id, all);
  return near.empty() ? meant(id, kin) : near;
}

/// How a value of this quantity is written.
Message how_written(const QuantityInfo& info) {
  const std::string unit = info.unit;
  const char* how = info.kind == ValueKind::truth   ? "standards.pack.write.truth"
                    : info.kind == ValueKind::word  ? "standards.pack.write.word"
                    : info.kind == ValueKind::words ? "standards.pack.write.words"
                    : unit == "m"                   ? "standards.pack.write.length"
                    : unit == "m2"                  ? "standards.pack.write.area"
                    : unit == "rad"                 ? "standards.pack.write.angle"
                    : unit == "1"                   ? "standards.pack.write.plain"
                    : unit == "kg" || unit == "N"   ? "standards.pack.write.force"
                                                    : "standards.pack.write.unit";
  return message(how).with("quantity", info.id).with("unit", unit == "lx" ? "lux" : unit);
}

}  // namespace

std::vector<std::string_view> category_words() {
  std::vector<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(Category::obstacle); ++i)
    words.emplace_back(to_string(static_cast<Category>(i)));
  return words;
}

std::vector<std::string_view> words_within() {
  auto words = kind_words({});
  for (const std::string_view word : category_words())
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  return words;
}

const QuantityInfo* PackParser::quantity_named(const Node& at, const std::string& id) {
  const auto* info = measure::quantity(id);
  if (info == nullptr)
    complain(at, message("standards.pack.unknown_quantity").with("quantity", id), quantity_meant(id));
  return info;
}

const QuantityInfo* PackParser::quantity(const Node& map, std::string_view key) {
  const std::string id = text(map, key, Need::must);
  const Node& at = map[key];
  return at.is_scalar() && !id.empty() && !at.number() && !at.boolean() ? quantity_named(at, id) : nullptr;
}

void PackParser::fits(const Node& at, const QuantityInfo& info, const Subjects& subjects) {
  if (subjects.empty() || std::find_first_of(info.subjects.begin(), info.subjects.end(), subjects.begin(),
                                             subjects.end()) != info.subjects.end())
    return;
  std::string asked;
  for (const Category subject : subjects) asked += (asked.empty() ? "" : ", ") + std::string(to_string(subject));
  std::vector<std::string_view> those;
  for (const Category category : info.subjects) those.emplace_back(to_string(category));
  complain(
      at,
      message("standards.pack.wrong_subject").with("quantity", info.id).with("subject", asked),
      meant({}, those, "category"));
}

/// The `params` of what names the quantity; `at` is where a missing one is told.
measure::Params PackParser::params(const Node& at, const QuantityInfo& info) {
  const Node& node = at["params"];
  measure::Params out;
  if (!node.is_null() && !is_map(node, "params")) return out;
  const auto names = measure::words_of(info.params);
  for (const auto& [name, value] : node.members()) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      const std::vector<std::string_view> known(names.begin(), names.end());
      complain(value, message("standards.pack.unknown_param").with("param", name).with("quantity", info.id),
               meant(name, known));
    } else if (auto read = param(value, name, info)) {
      out[name] = std::move(*read);
    }
  }
  for (const std::string& name : names) {
    const bool may_miss =
        name == "use" || name == "users" || name == "mobility" || (name == "width" && node.has("mobility"));
    if (!may_miss && !node.has(name))
      complain(at, message("standards.pack.missing_param").with("param", name).with("quantity", info.id));
  }
  return measure::in_order(info, std::move(out));
}

std::optional<measure::Param> PackParser::param(const Node& value, const std::string& name,
                                                const QuantityInfo& info) {
  const auto one_of = [&](Words known, std::string_view of) -> std::optional<measure::Param> {
    if (std::find(known.begin(), known.end(), value.text()) != known.end()) return value.text();
    unknown_word(value, value.text(), of, known);
    return std::nullopt;
  };
  if (!value.is_scalar() || value.boolean()) {
    complain(value, message("standards.pack.not_text").with("key", name));
    return std::nullopt;
  }
  if (name == "category") return one_of(category_words(), info.id);
  if (name == "use" || name == "users") {
    const std::string fact = "space." + name;
    const auto known = measure::vocabulary(fact);
    return one_of(std::vector<std::string_view>(known.begin(), known.end()), fact);
  }
  if (name == "kind") {
    constexpr std::string_view kSides[] = {"front", "side"};
    return one_of(kSides, info.id);
  }
  // An id of data/mobility; who asks for one that is not there is told so by the measurement.
  if (name == "mobility" && !value.text().empty()) return value.text();
  if (const auto length = parse_amount(value.text(), "m"); length && *length > 0) return *length;
  complain(value,
           message("standards.pack.wrong_param")
               .with("text", value.text())
               .with("param", name)
               .with("quantity", info.id),
           comma_advice(value.text(), "m"));
  return std::nullopt;
}

std::optional<double> PackParser::amount(const Node& node, const QuantityInfo& info) {
  if (node.is_null()) return std::nullopt;
  const auto value = node.is_scalar() ? parse_amount(node.text(), info.unit) : std::nullopt;
  if (!value) {
    const std::string written = node.is_scalar() ? node.text() : node.is_list() ? "[…]" : "{…}";
    Message advice = comma_advice(written, info.unit);
    complain(node, message("standards.pack.wrong_unit").with("text", written).with("quantity", info.id),
             advice.empty() ? how_written(info) : std::move(advice));
  }
  return value;
}

/// The same number in other units in which it is a value that such a thing has; empty where it is in none.
Message PackParser::in_another_unit(const Node& node, const QuantityInfo& info) const {
  const measure::Plausible* range = ranges_ ? ranges_->plausible(info.id) : nullptr;
  if (range == nullptr) return {};
  std::string written = node.text();
  written.erase(written.find_last_of("0123456789") + 1);
  std::string usual, other;
  for (const char* unit : {" mm", " cm", " m", " %", "°", " kg", " N"}) {
    const auto same = parse_amount(written + unit, info.unit);
    if (!same || !range->possible(*same)) continue;
    std::string& into = range->usual(*same) ? usual : other;
    into += (into.empty() ? "" : " / ") + written + unit;
  }
  const std::string& best = usual.empty() ? other : usual;
  return best.empty() ? Message{} : Message(message("standards.pack.near").with("word", best));
}

/// A limit that no such thing can have is a slip of the number or its unit, which everything or nothing would meet.
void PackParser::possible(const Node& node, double value, const QuantityInfo& info) {
  const measure::Plausible* range = ranges_ ? ranges_->plausible(info.id) : nullptr;
  if (!range || range->possible(value)) return;
  Message advice = in_another_unit(node, info);
  complain(node,
           message("standards.pack.impossible").with("text", node.text()).with("quantity", info.id)
               .with("least", range->possible_lo, shown_unit(info)).with("most", range->possible_hi, shown_unit(info)),
           advice.empty() ? how_written(info) : std::move(advice));
}

/// No length and no area is less than nothing, no share more than all and no count a fraction: such a limit is a slip of the pen that
/// everything, or nothing, would meet.
std::optional<double> PackParser::limit_amount(const Node& node, const QuantityInfo& info) {
  const auto value = amount(node, info);
  const std::string_view unit = info.unit;
  if (value && *value < 0 && unit != "1" && unit != "rad")
    complain(node, message("standards.pack.negative").with("text", node.text()).with("quantity", info.id));
  else if (value && *value > 0 && !measure::within_bounds(info, *value))
    complain(node, message("standards.pack.above").with("text", node.text()).with("quantity", info.id).with("most", measure::greatest_of(info)), in_another_unit(node, info));
  else if (value && measure::is_count(info) && *value != std::floor(*value))
    complain(node, message("standards.pack.whole").with("text", node.text()).with("quantity", info.id));
  else if (value)
    possible(node, *value, info);
  return value;
}

std::vector<std::string> PackParser::words(const Node& node, std::string_view key,
                                           std::string_view quantity_id) {
  const auto out = node.is_scalar() ? node.texts() : texts(node, key, 1);
  const auto known = measure::vocabulary(quantity_id);
  for (const auto& word : out)
    if (!known.empty() && std::find(known.begin(), known.end(), word) == known.end())
      unknown_word(node, word, quantity_id, std::vector<std::string_view>(known.begin(), known.end()));
  return out;
}

void PackParser::wrong_limit(const Node& at, const QuantityInfo& info) {
  complain(at, message("standards.pack.wrong_limit").with("quantity", info.id), how_written(info));
}

}  // namespace landai::standards
