// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "html.hpp"
#include "page.hpp"
#include "view.hpp"

namespace landai::report {

/// Values of the quantities that the user asked for beside the packs; nothing when nobody asked.
void write_asked(Page& page, const View& view);
void html_asked(HtmlPage& page);

}  // namespace landai::report
