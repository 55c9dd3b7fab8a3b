// SPDX-License-Identifier: GPL-3.0-or-later
// What a finding says: its title, what mends it, and values that do not go together.
#include <algorithm>
#include <cmath>
#include <set>

#include "finding_group.hpp"
#include "landai/core/fill.hpp"
#include "landai/measure/inner_size.hpp"
#include "text.hpp"
#include "values.hpp"

namespace landai::report {
namespace {

using standards::Check;
using standards::Verdict;

std::string place_text(const std::vector<std::string>& places, Category category, bool route, const View& view) {
  if (places.size() == 1) return view.name(places.front());
  const std::string what = view.word("categories", route ? "route" : to_string(category));
  Message m = message("report.title.places").with("count", std::to_string(places.size())).with("what", what);
  if (places.size() > 2) return view.texts.render(m);
  return view.texts.render(m) + " (" + view.name(places[0]) + ", " + view.name(places[1]) + ")";
}

/// The values of one check that contradict each other, all of them; empty where they are not of what the check decides by.
std::string contested_values(const Check& check, const View& view) {
  const auto* deciding = view.deciding(check);
  if (!deciding) return {};
  std::vector<std::string> values;
  for (const std::string& id : check.measurements)
    if (const auto* m = view.measurement(id); m && m->value && m->subject == deciding->subject && m->quantity == deciding->quantity)
      values.push_back(view.value(*m) + " (" + method_text(view, *m) + ")");
  return values.size() < 2 ? std::string() : join(values, "; ");
}

/// Why a check that hangs on contradicting values is not decided. Of several places each has its own values.
std::string contested_title(const Group& group, const std::string& place, const std::string& rule, const View& view) {
  const Check& check = leading(*group.cases.front(), view);
  const auto* m = view.deciding(check);
  const auto say = [&](const char* key) { return message(key).with("place", place).with("rule", rule); };
  if (group.cases.size() > 1) return view.texts.render(say("report.title.contested.several"));
  const std::string values = contested_values(check, view);
  if (values.empty()) return view.texts.render(say("report.title.contested.of").with("why", view.render(check.message)));
  if (m->truth()) return view.texts.render(say("report.title.contested.truth").with("values", values));
  return view.texts.render(say("report.title.contested").with("what", view.quantity(m->quantity, m->params)).with("values", values)
      .with("limit", limit_of(view, check, m->quantity)));
}

/// What settles values that contradict each other, of which this one counts: numbers are measured, the rest is looked at.
const char* settling(const measure::Measurement* m) {
  if (m && m->method == Method::attested) return "report.remedy.contradiction.stated";
  return m && m->value && !m->number() ? "report.remedy.contradiction.seen" : "report.remedy.contradiction";
}

/// The limit of the check that a proposal is for, in front of its sentence: one finding may hold several limits, and each shift is
/// for its own. "For at least 0.920 m: Move …"
std::string with_limit(const remedy::Proposal& proposal, const View& view) {
  const auto* check = view.check(proposal.check);
  const auto* rule = check ? view.rule(check->rule) : nullptr;
  if (!rule) return view.render(proposal.text);
  return view.texts.render(message("report.remedy.for_limit").with("met", limit_of(view, *check, rule->quantity)).with("text", view.render(proposal.text)));
}

/// What stands in the way, where it is the same for all cases.
std::string same_note(const Group& group, const View& view) {
  std::string out;
  for (const Case* c : group.cases) {
    const auto* m = view.deciding(leading(*c, view));
    const std::string note = m == nullptr ? std::string() : view.render(m->evidence.note);
    if (note.empty() || (!out.empty() && note != out)) return {};
    out = note;
  }
  return out;
}

}  // namespace

std::string title_of(const Group& group, const std::vector<std::string>& places, const View& view) {
  const Case& c = *group.cases.front();
  const Check& check = leading(c, view);
  const auto* rule = view.rule(check.rule);
  const auto* m = view.deciding(check);
  const std::string quantity_id = m ? m->quantity : rule ? rule->quantity : std::string();
  const bool route = is_route(check, view);
  const std::string place = place_text(places, view.category(places.front()), route, view);
  const std::string what = view.quantity(quantity_id, m ? m->params : measure::Params{});
  const std::string rule_title = rule ? clean(rule->title.in(view.texts.language())) : clean(check.rule);
  const auto say = [&](const char* key) {
    return view.texts.render(message(key).with("place", place).with("what", what).with("rule", rule_title)
        .with("value", m ? view.value(*m) : std::string("–")).with("limit", limit_of(view, check, quantity_id))
        .with("from", c.from.empty() ? std::string() : view.name(c.from)));
  };
  switch (c.verdict) {
    case Verdict::not_measured: return say("report.title.not_measured");
    case Verdict::undecided:
      if (check.reason == "contradiction") return contested_title(group, place, rule_title, view);
      return say(c.value ? "report.title.undecided" : "report.title.undecided_words");
    default: break;
  }
  if (quantity_id == "route.exists") {
    const std::string cause = same_note(group, view);
    return say("report.title.no_route") + (cause.empty() ? "" : " (" + cause + ")");
  }
  if (quantity_id.starts_with("route.") && c.value) return say("report.title.route");
  // Of several places with different sizes none speaks for all.
  const auto size = m && group.cases.size() == 1 && !check.limit.as_written.empty() ? measure::inner_size(*m) : std::nullopt;
  if (size)
    return view.texts.render(message("report.title.size").with("place", place).with("rule", rule_title).with("limit", check.limit.as_written)
        .with("shorter", size->shorter, "m").with("longer", size->longer, "m"));
  return say(c.value ? "report.title.number" : "report.title.words");
}

/// {name} in the rule's remedy: value, limit, min, max, difference, and the rule's parameters.
std::string remedy_of(const Group& group, const View& view) {
  const Case& c = *group.cases.front();
  if (c.verdict == Verdict::not_measured) return {};
  // What is not decided needs a better measurement, not a builder.
  const Check& check = leading(c, view);
  if (c.verdict == Verdict::undecided) {
    if (check.reason == "contradiction") return view.texts(settling(view.deciding(check)));
    if (check.reason == "rule_text" || check.reason == "disputed") return view.texts("report.remedy.rule_text");
    return view.texts(check.reason == "source_conflict" ? "report.remedy.source_conflict" : "report.remedy.undecided");
  }
  const auto* rule = view.rule(check.rule);
  if (!rule) return {};
  const std::string pattern = rule->remedy.in(view.texts.language());
  const auto* m = view.deciding(check);
  std::map<std::string, std::string> fill;
  if (m) fill["value"] = view.value(*m);
  fill["limit"] = view.limit_number(check.limit, rule->quantity);
  if (check.limit.min) fill["min"] = view.number(*check.limit.min, rule->quantity);
  if (check.limit.max) fill["max"] = view.number(*check.limit.max, rule->quantity);
  if (check.margin) fill["difference"] = view.number(std::abs(*check.margin), rule->quantity);
  for (const auto& [name, param] : rule->params)
    if (const double* v = std::get_if<double>(&param)) fill[name] = view.texts.number(*v, "m");
  std::string text = filled(pattern, [&fill](std::string_view name, std::string_view) {
    const auto found = fill.find(std::string(name));
    return found == fill.end() ? std::string("…") : found->second;
  });
  // Of several readings of a text the strictest is filled in; that it is one of several is said.
  if (check.message.key == "standards.check.fail.readings" || check.message.key == "standards.check.fail.any_limit")
    text = view.texts.render(message("report.remedy.strictest").with("text", text).with("limits", view.texts.as_written(check.limit.as_written)));
  return clean(text);
}

/// What moving one thing does for the checks of a finding, each text once. Proposals come in the order of the checks.
void add_proposals(Finding& f, const View& view) {
  constexpr std::size_t kTold = 4;
  if (!view.in.proposals) return;
  std::set<std::string> told;
  for (const remedy::Proposal& p : *view.in.proposals) {
    if (std::find(f.checks.begin(), f.checks.end(), p.check) == f.checks.end()) continue;
    if (told.insert(view.render(p.text)).second) f.proposals.push_back(&p);
  }
  std::stable_partition(f.proposals.begin(), f.proposals.end(), [](const auto* p) { return p->shift.has_value(); });
  const bool any = !f.proposals.empty() && f.proposals.front()->shift;
  std::vector<std::string> sentences;
  const auto same_kind = std::count_if(f.proposals.begin(), f.proposals.end(), [any](const auto* p) { return !any || p->shift; });
  bool assumed = false;
  for (const auto* p : f.proposals) {
    if (sentences.size() == kTold || (any && !p->shift)) break;  // the document tells the rest
    sentences.push_back(same_kind > 1 ? with_limit(*p, view) : view.render(p->text));
    assumed = assumed || p->assumed_movable;
  }
  if (assumed) sentences.push_back(view.texts("remedy.assumed"));
  if (!f.remedy.empty()) sentences.insert(any ? sentences.end() : sentences.begin(), f.remedy);
  f.remedy = join(sentences, " ");
}

/// What was measured on the building and is drawn otherwise.
Finding built_differently(const measure::Disagreement& d, const View& view) {
  Finding f;
  f.severity = 3;
  f.verdict = Verdict::undecided;
  f.places = {d.as_built->subject.back()};
  f.measurements = {d.as_built->id, d.drawn->id};
  const bool partly = measure::partly_drawn(*d.drawn);
  f.title = view.texts.render(message(partly ? "report.title.built.partly" : "report.title.built").with("place", view.name(f.places.front()))
      .with("what", view.quantity(d.as_built->quantity, d.as_built->params)).with("built", view.value(*d.as_built))
      .with("method", view.word("method", to_string(d.as_built->method))).with("drawn", view.value(*d.drawn)));
  f.remedy = view.texts("report.remedy.built");
  return f;
}

/// Readings or photos of one thing that cannot all be true.
Finding contradicting(const measure::Reconciliation& question, const View& view) {
  Finding f;
  f.severity = 3;
  f.verdict = Verdict::undecided;
  f.places = {question.subject.back()};
  std::vector<std::string> values;
  const std::set<const measure::Measurement*> against(question.contradicting.begin(), question.contradicting.end());
  for (const measure::Measurement* m : question.values) {
    const bool told = m == question.values.front() || against.contains(m);
    if (!told) continue;
    f.measurements.push_back(m->id);
    const measure::ReadingSource source = measure::reading_source(*m);
    std::vector<std::string> how{method_text(view, *m)};
    for (const std::string& part : {source.by, source.date, source.instrument})
      if (!part.empty()) how.push_back(clean(part));
    values.push_back(view.value(*m) + " (" + join(how, ", ") + ")");
  }
  // Of those who state it, or of one of them and the plan.
  const bool stated = question.values.front()->method == Method::attested;
  const bool drawn = std::any_of(question.contradicting.begin(), question.contradicting.end(), [](const auto* m) { return m->method != Method::attested; });
  const char* title = !stated ? "report.title.contradiction" : drawn ? "report.title.contradiction.stated" : "report.title.contradiction.statements";
  f.title = view.texts.render(message(title).with("place", view.name(f.places.front()))
      .with("what", view.quantity(question.quantity, question.params)).with("values", join(values, "; ")));
  f.remedy = view.texts(settling(question.values.front()));
  return f;
}

}  // namespace landai::report
