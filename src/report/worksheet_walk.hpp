// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>

#include "view.hpp"

namespace landai::report {

/// The order in which one meets the things of a building: level by level, in from outside, room by room.
class Walk {
 public:
  explicit Walk(const View& view);

  /// The room one stands in before this element: of a door the side one comes from; "outside"; empty when it lies in none.
  [[nodiscard]] const std::string& room(const std::string& element) const;
  /// Its level's id; empty when it has none.
  [[nodiscard]] std::string level(const std::string& element) const;
  [[nodiscard]] bool before(const std::string& a, const std::string& b) const;

 private:
  [[nodiscard]] std::string room_of(const Element& element) const;
  void visit_rooms();
  [[nodiscard]] std::size_t rank(const std::string& room) const;

  const View& view_;
  std::unordered_map<std::string, std::size_t> visited_;   ///< rooms in the order of the walk
  std::unordered_map<std::string, std::string> rooms_;
  std::unordered_map<std::string, std::size_t> levels_;
};

}  // namespace landai::report
