// SPDX-License-Identifier: GPL-3.0-or-later
// Readings, attestations, facts and waivers come out again, for an inspection.
#include <functional>
#include <map>
#include <set>

#include "project_impl.hpp"

namespace landai::store {
namespace {

/// The first of the methods that a word is of; reading for any other.
Method method_from(const std::string& word) {
  for (const Method m : {Method::photo, Method::attested})
    if (word == to_string(m)) return m;
  return Method::reading;
}

/// What was measured in a photo has "make model (door.jpg)" for its instrument.
std::string without_camera(const std::string& instrument, const std::string& file) {
  const std::string name = std::filesystem::path(file).filename().string();
  return instrument.ends_with(" (" + name + ")") ? name : instrument;
}

/// Ids of a row's subject and its name when it was attached; nothing leaves the row out.
using SubjectOf = std::function<std::optional<std::vector<std::string>>(const std::vector<Place>&, const std::string& name)>;

/// Returns the files they came from.
std::set<std::string> load_rows(const Project::Impl& in, Cameras cameras, const SubjectOf& subject_of, measure::Readings& out) {
  std::set<std::string> files;
  Statement rows = in.database->prepare(
      "SELECT subject, quantity, params, value, lo, hi, u, method, read_by, date, instrument, note, "
      "evidence, line, file, parts, source, photo, subject_name FROM landai_readings "
      "WHERE ended IS NULL ORDER BY id");
  while (rows.step()) {
    auto subject = subject_of(subject_from(rows.text(0), in.name()), rows.text(18));
    if (!subject) continue;
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
    if (cameras == Cameras::left_out && !rows.is_null(17)) r.instrument = without_camera(r.instrument, r.file);
    r.parts = parts_from(rows.text(15), in.name());
    files.insert(rows.text(16).empty() ? r.file : rows.text(16));
    out.readings.push_back(std::move(r));
  }
  return files;
}

void load_readings(const Project::Impl& in, Cameras cameras, measure::Readings& out) {
  const SubjectOf in_plan = [&](const std::vector<Place>& places, const std::string&) { return in.subject_of(places); };  // else told as an orphan
  std::set<std::string> files = load_rows(in, cameras, in_plan, out);
  Statement said = in.database->prepare(
      "SELECT indicator, state, said_by, date, note, evidence, line, file, source FROM landai_attestations "
      "WHERE ended IS NULL ORDER BY id");
  while (said.step()) {
    out.attestations.push_back({said.text(0), said.text(1), said.text(2), said.text(3), said.text(4),
                                words_from(said.text(5), in.name()), static_cast<int>(said.integer(6)),
                                said.text(7)});
    files.insert(said.text(8).empty() ? said.text(7) : said.text(8));
  }
  for (Unmatched& row : in.load_unmatched()) {
    files.insert(row.row.file);
    out.unmatched.push_back(std::move(row.row));
  }
  out.diagnostics = in.load_notes();
  out.file = files.size() == 1 ? *files.begin() : in.name();
}

/// What a waiver was given for, where that is still in the plan.
std::vector<measure::WaivedValue> load_waived(const Project::Impl& in, std::int64_t waiver) {
  std::vector<measure::WaivedValue> out;
  Statement rows = in.database->prepare(
      "SELECT rule, subject, quantity, margin, u, play, shown, unit FROM landai_waived WHERE waiver = ? ORDER BY id");
  rows.bind(waiver);
  while (rows.step())
    if (auto subject = in.subject_of(subject_from(rows.text(1), in.name())))
      out.push_back({rows.text(0), std::move(*subject), rows.text(2), rows.real(3), rows.real(4), rows.real(5), rows.real(6), rows.text(7)});
  return out;
}

}  // namespace

Result<measure::Facts> Project::facts(Cameras cameras) const {
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
        "SELECT rules, subject, document, date, said_by, line, id FROM landai_waivers WHERE ended IS NULL ORDER "
        "BY id");
    while (waivers.step()) {
      measure::Waiver w{
          words_from(waivers.text(0), in.name()), {}, waivers.text(2), waivers.text(3), waivers.text(4),
          static_cast<int>(waivers.integer(5))};
      w.key = waivers.text(6);
      w.given_for = load_waived(in, waivers.integer(6));
      const auto places = subject_from(waivers.text(1), in.name());
      for (const Place& place : places)
        if (const auto subject = in.subject_of({place})) w.elements.push_back(subject->front());
      // One whose elements are all gone waives nothing; without elements it would waive the rule everywhere.
      if (places.empty() || !w.elements.empty()) out.waivers.push_back(std::move(w));
    }
    load_readings(in, cameras, out.readings);
    return out;
  });
}

Result<std::vector<EarlierTold>> Project::earlier(const std::string& day) const {
  return guarded([&] {
    // Without the plan: which readings are of one thing is known by the project's own keys.
    std::map<std::vector<std::string>, std::string> names;
    const SubjectOf by_key = [&](const std::vector<Place>& places, const std::string& name) {
      std::vector<std::string> keys;
      for (const Place& place : places) keys.push_back(to_text(std::vector{place}));
      names[keys] = name;
      return std::optional(std::move(keys));
    };
    measure::Readings readings;
    static_cast<void>(load_rows(*impl_, Cameras::left_out, by_key, readings));
    std::vector<EarlierTold> out;
    for (measure::Earlier& e : measure::take_earlier(readings, day)) {
      const std::string name = names[e.was.subject];
      out.push_back({name, std::move(e)});
    }
    return out;
  });
}

}  // namespace landai::store
