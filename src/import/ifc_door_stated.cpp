// SPDX-License-Identifier: GPL-3.0-or-later
// The leaves of a door that has no body for them: what its properties state, within the width between the
// linings.
#include <algorithm>

#include "ifc_door_measure.hpp"

namespace landai::importer {
namespace {

constexpr double kBothLinings = 0.08;  // metres, usual
constexpr double kWidestLinings = 0.20;
constexpr double kRebate = 0.015;        // how far a leaf reaches into it
constexpr double kNarrowestLeaf = 0.20;  // no door has a leaf narrower than that

}  // namespace

/// Between the linings as far as bodies or properties tell, else what linings of a usual size leave of the
/// door or the hole.
std::optional<Known> DoorMeasure::between_linings() const {
  if (door_.frame_clear_width) return door_.frame_clear_width;
  const std::optional<double> outer = parts_.overall_width
                                          ? parts_.overall_width
                                          : (hole_ ? std::optional<double>(hole_->length()) : std::nullopt);
  if (!outer) return std::nullopt;
  const std::string from = parts_.overall_width ? "OverallWidth" : "opening body";
  const Method method = parts_.overall_width ? Method::attribute : Method::geometry;
  return Known{*outer - kBothLinings, *outer - kWidestLinings, *outer, method, from};
}

/// How many leaves swing, as the operation or the panel properties say; 0 when neither does.
int DoorMeasure::leaves_stated() const {
  if (operation_.leaves > 0) return operation_.leaves;
  return operation_.word.empty() || operation_.kind == DoorOperation::unknown
             ? static_cast<int>(std::min<std::size_t>(parts_.panels.size(), 3))
             : 0;
}

/// Share of a panel in the width between the linings: its PanelWidth as part of the sum of both, or what the
/// other one leaves.
std::optional<double> DoorMeasure::share(const DoorParts::Panel* panel, const DoorParts::Panel* other) const {
  const auto stated = [](const DoorParts::Panel* p) -> std::optional<double> {
    if (!p || !p->width_ratio || !(*p->width_ratio > 0.02) || !(*p->width_ratio < 0.98)) return std::nullopt;
    return p->width_ratio;
  };
  const auto own = stated(panel), rest = stated(other);
  if (own && rest)
    return std::abs(*own + *rest - 1) < 0.05 ? std::optional(*own / (*own + *rest)) : std::nullopt;
  if (own) return own;
  return rest ? std::optional(1 - *rest) : std::nullopt;
}

const DoorParts::Panel* DoorMeasure::panel_at(const char* position, std::size_t otherwise) const {
  for (const auto& panel : parts_.panels)
    if (panel.position == position) return &panel;
  const bool placed = std::any_of(parts_.panels.begin(), parts_.panels.end(), [](const auto& p) {
    return p.position == "LEFT" || p.position == "RIGHT";
  });
  return !placed && parts_.panels.size() == 2 ? &parts_.panels[otherwise] : nullptr;
}

/// A leaf with `part` of the width between the linings; without a stated share half of it, and no narrower
/// than `least` of it.
Known DoorMeasure::leaf_of(const Known& all, std::optional<double> part, double least) {
  if (part) {
    Known width{all.value * *part, all.lo * *part, all.hi * *part, all.method, all.from + ", PanelWidth"};
    width.hi = std::min(all.hi, width.hi + kRebate);
    return width;
  }
  return {all.value / 2, all.lo * least, std::max(all.value / 2, all.hi - kNarrowestLeaf), all.method,
          "half of " + all.from};
}

void DoorMeasure::leaf_between(double x0, double x1, int hinge, const Known& width) {
  const double y = wall_.lo < wall_.hi ? wall_.hi : 0;
  closed_leaf(x0, x1, y, y, hinge, operation_.kind == DoorOperation::unknown || operation_.opposite ? 0 : 1,
              width, std::nullopt);
}

/// Two leaves without bodies, or a leaf beside a fixed panel. Of two leaves the wider one is half or more,
/// however they share.
void DoorMeasure::leaves_that_share() {
  const auto all = between_linings();
  if (!all || all->value < 0.3) return;
  const double left = (jambs_.lo + jambs_.hi - all->value) / 2, right = left + all->value;
  const DoorParts::Panel *one = panel_at("LEFT", 0), *two = panel_at("RIGHT", 1);
  const bool fixed = operation_.word.starts_with("SWING_FIXED");
  if (fixed) {
    const auto still = [](const DoorParts::Panel* p) { return p && p->operation == "FIXEDPANEL"; };
    if (still(one) == still(two)) one = two = nullptr;  // which of them turns is not told
    if (still(one)) std::swap(one, two);
    const Known width = leaf_of(*all, share(one, two), 0.2);
    if (operation_.hinge < 0) return leaf_between(left, left + width.value, -1, width);
    return leaf_between(right - width.value, right, 1, width);
  }
  const auto part = share(one, two);
  const Known first = leaf_of(*all, part, 0.5);
  const Known second = leaf_of(*all, part ? std::optional(1 - *part) : std::nullopt, 0.5);
  leaf_between(left, left + first.value, -1, first);
  leaf_between(left + first.value, right, 1, second);
}

/// Swinging leaves that have no body: the width between the linings when they are stated, never wider than
/// the door.
void DoorMeasure::leaf_from_properties() {
  if (!swings() || jambs_.hi <= jambs_.lo) return;
  const int leaves = leaves_stated();
  if (leaves == 2 || operation_.word.starts_with("SWING_FIXED")) return leaves_that_share();
  if (leaves != 1) return;
  if (!parts_.overall_width && !hole_) return;
  const double overall = parts_.overall_width ? *parts_.overall_width : hole_->length();
  const double lining = parts_.lining_thickness.value_or(kBothLinings / 2);
  Known width{overall - 2 * lining, overall - kWidestLinings, overall,
              parts_.overall_width ? Method::attribute : Method::geometry,
              parts_.overall_width ? "OverallWidth" : "opening body"};
  if (parts_.lining_thickness) {
    // Between the linings, or up to 15 mm into the rebate on each side.
    width.lo = width.value;
    width.hi = std::min(overall, width.value + 2 * kRebate);
    width.from += ", LiningThickness";
  }
  if (width.value < 0.3) return;
  const double middle = (jambs_.lo + jambs_.hi) / 2;
  leaf_between(middle - width.value / 2, middle + width.value / 2, operation_.hinge, width);
}

}  // namespace landai::importer
