// SPDX-License-Identifier: GPL-3.0-or-later
// What the worksheets of a project call its elements, by the project's own keys: a number still leads to its
// element when the plan has changed.
#include <algorithm>
#include <tuple>

#include "project_impl.hpp"

namespace landai::store {
namespace {

constexpr const char* kCommon = "common";   ///< kind of a row whose subject is several elements

/// "a > b" is a way.
std::vector<std::string> ends_of(const std::string& subject) {
  const auto at = subject.find(" > ");
  if (at == std::string::npos) return {subject};
  return {subject.substr(0, at), subject.substr(at + 3)};
}

struct Row {
  std::string kind, label, subject, name, quantity, unit;
  double side = 0;
  [[nodiscard]] auto what() const { return std::tie(kind, label, subject, quantity, unit, side); }
};

std::vector<Row> load(const Project::Impl& in) {
  std::vector<Row> out;
  Statement rows = in.database->prepare(
      "SELECT kind, label, subject, subject_name, quantity, unit, side FROM landai_worksheet WHERE ended IS NULL "
      "ORDER BY id");
  while (rows.step())
    out.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.real(6)});
  return out;
}

/// The names of some of the elements.
std::string names_of(const Project::Impl& in, const std::vector<std::string>& ids) {
  constexpr std::size_t kNamed = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(kNamed, ids.size()); ++i) out += (i == 0 ? "" : ", ") + in.name_of({ids[i]});
  return ids.size() > kNamed ? out + ", …" : out;
}

/// The subject as a readings file writes it. One that is gone keeps its name in brackets, which no element has.
std::string written(const Project::Impl& in, const Row& row) {
  const auto subject = in.subject_of(subject_from(row.subject, in.name()));
  if (!subject) return "(" + row.name + ")";
  return subject->size() > 1 ? subject->front() + " > " + subject->back() : subject->front();
}

/// What the number stands for. Of a common row each element that is gone stands in brackets.
measure::WorksheetRow meaning_of(const Project::Impl& in, const Row& row) {
  if (row.kind != kCommon) return {written(in, row), row.quantity, row.unit};
  measure::WorksheetRow out{{}, row.quantity, row.unit};
  for (const Place& place : subject_from(row.subject, in.name())) {
    const auto subject = in.subject_of({place});
    const auto* key = std::get_if<std::int64_t>(&place);
    const auto name = key ? in.names.find(*key) : in.names.end();
    out.several.push_back(subject ? subject->front() : "(" + (name == in.names.end() ? row.name : name->second) + ")");
  }
  return out;
}

}  // namespace

Status Project::keep_worksheet(const measure::WorksheetNames& names, const std::vector<SheetTag>& tags) {
  return guarded([&] {
    Impl& in = *impl_;
    in.want_write();
    in.want_match();
    const std::vector<Row> kept = load(in);
    std::set<decltype(std::declval<Row>().what())> there;
    for (const Row& row : kept) there.insert(row.what());
    Statement insert = in.database->prepare(
        "INSERT INTO landai_worksheet (kind, label, subject, subject_name, quantity, unit, side, added) VALUES (?, "
        "?, ?, ?, ?, ?, ?, ?)");
    const auto add = [&](const Row& row) {
      if (there.contains(row.what())) return;
      insert.bind(row.kind).bind(row.label).bind(row.subject).bind(row.name).bind(row.quantity).bind(row.unit);
      insert.bind(row.side).bind(in.change).run();
    };
    for (const auto& [label, row] : names.numbers) {
      if (!row.several.empty()) {
        add({kCommon, label, to_text(in.place_of(row.several)), names_of(in, row.several), row.quantity, row.unit, 0});
        continue;
      }
      const auto ends = ends_of(row.subject);
      add({"number", label, to_text(in.place_of(ends)), in.name_of(ends), row.quantity, row.unit, 0});
    }
    for (const SheetTag& tag : tags) {
      const std::vector<std::string> of = tag.element.empty() ? std::vector<std::string>{} : std::vector{tag.element};
      add({"tag", std::to_string(tag.tag), to_text(in.place_of(of)), in.name_of(of), "", "", tag.side});
    }
    in.what.push_back(message("store.did.worksheet")
                          .with("numbers", std::to_string(names.numbers.size()))
                          .with("tags", std::to_string(tags.size())));
  });
}

Result<measure::WorksheetNames> Project::worksheet_names() const {
  return guarded([&] {
    const Impl& in = *impl_;
    in.want_match();
    measure::WorksheetNames names;
    std::map<std::string, std::string> meant;  // for who has to choose
    for (const Row& row : load(in)) {
      if (row.kind != "number" && row.kind != kCommon) continue;
      const measure::WorksheetRow now = meaning_of(in, row);
      const auto [at, fresh] = names.numbers.emplace(row.label, now);
      std::string& all = meant[row.label];
      all += (fresh ? "" : "; ") + row.name + (row.quantity.empty() ? "" : " " + row.quantity);
      if (!fresh && (at->second.subject != now.subject || at->second.quantity != now.quantity || at->second.several != now.several))
        names.doubtful[row.label] = all;
    }
    for (const auto& [number, meanings] : names.doubtful) names.numbers.erase(number);
    for (const auto& [tag, sheet] : in.load_tags()) names.tags[tag] = sheet.element;
    return names;
  });
}

