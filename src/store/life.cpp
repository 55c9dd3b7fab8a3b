// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of findings from one inspection to the next, and what people say of them.
#include <algorithm>
#include <map>
#include <set>

#include "geopackage.hpp"
#include "grounds.hpp"
#include "kept.hpp"
#include "landai/report/waived.hpp"
#include "leave.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

using report::Finding;
using standards::Check;
using standards::Verdict;

class Lives {
 public:
  Lives(Project::Impl& in, const report::Inputs& inputs, std::vector<Finding> findings)
      : in_(in), measurements_(inputs.measurements), findings_(std::move(findings)) {
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
    kept_ = load_kept(in);
    for (const auto& [fingerprint, kept] : kept_)
      for (const Point& point : kept.points)
        if (is_topic(point.first)) asked_.insert(point.first);  // every inspection sees to that
    for (const Finding& f : findings_)
      for (const Point& point : points_of(f))
        if (is_topic(point.first)) topics_.insert(point), topics_.insert({"", point.second});
  }

  /// Brings the kept findings up to this inspection. `others`: the same in another language.
  LifeChange update(Language language, const std::vector<Finding>& others) {
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
    keep_waived(in_, checks_);
    keep_titles(findings_, language);
    keep_titles(others, language == Language::id ? Language::en : Language::id);
    for (auto& [fingerprint, kept] : kept_) {
      if (now.contains(fingerprint)) continue;
      if (!kept.is_closed()) close(kept);
      else if (kept.is_said_fixed() && followed_.contains(&kept)) set_state(kept, "superseded", "", "superseded");
    }
    return told_;
  }

