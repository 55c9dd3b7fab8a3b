// SPDX-License-Identifier: GPL-3.0-or-later
// Taking back what was attached.
#include "withdraw.hpp"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <iterator>
#include <set>
#include <string_view>
#include <variant>

#include "landai/measure/catalogue.hpp"

namespace landai::store {
namespace {

/// Where the rows of one kind lie, and what is told of them.
struct Kind {
  char letter;
  const char* table;
  const char* columns;   ///< about, what, value (JSON), file, line, who, when
  bool valued;           ///< whether what is a quantity with that value
  const char* only;      ///< which of them stand for themselves
};
constexpr Kind kKinds[] = {
    {'r', "landai_readings", "subject_name, quantity, value, file, line, read_by, date", true, "photo IS NULL"},
    {'a', "landai_attestations", "indicator, state, '', file, line, said_by, date", false, "1"},
    {'f', "landai_facts", "subject_name, quantity, value, file, line, said_by, ''", true, "1"},
    {'w', "landai_waivers", "subject_name, document, '', file, line, said_by, date", false, "finding = ''"},
    {'p', "landai_photos", "subject_name, '', '', (SELECT name FROM landai_files f WHERE f.id = landai_photos.file), 0, '', ''", false, "1"},
};

/// The parts that are not empty, with the separator between them.
std::string joined(std::initializer_list<std::string> parts, const char* between) {
  std::string out;
  for (const std::string& part : parts)
    if (!part.empty()) out += (out.empty() ? "" : between) + part;
  return out;
}

/// A quantity with its value; a number in the quantity's unit.
Message valued(const std::string& quantity, const std::string& json, const std::string& file) {
  const measure::Value value = value_from(json, file);
  const auto* info = measure::quantity(quantity);
  if (const auto* number = std::get_if<double>(&value); number && info) {
    const bool slope = std::string_view(info->unit) == "1" && quantity.ends_with("slope");
    return message("store.attached").with("quantity", quantity).with("value", *number, slope ? "slope" : info->unit);
  }
  const auto* word = std::get_if<std::string>(&value);
  return message("store.attached").with("quantity", quantity).with("value", word ? *word : json);
}

AttachedRow told(const Project::Impl& in, const Statement& row, const Kind& kind) {
  const std::string file = std::filesystem::path(row.text(4)).filename().string();
  const std::string line = row.integer(5) > 0 ? file + ":" + row.text(5) : file;
  Message what;
  if (kind.valued) what = valued(row.text(2), row.text(3), in.name());
  else if (!row.text(2).empty()) what = message("store.attached.as").with("what", row.text(2));
  return {kind.letter + row.text(0), row.text(1), std::move(what), joined({line, row.text(6), row.text(7)}, ", ")};
}

std::vector<AttachedRow> rows_of(const Project::Impl& in, const Kind& kind, const std::string& where, const std::string& file) {
  Statement rows = in.database->prepare(std::string("SELECT id, ") + kind.columns + " FROM " + kind.table + " WHERE ended IS NULL AND " +
                                        kind.only + where + " ORDER BY id");
  if (!where.empty()) rows.bind(file);
  std::vector<AttachedRow> out;
  while (rows.step() && out.size() < static_cast<std::size_t>(kMostRows)) out.push_back(told(in, rows, kind));
  return out;
}

const Kind* kind_of(char letter) {
  const auto at = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& k) { return k.letter == letter; });
  return at == std::end(kKinds) ? nullptr : &*at;
}

