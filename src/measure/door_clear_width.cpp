// SPDX-License-Identifier: GPL-3.0-or-later
// Clear width of a door: face of the leaf opened 90 degrees to the opposite stop; the widest single leaf, or what both of two leave free
// where somebody vouches for it that both stand open. The text does not say which leaf counts (reference, section 8.8).
//
// The open leaf stands across the opening's side: with its hinge axis h beyond the face of the frame (h < 0 in a rebate) and
// its thickness t, it takes max(0, h + t) of the width between the stops. Where frame, leaf and thickness are drawn, that is
// exact. Where something is missing, data/profiles/doors.yaml states what is taken off, with hard bounds.
#include <algorithm>
#include <array>

#include "landai/measure/otherwise.hpp"
#include "landai/measure/reconcile.hpp"
#include "quantities.hpp"

namespace landai::measure {
namespace {

constexpr const char* kBothOpen = "door.both_leaves_open";

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

Deduction plus(Deduction a, Deduction b) { return {a.best + b.best, a.least + b.least, a.most + b.most}; }

/// What both leaves leave free of the width between the stops when they stand open, where all is drawn that tells it: each takes from it
/// what a single leaf would.
bool between_both(Measurement& m, const Element& e, const DoorShape& door) {
  const auto frame = frame_of(e);
  const Leaf &one = door.leaves[0], &other = door.leaves[1];
  if (!frame || !door.frame_clear_width || !one.thickness || !other.thickness) return false;
  const Known& stops = *door.frame_clear_width;
  const auto near = hinge_offset(*frame, stops.value, one), far = hinge_offset(*frame, stops.value, other);
  if (!near || !far || std::abs(stops.value - *near - *far - one.width.value - other.width.value) > 0.03) return false;
  const auto taken = [&](double t, double u) { return std::max(0.0, t + *near) + std::max(0.0, u + *far); };
  const Known &t = *one.thickness, &u = *other.thickness;
  const double both = taken(t.value, u.value);
  set(m, stops.value - both, stops.lo - taken(t.hi, u.hi), stops.hi - taken(t.lo, u.lo), stops.method, stops.from);
  m.evidence.note = message("measure.door.clear.both_drawn").with("width", stops.value, "m").with("leaf", both, "m");
  return true;
}

/// The width with both of two leaves open; without a value where the door has not two, or nothing tells their width. Where no leaf is drawn,
/// whoever says that both stand open says that there are two.
Measurement with_both_open(const Survey& s, const Element& e, const DoorShape& door) {
  Measurement m = blank(e, "door.clear_width");
  const char* what = "measure.door.clear.both";
  if (door.leaves.size() == 2) {
    const Leaf &one = door.leaves[0], &other = door.leaves[1];
    if (between_both(m, e, door)) return m;
    const auto of = [&](const Leaf& leaf) {
      if (leaf.thickness) return plus(*leaf.thickness, s.profile.deduction("meeting_edge"));
      return s.profile.deduction(door.operation == DoorOperation::double_acting ? "leaf_double_acting" : "leaf_of_two");
    };
    if (door.frame_clear_width) {
      const Deduction frame = s.profile.deduction("frame");
      return less(m, *door.frame_clear_width, plus(frame, frame), what);
    }
    const Known width{one.width.value + other.width.value, one.width.lo + other.width.lo, one.width.hi + other.width.hi, one.width.method, one.width.from};
    return less(m, width, plus(of(one), of(other)), what);
  }
  if (!door.leaves.empty()) return m;
  const Deduction frame = s.profile.deduction("frame");
  if (door.frame_clear_width) return less(m, *door.frame_clear_width, plus(frame, frame), what);
  for (const auto& width : {door.attribute_width, door.opening_width})
    if (width) return less(m, *width, plus(s.profile.deduction("overall"), frame), what);
  return m;
}

/// Nothing is wider than the hole it hangs in.
void within_hole(Measurement& m, const DoorShape& door) {
  if (!m.number() || !door.opening_width || *m.number() <= door.opening_width->value) return;
  const double most = door.opening_width->value;
  set(m, most, std::min(m.lo, most), std::min(m.hi, door.opening_width->hi), m.method, m.evidence.from);
}

/// Both leaves count only where somebody vouches for it. What they would leave free is handed on, so that it can be asked.
void by_both_leaves(Measurement& m, const Survey& s, const Element& e, const DoorShape& door) {
  if (!m.number()) return;
  Measurement both = with_both_open(s, e, door);
  within_hole(both, door);
  if (!both.number() || *both.number() <= *m.number()) return;
  const auto said = s.said(e.id, kBothOpen);
  if (!said) {
    if (door.leaves.size() == 2) would_be(m, {kBothOpen, both.lo, both.hi});
    return;
  }
  if (said->disputed) {  // it may be either
    set(m, *m.number(), std::min(m.lo, both.lo), std::max(m.hi, both.hi), m.method, m.evidence.from);
    follows_from_disputed(m, kBothOpen, *m.number(), *both.number());
    return;
  }
  if (said->value != Value(true)) return;
  both.evidence.witness = m.evidence.witness;
  both.evidence.level = m.evidence.level;
  // What one leaf would leave is kept: a reading of no more than that says that only one stands open.
  std::move(both.evidence.note).with("where", said->where).with("one_leaf", m.hi, "m");
  m = std::move(both);
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
  within_hole(m, *door);
  by_both_leaves(m, s, e, *door);
  return m;
}

}  // namespace landai::measure
