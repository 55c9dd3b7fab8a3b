// SPDX-License-Identifier: GPL-3.0-or-later
#include "spreadsheet.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogrsf_frmts.h>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cmath>
#include <mutex>
#include <set>

#include "csv.hpp"
#include "encoding.hpp"
#include "spreadsheet_marks.hpp"

namespace landai::importer {
namespace {

struct Heard {
  std::string failure;
};

void CPL_STDCALL hear(CPLErr kind, CPLErrorNum, const char* text) {
  if (kind >= CE_Failure) static_cast<Heard*>(CPLGetErrorHandlerUserData())->failure = text;
}

/// Settings of this thread for as long as it lives.
class Settings {
 public:
  explicit Settings(Heard& heard) {
    static std::once_flag once;
    std::call_once(once, [] {
      RegisterOGRXLSX();
      RegisterOGRODS();
    });
    CPLPushErrorHandlerEx(hear, &heard);
    for (const char* key : kHeaders) CPLSetThreadLocalConfigOption(key, "DISABLE");  // we know our columns; GDAL guesses
  }
  ~Settings() {
    for (const char* key : kHeaders) CPLSetThreadLocalConfigOption(key, nullptr);
    CPLPopErrorHandler();
  }
  Settings(const Settings&) = delete;
  Settings& operator=(const Settings&) = delete;

 private:
  static constexpr const char* kHeaders[] = {"OGR_XLSX_HEADERS", "OGR_ODS_HEADERS"};
};

/// The bytes as a file of GDAL's, for as long as it lives.
class MemoryFile {
 public:
  MemoryFile(const std::string& bytes, const char* extension) {
    static std::atomic<unsigned> serial{0};
    name_ = "/vsimem/landai-table-" + std::to_string(serial++) + extension;
    // GDAL only reads the buffer; its interface is older than const.
    VSILFILE* file = VSIFileFromMemBuffer(name_.c_str(), reinterpret_cast<GByte*>(const_cast<char*>(bytes.data())),  // NOLINT
                                          bytes.size(), FALSE);
    if (file != nullptr) VSIFCloseL(file);
  }
  ~MemoryFile() { VSIUnlink(name_.c_str()); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  [[nodiscard]] const char* name() const { return name_.c_str(); }

 private:
  std::string name_;
};

struct CloseDataset {
  void operator()(void* dataset) const { GDALClose(dataset); }
};

Error wrong(ErrorCode code, Message what, const std::string& file, std::string where = {}) {
  return Error{code, std::move(what), file, std::move(where), message("import.table.sheet.advice")};
}

/// Unpacks everything once, within the limits: GDAL has none of its own.
Status check_content(const Archive& archive, const std::string& file) {
  std::uintmax_t left = kMaxTableBytes;
  for (const ArchiveFile& entry : archive.files()) {
    auto content = archive.read(entry.name, left);
    if (!content && content.error().code == ErrorCode::limit) return wrong(ErrorCode::limit, message("import.table.too_large"), file, entry.name);
    if (!content) return content.error();
    left -= content->size();
  }
  return std::nullopt;
}

std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string cell_text(OGRFeatureH feature, int i, OGRFieldType type) {
  if (OGR_F_IsFieldSetAndNotNull(feature, i) == 0) return {};
  if (type == OFTDate || type == OFTDateTime) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;
    OGR_F_GetFieldAsDateTime(feature, i, &year, &month, &day, &hour, &minute, &second, &zone);
    std::string date = std::to_string(year) + "-" + two(month) + "-" + two(day);
    if (type == OFTDateTime && (hour != 0 || minute != 0 || second != 0)) date += "T" + two(hour) + ":" + two(minute) + ":" + two(second);
    return date;
  }
  return trimmed_cell(OGR_F_GetFieldAsString(feature, i));
}

/// In a column that also holds words GDAL writes a date cell as 2026/03/02.
void plain_date(std::string& cell) {
  if (cell.size() != 10 || cell[4] != '/' || cell[7] != '/') return;
  if (std::all_of(cell.begin(), cell.end(), [](char c) { return c == '/' || (c >= '0' && c <= '9'); })) cell[4] = cell[7] = '-';
}

/// Numbers are stored with all their digits: 0.8750000000000000. Nobody types seven of them, so what is typed stays as it is.
void plain_number(std::string& cell) {
  const auto point = cell.find('.');
  constexpr std::size_t kTyped = 6;
  if (point == std::string::npos || cell.size() - point <= kTyped + 1) return;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::all_of(cell.begin() + (cell.front() == '-' ? 1 : 0), cell.begin() + static_cast<std::ptrdiff_t>(point), digit)) return;
  if (!std::all_of(cell.begin() + static_cast<std::ptrdiff_t>(point) + 1, cell.end(), digit)) return;
  while (cell.back() == '0') cell.pop_back();
  if (cell.back() == '.') cell.pop_back();
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// What somebody who typed "10%" sees is 10 %, though the cell holds 0.1. False when the cell that the file calls a percentage is not the one that
/// GDAL gave.
bool show_percent(TableRow& row, const Cells& percent) {
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string* stored = text_at(percent, row.line, static_cast<int>(i));
    if (stored == nullptr) continue;
    const auto value = number_of(row.cells[i]), same = number_of(*stored);
    if (!value || !same || std::abs(*value - *same) > 1e-9 * std::abs(*same)) return false;
    row.cells[i] = fmt::format("{:.12g} %", *value * 100);
  }
  return true;
}

/// A formula of which nobody stored the result is no empty cell: somebody filled it. Whatever GDAL made of it is not what the file says.
void show_unsolved(TableRow& row, const Cells& unsolved) {
  auto rows = unsolved.upper_bound(row.line);
  if (rows == unsolved.begin() || (--rows)->second.last < row.line) return;
  for (const CellRun& run : rows->second.runs) {
    const auto end = std::min(static_cast<std::size_t>(run.last) + 1, kMaxTableColumns);
    if (row.cells.size() < end) row.cells.resize(end);
    for (auto i = static_cast<std::size_t>(run.first); i < end; ++i) row.cells[i] = run.text;
  }
}

/// The rows that hold nothing else, which GDAL may leave out. False when there are more than there is room for.
bool add_unsolved_rows(Sheet& sheet, const Cells& unsolved, std::size_t& room) {
  std::set<int> there;
  for (const TableRow& row : sheet.rows) there.insert(row.line);
  const std::size_t before = sheet.rows.size();
  for (const auto& [first, rows] : unsolved)
    for (int line = first; line <= rows.last; ++line) {
      if (there.contains(line)) continue;
      if (room == 0) return false;
      --room;
      TableRow row;
      row.line = line;
      show_unsolved(row, unsolved);
      sheet.rows.push_back(std::move(row));
    }
  if (sheet.rows.size() > before) std::stable_sort(sheet.rows.begin(), sheet.rows.end(), [](const TableRow& a, const TableRow& b) { return a.line < b.line; });
  return true;
}

Result<Sheet> read_sheet(OGRLayerH layer, const std::map<std::string, SheetMarks>& marks, std::size_t& room, const std::string& file) {
  Sheet sheet;
  sheet.name = OGR_L_GetName(layer);
  static const SheetMarks kNone;
  const auto noted = marks.find(sheet.name);
  const SheetMarks& marked = noted == marks.end() ? kNone : noted->second;
  sheet.hidden = marked.hidden;
  OGRFeatureDefnH fields = OGR_L_GetLayerDefn(layer);
  const int count = OGR_FD_GetFieldCount(fields);
  if (count > static_cast<int>(kMaxTableColumns)) return wrong(ErrorCode::limit, message("import.table.wide"), file, sheet.name);
  OGR_L_ResetReading(layer);
  while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
    TableRow row;
    row.line = static_cast<int>(OGR_F_GetFID(feature));
    for (int i = 0; i < count; ++i) row.cells.push_back(cell_text(feature, i, OGR_Fld_GetType(OGR_FD_GetFieldDefn(fields, i))));
    OGR_F_Destroy(feature);
    std::for_each(row.cells.begin(), row.cells.end(), plain_date);
    std::for_each(row.cells.begin(), row.cells.end(), plain_number);
    show_unsolved(row, marked.unsolved);
    while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
    if (row.cells.empty()) continue;
    if (!show_percent(row, marked.percent))
      return wrong(ErrorCode::input, message("import.table.percent"), file, sheet.name + ", " + std::to_string(row.line));
    for (const std::string& cell : row.cells)
      if (!is_utf8(cell)) return wrong(ErrorCode::input, message("import.table.encoding"), file, sheet.name);
    if (room == 0) return wrong(ErrorCode::limit, message("import.table.rows"), file, sheet.name);
    --room;
    sheet.rows.push_back(std::move(row));
  }
  if (!add_unsolved_rows(sheet, marked.unsolved, room)) return wrong(ErrorCode::limit, message("import.table.rows"), file, sheet.name);
  return sheet;
}

}  // namespace

