// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "landai/plan/plan.hpp"

namespace landai {

/// The files of one building as one plan, in the order given: levels of each file stay levels of their own; ids of a later file that
/// clash with an earlier one's get the prefix "file2:". An empty list gives an empty plan; one plan comes back unchanged.
[[nodiscard]] Plan merge(std::vector<Plan> plans);

}  // namespace landai
