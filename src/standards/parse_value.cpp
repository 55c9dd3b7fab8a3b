// SPDX-License-Identifier: GPL-3.0-or-later
// What every part of a pack is made of: keys, texts, truths, numbers, lists, words.
#include <algorithm>
#include <cmath>

#include "landai/core/nearest.hpp"
#include "landai/measure/source_words.hpp"
#include "parse.hpp"

namespace landai::standards {
namespace {

constexpr std::size_t kMostToList = 24;

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

/// {min:85 cm} is a key "min:85 cm": the advice to put a blank behind the colon. Empty for a key without one.
Message glued(const std::string& key) {
  const auto colon = key.find(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == key.size()) return {};
  return message("standards.pack.colon_blank").with("text", key.substr(0, colon) + ": " + key.substr(colon + 1));
}

/// Under which heading the texts name the words of a quantity or a key.
std::string list_of(std::string_view of) {
  if (measure::quantity(of) != nullptr) return std::string(measure::word_list(of));
  return of == "subject" || of == "children" ? "category" : std::string(of);
}

}  // namespace

Message meant(const std::string& word, std::span<const std::string_view> known, const std::string& list) {
  if (const auto near = nearest(word, known); !near.empty())
    return message("standards.pack.near").with("word", std::string(near));
  if (known.empty() || known.size() > kMostToList) return {};
  Message told = message("standards.pack.known").with("words", joined(known));
  return list.empty() ? told : std::move(told).with("gloss", list);
}

void PackParser::complain(const Node& at, Message what, Message advice) {
  if (!rule_.empty()) std::move(what).with("rule", rule_);
  problems_.push_back({at.line(), std::move(what), std::move(advice)});
}

Message cut_at_comma(const Node& map) {
  const Node* before = nullptr;
  for (const auto& [key, value] : map.members()) {
    const bool cut = before && before->is_scalar() && value.is_null() && !key.empty() && key.front() >= '0' && key.front() <= '9';
    if (cut) return message("standards.pack.comma").with("text", before->text() + "." + key);
    // {pass: {value: 85,5 cm}}: one within.
    if (Message within = cut_at_comma(value); !within.empty()) return within;
    before = &value;
  }
  return {};
}

void PackParser::only(const Node& map, std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : map.members()) {
    const bool number = value.is_null() && !key.empty() && key.front() >= '0' && key.front() <= '9';
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      Message hint = number ? cut_at_comma(map) : value.is_null() ? glued(key) : Message{};
      complain(value, message("standards.pack.unknown_key").with("key", key), hint.empty() ? meant(key, {known.begin(), known.size()}) : std::move(hint));
    } else if (value.is_null()) {
      complain(value, message("standards.pack.no_value").with("key", key));
    }
  }
}

bool PackParser::is_map(const Node& node, std::string_view name) {
  if (!node.is_map()) complain(node, message("standards.pack.not_map").with("key", std::string(name)));
  return node.is_map();
}

std::string PackParser::text(const Node& map, std::string_view key, Need need) {
  const Node& value = map[key];
  const std::string name(key);
  if (value.is_null()) {
    if (need == Need::must) complain(map, message("standards.pack.missing").with("key", name));
    return {};
  }
  // What YAML takes for a number or a truth loses its spelling on the way ("1.10" is 1.1), so a text of that
  // look is quoted.
  if (!value.is_scalar() || value.boolean() || value.number())
    complain(value, message("standards.pack.not_text").with("key", name));
  else if (value.text().empty())
    complain(value, message("standards.pack.no_value").with("key", name));
  return value.text();
}

bool PackParser::truth(const Node& map, std::string_view key, bool otherwise) {
  const Node& value = map[key];
  if (value.is_null()) return otherwise;
  if (!value.boolean()) complain(value, message("standards.pack.not_truth").with("key", std::string(key)));
  return value.boolean().value_or(otherwise);
}

const std::vector<Node>& PackParser::list(const Node& map, std::string_view key, std::size_t at_least) {
  const Node& value = map[key];
  if (!value.is_null() && !value.is_list())
    complain(value, message("standards.pack.not_list").with("key", std::string(key)));
  else if (value.is_list() && value.items().size() < at_least)
    complain(value, message("standards.pack.too_few")
                        .with("key", std::string(key))
                        .with("count", std::to_string(at_least)));
  return value.items();
}

std::vector<std::string> PackParser::texts(const Node& node, std::string_view name, std::size_t at_least) {
  const std::string key(name);
  if (!node.is_list())
    complain(node, message("standards.pack.not_list").with("key", key));
  else if (node.items().size() < at_least)
    complain(node,
             message("standards.pack.too_few").with("key", key).with("count", std::to_string(at_least)));
  for (const Node& item : node.items()) {
    if (!item.is_scalar() || item.boolean() || item.number())
      complain(item, message("standards.pack.not_text").with("key", key));
    else if (item.text().empty())
      complain(item, message("standards.pack.no_value").with("key", key));
  }
  return node.texts();
}

std::string PackParser::word(const Node& map, std::string_view key, Words known, Need need) {
  const std::string value = map.text_of(key);
  if (map[key].is_null()) {
    if (need == Need::must)
      complain(map, message("standards.pack.missing").with("key", std::string(key)), meant({}, known, list_of(key)));
  } else if (std::find(known.begin(), known.end(), value) == known.end()) {
    unknown_word(map[key], value, key, known);
  }
  return value;
}

void PackParser::unknown_word(const Node& at, const std::string& word, std::string_view of, Words known) {
  complain(at, message("standards.pack.unknown_word").with("word", word).with("quantity", std::string(of)), meant(word, known, list_of(of)));
}

void PackParser::unknown_name(const Node& at, const std::string& name, const Node& defined) {
  std::vector<std::string_view> known;
  for (const auto& [key, value] : defined.members()) known.push_back(key);
  complain(at, message("standards.pack.unknown_name").with("name", name), meant(name, known));
}

BilingualText PackParser::bilingual(const Node& map, std::string_view key, Need need) {
  const Node& node = map[key];
  const std::string name(key);
  if (node.is_null()) {
    if (need == Need::must) complain(map, message("standards.pack.language").with("key", name), message("standards.pack.language.advice").with("key", name));
    return {};
  }
  if (!node.is_map()) {
    complain(node, message("standards.pack.language").with("key", name), message("standards.pack.language.advice").with("key", name));
    return {};
  }
  only(node, {"id", "en"});
  if (!node.has("id") || !node.has("en"))
    complain(node, message("standards.pack.language").with("key", name), message("standards.pack.language.advice").with("key", name));
  return {text(node, "id"), text(node, "en")};
}

std::optional<double> PackParser::number(const Node& node, std::string_view name) {
  const auto value = node.number();
  if (value && std::isfinite(*value)) return value;
  complain(node,
           message("standards.pack.not_number").with("key", std::string(name)).with("text", node.text()));
  return std::nullopt;
}

}  // namespace landai::standards
