// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one form. What needs the schema or the packs is in problems.cpp.
#include <algorithm>
#include <array>
#include <set>

#include "form_data.hpp"
#include "landai/core/file.hpp"
#include "landai/measure/catalogue.hpp"

namespace landai::indicators {
namespace {

namespace fs = std::filesystem;

constexpr std::array kGroups = {"elderly", "child", "pregnant_or_nursing", "women", "disability"};
constexpr std::array kEvidence = {"measured", "photo", "document", "photo_or_document"};
constexpr std::array kSupport = {"geometry", "geometry_and_photo", "photo", "photo_or_attestation", "attestation"};
constexpr std::array kVerified = {"text", "secondary", "unverified", "borrowed", "ours"};
constexpr std::uintmax_t kMostBytes = 8U << 20U;

Error missing(const std::string& file, int line, const std::string& what) {
  return broken(file, line, message("indicators.form.missing").with("what", what));
}

template <class List>
Error unknown(const std::string& file, int line, const std::string& kind, const std::string& word,
              const List& words) {
  std::string all;
  for (const char* each : words) all += (all.empty() ? "" : ", ") + std::string(each);
  return broken(file, line,
                message("indicators.form.unknown_of").with("what", kind + ": " + word).with("known", all));
}

template <class List>
bool known(const List& words, const std::string& word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

Result<BilingualText> bilingual(const Node& parent, const char* key, const std::string& file) {
  const Node& node = parent[key];
  if (!node["id"].is_scalar() || !node["en"].is_scalar())
    return missing(file, parent.line(), std::string(key) + ": {id, en}");
  return BilingualText{node["id"].text(), node["en"].text()};
}

std::vector<const char*> state_words() {
  std::vector<const char*> words;
  for (const State state : {State::present, State::in_progress, State::absent, State::compliant,
                            State::fairly_compliant, State::less_compliant})
    words.push_back(to_string(state));
  return words;
}

/// A state of a block; "unknown" is ours and no form has it.
Result<State> state_of(const std::string& word, const Node& at, const std::string& file) {
  const auto state = state_from(word);
  if (!state || *state == State::unknown) return unknown(file, at.line(), "state", word, state_words());
  return *state;
}

/// A state that the block's items can have.
Result<State> state_in_block(const Block& block, const std::string& word, const Node& at, const std::string& file) {
  auto state = state_of(word, at, file);
  if (!state || std::find(block.states.begin(), block.states.end(), *state) != block.states.end()) return state;
  return broken(file, at.line(), message("indicators.form.state_not_in_block").with("state", word).with("block", block.id));
}

Result<Block> read_block(const Node& node, const std::string& file) {
  Block out;
  out.id = node.text_of("id");
  if (out.id.empty()) return missing(file, node.line(), "id");
  auto title = bilingual(node, "title", file);
  if (!title) return title.error();
  out.title = *title;
  out.verified = node.text_of("verified");
  if (!known(kVerified, out.verified)) return unknown(file, node.line(), "verified", out.verified, kVerified);
  for (const std::string& word : node["states"].texts()) {
    auto state = state_of(word, node["states"], file);
    if (!state) return state.error();
    out.states.push_back(*state);
  }
  if (out.states.empty()) return missing(file, node.line(), "states");
  for (const auto& [word, unused] : node["words"].members()) {
    auto state = state_in_block(out, word, node["words"], file);
    if (!state) return state.error();
    auto text = bilingual(node["words"], word.c_str(), file);
    if (!text) return text.error();
    out.words[*state] = *text;
  }
  for (const auto& [word, others] : node["also"].members()) {
    auto state = state_in_block(out, word, node["also"], file);
    if (!state) return state.error();
    if (others.texts().empty()) return missing(file, node["also"].line(), word.c_str());
    out.also[*state] = others.texts();
  }
  return out;
}

/// A slot that nobody has filled has an id and nothing else that could be taken for the regulation's.
Result<Indicator> read_indicator(const Node& node, const Form& form, const std::string& file) {
  Indicator out;
  out.form = form.id;
  out.id = node.text_of("id");
  if (out.id.empty()) return missing(file, node.line(), "id");
  out.block = node.text_of("block");
  if (form.block(out.block) == nullptr)
    return broken(file, node.line(), message("indicators.form.unknown").with("what", "block: " + out.block));
  out.filled = !node["empty"].boolean().value_or(false);
  out.verified = node.text_of("verified");
  if (!out.filled) {
    for (const char* key : {"title", "groups", "facility", "rules", "evidence"})
      if (node.has(key))
        return broken(file, node[key].line(), message("indicators.form.not_empty").with("what", key));
    return out;
  }
  auto title = bilingual(node, "title", file);
  if (!title) return title.error();
  out.title = *title;
  out.groups = node["groups"].texts();
  if (out.groups.empty()) return missing(file, node.line(), "groups");
  for (const std::string& group : out.groups)
    if (!known(kGroups, group)) return unknown(file, node["groups"].line(), "group", group, kGroups);
  if (const std::string support = node.text_of("support"); !known(kSupport, support))
    return unknown(file, node.has("support") ? node["support"].line() : node.line(), "support", support, kSupport);
  auto how = judging(node, file);
  if (!how) return how.error();
  for (const std::string& kind : how->evidence) out.evidence.push_back({kind, {}});
  return out;
}

Status read_head(Form& form, const Node& root, const std::string& file) {
  form.id = root.text_of("id");
  form.version = root.text_of("version");
  form.instrument = root.text_of("instrument");
  form.by_default = root["default"].boolean().value_or(false);
  if (form.id.empty() && !root.has("indicators"))
    return broken(file, std::max(root.line(), 1), message("indicators.form.not_a_form"));
  if (form.id.empty() || form.version.empty()) return missing(file, std::max(root.line(), 1), "id, version");
  for (auto [key, target] : {std::pair{"title", &form.title}, std::pair{"about", &form.about}}) {
    auto text = bilingual(root, key, file);
    if (!text) return text.error();
    *target = *text;
  }
  if (const Node& weight = root["weight"]; root.has("weight")) {
    if (!weight.is_map()) return missing(file, std::max(weight.line(), 1), "weight: {value, within, verified}");
    auto within = bilingual(weight, "within", file);
    if (!within) return within.error();
    if (!weight["value"].number()) return missing(file, weight.line(), "value");
    form.weight = SeenWeight{*weight["value"].number(), *within, weight.text_of("verified")};
  }
  for (const Node& node : root["blocks"].items()) {
    auto block = read_block(node, file);
    if (!block) return block.error();
    if (form.block(block->id) != nullptr)
      return broken(file, node.line(), message("indicators.form.twice").with("what", block->id));
    form.blocks.push_back(std::move(*block));
  }
  return std::nullopt;
}

Result<Facility> read_facility(const Node& node, const std::string& file) {
  Facility out;
  const auto category = category_from(node.text_of("category"));
  if (!category)
    return broken(file, node.line(),
                  message("indicators.form.unknown").with("what", "category: " + node.text_of("category")));
  out.category = *category;
  out.uses = node["use"].texts();
  out.kinds = node["kind"].texts();
  out.names = node["name"].texts();
  out.part = node["part"].boolean().value_or(false);
  for (const auto& [quantity, words] : node["where"].members()) {
    const auto* row = measure::quantity(quantity);
    if (row == nullptr ||
        std::find(row->subjects.begin(), row->subjects.end(), *category) == row->subjects.end())
      return broken(
          file, node["where"].line(),
          message("indicators.form.where").with("quantity", quantity).with("category", to_string(*category)));
    out.where[quantity] = words.texts();
  }
  return out;
}

}  // namespace

Error broken(const std::string& file, int line, Message what) {
  return Error{ErrorCode::pack, std::move(what), file, "line " + std::to_string(line),
               message("indicators.form.advice")};
}

const Block* Form::block(const std::string& wanted) const {
  const auto found =
      std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.id == wanted; });
  return found == blocks.end() ? nullptr : &*found;
}

