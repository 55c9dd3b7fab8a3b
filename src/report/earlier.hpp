// SPDX-License-Identifier: GPL-3.0-or-later
// Values that gave way to one of a later day: history, in all outputs.
#pragma once

#include <vector>

#include "values.hpp"

namespace landai::report {

[[nodiscard]] const std::vector<measure::Earlier>& earlier_of(const View& view);
/// Each with what was found since as its remark; none of them counts.
[[nodiscard]] std::vector<ValueRow> earlier_rows(const View& view);
/// Nothing where there is none.
void write_earlier(Page& page, const View& view);
void html_earlier(HtmlPage& page);
/// Key "earlier".
void write_earlier(JsonWriter& json, const View& view);

}  // namespace landai::report
