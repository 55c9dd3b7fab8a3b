// SPDX-License-Identifier: GPL-3.0-or-later
#include "grounds.hpp"

#include <algorithm>
#include <vector>

#include "landai/measure/reconcile.hpp"
#include "points.hpp"

namespace landai::store {
namespace {

using measure::Measurement;

/// Read, photographed or stated.
bool is_read(const Measurement& m) {
  return m.method == Method::reading || m.method == Method::photo || m.method == Method::attested;
}
bool is_drawn(const Measurement& m) { return !is_read(m) && !measure::follows_from_readings(m); }

std::vector<const Measurement*> values_of(const std::set<std::string>& ids, const measure::MeasurementSet& measurements) {
  std::vector<const Measurement*> out;
  for (const Measurement& m : measurements.all())
    if (ids.contains(m.id)) out.push_back(&m);
  return out;
}

bool is_of(const std::vector<Place>& subject, const Grounds& grounds) {
  return std::any_of(subject.begin(), subject.end(), [&](const Place& place) {
    const auto* key = std::get_if<std::int64_t>(&place);
    return grounds.places.contains(key ? "#" + std::to_string(*key) : std::get<std::string>(place));
  });
}

}  // namespace

std::string topic_of(const report::Finding& finding, const measure::MeasurementSet& measurements) {
  const auto values = values_of({finding.measurements.begin(), finding.measurements.end()}, measurements);
  if (values.empty()) return {};
  // Beside what is drawn it was built differently; what was stated, or was only read, contradicts.
  const bool drawn = std::any_of(values.begin(), values.end(), [](const Measurement* m) { return is_drawn(*m) || measure::partly_drawn(*m); });
  const bool stated =
      std::any_of(values.begin(), values.end(), [](const Measurement* m) { return m->method == Method::attested; });
  const Measurement& first = *values.front();
  return (drawn && !stated ? "built:" : "contradiction:") + first.quantity + "(" + to_text(first.params) + ")";
}

Grounds grounds_of(const report::Finding& finding, const std::map<std::string, const standards::Check*>& checks,
                   const measure::MeasurementSet& measurements) {
  Grounds out;
  const auto add = [&](const std::vector<const Measurement*>& values) {
    for (const Measurement* m : values) {
      out.follows = out.follows || measure::follows_from_readings(*m);
      if (is_read(*m)) out.quantities.insert(m->quantity);
      out.places.insert(m->subject.begin(), m->subject.end());
    }
  };
  const auto of_plan = [](const Measurement* m) { return is_drawn(*m); };
  for (const std::string& id : finding.checks)
    if (const auto at = checks.find(id); at != checks.end()) {
      const auto values = values_of({at->second->measurements.begin(), at->second->measurements.end()}, measurements);
      add(values);
      out.plan = out.plan || std::all_of(values.begin(), values.end(), of_plan);
    }
  if (finding.checks.empty()) {
    const auto values = values_of({finding.measurements.begin(), finding.measurements.end()}, measurements);
    add(values);
    out.plan = std::any_of(values.begin(), values.end(), [&](const Measurement* m) { return of_plan(m) || measure::partly_drawn(*m); });
  }
  return out;
}

bool Project::Impl::shown_since(const Grounds& grounds, std::int64_t since, const std::string& day) const {
  if (grounds.plan) {
    // The same file again is not newer.
    Statement plan = database->prepare(
        "SELECT 1 FROM landai_files f WHERE f.role = 'plan' AND f.ended IS NULL AND f.added > ? AND NOT EXISTS (SELECT 1 "
        "FROM landai_files o WHERE o.role = 'plan' AND o.sha256 = f.sha256 AND o.added <= ?)");
    if (plan.bind(since).bind(since).step()) return true;
  }
  Statement rows = database->prepare(
      "SELECT subject, quantity, date FROM landai_readings WHERE ended IS NULL AND added > ? UNION ALL "
      "SELECT subject, quantity, '' FROM landai_facts WHERE ended IS NULL AND added > ?");
  rows.bind(since).bind(since);
  while (rows.step()) {
    const std::string date = rows.text(2);
    const bool older = !date.empty() && date < day;
    if (!older && (grounds.follows || grounds.quantities.contains(rows.text(1))) &&
        is_of(subject_from(rows.text(0), name()), grounds))
      return true;
  }
  return false;
}

}  // namespace landai::store
