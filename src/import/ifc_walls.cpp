// SPDX-License-Identifier: GPL-3.0-or-later
// Walls as one meets them on a floor: solid, except where a door or an open passage reaches the floor.
#include <algorithm>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

constexpr double kCut = 1.0;       // where a floor plan is cut, above the floor
constexpr double kStep = 0.15;     // an open passage that starts higher is a window or a hatch
constexpr double kHead = 1.8;      // … and one that ends lower is a hatch
constexpr double kOverhead = 2.2;  // what starts higher stands in nobody's way
constexpr double kSkirting = 0.1;  // walls without exact outline are looked at from here …
constexpr double kEyes = 1.9;      // … up to here
constexpr double kDeeper = 0.005;  // how much deeper than the wall a passage is cut

/// The passage, made a little deeper across the wall: where it ends exactly at the wall's face, rounding
/// would else leave a skin a tenth of a millimetre thick that shuts the door. Along the wall nothing changes.
Polygon deepened(Polygon passage, const MultiPolygon& wall) {
  const auto direction = wall_direction(passage, wall);
  if (!direction) return passage;
  const PlanPoint along = *direction;
  const PlanPoint across = left_normal(along);
  const PlanPoint middle = centroid(passage.outer);
  for (PlanPoint& p : passage.outer) {
    const double v = dot(p - middle, across);
    p = p + (v < 0 ? -kDeeper : kDeeper) * across;
  }
  return passage;
}

/// What a wall looks like on one storey.
struct Cut {
  MultiPolygon areas;
  bool pierced = false;  ///< a passage was taken out
};

class WallReader {
 public:
  explicit WallReader(IfcImport& in) : in_(in) {
    for (const auto& s : in.storeys) used_.push_back(s.record == nullptr || has_rooms(s));
  }

  void read(const StepRecord& wall) {
    const Outline& outline = outline_of(in_, wall);
    if (outline.areas.empty()) {
      // A curtain wall is its plates and members; it has no shape of its own.
      if (in_.relations.parts.contains(&wall)) {
        in_.count(wall, Category::wall);
        return;
      }
      ++without_shape_;
      if (first_without_ == nullptr) first_without_ = &wall;
      in_.add(in_.element(wall, Category::wall), wall);
      return;
    }
    const auto storeys = storeys_of(wall, *outline.z);
    if (storeys.empty()) {
      in_.count(wall, Category::wall);  // below the floor or overhead: no part of any plan
      return;
    }
    std::vector<Cut> cuts;
    bool pierced = !outline.exact;
    for (const auto* s : storeys) {
      cuts.push_back(cut(wall, outline, s->elevation));
      pierced = pierced || cuts.back().pierced;
    }
    Element whole = in_.element(wall, Category::wall);
    whole.z = outline.z;
    whole.levels.clear();
    if (!pierced) {
      for (const auto* s : storeys) whole.levels.push_back(s->level);
      whole.geometry.areas = std::move(cuts.front().areas);
      in_.add(std::move(whole), wall);
      return;
    }
    for (std::size_t i = 0; i < storeys.size(); ++i) {  // another face on every storey: one element each
      Element e = whole;
      if (i > 0) e.id += "/" + storeys[i]->level;
      e.levels = {storeys[i]->level};
      e.geometry.areas = std::move(cuts[i].areas);
      if (i == 0) {
        in_.add(std::move(e), wall);
      } else {
        in_.plan.elements.push_back(std::move(e));
      }
    }
  }

  void say_what_lacks() {
    if (without_shape_ == 0) return;
    in_.say(DiagnosticSeverity::warning, first_without_,
            message("import.ifc.wall_without_shape").with("count", std::to_string(without_shape_)),
            message("import.ifc.wall_without_shape.advice"), without_shape_);
  }

 private:
  /// A storey with rooms, doors or stairs is walked on; a mere reference height ("Roof", "T/FDN") is not.
  bool has_rooms(const IfcImport::Storey& s) const {
    const auto counts = [](const StepRecord* r) {
      return r->type == "IFCSPACE" || r->type.starts_with("IFCDOOR") || r->type.starts_with("IFCSTAIR");
    };
    const auto parts = in_.relations.parts.find(s.record);
    if (parts != in_.relations.parts.end() && std::any_of(parts->second.begin(), parts->second.end(), counts))
      return true;
    return std::any_of(in_.relations.container.begin(), in_.relations.container.end(),
                       [&](const auto& c) { return c.second == s.record && counts(c.first); });
  }

