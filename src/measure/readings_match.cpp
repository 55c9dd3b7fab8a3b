// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_match.hpp"

#include <algorithm>
#include <charconv>

#include "landai/core/geometry.hpp"
#include "near_word.hpp"
#include "readings_text.hpp"
#include "survey.hpp"

namespace landai::measure {
namespace {

constexpr std::size_t kMostLookedUp = 300;   // "did you mean" for this many different words; a file of junk is not worth more
constexpr std::size_t kNearShown = 5;
/// A place names the element it lies in, or the only one within this distance; metres. Ours: a step beside the thing.
constexpr double kBeside = 1.0;
/// The next one has to be this much farther away.
constexpr double kClearly = 0.5;

std::string categories(const QuantityInfo& info) {
  std::string out;
  for (const Category c : info.subjects) out += (out.empty() ? "" : ", ") + std::string(to_string(c));
  return out;
}

std::vector<std::string> ids_of(const std::vector<const Element*>& elements) {
  std::vector<std::string> ids;
  for (const Element* e : elements)
    if (ids.size() < kNearShown) ids.push_back(e->id);
  return ids;
}

/// "12.0" of a spreadsheet is 12; "A5/P-13" is A5 and what stands behind it.
std::pair<std::string, std::string> printed_number(const std::string& text) {
  const auto slash = text.find('/');
  std::string number = text.substr(0, slash);
  while (number.ends_with(' ')) number.pop_back();
  if (number.ends_with(".0")) number.resize(number.size() - 2);
  return {number, slash == std::string::npos ? std::string() : text.substr(slash + 1)};
}

/// Distance of a point from an element's plan view; 0 inside. Infinite for one without geometry.
double distance_to(const Element& e, PlanPoint at) {
  double least = INFINITY;
  for (const Polygon& polygon : body_of(e)) {
    if (contains(polygon, at)) return 0;
    const auto ring = [&](const Ring& r) {
      for (std::size_t i = 0; i < r.size(); ++i) least = std::min(least, distance(PlanSegment{r[i], r[(i + 1) % r.size()]}, at));
    };
    ring(polygon.outer);
    for (const Ring& hole : polygon.holes) ring(hole);
  }
  if (const DoorShape* door = e.door()) least = std::min(least, distance(PlanSegment{door->jamb_a, door->jamb_b}, at));
  return least;
}

}  // namespace

SubjectFinder::SubjectFinder(const Plan& plan, const WorksheetNames& worksheet, const FormerIds& former, const PrintedWords& printed, DecimalMark mark)
    : plan_(plan), worksheet_(worksheet), former_(former), printed_(printed), mark_(mark) {
  for (const auto& e : plan.elements) {
    by_id_.emplace(e.id, &e);
    if (!e.name.empty()) by_name_[e.name].push_back(&e), by_plain_name_[plain_word(e.name)].push_back(&e);
    if (const auto space = e.name.find(' '); space != std::string::npos && space > 0) by_first_word_[e.name.substr(0, space)].push_back(&e);
  }
}

std::string SubjectFinder::called(const std::string& id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() || it->second->name.empty() ? id : it->second->name + " (" + id + ")";
}

std::string SubjectFinder::named(const std::string& id) const {
  const auto it = by_id_.find(id);
  if (it == by_id_.end() || it->second->name.empty()) return id;
  const auto& those = by_name_.at(it->second->name);
  // A leaf with the name of its door is no other thing.
  const auto is_part = [&](const Element* e) {
    return e->parent && std::any_of(those.begin(), those.end(), [e](const Element* other) { return other->id == *e->parent; });
  };
  const bool only = !is_part(it->second) && std::count_if(those.begin(), those.end(), [&](const Element* e) { return !is_part(e); }) == 1;
  return only ? it->second->name : called(id);
}

std::vector<const Element*> SubjectFinder::parts_of(const std::string& text, const Element& element, const QuantityInfo& info) const {
  std::vector<const Element*> wholes = by_id_.contains(text) ? std::vector<const Element*>{} : of_name(text);
  if (std::find(wholes.begin(), wholes.end(), &element) == wholes.end()) wholes.push_back(&element);
  std::vector<const Element*> parts;
  for (const Element& e : plan_.elements) {
    if (!can_be_asked(&info, e)) continue;
    constexpr int kDeepest = 8;
    const Element* above = &e;
    for (int depth = 0; depth < kDeepest && above && above->parent; ++depth) {
      const auto it = by_id_.find(*above->parent);
      above = it == by_id_.end() ? nullptr : it->second;
      if (above && std::find(wholes.begin(), wholes.end(), above) != wholes.end()) {
        parts.push_back(&e);
        break;
      }
    }
  }
  return parts;
}

/// As in measuring: flights of ramps answer to ramp.*, flights of stairs to stair.*.
bool SubjectFinder::can_be_asked(const QuantityInfo* info, const Element& e) const {
  if (!info) return true;
  if (std::find(info->subjects.begin(), info->subjects.end(), e.category) == info->subjects.end()) return false;
  if (e.category != Category::flight) return true;
  const bool ramp = std::string_view(info->id).starts_with("ramp.");
  if (!e.kind.empty()) return (e.kind == "ramp") == ramp;
  const auto parent = e.parent ? by_id_.find(*e.parent) : by_id_.end();
  return (parent != by_id_.end() && parent->second->category == Category::ramp) == ramp;
}

/// What an element of which the quantity can be asked is called, nearest to a text.
std::string SubjectFinder::near_name(const std::string& text, const QuantityInfo* info) const {
  std::vector<std::string> known;
  for (const Element& e : plan_.elements)
    if (can_be_asked(info, e))
      for (const std::string& name : {e.id, e.name, e.name.substr(0, e.name.find(' '))})
        if (by_id_.contains(name) || !of_name(name).empty()) known.push_back(name);
  return near_word(text, known);
}

RowProblem SubjectFinder::unknown(Column column, const char* key, const std::string& text, const QuantityInfo* info) const {
  RowProblem problem{column, {}, {}};
  std::string near;
  const std::string word = text + '\n' + (info ? info->id : "");
  if (const auto it = near_.find(word); it != near_.end()) near = it->second;
  else if (near_.size() < kMostLookedUp) near = near_[word] = near_name(text, info);
  if (near.empty()) {
    problem.what = message(key).with("subject", shortened(text));
    return problem;
  }
  problem.what = message("measure.readings.element_near").with("subject", shortened(text)).with("near", near);
  if (by_id_.contains(near)) problem.near = {near};
  else problem.near = ids_of(asked_of(of_name(near), info));
  return problem;
}

std::vector<const Element*> SubjectFinder::asked_of(const std::vector<const Element*>& those, const QuantityInfo* info) const {
  std::vector<const Element*> out;
  for (const Element* e : those)
    if (can_be_asked(info, *e)) out.push_back(e);
  return out;
}

std::vector<const Element*> SubjectFinder::of_name(const std::string& text) const {
  if (const auto it = by_name_.find(text); it != by_name_.end()) return it->second;
  // A number of the worksheet is no first word of a name, and a word without a digit may be the beginning of any remark.
  const bool mark = text.find_first_of("0123456789") != std::string::npos;
  if (worksheet_.numbers.contains(text)) return {};
  if (const auto it = by_plain_name_.find(plain_word(text)); it != by_plain_name_.end()) return it->second;
  if (!mark) return {};
  const auto it = by_first_word_.find(text);
  return it == by_first_word_.end() ? std::vector<const Element*>{} : it->second;
}

std::vector<const Element*> SubjectFinder::of_printed(std::string_view text) const {
  constexpr std::size_t kMostWords = 4;   // "Flight of a ramp R-1"
  if (const auto open = text.find(" ("); open != std::string_view::npos && text.ends_with(')')) text = text.substr(0, open);
  std::size_t at = 0;
  for (std::size_t words = 0; words < kMostWords && (at = text.find(' ', at)) != std::string_view::npos; ++words, ++at) {
    std::vector<const Element*> those;
    for (const Element* e : of_name(std::string(text.substr(at + 1))))
      if (printed_.is_kind(text.substr(0, at), *e)) those.push_back(e);
    if (!those.empty()) return those;
  }
  return {};
}

SubjectFinder::Found SubjectFinder::by_text(Column column, const std::string& text, const QuantityInfo* info) const {
  if (auto found = column == kSubject ? by_id(text) : std::nullopt) return std::move(*found);
  auto those = of_name(text);
  if (those.empty()) those = of_printed(text);
  if (!those.empty()) {
    std::vector<const Element*> fitting = asked_of(those, info);
    // A leaf may have the name of its door: where nothing is asked that only one of them has, the whole is meant.
    if (!info)
      std::erase_if(fitting, [&](const Element* e) {
        return e->parent && std::any_of(those.begin(), those.end(), [e](const Element* other) { return other->id == *e->parent; });
      });
    if (fitting.size() > 1) {
      std::string ids;
      for (const std::string& id : ids_of(fitting)) ids += (ids.empty() ? "" : ", ") + id;
      return {nullptr, RowProblem{column, message("measure.readings.name_of_several").with("subject", shortened(text)).with("ids", ids), ids_of(fitting)}};
    }
    return {fitting.empty() ? those.front() : fitting.front(), {}};
  }
  if (column == kSubject && worksheet_.numbers.contains(text)) return by_number(text);
  return {nullptr, unknown(column, "measure.readings.element", text, info)};
}

std::optional<SubjectFinder::Found> SubjectFinder::by_id(const std::string& text) const {
  auto found = found_by_id(
      text,
      [this](const std::string& id) {
        const auto it = by_id_.find(id);
        return it == by_id_.end() ? nullptr : it->second;
      },
      former_);
  if (!found) return std::nullopt;
  if (found->element) return Found{found->element, {}};
  return Found{nullptr, RowProblem{kSubject, std::move(*found->wrong), found->either}, found->either};
}

SubjectFinder::Found SubjectFinder::by_number(const std::string& text) const {
  if (auto problem = unknown_number(text)) return {nullptr, std::move(problem)};
  const std::string& subject = worksheet_row(text)->subject;
  const auto element = by_id_.find(subject);
  if (element == by_id_.end())
    return {nullptr, RowProblem{kNumber, message("measure.readings.number_gone").with("number", shortened(text)).with("id", shortened(subject)), {}}};
  return {element->second, {}};
}

std::optional<RowProblem> SubjectFinder::unknown_number(const std::string& number) const {
  if (worksheet_row(number)) return std::nullopt;
  const char* key = worksheet_.numbers.empty() ? "measure.readings.no_worksheet" : "measure.readings.number_unknown";
  return RowProblem{kNumber, message(key).with("number", shortened(number)), {}};
}

std::optional<RowProblem> SubjectFinder::doubtful(const std::string& number) const {
  const auto it = worksheet_.doubtful.find(printed_number(number).first);
  if (it == worksheet_.doubtful.end()) return std::nullopt;
  return RowProblem{kNumber, message("measure.readings.number_doubtful").with("number", shortened(number)).with("meanings", it->second), {}};
}

const WorksheetRow* SubjectFinder::worksheet_row(const std::string& number) const {
  const auto it = worksheet_.numbers.find(printed_number(number).first);
  return it == worksheet_.numbers.end() ? nullptr : &it->second;
}

SubjectFinder::Found SubjectFinder::by_tag(const std::string& text) const {
  std::string_view digits = text;
  if (digits.ends_with(".0")) digits.remove_suffix(2);
  int tag = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), tag);
  if (error != std::errc{} || end != digits.data() + digits.size()) return {nullptr, RowProblem{kTag, message("measure.readings.tag").with("tag", shortened(text)), {}}};
  if (worksheet_.tags.empty()) return {nullptr, RowProblem{kTag, message("measure.readings.no_worksheet").with("number", shortened(text)), {}}};
  const auto it = worksheet_.tags.find(tag);
  if (it == worksheet_.tags.end()) return {nullptr, RowProblem{kTag, message("measure.readings.tag_unknown").with("tag", shortened(text)), {}}};
  if (it->second.empty()) return {nullptr, RowProblem{kTag, message("measure.readings.tag_spare").with("tag", shortened(text)), {}}};
  const auto element = by_id_.find(it->second);
  if (element == by_id_.end()) return {nullptr, RowProblem{kTag, message("measure.readings.number_gone").with("number", shortened(text)).with("id", it->second), {}}};
  return {element->second, {}};
}

