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

/// The place itself, and what it is a part of: leave for a ramp holds for its flights.
std::vector<Place> with_wholes(const Project::Impl& in, const std::string& place) {
  constexpr std::size_t kMostParts = 8;
  const auto key = key_of(place);
  if (!key) return {Place(place)};
  std::vector<Place> out{Place(*key)};
  while (out.size() <= kMostParts) {
    Statement whole = in.database->prepare("SELECT parent FROM landai_elements WHERE id = ? AND parent IS NOT NULL");
    whole.bind(std::get<std::int64_t>(out.back()));
    if (!whole.step()) break;
    out.emplace_back(whole.integer(0));
  }
  return out;
}

/// Leave that stands in a file is not ended by saying something of one finding: it would be waived as before.
void want_no_waiver_of_a_file(const Project::Impl& in, const Named& finding) {
  Statement rows = in.database->prepare(
      "SELECT id, rules, subject, document, file, line FROM landai_waivers WHERE ended IS NULL AND finding = ''");
  while (rows.step()) {
    const auto rules = words_from(rows.text(1), in.name());
    const auto subject = subject_from(rows.text(2), in.name());
    const bool here = std::any_of(finding.points.begin(), finding.points.end(), [&](const Point& point) {
      if (std::find(rules.begin(), rules.end(), point.first) == rules.end()) return false;
      const auto places = with_wholes(in, point.second);
      return subject.empty() || std::find_first_of(subject.begin(), subject.end(), places.begin(), places.end()) != subject.end();
    });
    if (!here) continue;
    throw Failure{{ErrorCode::usage,
                   message("store.finding.waived_by_file").with("finding", finding.fingerprint).with("document", rows.text(3)),
                   rows.text(4), "line " + rows.text(5),
                   message("store.finding.waived_by_file.advice").with("project", in.name()).with("row", "w" + rows.text(0))}};
  }
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
    if (said.state && *said.state != "waived" && finding.state == "waived") want_no_waiver_of_a_file(in, finding);
    const auto set = [&](const char* column, const std::optional<std::string>& value) {
      if (value)
        in.database->prepare(std::string("UPDATE landai_findings SET ") + column + " = ? WHERE id = ?")
            .bind(*value)
            .bind(finding.id)
            .run();
    };
    set("owner", said.owner);
    set("due", said.due);
    // The paper of a waiver that ends gives leave for nothing any more; the log has it.
    const bool ends = said.state && *said.state != "waived" && finding.state == "waived";
    set("document", ends && !said.document ? std::optional<std::string>("") : said.document);
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
