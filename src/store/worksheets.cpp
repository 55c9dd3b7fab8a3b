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

/// Ids of an earlier plan, as they are in this one.
class Renamed {
 public:
  Renamed(const std::unordered_map<std::string, std::int64_t>& here, const measure::FormerIds& former) : here_(here), former_(former) {}
  /// What the id may mean, the meaning in this plan first; the id itself when nobody knows it.
  [[nodiscard]] std::vector<std::string> meanings(const std::string& id) const {
    std::vector<std::string> out;
    const auto before = former_.find(id);
    if (here_.contains(id) || before == former_.end()) out.push_back(id);
    if (before != former_.end()) out.insert(out.end(), before->second.begin(), before->second.end());
    return out;
  }
  /// Writes each id as it is now. What a doubtful one may mean; empty when none is.
  std::string rewrite(std::vector<std::string>& ids) const {
    std::string doubtful;
    for (std::string& id : ids) {
      const auto meant = meanings(id);
      if (meant.size() == 1) id = meant.front();
      else
        for (const std::string& one : meant) doubtful += (doubtful.empty() ? "" : "; ") + one;
    }
    return doubtful;
  }

 private:
  const std::unordered_map<std::string, std::int64_t>& here_;
  const measure::FormerIds& former_;
};

/// Whether the worksheet was made of the files that the project's plan is.
bool of_this_plan(const Project::Impl& in, const std::vector<std::string>& plans) {
  std::set<std::string> here;
  Statement rows = in.database->prepare("SELECT sha256 FROM landai_files WHERE role = 'plan' AND ended IS NULL");
  while (rows.step()) here.insert(rows.text(0));
  return !plans.empty() && std::set<std::string>(plans.begin(), plans.end()) == here;
}

}  // namespace

Result<measure::WorksheetNames> Project::as_of_now(measure::WorksheetNames names) const {
  auto former = former_ids();
  if (!former) return former.error();
  return guarded([&] {
    const Impl& in = *impl_;
    if (former->empty() || of_this_plan(in, names.plans)) return std::move(names);
    const Renamed renamed(in.keys, *former);
    for (auto& [number, row] : names.numbers) {
      std::string doubtful = renamed.rewrite(row.several);
      if (!row.subject.empty()) {
        auto ends = ends_of(row.subject);
        doubtful += renamed.rewrite(ends);
        row.subject = ends.size() > 1 ? ends.front() + " > " + ends.back() : ends.front();
      }
      if (!doubtful.empty()) names.doubtful[number] = doubtful;
    }
    for (const auto& [number, meanings] : names.doubtful) names.numbers.erase(number);
    std::set<int> doubtful_tags;
    for (auto& [tag, element] : names.tags) {
      std::vector<std::string> id{element};
      if (!element.empty() && !renamed.rewrite(id).empty()) doubtful_tags.insert(tag);
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
