// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ground.hpp"
#include "landai/core/error.hpp"
#include "trial.hpp"

namespace landai::remedy {

/// A movable thing without which the failed check is met, or the failing thing itself.
struct Thing {
  std::string id;
  bool stated = false;  ///< a fact says that it can be moved
  Ground ground;
};

struct Found {
  std::optional<Shift> shift;
  std::size_t thing = 0;                ///< index of the thing that is moved
  std::vector<std::string> also_fixes;  ///< ids of checks
  bool exhausted = false;               ///< a limit ended the search
  int tries = 0;
  int flows = 0;
};

/// The smallest shift of one of the things, as remedy.hpp promises it.
///
/// 1. From where each thing stands rays go out, evenly and along what is special there.
/// 2. The shortest place that is not yet known is looked at next, over all rays and things: may the thing stand there, is the value
///    enough, is the check met and no watched one worse.
/// 3. A ray on which it fails goes on: as far as the value must still grow by its `gain`, else one step. One on which it passes is
///    halved back to the last failure.
/// 4. The first place that nothing shorter can beat is put to the whole flow. Checks that it breaks are watched from then on, so that
///    the next places are judged by them without a whole run.
[[nodiscard]] Result<Found> smallest_shift(const World& world, const Failure& failure, Part& part,
                                           const std::vector<Thing>& things);

}  // namespace landai::remedy