 private:
  void keep_titles(const std::vector<Finding>& findings, Language language) {
    Statement keep = in_.database->prepare(std::string("UPDATE landai_findings SET ") +
                                           (language == Language::id ? "title_id" : "title_en") +
                                           " = ? WHERE fingerprint = ?");
    for (const Finding& f : findings) keep.bind(f.title).bind(f.fingerprint).run();
  }

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
    if (points.empty())  // built differently from the plan, or contradicting: no rule, but a quantity and a place
      for (const auto& place : f.places) points.insert({topic_of(f, measurements_), place_text(place)});
    return points;
  }

  /// Whether something that came after its state was said shows it again.
  bool shown_since(const Finding& f, const Kept& kept) const {
    Grounds grounds = grounds_of(f, checks_, measurements_);
    std::set<std::string> places;
    for (const std::string& id : grounds.places) places.insert(place_text(id));
    for (const Point& point : points_of(f)) places.insert(point.second);
    grounds.places = std::move(places);
    return in_.shown_since(grounds, kept.since, kept.since_day);
  }

  /// Tells it of a finding that was waived, and returns why it is open.
  const char* open_again(const Finding& f) {
    told_now_ = exceeded(f, checks_);
    if (!told_now_) return "waiver_ended";
    told_.exceeded.push_back({f.title, *told_now_});
    Message line = *told_now_;
    line.key = "store.did.exceeded";
    in_.what.push_back(std::move(line).with("finding", f.fingerprint));
    return "waiver_exceeded";
  }

  void note(const std::string& fingerprint, const std::string& was, const std::string& state,
            const std::string& why) {
    in_.database
        ->prepare(
            "INSERT INTO landai_finding_log (change, fingerprint, was, state, why, told) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(in_.change)
        .bind(fingerprint)
        .bind(was)
        .bind(state)
        .bind(why)
        .bind(to_text(told_now_ ? std::vector{*told_now_} : std::vector<Message>{}))
        .run();
    told_now_.reset();
    told_.found += why == "found" ? 1 : 0;
    told_.fixed += state == "fixed" && why != "continues" && why != "returned" ? 1 : 0;
    told_.reopened += why == "reopened" || why == "place_returned" || why == "waiver_exceeded" ? 1 : 0;
    told_.waived += state == "waived" ? 1 : 0;
    told_.gone += state == "gone" ? 1 : 0;
  }

  /// Those that were there until now and are about the same rule and place: this finding is what became of them.
  /// First the one that it goes on from: somebody sees to it, it is about most of this one, it is due first.
  std::vector<Kept*> before(const Finding& f, const std::set<Point>& points,
                            const std::set<std::string>& now) {
    std::vector<std::pair<int, Kept*>> found;
    for (auto& [fingerprint, kept] : kept_) {
      const bool ended = kept.is_closed() && !kept.is_said_fixed();
      if (now.contains(fingerprint) || ended || fingerprint == f.fingerprint) continue;
      if (const int count = shared(points, kept); count > 0) found.emplace_back(count, &kept);
    }
    return in_order(std::move(found), points);
  }

  /// What somebody says is fixed is so under another name, too, when that is all of it and nothing newer shows it.
  bool stays_fixed(const Finding& f, const std::set<Point>& points, const std::vector<Kept*>& olds) const {
    const bool all = std::all_of(points.begin(), points.end(), [&](const Point& p) {
      return std::any_of(olds.begin(), olds.end(), [&](const Kept* old) { return shared({p}, *old) > 0; });
    });
    return all && std::all_of(olds.begin(), olds.end(), [&](const Kept* old) {
             return old->is_said_fixed() && !shown_since(f, *old);
           });
  }

  /// It goes on as they were, or opens again what somebody said was fixed. Returns why it has its state.
  const char* take_over(Kept& fresh, const Finding& f, const std::vector<Kept*>& olds) const {
    const Kept& heir_of = *olds.front();
    fresh.owner = heir_of.owner;
    fresh.due = heir_of.due;
    if (heir_of.state == "accepted") fresh.state = "accepted";
    if (!heir_of.is_said_fixed()) return "continues";
    if (!stays_fixed(f, fresh.points, olds)) return "reopened";
    fresh.state = "fixed";
    fresh.closed_by = "said";
    fresh.since = heir_of.since;
    return "continues";
  }

  void begin(const Finding& f, const std::set<std::string>& now) {
    Kept fresh;
    fresh.fingerprint = f.fingerprint;
    fresh.points = points_of(f);
    fresh.state = "open";
    fresh.since = in_.change;
    std::string why = "found";
    const std::vector<Kept*> olds = before(f, fresh.points, now);
    if (!olds.empty()) {
      fresh.follows = olds.front()->fingerprint;
      why = take_over(fresh, f, olds);
    }
    if (const auto document = report::waived_by(f, checks_)) {
      fresh.state = "waived";
      fresh.closed_by.clear();
      fresh.document = *document;
    } else if (!olds.empty() && olds.front()->state == "waived" && exceeded(f, checks_)) {
      why = open_again(f);
    }
    followed_.insert(olds.begin(), olds.end());
    add_kept(in_, fresh, f);
    note(f.fingerprint, "", fresh.state, why);
  }

  void seen(const Finding& f, Kept& kept, const std::set<std::string>& now) {
    const bool said_now = in_.said.contains(f.fingerprint);
    const auto document = report::waived_by(f, checks_);
    std::string state = kept.state, why, closed_by;
    std::optional<std::string> owner, due;
    bool ended = false;   // the leave; what was outgrown still names its paper
    if (document && state != "waived") {
      state = "waived";
      why = "waived";
    } else if (!document && state == "waived") {
      state = "open";
      why = open_again(f);
      ended = why == "waiver_ended";
    } else if (state == "fixed" && !said_now && (!kept.is_said_fixed() || shown_since(f, kept))) {
      state = "open";
      why = "reopened";
    } else if (state == "gone") {
      state = was_before_gone(kept.fingerprint);
      why = "place_returned";
    } else if (state == "superseded") {
      state = "open";
      why = "returned";
      if (const auto olds = before(f, points_of(f), now); !olds.empty()) {
        Kept again = kept;
        again.state = "open";
        again.points = points_of(f);
        take_over(again, f, olds);
        followed_.insert(olds.begin(), olds.end());
        owner = again.owner;
        due = again.due;
        state = again.state;
        closed_by = again.closed_by;
      }
    }
    in_.database
        ->prepare(
            "UPDATE landai_findings SET severity = ?, verdict = ?, title = ?, points = ?, subject = ?, seen "
            "= ?, document = coalesce(?, document), owner = coalesce(?, owner), due = coalesce(?, due) WHERE id = ?")
        .bind(f.severity)
        .bind(to_string(f.verdict))
        .bind(f.title)
        .bind(text_of(points_of(f)))
        .bind(to_text(in_.place_of(f.places)))
        .bind(in_.change)
        .bind(ended ? std::optional<std::string>("") : document)
        .bind(owner)
        .bind(due)
        .bind(kept.id)
        .run();
    if (state == kept.state) return;
    set_state(kept, state, closed_by, why);
  }

  void set_state(Kept& kept, const std::string& state, const std::string& closed_by, const std::string& why) {
    in_.database->prepare("UPDATE landai_findings SET state = ?, closed_by = ?, since = ? WHERE id = ?")
        .bind(state)
        .bind(closed_by)
        .bind(in_.change)
        .bind(kept.id)
        .run();
    note(kept.fingerprint, kept.state, state, why);
    told_.followed += state == "superseded";
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
        (is_fine(*check) ? passes : open_now) = true;
      }
    }
    open_now = open_now || std::any_of(kept.points.begin(), kept.points.end(),
                                       [&](const Point& p) { return topics_.contains(p); });
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
  const measure::MeasurementSet& measurements_;
  std::vector<Finding> findings_;
  std::map<std::string, const Check*> checks_;
  std::map<Point, std::vector<const Check*>> at_;
  std::set<std::string> asked_;
  std::set<Point> topics_;  ///< that are found now, with their quantity and without
  std::map<std::string, Kept> kept_;
  std::set<const Kept*> followed_;  ///< that others go on from
  LifeChange told_;
  std::optional<Message> told_now_;   ///< for the next line of a finding's history
};

}  // namespace

Result<LifeChange> Project::record(report::Inputs inputs, const Texts& texts, const Texts* other) {
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    in.want_match();
    const auto others = other ? report::findings(inputs, *other) : std::vector<Finding>();
    const LifeChange change = Lives(in, inputs, report::findings(inputs, texts)).update(texts.language(), others);
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