/// What was measured in a photo, of the elements that its row names; what is of none is the building's.
std::vector<Message> measured_in(const Project::Impl& in, const std::string& row) {
  Statement photo = in.database->prepare(
      "SELECT f.sha256, p.subject FROM landai_photos p JOIN landai_files f ON f.id = p.file WHERE p.id = ?");
  photo.bind(static_cast<std::int64_t>(std::stoll(row.substr(1))));
  std::vector<Message> out;
  if (!photo.step()) return out;
  std::vector<Place> places = subject_from(photo.text(1), in.name());
  if (places.empty()) places.emplace_back("building");
  for (const Place& place : places) {
    Statement values = in.database->prepare(
        "SELECT quantity, value FROM landai_readings WHERE ended IS NULL AND subject = ? AND photo IN (SELECT id FROM "
        "landai_files WHERE sha256 = ?) ORDER BY id");
    values.bind(to_text(std::vector{place})).bind(photo.text(0));
    while (values.step()) out.push_back(valued(values.text(0), values.text(1), in.name()));
  }
  return out;
}

void end_measured(Project::Impl& in, std::int64_t row) {
  Statement photo = in.database->prepare(
      "SELECT f.sha256, p.subject FROM landai_photos p JOIN landai_files f ON f.id = p.file WHERE p.id = ?");
  photo.bind(row);
  if (photo.step()) in.end_readings(photo.text(0), subject_from(photo.text(1), in.name()));
}

}  // namespace

std::vector<AttachedRow> left_out(const Project::Impl& in, char kind, const std::string& file, const std::set<std::int64_t>& there, bool anywhere) {
  const std::string column = kind == 'r' || kind == 'a' ? "source" : "file";
  std::vector<AttachedRow> out = rows_of(in, *kind_of(kind), " AND " + column + " = ?", file);
  if (anywhere) {
    const std::string name = std::filesystem::path(file).filename().string();
    for (AttachedRow& row : rows_of(in, *kind_of(kind), " AND (" + column + " = ?1 OR substr(" + column + ", -length(?1) - 1) = '/' || ?1)", name))
      if (!there.contains(std::stoll(row.row.substr(1))) && std::none_of(out.begin(), out.end(), [&](const AttachedRow& known) { return known.row == row.row; }))
        out.push_back(std::move(row));
  }
  std::erase_if(out, [&](const AttachedRow& row) { return there.contains(std::stoll(row.row.substr(1))); });
  return out;
}

Result<std::vector<AttachedRow>> Project::attached() const {
  return guarded([&] {
    std::vector<AttachedRow> out;
    for (const Kind& kind : kKinds) {
      auto rows = rows_of(*impl_, kind, "", "");
      if (kind.letter == 'p')
        for (AttachedRow& photo : rows) photo.measured = measured_in(*impl_, photo.row);
      std::move(rows.begin(), rows.end(), std::back_inserter(out));
    }
    return out;
  });
}

Status Project::withdraw(const std::vector<std::string>& rows) {
  auto all = attached();
  if (!all) return all.error();
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    const std::set<std::string> named(rows.begin(), rows.end());   // whoever names one twice means it once
    for (const std::string& row : named)
      if (std::none_of(all->begin(), all->end(), [&](const AttachedRow& a) { return a.row == row; }))
        throw Failure{{ErrorCode::usage, message("store.withdraw.unknown").with("row", row), in.name(), "",
                       message("store.withdraw.advice").with("project", in.name())}};
    for (const AttachedRow& row : *all) {
      if (!named.contains(row.row)) continue;
      const std::int64_t id = std::stoll(row.row.substr(1));
      if (row.row.front() == 'p') end_measured(in, id);
      in.database->prepare(std::string("UPDATE ") + kind_of(row.row.front())->table + " SET ended = ? WHERE id = ?").bind(in.change).bind(id).run();
      Message did = row.what;
      did.key = did.empty() ? "store.did.withdrawn" : did.key == "store.attached" ? "store.did.withdrawn.value" : "store.did.withdrawn.as";
      in.what.push_back(std::move(did).with("row", row.row).with("about", row.about).with("from", row.from));
      for (Message value : row.measured) {
        value.key = "store.did.withdrawn.value";
        in.what.push_back(std::move(value).with("row", row.row).with("about", row.about).with("from", row.from));
      }
    }
  });
}

}  // namespace landai::store
