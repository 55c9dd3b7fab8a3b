// SPDX-License-Identifier: GPL-3.0-or-later
// Equal checks on equal elements become one finding. Two steps: checks of one subject that fail for one cause become a
// case; equal cases on several elements become a finding. Nothing here depends on the order of elements.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "landai/measure/inner_size.hpp"
#include "landai/measure/readings.hpp"
#include "landai/measure/reconcile.hpp"
#include "fingerprint.hpp"
#include "repair.hpp"
#include "text.hpp"
#include "values.hpp"
#include "view.hpp"

namespace landai::report {
namespace {

using standards::Check;
using standards::Obligation;
using standards::Verdict;

/// A value this near to the next smaller one belongs to the same finding (0.5 mm; half a per mille of a slope), as long as it is not
/// this far from the smallest.
constexpr double kSame = 0.0005;
constexpr double kMostSpread = 0.002;
/// A route pinched this close to a door's opening, at the door's own width, is pinched by that door.
constexpr double kAtDoor = 0.35;
constexpr double kSameWidth = 0.005;

/// The checks that one subject fails (or leaves open) for one cause.
struct Case {
  std::string place;             ///< element id
  std::vector<std::string> together;  ///< all elements, where they are judged as one; else empty
  std::string from;              ///< of a route
  std::vector<const Check*> checks;
  Verdict verdict = Verdict::fail;
  std::optional<double> value;
  std::string value_words;       ///< of what is no number, and why nothing was measured
  int severity = 4;
  std::string duty;              ///< "waived", "staged": nothing is due here; else empty
};

struct Group {
  std::vector<const Case*> cases;
};

bool is_route(const Check& check, const View& view) {
  const auto* rule = view.rule(check.rule);
  return rule && rule->quantity.starts_with("route.");
}

bool makes_finding(const Check& check) {
  return check.counts && check.severity && check.verdict != Verdict::pass && check.verdict != Verdict::not_applicable;
}

/// What is waived or not yet due stands apart from what is advised: nobody has to act on it.
std::string not_due(const Check& check) { return check.duty == "waived" || check.duty == "staged" ? check.duty : std::string(); }

PlanPoint middle_of(const PlanSegment& s) { return 0.5 * (s.a + s.b); }

/// Whether a route is pinched by what fails itself: a door in whose opening the witness stands, or a room whose narrowest place it is.
bool pinched_by(const Case& c, const PlanSegment& witness, const std::string& level, const View& view) {
  const Element* e = view.element(c.place);
  if (!e) return false;
  if (e->door()) return distance(PlanSegment{e->door()->jamb_a, e->door()->jamb_b}, middle_of(witness)) < kAtDoor;
  const auto* m = view.deciding(*c.checks.front());
  return m && m->evidence.level == level && !m->evidence.witness.empty() &&
         distance(middle_of(m->evidence.witness.front()), middle_of(witness)) < kAtDoor;
}

/// The width that a route has at its narrowest: its value, or the length of the witness where only "no" is told.
std::optional<double> width_of(const measure::Measurement& route) {
  if (route.number()) return route.number();
  if (route.evidence.witness.empty()) return std::nullopt;
  return distance(route.evidence.witness.front().a, route.evidence.witness.front().b);
}

/// The case that pinches a route: its clear width fails too, with the route's width, in the same place.
const Case* pinching(const measure::Measurement& route, const std::vector<const Case*>& narrow, const View& view) {
  const auto width = width_of(route);
  if (!width || route.evidence.witness.empty()) return nullptr;
  for (const Case* c : narrow)
    if (c->value && std::abs(*c->value - *width) < kSameWidth && pinched_by(*c, route.evidence.witness.front(), route.evidence.level, view)) return c;
  return nullptr;
}

Case make_case(const Check& check, const View& view) {
  Case c;
  const auto* m = view.deciding(check);
  c.place = check.subject.empty() ? std::string("building") : check.subject.back();
  if (m && m->subject.size() > 1) c.from = check.subject.front();
  else if (check.subject.size() > 1) c.together = check.subject;
  c.checks.push_back(&check);
  c.verdict = check.verdict;
  c.severity = *check.severity;
  c.duty = not_due(check);
  if (m) c.value = m->number();
  if (m && m->value && !c.value) c.value_words = view.value(*m);
  if (check.verdict == Verdict::not_measured) {
    c.value.reset();
    c.value_words = (m ? m->quantity + "/" + m->missing.key : check.message.key);
  }
  return c;
}

/// Checks of one subject decided by the same measurement, with the same verdict and as due, are one case.
std::vector<Case> cases_of(const View& view) {
  std::vector<Case> cases;
  std::map<std::tuple<std::vector<std::string>, std::string, int, std::string>, std::size_t> index;
  for (const Check& check : view.in.checks) {
    if (!makes_finding(check)) continue;
    const auto* m = view.deciding(check);
    const std::string cause = m ? m->id : check.rule;
    const auto [at, fresh] = index.try_emplace({check.subject, cause, static_cast<int>(check.verdict), not_due(check)}, cases.size());
    if (fresh) {
      cases.push_back(make_case(check, view));
      continue;
    }
    Case& c = cases[at->second];
    c.checks.push_back(&check);
    c.severity = std::min(c.severity, *check.severity);
  }
  return cases;
}

/// Routes that fail because of a door or a narrow room that fails itself are told with that.
void fold_routes(std::vector<Case>& cases, const View& view) {
  std::vector<const Case*> narrow;
  for (const Case& c : cases) {
    const Category category = view.category(c.place);
    if (c.verdict == Verdict::fail && c.from.empty() && (category == Category::door || category == Category::opening || category == Category::space))
      narrow.push_back(&c);
  }
  if (narrow.empty()) return;
  std::map<const Case*, std::vector<std::size_t>> folded;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].verdict != Verdict::fail || !is_route(*cases[i].checks.front(), view)) continue;
    const auto* m = view.deciding(*cases[i].checks.front());
    if (const Case* cause = m ? pinching(*m, narrow, view) : nullptr) folded[cause].push_back(i);
  }
  for (auto& [cause, routes] : folded) {
    Case& target = cases[static_cast<std::size_t>(cause - cases.data())];
    for (const std::size_t i : routes) {
      target.checks.insert(target.checks.end(), cases[i].checks.begin(), cases[i].checks.end());
      target.severity = std::min(target.severity, cases[i].severity);
      if (cases[i].duty != target.duty) target.duty.clear();
      cases[i].checks.clear();
    }
  }
}

