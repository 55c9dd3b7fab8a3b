// SPDX-License-Identifier: GPL-3.0-or-later
// XLSForm as KoboToolbox and ODK read it, written by GDAL's XLSX driver.
#include "xlsform.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <atomic>
#include <memory>

#include "text.hpp"
#include "zip_writer.hpp"

namespace landai::report {
namespace {

constexpr const char* kLanguages[] = {"Bahasa Indonesia (id)", "English (en)"};

Error cannot(const std::string& why) { return Error{ErrorCode::output, message("report.xlsform.cannot").with("why", why), "", "", {}}; }

/// A spreadsheet would take such a cell for a formula, and GDAL writes it as one.
std::string cell(std::string text) {
  if (!text.empty() && text.front() == '=') text.insert(0, "'");
  return text;
}

std::vector<std::string> in_two(const std::string& column) {
  return {column + "::" + kLanguages[0], column + "::" + kLanguages[1]};
}

using Cells = std::vector<std::string>;
struct Sheet {
  const char* name;
  Cells head;
  std::vector<Cells> rows;
};

Sheet survey_of(const XlsForm& form) {
  Sheet sheet{"survey", {"type", "name"}, {}};
  for (const char* column : {"label", "hint"})
    for (auto& name : in_two(column)) sheet.head.push_back(name);
  for (const char* column : {"required", "relevant", "constraint"}) sheet.head.emplace_back(column);
  for (auto& name : in_two("constraint_message")) sheet.head.push_back(name);
  for (const char* column : {"calculation", "appearance"}) sheet.head.emplace_back(column);
  for (const FormRow& r : form.survey)
    sheet.rows.push_back({r.type, r.name, r.label[0], r.label[1], r.hint[0], r.hint[1], r.required ? "yes" : "", r.relevant, r.constraint,
                          r.constraint_message[0], r.constraint_message[1], r.calculation, r.appearance});
  return sheet;
}

Sheet choices_of(const XlsForm& form) {
  Sheet sheet{"choices", {"list_name", "name"}, {}};
  for (auto& name : in_two("label")) sheet.head.push_back(name);
  for (const FormChoice& c : form.choices) sheet.rows.push_back({c.list, c.name, c.label[0], c.label[1]});
  return sheet;
}

Status write_sheet(GDALDataset& book, const Sheet& sheet) {
  OGRLayer* layer = book.CreateLayer(sheet.name, nullptr, wkbNone, nullptr);
  if (!layer) return cannot(CPLGetLastErrorMsg());
  for (const auto& name : sheet.head) {
    OGRFieldDefn field(name.c_str(), OFTString);
    if (layer->CreateField(&field) != OGRERR_NONE) return cannot(CPLGetLastErrorMsg());
  }
  for (const auto& cells : sheet.rows) {
    const std::unique_ptr<OGRFeature, OGRFeatureUniquePtrDeleter> row(OGRFeature::CreateFeature(layer->GetLayerDefn()));
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!cells[i].empty()) row->SetField(static_cast<int>(i), cell(cells[i]).c_str());
    if (layer->CreateFeature(row.get()) != OGRERR_NONE) return cannot(CPLGetLastErrorMsg());
  }
  return std::nullopt;
}

/// Bytes of a file of GDAL's memory.
std::string bytes_of(const std::string& path) {
  std::string out;
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (!file) return out;
  char buffer[65536];
  for (std::size_t n; (n = VSIFReadL(buffer, 1, sizeof buffer, file)) > 0;) out.append(buffer, n);
  VSIFCloseL(file);
  return out;
}

/// The same workbook with one time stamp: GDAL's archive holds the time of the run.
Result<std::string> repacked(const std::string& path) {
  const std::string archive = "/vsizip/{" + path + "}";
  char** listed = VSIReadDirRecursive(archive.c_str());
  std::vector<ZipFile> files;
  for (char** name = listed; name && *name; ++name)
    if (VSIStatBufL is{}; VSIStatL((archive + "/" + *name).c_str(), &is) == 0 && VSI_ISREG(is.st_mode))
      files.push_back({*name, bytes_of(archive + "/" + *name)});
  CSLDestroy(listed);
  std::sort(files.begin(), files.end(), [](const ZipFile& a, const ZipFile& b) { return a.name < b.name; });
  if (files.empty()) return cannot(CPLGetLastErrorMsg());
  return zip(files, "");
}

}  // namespace

std::string xpath_text(const std::string& text) {
  const std::string plain = clean(text);
  std::vector<std::string> pieces;
  std::string piece;
  char quote = 0;
  const auto flush = [&] {
    if (!piece.empty()) pieces.push_back(std::string(1, quote == '\'' ? '"' : '\'') + piece + std::string(1, quote == '\'' ? '"' : '\''));
    piece.clear(), quote = 0;
  };
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    if ((c == '\'' || c == '"') && quote != 0 && quote != c) flush();
    if (c == '\'' || c == '"') quote = c;
    if (c == '{' && i > 0 && plain[i - 1] == '$') flush();
    piece += c;
  }
  flush();
  if (pieces.empty()) return "''";
  return pieces.size() == 1 ? pieces.front() : "concat(" + join(pieces, ", ") + ")";
}

std::string form_label(const std::string& text) {
  std::string out = clean(text);
  for (std::size_t at = 0; (at = out.find("${", at)) != std::string::npos;) out.insert(++at, " ");
  return out.empty() ? "–" : out;
}

std::string form_version(const XlsForm& form) {
  std::string all;
  const auto add = [&all](const std::string& cell) { all += std::to_string(cell.size()) + ":" + cell; };
  for (const std::string& cell : {form.title, form.id, std::string(kLanguages[form.english ? 1 : 0])}) add(cell);
  for (const Sheet& sheet : {survey_of(form), choices_of(form)})
    for (const auto& row : sheet.rows)
      for (const std::string& cell : row) add(cell);
  return hex(hash(all)).substr(0, 8);
}

Result<std::string> xlsx(const XlsForm& form) {
  GDALAllRegister();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("XLSX");
  if (!driver) return cannot("XLSX");
  static std::atomic<int> nth{0};
  const std::string path = "/vsimem/landai-form-" + std::to_string(++nth) + ".xlsx";
  CPLPushErrorHandler(CPLQuietErrorHandler);
  const auto result = [&]() -> Result<std::string> {
    std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> book(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr),
                                                              [](GDALDataset* dataset) { GDALClose(dataset); });
    if (!book) return cannot(CPLGetLastErrorMsg());
    const Sheet settings{"settings", {"form_title", "form_id", "version", "default_language"},
                         {{form.title, form.id, form.version, kLanguages[form.english ? 1 : 0]}}};
    for (const Sheet& sheet : {survey_of(form), choices_of(form), settings})
      if (Status problem = write_sheet(*book, sheet)) return *problem;
    book.reset();
    return repacked(path);
  }();
  VSIUnlink(path.c_str());
  CPLPopErrorHandler();
  return result;
}

}  // namespace landai::report
