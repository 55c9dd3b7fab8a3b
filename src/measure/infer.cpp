// SPDX-License-Identifier: GPL-3.0-or-later
// Facts that names and the plan's order tell: what a room is for, who may come in, which door is the entrance.
#include <algorithm>

#include "survey.hpp"

namespace landai::measure {
namespace {

/// Every word that names a space or a door: its name, what IFC calls its long name; of a door also its type. The type of
/// a space is its author's filing: a room called "Room" stays one whose use is not known.
std::vector<std::pair<std::string, std::string>> names_of(const Element& e) {
  std::vector<std::pair<std::string, std::string>> names;
  if (!e.name.empty()) names.emplace_back(e.name, "name");
  for (const char* key : {"LongName", "ObjectType", "Description", "att.NAMA", "att.NAME", "att.RUANG"}) {
    const std::string_view word = key;
    if (e.category == Category::space && (word == "ObjectType" || word == "Description")) continue;
    if (const auto* text = e.text(key); text && !text->empty()) names.emplace_back(*text, key);
  }
  return names;
}

/// Words that stand in a room beside its name and may belong to it.
std::vector<std::string> beside_name(const Element& e) {
  std::vector<std::string> words;
  const std::string* all = e.text("beside_name");
  for (std::size_t from = 0; all && from < all->size();) {
    const std::size_t end = std::min(all->find("; ", from), all->size());
    words.push_back(all->substr(from, end - from));
    from = end + 2;
  }
  return words;
}

std::string text_fact(const Fact* fact) {
  if (!fact) return {};
  const auto* word = std::get_if<std::string>(&fact->value);
  return word ? *word : std::string{};
}

bool public_side(const Survey& survey, const Element& door) {
  for (const Element* space : survey.spaces_of(door))
    if (survey.access(*space) != "staff" && survey.access(*space) != "service") return true;
  return false;
}

}  // namespace

/// The first name that speaks of a use, though it be in doubt: another one does not settle that.
NamedUse Survey::inferred_use(const Element& space, std::string* from) const {
  for (const auto& [name, key] : names_of(space)) {
    const NamedUse use = profile.use_of(name);
    if (!use.row && !use.one) continue;
    if (from) *from = name;
    if (use.row)
      for (const std::string& word : beside_name(space)) {
        const NamedUse with = profile.use_of(name + " " + word);
        if (!with.row || with.row->use == use.row->use) continue;
        if (from) *from = name + " / " + word;
        return {nullptr, use.row, with.row, {}};
      }
    return use;
  }
  return {};
}

std::string Survey::use(const Element& space) const {
  if (disputed(space.id, "space.use")) return {};
  if (const auto word = text_fact(stated(space.id, "space.use")); !word.empty()) return word;
  const UseRow* row = inferred_use(space).row;
  return row ? row->use : std::string{};
}

/// A name that speaks of men and of women speaks of everyone.
std::string Survey::users(const Element& space, std::string* from) const {
  if (disputed(space.id, "space.users")) return {};
  if (const auto word = text_fact(stated(space.id, "space.users")); !word.empty()) return word;
  const auto says = [this](const char* kind, const std::string& name) {
    const auto found = profile.kinds.find(kind);
    return found != profile.kinds.end() && found->second.match(name);
  };
  for (const auto& [name, key] : names_of(space)) {
    const std::string text = folded(name);
    const bool men = says("users_men", text), women = says("users_women", text);
    const char* users = says("users_everyone", text) || (men && women) ? "everyone" : men ? "men" : women ? "women" : "";
    if (*users == '\0') continue;
    if (from) *from = name;
    return users;
  }
  return {};
}

std::string Survey::access(const Element& space, std::string* from) const {
  if (disputed(space.id, "space.access")) return {};
  if (const auto word = text_fact(stated(space.id, "space.access")); !word.empty()) return word;
  // What the author of a model says of the public beats a guess by the room's name. That they do not come in is not taken: programs write
  // "false" where nobody said anything, and a room would go unjudged.
  static const std::string kPublic = "Pset_SpaceCommon.PubliclyAccessible";
  if (space.truth(kPublic).value_or(false)) {
    if (from) *from = kPublic;
    return "public";
  }
  for (const auto& [name, key] : names_of(space)) {
    const std::string text = folded(name);
    std::string named;
    for (const auto& [word, patterns] : profile.access) {
      if (!patterns.match(text) || (word == "public" && profile.not_public.match(text))) continue;
      if (!named.empty()) return {};  // "staff and visitors": who may come in is asked
      named = word;
    }
    if (!named.empty()) return named;
  }
  const UseRow* row = profile.use_row(use(space));
  return row ? row->access : std::string{};
}

std::string external_word(const Element& space, std::string* from) {
  for (const char* key : {"InteriorOrExteriorSpace", "PredefinedType"})   // IFC2x3, IFC4
    if (const auto* word = space.text(key); word && (*word == "EXTERNAL" || *word == "INTERNAL")) {
      if (from) *from = key;
      return *word;
    }
  return {};
}

bool Survey::outdoor(const Element& space) const {
  if (const Fact* fact = stated(space.id, "space.indoor"))
    if (const auto* truth = std::get_if<bool>(&fact->value)) return !*truth;
  if (external_word(space) == "EXTERNAL") return true;  // "INTERNAL" is what programs write of every space
  const UseRow* row = profile.use_row(use(space));
  return row && row->outdoor;
}

bool Survey::names_roof(const Element& space) const {
  const auto roof = profile.kinds.find("roof");
  if (roof == profile.kinds.end()) return false;
  const auto names = names_of(space);
  return std::any_of(names.begin(), names.end(), [&](const auto& n) { return roof->second.match(folded(n.first)); });
}

bool Survey::is_ignored(const Element& door) const {
  if (const Fact* fact = stated(door.id, "door.is_door"))
    if (const auto* truth = std::get_if<bool>(&fact->value); truth && !*truth) return true;
  return text_fact(stated(door.id, "door.role")) == "ignored";
}

std::string Survey::role(const Element& door) const {
  if (disputed(door.id, "door.role")) return {};
  if (const auto word = text_fact(stated(door.id, "door.role")); !word.empty()) return word;
  return inferred_role(door);
}

std::string Survey::inferred_role(const Element& door, Message* why) const {
  const auto tell = [&](Message text) {
    if (why) *why = std::move(text);
  };
  const auto& outer = outer_doors();
  const auto spaces = spaces_of(door);
  if (std::find(outer.begin(), outer.end(), &door) == outer.end()) {
    if (spaces.empty()) return {};
    // A door within a toilet, or between two of them, is a cubicle's.
    const auto toilet = [&](const Element* s) { return use(*s).starts_with("toilet"); };
    if (std::all_of(spaces.begin(), spaces.end(), toilet) && (spaces.size() > 1 || door.connects.size() == 1)) {
      tell(message("measure.role.cubicle"));
      return "toilet_cubicle";
    }
    return "internal";
  }
  for (const Element* other : outer)   // a stated main entrance leaves no doubt about the others
    if (other != &door && text_fact(stated(other->id, "door.role")) == "main_entrance") return "entrance";
  const auto named_main = [&](const Element& d) {
    const auto main = profile.roles.find("main_entrance");
    if (main == profile.roles.end()) return false;
    for (const auto& [name, key] : names_of(d))
      if (main->second.match(folded(name))) return true;
    const auto frame = frame_of(d);
    if (!frame) return false;
    for (const auto& label : plan.labels) {
      if (!main->second.match(folded(label.text))) continue;
      const auto& on = levels_of(d);
      if (!label.level.empty() && std::find(on.begin(), on.end(), label.level) == on.end()) continue;
      // The label belongs to the outer door that is nearest to it.
      const double here = distance(frame->middle, label.position);
      if (here > 4.0) continue;
      bool nearest = true;
      for (const Element* o : outer)
        if (const auto f = frame_of(*o); o != &d && f && distance(f->middle, label.position) < here) nearest = false;
      if (nearest) return true;
    }
    return false;
  };
  if (named_main(door)) {
    tell(message("measure.role.named"));
    return "main_entrance";
  }
  if (std::any_of(outer.begin(), outer.end(), [&](const Element* o) { return named_main(*o); })) return "entrance";
  std::size_t candidates = 0;
  for (const Element* o : outer) candidates += public_side(*this, *o);
  if (candidates == 1 && public_side(*this, door)) {
    tell(message("measure.role.only"));
    return "main_entrance";
  }
  if (public_side(*this, door)) tell(message("measure.role.which_main").with("count", static_cast<double>(candidates), ""));
  return "entrance";
}

}  // namespace landai::measure
