// SPDX-License-Identifier: GPL-3.0-or-later
#include "judge.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace landai::indicators {
namespace {

using standards::Check;
using standards::Obligation;
using standards::Verdict;

struct PlanSays {
  State state = State::unknown;
  Claim claim = Claim::none;
  Message reason;
};

std::string count(std::size_t n) { return std::to_string(n); }

/// Nothing on the plan is the facility.
PlanSays nothing_drawn(const Judging& how, const Coverage& cover) {
  const bool in_spaces = std::all_of(how.any.begin(), how.any.end(),
                                     [](const Facility& f) { return f.category == Category::space; });
  if (!how.plan_shows) return {State::unknown, Claim::none, message("indicators.not_drawn")};
  if (!cover.complete) return {State::unknown, Claim::none, message("indicators.coverage_unknown")};
  // On the ground floor alone it is not missed: how many storeys there are has to be known first.
  if (how.single_storey && !cover.storeys) return {State::unknown, Claim::none, message("indicators.storeys_unknown")};
  if (in_spaces && !cover.uses_known)
    return {State::unknown, Claim::none, message("indicators.uses_unknown")};
  return {State::absent, Claim::drawn, message("indicators.absent")};
}

/// A plan shows what was planned, also of a building that stands: nobody has seen the facility yet (reference: indicators 7.1).
PlanSays drawn_only(const std::string& n, bool built, const Policy& policy) {
  if (built && policy.existing_plan == Policy::ExistingPlan::present)
    return {State::present, Claim::drawn, message("indicators.present_by_policy").with("count", n).with("policy", policy.id)};
  switch (policy.drawn_only) {
    case Policy::DrawnOnly::in_progress:
      return {State::in_progress, Claim::drawn,
              message(built ? "indicators.planned_existing" : "indicators.planned").with("count", n)};
    case Policy::DrawnOnly::unknown:
      return {State::unknown, Claim::drawn,
              message("indicators.planned_unknown").with("count", n).with("policy", policy.id)};
    case Policy::DrawnOnly::absent:
      return {State::absent, Claim::drawn,
              message("indicators.planned_absent").with("count", n).with("policy", policy.id)};
  }
  return {};
}

/// What the plan alone gives (reference: indicators 7.1). A failed measure never lowers it.
PlanSays plan_says(const Indicator& item, const Judging& how, const Coverage& cover, const Links& links,
                   const Policy& policy) {
  if (!item.filled) return {State::unknown, Claim::none, message("indicators.slot")};
  if (how.single_storey && cover.storeys && *cover.storeys <= 1)
    return {State::present, Claim::drawn, message("indicators.single_storey")};
  if (how.any.empty())
    return {State::unknown, Claim::none,
            message(links.checks.empty() ? "indicators.attest" : "indicators.supported")};
  if (item.elements.empty()) return nothing_drawn(how, cover);
  const std::string n = count(item.elements.size());
  if (!how.plan_decides)
    return {State::unknown, links.seen == 0 ? Claim::drawn : Claim::seen,
            message("indicators.quality").with("count", n)};
  if (links.seen == item.elements.size()) return {State::present, Claim::seen, message("indicators.read_on_site").with("count", n)};
  if (links.seen > 0) return {State::present, Claim::seen, message("indicators.some_read_on_site").with("count", n).with("seen", count(links.seen))};
  return drawn_only(n, cover.built, policy);
}

bool has_state(const Block& block, State state) {
  return state == State::unknown ||
         std::find(block.states.begin(), block.states.end(), state) != block.states.end();
}

/// The statement that gives the state: the latest of those that count.
const Statement* deciding(const Indicator& item) {
  const Statement* out = nullptr;
  for (const Statement& s : item.statements)
    if (s.counts && (out == nullptr || s.said.date > out->said.date)) out = &s;
  return out;
}

bool any_evidence(const Indicator& item, State state) {
  return std::any_of(item.statements.begin(), item.statements.end(), [state](const Statement& s) {
    return s.state == state && s.lost.size() < s.said.evidence.size();
  });
}

void note_contradiction(Indicator& item, State attested, const PlanSays& plan) {
  if (attested == State::absent && plan.claim == Claim::seen)
    item.notes.push_back(message("indicators.note.seen_but_absent").with("count", count(item.elements.size())));
  else if (attested == State::absent && !item.elements.empty())
    item.notes.push_back(
        message("indicators.note.drawn_but_absent").with("count", count(item.elements.size())));
  else if (plan.state == State::absent && attested != State::absent)
    item.notes.push_back(message("indicators.note.absent_on_plan"));
  else if (plan.state == State::present && attested == State::in_progress)
    item.notes.push_back(message("indicators.note.stands_but_in_progress"));
}

/// A message that says who said it; its other form where nobody signed.
Message signed_by(const char* key, const char* nobody, const std::string& by) {
  return message(by.empty() ? nobody : key).with("by", by);
}

/// An attestation beats the plan; where they contradict each other, both are shown.
void apply_statement(Indicator& item, const PlanSays& plan, const Policy& policy) {
  for (const Statement& s : item.statements)
    if (s.disputed)
      item.notes.push_back(signed_by("indicators.note.disputed", "indicators.note.disputed.unsigned", s.said.by).with("state", to_string(s.state)));
  const Statement* said = deciding(item);
  if (said == nullptr) return;
  for (const Statement& other : item.statements)
    if (!other.counts && !other.disputed)
      item.notes.push_back(
          (other.said.date.empty()
               ? signed_by("indicators.note.superseded", "indicators.note.superseded.unsigned", other.said.by)
               : signed_by("indicators.note.superseded_on", "indicators.note.superseded_on.unsigned", other.said.by))
              .with("state", to_string(other.state))
              .with("date", other.said.date));
  note_contradiction(item, said->state, plan);
  const bool proven = any_evidence(item, said->state);
  const bool alone = plan.state != said->state;
  if (!proven && alone && said->state != State::absent &&
      policy.attested_only == Policy::AttestedOnly::needs_evidence) {
    item.notes.push_back(signed_by("indicators.note.needs_evidence",
                                       "indicators.note.needs_evidence.unsigned", said->said.by)
                             .with("state", to_string(said->state))
                             .with("policy", policy.id));
    return;
  }
  if (!proven && alone) item.notes.push_back(message("indicators.note.attested_only"));
  const std::string& by = said->said.by;
  item.reason = (said->said.date.empty()
                     ? signed_by("indicators.attested", "indicators.attested.unsigned", by)
                     : signed_by("indicators.attested_on", "indicators.attested_on.unsigned", by))
                    .with("state", to_string(said->state))
                    .with("date", said->said.date);
  const Claim own = proven ? Claim::attested_with_evidence : Claim::attested;
  item.state = said->state;
  item.claim = alone ? own : std::max(own, plan.claim);
}

void note_lost(Indicator& item) {
  std::string files;
  for (const Statement& s : item.statements)
    for (const std::string& file : s.lost) files += (files.empty() ? "" : ", ") + file;
  if (!files.empty()) item.notes.push_back(message("indicators.note.lost").with("files", files));
}

void sort_checks(Indicator& item, const Links& links) {
  // Mandatory ones first: they are what a state and its claim rest on.
  for (const bool mandatory : {true, false})
    for (const Check* check : links.checks) {
      if ((check->obligation == Obligation::mandatory) != mandatory) continue;
      if (check->verdict == Verdict::undecided || check->verdict == Verdict::not_measured)
        item.open_checks.push_back(check->id);
      if (check->verdict == Verdict::fail && mandatory) item.defect_checks.push_back(check->id);
    }
  item.defects = !item.defect_checks.empty();
}

/// A failure that a waiver or a later date of the duty excuses is noted, but is no reason to lower a state.
bool failed_and_due(const Links& links) {
  return std::any_of(links.checks.begin(), links.checks.end(), [](const Check* c) {
    return c->verdict == Verdict::fail && c->obligation == Obligation::mandatory && c->duty == "required";
  });
}

void apply_measures(Indicator& item, const Judging& how, const Block& block, const Links& links,
                    const Policy& policy) {
  std::size_t passed = 0, open = 0;
  for (const Check* c : links.checks) {
    if (c->obligation != Obligation::mandatory) continue;
    passed += c->verdict == Verdict::pass;
    open += c->verdict == Verdict::undecided || c->verdict == Verdict::not_measured;
  }
  if (item.defects && (item.state == State::present || item.state == State::in_progress))
    item.notes.push_back(message("indicators.note.defects").with("count", count(item.defect_checks.size())));
  const auto waived = std::count_if(links.checks.begin(), links.checks.end(), [](const Check* c) {
    return c->verdict == Verdict::fail && c->obligation == Obligation::mandatory && c->duty == "waived";
  });
  if (waived > 0) item.notes.push_back(message("indicators.note.waived").with("count", count(static_cast<std::size_t>(waived))));
  if (item.state != State::present) return;
  const bool nothing_to_size = how.single_storey && item.elements.empty();
  if (open > 0 && !nothing_to_size)
    item.notes.push_back(message("indicators.note.size_not_verified").with("count", count(open)));
  // What was measured on the plan says nothing of what stands: nobody but the attestation saw that.
  const bool seen = item.claim >= Claim::attested_with_evidence;
  if (passed > 0 && open == 0 && !item.defects && !item.elements.empty()) {
    if (seen) item.claim = Claim::measured;
    item.notes.push_back(message("indicators.note.all_met").with("count", count(passed)));
  }
  if (policy.defect != Policy::Defect::in_progress || !failed_and_due(links)) return;
  const bool can = has_state(block, State::in_progress);
  item.notes.push_back(message(can ? "indicators.note.house_policy" : "indicators.note.house_policy_no_state")
                           .with("policy", policy.id));
  if (can) item.state = State::in_progress;
}

void attach_evidence(Indicator& item, const Links& links) {
  for (Need& need : item.evidence) {
    if (need.kind == "measured") {
      for (const Check* c : links.checks)
        if (c->verdict == Verdict::pass || c->verdict == Verdict::fail) need.by.push_back(c->id);
      continue;
    }
    for (const Statement& s : item.statements)
      for (const std::string& file : s.said.evidence) {
        if (!s.has(file)) continue;
        const bool picture = is_picture(file);
        if (need.kind == "photo_or_document" || (need.kind == "photo") == picture) need.by.push_back(file);
      }
    if (need.kind == "document") continue;
    for (const std::string& file : links.photos)
      if (std::find(need.by.begin(), need.by.end(), file) == need.by.end()) need.by.push_back(file);
  }
}

}  // namespace

bool is_picture(const std::string& file) {
  constexpr std::array kEndings = {"jpg", "jpeg", "png", "webp", "heic", "heif", "tif", "tiff", "gif", "bmp"};
  std::string ending = file.substr(std::min(file.size(), file.rfind('.') + 1));
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

void judge(Indicator& item, const Judging& how, const Block& block, const Coverage& cover, const Links& links,
           const Policy& policy) {
  PlanSays plan = plan_says(item, how, cover, links, policy);
  if (!has_state(block, plan.state)) {
    item.notes.push_back(message("indicators.note.no_state").with("state", to_string(plan.state)));
    plan.state = State::unknown;
  }
  item.state = plan.state;
  item.claim = plan.claim;
  item.reason = plan.reason;
  sort_checks(item, links);
  apply_statement(item, plan, policy);
  apply_measures(item, how, block, links, policy);
  attach_evidence(item, links);
  note_lost(item);
}

}  // namespace landai::indicators
