// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue_site.hpp"

#include <array>

namespace landai::measure {
namespace {

using enum Category;
using enum ValueKind;

constexpr std::array kDoor{door};
constexpr std::array kSpace{space};

// id, kind, unit, subjects, params, fact, pair, definition, by, words. All are facts: somebody has to say them.
constexpr QuantityInfo kRows[] = {
    // Doors.
    {"door.force", number, "kg", kDoor, "", true, false, "load that moves the leaf, pushed or pulled", "reading"},
    // Rooms.
    {"space.illuminance", number, "lx", kSpace, "", true, false, "light on the floor, the least of the readings", "reading"},
};

}  // namespace

std::span<const QuantityInfo> site_rows() { return kRows; }

}  // namespace landai::measure
