// SPDX-License-Identifier: GPL-3.0-or-later
// What quantities can be asked of, for the rows of both catalogues. Private to the room.
#pragma once

#include <array>

#include "landai/plan/plan.hpp"

namespace landai::measure {

inline constexpr std::array kBuilding{Category::building};
inline constexpr std::array kSpace{Category::space};
inline constexpr std::array kDoor{Category::door};
inline constexpr std::array kRamp{Category::ramp};
inline constexpr std::array kStair{Category::stair};
inline constexpr std::array kLift{Category::lift};
inline constexpr std::array kCounter{Category::counter};
inline constexpr std::array kSanitary{Category::sanitary};
inline constexpr std::array kHandrail{Category::handrail};
inline constexpr std::array kTactile{Category::tactile_path};
inline constexpr std::array kBay{Category::parking_bay};
inline constexpr std::array kSeat{Category::seat};

}  // namespace landai::measure
