// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn, computed, photographed and read, side by side; and the rows of the readings that were not taken.
#pragma once

#include <string>
#include <vector>

#include "html.hpp"
#include "json_writer.hpp"
#include "landai/measure/reconcile.hpp"
#include "page.hpp"
#include "view.hpp"

namespace landai::report {

/// One value of one quantity, in the reader's language.
struct ValueRow {
  std::string place, what;
  std::string value;        ///< "0.892 m", a range, "yes"
  std::string half_width;   ///< "± 0.004 m" (95 %, two standard uncertainties); empty for what has none
  std::string method, instrument, by, date;
  bool counts = false;
  std::string remark;       ///< of the one that counts: why, and what does not agree with it
};

/// How a value was had, in words. What was worked out from readings of other quantities is neither drawn nor a reading of its own.
[[nodiscard]] std::string method_text(const View& view, const measure::Measurement& m);
/// One value, with nothing said of whether it counts.
[[nodiscard]] ValueRow value_row(const View& view, const measure::Measurement& m);
/// All values of a question, the one that counts first.
[[nodiscard]] std::vector<ValueRow> value_rows(const View& view, const measure::Reconciliation& question);

/// Whether there is anything to show.
[[nodiscard]] bool has_values(const View& view);
void write_values(Page& page, const View& view);
void html_values(HtmlPage& page);
/// Key "reconciliation" and, when rows of the readings were not taken, "readings".
void write_values(JsonWriter& json, const View& view);

}  // namespace landai::report
