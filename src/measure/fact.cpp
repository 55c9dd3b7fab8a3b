// SPDX-License-Identifier: GPL-3.0-or-later
// Facts that nobody stated: what the plan, its names and its order tell; else the question to ask.
#include <algorithm>
#include <cmath>

#include "quantities.hpp"

namespace landai::measure {

Measurement ask_fact(Survey&, const Element& e, const char* quantity) {
  Measurement m = blank(e, quantity);
  m.method = Method::fact;
  return missing(m, message("measure.fact.ask").with("quantity", quantity).with("subject", Survey::label(e)));
}

namespace {

constexpr double kBelowGround = -0.5;   // a floor lower than this is a basement

Measurement word_fact(const Element& e, const char* quantity, std::string word, std::string from) {
  Measurement m = blank(e, quantity);
  m.value = std::move(word);
  m.method = Method::fact;
  m.evidence.from = std::move(from);
  return m;
}

Measurement truth_fact(const Element& e, const char* quantity, bool truth, std::string from) {
  Measurement m = blank(e, quantity);
  m.value = truth;
  m.method = Method::fact;
  m.evidence.from = std::move(from);
  return m;
}

/// Whether most of a shape stands within indoor spaces. Nothing when the plan has no spaces to tell, or those who say it contradict each other.
std::optional<bool> inside(const Survey& survey, const Element& e) {
  bool spaces_known = false;
  for (const Element* s : survey.of(Category::space)) spaces_known = spaces_known || survey.share_level(*s, e);
  if (!spaces_known || e.geometry.empty()) return std::nullopt;
  bool known = true;
  for (const Element* space : survey.spaces_of(e)) {
    if (survey.disputed(space->id, "space.indoor")) known = false;
    else if (!survey.outdoor(*space)) return true;
  }
  return known ? std::optional(false) : std::nullopt;
}

}  // namespace

/// Levels below the ground, without a room or with nothing but a roof are no storeys; the evidence names them.
/// A drawing of one floor says nothing of the others; and unless somebody states that the plan shows the whole building, there may be more
/// storeys than it shows.
Measurement building_storeys(Survey& survey, const Element& e, const Params&) {
  bool whole = false;
  for (const auto& source : survey.plan.sources) whole = whole || source.format == "ifc";
  const bool complete = survey.coverage() == "complete";
  if (!whole && !complete && survey.plan.levels.size() < 2) return ask_fact(survey, e, "building.storeys");
  int count = 0;
  std::string out;
  const auto leave_out = [&](const Level& level) {
    out += (out.empty() ? "" : ", ") + (level.name.empty() ? level.id : level.name);
  };
  for (const auto& level : survey.plan.levels) {
    bool any = false, only_roof = true;
    for (const Element* s : survey.of(Category::space)) {
      const auto& on = survey.levels_of(*s);
      if (on.empty() || on.front() != level.id) continue;
      any = true;
      only_roof = only_roof && survey.names_roof(*s);
    }
    if (!any || only_roof || level.elevation < kBelowGround) leave_out(level);
    else ++count;
  }
  if (count == 0) return ask_fact(survey, e, "building.storeys");
  Measurement m = blank(e, "building.storeys");
  if (!out.empty()) m.evidence.note = message("measure.fact.storeys").with("out", out);
  return set(m, count, count, complete ? count : INFINITY, Method::fact, "levels above ground that hold a space");
}

Measurement building_status(Survey& s, const Element& e, const Params&) { return ask_fact(s, e, "building.status"); }
Measurement building_function(Survey& s, const Element& e, const Params&) { return ask_fact(s, e, "building.function"); }
Measurement building_coverage(Survey& s, const Element& e, const Params&) { return ask_fact(s, e, "building.coverage"); }

Measurement space_use(Survey& survey, const Element& e, const Params&) {
  std::string from;
  const NamedUse named = survey.inferred_use(e, &from);
  if (named.row) return word_fact(e, "space.use", named.row->use, "name \"" + from + "\"");
  Measurement m = blank(e, "space.use");
  m.method = Method::fact;
  if (named.other)
    return missing(m, message("measure.fact.two_uses").with("space", from).with("value", named.one->use + ", " + named.other->use));
  if (named.one) return missing(m, message("measure.fact.odd_word").with("space", from).with("value", named.one->use).with("word", named.word));
  return missing(m, message("measure.fact.no_use").with("space", Survey::label(e)));
}

Measurement space_access(Survey& survey, const Element& e, const Params&) {
  std::string from = "use and name of the room";
  const std::string access = survey.access(e, &from);
  if (!access.empty()) return word_fact(e, "space.access", access, from);
  Measurement m = blank(e, "space.access");
  m.method = Method::fact;
  return missing(m, message("measure.fact.no_access").with("space", Survey::label(e)));
}

Measurement space_users(Survey& survey, const Element& e, const Params&) {
  std::string from;
  if (const auto users = survey.users(e, &from); !users.empty()) return word_fact(e, "space.users", users, "name \"" + from + "\"");
  return ask_fact(survey, e, "space.users");
}

Measurement space_indoor(Survey& survey, const Element& e, const Params&) {
  std::string from;
  if (const auto external = external_word(e, &from); !external.empty()) return truth_fact(e, "space.indoor", external == "INTERNAL", from);
  if (e.derived) return truth_fact(e, "space.indoor", true, "enclosed by walls");
  if (survey.outdoor(e)) return truth_fact(e, "space.indoor", false, "use of the room");
  if (!survey.use(e).empty()) return truth_fact(e, "space.indoor", true, "use of the room");
  return ask_fact(survey, e, "space.indoor");
}

Measurement space_occupants(Survey& survey, const Element& e, const Params&) {
  for (const char* key : {"Pset_SpaceOccupancyRequirements.OccupancyNumber", "OccupancyNumber"})
    if (const auto n = e.number(key)) {
      Measurement m = blank(e, "space.occupants");
      return set(m, *n, *n, *n, Method::attribute, key);
    }
  return ask_fact(survey, e, "space.occupants");
}

Measurement door_role(Survey& survey, const Element& e, const Params&) {
  Message why;
  const std::string role = survey.inferred_role(e, &why);
  if (role.empty()) return ask_fact(survey, e, "door.role");
  Measurement m = word_fact(e, "door.role", role, "what the door connects");
  m.evidence.note = std::move(why);
  return m;
}

Measurement door_is_door(Survey&, const Element& e, const Params&) {
  return truth_fact(e, "door.is_door", true, "drawn as a door");
}

Measurement ramp_indoor(Survey& survey, const Element& e, const Params&) {
  if (const auto in = inside(survey, e)) return truth_fact(e, "ramp.indoor", *in, "where it stands on the plan");
  return ask_fact(survey, e, "ramp.indoor");
}

/// True when a kerb of this ramp is drawn, or its height was read. A drawing without kerbs anywhere does not say that there is none. What is
/// drawn or read is no fact that gives way to a statement: "no kerb" beside it is a contradiction.
Measurement ramp_has_kerb(Survey& survey, const Element& e, const Params&) {
  if (const auto kerb = survey.said(e.id, "ramp.kerb_height"); kerb && kerb->lo > 0) {
    Measurement m = truth_fact(e, "ramp.has_kerb", true, "its height was read");
    m.method = kerb->method;
    m.evidence.note = message("measure.follows.kerb").with("quantity", "ramp.kerb_height").with("where", kerb->where);
    return m;
  }
  bool any = false;
  for (const Element* o : survey.of(Category::obstacle)) {
    if (o->kind != "kerb") continue;
    any = true;
    const bool beside = !o->parent && survey.share_level(*o, e) && o->geometry.box().grown(0.10).overlaps(e.geometry.box());
    if (!beside && !(o->parent && *o->parent == e.id)) continue;
    Measurement m = truth_fact(e, "ramp.has_kerb", true, "kerb drawn");
    m.method = Method::drawn;
    m.evidence.areas = body_of(*o);
    if (!survey.levels_of(*o).empty()) m.evidence.level = survey.levels_of(*o).front();
    return m;
  }
  if (any) return truth_fact(e, "ramp.has_kerb", false, "kerbs are drawn elsewhere, none here");
  return ask_fact(survey, e, "ramp.has_kerb");
}

Measurement ramp_use(Survey& survey, const Element& e, const Params&) { return ask_fact(survey, e, "ramp.use"); }
Measurement element_movable(Survey& survey, const Element& e, const Params&) { return ask_fact(survey, e, "element.movable"); }

}  // namespace landai::measure