std::vector<std::string> rules_of(const Case& c) {
  std::set<std::string> ids;
  for (const Check* check : c.checks) ids.insert(check->rule);
  return {ids.begin(), ids.end()};
}

/// The check that a finding is told by: the gravest, an element's own before a route's, then by rule id.
const Check& leading(const Case& c, const View& view) {
  return **std::min_element(c.checks.begin(), c.checks.end(), [&](const Check* a, const Check* b) {
    const auto key = [&](const Check* k) {
      return std::tuple(is_route(*k, view), k->obligation != Obligation::mandatory, *k->severity, k->rule);
    };
    return key(a) < key(b);
  });
}

/// To the millimetre: a limit that is taken from another measurement carries that one's rounding.
std::string limit_text(const Check& check) {
  const auto rounded = [](double limit) { return std::round(limit * 1000) / 1000; };
  std::string text;
  if (check.limit.min) append_number(text, rounded(*check.limit.min));
  text += "..";
  if (check.limit.max) append_number(text, rounded(*check.limit.max));
  if (check.limit.truth) text += *check.limit.truth ? "true" : "false";
  return text + join(check.limit.one_of, "|");
}

/// Equal but for the place and small differences of value. `from` keeps the routes of two entrances apart.
std::string group_key(const Case& c, const View& view) {
  std::string key = join(rules_of(c), ",");
  key += ";" + std::string(is_route(*c.checks.front(), view) && view.category(c.place) != Category::door ? "route" : to_string(view.category(c.place)));
  key += ";" + std::string(standards::to_string(c.verdict)) + ";" + c.value_words + ";" + c.from + ";";
  std::set<std::string> limits;
  for (const Check* check : c.checks) limits.insert(limit_text(*check));
  for (const auto& limit : limits) key += limit + ",";
  key += ";" + std::to_string(c.severity) + c.duty;
  return key;
}

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
      .with("limit", view.limit(check.limit, m->quantity)));
}

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
        .with("value", m ? view.value(*m) : std::string("–")).with("limit", view.limit(check.limit, quantity_id))
        .with("from", c.from.empty() ? std::string() : view.name(c.from)));
  };
  switch (c.verdict) {
    case Verdict::not_measured: return say("report.title.not_measured");
    case Verdict::undecided:
      if (check.reason == "contradiction") return contested_title(group, place, rule_title, view);
      return say(c.value ? "report.title.undecided" : "report.title.undecided_words");
    default: break;
  }
  if (quantity_id == "route.exists") return say("report.title.no_route");
  if (quantity_id.starts_with("route.") && c.value) return say("report.title.route");
  // Of several places with different sizes none speaks for all.
  const auto size = m && group.cases.size() == 1 && !check.limit.as_written.empty() ? measure::inner_size(*m) : std::nullopt;
  if (size)
    return view.texts.render(message("report.title.size").with("place", place).with("rule", rule_title).with("limit", check.limit.as_written)
        .with("shorter", size->shorter, "m").with("longer", size->longer, "m"));
  return say(c.value ? "report.title.number" : "report.title.words");
}

/// What settles values that contradict each other, of which this one counts: numbers are measured, the rest is looked at.
const char* settling(const measure::Measurement* m) {
  if (m && m->method == Method::attested) return "report.remedy.contradiction.stated";
  return m && m->value && !m->number() ? "report.remedy.contradiction.seen" : "report.remedy.contradiction";
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
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::size_t end = pattern[i] == '{' ? pattern.find('}', i) : std::string::npos;
    if (end == std::string::npos) {
      text += pattern[i];
      continue;
    }
    const auto found = fill.find(pattern.substr(i + 1, end - i - 1));
    text += found == fill.end() ? std::string("…") : found->second;
    i = end;
  }
  return clean(text);
}

