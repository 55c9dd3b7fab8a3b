// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a room or hangs on its walls.
#include <algorithm>
#include <array>
#include <cmath>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

constexpr double kOverhead = 2.2;     // what starts higher above the floor stands in nobody's way
constexpr double kFromName = 0.8;     // confidence of what only a name says
constexpr std::size_t kMostLifts = 200;
constexpr double kPit = 0.3;          // a lift's body may start this much above the floor it stops at
constexpr double kCar = 1.8;          // and reaches at least this far above it
constexpr double kHighestRail = 1.5;  // a level railing taller than this is a fence or a wall

struct EntityRow {
  std::string_view entity;
  Category category;
  const char* kind;
  bool by_name;   ///< the name may say something finer
  bool low_only;  ///< matters only where it hangs into the way
};

constexpr std::array kEntities{
    EntityRow{"IFCCOLUMN", Category::column, "", false, true},
    EntityRow{"IFCFURNISHINGELEMENT", Category::furniture, "", true, true},
    EntityRow{"IFCFURNITURE", Category::furniture, "", true, true},
    EntityRow{"IFCSYSTEMFURNITUREELEMENT", Category::furniture, "", true, true},
    EntityRow{"IFCSANITARYTERMINAL", Category::sanitary, "", true, true},
    EntityRow{"IFCFLOWTERMINAL", Category::sanitary, "", true, true},
    EntityRow{"IFCBUILDINGELEMENTPROXY", Category::obstacle, "", true, true},
    EntityRow{"IFCTRANSPORTELEMENT", Category::lift, "", false, false},
    EntityRow{"IFCRAILING", Category::handrail, "", false, false},
    EntityRow{"IFCBEAM", Category::obstacle, "beam", false, true},
    EntityRow{"IFCMEMBER", Category::obstacle, "member", false, true},
    EntityRow{"IFCPLATE", Category::obstacle, "plate", false, true},
    EntityRow{"IFCKERB", Category::obstacle, "kerb", false, false},
    EntityRow{"IFCSIGN", Category::sign, "", false, false},
};

std::string lower(std::string s) {
  for (char& c : s) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return s;
}

/// The predefined type of an object or, when that is silent, of its type.
std::string predefined(const IfcImport& in, const StepRecord& object) {
  for (const StepRecord* r : {&object, in.type_of(object)}) {
    if (r == nullptr) continue;
    const std::string word = attribute_word(in, *r, "PredefinedType");
    if (!word.empty() && word != "NOTDEFINED" && word != "USERDEFINED") return word;
  }
  return {};
}

std::optional<Guess> from_words(const IfcImport& in, const StepRecord& object) {
  for (const std::size_t i :
       {std::size_t{2}, std::size_t{4}, std::size_t{3}}) {  // Name, ObjectType, Description
    if (const auto g = thing_from_words(in.file.text(object[i])); g) return g;
  }
  if (const StepRecord* type = in.type_of(object); type != nullptr)
    return thing_from_words(in.file.text((*type)[2]));
  return std::nullopt;
}

class ThingReader {
 public:
  explicit ThingReader(IfcImport& in) : in_(in) {}

  void read(const StepRecord& r, const EntityRow& row) {
    if (in_.used.contains(&r)) return;
    Category category = row.category;
    std::string kind = row.kind;
    double confidence = 1;
    const std::string type = predefined(in_, r);
    if (row.entity == "IFCFLOWTERMINAL" || row.entity == "IFCSANITARYTERMINAL") {
      if (!sanitary(r, row, type, category, kind, confidence)) return;
    } else if (row.entity == "IFCTRANSPORTELEMENT") {
      if (!type.empty() && type != "ELEVATOR" && type != "LIFTINGGEAR") {
        category = Category::obstacle;
        kind = lower(type);
      }
    } else if (row.entity == "IFCRAILING") {
      kind = lower(type);
      if (const auto guess = kind.empty() ? from_words(in_, r) : std::nullopt; guess && guess->category == category) kind = guess->kind;
    } else if (row.by_name) {
      const auto stated = furniture_from_type(type);
      const auto guess = stated ? stated : from_words(in_, r);
      if (guess) {
        category = guess->category;
        kind = guess->kind;
        if (!stated) confidence = kFromName;
      }
    }
    if (category == Category::obstacle && kind != "kerb" &&
        parent(r)) {  // stringers and treads: the flights stand for them
      in_.count(r, category);
      return;
    }
    if (category == Category::obstacle && in_.name_of(r).starts_with("Model Text"))
      return;  // letters drawn in space
    make(r, row, category, kind, confidence);
  }