namespace {

/// Of ids of an earlier plan: what each may mean in this one.
using Meanings = std::map<std::string, std::vector<std::string>>;

/// Writes each id as it is now. What a doubtful one may mean; empty when none is.
std::string rewrite(std::vector<std::string>& ids, const Meanings& meanings) {
  std::string doubtful;
  for (std::string& id : ids) {
    const auto meant = meanings.find(id);
    if (meant == meanings.end()) continue;
    if (meant->second.size() == 1) id = meant->second.front();
    else
      for (const std::string& one : meant->second) doubtful += (doubtful.empty() ? "" : "; ") + one;
  }
  return doubtful;
}

/// The last change at which the project's plan was made of these files; nothing when it never was.
std::optional<std::int64_t> change_of(const Project::Impl& in, const std::vector<std::string>& plans) {
  struct File {
    std::string sha256;
    std::int64_t added = 0;
    std::optional<std::int64_t> ended;
  };
  std::vector<File> files;
  Statement rows = in.database->prepare("SELECT sha256, added, ended FROM landai_files WHERE role = 'plan' ORDER BY added DESC");
  while (rows.step()) files.push_back({rows.text(0), rows.integer(1), rows.is_null(2) ? std::nullopt : std::optional(rows.integer(2))});
  const std::set<std::string> wanted(plans.begin(), plans.end());
  for (const File& at : files) {
    std::set<std::string> there;
    for (const File& f : files)
      if (f.added <= at.added && (!f.ended || *f.ended > at.added)) there.insert(f.sha256);
    if (there == wanted) return at.added;
  }
  return std::nullopt;
}

/// The ids as they were after a change, and what has each now.
Meanings meanings_at(const Project::Impl& in, std::int64_t change) {
  std::map<std::int64_t, std::string> renamed;   // the id that each had until its next renaming
  Statement later = in.database->prepare("SELECT element, element_id FROM landai_former_ids WHERE added > ? ORDER BY id");
  later.bind(change);
  while (later.step()) renamed.emplace(later.integer(0), later.text(1));
  Meanings out;
  Statement rows = in.database->prepare("SELECT id, element_id FROM landai_elements WHERE added <= ?1 AND (gone IS NULL OR gone > ?1)");
  rows.bind(change);
  while (rows.step()) {
    const auto then = renamed.find(rows.integer(0));
    const std::string id = then == renamed.end() ? rows.text(1) : then->second;
    const auto now = in.ids.find(rows.integer(0));
    const auto name = in.names.find(rows.integer(0));
    out[id].push_back(now != in.ids.end() ? now->second : "(" + (name == in.names.end() ? id : name->second) + ")");
  }
  return out;
}

}  // namespace

Result<measure::WorksheetNames> Project::as_of_now(measure::WorksheetNames names) const {
  auto former = former_ids();
  if (!former) return former.error();
  return guarded([&] {
    const Impl& in = *impl_;
    Meanings meanings;
    if (const auto change = change_of(in, names.plans)) {
      meanings = meanings_at(in, *change);
    } else {   // of a plan that the project never had, or that the worksheet does not tell
      for (const auto& [id, now] : *former) meanings[id] = measure::meanings_of(id, in.keys.contains(id), *former);
    }
    for (auto& [number, row] : names.numbers) {
      std::string doubtful = rewrite(row.several, meanings);
      if (!row.subject.empty()) {
        auto ends = ends_of(row.subject);
        doubtful += rewrite(ends, meanings);
        row.subject = ends.size() > 1 ? ends.front() + " > " + ends.back() : ends.front();
      }
      if (!doubtful.empty()) names.doubtful[number] = doubtful;
    }
    for (const auto& [number, may_mean] : names.doubtful) names.numbers.erase(number);
    std::set<int> doubtful_tags;
    for (auto& [tag, element] : names.tags) {
      std::vector<std::string> id{element};
      if (!element.empty() && !rewrite(id, meanings).empty()) doubtful_tags.insert(tag);
      element = id.front();
    }
    for (const int tag : doubtful_tags) names.tags.erase(tag);
    return std::move(names);
  });
}

std::map<int, SheetTag> Project::Impl::load_tags() const {
  std::map<int, SheetTag> out;
  for (const Row& row : load(*this)) {
    if (row.kind != "tag") continue;
    const int tag = std::atoi(row.label.c_str());
    const bool spare = subject_from(row.subject, name()).empty();
    out[tag] = {tag, spare ? std::string() : written(*this, row), row.side};
  }
  return out;
}

Result<std::vector<SheetTag>> Project::sheet_tags() const {
  return guarded([&] {
    impl_->want_match();
    std::vector<SheetTag> out;
    for (auto& [tag, sheet] : impl_->load_tags()) out.push_back(std::move(sheet));
    return out;
  });
}

}  // namespace landai::store
