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

std::vector<std::pair<std::string, std::string>> cells_of(const ReadingRow& row) {
  std::vector<std::pair<std::string, std::string>> cells;
  for (std::size_t c = 0; c < kColumns; ++c)
    if (!row.cells[c].empty()) cells.emplace_back(column_name(static_cast<Column>(c)), row.cells[c]);
  return cells;
}

UnmatchedRow unmatched(const ReadingRow& row, RowProblem problem) {
  return {where_of(row, problem.column), std::string(column_name(problem.column)), cells_of(row), std::move(problem.what), std::move(problem.near)};
}

/// Which of the rows that were not taken before this file puts right.
class Settling {
 public:
  explicit Settling(const std::vector<UnmatchedRow>& earlier) : earlier_(earlier) {
    for (std::size_t i = 0; i < earlier.size(); ++i) at_[earlier[i].where].push_back(i);
  }
  void see(const ReadingRow& row, bool taken, std::vector<std::size_t>& settled) {
    if (at_.empty()) return;
    const auto cells = cells_of(row);
    for (std::size_t c = 0; c < kColumns; ++c) {
      const auto found = at_.find(where_of(row, static_cast<Column>(c)));
      if (found == at_.end()) continue;
      for (const std::size_t i : found->second)
        if (without(cells, earlier_[i].column) == without(earlier_[i].cells, earlier_[i].column) && (taken || cells != earlier_[i].cells)) settled.push_back(i);
    }
  }

 private:
  using Cells = std::vector<std::pair<std::string, std::string>>;
  static Cells without(Cells cells, const std::string& column) {
    std::erase_if(cells, [&](const auto& cell) { return cell.first == column; });
    return cells;
  }
  const std::vector<UnmatchedRow>& earlier_;
  std::map<std::string, std::vector<std::size_t>> at_;
};

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
    auto it = paths_.find(name);
    if (it == paths_.end()) {  // KoboToolbox stores "a b.jpg" as "a_b.jpg"
      std::string stored = name;
      std::replace(stored.begin(), stored.end(), ' ', '_');
      it = paths_.find(stored);
    }
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
  const PrintedWords printed(data_dir);
  const SubjectFinder subjects(plan, options.worksheet, options.former, printed, mark);
  RowReader reader(readings.file, subjects, *names, *instruments, printed, {mark, line_of_month_first(rows->rows, *names)}, options);
  auto read = reader.add_all(rows->rows, readings);
  Settling settling(options.earlier);
  int renamed = 0;
  for (std::size_t i = 0; i < rows->rows.size(); ++i) {
    const ReadingRow& row = rows->rows[i];
    auto& problem = read.problems[i];
    settling.see(row, !problem, readings.settled);
    renamed += !problem && options.former.contains(row.cells[kSubject]) ? 1 : 0;
    if (!problem) continue;
    if (options.strict)
      return Error{ErrorCode::input, std::move(problem->what), readings.file, where_of(row, problem->column),
                   message("measure.readings.see").with("column", std::string(column_name(problem->column)))};
    reader.add_unmatched_evidence(row, readings);
    readings.unmatched.push_back(unmatched(row, std::move(*problem)));
  }
  if (renamed > 0)
    readings.diagnostics.push_back({DiagnosticSeverity::info, readings.file, "", message("measure.readings.former").with("rows", std::to_string(renamed)), {}, renamed});
  if (read.common > 0)
    readings.diagnostics.push_back({DiagnosticSeverity::info, readings.file, "",
                                    message("measure.readings.common").with("rows", std::to_string(read.common)).with("count", std::to_string(read.of_common)), {}, read.common});
  readings.readings = combined(std::move(read.readings), *instruments, readings.file, readings.diagnostics);
  if (rows->unanswered > 0)
    readings.diagnostics.push_back({DiagnosticSeverity::info, readings.file, "",
                                    message("measure.readings.unanswered").with("count", std::to_string(rows->unanswered)), {}, rows->unanswered});
  resolve_evidence(rows->files, readings);
  return readings;
}

}  // namespace landai::measure
