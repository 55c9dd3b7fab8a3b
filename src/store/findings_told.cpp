// SPDX-License-Identifier: GPL-3.0-or-later
// What the project knows of findings comes out again.
#include "project_impl.hpp"

namespace landai::store {

Result<std::vector<FindingTold>> Project::findings(std::optional<Language> language) const {
  return guarded([&] {
    const Impl& in = *impl_;
    std::vector<FindingTold> out;
    const std::string title = !language                   ? "f.title"
                              : *language == Language::id ? "coalesce(nullif(f.title_id, ''), f.title)"
                                                          : "coalesce(nullif(f.title_en, ''), f.title)";
    Statement rows = in.database->prepare(
        "SELECT f.fingerprint, f.state, f.closed_by, f.follows, f.owner, f.due, f.document, f.severity, "
        "f.verdict, " + title + ", c.utc, c.author, "
        "f.seen = coalesce((SELECT CAST(value AS INTEGER) FROM landai_meta WHERE name = 'inspected'), 0), "
        "coalesce((SELECT told FROM landai_finding_log l WHERE l.fingerprint = f.fingerprint ORDER BY l.id DESC LIMIT 1), '[]') "
        "FROM landai_findings f LEFT JOIN landai_changes c ON c.id = f.since ORDER BY f.severity, f.id");
    while (rows.step() && out.size() < static_cast<std::size_t>(kMostRows)) {
      const auto told = messages_from(rows.text(13), in.name());
      out.push_back({rows.text(0),
                     {rows.text(1), rows.text(4), rows.text(5), rows.text(6), rows.text(10)},
                     rows.text(2),
                     rows.text(3),
                     static_cast<int>(rows.integer(7)),
                     rows.text(8),
                     rows.text(9),
                     rows.text(11),
                     rows.integer(12) != 0,
                     told.empty() ? std::nullopt : std::optional(told.front())});
    }
    return out;
  });
}

Result<bool> Project::inspected() const {
  return guarded([&] { return impl_->database->prepare("SELECT 1 FROM landai_meta WHERE name = 'inspected'").step(); });
}

Result<std::map<std::string, FindingLife>> Project::lives() const {
  auto told = findings();
  if (!told) return told.error();
  std::map<std::string, FindingLife> out;
  for (FindingTold& f : *told)
    if (f.life.state != "superseded" && f.life.state != "gone" && f.closed_by != "passes" && f.closed_by != "place_gone" &&
        f.closed_by != "not_found")
      out[f.fingerprint] = std::move(f.life);
  return out;
}

}  // namespace landai::store