const Indicator* Form::item(const std::string& wanted) const {
  const auto found =
      std::find_if(indicators.begin(), indicators.end(), [&](const Indicator& i) { return i.id == wanted; });
  return found == indicators.end() ? nullptr : &*found;
}

Result<Judging> judging(const Node& indicator, const std::string& file) {
  Judging out;
  out.plan_shows = indicator["plan_shows"].boolean().value_or(false);
  out.plan_decides = indicator["plan_decides"].boolean().value_or(true);
  out.single_storey = indicator["single_storey"].boolean().value_or(false);
  out.rules = indicator["rules"].texts();
  if (const auto all = indicator["anywhere"].boolean())
    out.anywhere = *all ? out.rules : std::vector<std::string>{};
  else
    out.anywhere = indicator["anywhere"].texts();
  for (const std::string& pattern : out.anywhere)
    if (!known(out.rules, pattern))
      return broken(
          file, indicator["anywhere"].line(),
          message("indicators.form.anywhere").with("rule", pattern).with("item", indicator.text_of("id")));
  out.evidence = indicator["evidence"].texts();
  for (const std::string& kind : out.evidence)
    if (!known(kEvidence, kind))
      return unknown(file, indicator["evidence"].line(), "evidence", kind, kEvidence);
  for (const Node& node : indicator["facility"].items()) {
    auto facility = read_facility(node, file);
    if (!facility) return facility.error();
    out.any.push_back(std::move(*facility));
  }
  return out;
}

Result<Form> read_form(const fs::path& path) {
  auto bytes = read_file(path, kMostBytes);
  const std::string file = path.string();
  if (!bytes) {
    Error error = bytes.error();
    error.code = ErrorCode::pack;
    return error;
  }
  auto parsed = parse_yaml(*bytes, file);
  if (!parsed) return parsed.error();
  auto root = std::make_shared<const Node>(std::move(*parsed));
  Form form;
  form.file = file;
  form.sha256 = sha256(*bytes);
  form.source = root;
  if (Status problem = read_head(form, *root, file)) return *problem;
  for (const Node& node : (*root)["indicators"].items()) {
    auto indicator = read_indicator(node, form, file);
    if (!indicator) return indicator.error();
    if (form.item(indicator->id) != nullptr)
      return broken(file, node.line(), message("indicators.form.twice").with("what", indicator->id));
    form.indicators.push_back(std::move(*indicator));
  }
  if (form.indicators.empty()) return missing(file, std::max(root->line(), 1), "indicators");
  return form;
}

}  // namespace landai::indicators
