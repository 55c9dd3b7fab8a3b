// SPDX-License-Identifier: GPL-3.0-or-later
// The elements of the project, found again in its plan.
#include <algorithm>

#include "project_impl.hpp"

namespace landai::store {
namespace {

constexpr const char* kColumns =
    "id, element_id, category, kind, name, level_name, elevation, parent, min_x, min_y, max_x, max_y, area, "
    "length, gone, why_gone";

/// Where an element stands in its files, and on which level.
struct Source {
  std::string level, file, layer, entity;
};

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
    parents.push_back(rows.is_null(7) ? 0 : rows.integer(7));
    id_of[k.key] = k.trace.id;
    out.push_back(std::move(k));
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    if (const auto at = id_of.find(parents[i]); at != id_of.end()) out[i].trace.parent = at->second;
  return out;
}

Result<PlanChange> Project::match(const Plan& plan) {
  return guarded([&] {
    Impl& in = *impl_;
    std::vector<Known> old = in.load_elements();
    const std::vector<Trace> fresh = traces(plan);
    std::vector<Trace> before;
    for (const Known& k : old) before.push_back(k.trace);
    const auto present = static_cast<std::size_t>(
        std::count_if(old.begin(), old.end(), [](const Known& k) { return !k.gone; }));
    const Matches matches = store::match(before, present, fresh);
    PlanChange told;
    told.first = old.empty();
    told.before = static_cast<int>(present);
    told.now = static_cast<int>(fresh.size());
    in.keys.clear();
    in.ids.clear();
    in.names.clear();
    std::vector<std::optional<std::size_t>> old_of(fresh.size());
    for (std::size_t i = 0; i < old.size(); ++i) {
      in.names[old[i].key] = old[i].trace.name.empty() ? old[i].trace.id : old[i].trace.name;
      if (!matches.of[i]) {
        told.gone += old[i].gone ? 0 : 1;
        continue;
      }
      const Trace& now = fresh[*matches.of[i]];
      old_of[*matches.of[i]] = i;
      in.keys[now.id] = old[i].key;
      in.ids[old[i].key] = now.id;
      ++(old[i].gone                         ? told.returned
         : matches.how[i] == Found::by_place ? told.by_place
         : same(old[i].trace, now)           ? told.same
                                             : told.by_id);
    }
    told.added = static_cast<int>(std::count(old_of.begin(), old_of.end(), std::nullopt));
    in.matched = true;
    if (in.access == Access::read) return told;
    const Database& database = *in.database;
    Writer writer(database, plan, in.change);
    // Parents come before their parts, so that a part finds the key of its parent.
    const auto parent_of = [&](const Element& e) -> std::optional<std::int64_t> {
      const auto at = e.parent ? in.keys.find(*e.parent) : in.keys.end();
      return at == in.keys.end() ? std::nullopt : std::optional(at->second);
    };
    std::vector<std::size_t> order, parts;
    for (std::size_t j = 0; j < fresh.size(); ++j) (plan.elements[j].parent ? parts : order).push_back(j);
    order.insert(order.end(), parts.begin(), parts.end());
    for (const std::size_t j : order) {
      const Element& e = plan.elements[j];
      if (old_of[j]) {
        const Known& k = old[*old_of[j]];
        if (k.gone || !same(k.trace, fresh[j])) writer.update(e, fresh[j], parent_of(e), k.key);
        continue;
      }
      writer.insert(e, fresh[j], parent_of(e));
      in.keys[e.id] = database.last_id();
      in.ids[database.last_id()] = e.id;
      in.names[database.last_id()] = e.name.empty() ? e.id : e.name;
    }
    // Kept for the day the element returns, whether something is attached to it or not: else it would come back as a new one.
    Statement leave =
        database.prepare("UPDATE landai_elements SET gone = coalesce(gone, ?), why_gone = ? WHERE id = ?");
    for (std::size_t i = 0; i < old.size(); ++i)
      if (!matches.of[i])
        leave.bind(in.change)
            .bind(matches.how[i] == Found::ambiguous ? "ambiguous" : "not_found")
            .bind(old[i].key)
            .run();
    told.orphans = in.orphans();
    const auto number = [](int n) { return std::to_string(n); };
    if (told.first) {
      in.what.push_back(message("store.did.elements").with("count", number(told.added)));
    } else if (told.by_id + told.by_place + told.added + told.gone + told.returned > 0) {
      in.what.push_back(message("store.did.matched")
                            .with("same", number(told.same))
                            .with("by_id", number(told.by_id))
                            .with("by_place", number(told.by_place))
                            .with("added", number(told.added))
                            .with("gone", number(told.gone))
                            .with("returned", number(told.returned))
                            .with("orphans", number(static_cast<int>(told.orphans.size()))));
    }
    return told;
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
