// SPDX-License-Identifier: GPL-3.0-or-later
// Equal checks on equal elements become one finding. Two steps: checks of one subject that fail for one cause become a
// case; equal cases on several elements become a finding. Nothing here depends on the order of elements.
#include <algorithm>
#include <limits>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "finding_group.hpp"
#include "landai/measure/readings.hpp"
#include "landai/measure/reconcile.hpp"
#include "fingerprint.hpp"
#include "repair.hpp"
#include "text.hpp"
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

}  // namespace

bool is_route(const Check& check, const View& view) {
  const auto* rule = view.rule(check.rule);
  return rule && rule->quantity.starts_with("route.");
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

/// Those of one severity stand in the order in which they are to be mended, what nobody has to mend behind them.
void sort_by_order(std::vector<Finding>& all) {
  const auto last = [](const Finding& f) { return f.order.value_or(std::numeric_limits<int>::max()); };
  for (auto from = all.begin(); from != all.end();) {
    const auto to = std::find_if(from, all.end(), [&](const Finding& f) { return std::tie(f.severity, f.duty) != std::tie(from->severity, from->duty); });
    std::stable_sort(from, to, [&](const Finding& a, const Finding& b) { return last(a) < last(b); });
    from = to;
  }
}

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
  sort_by_order(all);
  return all;
}

std::vector<Finding> findings(const Inputs& in, const Texts& texts) { return find_all(View(in, texts)); }

}  // namespace landai::report
