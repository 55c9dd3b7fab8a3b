// SPDX-License-Identifier: GPL-3.0-or-later
// The elements of the project, found again in its plan.
#include <algorithm>
#include <cmath>

#include "project_impl.hpp"
#include "turn.hpp"

namespace landai::store {
namespace {

constexpr double kMovedBeside = 0.05;  ///< metres: a plan that was turned about its own middle
constexpr double kMovedFar = 1.0;  ///< metres; what moved less was seen to be in its place

constexpr const char* kColumns =
    "id, element_id, category, kind, name, level_name, elevation, parent, min_x, min_y, max_x, max_y, area, "
    "length, gone, why_gone, level, source_file, source_layer, source_entity";

Source source_of(const Element& e, const Plan& plan) {
  Source out;
  if (!e.levels.empty()) out.level = e.levels.front();
  if (e.sources.empty()) return out;
  const SourceRef& s = e.sources.front();
  if (s.file >= 0 && static_cast<std::size_t>(s.file) < plan.sources.size())
    out.file = plan.sources[static_cast<std::size_t>(s.file)].file;
  out.layer = s.layer;
  out.entity = s.entity;
  return out;
}

/// Inserts elements, or writes them anew.
class Writer {
 public:
  Writer(const Database& database, const Plan& plan, std::int64_t change)
      : plan_(plan),
        change_(change),
        insert_(database.prepare("INSERT INTO landai_elements (element_id, category, kind, name, level, "
                                 "level_name, elevation, parent, source_file, source_layer, "
                                 "source_entity, min_x, min_y, max_x, max_y, area, length, added) VALUES "
                                 "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")),
        update_(database.prepare("UPDATE landai_elements SET element_id = ?, category = ?, kind = ?, name = "
                                 "?, level = ?, level_name = ?, elevation = ?, parent = ?, "
                                 "source_file = ?, source_layer = ?, source_entity = ?, min_x = ?, min_y = "
                                 "?, max_x = ?, max_y = ?, area = ?, length = ?, "
                                 "gone = NULL, why_gone = NULL WHERE id = ?")) {}

  void insert(const Element& e, const Trace& t, std::optional<std::int64_t> parent) {
    bind(insert_, e, t, parent).bind(change_).run();
  }
  void update(const Element& e, const Trace& t, std::optional<std::int64_t> parent, std::int64_t key) {
    bind(update_, e, t, parent).bind(key).run();
  }

 private:
  Statement& bind(Statement& row, const Element& e, const Trace& t,
                  std::optional<std::int64_t> parent) const {
    const Source source = source_of(e, plan_);
    row.bind(e.id)
        .bind(to_string(e.category))
        .bind(e.kind)
        .bind(e.name)
        .bind(source.level)
        .bind(t.level_name)
        .bind(t.elevation)
        .bind(parent)
        .bind(source.file)
        .bind(source.layer)
        .bind(source.entity);
    const bool placed = !t.box.empty();
    for (const double v : {t.box.min_x, t.box.min_y, t.box.max_x, t.box.max_y})
      row.bind(placed ? std::optional(v) : std::nullopt);
    return row.bind(t.area).bind(t.length);
  }

