// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of findings.
#include <algorithm>
#include <iterator>
#include <map>

#include "landai/core/date.hpp"
#include "points.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

constexpr const char* kStates[] = {"open", "accepted", "fixed", "waived"};

Failure refused(const Project::Impl& in, Message what) {
  return Failure{{ErrorCode::usage, std::move(what), in.name(), "",
                  message("store.finding.advice").with("project", in.name())}};
}

/// The one finding whose fingerprint begins so.
struct Named {
  std::int64_t id = 0;
  std::string fingerprint, state;
  std::set<Point> points;
};

Named named(const Project::Impl& in, const std::string& begin) {
  constexpr std::size_t kShortest = 4;
  std::vector<Named> found;
  Statement rows = in.database->prepare(
      "SELECT id, fingerprint, state, points FROM landai_findings WHERE substr(fingerprint, 1, ?) = ?");
  rows.bind(static_cast<std::int64_t>(begin.size())).bind(begin);
  while (rows.step())
    found.push_back({rows.integer(0), rows.text(1), rows.text(2), points_from(rows.text(3), in.name())});
  if (begin.size() < kShortest || found.empty())
    throw refused(in, message("store.finding.unknown").with("finding", begin));
  if (found.size() > 1)
    throw refused(
        in,
        message("store.finding.several").with("finding", begin).with("count", std::to_string(found.size())));
  return found.front();
}

/// Leave for each of its rules at its place, in place of what was said before.
void waive(const Project::Impl& in, const Named& finding, const FindingSaid& said, const std::string& by) {
  std::map<std::string, std::vector<std::string>> rules;
  for (const auto& [rule, place] : finding.points)
    if (!rule.empty() && !is_topic(rule)) rules[place].push_back(rule);
  if (rules.empty()) throw refused(in, message("store.finding.no_rule").with("finding", finding.fingerprint));
  for (const auto& [place, those] : rules) {
    const auto key = key_of(place);
    const std::vector<Place> subject = {key ? Place(*key) : Place(place)};
    const auto ids = in.subject_of(subject);
    in.database
        ->prepare(
            "INSERT INTO landai_waivers (rules, subject, subject_name, document, date, said_by, file, line, "
            "added, finding) VALUES (?, ?, ?, ?, '', ?, '', 0, ?, ?)")
        .bind(to_text(those))
        .bind(to_text(subject))
        .bind(ids ? in.name_of(*ids) : place)
        .bind(*said.document)
        .bind(by)
        .bind(in.change)
        .bind(finding.fingerprint)
        .run();
  }
}

/// A line of the log for each thing that was said; to take something back is something, too.
void tell(Project::Impl& in, const std::string& fingerprint, const FindingSaid& said) {
  const auto add = [&](const char* name, const std::optional<std::string>& value, const char* key, const char* none) {
    if (value)
      in.what.push_back(message(value->empty() ? none : key).with("finding", fingerprint).with(name, *value));
  };
  add("state", said.state, "store.did.finding.state", "store.did.finding.state");
  add("owner", said.owner, "store.did.finding.owner", "store.did.finding.no_owner");
  add("due", said.due, "store.did.finding.due", "store.did.finding.no_due");
  add("document", said.document, "store.did.finding.document", "store.did.finding.no_document");
}

}  // namespace

Result<std::string> Project::say(const std::string& fingerprint, const FindingSaid& said,
                                 const std::string& by) {
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    in.want_match();
    const Named finding = named(in, fingerprint);
    if (finding.state == "superseded")
      throw refused(in, message("store.finding.superseded").with("finding", finding.fingerprint));
    if (said.state && std::find(std::begin(kStates), std::end(kStates), *said.state) == std::end(kStates))
      throw refused(in, message("store.finding.state").with("state", *said.state));
    const auto set = [&](const char* column, const std::optional<std::string>& value) {
      if (value)
        in.database->prepare(std::string("UPDATE landai_findings SET ") + column + " = ? WHERE id = ?")
            .bind(*value)
            .bind(finding.id)
            .run();
    };
    set("owner", said.owner);
    set("due", said.due);
    set("document", said.document);
    tell(in, finding.fingerprint, said);
    if (!said.state) return finding.fingerprint;
    in.database->prepare("UPDATE landai_waivers SET ended = ? WHERE ended IS NULL AND finding = ?")
        .bind(in.change)
        .bind(finding.fingerprint)
        .run();
    if (*said.state == "waived") {
      // Leave without the paper that gives it would be a silent pass.
      if (!said.document || !names_something(*said.document)) throw refused(in, message("store.finding.document"));
      waive(in, finding, said, by);
    }
    in.said.insert(finding.fingerprint);
    in.database->prepare("UPDATE landai_findings SET state = ?, closed_by = ?, since = ? WHERE id = ?")
        .bind(*said.state)
        .bind(*said.state == "fixed" ? "said" : "")
        .bind(in.change)
        .bind(finding.id)
        .run();
    in.database
        ->prepare(
            "INSERT INTO landai_finding_log (change, fingerprint, was, state, why) VALUES (?, ?, ?, ?, "
            "'said')")
        .bind(in.change)
        .bind(finding.fingerprint)
        .bind(finding.state)
        .bind(*said.state)
        .run();
    return finding.fingerprint;
  });
}

}  // namespace landai::store
