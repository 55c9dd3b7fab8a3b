// SPDX-License-Identifier: GPL-3.0-or-later
// Examples as they are written: in a rule of a pack, or in the file beside it.
#include <algorithm>
#include <set>

#include "examples.hpp"
#include "landai/core/file.hpp"
#include "parse.hpp"

namespace landai::standards {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kVerdicts[] = {"pass", "fail", "undecided", "not_measured", "not_applicable"};
constexpr std::string_view kKeys[] = {"pass", "fail", "undecided", "not_measured", "not_applicable", "u", "method", "given", "reason", "duty", "waiver"};

class Reader {
 public:
  Reader(std::string file, std::vector<Error>& errors) : file_(std::move(file)), errors_(errors) {}

  /// The examples of one rule: a list of cases, or {given, cases}.
  void rule(const std::string& id, const Node& node, std::vector<Example>& into) {
    rule_ = id;
    const Node& cases = node.is_list() ? node : node["cases"];
    if (cases.items().empty()) return complain(node, message("standards.example.shape"));
    for (const Node& item : cases.items()) {
      Example example;
      example.rule = id;
      example.file = file_;
      example.line = item.line();
      if (one(item, node["given"], example)) into.push_back(std::move(example));
    }
  }

 private:
  void complain(const Node& at, Message what, Message advice = {}) {
    if (advice.empty()) advice = message("standards.example.advice");
    errors_.push_back(Error{ErrorCode::pack, std::move(what), file_, "line " + std::to_string(at.line()) + ", rule " + rule_, std::move(advice)});
  }

  bool one(const Node& item, const Node& common, Example& example) {
    const std::size_t before = errors_.size();
    const Node* value = nullptr;
    if (const Message comma = cut_at_comma(item); !comma.empty()) return complain(item, message("standards.example.comma"), comma), false;
    for (const auto& [key, node] : item.members()) {
      const auto verdict = std::find(std::begin(kVerdicts), std::end(kVerdicts), key);
      if (verdict != std::end(kVerdicts)) {
        if (value) complain(node, message("standards.example.shape"));
        value = &node;
        example.expect = static_cast<Verdict>(verdict - std::begin(kVerdicts));
      } else if (key == "reason") {
        example.reason = node.text();
      } else if (key == "duty") {
        example.duty = node.text();
      } else if (key == "waiver") {
        example.document = node.text();
      } else if (key != "u" && key != "method" && key != "given") {
        complain(node, message("standards.pack.unknown_key").with("key", key), meant(key, kKeys));
      }
    }
    if (!value && errors_.size() == before) complain(item, message("standards.example.shape"));
    if (!value) return false;
    for (const auto& [key, node] : common.members())
      if (item["given"][key].is_null()) given(key, node, example);
    for (const auto& [key, node] : item["given"].members()) given(key, node, example);
    if (value->is_map()) {
      for (const auto& [key, node] : value->members()) add(key, node, item, example);
    } else {
      add({}, *value, item, example);
    }
    return errors_.size() == before;
  }

  void given(const std::string& key, const Node& node, Example& example) {
    if (key == "kind") example.kind = known_word(key, node);   // "door": one of no finer kind
    else if (key == "within") example.within = known_word(key, node);
    else if (key == "outside") example.outside = node.boolean();
    else if (key == "ground_floor") example.ground_floor = node.boolean();
    else add(key, node, Node{}, example);
  }

  /// A word that no plan could have makes an example that shows nothing.
  std::string known_word(const std::string& key, const Node& node) {
    const auto known = words_within();
    if (std::find(known.begin(), known.end(), node.text()) == known.end())
      complain(node, message("standards.pack.unknown_word").with("word", node.text()).with("quantity", key), meant(node.text(), known));
    return node.text();
  }

  /// A value, with what the case says of its uncertainty. An empty key is the rule's own quantity.
  void add(const std::string& key, const Node& node, const Node& around, Example& example) {
    ExampleValue v;
    v.quantity = key.substr(0, key.find('('));
    if (v.quantity.size() < key.size() && !params(key.substr(v.quantity.size()), node, v)) return;
    const bool told = node.is_map();
    const Node& value = told ? node["value"] : node;
    const Node& how = told ? node : around;
    const auto* info = v.quantity.empty() ? nullptr : measure::quantity(v.quantity);
    if (!v.quantity.empty() && !info) return complain(node, message("standards.pack.unknown_quantity").with("quantity", v.quantity));
    if (how.has("method")) {
      const std::string method = how.text_of("method");
      if (method == "drawn") v.method = Method::drawn;
      else if (method == "photo") v.method = Method::photo;
      else if (method != "reading") return complain(how["method"], message("standards.pack.unknown_word").with("word", method).with("quantity", "method"));
    }
    v.u = how.has("u") ? &how["u"] : nullptr;
    v.value = &value;
    example.values.push_back(std::move(v));
  }

