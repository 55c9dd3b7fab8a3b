// SPDX-License-Identifier: GPL-3.0-or-later
// Tables for spreadsheets: RFC 4180, UTF-8 with a byte order mark.
#pragma once

#include <string>
#include <string_view>

namespace landai::report {

inline constexpr const char* kByteOrderMark = "\xEF\xBB\xBF";

/// A cell that a spreadsheet would take for a formula gets a ' in front and stays text.
inline std::string csv_cell(std::string text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  if (!text.empty() && kFormula.find(text.front()) != std::string_view::npos) text.insert(0, "'");
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

template <class Cells>
void csv_row(std::string& out, const Cells& cells) {
  bool first = true;
  for (const auto& text : cells) {
    if (!first) out += ',';
    out += csv_cell(text);
    first = false;
  }
  out += "\r\n";
}

}  // namespace landai::report
