// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of findings from one inspection to the next, and what people say of them.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "geopackage.hpp"
#include "points.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

using report::Finding;
using standards::Check;
using standards::Verdict;

/// A finding as the project keeps it.
struct Kept {
  std::int64_t id = 0;
  std::string fingerprint, state, closed_by, follows;
  std::string owner, due, document;
  std::set<Point> points;
  bool is_closed() const { return state == "fixed" || state == "superseded"; }
};

class Lives {
 public:
  Lives(Project::Impl& in, const report::Inputs& inputs, std::vector<Finding> findings)
      : in_(in), findings_(std::move(findings)) {
    for (const auto& pack : inputs.packs)
      for (const auto& rule : pack.rules)
        if (pack.counts) asked_.insert(rule.id);
    // What is only compared with makes no finding and ends none. An overlay may say so of single rules.
    for (const Check& check : inputs.checks) {
      checks_.emplace(check.id, &check);
      if (!check.counts) {
        asked_.erase(check.rule);
        continue;
      }
      asked_.insert(check.rule);
      at_[point_of(check)].push_back(&check);
    }
    load();
  }

  /// Brings the kept findings up to this inspection.
  LifeChange update() {
    std::set<std::string> now;
    for (const Finding& f : findings_) now.insert(f.fingerprint);
    for (const Finding& f : findings_) {
      const auto at = kept_.find(f.fingerprint);
      if (at == kept_.end()) {
        begin(f, now);
      } else {
        seen(f, at->second, now);
      }
    }
    for (auto& [fingerprint, kept] : kept_)
      if (!now.contains(fingerprint) && !kept.is_closed()) close(kept);
    return told_;
  }

 private:
  std::string place_text(const std::string& id) const {
    const auto at = in_.keys.find(id);
    return at == in_.keys.end() ? id : "#" + std::to_string(at->second);
  }
  Point point_of(const Check& check) const {
    return {check.rule, check.subject.empty() ? "building" : place_text(check.subject.back())};
  }

  std::set<Point> points_of(const Finding& f) const {
    std::set<Point> points;
    for (const auto& id : f.checks)
      if (const auto at = checks_.find(id); at != checks_.end()) points.insert(point_of(*at->second));
    if (points.empty())  // built differently from the plan: no rule, but a place
      for (const auto& place : f.places) points.insert({"", place_text(place)});
    return points;
  }

  /// Whether everything mandatory in it is waived, and by what.
  std::optional<std::string> waived(const Finding& f) const {
    std::string document;
    for (const auto& id : f.checks) {
      const auto at = checks_.find(id);
      if (at == checks_.end() || at->second->obligation != standards::Obligation::mandatory) continue;
      if (at->second->duty != "waived") return std::nullopt;
      document = at->second->waiver;
    }
    return document.empty() ? std::nullopt : std::optional(document);
  }

  void load() {
    Statement rows = in_.database->prepare(
        "SELECT id, fingerprint, state, closed_by, follows, owner, due, document, points FROM "
        "landai_findings");
    while (rows.step())
      kept_[rows.text(1)] = {rows.integer(0), rows.text(1), rows.text(2),
                             rows.text(3),    rows.text(4), rows.text(5),
                             rows.text(6),    rows.text(7), points_from(rows.text(8), in_.name())};
  }

  void note(const std::string& fingerprint, const std::string& was, const std::string& state,
            const std::string& why) {
    in_.database
        ->prepare(
            "INSERT INTO landai_finding_log (change, fingerprint, was, state, why) VALUES (?, ?, ?, ?, ?)")
        .bind(in_.change)
        .bind(fingerprint)
        .bind(was)
        .bind(state)
        .bind(why)
        .run();
    told_.found += why == "found" ? 1 : 0;
    told_.fixed += state == "fixed" ? 1 : 0;
    told_.reopened += why == "reopened" || why == "place_returned" ? 1 : 0;
    told_.waived += state == "waived" ? 1 : 0;
    told_.gone += state == "gone" ? 1 : 0;
  }

