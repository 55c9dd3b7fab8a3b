// SPDX-License-Identifier: GPL-3.0-or-later
// Readings, attestations, facts and waivers: in, and out again for an inspection.
#include <algorithm>

#include "landai/core/file.hpp"
#include "landai/indicators/indicators.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;

/// The first of the methods that a word is of; reading for any other.
Method method_from(const std::string& word) {
  for (const Method m : {Method::photo, Method::attested})
    if (word == to_string(m)) return m;
  return Method::reading;
}

std::string number(double value) { return to_text(measure::Value{value}); }

using Cell = std::variant<std::string, double>;

/// The rows of a table that count, told apart by some of their columns: a row that comes again is left, one
/// that differs in the rest takes the place of the one that was there.
class Rows {
 public:
  /// The first `key_columns` of `columns` tell rows apart; those after `same_columns` (file, line) do not
  /// make two rows different.
  Rows(const Database& database, std::int64_t change, std::string table, std::vector<std::string> columns,
       std::size_t key_columns, std::size_t same_columns)
      : database_(database),
        change_(change),
        table_(std::move(table)),
        key_columns_(key_columns),
        same_columns_(same_columns) {
    std::string names, marks;
    for (const std::string& c : columns) {
      names += c + ", ";
      marks += "?, ";
    }
    insert_ = "INSERT INTO " + table_ + " (" + names + "added) VALUES (" + marks + "?)";
    Statement rows = database.prepare("SELECT " + names + "id FROM " + table_ + " WHERE ended IS NULL");
    while (rows.step()) {
      std::vector<Cell> row;
      for (int k = 0; k < static_cast<int>(columns.size()); ++k)
        row.push_back(rows.is_real(k) ? Cell(rows.real(k)) : Cell(rows.text(k)));
      there_[key(row)] = {same(row), rows.integer(static_cast<int>(columns.size()))};
    }
  }

  void add(const std::vector<Cell>& row, Attached& told) {
    if (there_.size() >= static_cast<std::size_t>(kMostRows))
      throw Failure{{ErrorCode::limit, message("store.too_many"), database_.file().string(), table_,
                     message("store.too_much.advice")}};
    const auto at = there_.find(key(row));
    if (at != there_.end() && at->second.first == same(row)) {
      ++told.already;
      return;
    }
    if (at != there_.end()) {
      ++told.replaced;
      database_.prepare("UPDATE " + table_ + " SET ended = ? WHERE id = ?")
          .bind(change_)
          .bind(at->second.second)
          .run();
    }
    ++told.added;
    Statement insert = database_.prepare(insert_);
    for (const Cell& cell : row) std::visit([&](const auto& value) { insert.bind(value); }, cell);
    insert.bind(change_).run();
    there_[key(row)] = {same(row), database_.last_id()};
  }

 private:
  static std::string joined(const std::vector<Cell>& row, std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t k = from; k < to; ++k) {
      const std::string text = std::holds_alternative<double>(row[k]) ? number(std::get<double>(row[k]))
                                                                      : std::get<std::string>(row[k]);
      out += std::to_string(text.size()) + ":" + text;
    }
    return out;
  }
  std::string key(const std::vector<Cell>& row) const { return joined(row, 0, key_columns_); }
  std::string same(const std::vector<Cell>& row) const { return joined(row, key_columns_, same_columns_); }

  const Database& database_;
  std::int64_t change_;
  std::string table_, insert_;
  std::size_t key_columns_, same_columns_;
  std::map<std::string, std::pair<std::string, std::int64_t>> there_;
};

/// Takes evidence into the project and gives it a name there.
class Evidence {
 public:
  Evidence(Project::Impl& in, fs::path folder) : in_(in), folder_(std::move(folder)) {
    Statement rows = in.database->prepare(
        "SELECT name, sha256 FROM landai_files WHERE ended IS NULL AND role = 'evidence'");
    while (rows.step()) there_[rows.text(0)] = rows.text(1);
  }

