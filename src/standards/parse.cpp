// SPDX-License-Identifier: GPL-3.0-or-later
// The pack itself: what it is, its sources, tolerance, duties and named conditions.
#include "parse.hpp"

#include <algorithm>

namespace landai::standards {

bool good_id(const std::string& id) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  if (id.empty() || id.front() == '-' || id.front() == '_' || id.find('.') == std::string::npos) return false;
  for (std::size_t start = 0; start <= id.size();) {
    const std::size_t end = std::min(id.find('.', start), id.size());
    if (start == end || !std::all_of(id.begin() + static_cast<std::ptrdiff_t>(start),
                                     id.begin() + static_cast<std::ptrdiff_t>(end), letter))
      return false;
    start = end + 1;
  }
  return id.substr(0, id.find('.')).find('_') == std::string::npos;
}

bool good_pack_id(const std::string& id) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && id.front() != '-' && std::all_of(id.begin(), id.end(), letter);
}

void PackParser::version(Pack& pack) {
  const Node& node = root_["version"];
  if (node.is_null()) complain(root_, message("standards.pack.missing").with("key", "version"));
  else if (!node.is_scalar() || node.boolean()) complain(node, message("standards.pack.not_text").with("key", "version"));
  pack.version = node.text();
}

void PackParser::about(Pack& pack) {
  pack.id = text(root_, "id", Need::must);
  if (!pack.id.empty() && !good_pack_id(pack.id))
    complain(root_["id"], message("standards.pack.bad_pack_id").with("id", pack.id));
  version(pack);
  instrument_ = text(root_, "instrument", Need::must);
  pack.title = bilingual(root_, "title", Need::must);
  pack.status = bilingual(root_, "status", Need::must);
  pack.about = bilingual(root_, "about", Need::must);
  if (!root_.has("counts")) complain(root_, message("standards.pack.missing").with("key", "counts"));
  pack.counts = truth(root_, "counts", true);
  pack.by_default = truth(root_, "default", true);
  if (root_.has("presents")) pack.presents = texts(root_["presents"], "presents", 0);
  if (std::find(pack.presents.begin(), pack.presents.end(), pack.id) != pack.presents.end())
    complain(root_["presents"], message("standards.pack.presents_itself").with("id", pack.id));
}

void PackParser::sources(const Node& map) {
  if (map.is_null()) return complain(root_, message("standards.pack.missing").with("key", "sources"));
  if (!is_map(map, "sources")) return;
  if (map.members().empty()) complain(map, message("standards.pack.no_sources"));
  for (const auto& [name, value] : map.members()) (void)bilingual(map, name, Need::must);
}

/// Conditions that no rule names are read too: a slip in them must not wait until somebody does.
void PackParser::conditions(const Node& map) {
  if (map.is_null() || !is_map(map, "conditions")) return;
  for (const auto& [name, value] : map.members())
    if (!used_.contains(name)) (void)condition(value, {});
}

void PackParser::tolerance(const Node& node, Tolerance& into) {
  if (node.is_null() || !is_map(node, "tolerance")) return;
  only(node, {"drawn", "drawn_angle", "reading", "over"});
  const auto read = [&](const char* key, const char* unit, double& value) {
    if (!node.has(key)) return;
    const auto amount = parse_amount(text(node, key), unit);
    if (!amount || *amount < 0 || *amount > 0.02)
      complain(node[key],
               message("standards.pack.tolerance").with("key", key).with("text", node.text_of(key)),
               comma_advice(node.text_of(key), unit));
    else
      value = *amount;
  };
  read("drawn", "m", into.drawn_m);
  read("drawn_angle", "rad", into.drawn_rad);
  read("reading", "m", into.reading_m);
  if (!node.has("over") || !is_map(node["over"], "over")) return;
  for (const auto& [ratio, length] : node["over"].members()) {
    const auto* of = quantity_named(length, ratio);
    const auto* over = quantity(node["over"], ratio);
    if (of && std::string_view(of->unit) != "1") wrong_limit(length, *of);
    if (over && std::string_view(over->unit) != "m") wrong_limit(length, *over);
    into.over[ratio] = length.text();
  }
}

/// When a failure is not yet due. Only "staged" is a pack's to say; a waiver needs a document.
DutyRule PackParser::duty(const Node& node) {
  DutyRule out;
  if (!is_map(node, "duties")) return out;
  only(node, {"duty", "article", "source", "when", "note"});
  constexpr std::string_view kDuties[] = {"staged"};
  out.duty = word(node, "duty", kDuties);
  out.article = text(node, "article", Need::must);
  const std::string source = text(node, "source");
  if (!source.empty() && !root_["sources"].has(source))
    unknown_name(node["source"], source, root_["sources"]);
  (void)bilingual(node, "note", Need::may_miss);
  // It is asked of subjects of every category: what cannot be asked of one does not hold of it.
  if (node.has("when")) out.when = condition(node["when"], {});
  else
    complain(node, message("standards.pack.missing").with("key", "when"));
  return out;
}

void PackParser::unchecked(const Node& list_node) {
  for (const Node& item : list_node.items()) {
    if (!is_map(item, "unchecked")) continue;
    only(item, {"id", "about"});
    const std::string id = text(item, "id", Need::must);
    if (!id.empty() && !good_id(id)) complain(item, message("standards.pack.bad_id").with("id", id));
    else if (!id.empty() && !ids_.insert(id).second) complain(item, message("standards.pack.id_twice").with("id", id));
    (void)bilingual(item, "about", Need::must);
  }
}

PackData PackParser::pack() {
  PackData data;
  Pack& p = data.pack;
  if (!root_.is_map() || root_.text_of("schema") != "landai-standard/1") {
    complain(root_.has("schema") ? root_["schema"] : root_, message("standards.pack.not_a_pack"));
    if (!root_.is_map() || !root_.has("rules")) return data;
  }
  only(root_, {"schema", "id", "version", "counts", "default", "title", "status", "about", "instrument",
               "presents", "tolerance", "sources", "conditions", "duties", "rules", "unchecked"});
  about(p);
  sources(root_["sources"]);
  tolerance(root_["tolerance"], data.tolerance);
  for (const Node& item : list(root_, "duties", 0)) data.duties.push_back(duty(item));
  if (!root_.has("rules")) complain(root_, message("standards.pack.missing").with("key", "rules"));
  for (const Node& item : list(root_, "rules", 0)) {
    data.rules.push_back(rule(item));
    p.rules.push_back(data.rules.back().rule);
  }
  rule_.clear();
  conditions(root_["conditions"]);
  (void)list(root_, "unchecked", 0);
  unchecked(root_["unchecked"]);
  if (root_.has("rules") && p.rules.empty() && p.presents.empty())
    complain(root_["rules"], message("standards.pack.empty"));
  return data;
}

PackData parse_pack(const Node& root, std::vector<Problem>& problems, const measure::Ranges* ranges) {
  return PackParser(root, problems, ranges).pack();
}

}  // namespace landai::standards
