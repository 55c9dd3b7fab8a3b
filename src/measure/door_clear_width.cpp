// SPDX-License-Identifier: GPL-3.0-or-later
// Clear width of a door: face of the leaf opened 90 degrees to the opposite stop; the widest single leaf.
//
// The open leaf stands across the opening's side: with its hinge axis h beyond the face of the frame (h < 0 in a rebate) and
// its thickness t, it takes max(0, h + t) of the width between the stops. Where frame, leaf and thickness are drawn, that is
// exact. Where something is missing, data/profiles/doors.yaml states what is taken off, with hard bounds.
#include <algorithm>
#include <array>

#include "quantities.hpp"

namespace landai::measure {
namespace {

/// A width and what is taken off it. The bounds of both add up.
Measurement& less(Measurement& m, const Known& width, Deduction d, const char* what) {
  set(m, width.value - d.best, width.lo - d.most, width.hi - d.least, width.method, width.from);
  m.lo = std::max(0.0, m.lo);
  m.evidence.note = message(what).with("width", width.value, "m").with("from", width.from).with("best", d.best, "m")
      .with("least", d.least, "m").with("most", d.most, "m");
  return m;
}

Deduction plus(const Known& k, Deduction d) { return {k.value + d.best, k.lo + d.least, k.hi + d.most}; }

/// How far the hinge axis lies inside the stop face, along the opening: positive into the opening, negative in the rebate.
/// Nothing when the hinge is not drawn at this frame.
std::optional<double> hinge_offset(const DoorFrame& frame, double between_stops, const Leaf& leaf) {
  const double stop_face = (frame.length - between_stops) / 2;   // from each jamb
  const double along = dot(leaf.hinge - frame.a, frame.along);
  const double offset = std::min(along, frame.length - along) - stop_face;
  if (std::abs(offset) > 0.06) return std::nullopt;
  return offset;
}

Measurement& single_swing(Measurement& m, const Survey& s, const Element& e, const DoorShape& door, const Leaf& leaf) {
  const auto frame = frame_of(e);
  if (door.frame_clear_width) {
    const Known& stops = *door.frame_clear_width;
    // The hinge as drawn; where it is not at the frame, the rebate or gap that the leaf's width implies.
    const double offset = (frame ? hinge_offset(*frame, stops.value, leaf) : std::nullopt)
                              .value_or((stops.value - leaf.width.value) / 2);
    // A leaf that does not reach the far stop hangs in a narrower frame than the one that was read.
    const bool consistent = offset + leaf.width.value > stops.value - 0.02;
    if (leaf.thickness && consistent) {
      const Known& t = *leaf.thickness;
      const auto taken = [&](double thickness) { return std::max(0.0, thickness + offset); };
      set(m, stops.value - taken(t.value), stops.lo - taken(t.hi), stops.hi - taken(t.lo), stops.method, stops.from);
      m.evidence.note = message("measure.door.clear.drawn").with("width", stops.value, "m").with("leaf", taken(t.value), "m");
      return m;
    }
    if (consistent) return less(m, stops, s.profile.deduction("frame"), "measure.door.clear.frame");
  }
  if (leaf.thickness)
    return less(m, leaf.width, plus(*leaf.thickness, s.profile.deduction("stop")), "measure.door.clear.leaf");
  return less(m, leaf.width, s.profile.deduction("leaf"), "measure.door.clear.leaf");
}

Measurement& swing(Measurement& m, const Survey& s, const Element& e, const DoorShape& door) {
  const Leaf* leaf = nullptr;
  for (const auto& l : door.leaves)
    if (!leaf || l.width.value > leaf->width.value) leaf = &l;
  if (!leaf) {
    // Nothing tells how many leaves there are: with two equal ones, only half of the width opens with one of them.
    const auto of_leaves = [&](const Known& width, const char* deduction, const char* what) -> Measurement& {
      less(m, width, s.profile.deduction(deduction), what);
      if (door.operation == DoorOperation::unknown)
        m.lo = std::clamp(width.lo / 2 - s.profile.deduction(deduction).most, 0.0, m.lo);
      return m;
    };
    if (door.frame_clear_width) return of_leaves(*door.frame_clear_width, "frame", "measure.door.clear.frame");
    if (door.attribute_width) return of_leaves(*door.attribute_width, "overall", "measure.door.clear.overall");
    if (door.opening_width) return of_leaves(*door.opening_width, "overall", "measure.door.clear.overall");
    return missing(m, message("measure.door.no_width").with("door", Survey::label(e)));
  }
  if (const auto frame = frame_of(e)) m.evidence.witness = {{frame->a, frame->b}};
  if (door.leaves.size() > 1) {
    if (leaf->thickness) {
      // Opposite the open leaf stands the edge of the closed one: with frame and thickness drawn nothing is left to guess.
      const Leaf* other = nullptr;
      for (const auto& l : door.leaves)
        if (&l != leaf && (!other || l.width.value > other->width.value)) other = &l;
      const auto frame = frame_of(e);
      if (door.frame_clear_width && frame && door.leaves.size() == 2) {
        const Known& t = *leaf->thickness;
        const Known& stops = *door.frame_clear_width;
        const auto own = hinge_offset(*frame, stops.value, *leaf), far = hinge_offset(*frame, stops.value, *other);
        const double meeting = stops.value - own.value_or(0) - far.value_or(0) - leaf->width.value - other->width.value;
        if (own && far && meeting > -0.03 && meeting < 0.03) {
          const double best = leaf->width.value + meeting - t.value;
          set(m, best, best - (leaf->width.value - leaf->width.lo) - (t.hi - t.value),
              best + (leaf->width.hi - leaf->width.value) + (t.value - t.lo), leaf->width.method, leaf->width.from);
          m.evidence.note = message("measure.door.clear.one_of_two").with("width", leaf->width.value, "m").with("leaf", t.value, "m");
          return m;
        }
      }
      return less(m, leaf->width, plus(*leaf->thickness, s.profile.deduction("meeting_edge")), "measure.door.clear.leaf");
    }
    return less(m, leaf->width, s.profile.deduction("leaf_of_two"), "measure.door.clear.leaf");
  }
  if (door.operation == DoorOperation::double_acting && !leaf->thickness && !door.frame_clear_width)
    return less(m, leaf->width, s.profile.deduction("leaf_double_acting"), "measure.door.clear.leaf");
  return single_swing(m, s, e, door, *leaf);
}

/// The widest way an opening could be, whatever hangs in it.
std::optional<Known> opening_of(const Element& e, const DoorShape& door) {
  if (door.frame_clear_width) return door.frame_clear_width;
  if (door.opening_width) return door.opening_width;
  if (const auto frame = frame_of(e)) return Known::exact(frame->length, Method::drawn, "jamb to jamb");
  return door.attribute_width;
}

/// Several panes that slide before one another leave at least the narrowest pane's width free, and all of the opening only when they
/// vanish in the wall: which of the two it is no drawing says. The best guess has one pane standing.
void by_panes(Measurement& m, Survey& s, const DoorShape& door) {
  if (!m.number()) return;
  double narrowest = INFINITY, widest = 0;
  for (const Leaf& leaf : door.leaves) narrowest = std::min(narrowest, leaf.width.lo), widest = std::max(widest, leaf.width.value);
  const double lo = std::max(0.0, narrowest - s.profile.deduction("sliding").most);
  if (lo >= m.lo) return;
  const double hi = m.hi, best = std::clamp(*m.number() - widest, lo, hi);
  set(m, best, lo, hi, m.method, m.evidence.from);
  m.evidence.note = message("measure.door.clear.panes").with("count", std::to_string(door.leaves.size())).with("width", widest, "m");
}

}  // namespace

Measurement door_clear_width(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "door.clear_width");
  const DoorShape* door = e.door();
  if (!door) return missing(m, message("measure.door.no_width").with("door", Survey::label(e)));
  const auto frame = frame_of(e);
  if (frame) m.evidence.witness = {{frame->a, frame->b}};
  const auto& on = s.levels_of(e);
  if (!on.empty()) m.evidence.level = on.front();
  const auto opening = opening_of(e, *door);
  switch (door->operation) {
    case DoorOperation::fixed: return missing(m, message("measure.door.fixed").with("door", Survey::label(e)));
    case DoorOperation::revolving: return missing(m, message("measure.door.revolving").with("door", Survey::label(e)));
    case DoorOperation::none:
      if (!opening) return missing(m, message("measure.door.no_width").with("door", Survey::label(e)));
      set(m, *opening);
      m.evidence.note = message("measure.door.clear.opening").with("width", opening->value, "m");
      return m;
    case DoorOperation::sliding:
    case DoorOperation::folding:
    case DoorOperation::overhead: {
      if (!opening) return missing(m, message("measure.door.no_width").with("door", Survey::label(e)));
      less(m, *opening, s.profile.deduction(to_string(door->operation)), "measure.door.clear.moving");
      if (door->operation == DoorOperation::sliding && door->leaves.size() > 1) by_panes(m, s, *door);
      return m;
    }
    case DoorOperation::swing:
    case DoorOperation::double_acting:
    case DoorOperation::unknown: break;
  }
  if (e.category == Category::opening && door->leaves.empty() && opening) {
    set(m, *opening);
    m.evidence.note = message("measure.door.clear.opening").with("width", opening->value, "m");
    return m;
  }
  swing(m, s, e, *door);
  // Nothing is wider than the hole it hangs in.
  if (m.value && door->opening_width && std::get<double>(*m.value) > door->opening_width->value) {
    const double most = door->opening_width->value;
    set(m, most, std::min(m.lo, most), std::min(m.hi, door->opening_width->hi), m.method, m.evidence.from);
  }
  return m;
}

}  // namespace landai::measure
