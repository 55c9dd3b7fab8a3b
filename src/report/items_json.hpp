// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json_writer.hpp"
#include "view.hpp"

namespace landai::report {

/// The key "indicators": every item of every form, in the forms' order.
void write_indicators(JsonWriter& json, const View& view);

}  // namespace landai::report
