// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cctype>
#include <unordered_map>
#include <unordered_set>

#include "form_data.hpp"
#include "landai/indicators/indicators.hpp"

namespace landai::indicators {
namespace {

using measure::MeasurementSet;
using standards::Check;
using standards::Verdict;

/// The name under which the whole building is measured.
const std::string kBuilding = "building";

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

const std::string* word(const MeasurementSet& measurements, const std::string& subject, const char* quantity) {
  const measure::Measurement* found = measurements.find(subject, quantity);
  return found == nullptr ? nullptr : found->word();
}

bool among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_facility(const Facility& facility, const Element& element, const Plan& plan, const MeasurementSet& measurements) {
  if (element.category != facility.category) return false;
  if (facility.part) {  // part of another of its kind: what a room or an assembly holds is whole in itself
    const Element* whole = element.parent ? plan.find(*element.parent) : nullptr;
    if (whole == nullptr || whole->category != element.category) return false;
  }
  if (element.category == Category::ramp) {  // a ramp for goods or cars is nobody's way in
    const std::string* use = word(measurements, element.id, "ramp.use");
    if (use != nullptr && *use != "people") return false;
  }
  if (!facility.uses.empty()) {
    const std::string* use = word(measurements, element.id, "space.use");
    if (use == nullptr || !among(facility.uses, *use)) return false;
  }
  if (!facility.kinds.empty() && !among(facility.kinds, element.kind)) return false;
  if (facility.names.empty()) return true;
  const std::string name = lower(element.name);
  return std::any_of(facility.names.begin(), facility.names.end(),
                     [&name](const std::string& part) { return name.find(part) != std::string::npos; });
}

/// What belongs to the facility: its parts, the doors of its space and what stands in it.
std::unordered_set<std::string> belongings(const std::vector<std::string>& elements, const Plan& plan) {
  std::unordered_set<std::string> all(elements.begin(), elements.end());
  if (all.empty()) return all;
  MultiPolygon rooms;
  for (const Element& element : plan.elements)
    if (element.category == Category::space && all.contains(element.id))
      rooms.insert(rooms.end(), element.geometry.areas.begin(), element.geometry.areas.end());
  // Parts follow their parents in the plan, so two rounds reach flights of flights.
  for (int round = 0; round < 2; ++round)
    for (const Element& element : plan.elements)
      if (element.parent && all.contains(*element.parent)) all.insert(element.id);
  for (const Element& element : plan.elements) {
    for (const std::string& space : element.connects)
      if (all.contains(space)) all.insert(element.id);
    if (element.category != Category::sanitary || rooms.empty()) continue;
    const Box box = element.geometry.box();
    if (!box.empty() && contains(rooms, {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2})) all.insert(element.id);
  }
  return all;
}

bool matches(const std::vector<std::string>& patterns, const std::string& rule) {
  return std::any_of(patterns.begin(), patterns.end(), [&rule](const std::string& pattern) {
    return pattern.ends_with('*') ? rule.starts_with(pattern.substr(0, pattern.size() - 1)) : rule == pattern;
  });
}

/// What the plan as a whole tells, the same for every indicator.
struct Coverage {
  bool complete = false;      ///< somebody stated that the plan shows the whole building
  bool built = false;         ///< the building stands: what is drawn is there
  bool uses_known = true;     ///< no space without a use, in which a facility could hide
};

Coverage coverage(const Plan& plan, const MeasurementSet& measurements) {
  Coverage out;
  if (const std::string* known = word(measurements, kBuilding, "building.coverage")) out.complete = *known == "complete";
  if (const std::string* status = word(measurements, kBuilding, "building.status"))
    out.built = *status == "existing" || *status == "heritage";  // of an alteration one may draw what is to come
  for (const Element& element : plan.elements)
    if (element.category == Category::space && word(measurements, element.id, "space.use") == nullptr) out.uses_known = false;
  return out;
}

/// The state of a facility that a plan can show (reference: indicators 7.1). A failed measure never lowers it.
void judge(Indicator& indicator, const Judging& how, const Coverage& cover) {
  if (how.any.empty()) {
    indicator.reason = message("indicators.attest");
    return;
  }
  if (!indicator.elements.empty()) {
    indicator.state = cover.built ? State::present : State::in_progress;
    const std::string count = std::to_string(indicator.elements.size());
    indicator.reason = message(cover.built ? "indicators.present" : "indicators.planned").with("count", count);
    return;
  }
  const bool in_spaces = std::all_of(how.any.begin(), how.any.end(), [](const Facility& f) { return f.category == Category::space; });
  if (!how.plan_shows) {
    indicator.reason = message("indicators.not_drawn");
  } else if (!cover.complete) {
    indicator.reason = message("indicators.coverage_unknown");
  } else if (in_spaces && !cover.uses_known) {
    indicator.reason = message("indicators.uses_unknown");
  } else {
    indicator.state = State::absent;
    indicator.reason = message("indicators.absent");
  }
}

}  // namespace

const char* to_string(State state) {
  switch (state) {
    case State::present: return "present";
    case State::in_progress: return "in_progress";
    case State::absent: return "absent";
    case State::compliant: return "compliant";
    case State::fairly_compliant: return "fairly_compliant";
    case State::less_compliant: return "less_compliant";
    case State::unknown: return "unknown";
  }
  return "unknown";
}

std::vector<measure::Request> requests(std::span<const Form>) {
  // Facilities are found by category, use and kind, which are facts and always measured; the numbers are asked by the packs.
  return {};
}

std::vector<Indicator> evaluate(std::span<const Form> forms, const Plan& plan, const MeasurementSet& measurements,
                                std::span<const Check> checks) {
  std::vector<Indicator> out;
  const Coverage cover = coverage(plan, measurements);
  for (const Form& form : forms) {
    const auto& nodes = (*form.source)["indicators"].items();
    for (std::size_t i = 0; i < form.indicators.size(); ++i) {
      Indicator indicator = form.indicators[i];
      auto how = judging(nodes[i], form.id);
      if (!how) continue;  // load_forms has read the same node without an error
      for (const Element& element : plan.elements)
        if (std::any_of(how->any.begin(), how->any.end(), [&](const Facility& f) { return is_facility(f, element, plan, measurements); }))
          indicator.elements.push_back(element.id);
      const auto related = belongings(indicator.elements, plan);
      for (const Check& check : checks) {
        if (!check.counts || check.verdict == Verdict::not_applicable || !matches(how->rules, check.rule)) continue;
        // A count over the building ("at least one accessible desk") supports the facility whether or not one is drawn.
        const bool whole = check.subject.size() == 1 && check.subject.front() == kBuilding;
        if (!whole && !std::any_of(check.subject.begin(), check.subject.end(), [&](const std::string& id) { return related.contains(id); })) continue;
        indicator.checks.push_back(check.id);
        indicator.defects = indicator.defects ||
                            (check.verdict == Verdict::fail && check.obligation == standards::Obligation::mandatory);
      }
      judge(indicator, *how, cover);
      out.push_back(std::move(indicator));
    }
  }
  return out;
}

}  // namespace landai::indicators
