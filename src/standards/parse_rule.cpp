// SPDX-License-Identifier: GPL-3.0-or-later
// One rule: what it cites, how well that is known, where it applies, what it demands.
#include <algorithm>

#include "parse.hpp"

namespace landai::standards {
namespace {

constexpr std::string_view kObligations[] = {"mandatory", "advisory", "information"};
constexpr std::string_view kVerified[] = {"text", "secondary", "unverified", "borrowed", "ours"};
constexpr std::string_view kAccess[] = {"public", "any"};

const Demand* first_leaf(const Demand& d) {
  const Demand* at = &d;
  while (at->op != Demand::Op::leaf && !at->parts.empty()) at = &at->parts.front();
  return at;
}

/// Whether a limit of the demand has such a side for the report to fill in.
bool has_side(const Demand& d, bool most) {
  if (d.op == Demand::Op::leaf) {
    const bool beside = !d.relative.empty() && d.relative_is_max == most;
    return beside || (most ? d.limit.max.has_value() : d.limit.min.has_value() || !d.table.empty());
  }
  return std::any_of(d.parts.begin(), d.parts.end(), [most](const Demand& part) { return has_side(part, most); });
}

}  // namespace

/// Names in braces that the report can fill in; any other would reach the reader as a gap.
void PackParser::braces(const Node& remedy, const Rule& rule, const Demand& demand) {
  std::vector<std::string> known = {"value", "limit", "difference"};
  // A demand that has neither is a truth's or a word's, or broken, and that was told.
  const bool sided = has_side(demand, false) || has_side(demand, true);
  for (const bool most : {false, true})
    if (!sided || has_side(demand, most)) known.emplace_back(most ? "max" : "min");
  for (const auto& [name, param] : rule.params)
    if (std::holds_alternative<double>(param)) known.push_back(name);
  std::string all;
  for (const auto& name : known) all += (all.empty() ? "{" : ", {") + name + "}";
  for (const char* language : {"id", "en"}) {
    const std::string text = remedy.text_of(language);
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
      const auto end = text.find('}', open);
      const std::string name = text.substr(open, end == std::string::npos ? end : end - open + 1);
      const std::string inner = name.substr(1, name.size() > 2 ? name.size() - 2 : 0);
      if (name.back() != '}' || std::find(known.begin(), known.end(), inner) == known.end())
        complain(remedy, message("standards.pack.placeholder").with("name", name).with("known", all));
    }
  }
}

void PackParser::cite(const Node& node, Rule& rule) {
  rule.citation.article = text(node, "article", Need::must);
  rule.citation.instrument = node.has("instrument") ? text(node, "instrument") : instrument_;
  rule.citation.source = text(node, "source", Need::must);
  if (!rule.citation.source.empty() && !root_["sources"].has(rule.citation.source))
    unknown_name(node["source"], rule.citation.source, root_["sources"]);
  rule.title = bilingual(node, "title", Need::must);
  rule.remedy = bilingual(node, "remedy", Need::must);
  rule.note = bilingual(node, "note", Need::may_miss);
}

void PackParser::grade(const Node& node, RuleData& data) {
  Rule& r = data.rule;
  r.obligation = obligation_from(word(node, "obligation", kObligations)).value_or(r.obligation);
  r.verified = verified_from(word(node, "verified", kVerified)).value_or(r.verified);
  data.off = r.off = truth(node, "off", false);
  data.placeholder = r.placeholder = truth(node, "placeholder", false);
  if (node.has("placeholder") && !data.placeholder)
    complain(node["placeholder"], message("standards.pack.only_true").with("key", "placeholder"));
  // A number that nobody has seen in the text must not fail a building.
  const bool unseen = r.verified == Verified::unverified || r.verified == Verified::borrowed;
  if (unseen && r.obligation == Obligation::mandatory && !data.off && !data.placeholder)
    complain(node, message("standards.pack.unverified_mandatory"));
}