  /// Those that were open until now and are about the same rule and place: this finding is what became of
  /// them.
  std::vector<Kept*> before(const Finding& f, const std::set<Point>& points,
                            const std::set<std::string>& now) {
    std::vector<Kept*> out;
    for (auto& [fingerprint, kept] : kept_) {
      if (now.contains(fingerprint) || kept.is_closed() || fingerprint == f.fingerprint) continue;
      const bool shares =
          std::any_of(points.begin(), points.end(), [&](const Point& p) { return kept.points.contains(p); });
      if (shares) out.push_back(&kept);
    }
    return out;
  }

  void begin(const Finding& f, const std::set<std::string>& now) {
    Kept fresh;
    fresh.fingerprint = f.fingerprint;
    fresh.points = points_of(f);
    fresh.state = "open";
    for (const Kept* old : before(f, fresh.points, now)) {
      fresh.follows = old->fingerprint;
      if (fresh.owner.empty()) fresh.owner = old->owner;
      if (fresh.due.empty() || (!old->due.empty() && old->due < fresh.due)) fresh.due = old->due;
      if (old->state == "accepted") fresh.state = "accepted";
    }
    std::string why = fresh.follows.empty() ? "found" : "continues";
    if (const auto document = waived(f)) {
      fresh.state = "waived";
      fresh.document = *document;
    }
    in_.database
        ->prepare(
            "INSERT INTO landai_findings (fingerprint, state, closed_by, follows, owner, due, document, "
            "severity, verdict, title, points, subject, since, added, seen) "
            "VALUES (?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(fresh.fingerprint)
        .bind(fresh.state)
        .bind(fresh.follows)
        .bind(fresh.owner)
        .bind(fresh.due)
        .bind(fresh.document)
        .bind(f.severity)
        .bind(to_string(f.verdict))
        .bind(f.title)
        .bind(text_of(fresh.points))
        .bind(to_text(in_.place_of(f.places)))
        .bind(in_.change)
        .bind(in_.change)
        .bind(in_.change)
        .run();
    note(f.fingerprint, "", fresh.state, why);
  }

  void seen(const Finding& f, Kept& kept, const std::set<std::string>& now) {
    const bool said_now = in_.said.contains(f.fingerprint);
    const auto document = waived(f);
    std::string state = kept.state, why;
    if (document && state != "waived") {
      state = "waived";
      why = "waived";
    } else if (!document && state == "waived") {
      state = "open";
      why = "waiver_ended";
    } else if (state == "fixed" && !said_now) {
      state = "open";
      why = "reopened";
    } else if (state == "gone") {
      state = was_before_gone(kept.fingerprint);
      why = "place_returned";
    } else if (state == "superseded") {
      state = "open";
      why = "returned";
      for (const Kept* old : before(f, points_of(f), now))
        if (old->state == "accepted") state = "accepted";
    }
    in_.database
        ->prepare(
            "UPDATE landai_findings SET severity = ?, verdict = ?, title = ?, points = ?, subject = ?, seen "
            "= ?, document = coalesce(?, document) WHERE id = ?")
        .bind(f.severity)
        .bind(to_string(f.verdict))
        .bind(f.title)
        .bind(text_of(points_of(f)))
        .bind(to_text(in_.place_of(f.places)))
        .bind(in_.change)
        .bind(document)
        .bind(kept.id)
        .run();
    if (state == kept.state) return;
    set_state(kept, state, "", why);
  }

  void set_state(Kept& kept, const std::string& state, const std::string& closed_by, const std::string& why) {
    in_.database->prepare("UPDATE landai_findings SET state = ?, closed_by = ?, since = ? WHERE id = ?")
        .bind(state)
        .bind(closed_by)
        .bind(in_.change)
        .bind(kept.id)
        .run();
    note(kept.fingerprint, kept.state, state, why);
    kept.state = state;
  }

  /// It is not found any more. Fixed only when all of what it was about was asked and is in order; what is found
  /// otherwise goes on under another fingerprint.
  void close(Kept& kept) {
    bool open_now = false, passes = false, asked = false, all_asked = true, there = false;
    for (const Point& point : kept.points) {
      const bool this_one = point.first.empty() || asked_.contains(point.first);
      asked = asked || this_one;
      all_asked = all_asked && this_one;
      there = there || is_there(point.second);
      const auto at = at_.find(point);
      if (at == at_.end()) continue;
      for (const Check* check : at->second) {
        const bool fine = check->verdict == Verdict::pass || check->verdict == Verdict::not_applicable;
        (fine ? passes : open_now) = true;
      }
    }
    if (!asked) return;  // other packs were asked: nothing is known of it
    if (open_now) return set_state(kept, "superseded", "", "superseded");
    // What stood there may have been mended, moved or never been in this plan: nobody has looked.
    if (!there) return kept.state == "gone" ? void() : set_state(kept, "gone", "", "place_gone");
    if (!all_asked) return;  // what another pack says of it is not known
    set_state(kept, "fixed", passes ? "passes" : "not_found", passes ? "passes" : "not_found");
  }

  /// Whether somebody had seen to it; a waiver tells itself.
  std::string was_before_gone(const std::string& fingerprint) const {
    Statement row = in_.database->prepare(
        "SELECT was FROM landai_finding_log WHERE fingerprint = ? AND state = 'gone' ORDER BY change DESC LIMIT 1");
    row.bind(fingerprint);
    return row.step() && row.text(0) == "accepted" ? "accepted" : "open";
  }

  bool is_there(const std::string& place) const {
    const auto key = key_of(place);
    return !key || in_.ids.contains(*key);
  }

  Project::Impl& in_;
  std::vector<Finding> findings_;
  std::map<std::string, const Check*> checks_;
  std::map<Point, std::vector<const Check*>> at_;
  std::set<std::string> asked_;
  std::map<std::string, Kept> kept_;
  LifeChange told_;
};

}  // namespace

