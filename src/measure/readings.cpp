// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/readings.hpp"

#include <algorithm>
#include <map>

#include "readings_combine.hpp"
#include "readings_row.hpp"

namespace landai::measure {
namespace {

std::string where_of(const ReadingRow& row, Column column) {
  std::string where = row.table.empty() ? std::string() : row.table + ", ";
  where += "line " + std::to_string(row.line) + ", ";
  if (!row.slot.empty()) where += row.slot + ", ";
  return where + std::string(column_name(column));
}

UnmatchedRow unmatched(const ReadingRow& row, RowProblem problem) {
  UnmatchedRow out{where_of(row, problem.column), std::string(column_name(problem.column)), {}, std::move(problem.what), std::move(problem.near)};
  for (std::size_t c = 0; c < kColumns; ++c)
    if (!row.cells[c].empty()) out.cells.emplace_back(column_name(static_cast<Column>(c)), row.cells[c]);
  return out;
}

DecimalMark decimal_mark(const std::vector<ReadingRow>& rows) {
  DecimalMark mark = DecimalMark::unknown;
  for (const ReadingRow& row : rows)
    for (const Column column : {kValue, kU, kX, kY}) learn_decimal_mark(row.cells[column], mark);
  return mark;
}

/// Forms name a photo by its file name alone; in the archive it lies in a folder.
class ArchivePaths {
 public:
  explicit ArchivePaths(const std::vector<std::string>& files) {
    for (const std::string& path : files) {
      paths_[path].push_back(path);
      if (const auto slash = path.rfind('/'); slash != std::string::npos) paths_[path.substr(slash + 1)].push_back(path);
    }
  }
  /// The path inside, when only one file can be meant.
  void resolve(std::string& name, bool* inside = nullptr) const {
    const auto it = paths_.find(name);
    if (it == paths_.end() || it->second.size() != 1) return;
    name = it->second.front();
    if (inside) *inside = true;
  }

 private:
  std::map<std::string, std::vector<std::string>> paths_;
};

void resolve_evidence(const std::vector<std::string>& files, Readings& readings) {
  const ArchivePaths paths(files);
  for (Reading& r : readings.readings)
    for (std::string& name : r.evidence) paths.resolve(name);
  for (Attestation& a : readings.attestations)
    for (std::string& name : a.evidence) paths.resolve(name);
  for (EvidenceFile& e : readings.evidence) paths.resolve(e.name, &e.inside);
}

}  // namespace

Result<Readings> load_readings(const std::filesystem::path& file, const Plan& plan, const std::filesystem::path& data_dir, const ReadingOptions& options) {
  auto names = ColumnNames::load(data_dir);
  if (!names) return names.error();
  auto instruments = Instruments::load(data_dir);
  if (!instruments) return instruments.error();
  auto rows = read_rows(file, *names, options.strict);
  if (!rows) return rows.error();
  Readings readings;
  readings.file = file.string();
  readings.diagnostics = std::move(rows->diagnostics);
  const DecimalMark mark = decimal_mark(rows->rows);
  const SubjectFinder subjects(plan, options.worksheet, mark);
  RowReader reader(readings.file, subjects, *names, mark);
  std::vector<RowReading> read;
  for (const ReadingRow& row : rows->rows) {
    auto problem = reader.add(row, read, readings);
    if (!problem) continue;
    if (options.strict)
      return Error{ErrorCode::input, std::move(problem->what), readings.file, where_of(row, problem->column),
                   message("measure.readings.see").with("column", std::string(column_name(problem->column)))};
    reader.add_evidence(row, {}, row.cells[kQuantity], readings);
    readings.unmatched.push_back(unmatched(row, std::move(*problem)));
  }
  readings.readings = combined(std::move(read), *instruments, readings.file, readings.diagnostics);
  if (rows->unanswered > 0)
    readings.diagnostics.push_back({DiagnosticSeverity::info, readings.file, "",
                                    message("measure.readings.unanswered").with("count", std::to_string(rows->unanswered)), {}, rows->unanswered});
  resolve_evidence(rows->files, readings);
  return readings;
}

}  // namespace landai::measure
