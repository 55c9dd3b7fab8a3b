// SPDX-License-Identifier: GPL-3.0-or-later
#include "grounds.hpp"

#include <algorithm>
#include <vector>

#include "landai/measure/reconcile.hpp"
#include "points.hpp"

namespace landai::store {
namespace {

using measure::Measurement;

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
  bool drawn = false, stated = false;
  for (const Measurement* m : values) {
    const bool read = m->method == Method::reading || m->method == Method::photo || measure::follows_from_readings(*m);
    stated = stated || m->method == Method::attested;
    drawn = drawn || (!read && m->method != Method::attested);
  }
  const Measurement& first = *values.front();
  return (drawn && !stated ? "built:" : "contradiction:") + first.quantity + "(" + to_text(first.params) + ")";
}

Grounds grounds_of(const report::Finding& finding, const std::map<std::string, const standards::Check*>& checks,
                   const measure::MeasurementSet& measurements) {
  std::set<std::string> ids(finding.measurements.begin(), finding.measurements.end());
  for (const std::string& id : finding.checks)
    if (const auto at = checks.find(id); at != checks.end())
      ids.insert(at->second->measurements.begin(), at->second->measurements.end());
  Grounds out;
  for (const Measurement* m : values_of(ids, measurements)) {
    out.follows = out.follows || measure::follows_from_readings(*m);
    if (m->method == Method::reading || m->method == Method::photo || m->method == Method::attested)
      out.quantities.insert(m->quantity);
    out.places.insert(m->subject.begin(), m->subject.end());
  }
  return out;
}

bool Project::Impl::shown_since(const Grounds& grounds, std::int64_t since, const std::string& day) const {
  if (grounds.quantities.empty() && !grounds.follows) {
    // The same file again is not newer.
    Statement plan = database->prepare(
        "SELECT 1 FROM landai_files f WHERE f.role = 'plan' AND f.ended IS NULL AND f.added > ? AND NOT EXISTS (SELECT 1 "
        "FROM landai_files o WHERE o.role = 'plan' AND o.sha256 = f.sha256 AND o.added <= ?)");
    return plan.bind(since).bind(since).step();
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
