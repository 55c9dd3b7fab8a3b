// SPDX-License-Identifier: GPL-3.0-or-later
// What a door is, as drawn: widths, leaves, operation.
#include <algorithm>

#include "quantities.hpp"

namespace landai::measure {
namespace {

const Leaf* widest_leaf(const DoorShape& door) {
  const Leaf* best = nullptr;
  for (const auto& leaf : door.leaves)
    if (!best || leaf.width.value > best->width.value) best = &leaf;
  return best;
}

Measurement by_attribute(const Element& e, const char* quantity, std::initializer_list<const char*> keys) {
  Measurement m = blank(e, quantity);
  for (const char* key : keys)
    if (const auto n = e.number(key)) return set(m, *n, *n, *n, Method::attribute, key);
  return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
}

}  // namespace

Measurement door_nominal_width(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "door.nominal_width");
  const DoorShape* door = e.door();
  if (door && door->attribute_width) return set(m, *door->attribute_width);
  if (door && door->opening_width) return set(m, *door->opening_width);
  if (const auto frame = frame_of(e)) {
    m.evidence.witness = {{frame->a, frame->b}};
    return set(m, frame->length, frame->length, frame->length, Method::drawn, "jamb to jamb");
  }
  if (door && !door->leaves.empty()) {
    Known sum{0, 0, 0, Method::drawn, "sum of the leaves"};
    for (const auto& leaf : door->leaves) sum.value += leaf.width.value, sum.lo += leaf.width.lo, sum.hi += leaf.width.hi;
    return set(m, sum);
  }
  return missing(m, message("measure.door.no_width").with("door", Survey::label(e)));
}

Measurement door_opening_width(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "door.opening_width");
  const DoorShape* door = e.door();
  if (!door || !door->opening_width) return missing(m, message("measure.door.no_opening").with("door", Survey::label(e)));
  set(m, *door->opening_width);
  if (const auto frame = frame_of(e)) m.evidence.witness = {{frame->a, frame->b}};
  return m;
}

Measurement door_leaf_width(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "door.leaf_width");
  const DoorShape* door = e.door();
  const Leaf* leaf = door ? widest_leaf(*door) : nullptr;
  if (!leaf) return missing(m, message("measure.door.no_leaf").with("door", Survey::label(e)));
  set(m, leaf->width);
  m.evidence.witness = {{leaf->hinge, leaf->open_tip}};
  return m;
}

Measurement door_leaf_count(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "door.leaf_count");
  const DoorShape* door = e.door();
  if (door && door->operation == DoorOperation::none) return set_exact(m, 0, Method::drawn);
  if (!door || door->leaves.empty()) return missing(m, message("measure.door.no_leaf").with("door", Survey::label(e)));
  return set_exact(m, static_cast<double>(door->leaves.size()), Method::drawn);
}

Measurement door_operation(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "door.operation");
  const DoorShape* door = e.door();
  if (!door || door->operation == DoorOperation::unknown)
    return missing(m, message("measure.door.no_operation").with("door", Survey::label(e)));
  m.value = std::string(to_string(door->operation));
  m.method = Method::drawn;
  return m;
}

/// From the file's own word, else from the floors on both sides where their heights are known.
Measurement door_threshold_height(Survey& survey, const Element& e, const Params&) {
  Measurement m = by_attribute(e, "door.threshold_height", {"ThresholdHeight", "att.AMBANG", "Pset_DoorCommon.ThresholdHeight"});
  if (m.value) return m;
  const auto spaces = survey.spaces_of(e);
  if (spaces.size() == 2 && spaces[0]->z && spaces[1]->z && spaces[0]->levels == spaces[1]->levels) {
    const double step = std::abs(spaces[0]->z->lo - spaces[1]->z->lo);
    if (step > 1e-6) return set(m, step, step, step, Method::geometry, "floors of the two rooms");
  }
  return m;
}

/// Only what the file says of the wall: a drawing of lines without a thickness leaves it open.
Measurement door_passage_depth(Survey&, const Element& e, const Params&) {
  Measurement m = blank(e, "door.passage_depth");
  const auto frame = frame_of(e);
  if (!frame || !(frame->half_wall > 0)) return missing(m, message("measure.missing.on_site").with("subject", Survey::label(e)));
  m.evidence.witness = {{frame->middle - frame->half_wall * frame->normal, frame->middle + frame->half_wall * frame->normal}};
  return set_exact(m, 2 * frame->half_wall, Method::drawn);
}

Measurement door_handle_height(Survey&, const Element& e, const Params&) {
  return by_attribute(e, "door.handle_height", {"HandleHeight", "att.GAGANG"});
}

}  // namespace landai::measure