void PackParser::applies(const Node& node, RuleData& data) {
  const Category subject = data.rule.subject;
  data.any_access = node.has("access") && word(node, "access", kAccess) == "any";
  data.together = truth(node, "together", false);
  data.exclusive = text(node, "exclusive");
  data.cuts_route.op = Condition::Op::always;
  data.cuts_route.truth = false;
  if (node.has("when")) data.when = condition(node["when"], {subject});
  if (node.has("cuts_route")) data.cuts_route = condition(node["cuts_route"], {subject});
  if (node.has("fails_only_when")) data.fails_only_when = condition(node["fails_only_when"], {subject});
  if (node.has("passes_only_when")) data.passes_only_when = condition(node["passes_only_when"], {subject});
}

/// What "there is none" means: only of a quantity of which there may be none, and never that the rule is met.
std::optional<Verdict> PackParser::none(const Node& node, const Demand& d) {
  constexpr std::string_view kVerdicts[] = {"fail", "not_applicable"};
  const std::string said = word(node, "none", kVerdicts);
  std::vector<measure::Request> asked;
  collect(d, asked);
  if (ranges_ && std::none_of(asked.begin(), asked.end(), [this](const auto& r) { return ranges_->may_be_none(r.quantity); })) {
    const auto& may = ranges_->all_that_may_be_none();
    complain(node["none"], message("standards.pack.never_none").with("quantity", first_leaf(d)->quantity), meant({}, std::vector<std::string_view>(may.begin(), may.end())));
  }
  if (said == "fail") return Verdict::fail;
  return said == "not_applicable" ? std::optional(Verdict::not_applicable) : std::nullopt;
}

void PackParser::demands(const Node& node, RuleData& data) {
  Rule& r = data.rule;
  if (data.placeholder) {  // its limit is what nobody has read
    for (const char* key : {"limit", "all", "any", "either", "cases"})
      if (node.has(key)) complain(node[key], message("standards.pack.placeholder_limit").with("key", key));
    if (!node.has("quantity")) return;
    const auto* info = quantity(node, "quantity");
    if (info) fits(node["quantity"], *info, {r.subject});
    if (info && node.has("params")) r.params = params(node, *info);
    r.quantity = node.text_of("quantity");
    return;
  }
  // `placeholder: false` was told already; what the rule lacks besides would be told first and mislead.
  if (node.has("placeholder")) return;
  data.demand = demand(node, r.subject);
  if (node.has("none")) data.none = none(node, data.demand);
  const Demand* leaf = first_leaf(data.demand);
  r.quantity = leaf->quantity;
  r.params = leaf->params;
  r.limit = data.demand.limit;
  braces(node["remedy"], r, data.demand);
}

RuleData PackParser::rule(const Node& node) {
  RuleData data;
  Rule& r = data.rule;
  rule_ = node.text_of("id");
  data.line = node.line();
  if (!is_map(node, "rules")) return data;
  only(node, {"id",
              "article",
              "source",
              "instrument",
              "title",
              "obligation",
              "verified",
              "subject",
              "access",
              "when",
              "exclusive",
              "quantity",
              "params",
              "limit",
              "children",
              "combine",
              "all",
              "any",
              "either",
              "cases",
              "reason",
              "none",
              "fails_only_when",
              "passes_only_when",
              "cuts_route",
              "together",
              "off",
              "placeholder",
              "note",
              "remedy",
              "examples"});
  r.id = text(node, "id", Need::must);
  r.standard = root_.text_of("id");
  if (!r.id.empty() && !good_id(r.id))
    complain(node["id"], message("standards.pack.bad_id").with("id", r.id));
  if (const auto there = below_.find(r.id); there != below_.end())
    complain(node["id"], message("standards.overlay.adds_known").with("id", r.id).with("pack", there->second), message("standards.overlay.adds_known.advice"));
  else if (!ids_.insert(r.id).second)
    complain(node["id"], message("standards.pack.id_twice").with("id", r.id));
  cite(node, r);
  grade(node, data);
  if (node.has("examples") && !node["examples"].is_list() && !node["examples"].is_map())
    complain(node["examples"], message("standards.pack.not_list").with("key", "examples"));
  const std::string subject = word(node, "subject", category_words());
  if (!category_from(subject)) return data;
  r.subject = *category_from(subject);
  applies(node, data);
  demands(node, data);
  return data;
}

}  // namespace landai::standards