std::optional<RowProblem> SubjectFinder::point_of(const ReadingRow& row, PlanPoint& at) const {
  for (const auto& [column, to] : {std::pair{kX, &at.x}, {kY, &at.y}}) {
    const auto metres = metres_of(row.cells[column], mark_);
    if (!metres) return RowProblem{column, message("measure.readings.place").with("text", shortened(row.cells[column])), {}};
    *to = *metres;
  }
  return std::nullopt;
}

/// By its id or its name, in which letter case does not count; of a plan with one level that one. Empty when the plan has none such.
std::string SubjectFinder::level_of(const std::string& text) const {
  if (text.empty()) return plan_.levels.size() == 1 ? plan_.levels.front().id : std::string();
  std::string found;
  for (const Level& l : plan_.levels) {
    if (l.id == text || l.name == text) return l.id;
    if (plain_word(l.name) == plain_word(text)) found = found.empty() ? l.id : " ";   // two of them: none
  }
  return plan_.level(found) ? found : std::string();
}

RowProblem SubjectFinder::unknown_level(const std::string& text) const {
  std::string all;
  for (const Level& l : plan_.levels) all += (all.empty() ? "" : ", ") + (l.name.empty() ? l.id : l.name);
  return {kLevel, message("measure.readings.level").with("level", shortened(text)).with("levels", shortened(all)), {}};
}

