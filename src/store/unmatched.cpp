// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that were not taken, and how files were understood: kept until they are put right or dismissed.
#include <map>
#include <set>
#include <tuple>

#include "project_impl.hpp"

namespace landai::store {
namespace {

/// Rows of another folder's file of the same name may be the same visit's.
std::string base(const std::string& file) { return std::filesystem::path(file).filename().string(); }

const char* to_word(DiagnosticSeverity severity) {
  switch (severity) {
    case DiagnosticSeverity::info: return "info";
    case DiagnosticSeverity::error: return "error";
    case DiagnosticSeverity::warning: break;
  }
  return "warning";
}

DiagnosticSeverity severity_from(const std::string& word) {
  return word == "info"    ? DiagnosticSeverity::info
         : word == "error" ? DiagnosticSeverity::error
                           : DiagnosticSeverity::warning;
}

}  // namespace

std::vector<Unmatched> Project::Impl::load_unmatched() const {
  std::vector<Unmatched> out;
  Statement rows = database->prepare(
      "SELECT id, file, place, wrong, cells, why, subject FROM landai_unmatched WHERE ended IS NULL ORDER BY id");
  while (rows.step()) {
    Unmatched u;
    u.id = rows.integer(0);
    u.row.file = rows.text(1);
    u.row.where = rows.text(2);
    u.row.column = rows.text(3);
    u.row.cells = cells_from(rows.text(4), name());
    const auto why = messages_from(rows.text(5), name());
    if (!why.empty()) u.row.why = why.front();
    for (const Place& place : subject_from(rows.text(6), name()))
      if (const auto near = subject_of({place})) u.row.near.push_back(near->front());
    out.push_back(std::move(u));
  }
  return out;
}

void Project::Impl::end_unmatched(std::int64_t id, const char* why) {
  database->prepare("UPDATE landai_unmatched SET ended = ?, why_ended = ? WHERE id = ? AND ended IS NULL")
      .bind(change)
      .bind(why)
      .bind(id)
      .run();
}

void Project::Impl::keep_unmatched(const measure::Readings& readings, Attached& told) {
  // By file, place and cells; as text, for what is not UTF-8 is kept as what it looks like.
  std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> there;
  for (const Unmatched& u : load_unmatched()) there.try_emplace({base(u.row.file), u.row.where, to_text(u.row.cells)}, u.id);
  Statement insert = database->prepare(
      "INSERT INTO landai_unmatched (file, place, wrong, cells, why, subject, added, why_ended) VALUES (?, ?, "
      "?, ?, ?, ?, ?, '')");
  std::size_t count = there.size();
  for (measure::UnmatchedRow row : readings.unmatched) {
    if (row.file.empty()) row.file = readings.file;
    const std::string cells = to_text(row.cells);
    const auto same = there.find({base(row.file), row.where, cells});
    if (same != there.end()) {
      // Why may be another now: the worksheet came meanwhile.
      database->prepare("UPDATE landai_unmatched SET why = ?, subject = ? WHERE id = ?")
          .bind(to_text({row.why}))
          .bind(to_text(place_of(row.near)))
          .bind(same->second)
          .run();
    } else {
      if (++count > static_cast<std::size_t>(kMostRows))
        throw Failure{{ErrorCode::limit, message("store.too_many"), name(), "landai_unmatched",
                       message("store.too_much.advice")}};
      insert.bind(row.file)
          .bind(row.where)
          .bind(row.column)
          .bind(cells)
          .bind(to_text({row.why}))
          .bind(to_text(place_of(row.near)))
          .bind(change)
          .run();
    }
    told.unmatched.push_back(std::move(row));
  }
}

void Project::Impl::keep_notes(const std::string& readings_file, const Diagnostics& notes) {
  using Note = std::tuple<std::string, std::string, std::string, int>;
  std::vector<Note> there, now;
  Statement rows = database->prepare(
      "SELECT place, severity, told, count FROM landai_notes WHERE ended IS NULL AND file = ? ORDER BY id");
  rows.bind(readings_file);
  while (rows.step())
    there.emplace_back(rows.text(0), rows.text(1), rows.text(2), static_cast<int>(rows.integer(3)));
  for (const Diagnostic& d : notes)
    now.emplace_back(d.where, to_word(d.severity),
                     to_text(d.advice.empty() ? std::vector{d.message} : std::vector{d.message, d.advice}), d.count);
  if (now == there) return;
  database->prepare("UPDATE landai_notes SET ended = ? WHERE ended IS NULL AND file = ?")
      .bind(change)
      .bind(readings_file)
      .run();
  Statement insert = database->prepare(
      "INSERT INTO landai_notes (file, place, severity, told, count, added) VALUES (?, ?, ?, ?, ?, ?)");
  for (const auto& [place, severity, messages, count] : now)
    insert.bind(readings_file).bind(place).bind(severity).bind(messages).bind(count).bind(change).run();
}

Diagnostics Project::Impl::load_notes() const {
  Diagnostics out;
  Statement rows = database->prepare(
      "SELECT file, place, severity, told, count FROM landai_notes WHERE ended IS NULL ORDER BY id");
  while (rows.step()) {
    const auto messages = messages_from(rows.text(3), name());
    if (messages.empty()) continue;
    out.push_back({severity_from(rows.text(2)), rows.text(0), rows.text(1), messages[0],
                   messages.size() > 1 ? messages[1] : Message{}, static_cast<int>(rows.integer(4))});
  }
  return out;
}

Result<std::vector<Unmatched>> Project::unmatched() const {
  return guarded([&] {
    impl_->want_match();
    return impl_->load_unmatched();
  });
}

Result<std::vector<Unmatched>> Project::unmatched_of(const std::filesystem::path& file) const {
  auto all = unmatched();
  if (all) std::erase_if(*all, [&](const Unmatched& u) { return base(u.row.file) != file.filename().string(); });
  return all;
}

Status Project::end_unmatched(const std::vector<std::int64_t>& ids, bool dismissed) {
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    const std::set<std::int64_t> rows(ids.begin(), ids.end());  // whoever names one twice means it once
    if (rows.empty()) return;
    for (const std::int64_t id : rows) {
      Statement there = in.database->prepare("SELECT 1 FROM landai_unmatched WHERE id = ? AND ended IS NULL");
      if (!there.bind(id).step())
        throw Failure{{ErrorCode::usage, message("store.unmatched.unknown").with("row", std::to_string(id)), in.name(),
                       "", message("store.unmatched.advice").with("project", in.name())}};
      in.end_unmatched(id, dismissed ? "dismissed" : "matched");
    }
    in.what.push_back(message(dismissed ? "store.did.dismissed" : "store.did.settled")
                          .with("count", std::to_string(rows.size())));
  });
}

}  // namespace landai::store