/// The limit of the check that a proposal is for, in front of its sentence: one finding may hold several limits, and each shift is
/// for its own. "For at least 0.920 m: Move …"
std::string with_limit(const remedy::Proposal& proposal, const View& view) {
  const auto* check = view.check(proposal.check);
  const auto* rule = check ? view.rule(check->rule) : nullptr;
  if (!rule) return view.render(proposal.text);
  return view.texts.render(message("report.remedy.for_limit").with("met", view.limit(check->limit, rule->quantity)).with("text", view.render(proposal.text)));
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

Finding make_finding(const Group& group, const View& view) {
  Finding f;
  f.severity = group.cases.front()->severity;
  f.duty = group.cases.front()->duty;
  f.verdict = group.cases.front()->verdict;
  std::set<std::string> places;
  for (const Case* c : group.cases) {
    places.insert(c->place);
    places.insert(c->together.begin(), c->together.end());
    for (const Check* check : c->checks) f.checks.push_back(check->id);
  }
  std::sort(f.checks.begin(), f.checks.end(), natural_less);
  f.places.assign(places.begin(), places.end());
  std::sort(f.places.begin(), f.places.end(), [&view](const auto& a, const auto& b) { return view.before(a, b); });
  f.title = title_of(group, f.places, view);
  f.remedy = remedy_of(group, view);
  add_proposals(f, view);
  return f;
}

/// What was measured on the building and is drawn otherwise.
Finding built_differently(const measure::Disagreement& d, const View& view) {
  Finding f;
  f.severity = 3;
  f.verdict = Verdict::undecided;
  f.places = {d.as_built->subject.back()};
  f.measurements = {d.as_built->id, d.drawn->id};
  f.title = view.texts.render(message("report.title.built").with("place", view.name(f.places.front()))
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
  for (const measure::Measurement* m : question.values) {
    const bool told = m == question.values.front() ||
                      std::find(question.contradicting.begin(), question.contradicting.end(), m) != question.contradicting.end();
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

}  // namespace

std::vector<Finding> find_all(const View& view) {
  std::vector<Case> cases = cases_of(view);
  fold_routes(cases, view);
  std::map<std::string, std::vector<const Case*>> keyed;
  for (const Case& c : cases)
    if (!c.checks.empty()) keyed[group_key(c, view)].push_back(&c);
  struct Ranked {
    std::tuple<int, std::string, int, int, std::string> rank;   // advice ("") before "staged" before "waived"
    Finding finding;
  };
  std::vector<Ranked> ranked;
  const auto emit = [&](const Group& group) {
    Ranked r{{}, make_finding(group, view)};
    int access = 2;
    for (const auto& place : r.finding.places) access = std::min(access, view.access_rank(place));
    r.rank = {r.finding.severity, r.finding.duty, access, static_cast<int>(r.finding.verdict), leading(*group.cases.front(), view).rule};
    ranked.push_back(std::move(r));
  };
  for (auto& [key, members] : keyed) {
    std::stable_sort(members.begin(), members.end(), [](const Case* a, const Case* b) {
      return std::tuple(a->value.value_or(0), a->place) < std::tuple(b->value.value_or(0), b->place);
    });
    Group group;
    const auto value = [](const Case* c) { return c->value.value_or(0); };
    for (const Case* c : members) {
      if (!group.cases.empty() &&
          (value(c) - value(group.cases.back()) > kSame || value(c) - value(group.cases.front()) > kMostSpread)) {
        emit(group);
        group.cases.clear();
      }
      group.cases.push_back(c);
    }
    emit(group);
  }
  for (const auto& d : measure::disagreements(view.in.measurements)) {
    Ranked r{{}, built_differently(d, view)};
    r.rank = {r.finding.severity, {}, view.access_rank(r.finding.places.front()), static_cast<int>(r.finding.verdict), std::string()};
    ranked.push_back(std::move(r));
  }
  for (const auto& question : measure::reconciliations(view.in.measurements)) {
    if (question.contradicting.empty()) continue;
    Ranked r{{}, contradicting(question, view)};
    r.rank = {r.finding.severity, {}, view.access_rank(r.finding.places.front()), static_cast<int>(r.finding.verdict), std::string()};
    ranked.push_back(std::move(r));
  }
  std::stable_sort(ranked.begin(), ranked.end(), [&view](const Ranked& a, const Ranked& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    const auto& pa = a.finding.places.front();
    const auto& pb = b.finding.places.front();
    if (pa != pb) return view.before(pa, pb);
    return a.finding.checks < b.finding.checks;
  });
  std::vector<Finding> all;
  for (auto& r : ranked) all.push_back(std::move(r.finding));
  set_fingerprints(view, all);
  set_order(view, all);
  return all;
}

std::vector<Finding> findings(const Inputs& in, const Texts& texts) { return find_all(View(in, texts)); }

}  // namespace landai::report
