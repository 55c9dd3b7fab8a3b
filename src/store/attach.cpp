// SPDX-License-Identifier: GPL-3.0-or-later
// Readings, attestations, facts and waivers go in. What comes out again is in recall.cpp.
#include <algorithm>
#include <map>
#include <set>

#include "evidence.hpp"
#include "reading_rows.hpp"
#include "withdraw.hpp"

namespace landai::store {
namespace {

/// What a file brings beside the readings: photos of rows that hold no value, or that were not taken.
std::vector<measure::EvidenceFile> only_shown(const measure::Readings& readings) {
  // One photo may be named by several rows: what it shows of one element with a value says nothing of the others.
  std::set<std::string> named, of_value;
  const auto key = [](const std::string& file, const std::string& subject, const std::string& quantity) {
    return file + '\n' + subject + '\n' + quantity;
  };
  for (const measure::Reading& r : readings.readings)
    for (const std::string& file : r.evidence)
      for (const std::string& id : r.subject) named.insert(file), of_value.insert(key(file, id, r.quantity));
  for (const measure::Attestation& a : readings.attestations)
    for (const std::string& file : a.evidence) named.insert(file), of_value.insert(key(file, a.indicator, ""));
  std::vector<measure::EvidenceFile> out;
  for (const measure::EvidenceFile& e : readings.evidence) {
    const bool told = std::all_of(e.subject.begin(), e.subject.end(), [&](const std::string& id) {
      return of_value.contains(key(e.name, id, e.quantity));
    });
    if (!told || !named.contains(e.name)) out.push_back(e);
  }
  return out;
}

/// A row that only shows a photo leaves nothing in the project when it is not there: every report tells that until it comes.
void tell_missing(const std::vector<measure::EvidenceFile>& shown, const measure::EvidenceSource& source, const std::string& file, Diagnostics& notes) {
  for (const measure::EvidenceFile& e : shown) {
    if (source.inside(e.name)) continue;
    const auto path = evidence_path(e.name, source);
    if (path) continue;
    std::string of;
    for (const std::string& id : e.subject) of += (of.empty() ? "" : ", ") + id;
    notes.push_back({DiagnosticSeverity::warning, file, "", message("store.photo_missing").with("file", e.name).with("element", of.empty() ? "–" : of).with("by", e.by.empty() ? "–" : e.by),
                     message("store.photo_missing.advice"), 1});
  }
}

/// What the file brought before and holds no more. It counts until somebody ends it.
void add_left(const Project::Impl& in, const std::map<char, std::set<std::int64_t>>& there, const std::string& file, Attached& told, bool anywhere = false) {
  for (const auto& [kind, rows] : there)
    for (AttachedRow& row : left_out(in, kind, file, rows, anywhere)) told.left.push_back(std::move(row));
}

std::vector<std::string> evidence_of_all(const Project::Impl& in, const char* table, const std::vector<std::int64_t>& rows) {
  std::vector<std::string> all;
  for (const std::int64_t row : rows) {
    const auto of = in.evidence_of(table, row);
    all.insert(all.end(), of.begin(), of.end());
  }
  return all;
}

/// Whether the file holds submissions that were rejected. What they brought before they were may count still.
bool has_rejected(const measure::Readings& readings) {
  return std::any_of(readings.unmatched.begin(), readings.unmatched.end(), [](const auto& row) { return row.why.key == "measure.readings.rejected"; });
}

}  // namespace

ReadingRows::ReadingRows(Project::Impl& in)
    : in_(in),
      rows_(*in.database, in.change, "landai_readings",
            {"subject", "quantity", "params", "method", "read_by", "date", "instrument", "value", "lo", "hi", "u",
             "note", "evidence", "parts", "subject_name", "file", "line", "source"},
            7, 14) {}

std::int64_t ReadingRows::add(const measure::Reading& r, const std::vector<std::string>& evidence,
                              const std::string& source, Attached& told) {
  return rows_.add({to_text(in_.place_of(r.subject)), r.quantity, to_text(r.params), to_string(r.method), r.by,
                    r.date, r.instrument, to_text(r.value), r.lo, r.hi, r.u, r.note, to_text(evidence),
                    to_text(r.parts), in_.name_of(r.subject), r.file.empty() ? source : r.file,
                    std::to_string(r.line), source},
                   told);
}

std::vector<std::string> ReadingRows::evidence_before(const measure::Reading& r) const {
  if (r.evidence.empty()) return {};
  return evidence_of_all(in_, "landai_readings",
                         rows_.find({to_text(in_.place_of(r.subject)), r.quantity, to_text(r.params), to_string(r.method),
                                     r.by, r.date, r.instrument}));
}

Result<Attached> Project::attach(const measure::Readings& readings, const measure::EvidenceSource& source) {
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    in.want_match();
    Attached told;
    Evidence evidence(in);
    ReadingRows rows(in);
    Rows said(*in.database, in.change, "landai_attestations",
              {"indicator", "said_by", "date", "state", "note", "evidence", "file", "line", "source"}, 3, 6);
    const auto said_before = [&](const measure::Attestation& a) {
      return a.evidence.empty() ? std::vector<std::string>{} : evidence_of_all(in, "landai_attestations", said.find({a.indicator, a.by, a.date}));
    };
    for (const measure::Reading& r : readings.readings) evidence.again(rows.evidence_before(r));
    for (const measure::Attestation& a : readings.attestations) evidence.again(said_before(a));
    std::set<std::int64_t> read, attested;
    for (const measure::Reading& r : readings.readings)
      read.insert(rows.add(r, evidence.take(r.evidence, rows.evidence_before(r), source, told), readings.file, told));
    for (const measure::Attestation& a : readings.attestations)
      attested.insert(said.add({a.indicator, a.by, a.date, a.state, a.note,
                to_text(evidence.take(a.evidence, said_before(a), source, told)),
                a.file.empty() ? readings.file : a.file, std::to_string(a.line), readings.file},
               told));
    rows.end_replaced(told);
    said.end_replaced(told);
    add_left(in, {{'r', read}, {'a', attested}}, readings.file, told, has_rejected(readings));
    told.shown = only_shown(readings);
    in.keep_unmatched(readings, told);
    Diagnostics notes = readings.diagnostics;
    tell_missing(told.shown, source, readings.file, notes);
    in.keep_notes(readings.file, notes);
    in.what.push_back(message("store.did.readings")
                          .with("file", readings.file)
                          .with("added", std::to_string(told.added))
                          .with("replaced", std::to_string(told.replaced))
                          .with("already", std::to_string(told.already)));
    if (!told.unmatched.empty())
      in.what.push_back(message("store.did.unmatched").with("count", std::to_string(told.unmatched.size())));
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
    std::set<std::int64_t> stated, waived;
    for (const measure::Fact& f : facts.facts)
      stated.insert(rows.add({to_text(in.place_of({f.subject})), f.quantity, to_text(f.value), f.by,
                in.name_of({f.subject}), facts.file, std::to_string(f.line)},
               told));
    Rows waivers(*in.database, in.change, "landai_waivers",
                 {"rules", "subject", "document", "date", "said_by", "subject_name", "file", "line"}, 2, 5);
    for (const measure::Waiver& w : facts.waivers)
      waived.insert(waivers.add({to_text(w.rules), to_text(in.place_of(w.elements)), w.document, w.date, w.by,
                   in.name_of(w.elements), facts.file, std::to_string(w.line)},
                  told));
    rows.end_replaced(told);
    waivers.end_replaced(told);
    add_left(in, {{'f', stated}, {'w', waived}}, facts.file, told);
    in.what.push_back(message("store.did.facts")
                          .with("file", facts.file)
                          .with("added", std::to_string(told.added))
                          .with("replaced", std::to_string(told.replaced))
                          .with("already", std::to_string(told.already)));
    return told;
  });
}

}  // namespace landai::store
