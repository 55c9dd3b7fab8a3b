// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/report/later.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace landai::report {
namespace {

/// A time of day behind the date does not matter.
bool later(const std::string& written, const std::string& date) { return written.substr(0, 10) > date; }

/// Lines of one file.
struct Lines {
  std::vector<int> lines;
  int count = 0;
  std::string date;  ///< the first one met

  void add(int line, const std::string& dated) {
    if (line > 0) lines.push_back(line);
    if (count++ == 0) date = dated;
  }
  [[nodiscard]] std::string where() const {
    constexpr std::size_t kMostLines = 8;
    std::string text;
    for (std::size_t i = 0; i < lines.size() && i < kMostLines; ++i)
      text += (i ? ", " : "") + std::to_string(lines[i]);
    if (lines.size() > kMostLines) text += ", …";
    return text.empty() ? text : (lines.size() > 1 ? "lines " : "line ") + text;
  }
};
using ByFile = std::map<std::string, Lines>;

void tell(const ByFile& found, const char* key, const std::string& date, Plan& plan) {
  for (const auto& [file, lines] : found)
    plan.diagnostics.push_back({DiagnosticSeverity::warning, file, lines.where(),
                                message(key).with("dated", lines.date).with("date", date),
                                message("report.later.advice").with("date", date), lines.count});
}

}  // namespace

void tell_later(measure::Facts& facts, const std::string& date, Plan& plan) {
  ByFile waivers, readings, attestations;
  std::erase_if(facts.waivers, [&](const measure::Waiver& w) {
    if (!later(w.date, date)) return false;
    waivers[facts.file].add(w.line, w.date);
    return true;
  });
  measure::Readings& read = facts.readings;
  const auto file_of = [&read](const std::string& own) { return own.empty() ? read.file : own; };
  std::erase_if(read.attestations, [&](const measure::Attestation& a) {
    if (!later(a.date, date)) return false;
    attestations[file_of(a.file)].add(a.line, a.date);
    return true;
  });
  for (const measure::Reading& r : read.readings)
    if (later(r.date, date)) readings[file_of(r.file)].add(r.line, r.date);
  tell(waivers, "report.later.waiver", date, plan);
  tell(attestations, "report.later.attestation", date, plan);
  tell(readings, "report.later.reading", date, plan);
}

}  // namespace landai::report