  const Plan& plan_;
  std::int64_t change_;
  Statement insert_, update_;
};

bool same(const Trace& a, const Trace& b) {
  const auto numbers = [](const Trace& t) {
    return std::tuple(t.box.min_x, t.box.min_y, t.box.max_x, t.box.max_y, t.area, t.length, t.elevation);
  };
  return a.id == b.id && a.category == b.category && a.kind == b.kind && a.name == b.name &&
         a.level_name == b.level_name && a.parent == b.parent && numbers(a) == numbers(b);
}

/// What is attached to an element of its own accord: a reading counts for both ends of its way.
template <class Use>
void count(const Database& database, const char* table, const std::string& file,
           std::map<std::int64_t, Use>& uses, int Use::*what) {
  Statement rows = database.prepare(std::string("SELECT subject, ended FROM ") + table);
  while (rows.step())
    for (const Place& place : subject_from(rows.text(0), file))
      if (const auto* key = std::get_if<std::int64_t>(&place))
        ++(rows.is_null(1) ? uses[*key].*what : uses[*key].past);
}

}  // namespace

std::map<std::int64_t, Project::Impl::Uses> Project::Impl::uses() const {
  std::map<std::int64_t, Uses> out;
  count(*database, "landai_readings", name(), out, &Uses::readings);
  count(*database, "landai_facts", name(), out, &Uses::facts);
  count(*database, "landai_waivers", name(), out, &Uses::waivers);
  count(*database, "landai_photos", name(), out, &Uses::photos);
  // A number or a marker of a worksheet, and what a row may mean, do not make an orphan; their element is kept.
  for (const char* table : {"landai_worksheet", "landai_unmatched"}) count(*database, table, name(), out, &Uses::named);
  Statement findings =
      database->prepare("SELECT subject FROM landai_findings");  // their history names the place
  while (findings.step())
    for (const Place& place : subject_from(findings.text(0), name()))
      if (const auto* key = std::get_if<std::int64_t>(&place)) ++out[*key].findings;
  return out;
}

std::vector<Known> Project::Impl::load_elements() const {
  std::vector<Known> out;
  std::unordered_map<std::int64_t, std::string> id_of;
  std::vector<std::int64_t> parents;
  Statement rows = database->prepare(std::string("SELECT ") + kColumns +
                                     " FROM landai_elements ORDER BY gone IS NOT NULL, id");
  while (rows.step()) {
    if (out.size() == kMostRows)
      throw Failure{{ErrorCode::limit, message("store.too_many"), name(), "landai_elements",
                     message("store.too_much.advice")}};
    Known k;
    k.key = rows.integer(0);
    k.trace = {rows.text(1),
               category_from(rows.text(2)).value_or(Category::obstacle),
               rows.text(3),
               rows.text(4),
               rows.text(5),
               {},
               {},
               {},
               rows.real(12),
               rows.real(13)};
    if (!rows.is_null(6)) k.trace.elevation = rows.real(6);
    if (!rows.is_null(8)) k.trace.box = {rows.real(8), rows.real(9), rows.real(10), rows.real(11)};
    k.gone = !rows.is_null(14);
    k.ambiguous = rows.text(15) == "ambiguous";
    k.source = {rows.text(16), rows.text(17), rows.text(18), rows.text(19)};
    parents.push_back(rows.is_null(7) ? 0 : rows.integer(7));
    id_of[k.key] = k.trace.id;
    out.push_back(std::move(k));
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    if (const auto at = id_of.find(parents[i]); at != id_of.end()) out[i].trace.parent = at->second;
  return out;
}

namespace {

/// The elements of a plan beside those of the project: who is who is told, then it is written.
class Meeting {
 public:
  Meeting(Project::Impl& in, const Plan& plan)
      : in_(in), plan_(plan), old_(in.load_elements()), fresh_(traces(plan)), old_of_(fresh_.size()) {
    std::vector<Trace> before;
    for (const Known& k : old_) before.push_back(k.trace);
    const auto present = static_cast<std::size_t>(
        std::count_if(old_.begin(), old_.end(), [](const Known& k) { return !k.gone; }));
    found_ = match_turned(before, present, plan);
    told_.turned = found_.turn;
    told_.mirrored = found_.mirrored;
    told_.turned_moved_m = found_.moved_m;
    told_.first = old_.empty();
    told_.before = static_cast<int>(present);
    told_.now = static_cast<int>(fresh_.size());
  }

  /// Keys and names of the elements that were known.
  void introduce() {
    in_.keys.clear();
    in_.ids.clear();
    in_.names.clear();
    for (std::size_t i = 0; i < old_.size(); ++i) {
      in_.names[old_[i].key] = old_[i].trace.name.empty() ? old_[i].trace.id : old_[i].trace.name;
      if (!found_.matches.of[i]) {
        told_.gone += old_[i].gone ? 0 : 1;
        continue;
      }
      const Trace& now = fresh_[*found_.matches.of[i]];
      old_of_[*found_.matches.of[i]] = i;
      in_.keys[now.id] = old_[i].key;
      in_.ids[old_[i].key] = now.id;
      ++(old_[i].gone                         ? told_.returned
         : found_.matches.how[i] == Found::by_place ? told_.by_place
         : same(old_[i].trace, now)           ? told_.same
                                              : told_.by_id);
    }
    tell_moved();
    told_.added = static_cast<int>(std::count(old_of_.begin(), old_of_.end(), std::nullopt));
    in_.matched = true;
  }

  void write() {
    Writer writer(*in_.database, plan_, in_.change);
    for (const std::size_t j : parents_first()) write(writer, plan_.elements[j], j);
    leave();
    told_.orphans = in_.orphans();
    tell();
  }

  [[nodiscard]] PlanChange told() && { return std::move(told_); }

 private:
  /// What lies elsewhere under its id, and what has the id that another had.
  void tell_moved() {
    std::unordered_map<std::string_view, std::size_t> of_id;
    for (std::size_t i = 0; i < old_.size(); ++i) of_id.emplace(old_[i].trace.id, i);
    for (std::size_t i = 0; i < old_.size(); ++i) {
      if (!found_.matches.of[i] || old_[i].gone) continue;
      const Trace& now = fresh_[*found_.matches.of[i]];
      if (found_.matches.how[i] == Found::by_place) {
        const auto before = of_id.find(now.id);
        told_.renumbered += before != of_id.end() && before->second != i ? 1 : 0;
      } else if (const double by = moved_by(old_[i].trace, found_.seen[*found_.matches.of[i]], found_.matches.shift); by > kMovedFar) {
        told_.moved.push_back({now.id, now.name, now.category, by});
      }
    }
    std::stable_sort(told_.moved.begin(), told_.moved.end(), [](const MovedElement& a, const MovedElement& b) { return a.by_m > b.by_m; });
  }

  /// A part finds the key of its parent.
  [[nodiscard]] std::vector<std::size_t> parents_first() const {
    std::vector<std::size_t> order, parts;
    for (std::size_t j = 0; j < fresh_.size(); ++j) (plan_.elements[j].parent ? parts : order).push_back(j);
    order.insert(order.end(), parts.begin(), parts.end());
    return order;
  }

  void write(Writer& writer, const Element& e, std::size_t j) {
    const auto at = e.parent ? in_.keys.find(*e.parent) : in_.keys.end();
    const auto parent = at == in_.keys.end() ? std::nullopt : std::optional(at->second);
    if (old_of_[j]) {
      const Known& k = old_[*old_of_[j]];
      if (k.trace.id != e.id) remember(k);
      if (k.gone || !same(k.trace, fresh_[j]) || k.source != source_of(e, plan_))
        writer.update(e, fresh_[j], parent, k.key);
      return;
    }
    writer.insert(e, fresh_[j], parent);
    const std::int64_t key = in_.database->last_id();
    in_.keys[e.id] = key;
    in_.ids[key] = e.id;
    in_.names[key] = e.name.empty() ? e.id : e.name;
  }

  /// What was made before, a form or a list, names it by the id it had.
  void remember(const Known& known) {
    in_.database->prepare("INSERT INTO landai_former_ids (element, element_id, added) VALUES (?, ?, ?)")
        .bind(known.key)
        .bind(known.trace.id)
        .bind(in_.change)
        .run();
  }

  /// Kept for the day the element returns, whether something is attached to it or not: else it would come back
  /// as a new one.
  void leave() {
    Statement gone = in_.database->prepare(
        "UPDATE landai_elements SET gone = coalesce(gone, ?), why_gone = ? WHERE id = ?");
    for (std::size_t i = 0; i < old_.size(); ++i)
      if (!found_.matches.of[i])
        gone.bind(in_.change)
            .bind(found_.matches.how[i] == Found::ambiguous ? "ambiguous" : "not_found")
            .bind(old_[i].key)
            .run();
  }

  void tell() {
    const auto number = [](int n) { return std::to_string(n); };
    if (told_.first) {
      in_.what.push_back(message("store.did.elements").with("count", number(told_.added)));
      return;
    }
    if (told_.turned != 0 || told_.mirrored) in_.what.push_back(turned_message(told_));
    if (told_.by_id + told_.by_place + told_.added + told_.gone + told_.returned > 0) {
      in_.what.push_back(message("store.did.matched")
                             .with("same", number(told_.same))
                             .with("by_id", number(told_.by_id))
                             .with("by_place", number(told_.by_place))
                             .with("added", number(told_.added))
                             .with("gone", number(told_.gone))
                             .with("returned", number(told_.returned))
                             .with("orphans", number(static_cast<int>(told_.orphans.size()))));
    }
  }

  Project::Impl& in_;
  const Plan& plan_;
  std::vector<Known> old_;
  std::vector<Trace> fresh_;
  std::vector<std::optional<std::size_t>> old_of_;  ///< of each fresh one
  TurnedMatches found_;
  PlanChange told_;
};

}  // namespace

Message turned_message(const PlanChange& change) {
  if (change.mirrored) return message("store.turned.mirrored");
  const bool moved = change.turned_moved_m > kMovedBeside, left = change.turned > 0;
  return message(left ? (moved ? "store.turned.left.moved" : "store.turned.left") : (moved ? "store.turned.right.moved" : "store.turned.right"))
      .with("angle", std::abs(change.turned), "rad")
      .with("by", change.turned_moved_m, "m");
}

Result<PlanChange> Project::match(const Plan& plan) {
  return guarded([&] {
    Meeting meeting(*impl_, plan);
    meeting.introduce();
    if (impl_->access == Access::write) meeting.write();
    return std::move(meeting).told();
  });
}

std::vector<Orphan> Project::Impl::orphans() const {
  std::vector<Orphan> out;
  const auto used = uses();
  for (const Known& k : load_elements()) {
    const auto at = used.find(k.key);
    if (ids.contains(k.key) || at == used.end()) continue;
    const Uses& u = at->second;
    if (u.readings + u.facts + u.waivers + u.photos == 0) continue;  // only what counted once
    out.push_back({k.trace.id, k.trace.name, k.trace.category, k.trace.level_name, k.ambiguous, u.readings,
                   u.facts, u.waivers, u.photos});
  }
  return out;
}

Result<std::vector<Orphan>> Project::orphans() const {
  return guarded([&] {
    impl_->want_match();
    return impl_->orphans();
  });
}

Result<measure::FormerIds> Project::former_ids() const {
  return guarded([&] {
    const Impl& in = *impl_;
    in.want_match();
    measure::FormerIds out;
    // What is gone had its last id, too: where another element has it now, nobody knows which is meant.
    Statement rows = in.database->prepare("SELECT element, element_id FROM (SELECT id AS at, element, element_id FROM landai_former_ids UNION ALL "
                                          "SELECT 0, id, element_id FROM landai_elements WHERE gone IS NOT NULL) GROUP BY element, element_id ORDER BY min(at), element");
    while (rows.step()) {
      const auto now = in.ids.find(rows.integer(0));
      if (now != in.ids.end() && now->second == rows.text(1)) continue;   // it has that id again
      const auto name = in.names.find(rows.integer(0));
      out[rows.text(1)].push_back(now != in.ids.end() ? now->second : "(" + (name == in.names.end() ? rows.text(1) : name->second) + ")");
    }
    return out;
  });
}

std::vector<Place> Project::Impl::place_of(const std::vector<std::string>& subject) const {
  std::vector<Place> places;
  for (const std::string& id : subject) {
    if (const auto at = keys.find(id); at != keys.end())
      places.emplace_back(at->second);
    else
      places.emplace_back(id);  // "building", "outside"
  }
  return places;
}

std::optional<std::vector<std::string>> Project::Impl::subject_of(const std::vector<Place>& places) const {
  std::vector<std::string> subject;
  for (const Place& place : places) {
    if (const auto* word = std::get_if<std::string>(&place)) {
      subject.push_back(*word);
      continue;
    }
    const auto at = ids.find(std::get<std::int64_t>(place));
    if (at == ids.end()) return std::nullopt;
    subject.push_back(at->second);
  }
  return subject;
}

std::string Project::Impl::name_of(const std::vector<std::string>& subject) const {
  std::string out;
  for (const std::string& id : subject) {
    const auto key = keys.find(id);
    const auto at = key == keys.end() ? names.end() : names.find(key->second);
    out += (out.empty() ? "" : " > ") + (at == names.end() ? id : at->second);
  }
  return out;
}

}  // namespace landai::store
