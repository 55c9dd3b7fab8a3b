// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_rows.hpp"

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "landai/import/table.hpp"
#include "readings_form.hpp"

namespace landai::measure {
namespace {

Error bad(const std::string& file, int line, Message what) {
  return Error{ErrorCode::input, std::move(what), file, line > 0 ? "line " + std::to_string(line) : "",
               message("measure.readings.advice").with("columns", ColumnNames::all())};
}

Status rows_of_yaml(const std::filesystem::path& path, const ColumnNames& names, ReadingRows& into) {
  const std::string file = path.string();
  auto text = read_file(path, importer::kMaxTableBytes);
  if (!text) return text.error();
  auto document = parse_yaml(*text, file, ErrorCode::input);
  if (!document) return document.error();
  if (!document->is_map() || !(*document)["readings"].is_list() || document->members().size() != 1)
    return bad(file, document->line(), message("measure.readings.shape"));
  const auto& items = (*document)["readings"].items();
  if (items.size() > importer::kMaxTableRows) return Error{ErrorCode::limit, message("measure.readings.rows"), file, "", {}};
  for (const Node& item : items) {
    if (!item.is_map()) return bad(file, item.line(), message("measure.readings.shape"));
    ReadingRow row;
    row.line = item.line();
    for (const auto& [key, node] : item.members()) {
      const HeaderCell cell = names.read(key);
      if (cell.kind != HeaderCell::Kind::column || !cell.slot.empty()) {
        const std::string near = names.near(key);
        if (near.empty()) return bad(file, node.line(), message("measure.readings.column").with("column", key.substr(0, 80)));
        return bad(file, node.line(), message("measure.readings.column_near").with("column", key.substr(0, 80)).with("near", near));
      }
      if (node.is_map()) return bad(file, node.line(), message("measure.readings.shape"));
      std::string& to = row.cells[cell.column];
      if (!to.empty()) return bad(file, node.line(), message("measure.readings.column_twice").with("column", std::string(column_name(cell.column))));
      if (!node.is_list()) to = node.text();
      for (const Node& part : node.items()) to += (to.empty() ? "" : cell.column == kEvidence ? ";" : ",") + part.text();
    }
    into.rows.push_back(std::move(row));
  }
  return std::nullopt;
}

}  // namespace

Result<ReadingRows> read_rows(const std::filesystem::path& file, const ColumnNames& names, bool strict) {
  ReadingRows out;
  const std::string extension = file.extension().string();
  if (extension == ".yaml" || extension == ".yml") {
    if (Status wrong = rows_of_yaml(file, names, out)) return *wrong;
    return out;
  }
  auto tables = importer::read_tables(file, [&](std::string_view cell) { return names.read(cell).kind == HeaderCell::Kind::column; });
  if (!tables) return tables.error();
  out.files = std::move(tables->files);
  out.archive = !out.files.empty();
  out.diagnostics = std::move(tables->diagnostics);
  if (Status wrong = rows_of_tables(*tables, names, strict, file.string(), out)) return *wrong;
  for (const std::string& name : tables->without_header)
    out.diagnostics.push_back({DiagnosticSeverity::info, file.string(), name, message("measure.readings.table_unused"), {}, 1});
  return out;
}

}  // namespace landai::measure
