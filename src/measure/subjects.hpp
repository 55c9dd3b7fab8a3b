// SPDX-License-Identifier: GPL-3.0-or-later
// What quantities can be asked of, for the rows of both catalogues. Private to the room.
#pragma once

#include <array>
#include <numbers>

#include "landai/plan/plan.hpp"

namespace landai::measure {

// The greatest values that quantities can have, SI.
inline constexpr double kWhole = 1;     ///< a share
inline constexpr double kSteepest = 1;  ///< rise over run, 45 degrees: nobody walks on what is steeper
inline constexpr double kHalfTurn = std::numbers::pi;
inline constexpr double kUpright = std::numbers::pi / 2;

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
inline constexpr std::array kParts{Category::door,        Category::opening,  Category::window,
                                   Category::ramp,        Category::stair,    Category::lift,
                                   Category::counter,     Category::seat,     Category::furniture,
                                   Category::sanitary,    Category::handrail, Category::tactile_path,
                                   Category::parking_bay, Category::sign};

}  // namespace landai::measure