  std::vector<const IfcImport::Storey*> storeys_of(const StepRecord& wall, ZRange z) const {
    std::vector<const IfcImport::Storey*> out;
    const IfcImport::Storey* own = in_.storey_of(wall);
    if (own == nullptr) own = in_.storey_at(z.lo);
    for (std::size_t i = 0; i < in_.storeys.size(); ++i) {
      const auto& s = in_.storeys[i];
      const bool crosses = z.lo < s.elevation + kCut && z.hi > s.elevation + kCut;
      const bool low = z.lo < s.elevation + kOverhead && z.hi > s.elevation + 0.02;
      if (&s == own ? low : crosses && used_[i]) out.push_back(&s);
    }
    return out;
  }

  Cut cut(const StepRecord& wall, const Outline& outline, double floor) {
    Cut out;
    out.areas = outline.areas;
    if (!outline.exact) {
      auto standing = footprint(in_.shapes.bodies(wall), floor + kSkirting, floor + kEyes);
      if (!standing.empty()) out.areas = std::move(standing);
    }
    const auto openings = in_.relations.openings.find(&wall);
    if (openings == in_.relations.openings.end()) return out;
    MultiPolygon passages;
    for (const StepRecord* opening : openings->second) {
      const MultiPolygon* passage = passage_at(*opening, floor);
      if (passage == nullptr) continue;
      for (const Polygon& p : *passage) passages.push_back(deepened(p, outline.areas));
    }
    if (passages.empty()) return out;
    out.areas = outlines_less(out.areas, passages);
    out.pierced = true;
    return out;
  }

  /// The plan of an opening that one can walk through on this floor; null for windows, hatches and other
  /// storeys.
  const MultiPolygon* passage_at(const StepRecord& opening, double floor) {
    const auto filled = in_.relations.fillings.find(&opening);
    const StepRecord* door = nullptr;
    if (filled != in_.relations.fillings.end()) {
      for (const StepRecord* f : filled->second) {
        if (plain_entity(f->type) == "IFCDOOR") door = f;
      }
      if (door == nullptr) return nullptr;
    }
    const Outline* outline = &outline_of(in_, opening);
    if (outline->areas.empty() && door != nullptr) outline = &outline_of(in_, *door);
    if (outline->areas.empty() || !outline->z) return nullptr;
    const ZRange z = *outline->z;
    const bool here = door != nullptr ? z.lo < floor + kCut && z.hi > floor + kCut
                                      : z.lo <= floor + kStep && z.hi >= floor + kHead;
    return here ? &outline->areas : nullptr;
  }

  IfcImport& in_;
  std::vector<bool> used_;
  int without_shape_ = 0;
  const StepRecord* first_without_ = nullptr;
};

/// Plates and members of a curtain wall stand where the wall stands.
bool in_curtain_wall(const IfcImport& in, const StepRecord& part) {
  const StepRecord* at = &part;
  for (int i = 0; i < 8; ++i) {
    const auto it = in.relations.whole.find(at);
    if (it == in.relations.whole.end()) return false;
    at = it->second;
    if (at->type == "IFCCURTAINWALL" || plain_entity(at->type) == "IFCWALL") return true;
  }
  return false;
}

}  // namespace

void read_walls(IfcImport& in) {
  WallReader reader(in);
  for (const StepRecord& r : in.file.records()) {
    const auto type = plain_entity(r.type);
    const bool wall = type == "IFCWALL" || type == "IFCCURTAINWALL";
    const bool part = (type == "IFCPLATE" || type == "IFCMEMBER" || type == "IFCBUILDINGELEMENTPART") &&
                      in_curtain_wall(in, r);
    if (!wall && !part) continue;
    in.used.insert(&r);
    reader.read(r);
  }
  reader.say_what_lacks();
}

}  // namespace landai::importer
