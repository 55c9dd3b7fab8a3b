// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/between_jambs.hpp"

#include <algorithm>

#include "profile.hpp"

namespace landai::measure {
namespace {

/// What stands in the opening when the door is open; nothing where the jambs do not tell.
std::optional<Deduction> taken_by(const Element& e, const DoorShape& door, const Profile& profile) {
  if (door.leaves.size() > 1) return std::nullopt;
  switch (door.operation) {
    case DoorOperation::fixed:
    case DoorOperation::revolving: return std::nullopt;
    case DoorOperation::none: return Deduction{};
    case DoorOperation::sliding:
    case DoorOperation::folding:
    case DoorOperation::overhead: return profile.deduction(to_string(door.operation));
    case DoorOperation::swing:
    case DoorOperation::double_acting:
    case DoorOperation::unknown: break;
  }
  if (e.category == Category::opening && door.leaves.empty()) return Deduction{};
  return profile.deduction("frame");
}

}  // namespace

Result<std::optional<ClearWidth>> clear_width_between_jambs(const Element& e, double width, const std::filesystem::path& data_dir) {
  const DoorShape* door = e.door();
  if (!door) return std::optional<ClearWidth>{};
  const auto profile = Profile::load(data_dir);
  if (!profile) return profile.error();
  const auto taken = taken_by(e, *door, *profile);
  if (!taken) return std::optional<ClearWidth>{};
  ClearWidth out{width - taken->best, std::max(0.0, width - taken->most), width - taken->least};
  // Nothing tells how many leaves there are: with two equal ones only half of it opens with one of them.
  if (door->leaves.empty() && door->operation == DoorOperation::unknown && e.category != Category::opening)
    out.lo = std::max(0.0, width / 2 - taken->most);
  return std::optional(out);
}

}  // namespace landai::measure