Result<std::vector<FindingTold>> Project::findings() const {
  return guarded([&] {
    const Impl& in = *impl_;
    std::vector<FindingTold> out;
    Statement rows = in.database->prepare(
        "SELECT f.fingerprint, f.state, f.closed_by, f.follows, f.owner, f.due, f.document, f.severity, "
        "f.verdict, f.title, c.utc, c.author, "
        "f.seen = coalesce((SELECT CAST(value AS INTEGER) FROM landai_meta WHERE name = 'inspected'), 0) "
        "FROM landai_findings f LEFT JOIN landai_changes c ON c.id = f.since ORDER BY f.severity, f.id");
    while (rows.step() && out.size() < static_cast<std::size_t>(kMostRows))
      out.push_back({rows.text(0),
                     {rows.text(1), rows.text(4), rows.text(5), rows.text(6), rows.text(10)},
                     rows.text(2),
                     rows.text(3),
                     static_cast<int>(rows.integer(7)),
                     rows.text(8),
                     rows.text(9),
                     rows.text(11),
                     rows.integer(12) != 0});
    return out;
  });
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

Result<LifeChange> Project::record(report::Inputs inputs, const Texts& texts) {
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    in.want_match();
    const LifeChange change = Lives(in, inputs, report::findings(inputs, texts)).update();
    in.database
        ->prepare(
            "INSERT INTO landai_meta (name, value) VALUES ('inspected', ?) ON CONFLICT (name) DO UPDATE SET "
            "value = excluded.value")
        .bind(std::to_string(in.change))
        .run();
    auto told = lives();
    if (!told) throw Failure{told.error()};
    inputs.lives = std::move(*told);
    write_layers(*in.database, report::layers(inputs, texts));
    if (change.found + change.fixed + change.reopened + change.waived > 0)
      in.what.push_back(message("store.did.findings")
                            .with("found", std::to_string(change.found))
                            .with("fixed", std::to_string(change.fixed))
                            .with("reopened", std::to_string(change.reopened))
                            .with("waived", std::to_string(change.waived)));
    if (change.gone > 0) in.what.push_back(message("store.did.gone").with("count", std::to_string(change.gone)));
    return change;
  });
}

}  // namespace landai::store
