// SPDX-License-Identifier: GPL-3.0-or-later
#include "fingerprint.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "landai/measure/reconcile.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

/// Elements whose centres differ by less stand in one line. Half a millimetre off every whole one, so that noise moves nothing over it.
constexpr double kInLine = 0.0375;
/// How far up the parents of a part are looked at; a broken file may hold a ring of them.
constexpr int kMostParents = 4;

PlanPoint centre(const Element& e, const View& view) {
  if (const auto* door = e.door(); door && distance(door->jamb_a, door->jamb_b) > 1e-6) return 0.5 * (door->jamb_a + door->jamb_b);
  if (const auto* flight = e.flight(); flight && distance(flight->foot, flight->head) > 1e-6) return 0.5 * (flight->foot + flight->head);
  if (const Box box = e.geometry.box(); !box.empty()) return {0.5 * (box.min_x + box.max_x), 0.5 * (box.min_y + box.max_y)};
  const auto spot = view.spot(e.id);
  return spot ? spot->point : PlanPoint{};
}

/// The name without what another export numbers anew: a name that holds the element's own id says nothing.
std::string lasting_name(const Element& e) {
  if (e.name.empty() || e.name.find(e.id) != std::string::npos) return {};
  for (const SourceRef& source : e.sources)
    if (source.entity.size() > 1 && e.name.find(source.entity) != std::string::npos) return {};
  return clean(e.name);
}

int depth(const Element& e, const View& view) {
  int steps = 0;
  for (const Element* up = &e; up && up->parent && steps < kMostParents; ++steps) up = view.element(*up->parent);
  return steps;
}

std::string number_text(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

std::string param_text(const measure::Params& params) {
  std::string text;
  for (const auto& [name, param] : params) {
    const double* number = std::get_if<double>(&param);
    text += name + "=" + (number ? number_text(*number) : std::get<std::string>(param)) + ",";
  }
  return text;
}

/// What was found, as far as it is no number: a word may be the id of a room.
std::string word_text(const measure::Measurement& m, const PlaceSigns& signs) {
  if (const auto truth = m.truth()) return *truth ? "true" : "false";
  if (const auto* word = m.word()) return signs.of(*word);
  std::string text;
  if (m.value)
    if (const auto* list = std::get_if<std::vector<std::string>>(&*m.value)) {
      std::set<std::string> words;
      for (const auto& word : *list) words.insert(signs.of(word));
      for (const auto& word : words) text += word + "|";
    }
  return text;
}

std::string limit_text(const standards::Limit& limit) {
  std::string text;
  if (limit.min) append_number(text, *limit.min);
  text += "..";
  if (limit.max) append_number(text, *limit.max);
  if (limit.strict) text += "!";
  if (limit.truth) text += *limit.truth ? "true" : "false";
  return text + join(limit.one_of, "|");
}

/// One check without its place. The limit is the rule's own: one that is taken from another measurement carries that one's noise.
std::string check_text(const View& view, const PlaceSigns& signs, const standards::Check& check) {
  const auto* rule = view.rule(check.rule);
  const auto* m = view.deciding(check);
  std::string text = check.rule + ":" + limit_text(rule ? rule->limit : check.limit) + ":";
  if (m && check.verdict == standards::Verdict::not_measured) text += m->quantity + "(" + param_text(m->params) + ")" + m->missing.key;
  else if (m) text += m->quantity + "(" + param_text(m->params) + ")" + word_text(*m, signs);
  else text += check.message.key;
  return text;
}

double value_of(const View& view, const Finding& finding) {
  const auto* check = leading_check(view, finding);
  const auto* m = check ? view.deciding(*check) : nullptr;
  return m && m->number() ? *m->number() : 0;
}

}  // namespace

