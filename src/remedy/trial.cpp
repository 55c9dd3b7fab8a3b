// SPDX-License-Identifier: GPL-3.0-or-later
#include "trial.hpp"

#include <algorithm>
#include <cmath>

#include "landai/measure/measure.hpp"

namespace landai::remedy {
namespace {

using standards::Check;
using standards::Verdict;

constexpr double kSameValue = 2e-4;   // m, or the unit of the value
constexpr double kMoreFailed = 1e-3;  // m, or the unit of the margin
constexpr double kAround = 3.5;       // m beyond a subject; questions that look farther are asked on the whole plan

int rank(const Check& check) {
  switch (check.verdict) {
    case Verdict::pass:
    case Verdict::not_applicable: return 2;
    case Verdict::undecided:
    case Verdict::not_measured: return 1;
    case Verdict::fail: return 0;
  }
  return 0;
}

bool shares_level(const Element& e, const std::vector<std::string>& levels) {
  if (e.levels.empty() || levels.empty()) return true;
  return std::any_of(e.levels.begin(), e.levels.end(),
                     [&](const std::string& id) { return std::find(levels.begin(), levels.end(), id) != levels.end(); });
}

}  // namespace

std::string key_of(const Check& check) { return check.rule + '\n' + (check.subject.empty() ? std::string() : check.subject.back()); }

Verdicts keyed(std::span<const Check> checks) {
  Verdicts out;
  for (const Check& check : checks)
    if (check.counts) out.emplace(key_of(check), check);
  return out;
}

bool is_met(const Check& check) { return rank(check) == 2; }

bool is_worse(const Check& before, const Check& after) {
  if (rank(after) != rank(before)) return rank(after) < rank(before);
  if (before.verdict != Verdict::fail) return false;
  if (before.severity && after.severity && *after.severity < *before.severity) return true;
  return before.margin && after.margin && *after.margin < *before.margin - kMoreFailed;
}

std::vector<std::string> worsened(const Verdicts& before, const Verdicts& after) {
  std::vector<std::string> out;
  for (const auto& [key, check] : before) {
    const auto now = after.find(key);
    if (now == after.end() || is_worse(check, now->second)) out.push_back(key);
  }
  return out;
}

Result<Verdicts> World::flow(const Plan& changed) const {
  auto set = measure::measure(changed, facts, requests, data_dir);
  if (!set) return set.error();
  return keyed(standards::evaluate(packs, changed, *set));
}

std::optional<double> Failure::lacks(const measure::Measurement& m) const {
  if (!m.number() || !check->limit.min) return std::nullopt;
  return *check->limit.min - *m.number();
}

bool Failure::falls_short(const measure::Measurement& m) const {
  if (const auto lack = lacks(m)) return *lack > kSlack;
  return m.truth() && m.truth() == measurement->truth();
}

Result<Part> Part::around(const World& world, const Failure& failure) {
  Part part(world, failure);
  part.subjects_ = failure.measurement->subject;
  part.watched_ = {key_of(*failure.check)};
  const Element* subject = world.plan.find(failure.measurement->subject.front());
  if (!failure.pair() && subject) {
    Box region = subject->geometry.box();
    if (const DoorShape* door = subject->door()) region.add(door->jamb_a), region.add(door->jamb_b);
    part.take(region.grown(kAround));
    if (part.agrees()) return part;
  }
  part.plan_ = world.plain;
  part.whole_ = true;
  if (part.agrees()) return part;
  part.subjects_.clear();  // a rule that asks of other elements, too
  part.before_ = part.verdicts(part.plan_);
  return part;
}

void Part::take(const Box& region) {
  const Element* subject = world_->plan.find(subjects_.front());
  plan_ = Plan{};
  plan_.name = world_->plan.name;
  plan_.sources = world_->plan.sources;
  plan_.levels = world_->plan.levels;
  plan_.has_heights = world_->plan.has_heights;
  for (const Element& e : world_->plain.elements) {
    Box box = e.geometry.box();
    if (const DoorShape* door = e.door()) box.add(door->jamb_a), box.add(door->jamb_b);
    if (box.empty() || (box.overlaps(region) && shares_level(e, subject->levels))) plan_.elements.push_back(e);
  }
}

/// Whether the part says of the failure what the whole plan says.
bool Part::agrees() {
  const auto here = value(plan_);
  const auto& there = *failure_->measurement;
  if (!here || here->value.has_value() != there.value.has_value()) return false;
  if (here->number() && there.number() && std::abs(*here->number() - *there.number()) > kSameValue) return false;
  if (here->truth() != there.truth()) return false;
  before_ = verdicts(plan_);
  const auto check = before_.find(key_of(*failure_->check));
  return check != before_.end() && check->second.verdict == Verdict::fail;
}

std::optional<measure::Measurement> Part::value(const Plan& changed, const measure::Params* params) const {
  const auto& m = *failure_->measurement;
  const std::vector<measure::Request> ask{{m.quantity, params ? *params : m.params}};
  const auto set = measure::measure(changed, world_->facts, ask, world_->data_dir, m.subject);
  if (!set) return std::nullopt;
  const auto* found = set->find(m.subject, m.quantity, ask.front().params);
  return found ? std::optional(*found) : std::nullopt;
}

Verdicts Part::verdicts(const Plan& changed) const {
  auto ask = subjects_.empty() ? world_->requests : world_->own_requests;
  if (failure_->pair() && !subjects_.empty()) ask.insert(ask.end(), world_->pair_requests.begin(), world_->pair_requests.end());
  const auto set = measure::measure(changed, world_->facts, ask, world_->data_dir, subjects_);
  return set ? keyed(standards::evaluate(world_->packs, changed, *set)) : Verdicts{};
}

Part::Answer Part::judge(const Plan& changed) const {
  const auto after = verdicts(changed);
  Answer answer = Answer::not_met;
  const auto own = after.find(key_of(*failure_->check));
  if (own == after.end() || !is_met(own->second)) return answer;
  answer = Answer::met;
  for (const std::string& key : watched_) {
    const auto before = before_.find(key), now = after.find(key);
    if (before == before_.end()) continue;
    if (now == after.end() || is_worse(before->second, now->second)) answer = Answer::breaks_another;
  }
  return answer;
}

bool Part::watch(const std::string& key) {
  const auto original = world_->verdicts.find(key);
  if (original == world_->verdicts.end() || original->second.subject.size() != 1) return false;
  const std::string& subject = original->second.subject.front();
  if (!plan_.find(subject)) return false;
  if (!subjects_.empty() && std::find(subjects_.begin(), subjects_.end(), subject) == subjects_.end()) subjects_.push_back(subject);
  before_ = verdicts(plan_);
  const auto here = before_.find(key);
  if (here == before_.end() || here->second.verdict != original->second.verdict) return false;
  watched_.insert(key);
  return true;
}

}  // namespace landai::remedy
