// SPDX-License-Identifier: GPL-3.0-or-later
// From failed checks to proposals: which failures a moved thing can mend, which things stand in the way, and what is lacking.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <map>
#include <thread>
#include <tuple>

#include "family.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/measure.hpp"
#include "search.hpp"
#include "words.hpp"

namespace landai::remedy {
namespace {

using standards::Check;
using standards::Verdict;

constexpr double kBeside = 0.5;      // m; a thing this near to the narrow place counts although it lies in another room
constexpr double kFar = 3.0;         // m; a thing farther from the narrow place at a door or fixture does not make it narrow
constexpr std::size_t kThings = 6;   // in the way, each by itself; one that all things share is rare

/// The measurement of a failed check that a shift can change.
const measure::Measurement* mendable_of(const World& world, const Check& check, const Mendable*& row) {
  for (const std::string& id : check.measurements)
    for (const auto& m : world.measurements.all())
      if (m.id == id && m.value)
        if (row = world.catalogue.mendable(m.quantity); row) return &m;
  return nullptr;
}

/// Failed checks that a moved thing can mend, gravest first.
std::vector<Failure> failures_of(const World& world) {
  std::vector<Failure> out;
  for (const Check& check : world.checks) {
    if (!check.counts || check.verdict != Verdict::fail) continue;
    Failure failure{&check, nullptr, nullptr};
    failure.measurement = mendable_of(world, check, failure.mendable);
    if (failure.measurement) out.push_back(failure);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Failure& a, const Failure& b) { return a.check->severity.value_or(5) < b.check->severity.value_or(5); });
  return out;
}

/// The narrow place: witnesses of the measurement, else its areas, else the subject itself.
std::vector<PlanSegment> narrow_place(const World& world, const Failure& failure) {
  const auto& evidence = failure.measurement->evidence;
  if (!evidence.witness.empty()) return {evidence.witness.front()};
  std::vector<PlanSegment> place;
  for (const Polygon& area : evidence.areas)
    for (std::size_t i = 0; i < area.outer.size(); ++i) place.push_back({area.outer[i], area.outer[(i + 1) % area.outer.size()]});
  if (!place.empty()) return place;
  const Element* subject = world.plan.find(failure.measurement->subject.back());
  const Box box = subject ? subject->geometry.box() : Box{};
  if (box.empty()) return place;
  const PlanPoint middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
  return {{middle, middle}};
}

double distance_to(const std::vector<PlanSegment>& place, const Element& thing) {
  double nearest = INFINITY;
  const auto look = [&](const PlanSegment& edge) {
    for (const PlanSegment& s : place) {
      const PlanSegment c = closest_points(s, edge);
      nearest = std::min(nearest, distance(c.a, c.b));
    }
  };
  for (const Polygon& area : thing.geometry.areas)
    for (std::size_t i = 0; i < area.outer.size(); ++i) look({area.outer[i], area.outer[(i + 1) % area.outer.size()]});
  for (const Polyline& line : thing.geometry.lines)
    for (std::size_t i = 0; i + 1 < line.size(); ++i) look({line[i], line[i + 1]});
  return nearest;
}

bool share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& id) { return std::find(b.begin(), b.end(), id) != b.end(); });
}

/// What moves on its own: movable, and no part of something else.
bool moves_alone(const World& world, const Element& e, bool& stated) {
  return !e.parent && world.catalogue.moves(e, world.facts, &stated) && !e.geometry.empty();
}

struct Candidate {
  const Element* element = nullptr;
  bool stated = false;
  double away_m = 0;
};

/// Movable things in the rooms of the subject or at the narrow place, nearest first.
std::vector<Candidate> candidates_of(const World& world, const Failure& failure) {
  const auto place = narrow_place(world, failure);
  const Element* subject = world.plan.find(failure.measurement->subject.front());
  std::vector<std::string> rooms;
  if (subject && !failure.pair()) {
    rooms = subject->connects;
    rooms.push_back(subject->id);
    std::erase(rooms, "outside");
  }
  const std::string& level = failure.measurement->evidence.level;
  std::vector<Candidate> out;
  for (const Element& e : world.plan.elements) {
    bool stated = false;
    if (!moves_alone(world, e, stated)) continue;
    if (!level.empty() && !e.levels.empty() && std::find(e.levels.begin(), e.levels.end(), level) == e.levels.end()) continue;
    const bool itself = subject && e.id == subject->id;
    const double away = itself ? 0 : distance_to(place, e);
    const bool in_room = share(rooms, e.connects) && (subject->category == Category::space || away < kFar);
    if (itself || in_room || away < kBeside) out.push_back({&e, stated, away});
  }
  std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) { return a.away_m < b.away_m; });
  return out;
}

