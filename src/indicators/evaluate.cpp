// SPDX-License-Identifier: GPL-3.0-or-later
// Finds on the plan what each item asks for, and the checks that support it.
#include <algorithm>
#include <set>
#include <array>
#include <cctype>
#include <unordered_set>

#include "judge.hpp"

namespace landai::indicators {
namespace {

using measure::Measurement;
using measure::MeasurementSet;
using standards::Check;
using standards::Verdict;

/// The name under which the whole building is measured.
const std::string kBuilding = "building";

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

const std::string* word(const MeasurementSet& measurements, const std::string& subject,
                        const char* quantity) {
  const Measurement* found = measurements.find(subject, quantity);
  return found == nullptr ? nullptr : found->word();
}

bool among(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether a quantity of the element has one of the values; an unmeasured one has none.
bool holds(const std::string& quantity, const std::vector<std::string>& values, const std::string& id,
           const MeasurementSet& measurements) {
  const Measurement* found = measurements.find(id, quantity);
  if (found == nullptr) return false;
  if (const std::string* text = found->word()) return among(values, *text);
  if (const auto truth = found->truth()) return among(values, *truth ? "true" : "false");
  return false;
}

bool is_facility(const Facility& facility, const Element& element, const Plan& plan,
                 const MeasurementSet& measurements) {
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
  for (const auto& [quantity, values] : facility.where)
    if (!holds(quantity, values, element.id, measurements)) return false;
  if (facility.names.empty()) return true;
  const std::string name = lower(element.name);
  return std::any_of(facility.names.begin(), facility.names.end(),
                     [&name](const std::string& part) { return name.find(part) != std::string::npos; });
}

/// What stands in a room and is no room or part of its shell.
bool stands_in_rooms(Category category) {
  // No guiding path: it only passes through.
  constexpr std::array kThings = {Category::sanitary, Category::handrail,  Category::seat,
                                  Category::counter,  Category::furniture, Category::sign};
  return std::find(kThings.begin(), kThings.end(), category) != kThings.end();
}

/// What belongs to the facility: its parts, what stands in it and, `with_doors`, the doors of its space.
std::unordered_set<std::string> belongings(std::span<const std::string> elements, const Plan& plan, bool with_doors) {
  std::unordered_set<std::string> all(elements.begin(), elements.end());
  if (all.empty()) return all;
  struct Room {
    const Polygon* area;
    Box box;
    const std::vector<std::string>* levels;
  };
  std::vector<Room> rooms;
  for (const Element& element : plan.elements)
    if (element.category == Category::space && all.contains(element.id))
      for (const Polygon& area : element.geometry.areas)
        rooms.push_back({&area, bounds(area), &element.levels});
  // Parts follow their parents in the plan, so two rounds reach flights of flights.
  for (int round = 0; round < 2; ++round)
    for (const Element& element : plan.elements)
      if (element.parent && all.contains(*element.parent)) all.insert(element.id);
  for (const Element& element : plan.elements) {
    for (const std::string& space : element.connects)
      if (with_doors && all.contains(space)) all.insert(element.id);
    if (rooms.empty() || !stands_in_rooms(element.category)) continue;
    const Box box = element.geometry.box();
    if (box.empty()) continue;
    const PlanPoint middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    for (const Room& room : rooms) {
      const bool same_level =
          element.levels.empty() || room.levels->empty() ||
          std::find_first_of(element.levels.begin(), element.levels.end(), room.levels->begin(),
                             room.levels->end()) != element.levels.end();
      if (same_level && room.box.overlaps(box) && contains(*room.area, middle)) {
        all.insert(element.id);
        break;
      }
    }
  }
  return all;
}

Coverage coverage(const Plan& plan, const MeasurementSet& measurements) {
  Coverage out;
  if (const std::string* known = word(measurements, kBuilding, "building.coverage"))
    out.complete = *known == "complete";
  if (const std::string* status = word(measurements, kBuilding, "building.status"))
    out.built =
        *status == "existing" || *status == "heritage";  // of an alteration one may draw what is to come
  if (const Measurement* storeys = measurements.find(kBuilding, "building.storeys"))
    if (storeys->lo == storeys->hi) out.storeys = storeys->number();  // of a part of a building it is the least
  for (const Element& element : plan.elements)
    if (element.category == Category::space && word(measurements, element.id, "space.use") == nullptr)
      out.uses_known = false;
  return out;
}

/// Readings and photo measurements with a value: whoever took them saw the thing. Of a photo there has to be the photo.
std::vector<const Measurement*> taken_on_site(const MeasurementSet& measurements, std::span<const SitePhoto> photos) {
  std::set<std::pair<std::string, std::vector<std::string>>> pictured;
  for (const SitePhoto& photo : photos) pictured.emplace(photo.quantity, photo.subject);
  std::vector<const Measurement*> out;
  for (const Measurement& m : measurements.all())
    if (m.value && !m.subject.empty() &&
        (m.method == Method::reading || (m.method == Method::photo && pictured.contains({m.quantity, m.subject}))))
      out.push_back(&m);
  return out;
}

/// What each check is about. Of a way from an entrance that is where it leads: a room is not at fault for every way that begins
/// at its door.
std::vector<std::span<const std::string>> places_of(std::span<const Check> checks, const Plan& plan) {
  std::unordered_set<std::string> doors;
  for (const Element& element : plan.elements)
    if (element.category == Category::door) doors.insert(element.id);
  std::vector<std::span<const std::string>> out;
  out.reserve(checks.size());
  for (const Check& check : checks) {
    const std::span<const std::string> all = check.subject;
    const bool is_way =
        all.size() == 2 && (all.front() == "outside" || (doors.contains(all.front()) && !doors.contains(all.back())));
    out.push_back(is_way ? all.last(1) : all);
  }
  return out;
}

/// How many of the places somebody saw: what was read or photographed is the place itself or stands in it. Who reads a door has not seen what
/// is behind it, nor has who walks up to it.
std::size_t seen_of(const std::vector<std::string>& elements, const Plan& plan, const std::vector<const Measurement*>& on_site,
                    std::span<const SitePhoto> photos) {
  if (on_site.empty() && photos.empty()) return 0;
  return static_cast<std::size_t>(std::count_if(elements.begin(), elements.end(), [&](const std::string& id) {
    const auto inside = belongings(std::span(&id, 1), plan, false);
    const auto of_place = [&](const std::vector<std::string>& subject) { return subject.size() == 1 && inside.contains(subject.front()); };
    return std::any_of(on_site.begin(), on_site.end(), [&](const Measurement* m) { return of_place(m->subject); }) ||
           std::any_of(photos.begin(), photos.end(), [&](const SitePhoto& photo) { return of_place(photo.subject); });
  }));
}

Links links_of(const Judging& how, const std::unordered_set<std::string>& related,
               std::span<const Check> checks, const std::vector<std::span<const std::string>>& places,
               std::span<const SitePhoto> photos) {
  Links out;
  const auto touches = [&related](std::span<const std::string> subject) {
    return std::any_of(subject.begin(), subject.end(),
                       [&related](const std::string& id) { return related.contains(id); });
  };
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const Check& check = checks[i];
    if (!check.counts || check.verdict == Verdict::not_applicable || !matches(how.rules, check.rule))
      continue;
    // A count over the building ("at least one accessible desk") supports the facility whether or not one is
    // drawn.
    const bool whole = check.subject.size() == 1 && check.subject.front() == kBuilding;
    if (whole || matches(how.anywhere, check.rule) || touches(places[i]))
      out.checks.push_back(&check);
  }
  for (const SitePhoto& photo : photos)
    if (touches(photo.subject)) out.photos.insert(photo.file);
  return out;
}

}  // namespace

bool matches(const std::vector<std::string>& patterns, const std::string& rule) {
  return std::any_of(patterns.begin(), patterns.end(), [&rule](const std::string& pattern) {
    return pattern.ends_with('*') ? rule.starts_with(pattern.substr(0, pattern.size() - 1)) : rule == pattern;
  });
}

std::vector<measure::Request> requests(std::span<const Form> forms) {
  // Uses and kinds are facts and always measured; the numbers are asked by the packs.
  std::vector<measure::Request> out;
  for (const Form& form : forms)
    for (const Node& node : (*form.source)["indicators"].items()) {
      auto how = judging(node, form.file);
      if (!how) continue;  // load_forms has read the same node without an error
      if (how->single_storey) out.push_back({"building.storeys", {}});
      for (const Facility& facility : how->any)
        for (const auto& [quantity, unused] : facility.where) out.push_back({quantity, {}});
    }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Indicator> evaluate(std::span<const Form> forms, const Plan& plan,
                                const MeasurementSet& measurements, std::span<const Check> checks,
                                const Policy& policy, std::span<const Statement> statements,
                                std::span<const SitePhoto> photos) {
  std::vector<Indicator> out;
  const Coverage cover = coverage(plan, measurements);
  const auto on_site = taken_on_site(measurements, photos);
  const auto places = places_of(checks, plan);
  for (const Form& form : forms) {
    const auto& nodes = (*form.source)["indicators"].items();
    for (std::size_t i = 0; i < form.indicators.size(); ++i) {
      Indicator item = form.indicators[i];
      auto how = judging(nodes[i], form.file);
      const Block* block = form.block(item.block);
      if (!how || block == nullptr) continue;  // load_forms has read the same node without an error
      for (const Element& element : plan.elements)
        if (std::any_of(how->any.begin(), how->any.end(),
                        [&](const Facility& f) { return is_facility(f, element, plan, measurements); }))
          item.elements.push_back(element.id);
      for (const Statement& statement : statements)
        if (statement.said.indicator == item.id) item.statements.push_back(statement);
      Links links = links_of(*how, belongings(item.elements, plan, true), checks, places, photos);
      links.seen = seen_of(item.elements, plan, on_site, photos);
      for (const Check* check : links.checks) item.checks.push_back(check->id);
      judge(item, *how, *block, cover, links, policy);
      out.push_back(std::move(item));
    }
  }
  return out;
}

}  // namespace landai::indicators
