// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

#include "landai/geometry/clearance.hpp"
#include "random_plans.hpp"

/// Floors like those of a hospital, of any size, the same for the same arguments. Wings lie one above the
/// other: rooms of 5 × 4.5 m on both sides of a corridor of 2 m, a door of 0.7 to 1.1 m into each room, eight
/// turned pieces of furniture in it. At their left ends the corridors meet in one across. 48 edges a room.
namespace landai::test {

struct HospitalSize {
  int wings = 1;
  int rooms_per_side = 8;  ///< of one corridor
  [[nodiscard]] int rooms() const { return 2 * wings * rooms_per_side; }
};

inline constexpr double kRoomWidth_m = 5, kRoomDepth_m = 4.5, kCorridor_m = 2, kWall_m = 0.12;

class HospitalFloor {
 public:
  explicit HospitalFloor(HospitalSize size, unsigned seed = 1) : size_(size), dice_(seed) {}

  [[nodiscard]] geometry::Floor build() {
    const double right = size_.rooms_per_side * kPitch + kWall_m;
    const double top = size_.wings * kWing + kWall_m;
    floor_.within = box(-kCorridor_m, 0, right, top);
    wall(0, 0, right, kWall_m);
    for (int wing = 0; wing < size_.wings; ++wing) {
      const double south = kWall_m + wing * kWing;
      row(south, south + kRoomDepth_m, false);
      const double north = south + kRoomDepth_m + kCorridor_m + 2 * kWall_m;
      row(north, north - kWall_m, true);
      wall(0, south + kWing - kWall_m, right, south + kWing);
      wall(right - kWall_m, south + kRoomDepth_m, right, north);  // the corridor's blind end
    }
    return std::move(floor_);
  }

 private:
  static constexpr double kPitch = kRoomWidth_m + kWall_m;  ///< from room to room
  static constexpr double kWing = 2 * kRoomDepth_m + kCorridor_m + 3 * kWall_m;

  void wall(double x0, double y0, double x1, double y1) {
    floor_.solids.push_back({box_ring(x0, y0, x1, y1), {}});
  }

  /// A row of rooms whose lower wall faces are at y; the wall to the corridor begins at `corridor_wall`.
  void row(double y, double corridor_wall, bool door_below) {
    for (int i = 0; i <= size_.rooms_per_side; ++i)
      wall(i * kPitch, y, i * kPitch + kWall_m, y + kRoomDepth_m);
    for (int i = 0; i < size_.rooms_per_side; ++i) {
      const double x = i * kPitch + kWall_m;
      const double door = dice_.between(0.7, 1.1), left = x + dice_.between(0.3, kRoomWidth_m - 0.3 - door);
      wall(x - kWall_m, corridor_wall, left, corridor_wall + kWall_m);
      wall(left + door, corridor_wall,
           i + 1 == size_.rooms_per_side ? x + kRoomWidth_m + kWall_m : x + kRoomWidth_m,
           corridor_wall + kWall_m);
      furniture(x, y, door_below);
    }
  }

  /// One piece in each of nine fields of the room but the middle one of the row at the door.
  void furniture(double x, double y, bool door_below) {
    const int at_door = door_below ? 1 : 7;
    for (int field = 0; field < 9; ++field) {
      if (field == at_door) continue;
      const PlanPoint at{x + kRoomWidth_m * (field % 3 + 0.5) / 3 + dice_.between(-0.1, 0.1),
                         y + kRoomDepth_m * (field / 3 + 0.5) / 3 + dice_.between(-0.1, 0.1)};
      const double a = dice_.between(0.4, 0.9), b = dice_.between(0.3, 0.7);
      floor_.solids.push_back(
          {turned(box_ring(-a / 2, -b / 2, a / 2, b / 2), dice_.between(0, M_PI), at), {}});
    }
  }

  HospitalSize size_;
  Dice dice_;
  geometry::Floor floor_;
};

inline geometry::Floor hospital_floor(HospitalSize size) { return HospitalFloor(size).build(); }

}  // namespace landai::test