  /// The names under which the project has them. What cannot be had keeps its name and is told.
  std::vector<std::string> take(const std::vector<std::string>& files, Attached& told) {
    std::vector<std::string> names;
    for (const std::string& file : files) names.push_back(take(file, told));
    return names;
  }

 private:
  std::string take(const std::string& file, Attached& told) {
    if (const auto at = taken_.find(file); at != taken_.end()) return at->second;
    std::string name = file;
    if (indicators::evidence_problem(folder_, file).empty()) {
      auto bytes = read_file(folder_ / file, indicators::kMostEvidenceBytes);
      if (!bytes) throw Failure{bytes.error()};
      const std::string sha = sha256(*bytes);
      // Another visit's p01.jpg is another picture.
      if (const auto at = there_.find(name); at != there_.end() && at->second != sha)
        name = "visit-" + std::to_string(in_.change) + "/" + file;
      if (const auto at = there_.find(name); at == there_.end()) {
        in_.keep_file("evidence", name, *bytes);
        there_[name] = sha;
        ++told.kept_files;
      }
      take_sidecar(file, name);
    } else if (!there_.contains(file)) {
      told.lost.push_back(file);
    }
    taken_[file] = name;
    return name;
  }

  /// What lies beside a photo says what nobody else may see of it. The last one counts.
  void take_sidecar(const std::string& file, const std::string& name) {
    const std::string beside = file + ".yaml", kept = name + ".yaml";
    if (taken_.contains(beside) || !indicators::evidence_problem(folder_, beside).empty()) return;
    auto bytes = read_file(folder_ / beside, 1u << 20U);
    if (!bytes) throw Failure{bytes.error()};
    const std::string sha = sha256(*bytes);
    if (const auto at = there_.find(kept); at != there_.end()) {
      if (at->second == sha) return;
      in_.database->prepare("UPDATE landai_files SET ended = ? WHERE ended IS NULL AND role = 'evidence' AND name = ?").bind(in_.change).bind(kept).run();
    }
    in_.keep_file("evidence", kept, *bytes);
    there_[kept] = sha;
  }

  Project::Impl& in_;
  fs::path folder_;
  std::map<std::string, std::string> there_, taken_;
};

}  // namespace

Result<Attached> Project::attach(const measure::Readings& readings, const fs::path& folder) {
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    in.want_match();
    Attached told;
    Evidence evidence(in, folder);
    Rows rows(*in.database, in.change, "landai_readings",
              {"subject", "quantity", "params", "method", "read_by", "date", "instrument", "value", "lo",
               "hi", "u", "note", "evidence", "subject_name", "file", "line"},
              7, 13);
    for (const measure::Reading& r : readings.readings)
      rows.add(
          {to_text(in.place_of(r.subject)), r.quantity, to_text(r.params), to_string(r.method), r.by, r.date,
           r.instrument, to_text(r.value), r.lo, r.hi, r.u, r.note, to_text(evidence.take(r.evidence, told)),
           in.name_of(r.subject), r.file.empty() ? readings.file : r.file, std::to_string(r.line)},
          told);
    Rows said(*in.database, in.change, "landai_attestations",
              {"indicator", "said_by", "date", "state", "note", "evidence", "file", "line"}, 3, 6);
    for (const measure::Attestation& a : readings.attestations)
      said.add({a.indicator, a.by, a.date, a.state, a.note, to_text(evidence.take(a.evidence, told)),
                readings.file, std::to_string(a.line)},
               told);
    in.what.push_back(message("store.did.readings")
                          .with("file", readings.file)
                          .with("added", std::to_string(told.added))
                          .with("replaced", std::to_string(told.replaced))
                          .with("already", std::to_string(told.already)));
    return told;
  });
}

