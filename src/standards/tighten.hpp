// SPDX-License-Identifier: GPL-3.0-or-later
// Private to the room.
#pragma once

#include "rule_data.hpp"

namespace landai::standards {

/// Whether it is certain that what meets `now` also meets `was`, and what fails `was` fails `now`. What
/// cannot be shown to be at least as strict is not.
[[nodiscard]] bool as_strict(const Demand& was, const Demand& now);

}  // namespace landai::standards