/// Whether the check is met where these are taken away.
bool met_without(const Part& part, const Failure& failure, const std::set<std::string>& gone) {
  const Plan emptier = without(part.plan(), gone);
  const auto value = part.value(emptier);  // cheaper than a verdict, and mostly enough to say no
  if (!value) return false;
  // Nothing left that could be asked about (no furniture near the door): then it was what is gone now.
  if (!value->value) return true;
  if (failure.falls_short(*value)) return false;
  return part.judge(emptier) == Part::Answer::met;
}

/// Largest shortening, millimetres, of the sizes asked for at which a yes/no becomes what is wanted; nothing when none does.
std::optional<double> shortfall(const Part& part, const Failure& failure) {
  measure::Params params = failure.measurement->params;
  double most = INFINITY;
  for (const std::string& name : failure.mendable->shrinks)
    if (const double* size = params.contains(name) ? std::get_if<double>(&params[name]) : nullptr) most = std::min(most, *size);
  if (failure.mendable->shrinks.empty() || !std::isfinite(most)) return std::nullopt;
  const auto fits = [&](int mm) {
    measure::Params smaller = params;
    for (const std::string& name : failure.mendable->shrinks)
      if (double* size = std::get_if<double>(&smaller[name])) *size -= mm / 1000.0;
    const auto m = part.value(part.plan(), &smaller);
    return m && m->truth() && m->truth() != failure.measurement->truth();
  };
  int fails = 0, good = static_cast<int>(most * 1000) - 1;
  if (good < 1 || !fits(good)) return std::nullopt;
  while (good - fails > 1) (fits((good + fails) / 2) ? good : fails) = (good + fails) / 2;
  return good / 1000.0;
}

/// What the check lacks as drawn.
void tell_missing(const World& world, const Failure& failure, const Part* part, Proposal& p) {
  p.missing = failure.lacks(*failure.measurement);
  p.unit = failure.measurement->unit;
  const auto& params = failure.measurement->params;
  if (const auto width = params.find("width"); !p.missing && !failure.mendable->width.empty() && width != params.end()) {
    const auto* wide = world.measurements.find(failure.measurement->subject, failure.mendable->width);
    const auto* asked = std::get_if<double>(&width->second);
    if (wide && wide->number() && asked) p.missing = *asked - *wide->number(), p.unit = "m";
  }
  if (!p.missing && part) p.missing = shortfall(*part, failure), p.unit = "m";
  if (p.missing && !(*p.missing > 0)) p.missing.reset();
  if (!p.missing) p.unit.clear();
}

Result<Proposal> propose_one(const World& world, const Failure& failure) {
  Proposal p;
  p.check = failure.check->id;
  auto candidates = candidates_of(world, failure);
  auto part = Part::around(world, failure);
  if (!part) return part.error();
  const auto finish = [&](Outcome outcome, const std::string& thing, std::size_t tried) {
    p.outcome = outcome;
    tell_missing(world, failure, outcome == Outcome::shift ? nullptr : &*part, p);
    p.text = words_of(p, thing, tried);
    return p;
  };
  if (candidates.empty()) return finish(Outcome::none_movable, "", 0);
  const auto& own = failure.measurement->subject;
  const auto is_subject = [&](const std::string& id) { return std::find(own.begin(), own.end(), id) != own.end(); };
  std::set<std::string> all;
  bool subject_moves = false;
  for (const Candidate& c : candidates) {
    const auto family = family_of(world.plan, c.element->id);
    const bool holds_subject = std::any_of(own.begin(), own.end(), [&](const std::string& id) { return family.contains(id); });
    subject_moves = subject_moves || holds_subject;
    if (!holds_subject) all.insert(family.begin(), family.end());
  }
  ++p.tries;
  if (!subject_moves && !met_without(*part, failure, all)) return finish(Outcome::none_frees, "", candidates.size());
  const std::size_t in_reach = candidates.size();
  if (candidates.size() > world.limits.candidates) candidates.resize(world.limits.candidates);
  std::vector<Thing> things;
  for (const Candidate& c : candidates) {
    if (things.size() == kThings) break;
    if (!is_subject(c.element->id)) {
      ++p.tries;
      if (!met_without(*part, failure, family_of(world.plan, c.element->id))) continue;
    }
    if (auto ground = Ground::of(world.plan, c.element->id, world.limits.farthest_mm / 1000.0)) things.push_back({c.element->id, c.stated, std::move(*ground)});
  }
  if (things.empty()) return finish(in_reach > candidates.size() ? Outcome::cut_off : Outcome::none_frees, "", candidates.size());
  auto found = smallest_shift(world, failure, *part, things);
  if (!found) return found.error();
  p.tries += found->tries;
  p.flows = found->flows;
  p.shift = found->shift;
  p.also_fixes = std::move(found->also_fixes);
  const Thing& thing = things[found->thing];
  p.assumed_movable = p.shift && !thing.stated;
  if (p.shift) return finish(Outcome::shift, thing.id, things.size());
  return finish(found->exhausted ? Outcome::cut_off : Outcome::no_place, things.front().id, things.size());
}

