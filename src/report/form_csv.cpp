// SPDX-License-Identifier: GPL-3.0-or-later
// The forms as a table for spreadsheets: RFC 4180, UTF-8 with a byte order mark, as spreadsheets take it.
#include <array>

#include "csv_writer.hpp"
#include "item_text.hpp"
#include "text.hpp"

namespace landai::report {
std::string form_csv(const Inputs& in, const Texts& texts) {
  const View view(in, texts);
  std::string out = kByteOrderMark;
  std::vector<std::string> head;
  for (const char* key :
       {"report.csv.form", "report.csv.block", "report.csv.id", "report.csv.title", "report.csv.state",
        "report.csv.code", "report.csv.claim", "report.csv.groups", "report.csv.reason",
        "report.csv.attestations", "report.csv.evidence", "report.csv.defects", "report.csv.to_measure"})
    head.push_back(texts(key));
  csv_row(out, head);
  for (const auto& form : in.forms)
    for (const auto* item : items_of(view, form)) {
      const ItemText text = item_text(view, form, *item);
      std::string reason = text.reason;
      for (const std::string& note : text.notes) reason += " " + note;
      csv_row(out, std::array{form.id, item->block, item->id, text.title, text.own_state, text.code, text.claim,
                          text.groups, reason, join(text.statements, "; "), join(text.evidence, "; "),
                          join(text.defects, "; "), join(text.to_measure, "; ")});
    }
  return out;
}

}  // namespace landai::report
