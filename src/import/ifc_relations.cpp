// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

/// Calls `use(a, b)` for every pair of the one and the many; either may stand first in the record.
template <class Use>
void each(const StepFile& file, std::string_view type, std::size_t one, std::size_t many, int& dangling,
          Use use) {
  for (const StepRecord* relation : file.of_type(type)) {
    const StepRecord* single = file.follow((*relation)[one]);
    const StepArg& others = (*relation)[many];
    if (single == nullptr) {
      dangling += others.is_null() ? 0 : 1;
      continue;
    }
    const auto take = [&](const StepArg& arg) {
      if (const StepRecord* other = file.follow(arg); other != nullptr) {
        use(single, other, *relation);
      } else {
        ++dangling;
      }
    };
    if (others.kind == StepArg::Kind::list) {
      for (const StepArg& item : others.items()) take(item);
    } else if (!others.is_null()) {
      take(others);
    }
  }
}

void read_boundaries(const StepFile& file, IfcRelations& out) {
  for (const std::string_view type :
       {"IFCRELSPACEBOUNDARY", "IFCRELSPACEBOUNDARY1STLEVEL", "IFCRELSPACEBOUNDARY2NDLEVEL"}) {
    for (const StepRecord* relation : file.of_type(type)) {
      const StepRecord* element = file.follow((*relation)[5]);
      const StepRecord* space = file.follow((*relation)[4]);
      if (element == nullptr || space == nullptr || !plain_entity(element->type).starts_with("IFCDOOR"))
        continue;
      auto& bound = out.bounds[element];
      if (space->type == "IFCSPACE" &&
          std::find(bound.spaces.begin(), bound.spaces.end(), space) == bound.spaces.end())
        bound.spaces.push_back(space);
      if ((*relation)[8].text.starts_with("EXTERNAL") || space->type == "IFCEXTERNALSPATIALELEMENT")
        bound.external = true;
    }
  }
}

}  // namespace

IfcRelations read_relations(const StepFile& file) {
  IfcRelations out;
  int& lost = out.dangling;
  for (const std::string_view type : {"IFCRELAGGREGATES", "IFCRELNESTS", "IFCRELDECOMPOSES"}) {
    each(file, type, 4, 5, lost, [&](const StepRecord* whole, const StepRecord* part, const StepRecord&) {
      if (whole != part && out.whole.emplace(part, whole).second) out.parts[whole].push_back(part);
    });
  }
  each(file, "IFCRELCONTAINEDINSPATIALSTRUCTURE", 5, 4, lost,
       [&](const StepRecord* place, const StepRecord* element, const StepRecord&) {
         out.container.emplace(element, place);
       });
  each(file, "IFCRELREFERENCEDINSPATIALSTRUCTURE", 5, 4, lost,
       [&](const StepRecord* place, const StepRecord* element, const StepRecord&) {
         out.referenced[element].push_back(place);
       });
  each(file, "IFCRELVOIDSELEMENT", 4, 5, lost,
       [&](const StepRecord* wall, const StepRecord* opening, const StepRecord&) {
         if (out.host.emplace(opening, wall).second) out.openings[wall].push_back(opening);
       });
  each(file, "IFCRELFILLSELEMENT", 4, 5, lost,
       [&](const StepRecord* opening, const StepRecord* filling, const StepRecord&) {
         if (out.opening.emplace(filling, opening).second) out.fillings[opening].push_back(filling);
       });
  each(file, "IFCRELDEFINESBYTYPE", 5, 4, lost,
       [&](const StepRecord* type, const StepRecord* object, const StepRecord&) {
         out.type.emplace(object, type);
       });
  for (const StepRecord* relation : file.of_type("IFCRELDEFINESBYPROPERTIES")) {
    Records sets;  // one set, or from IFC4 on a typed list of sets
    const StepArg& relating = (*relation)[5];
    if (relating.kind == StepArg::Kind::reference) {
      if (const auto* set = file.follow(relating); set != nullptr) sets.push_back(set);
    } else if (relating.kind == StepArg::Kind::typed && relating.count == 1) {
      for (const StepArg& item : relating.first->items()) {
        if (const auto* set = file.follow(item); set != nullptr) sets.push_back(set);
      }
    }
    if (sets.empty()) ++lost;
    for (const StepArg& item : (*relation)[4].items()) {
      const StepRecord* object = file.follow(item);
      if (object == nullptr) {
        ++lost;
        continue;
      }
      auto& all = out.property_sets[object];
      all.insert(all.end(), sets.begin(), sets.end());
    }
  }
  read_boundaries(file, out);
  return out;
}

}  // namespace landai::importer
