// SPDX-License-Identifier: GPL-3.0-or-later
#include "overlay.hpp"

#include <algorithm>

#include "tighten.hpp"

namespace landai::standards {
namespace {

constexpr const char* kCombinations[] = {"all", "any", "either", "cases"};
constexpr const char* kDemand[] = {"quantity", "params", "limit",  "children", "combine",
                                   "all",      "any",    "either", "cases",    "reason"};

bool has_any(const Node& node, std::span<const char* const> keys) {
  return std::any_of(keys.begin(), keys.end(), [&node](const char* key) { return node.has(key); });
}

/// {all: [a, b]} or {any: [a, b]}
Node both(const char* how, Node a, Node b, int line) {
  Node list = Node::list_at(line), map = Node::map_at(line);
  list.put(0, std::move(a));
  list.put(1, std::move(b));
  map.set(how, std::move(list));
  return map;
}

/// Adds the members of a map that the other does not have; a name that both give to different things is told.
void unite(Node& into, const Node& more, int line, std::vector<Problem>& problems) {
  if (!more.is_map()) return;
  if (into.is_null()) into = Node::map_at(line);
  for (const auto& [name, value] : more.members()) {
    const Node& own = into[name];
    if (own.is_null())
      into.set(name, value.at_line(line));
    else if (!own.same_as(value))
      problems.push_back({own.line(), message("standards.overlay.name_taken").with("name", name), {}});
  }
}

/// "min" where the rule had a least and has a greatest now, "max" the other way round: a slip of the key. Null where that is not so.
const char* other_side(const Demand& was, const Demand& now) {
  if (was.op != Demand::Op::leaf || now.op != Demand::Op::leaf || was.quantity != now.quantity) return nullptr;
  const auto only = [](const std::optional<double>& one, const std::optional<double>& other) { return one && !other; };
  if (only(was.limit.min, was.limit.max) && only(now.limit.max, now.limit.min)) return "min";
  return only(was.limit.max, was.limit.min) && only(now.limit.min, now.limit.max) ? "max" : nullptr;
}

/// A limit as its article has it; of words and truths, which articles do not abbreviate, those.
std::string told_limit(const Limit& limit) {
  if (!limit.as_written.empty()) return limit.as_written;
  if (limit.truth) return *limit.truth ? "true" : "false";
  std::string text;
  for (const std::string& word : limit.one_of) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// Whether a change gives other sizes to a rule whose limit is only that something fits.
bool resized(const Node& node, const RuleData& was) { return node.has("params") && !node.has("limit") && was.rule.limit.truth && !was.rule.limit.as_written.empty(); }

/// The demand without what says only why a text is read in several ways.
Demand without_reasons(Demand d) {
  d.reason.clear();
  d.limit.as_written.clear();
  for (Demand& part : d.parts) part = without_reasons(std::move(part));
  return d;
}

/// Whether a change writes other numbers under the words of the limit below: "Tabel 3.3 becomes Tabel 3.3" tells nobody anything.
bool keeps_the_words(const Node& node, const RuleData& was, const RuleData& now) {
  return node["limit"].has("as_written") && now.rule.limit.as_written == was.rule.limit.as_written &&
         !(without_reasons(was.demand) == without_reasons(now.demand));
}

/// The sizes of a change as they are typed: "160 cm × 230 cm".
std::string sizes(const Node& params) {
  std::string out;
  for (const auto& [name, value] : params.members())
    if (parse_amount(value.text(), "m")) out += (out.empty() ? "" : " × ") + value.text();
  return out;
}

}  // namespace

bool may_count(const Pack& pack) {
  const auto was_empty = [](const Rule& rule) {
    return rule.placeholder ||
           std::any_of(rule.changed_by.begin(), rule.changed_by.end(), [](const Change& c) { return c.filled; });
  };
  return pack.counts || std::all_of(pack.rules.begin(), pack.rules.end(), was_empty);
}

bool is_overlay(const Node& root) { return root.text_of("schema") == "landai-overlay/1"; }

/// What is taken from below stands on the line of `over`, so that whatever does not fit is told of this file.
Node OverlayParser::with_names_of(const Pack& pack) {
  Node all = overlay_;
  const int line = overlay_["over"].line();
  for (const char* key : {"sources", "conditions"}) {
    Node united = overlay_[key];
    unite(united, (*pack.source)[key], line, problems_);
    if (!united.is_null()) all.set(key, std::move(united));
  }
  if (!overlay_.has("instrument"))
    all.set("instrument", (*under_.front()->source)["instrument"].at_line(line));
  if (overlay_["add"].is_list()) all.set("rules", overlay_["add"]);
  return all;
}

OverlayParser::OverlayParser(const Node& overlay, std::string file, const Pack& over,
                             std::vector<Pack*> under, std::vector<Problem>& problems, const measure::Ranges* ranges)
    : PackParser(context_, problems, ranges),
      overlay_(overlay),
      file_(std::move(file)),
      over_(over.id),
      under_(std::move(under)) {}

OverlayParser::Place OverlayParser::place_of(const std::string& rule) const {
  for (Pack* pack : under_)
    for (std::size_t i = 0; i < pack->rules.size(); ++i)
      if (pack->rules[i].id == rule) return {pack, i};
  return {};
}

void OverlayParser::head(Pack& pack) {
  const Pack& base = *under_.front();
  pack.id = text(overlay_, "id", Need::must);
  if (!pack.id.empty() && !good_pack_id(pack.id))
    complain(overlay_["id"], message("standards.pack.bad_pack_id").with("id", pack.id));
  version(pack);
  instrument_ =
      overlay_.has("instrument") ? text(overlay_, "instrument") : base.source->text_of("instrument");
  pack.title = bilingual(overlay_, "title", Need::must);
  pack.about = bilingual(overlay_, "about", Need::must);
  pack.status = bilingual(overlay_, "status", Need::may_miss);
  pack.counts = truth(overlay_, "counts", base.counts);
  if (base.counts && !pack.counts)
    complain(overlay_["counts"], message("standards.overlay.counts").with("pack", base.id));
  if (pack.counts && !may_count(base))
    complain(overlay_["counts"], message("standards.overlay.for_comparison").with("pack", base.id));
  pack.over = over_;
  pack.file = file_;
  if (overlay_.has("sources")) sources(overlay_["sources"]);
}

/// What a change may say of a rule at all.
bool OverlayParser::may_change(const Node& node, const RuleData& was) {
  const std::size_t before = problems_.size();
  only(node, {"id",     "quantity", "params",  "limit",      "children", "combine",   "all",     "any",
              "either", "cases",    "reason",  "obligation", "when",     "also_when", "off",     "title",
              "remedy", "note",     "article", "instrument", "source",   "verified",  "examples"});
  if (node.members().size() < 2) complain(node, message("standards.overlay.nothing_changed"));
  if (node.has("off") && truth(node, "off", false))
    complain(node["off"], message("standards.overlay.switch_off"), message("standards.overlay.waiver"));
  if (node.has("examples") && !node["examples"].is_list() && !node["examples"].is_map())
    complain(node["examples"], message("standards.pack.not_list").with("key", "examples"));
  const bool asleep = was.off || was.placeholder;
  if (node.has("when") && !asleep)
    complain(node["when"], message("standards.overlay.narrows"), message("standards.overlay.waiver"));
  if (node.has("also_when") && was.when.op == Condition::Op::always)
    complain(node["also_when"], message("standards.overlay.everywhere"));
  if (node.has("also_when") && !was.exclusive.empty())
    complain(node["also_when"], message("standards.overlay.exclusive").with("group", was.exclusive));
  if (was.placeholder && !node.has("limit") && !has_any(node, kCombinations))
    complain(node, message("standards.pack.missing").with("key", "limit"));
  return problems_.size() == before;
}

/// A new number does not stand in the article that the rule cites, so it brings its own.
void OverlayParser::new_number(const Node& node, const RuleData& was, bool demands) {
  if (!demands) {
    for (const char* key : {"article", "instrument", "source", "verified"})
      if (node.has(key)) return complain(node[key], message("standards.overlay.only_cites").with("key", key));
    return;
  }
  for (const char* key : {"article", "source", "verified"})
    if (!node.has(key))
      complain(node, message("standards.overlay.needs_article")
                         .with("key", key)
                         .with("article", was.rule.citation.article));
  // A placeholder is filled from its own regulation; a tighter limit is not what the regulation says.
  const auto alike = [&node](const Change& other) { return other.filled && other.source->same_as(node); };
  const bool was_empty = was.placeholder || std::any_of(was.rule.changed_by.begin(), was.rule.changed_by.end(), alike);
  if (!was_empty && !node.has("instrument") && !overlay_.has("instrument"))
    complain(node,
             message("standards.overlay.needs_instrument").with("instrument", was.rule.citation.instrument));
}

/// The condition of a rule that slept may be narrowed; that of any other may only be widened.
void OverlayParser::where(const Node& node, const Node& was, const RuleData& data, Node& into) {
  if (node.has("when"))
    into.set("when", data.placeholder || !was.has("when")
                         ? node["when"]
                         : both("all", was["when"].at_line(node.line()), node["when"], node.line()));
  if (node.has("also_when") && into.has("when"))
    into.set("when", both("any", into["when"], node["also_when"], node.line()));
}

Node OverlayParser::merged(const Node& node, const Node& was, const RuleData& data) {
  Node rule = was.at_line(node.line());
  const bool demands = has_any(node, kDemand);
  if (has_any(node, kCombinations))
    for (const char* key : kDemand) rule.drop(key);
  if (data.placeholder)   // its note says that nobody has seen the article
    for (const char* key : {"placeholder", "note"}) rule.drop(key);
  rule.drop("examples");
  if (node.has("off")) rule.drop("off");
  Node own = node;
  for (const char* key : {"id", "when", "also_when", "off", "examples"}) own.drop(key);
  for (const auto& [key, value] : own.members()) rule.set(key, value);
  if (resized(node, data)) {  // else readers would see the sizes of the article below
    Node limit = rule["limit"];
    limit.drop("as_written");
    rule.set("limit", std::move(limit));
  }
  if (!own.has("instrument")) {
    const bool new_one = demands && overlay_.has("instrument");
    const Node& pack = new_one ? overlay_ : *place_of(data.rule.id).pack->source;
    if (new_one || !rule.has("instrument")) rule.set("instrument", pack["instrument"].at_line(node.line()));
  }
  where(node, was, data, rule);
  return rule;
}

void OverlayParser::tightened(const Node& node, const RuleData& was, const RuleData& now) {
  if (now.rule.obligation > was.rule.obligation)
    complain(node["obligation"],
             message("standards.overlay.weaker").with("was", to_string(was.rule.obligation)),
             message("standards.overlay.waiver"));
  if (was.placeholder || as_strict(was.demand, now.demand)) return;
  const Node& at = node.has("limit") ? node["limit"] : node;
  if (const char* side = other_side(was.demand, now.demand); side != nullptr)
    return complain(at,
                    message("standards.overlay.other_side").with("limit", was.rule.limit.as_written).with("side", side)
                        .with("other", std::string_view(side) == "min" ? "max" : "min").with("article", was.rule.citation.article),
                    message("standards.overlay.other_side.advice").with("side", side));
  const std::string limit = told_limit(was.rule.limit);
  complain(at,
           message(limit.empty() ? "standards.overlay.looser_rule" : "standards.overlay.looser")
               .with("limit", limit)
               .with("article", was.rule.citation.article),
           message("standards.overlay.waiver"));
}

void OverlayParser::record(const Node& node, const RuleData& was, RuleData& now) const {
  Change change;
  change.overlay = overlay_.text_of("id");
  change.file = file_;
  change.cited = was.rule.citation;
  change.quantity = was.rule.quantity;
  change.was = was.rule.limit;
  change.now = now.rule.limit;
  change.filled = was.placeholder;
  change.demands = !(was.demand == now.demand);
  change.judges = change.demands || !(was.when == now.when) || was.rule.obligation != now.rule.obligation;
  change.source = std::make_shared<const Node>(node);
  now.rule.standard = was.rule.standard;
  now.rule.changed_by = was.rule.changed_by;
  now.rule.changed_by.push_back(std::move(change));
  const bool filled = was.placeholder && may_count(*place_of(was.rule.id).pack);
  now.counts = filled && overlay_["counts"].boolean() == true ? true : was.counts;
  now.line = was.line;
}

/// Whether an overlay on which this one does not stand has already changed the rule into something else.
bool OverlayParser::in_conflict(const Node& node, const Rule& rule) {
  for (const Change& other : rule.changed_by) {
    const auto is_other = [&other](const Pack* pack) { return pack->id == other.overlay; };
    if (std::any_of(under_.begin(), under_.end(), is_other) || other.source->same_as(node)) continue;
    complain(node["id"],
             message("standards.overlay.conflict")
                 .with("id", rule.id)
                 .with("overlay", other.overlay)
                 .with("line", std::to_string(other.source->line()))
                 .with("file", other.file),
             message("standards.overlay.conflict_advice").with("overlay", other.overlay));
    return true;
  }
  return false;
}

/// Complains of an id that is not there, with the nearest one that is.
void OverlayParser::unknown_rule(const Node& at, const std::string& id) {
  std::vector<std::string_view> known;
  for (const Pack* pack : under_)
    for (const Rule& rule : pack->rules) known.emplace_back(rule.id);
  complain(at, message("standards.overlay.unknown_rule").with("id", id).with("pack", over_),
           meant(id, known));
}

void OverlayParser::change(const Node& node) {
  rule_ = node.text_of("id");
  if (!is_map(node, "change") || text(node, "id", Need::must).empty()) return;
  const Place place = place_of(rule_);
  if (place.pack == nullptr) return unknown_rule(node["id"], rule_);
  if (!changed_.insert(rule_).second)
    return complain(node["id"], message("standards.pack.id_twice").with("id", rule_));
  const RuleData& was = place.pack->data->rules[place.at];
  if (in_conflict(node, was.rule) || !may_change(node, was)) return;
  new_number(node, was, has_any(node, kDemand));
  const std::size_t before = problems_.size();
  context_ = with_names_of(*place.pack);
  const Node& written = (*place.pack->source)["rules"].items()[place.at];
  Node whole = merged(node, written, was);
  ids_.clear();
  RuleData now = rule(whole);
  if (resized(node, was)) now.rule.limit.as_written = now.demand.limit.as_written = sizes(node["params"]);
  // A remedy from below may not go with the other limit. That this limit is not a tighter one comes first.
  const auto gap = [](const Problem& p) { return p.message.key == "standards.pack.placeholder"; };
  const auto fresh = problems_.begin() + static_cast<std::ptrdiff_t>(before);
  if (!std::all_of(fresh, problems_.end(), gap)) return;
  const std::vector<Problem> gaps(fresh, problems_.end());
  problems_.resize(before);
  tightened(node, was, now);
  if (keeps_the_words(node, was, now))
    complain(node["limit"]["as_written"], message("standards.overlay.same_words").with("text", now.rule.limit.as_written));
  if (!gaps.empty()) {
    if (problems_.size() == before) problems_.insert(problems_.end(), gaps.begin(), gaps.end());
    return;
  }
  record(node, was, now);
  // Examples of a rule that judges as before are still right.
  if (!now.rule.changed_by.back().judges && written.has("examples"))
    whole.set("examples", written["examples"]);
  replaced_.push_back({place, std::move(now), std::move(whole), context_});
}

/// All changes at once: each pack that has one gets a new reading and a new source.
void OverlayParser::replace() {
  for (Pack* pack : under_) {
    const auto here = [pack](const Replaced& changed) { return changed.place.pack == pack; };
    if (std::none_of(replaced_.begin(), replaced_.end(), here)) continue;
    auto data = std::make_shared<PackData>(*pack->data);
    Node source = *pack->source;
    Node rules = source["rules"];
    for (Replaced& changed : replaced_) {
      if (!here(changed)) continue;
      const std::size_t at = changed.place.at;
      pack->rules[at] = changed.data.rule;
      data->rules[at] = std::move(changed.data);
      rules.put(at, std::move(changed.node));
      for (const char* key : {"sources", "conditions"})
        if (changed.names.has(key)) source.set(key, changed.names[key]);
    }
    source.set("rules", std::move(rules));
    pack->source = std::make_shared<const Node>(std::move(source));
    data->pack = *pack;
    data->pack.data = nullptr;
    pack->data = std::move(data);
  }
}

/// Of the rules of a group one holds already: another one beside them would break it.
void OverlayParser::own_group(const Node& item, const RuleData& added) {
  const auto same = [&added](const RuleData& rule) { return rule.exclusive == added.exclusive; };
  for (const Pack* pack : under_)
    if (!added.exclusive.empty() && std::any_of(pack->data->rules.begin(), pack->data->rules.end(), same))
      return complain(item["exclusive"], message("standards.overlay.group_taken").with("group", added.exclusive).with("pack", pack->id));
}

PackData OverlayParser::lay() {
  PackData data;
  const std::size_t before = problems_.size();
  only(overlay_, {"schema", "id", "version", "counts", "title", "status", "about", "over", "instrument",
                  "sources", "conditions", "change", "add"});
  context_ = with_names_of(*under_.front());
  head(data.pack);
  if (!overlay_.has("change") && !overlay_.has("add"))
    complain(overlay_, message("standards.overlay.nothing"));
  for (const char* key : {"change", "add"})
    if (overlay_.has(key)) (void)list(overlay_, key, 1);
  for (const Node& item : overlay_["change"].items()) change(item);
  context_ = with_names_of(*under_.front());
  ids_.clear();
  for (const Pack* pack : under_)
    for (const Rule& rule : pack->rules) below_.emplace(rule.id, pack->id);
  for (const Node& item : overlay_["add"].items()) {
    data.rules.push_back(rule(item));
    own_group(item, data.rules.back());
    data.pack.rules.push_back(data.rules.back().rule);
  }
  rule_.clear();
  conditions(overlay_["conditions"]);
  data.tolerance = under_.front()->data->tolerance;
  data.duties = under_.front()->data->duties;
  data.pack.source = std::make_shared<const Node>(context_);
  if (problems_.size() == before) replace();
  return data;
}

}  // namespace landai::standards
