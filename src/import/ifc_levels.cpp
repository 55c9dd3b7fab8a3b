// SPDX-License-Identifier: GPL-3.0-or-later
// Storeys become levels, and every element finds the ones it stands on.
#include <algorithm>
#include <cmath>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

constexpr int kMaxSteps = 32;          // part of a part of …
constexpr double kSameHeight = 0.001;  // metres
constexpr double kStandsOn = 0.3;      // an element that starts this little below a floor still stands on it

struct Heights {
  std::optional<double> placed;  ///< z of the storey's placement
  std::optional<double> stated;  ///< its Elevation attribute
};

/// True when the placements tell the storeys apart as the attributes do, up to one common shift (the site's
/// height).
bool agree(const std::vector<Heights>& all) {
  std::optional<double> shift;
  for (const Heights& h : all) {
    if (!h.placed || !h.stated) continue;
    if (shift && std::abs(*h.placed - *h.stated - *shift) > kSameHeight) return false;
    shift = *h.placed - *h.stated;
  }
  return true;
}

bool all_placed_at_one_height(const std::vector<Heights>& all) {
  return std::all_of(all.begin(), all.end(), [&](const Heights& h) {
    return !h.placed || !all.front().placed || std::abs(*h.placed - *all.front().placed) < kSameHeight;
  });
}

}  // namespace

void read_levels(IfcImport& in) {
  std::vector<Heights> heights;
  for (const StepRecord* record : in.file.of_type("IFCBUILDINGSTOREY")) {
    Heights h;
    if (in.file.follow((*record)[5]) != nullptr) h.placed = in.shapes.placement((*record)[5]).origin.z;
    h.stated = attribute_number(in, *record, "Elevation");
    heights.push_back(h);
    in.storeys.push_back({record, 0, {}});
  }
  // Elements are placed in the world, so the placement of the storey is the height that fits them. Some
  // programs place every storey at zero and write the height into the attribute only.
  const bool together = agree(heights);
  const bool use_stated = !together && heights.size() > 1 && all_placed_at_one_height(heights);
  if (!together && !use_stated) {
    in.say(DiagnosticSeverity::warning, nullptr, message("import.ifc.storey_heights_differ"),
           message("import.ifc.storey_heights_differ.advice"));
  }
  std::vector<Level> levels;
  for (std::size_t i = 0; i < in.storeys.size(); ++i) {
    const Heights& h = heights[i];
    const auto height = use_stated ? (h.stated ? h.stated : h.placed) : (h.placed ? h.placed : h.stated);
    in.storeys[i].elevation = height.value_or(0);
    in.storeys[i].level = std::to_string(i);  // place in the file, until sorted
    Level level;
    level.elevation = height.value_or(0);
    level.elevation_known = height.has_value();
    level.name = in.name_of(*in.storeys[i].record);
    levels.push_back(std::move(level));
    if (!height) {
      in.say(DiagnosticSeverity::warning, in.storeys[i].record, message("import.ifc.storey_without_height"),
             message("import.ifc.storey_without_height.advice"));
    }
  }
  std::stable_sort(in.storeys.begin(), in.storeys.end(),
                   [](const auto& a, const auto& b) { return a.elevation < b.elevation; });
  for (std::size_t i = 0; i < in.storeys.size(); ++i) {
    Level level = std::move(levels[std::stoul(in.storeys[i].level)]);
    level.id = in.storeys[i].level = "L" + std::to_string(i);
    in.plan.levels.push_back(std::move(level));
    in.count(*in.storeys[i].record, Category::level);
  }
  if (in.storeys.empty()) {
    in.storeys.push_back({nullptr, 0, "L0"});
    in.plan.levels.push_back({"L0", "", 0, false});
    in.say(DiagnosticSeverity::warning, nullptr, message("import.ifc.no_storeys"),
           message("import.ifc.no_storeys.advice"));
  }
}

const IfcImport::Storey* IfcImport::storey_of(const StepRecord& object) const {
  const StepRecord* at = &object;
  for (int i = 0; i < kMaxSteps && at != nullptr; ++i) {
    for (const Storey& s : storeys) {
      if (s.record == at) return &s;
    }
    const StepRecord* next = nullptr;
    for (const auto* map : {&relations.container, &relations.whole, &relations.opening, &relations.host}) {
      if (const auto it = map->find(at); it != map->end()) {
        next = it->second;
        break;
      }
    }
    at = next;
  }
  return nullptr;
}

const IfcImport::Storey* IfcImport::storey_at(double z) const {
  const Storey* best = &storeys.front();
  for (const Storey& s : storeys) {
    if (s.elevation <= z + kStandsOn) best = &s;
  }
  return best;
}

std::vector<std::string> IfcImport::levels_of(const StepRecord& object,
                                              const std::optional<ZRange>& z) const {
  if (const Storey* s = storey_of(object); s != nullptr) return {s->level};
  if (z) return {storey_at(z->lo)->level};
  if (storeys.size() == 1) return {storeys.front().level};
  return {};
}

std::optional<double> IfcImport::floor_of(const Element& element) const {
  for (const Storey& s : storeys) {
    if (!element.levels.empty() && s.level == element.levels.front()) return s.elevation;
  }
  return std::nullopt;
}

}  // namespace landai::importer
