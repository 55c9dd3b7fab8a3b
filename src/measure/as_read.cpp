// SPDX-License-Identifier: GPL-3.0-or-later
#include "as_read.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace landai::measure {
namespace {

const char* shown_unit(const QuantityInfo& info) {
  return std::string_view(info.unit) == "1" && std::string_view(info.id).ends_with("slope") ? "slope" : info.unit;
}

}  // namespace

std::string file_called(const std::string& where, const std::string& file) {
  namespace fs = std::filesystem;
  const auto shown = [](const fs::path& container, const std::string& inside) { return container.filename().string() + "/" + inside; };
  if (where.size() > file.size() + 1 && !file.empty() && where.starts_with(file) && where[file.size()] == '/') return shown(file, where.substr(file.size() + 1));
  for (std::size_t end = where.find('/'); end != std::string::npos; end = where.find('/', end + 1)) {
    std::string extension = fs::path(where.substr(0, end)).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".xlsx" || extension == ".ods" || extension == ".zip") return shown(where.substr(0, end), where.substr(end + 1));
  }
  return fs::path(where).filename().string();
}

Measurement as_read(const Reading& reading, const QuantityInfo& info, const std::string& file) {
  Measurement m;
  m.subject = reading.subject;
  m.quantity = reading.quantity;
  m.params = in_order(info, reading.params);
  m.value = reading.value;
  m.lo = reading.lo;
  m.hi = reading.hi;
  m.u = reading.u;
  m.unit = info.unit;
  m.method = reading.method;
  std::string how = file_called(reading.file.empty() ? file : reading.file, file);
  if (reading.line > 0) how += ":" + std::to_string(reading.line);  // a photo has no lines
  for (const std::string& part : {reading.by, reading.date, reading.instrument})
    if (!part.empty()) how += ", " + part;
  for (const std::string& shown : reading.evidence) {
    how += ", " + shown;
    m.evidence.from += (m.evidence.from.empty() ? "" : "; ") + shown;
  }
  if (!reading.note.empty()) how += " – " + reading.note;
  const auto greater = [](const ReadingPart& a, const ReadingPart& b) { return a.value < b.value; };
  const auto [least, greatest] = std::minmax_element(reading.parts.begin(), reading.parts.end(), greater);
  const bool several = reading.parts.size() > 1;
  const bool turned = several && std::any_of(reading.parts.begin(), reading.parts.end(), [](const auto& p) { return p.kind == ReadingPart::Kind::turned; });
  const bool again = several && std::all_of(reading.parts.begin(), reading.parts.end(), [](const auto& p) { return p.kind == ReadingPart::Kind::spot && p.spot.empty(); });
  m.evidence.note = message(!several ? "measure.reading.from" : turned ? "measure.reading.from_turned" : again ? "measure.reading.from_again" : "measure.reading.from_spots").with("how", how);
  if (several)
    std::move(m.evidence.note).with("count", std::to_string(reading.parts.size())).with("least", least->value, shown_unit(info)).with("greatest", greatest->value, shown_unit(info));
  // For tables, in columns of their own: reading_source.
  std::move(m.evidence.note).with("by", reading.by).with("date", reading.date).with("instrument", reading.instrument).with("line", std::to_string(reading.line));
  return m;
}

}  // namespace landai::measure
