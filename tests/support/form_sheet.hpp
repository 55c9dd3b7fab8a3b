// SPDX-License-Identifier: GPL-3.0-or-later
// The sheets of an XLSForm, read back by GDAL as texts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "run_program.hpp"

namespace landai::test {

using FormSheet = std::vector<std::map<std::string, std::string>>;

inline FormSheet form_sheet(const std::string& file, const std::string& name) {
  const Run csv = run("ogr2ogr --config OGR_XLSX_FIELD_TYPES STRING --config OGR_XLSX_HEADERS FORCE -f CSV /vsistdout/ " + file + " " + name);
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < csv.out.size(); ++i) {
    const char c = csv.out[i];
    if (quoted && c == '"' && i + 1 < csv.out.size() && csv.out[i + 1] == '"') rows.back().back() += csv.out[++i];
    else if (c == '"') quoted = !quoted;
    else if (c == ',' && !quoted) rows.back().emplace_back();
    else if (c == '\n' && !quoted) rows.emplace_back(1);
    else rows.back().back() += c;
  }
  FormSheet out;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r].size() < rows[0].size()) continue;
    auto& row = out.emplace_back();
    for (std::size_t c = 0; c < rows[0].size(); ++c) row[rows[0][c]] = rows[r][c];
  }
  return out;
}

}  // namespace landai::test
