// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions: where a rule applies, which limit holds, what a failure needs.
#include <algorithm>

#include "landai/plan/kinds.hpp"
#include "parse.hpp"

namespace landai::standards {
namespace {

using Op = Condition::Op;

constexpr std::string_view kKeys[] = {"quantity",     "named",      "kind",        "within",    "outside",
                                      "ground_floor", "always",     "all",         "any",       "not",
                                      "stated",       "some_space", "every_space", "some_door", "parent"};

/// A condition that is put to something else: to the rooms beside a door, to the ramp or the stair that a
/// flight, a landing or a rail is part of.
struct Elsewhere {
  std::string_view key;
  Op op;
  std::vector<Category> on;  ///< none: of the same subject
};
const Elsewhere kElsewhere[] = {{"not", Op::negate, {}},
                                {"stated", Op::stated, {}},
                                {"some_space", Op::some_space, {Category::space}},
                                {"every_space", Op::every_space, {Category::space}},
                                {"some_door", Op::some_door, {Category::door}},
                                {"parent", Op::parent, {Category::ramp, Category::stair}}};

}  // namespace

Condition PackParser::quantity_condition(const Node& node, const Subjects& on) {
  Condition c;
  c.op = Op::quantity;
  c.quantity = node.text_of("quantity");
  const auto* info = quantity(node, "quantity");
  if (info == nullptr) return c;
  fits(node["quantity"], *info, on);
  c.params = params(node, *info);
  const std::size_t before = problems_.size();
  if (info->kind == measure::ValueKind::number) {
    only(node, {"quantity", "params", "min", "max", "strict"});
    c.min = amount(node["min"], *info);
    c.max = amount(node["max"], *info);
    for (const auto& [key, value] : {std::pair{"min", c.min}, {"max", c.max}})
      if (value) possible(node[key], *value, *info);
    c.strict = truth(node, "strict", false);
  } else {
    only(node, {"quantity", "params", "is"});
    if (info->kind == measure::ValueKind::truth)
      c.truth = node["is"].boolean();
    else if (node.has("is"))
      c.words = words(node["is"], "is", info->id);
  }
  const bool says = c.min || c.max || c.truth || !c.words.empty();
  if (!says && problems_.size() == before) wrong_limit(node, *info);
  return c;
}

Condition PackParser::listed_condition(const std::string& key, const Node& value, const Subjects& on,
                                       int depth) {
  Condition c;
  c.op = key == "all" ? Op::all : Op::any;
  if (!value.is_list())
    complain(value, message("standards.pack.not_list").with("key", key));
  else if (value.items().empty())
    complain(value, message("standards.pack.too_few").with("key", key).with("count", "1"));
  for (const Node& item : value.items()) c.parts.push_back(condition(item, on, depth + 1));
  return c;
}

Condition PackParser::keyed_condition(const std::string& key, const Node& value, const Subjects& on,
                                      int depth) {
  Condition c;
  if (key == "named") {
    const Node& named = root_["conditions"][value.text()];
    used_.insert(value.text());
    if (value.is_scalar() && !named.is_null()) return condition(named, on, depth + 1);
    unknown_name(value, value.text(), root_["conditions"]);
  } else if (key == "all" || key == "any") {
    return listed_condition(key, value, on, depth);
  } else if (key == "kind" || key == "within") {
    c.op = key == "kind" ? Op::kind : Op::within;
    c.words = texts(value, key, 1);
    known_kinds(value, key, on);
  } else {
    c.op = key == "always" ? Op::always : key == "outside" ? Op::outside : Op::ground_floor;
    c.truth = value.boolean();
    if (!c.truth) complain(value, message("standards.pack.not_truth").with("key", key));
  }
  return c;
}

/// `kind` names kinds that the subject can be of; `within` categories and kinds of whatever it may be part of.
void PackParser::known_kinds(const Node& list, const std::string& key, const Subjects& on) {
  const auto known = key == "kind" ? kind_words(on) : words_within();
  for (const Node& item : list.items())
    if (item.is_scalar() && !item.text().empty() && std::find(known.begin(), known.end(), item.text()) == known.end())
      unknown_word(item, item.text(), key, known);
}

Condition PackParser::condition(const Node& node, const Subjects& on, int depth) {
  if (depth > kDeepest || ++conditions_read_ > kMostConditions) {
    if (depth > kDeepest || conditions_read_ == kMostConditions + 1)
      complain(node, message("standards.pack.too_deep"));
    return {};
  }
  if (!node.is_map() || node.members().empty()) {
    complain(node, message("standards.pack.condition"), meant({}, kKeys));
    return {};
  }
  if (node.has("quantity")) {
    const auto name = node.text_of("quantity");
    // building.* and facility.* are facts of the whole building, wherever they are asked.
    const bool whole = name.starts_with("building.") || name.starts_with("facility.");
    Condition inner = quantity_condition(node, whole ? Subjects{Category::building} : on);
    if (!whole || on == Subjects{Category::building}) return inner;
    Condition c;
    c.op = Op::building;
    c.parts.push_back(std::move(inner));
    return c;
  }
  for (const auto& [key, value] : node.members()) {
    if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys)) {
      complain(value, message("standards.pack.unknown_key").with("key", key), meant(key, kKeys));
      return {};
    }
    if (value.is_null()) {
      complain(value, message("standards.pack.no_value").with("key", key));
      return {};
    }
  }
  if (node.members().size() != 1) {
    complain(node, message("standards.pack.one_condition"));
    return {};
  }
  const auto& [key, value] = node.members().front();
  for (const Elsewhere& it : kElsewhere) {
    if (it.key != key) continue;
    Condition c;
    c.op = it.op;
    c.parts.push_back(condition(value, it.on.empty() ? on : it.on, depth + 1));
    return c;
  }
  return keyed_condition(key, value, on, depth);
}

}  // namespace landai::standards