 private:
  /// False for terminals that are no sanitary fixture (lamps, sockets, air outlets).
  bool sanitary(const StepRecord& r, const EntityRow& row, const std::string& type, Category& category,
                std::string& kind, double& confidence) {
    const StepRecord* of = in_.type_of(r);
    const bool terminal =
        row.entity == "IFCSANITARYTERMINAL" || (of != nullptr && of->type == "IFCSANITARYTERMINALTYPE");
    if (const auto stated = sanitary_from_type(type); terminal && stated) {
      kind = *stated;
    } else if (const auto guess = from_words(in_, r);
               guess && (guess->category == Category::sanitary || terminal)) {
      category = guess->category;
      kind = guess->kind;
      confidence = kFromName;
    } else if (!terminal) {
      return false;
    }
    return true;
  }

  void make(const StepRecord& r, const EntityRow& row, Category category, const std::string& kind,
            double confidence) {
    const Outline& outline = outline_of(in_, r);
    Element e = in_.element(r, category);
    e.kind = kind;
    e.confidence = confidence;
    e.z = outline.z;
    e.levels = in_.levels_of(r, e.z);
    if (category == Category::lift) e.levels = lift_levels(r, e);
    const auto floor = in_.floor_of(e);
    const bool high = floor && e.z && e.z->lo > *floor + kOverhead;
    if (row.low_only && high) {
      in_.count(r, category);
      return;
    }
    e.geometry.areas = outline.areas;
    if (floor && e.z && e.z->hi > *floor + kOverhead && !outline.exact) {  // what of it one can walk into
      auto low = footprint(in_.shapes.bodies(r), e.z->lo, *floor + kOverhead);
      if (!low.empty()) e.geometry.areas = std::move(low);
    }
    if (e.geometry.areas.empty()) {
      e.geometry.points.push_back(origin(r));
      if (category == Category::column || category == Category::obstacle) {
        in_.add(std::move(e), r);  // kept and visible, but it cannot stand in the way without a shape
        ++without_shape_;
        return;
      }
    }
    e.parent = parent(r);
    shape(e, r, floor);
    in_.add(std::move(e), r);
  }

  /// Every storey that its body has room to stop at, and those that the file says it serves.
  std::vector<std::string> lift_levels(const StepRecord& r, const Element& e) const {
    const auto has = [](const std::vector<std::string>& all, const std::string& one) {
      return std::find(all.begin(), all.end(), one) != all.end();
    };
    const auto referenced = in_.relations.referenced.find(&r);
    std::vector<std::string> out;
    for (const auto& s : in_.storeys) {   // lowest first
      const bool spans = e.z && e.z->lo < s.elevation + kPit && e.z->hi > s.elevation + kCar;
      const bool stated = referenced != in_.relations.referenced.end() &&
                          std::find(referenced->second.begin(), referenced->second.end(), s.record) !=
                              referenced->second.end();
      if ((spans || stated || has(e.levels, s.level)) && !has(out, s.level)) out.push_back(s.level);
    }
    return out;
  }

  PlanPoint origin(const StepRecord& r) {
    const Point3 o = in_.shapes.placement(r[5]).origin;
    return {o.x, o.y};
  }

  /// The stair, ramp or other element that this is a part of; spaces and storeys are no parents.
  std::optional<std::string> parent(const StepRecord& r) const {
    const auto it = in_.relations.whole.find(&r);
    if (it == in_.relations.whole.end()) return std::nullopt;
    const auto type = it->second->type;
    if (type == "IFCSTAIR" || type == "IFCRAMP") return in_.id_of(*it->second);
    return std::nullopt;
  }