std::vector<int> cluster_order(const std::vector<double>& values, double gap) {
  std::vector<std::size_t> sorted(values.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<int> order(values.size(), 0);
  for (std::size_t i = 1; i < sorted.size(); ++i)
    order[sorted[i]] = order[sorted[i - 1]] + (values[sorted[i]] - values[sorted[i - 1]] > gap ? 1 : 0);
  return order;
}

PlaceSigns::PlaceSigns(const View& view) : view_(view) {
  // Rooms first, as doors and fixtures are named by them; wholes before their parts.
  std::map<std::pair<bool, int>, std::vector<const Element*>> ranks;
  for (const Element& e : view.in.plan.elements) ranks[{e.category != Category::space, depth(e, view)}].push_back(&e);
  for (const auto& [rank, those] : ranks) number_alike(those);
}

const std::string& PlaceSigns::of(const std::string& id) const {
  const auto found = signs_.find(id);
  return found == signs_.end() ? id : found->second;
}

std::string PlaceSigns::base(const Element& e) const {
  std::string text = std::string(to_string(e.category)) + "/" + e.kind;
  for (const auto& level : e.levels)
    for (std::size_t i = 0; i < view_.in.plan.levels.size(); ++i)
      if (view_.in.plan.levels[i].id == level) text += "/L" + std::to_string(i);
  text += "/" + lasting_name(e);
  for (const char* key : {"att.KODE", "att.NOMOR", "att.NO", "att.MARK", "Tag"})
    if (const std::string* mark = e.text(key); mark && *mark != e.id) text += "/" + clean(*mark);
  if (e.category == Category::space) return text;
  std::set<std::string> sides;
  // Other things may lie on the border of two rooms, and rounding puts them into either.
  if (e.category == Category::door || e.category == Category::opening)
    for (const auto& side : e.connects)
      if (side != e.id) sides.insert(of(side));
  for (const auto& side : sides) text += "<" + side + ">";
  if (e.parent && *e.parent != e.id) text += "^" + of(*e.parent);
  return hex(hash(text));
}

void PlaceSigns::number_alike(const std::vector<const Element*>& those) {
  std::map<std::string, std::vector<const Element*>> alike;
  for (const Element* e : those) alike[base(*e)].push_back(e);
  for (const auto& [text, group] : alike) {
    if (group.size() == 1) {
      signs_[group.front()->id] = text;
      continue;
    }
    std::vector<double> xs, ys;
    for (const Element* e : group) {
      const PlanPoint p = centre(*e, view_);
      xs.push_back(p.x);
      ys.push_back(p.y);
    }
    const auto columns = cluster_order(xs, kInLine), rows = cluster_order(ys, kInLine);
    std::set<std::pair<int, int>> spots;
    for (std::size_t i = 0; i < group.size(); ++i) spots.insert({columns[i], rows[i]});
    for (std::size_t i = 0; i < group.size(); ++i) {
      const auto nth = std::distance(spots.begin(), spots.find({columns[i], rows[i]}));
      signs_[group[i]->id] = text + "#" + std::to_string(nth);
    }
  }
}

std::string fingerprint_text(const View& view, const PlaceSigns& signs, const Finding& finding) {
  std::set<std::string> checks;
  std::string from;
  for (const auto& id : finding.checks) {
    const auto* check = view.check(id);
    if (!check) continue;
    checks.insert(check_text(view, signs, *check));
    // Which of several entrances is told is the file's order; whether one comes from the street is not.
    if (check->subject.size() > 1 && check->subject.front() == "outside") from = "outside";
  }
  std::vector<std::string> places;
  for (const auto& place : finding.places) places.push_back(signs.of(place));
  std::sort(places.begin(), places.end());
  // What was read alone contradicts itself; beside what is drawn it was built differently.
  const bool contradiction = std::all_of(finding.measurements.begin(), finding.measurements.end(), [&](const auto& id) {
    const auto* m = view.measurement(id);
    return m && (m->method == Method::reading || m->method == Method::photo || (measure::follows_from_readings(*m) && !measure::partly_drawn(*m)));
  }) || std::any_of(finding.measurements.begin(), finding.measurements.end(), [&](const auto& id) {
    const auto* m = view.measurement(id);   // a statement beside the plan is not how it was built
    return m && m->method == Method::attested;
  });
  for (const auto& id : finding.measurements)
    if (const auto* m = view.measurement(id)) checks.insert((contradiction ? "contradiction:" : "built:") + m->quantity + "(" + param_text(m->params) + ")");
  std::string text = std::string(to_string(finding.verdict)) + ";" + from + ";";
  for (const auto& check : checks) text += check + ";";
  return text + join(places, "&");
}

void set_fingerprints(const View& view, std::vector<Finding>& findings) {
  const PlaceSigns signs(view);
  std::map<std::string, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < findings.size(); ++i) alike[fingerprint_text(view, signs, findings[i])].push_back(i);
  for (auto& [text, those] : alike) {
    std::stable_sort(those.begin(), those.end(), [&](std::size_t a, std::size_t b) {
      return std::tuple(value_of(view, findings[a]), findings[a].checks.size()) < std::tuple(value_of(view, findings[b]), findings[b].checks.size());
    });
    for (std::size_t n = 0; n < those.size(); ++n) findings[those[n]].fingerprint = hex(hash(text + (n ? "#" + std::to_string(n) : "")));
  }
}

}  // namespace landai::report