/// A row that names its element and a place: the place has to be the element's.
std::optional<RowProblem> SubjectFinder::elsewhere(const ReadingRow& row, const Element& element) const {
  if (!row.cells[kX].empty() || !row.cells[kY].empty()) {
    PlanPoint at;
    if (auto problem = point_of(row, at)) return problem;
    if (const double away = distance_to(element, at); std::isfinite(away) && away > kBeside)
      return RowProblem{kX, message("measure.readings.elsewhere").with("element", called(element.id)).with("distance", away, "m"), {element.id}};
  }
  const std::string& text = row.cells[kLevel];
  if (text.empty() || element.levels.empty()) return std::nullopt;
  const std::string level = level_of(text);
  if (level.empty()) return unknown_level(text);
  if (std::find(element.levels.begin(), element.levels.end(), level) != element.levels.end()) return std::nullopt;
  return RowProblem{kLevel, message("measure.readings.other_level").with("element", called(element.id)).with("level", shortened(text)), {element.id}};
}

SubjectFinder::Found SubjectFinder::by_place(const ReadingRow& row, const QuantityInfo* info) const {
  PlanPoint at;
  if (auto problem = point_of(row, at)) return {nullptr, std::move(problem)};
  const std::string level = level_of(row.cells[kLevel]);
  if (level.empty()) return {nullptr, unknown_level(row.cells[kLevel])};
  if (!info) return {nullptr, RowProblem{kQuantity, message("measure.readings.no_quantity"), {}}};
  std::vector<std::pair<double, const Element*>> near;
  for (const Element& e : plan_.elements) {
    if (!can_be_asked(info, e) || std::find(e.levels.begin(), e.levels.end(), level) == e.levels.end()) continue;
    if (const double d = distance_to(e, at); std::isfinite(d)) near.emplace_back(d, &e);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  RowProblem problem{kX, {}, {}};
  for (const auto& [d, e] : near)
    if (problem.near.size() < kNearShown) problem.near.push_back(e->id);
  if (near.empty() || near.front().first > kBeside) {
    problem.what = message("measure.readings.nothing_there").with("quantity", info->id);
    return {nullptr, problem};
  }
  if (near.size() > 1 && near[1].first - near[0].first < kClearly && !(near[0].first == 0 && near[1].first > 0)) {
    std::string ids;
    problem.near.clear();
    for (const auto& [d, e] : near)
      if (d - near[0].first < kClearly && problem.near.size() < kNearShown) problem.near.push_back(e->id), ids += (ids.empty() ? "" : ", ") + called(e->id);
    problem.what = message("measure.readings.several_there").with("ids", ids);
    return {nullptr, problem};
  }
  return {near.front().second, {}};
}

std::optional<RowProblem> SubjectFinder::way(const std::string& text, const QuantityInfo& info, std::vector<std::string>& subject) const {
  const auto ends = split_list(text, ">");
  if (ends.size() != 2) return RowProblem{kSubject, message("measure.readings.pair").with("quantity", info.id).with("subject", shortened(text)), {}};
  for (std::size_t i = 0; i < 2; ++i) {
    if (i == 0 && ends[i] == "outside") {
      subject.push_back(ends[i]);
      continue;
    }
    const QuantityInfo* asked = i == 0 ? nullptr : &info;
    const Found found = by_text(kSubject, ends[i], asked);
    if (!found.element) return found.problem;
    if (!can_be_asked(asked, *found.element))
      return RowProblem{kSubject, message("measure.readings.fit").with("quantity", info.id).with("subject", shortened(ends[i])).with("words", categories(info)).with("list", "category"), {}};
    subject.push_back(found.element->id);
  }
  return std::nullopt;
}

std::optional<RowProblem> SubjectFinder::find(const ReadingRow& row, const QuantityInfo* info, std::vector<std::string>& subject, std::string* whole) const {
  std::string text = row.cells[kSubject];
  // A number of the worksheet may stand for the building or a way.
  if (const WorksheetRow* numbered = text.empty() ? worksheet_row(row.cells[kNumber]) : nullptr)
    if (numbered->subject == "building" || numbered->subject.find('>') != std::string::npos) text = numbered->subject;
  if (info && info->pair && !text.empty()) return way(text, *info, subject);
  if (text == "building" && (!info || std::find(info->subjects.begin(), info->subjects.end(), Category::building) != info->subjects.end())) {
    subject = {text};
    return std::nullopt;
  }
  if (text == "building") return RowProblem{kSubject, message("measure.readings.fit").with("quantity", info->id).with("subject", text).with("words", categories(*info)).with("list", "category"), {}};
  std::vector<std::pair<Column, Found>> found;
  if (!text.empty()) found.emplace_back(kSubject, by_text(kSubject, text, info));
  const WorksheetRow* common = worksheet_row(row.cells[kNumber]);   // `several` has looked at these
  if (!row.cells[kNumber].empty() && !(common && !common->several.empty())) found.emplace_back(kNumber, by_number(row.cells[kNumber]));
  if (!row.cells[kTag].empty()) found.emplace_back(kTag, by_tag(row.cells[kTag]));
  const bool sure = std::any_of(found.begin(), found.end(), [](const auto& f) { return f.second.element != nullptr; });
  if (const std::string& name = row.cells[kName]; !name.empty()) {
    Found named = by_text(kName, name, info);
    if (named.element || !sure) found.emplace_back(kName, std::move(named));
  }
  if (found.empty() && (!row.cells[kX].empty() || !row.cells[kY].empty())) found.emplace_back(kX, by_place(row, info));
  if (found.empty()) return RowProblem{kSubject, message("measure.readings.no_subject"), {}};
  // What else the row says tells which of those is meant that had the id one after the other.
  if (auto& [column, first] = found.front(); column == kSubject && !first.either.empty())
    for (const auto& [other, f] : found)
      if (f.element && std::find(first.either.begin(), first.either.end(), f.element->id) != first.either.end()) first = Found{f.element, {}};
  for (const auto& [column, f] : found)
    if (f.problem) return f.problem;
  const Element* element = found.front().second.element;
  for (const auto& [column, f] : found)
    if (f.element != element)
      return RowProblem{column, message("measure.readings.two_elements").with("a", named(element->id)).with("b", named(f.element->id)), {element->id, f.element->id}};
  if (found.front().first != kX)
    if (auto problem = elsewhere(row, *element)) return problem;
  const auto parts = can_be_asked(info, *element) ? std::vector<const Element*>{} : parts_of(row.cells[found.front().first], *element, *info);
  if (parts.size() > 1) {
    std::string names;
    for (const std::string& id : ids_of(parts)) names += (names.empty() ? "" : ", ") + named(id);
    return RowProblem{found.front().first, message("measure.readings.fit_parts").with("quantity", info->id).with("subject", shortened(row.cells[found.front().first])).with("parts", names), ids_of(parts)};
  }
  if (parts.size() == 1) {
    if (whole) *whole = element->id;
    element = parts.front();
  }
  // Of a flight of stairs nothing is asked that belongs to ramps, and the other way round.
  if (!can_be_asked(info, *element) && element->category == Category::flight && std::find(info->subjects.begin(), info->subjects.end(), Category::flight) != info->subjects.end())
    return RowProblem{found.front().first, message("measure.readings.fit_flight").with("quantity", info->id).with("subject", shortened(row.cells[found.front().first])), {}};
  if (!can_be_asked(info, *element))
    return RowProblem{found.front().first, message("measure.readings.fit").with("quantity", info->id).with("subject", shortened(row.cells[found.front().first])).with("words", categories(*info)).with("list", "category"), {}};
  subject = {element->category == Category::building ? "building" : element->id};
  return std::nullopt;
}

}  // namespace landai::measure