SpreadsheetKind spreadsheet_kind(const Archive& archive) {
  bool workbook = false, content = false, mimetype = false;
  for (const ArchiveFile& f : archive.files()) {
    workbook = workbook || f.name == "xl/workbook.xml";
    content = content || f.name == "content.xml";
    mimetype = mimetype || f.name == "mimetype";
  }
  return workbook ? SpreadsheetKind::xlsx : content && mimetype ? SpreadsheetKind::ods : SpreadsheetKind::none;
}

Result<std::vector<Sheet>> read_spreadsheet(const Archive& archive, SpreadsheetKind kind, const std::string& bytes, const std::string& file) {
  if (Status refused = check_content(archive, file)) return *refused;
  const auto marks = spreadsheet_marks(archive, kind, file);
  if (!marks) return marks.error();
  Heard heard;
  const Settings settings(heard);
  const bool xlsx = kind == SpreadsheetKind::xlsx;
  const MemoryFile memory(bytes, xlsx ? ".xlsx" : ".ods");
  const char* drivers[] = {xlsx ? "XLSX" : "ODS", nullptr};
  const std::unique_ptr<void, CloseDataset> data(GDALOpenEx(memory.name(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr));
  if (!data) return wrong(ErrorCode::input, message("import.table.sheet").with("why", heard.failure.empty() ? "GDAL" : heard.failure), file);
  std::vector<Sheet> sheets;
  std::size_t room = kMaxTableRows + 100;  // with headers and titles
  for (int i = 0; i < GDALDatasetGetLayerCount(data.get()); ++i) {
    auto sheet = read_sheet(GDALDatasetGetLayer(data.get(), i), *marks, room, file);
    if (!sheet) return sheet.error();
    sheets.push_back(std::move(*sheet));
  }
  if (!heard.failure.empty()) return wrong(ErrorCode::input, message("import.table.sheet").with("why", heard.failure), file);
  return sheets;
}

}  // namespace landai::importer
