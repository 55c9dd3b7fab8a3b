// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to say of the files that were read, for a terminal.
#pragma once

#include "page.hpp"
#include "view.hpp"

namespace landai::report {

/// The first warnings and errors among the plan's diagnostics under a heading of their own, and how many more there are. Nothing
/// where there are none.
void write_warnings(Page& page, const View& view);

}  // namespace landai::report