  /// "(category=lift, width=90 cm)"
  bool params(std::string text, const Node& at, ExampleValue& v) {
    v.with_params = true;
    if (text.size() < 2 || text.back() != ')') return complain(at, message("standards.example.shape")), false;
    text = text.substr(1, text.size() - 2);
    while (!text.empty()) {
      const std::string part = text.substr(0, text.find(','));
      text.erase(0, std::min(text.size(), part.size() + 1));
      const auto sign = part.find('=');
      const auto first = part.find_first_not_of(' ');
      if (sign == std::string::npos || first >= sign) return complain(at, message("standards.example.shape")), false;
      const std::string name = part.substr(first, sign - first), value = part.substr(sign + 1);
      if (const auto length = parse_amount(value, "m")) v.params[name] = *length;
      else v.params[name] = value;
    }
    return true;
  }

  std::string file_, rule_;
  std::vector<Error>& errors_;
};

}  // namespace

std::vector<Example> read_examples(const std::string& rule, const Node& node, const std::string& file, std::vector<Error>& errors) {
  std::vector<Example> out;
  Reader(file, errors).rule(rule, node, out);
  return out;
}

namespace {

/// What the overlays that changed a rule give as examples, since the last that changed how it judges.
void of_changes(const Rule& rule, ExampleBook& book, std::vector<Error>& errors) {
  std::size_t first = rule.changed_by.size();
  while (first > 0 && !rule.changed_by[--first].judges) {
  }
  for (std::size_t i = first; i < rule.changed_by.size(); ++i) {
    const Change& change = rule.changed_by[i];
    if (!change.source->has("examples")) continue;
    book.files.push_back(change.source);
    Reader(change.file, errors).rule(rule.id, (*change.source)["examples"], book.of[rule.id]);
  }
}

bool judges_otherwise(const Rule& rule) {
  return std::any_of(rule.changed_by.begin(), rule.changed_by.end(), [](const Change& change) { return change.judges; });
}

/// Rules that judge as before, of whose exclusive group an overlay made another judge otherwise: where it is open which of them holds,
/// the group answers, so what was typed from the article need not come out.
std::set<std::string> beside_changed(const Pack& pack) {
  std::set<std::string> groups, out;
  if (!pack.data) return out;
  for (const RuleData& rule : pack.data->rules)
    if (!rule.exclusive.empty() && judges_otherwise(rule.rule)) groups.insert(rule.exclusive);
  for (const RuleData& rule : pack.data->rules)
    if (groups.contains(rule.exclusive) && !judges_otherwise(rule.rule)) out.insert(rule.rule.id);
  return out;
}

}  // namespace

ExampleBook example_book(const fs::path& data_dir, const Pack& pack, std::vector<Error>& errors) {
  ExampleBook book;
  const auto found = [&pack](const std::string& id) {
    return std::find_if(pack.rules.begin(), pack.rules.end(), [&id](const Rule& rule) { return rule.id == id; });
  };
  book.left_out = beside_changed(pack);
  if (pack.source) {
    book.files.push_back(pack.source);
    Reader reader(pack.file, errors);
    const auto& items = (*pack.source)["rules"].items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string id = items[i].text_of("id");
      if (i < pack.rules.size()) of_changes(pack.rules[i], book, errors);
      if (items[i].has("examples") && !book.left_out.contains(id)) reader.rule(id, items[i]["examples"], book.of[id]);
    }
  }
  const auto beside = yaml_files(data_dir / "standards" / "examples");
  if (!beside) {
    errors.push_back(beside.error());
    return book;
  }
  for (const fs::path& file : *beside) {
    auto root = load_yaml(file);
    if (!root) {
      errors.push_back(root.error());
      continue;
    }
    if (root->text_of("pack") != pack.id) continue;
    book.files.push_back(std::make_shared<const Node>(std::move(*root)));
    Reader reader(file.string(), errors);
    for (const auto& [id, node] : (*book.files.back())["rules"].members()) {
      const auto rule = found(id);
      // What was typed from the article says nothing of a rule that an overlay made judge otherwise.
      if (rule != pack.rules.end() && (judges_otherwise(*rule) || book.left_out.contains(id))) continue;
      if (rule != pack.rules.end()) reader.rule(id, node, book.of[id]);
      else errors.push_back(Error{ErrorCode::pack, message("standards.example.no_rule").with("rule", id).with("pack", pack.id), file.string(),
                                  "line " + std::to_string(node.line()), message("standards.example.advice")});
    }
  }
  return book;
}

}  // namespace landai::standards
