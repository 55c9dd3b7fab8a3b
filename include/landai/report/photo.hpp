// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "landai/core/texts.hpp"
#include "landai/photo/measured.hpp"
#include "landai/photo/task.hpp"

namespace landai::report {

/// The answer of a photo for a terminal: value and interval, or why there is none and what to do; the budget, the assumptions, the warnings.
[[nodiscard]] std::string photo_terminal(const photo::Photo& photo, const photo::Task& task, const photo::Answer& answer, const Texts& texts);

/// The same as a document (data/schema/photo-answer.schema.json): UTF-8, fixed order, no time stamp, SI units. The place where the photo was taken
/// is left out.
[[nodiscard]] std::string photo_json(const photo::Photo& photo, const photo::Task& task, const photo::Answer& answer, const Texts& texts);

}  // namespace landai::report
