// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "html.hpp"
#include "page.hpp"
#include "view.hpp"

namespace landai::report {

/// "Opens Waiting room, Counter 1", "Together with 3: opens …"; empty when it opens nothing.
[[nodiscard]] std::string opens_text(const View& view, const Finding& finding);
/// The failures that open something, in the order of repair; nothing when none does.
void write_repair(Page& page, const View& view, const std::vector<Finding>& findings);
/// All failures in the order of repair.
void html_repair(HtmlPage& page);

}  // namespace landai::report