/// Failures with one cause and one limit are looked at once.
using Cause = std::tuple<std::string, std::optional<double>, std::optional<double>, std::optional<bool>>;
Cause cause_of(const Failure& f) { return {f.measurement->id, f.check->limit.min, f.check->limit.max, f.check->limit.truth}; }

World world_of(const Plan& plan, const measure::Facts& facts, std::span<const standards::Pack> packs,
               const measure::MeasurementSet& measurements, std::span<const Check> checks, const std::filesystem::path& data_dir,
               const Limits& limits, Catalogue catalogue) {
  World world{plan, facts, packs, measurements, checks, data_dir, limits, std::move(catalogue), drawn_plainly(plan), standards::requests(packs),
              {}, {}, keyed(checks)};
  for (const auto& request : world.requests) {
    const auto* info = measure::quantity(request.quantity);
    (info && info->pair ? world.pair_requests : world.own_requests).push_back(request);
  }
  return world;
}

/// All of `count` jobs, on as many threads as the machine has; which thread takes which does not matter.
template <class Job>
void in_parallel(std::size_t count, Job job) {
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> thrown(count);
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) try {
        job(i);
      } catch (...) {
        thrown[i] = std::current_exception();  // out of memory; told by whoever called us
      }
  };
  {
    std::vector<std::jthread> others;
    const std::size_t threads = std::min<std::size_t>(count, std::max(1U, std::thread::hardware_concurrency()));
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
    work();
  }
  for (const auto& exception : thrown)
    if (exception) std::rethrow_exception(exception);
}

/// A check for which the search found nothing may be mended by the shift that was found for another one: whole flows have shown it.
void reuse(std::map<std::string, Proposal>& by_check) {
  const std::map<std::string, Proposal> found = by_check;
  for (auto& [id, p] : by_check) {
    if (p.shift) continue;
    const Proposal* best = nullptr;
    for (const auto& [other, known] : found)
      if (known.shift && std::find(known.also_fixes.begin(), known.also_fixes.end(), id) != known.also_fixes.end() &&
          (!best || known.shift->length_m < best->shift->length_m))
        best = &known;
    if (!best) continue;
    const auto tries = p.tries;
    p = *best;
    p.check = id;
    p.tries = tries;
    std::erase(p.also_fixes, id);
    p.also_fixes.insert(p.also_fixes.begin(), best->check);
  }
}

}  // namespace

Result<std::vector<Proposal>> propose(const Plan& plan, const measure::Facts& facts, std::span<const standards::Pack> packs,
                                      const measure::MeasurementSet& measurements, std::span<const Check> checks,
                                      const std::filesystem::path& data_dir, const Limits& limits) {
  auto catalogue = load_catalogue(data_dir);
  if (!catalogue) return catalogue.error();
  const World world = world_of(plan, facts, packs, measurements, checks, data_dir, limits, std::move(*catalogue));
  const auto failures = failures_of(world);
  std::vector<std::size_t> first;  // of each cause
  std::map<Cause, std::size_t> causes;
  for (std::size_t i = 0; i < failures.size(); ++i)
    if (causes.try_emplace(cause_of(failures[i]), first.size()).second) first.push_back(i);
  const std::size_t looked_at = std::min(first.size(), limits.failures);
  std::vector<std::optional<Result<Proposal>>> found(first.size());
  in_parallel(looked_at, [&](std::size_t i) { found[i] = propose_one(world, failures[first[i]]); });
  std::map<std::string, Proposal> by_check;
  for (const Failure& failure : failures) {
    const auto& result = found[causes.at(cause_of(failure))];
    Proposal p;
    if (result && !*result) return result->error();
    if (result) p = **result;
    else p.text = message("remedy.not_tried").with("count", std::to_string(limits.failures));
    std::erase(p.also_fixes, failure.check->id);
    if (p.check != failure.check->id && result && p.shift) p.also_fixes.insert(p.also_fixes.begin(), p.check);
    p.check = failure.check->id;
    by_check.emplace(p.check, std::move(p));
  }
  reuse(by_check);
  std::vector<Proposal> out;
  for (const Check& check : checks)
    if (const auto it = by_check.find(check.id); it != by_check.end()) out.push_back(std::move(it->second));
  return out;
}

}  // namespace landai::remedy