  void shape(Element& e, const StepRecord& r, const std::optional<double>& floor) {
    const auto above = [&](double z) { return floor ? std::optional(z - *floor) : std::nullopt; };
    if (e.category == Category::counter) {
      CounterShape c;
      if (const auto top = e.z ? above(e.z->hi) : std::nullopt; top && *top > 0)
        c.height = Known::exact(*top, Method::geometry, "top of the body above the floor");
      e.shape = c;
      return;
    }
    const bool fixture = e.category == Category::seat || e.category == Category::sanitary ||
                         e.category == Category::handrail || e.category == Category::parking_bay ||
                         e.category == Category::sign || e.kind == "kerb";
    if (!fixture) return;
    FixtureShape f;
    const Box box = bounds(e.geometry.areas);
    f.position =
        box.empty() ? origin(r) : PlanPoint{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    if (e.category == Category::handrail) f.height = rail_height(e, floor);
    if (e.kind == "kerb")  // a body tells how thick it is, not how far it stands above the ramp
      if (const auto upstand = find_number(e.attributes, "Upstand"); upstand && *upstand > 0)
        f.height = Known::exact(*upstand, Method::attribute, "property Upstand");
    e.shape = f;
  }

  /// Height of a rail above what one stands on: stated, or read off the body where it runs level from the
  /// floor up.
  std::optional<Known> rail_height(const Element& e, const std::optional<double>& floor) const {
    if (const auto stated = find_number(e.attributes, "Height"); stated && *stated > 0.1 && *stated < 3)
      return Known::exact(*stated, Method::attribute, "property Height");
    if (e.parent || !floor || !e.z || std::abs(e.z->lo - *floor) > 0.35) return std::nullopt;
    const double height = e.z->hi - *floor;
    if (height < 0.3 || height > kHighestRail) return std::nullopt;
    return Known::exact(height, Method::geometry, "top of the body above the floor");
  }

 public:
  int without_shape_ = 0;

 private:
  IfcImport& in_;
};

/// One lift drawn storey by storey: all parts of it serve the levels of all.
void join_lifts(Plan& plan) {
  std::vector<Element*> lifts;
  for (Element& e : plan.elements)
    if (e.category == Category::lift && !e.geometry.areas.empty()) lifts.push_back(&e);
  if (lifts.size() > kMostLifts) return;
  for (std::size_t pass = 0; pass < 2; ++pass) {
    for (Element* a : lifts) {
      for (Element* b : lifts) {
        if (a == b || a->levels == b->levels || !a->geometry.box().overlaps(b->geometry.box())) continue;
        const double shared = area(outlines_shared(a->geometry.areas, b->geometry.areas));
        if (shared < 0.6 * std::min(area(a->geometry.areas), area(b->geometry.areas))) continue;
        std::vector<std::string> both;
        for (const Level& level : plan.levels) {
          const auto on = [&](const Element& e) {
            return std::find(e.levels.begin(), e.levels.end(), level.id) != e.levels.end();
          };
          if (on(*a) || on(*b)) both.push_back(level.id);
        }
        a->levels = b->levels = both;
      }
    }
  }
}

}  // namespace

void read_things(IfcImport& in) {
  ThingReader reader(in);
  for (const StepRecord& r : in.file.records()) {
    const auto type = plain_entity(r.type);
    for (const EntityRow& row : kEntities) {
      if (row.entity == type) {
        if (!in.used.contains(&r)) reader.read(r, row);
        break;
      }
    }
  }
  join_lifts(in.plan);
  if (reader.without_shape_ > 0) {
    in.say(DiagnosticSeverity::warning, nullptr,
           message("import.ifc.thing_without_shape").with("count", std::to_string(reader.without_shape_)),
           message("import.ifc.thing_without_shape.advice"), reader.without_shape_);
  }
}

}  // namespace landai::importer
