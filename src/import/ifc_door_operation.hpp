// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "landai/plan/plan.hpp"

namespace landai::importer {

/// What the word of OperationType says: which way, how many leaves, which hinge.
struct LeafOperation {
  std::string_view word;
  DoorOperation kind = DoorOperation::unknown;
  int leaves = 0;
  int hinge = 0;  ///< -1 left (seen towards +y), +1 right, 0 not said or several
  bool opposite = false;
};

/// The row of a word of IFC2x3, IFC4 or IFC4x3; an unknown operation for any other.
[[nodiscard]] LeafOperation operation_of(std::string_view word);

}  // namespace landai::importer
