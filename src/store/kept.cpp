// SPDX-License-Identifier: GPL-3.0-or-later
#include "kept.hpp"

#include <algorithm>
#include <tuple>

namespace landai::store {

std::map<std::string, Kept> load_kept(const Project::Impl& in) {
  std::map<std::string, Kept> out;
  Statement rows = in.database->prepare(
      "SELECT f.id, f.fingerprint, f.state, f.closed_by, f.follows, f.owner, f.due, f.document, f.points, f.since, "
      "coalesce(substr(c.utc, 1, 10), '') FROM landai_findings f LEFT JOIN landai_changes c ON c.id = f.since");
  while (rows.step())
    out[rows.text(1)] = {rows.integer(0), rows.text(1), rows.text(2), rows.text(3),
                         rows.text(4),    rows.text(5), rows.text(6), rows.text(7),
                         points_from(rows.text(8), in.name()), rows.integer(9), rows.text(10)};
  return out;
}

void add_kept(const Project::Impl& in, const Kept& kept, const report::Finding& finding) {
  in.database
      ->prepare(
          "INSERT INTO landai_findings (fingerprint, state, closed_by, follows, owner, due, document, severity, "
          "verdict, title, points, subject, since, added, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(kept.fingerprint)
      .bind(kept.state)
      .bind(kept.closed_by)
      .bind(kept.follows)
      .bind(kept.owner)
      .bind(kept.due)
      .bind(kept.document)
      .bind(finding.severity)
      .bind(to_string(finding.verdict))
      .bind(finding.title)
      .bind(text_of(kept.points))
      .bind(to_text(in.place_of(finding.places)))
      .bind(kept.since)
      .bind(in.change)
      .bind(in.change)
      .run();
}

int shared(const std::set<Point>& points, const Kept& kept) {
  return static_cast<int>(std::count_if(points.begin(), points.end(), [&](const Point& p) {
    return kept.points.contains(p) || (is_topic(p.first) && kept.points.contains({"", p.second}));
  }));
}

std::vector<Kept*> in_order(std::vector<std::pair<int, Kept*>> found, const std::set<Point>& points) {
  // Of what was kept without its quantity nobody knows which of several it was.
  const bool told_apart = std::any_of(found.begin(), found.end(), [&](const auto& one) {
    return std::any_of(points.begin(), points.end(), [&](const Point& p) { return one.second->points.contains(p); });
  });
  if (found.size() > 1 && !told_apart) return {};
  const auto rank = [](const auto& one) {
    const Kept& kept = *one.second;
    return std::tuple(kept.is_said_fixed(), !kept.is_claimed(), -one.first, kept.due.empty(), kept.due);
  };
  std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  std::vector<Kept*> out;
  for (const auto& [count, kept] : found) out.push_back(kept);
  return out;
}

}  // namespace landai::store