Result<Attached> Project::attach(const measure::Facts& facts) {
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    in.want_match();
    Attached told;
    Rows rows(*in.database, in.change, "landai_facts",
              {"subject", "quantity", "value", "said_by", "subject_name", "file", "line"}, 2, 4);
    for (const measure::Fact& f : facts.facts)
      rows.add({to_text(in.place_of({f.subject})), f.quantity, to_text(f.value), f.by,
                in.name_of({f.subject}), facts.file, std::to_string(f.line)},
               told);
    Rows waivers(*in.database, in.change, "landai_waivers",
                 {"rules", "subject", "document", "date", "said_by", "subject_name", "file", "line"}, 2, 5);
    for (const measure::Waiver& w : facts.waivers)
      waivers.add({to_text(w.rules), to_text(in.place_of(w.elements)), w.document, w.date, w.by,
                   in.name_of(w.elements), facts.file, std::to_string(w.line)},
                  told);
    in.what.push_back(message("store.did.facts")
                          .with("file", facts.file)
                          .with("added", std::to_string(told.added))
                          .with("replaced", std::to_string(told.replaced))
                          .with("already", std::to_string(told.already)));
    return told;
  });
}

namespace {

void load_readings(const Project::Impl& in, measure::Readings& out) {
  std::set<std::string> files;
  Statement rows = in.database->prepare(
      "SELECT subject, quantity, params, value, lo, hi, u, method, read_by, date, instrument, note, "
      "evidence, line, file FROM landai_readings "
      "WHERE ended IS NULL ORDER BY id");
  while (rows.step()) {
    auto subject = in.subject_of(subject_from(rows.text(0), in.name()));
    if (!subject) continue;  // told as an orphan
    measure::Reading r;
    r.subject = std::move(*subject);
    r.quantity = rows.text(1);
    r.params = params_from(rows.text(2), in.name());
    r.value = value_from(rows.text(3), in.name());
    r.lo = rows.real(4);
    r.hi = rows.real(5);
    r.u = rows.real(6);
    r.method = method_from(rows.text(7));
    r.by = rows.text(8);
    r.date = rows.text(9);
    r.instrument = rows.text(10);
    r.note = rows.text(11);
    r.evidence = words_from(rows.text(12), in.name());
    r.line = static_cast<int>(rows.integer(13));
    r.file = rows.text(14);
    files.insert(r.file);
    out.readings.push_back(std::move(r));
  }
  Statement said = in.database->prepare(
      "SELECT indicator, state, said_by, date, note, evidence, line, file FROM landai_attestations WHERE "
      "ended IS NULL ORDER BY id");
  while (said.step()) {
    out.attestations.push_back({said.text(0), said.text(1), said.text(2), said.text(3), said.text(4),
                                words_from(said.text(5), in.name()), static_cast<int>(said.integer(6))});
    files.insert(said.text(7));
  }
  out.file = files.size() == 1 ? *files.begin() : in.name();
}

}  // namespace

Result<measure::Facts> Project::facts() const {
  return guarded([&] {
    const Impl& in = *impl_;
    in.want_match();
    measure::Facts out;
    out.file = in.name();
    Statement rows = in.database->prepare(
        "SELECT subject, quantity, value, said_by, line FROM landai_facts WHERE ended IS NULL ORDER BY id");
    while (rows.step()) {
      const auto subject = in.subject_of(subject_from(rows.text(0), in.name()));
      if (subject && subject->size() == 1)
        out.facts.push_back({subject->front(), rows.text(1), value_from(rows.text(2), in.name()),
                             rows.text(3), static_cast<int>(rows.integer(4))});
    }
    Statement waivers = in.database->prepare(
        "SELECT rules, subject, document, date, said_by, line FROM landai_waivers WHERE ended IS NULL ORDER "
        "BY id");
    while (waivers.step()) {
      measure::Waiver w{
          words_from(waivers.text(0), in.name()), {}, waivers.text(2), waivers.text(3), waivers.text(4),
          static_cast<int>(waivers.integer(5))};
      const auto places = subject_from(waivers.text(1), in.name());
      for (const Place& place : places)
        if (const auto subject = in.subject_of({place})) w.elements.push_back(subject->front());
      // One whose elements are all gone waives nothing; without elements it would waive the rule everywhere.
      if (places.empty() || !w.elements.empty()) out.waivers.push_back(std::move(w));
    }
    load_readings(in, out.readings);
    return out;
  });
}

}  // namespace landai::store
