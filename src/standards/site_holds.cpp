// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions put to the site.
#include <algorithm>
#include <cmath>

#include "landai/measure/beyond.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/reconcile.hpp"
#include "site.hpp"

namespace landai::standards {
namespace {

/// Whether the quantity is one of other things: a rule on flights may ask what only stairs have.
bool not_of(const std::string& quantity, Category category) {
  const auto* info = measure::quantity(quantity);
  return info && std::find(info->subjects.begin(), info->subjects.end(), category) == info->subjects.end();
}

/// The first quantity that the condition asks for.
std::string some_quantity(const Condition& c) {
  if (!c.quantity.empty()) return c.quantity;
  for (const Condition& part : c.parts)
    if (auto found = some_quantity(part); !found.empty()) return found;
  return "space.use";
}

/// The answer where `wanted` is asked for: turned round when it is not.
Tri is(Tri answer, bool wanted) {
  if (wanted || answer == Tri::unknown) return answer;
  return answer == Tri::yes ? Tri::no : Tri::yes;
}

}  // namespace

/// Several doors may be the main entrance, and nothing tells which: none of them is known not to be it.
bool Site::one_of_several_entrances(const Condition& c, const measure::Measurement& role) const {
  return c.quantity == "door.role" && has(c.words, "main_entrance") && role.evidence.note.key == "measure.role.which_main";
}

/// Readings or statements that contradict each other leave it open where they do not all say the same.
Tri Site::quantity_holds(const Condition& c, const Element* e, std::vector<Unknown>& unknown) const {
  const auto* m = find(e, c.quantity, c.params);
  const Tri first = value_holds(c, e, m, unknown);
  if (!m || first == Tri::unknown) return first;
  std::vector<Unknown> of_others;
  for (const auto* other : contradicting(*m)) {
    if (value_holds(c, e, other, of_others) == first) continue;
    unknown.push_back({c.quantity, e ? e->id : building_, m->id, true});
    return Tri::unknown;
  }
  return first;
}

Tri Site::value_holds(const Condition& c, const Element* e, const measure::Measurement* m, std::vector<Unknown>& unknown) const {
  const std::string& subject = e ? e->id : building_;
  if (m && !m->applies) {
    const auto beyond = measure::beyond_looked(*m);
    return beyond && value_holds(c, e, &*beyond, unknown) == Tri::unknown ? Tri::unknown : Tri::no;
  }
  if (!m && e && not_of(c.quantity, e->category)) return Tri::no;  // a ramp is no exit stair, and nobody need say so
  if (!m || !m->value) {
    unknown.push_back({c.quantity, subject, m ? m->id : std::string()});
    return Tri::unknown;
  }
  if (c.truth) {
    const auto truth = m->truth();
    return truth && *truth == *c.truth ? Tri::yes : Tri::no;
  }
  if (!c.words.empty()) {
    if (m->word() && has(c.words, *m->word())) return Tri::yes;
    if (!one_of_several_entrances(c, *m)) return Tri::no;
    unknown.push_back({c.quantity, subject, m->id});
    return Tri::unknown;
  }
  if (!m->number()) return Tri::no;
  // A slope drawn as 0.65 over 9.1 is 1:14, whatever the last bit of the two doubles says; and a drawn length within the drawing tolerance (docs/design.md) of a
  // border lies on it, as it does for limits: a site that is turned moves it by less.
  constexpr double kDrawing = 0.0005;
  const bool drawn = m->unit == "m" && (m->method == Method::drawn || m->method == Method::attribute || m->method == Method::geometry);
  const auto same = [drawn](double x, double at) { return std::abs(x - at) <= (drawn ? kDrawing + 1e-9 : 1e-9 * std::max(1.0, std::abs(at))); };
  const auto meets = [&](double x) {
    if (c.min && (same(x, *c.min) ? c.strict : x < *c.min)) return false;
    return !(c.max && (same(x, *c.max) ? c.strict : x > *c.max));
  };
  constexpr double kOneSided = 1.6448536269514722;  // 95 % of a normal distribution
  const double from = m->lo - kOneSided * m->u, to = m->hi + kOneSided * m->u;
  const bool lo = meets(from), hi = meets(to);
  const bool may_lie_between = c.min && c.max && from < *c.min && to > *c.max;
  if (lo == hi && !may_lie_between) return lo ? Tri::yes : Tri::no;
  Unknown& open = unknown.emplace_back(Unknown{c.quantity, subject, m->id});
  // A count without an upper bound is not a bad measurement: there may be more than the plan shows.
  if (!std::isfinite(from) || !std::isfinite(to)) return Tri::unknown;
  const auto nearer = [&](double a, double b) { return std::abs(a - *m->number()) < std::abs(b - *m->number()); };
  for (const auto& border : {c.min, c.max})
    if (border && from <= *border && *border <= to && (!open.between || nearer(*border, open.border))) open.between = m, open.border = *border;
  return Tri::unknown;
}

namespace {

bool asks_for_counts(const Condition& c) {
  return c.quantity.starts_with("facility.") || std::any_of(c.parts.begin(), c.parts.end(), asks_for_counts);
}

}  // namespace

bool Site::hangs_on_whole(const Condition& condition, const Element* e) const {
  if (!asks_for_counts(condition)) return false;
  bool any = false;
  Condition open = condition;
  const auto leave_open = [&](const auto& self, Condition& c) -> void {
    const auto* m = c.op == Condition::Op::quantity && c.quantity.starts_with("facility.") ? find(nullptr, c.quantity, c.params) : nullptr;
    if (m && measure::taken_for_whole(*m)) {
      any = true;
      // A quantity that nobody asks for: as good as not known. A minimum that is met stays so.
      std::vector<Unknown> unknown;
      if (!c.min || c.max || value_holds(c, nullptr, m, unknown) != Tri::yes) c.quantity += "?";
    }
    for (Condition& part : c.parts) self(self, part);
  };
  leave_open(leave_open, open);
  std::vector<Unknown> unknown;
  return any && holds(open, e, unknown) != Tri::no;
}

Tri Site::within(const Condition& c, const Element& e, std::vector<Unknown>&) const {
  const Element* at = &e;
  for (int i = 0; at && i < kMaxAncestors; ++i) {
    if (has(c.words, to_string(at->category)) || (!at->kind.empty() && has(c.words, at->kind))) return Tri::yes;
    at = at->parent ? element(*at->parent) : nullptr;
  }
  return Tri::no;  // a rail that belongs to no ramp is not the rail of a ramp
}

Tri Site::outside(const Condition& c, const Element& e, std::vector<Unknown>& unknown) const {
  if (e.connects.empty()) {
    unknown.push_back({"door.role", e.id, {}});
    return Tri::unknown;
  }
  return has(e.connects, "outside") == c.truth.value_or(true) ? Tri::yes : Tri::no;
}

Tri Site::combined(const Condition& c, const Element* e, std::vector<Unknown>& unknown) const {
  const bool all = c.op == Condition::Op::all;
  const Tri decisive = all ? Tri::no : Tri::yes;
  Tri result = all ? Tri::yes : Tri::no;
  std::vector<Unknown> missing;
  for (const Condition& part : c.parts) {
    const Tri t = holds(part, e, missing);
    if (t == decisive) return t;  // the unknown parts do not matter then
    if (t == Tri::unknown) result = t;
  }
  if (result == Tri::unknown) unknown.insert(unknown.end(), missing.begin(), missing.end());
  return result;
}

/// Whether there is a room at the element that nobody knows: the other side of a door of which one side was found, the room
/// of a fixture that no room holds, the door of a room of which no door was found.
bool Site::something_hidden(const Element& e, bool no_other) const {
  switch (e.category) {
    case Category::door: {
      if (e.connects.size() >= 2) return false;
      static const std::string kRole = "door.role";
      const auto* role = find(&e, kRole, {});
      return !(role && role->word() && *role->word() == "toilet_cubicle");  // has the same room on both sides
    }
    case Category::sanitary:
    case Category::counter:
    case Category::space: return no_other;
    default: return false;  // a ramp or a bay in no room is outside
  }
}

Tri Site::over(const Condition& c, const std::vector<const Element*>& those, bool every, const Element& e, std::vector<Unknown>& unknown) const {
  const bool hidden = something_hidden(e, those.empty());
  if (those.empty() && !hidden) return Tri::no;
  const Tri decisive = every ? Tri::no : Tri::yes;
  Tri result = every ? Tri::yes : Tri::no;
  std::vector<Unknown> missing;
  for (const Element* one : those) {
    const Tri t = holds(c.parts.front(), one, missing);
    if (t == decisive) return t;
    if (t == Tri::unknown) result = t;
  }
  if (hidden) {
    result = Tri::unknown;
    missing.push_back({some_quantity(c.parts.front()), e.id, {}});
  }
  if (result == Tri::unknown) unknown.insert(unknown.end(), missing.begin(), missing.end());
  return result;
}

Tri Site::holds(const Condition& c, const Element* e, std::vector<Unknown>& unknown) const {
  using Op = Condition::Op;
  switch (c.op) {
    case Op::always: return c.truth.value_or(true) ? Tri::yes : Tri::no;
    case Op::quantity: return quantity_holds(c, e, unknown);
    case Op::building: return holds(c.parts.front(), nullptr, unknown);
    case Op::ground_floor:  // the building as a whole stands on it
      return is(e ? on_ground_floor(*e, unknown) : Tri::yes, c.truth.value_or(true));
    case Op::all:
    case Op::any: return combined(c, e, unknown);
    case Op::negate: return is(holds(c.parts.front(), e, unknown), false);
    case Op::stated: {
      std::vector<Unknown> ignored;
      return holds(c.parts.front(), e, ignored) == Tri::yes ? Tri::yes : Tri::no;
    }
    default: break;
  }
  if (e == nullptr) return Tri::no;
  switch (c.op) {
    case Op::kind:
      if (e->kind.empty()) {
        unknown.push_back({"kind", e->id, {}});
        return Tri::unknown;
      }
      return has(c.words, e->kind) ? Tri::yes : Tri::no;
    case Op::within: return within(c, *e, unknown);
    case Op::outside: return outside(c, *e, unknown);
    case Op::some_space:
    case Op::every_space: return over(c, spaces(*e), c.op == Op::every_space, *e, unknown);
    case Op::some_door: return over(c, of_place_[index(*e)].doors, false, *e, unknown);
    case Op::parent: {
      if (const Element* above = whole_of(*e)) return holds(c.parts.front(), above, unknown);
      unknown.push_back({some_quantity(c.parts.front()), e->id, {}});  // what it belongs to was not found
      return Tri::unknown;
    }
    default: return Tri::no;
  }
}

}  // namespace landai::standards
