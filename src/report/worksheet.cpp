// SPDX-License-Identifier: GPL-3.0-or-later
// The worksheet: questions put in walking order, alike ones together when there are too many, markers for what a photo can measure.
#include "landai/report/worksheet.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "landai/measure/catalogue.hpp"
#include "landai/photo/marker_sheet.hpp"
#include "view.hpp"
#include "worksheet_asks.hpp"
#include "worksheet_walk.hpp"

namespace landai::report {
namespace {

/// The element before which one stands to answer; of a way its end.
const std::string& stands_at(const Ask& ask) { return ask.subjects.front().back(); }
bool is_way(const Ask& ask) { return ask.subjects.front().size() > 1; }

/// Which questions become one row first when there are too many: advice before duties, looking before measuring. What is undecided
/// stays by itself: there the value of each one matters.
int gathering_turn(const Ask& ask) {
  const auto* info = measure::quantity(ask.quantity);
  const bool number = info && info->kind == measure::ValueKind::number;
  if (ask.undecided || is_way(ask)) return 4;
  return (ask.severity > 3 ? 0 : 2) + (number ? 1 : 0);
}

/// a … z, aa, ab …
std::string letters_of(int i) {
  std::string out;
  for (; i >= 0; i = i / 26 - 1) out.insert(out.begin(), static_cast<char>('a' + i % 26));
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c - 'a' + 'A');
  return text;
}

class Maker {
 public:
  Maker(const Inputs& in, const Texts& texts, const HowTos& how, const WorksheetOptions& options)
      : view_(in, texts), walk_(view_), how_(how), options_(options) {}

  Result<Worksheet> make() {
    Asks asks = find_asks(view_, how_);
    sheet_.settled_by_nothing = asks.settled_by_nothing;
    sheet_.for_author = std::move(asks.for_author);
    gather(asks.on_site);
    sheet_.rows = static_cast<int>(asks.on_site.size());
    find_conditions(asks.on_site);
    place(std::move(asks.on_site));
    label();
    if (Status problem = give_tags()) return *problem;
    return std::move(sheet_);
  }

 private:
  /// Alike: the same question, in the same rules, of elements of one category on one level.
  [[nodiscard]] std::string alike(const Ask& ask) const {
    std::string text = asked_as(ask) + "\n" + walk_.level(stands_at(ask)) + "\n" + to_string(view_.category(stands_at(ask)));
    std::set<std::string> rules;
    for (const auto* check : ask.checks) rules.insert(check->rule);
    for (const auto& rule : rules) text += "\n" + rule;
    for (const After& condition : ask.after) text += "\n" + condition.question;
    return text;
  }

  void gather(std::vector<Ask>& asks) {
    for (int turn = 0; turn < 4 && asks.size() > options_.most_rows; ++turn) {
      std::map<std::string, std::vector<std::size_t>> groups;
      for (std::size_t i = 0; i < asks.size(); ++i)
        if (gathering_turn(asks[i]) == turn) groups[alike(asks[i])].push_back(i);
      std::set<std::size_t> gone;
      for (const auto& [what, members] : groups) {
        if (members.size() < 2) continue;
        for (std::size_t i = 1; i < members.size(); ++i) take_in(asks[members[0]], asks[members[i]]), gone.insert(members[i]);
        auto& subjects = asks[members[0]].subjects;
        std::sort(subjects.begin(), subjects.end(), [this](const auto& a, const auto& b) { return walk_.before(a.back(), b.back()); });
        asks[members[0]].key = key_of(asks[members[0]]);
        sheet_.gathered += static_cast<int>(members.size());
      }
      std::vector<Ask> left;
      for (std::size_t i = 0; i < asks.size(); ++i)
        if (!gone.contains(i)) left.push_back(std::move(asks[i]));
      asks = std::move(left);
    }
  }

  /// Which row asks what another one depends on.
  static void find_conditions(std::vector<Ask>& asks) {
    std::map<std::string, std::string> row_of;
    for (const Ask& ask : asks)
      for (const auto& subject : ask.subjects) row_of[asked_as(ask) + "\n" + subject_as(subject)] = ask.key;
    for (Ask& ask : asks)
      for (After& condition : ask.after) condition.key = row_of[condition.question + "\n" + condition.subject];
  }

  void place(std::vector<Ask> asks) {
    std::map<std::string, Stop> stops;
    std::set<std::string> numbered;
    Stop building{0, "building", {}, {}};
    std::map<std::string, Stop> gathered;   // by level
    for (Ask& ask : asks) {
      for (const auto& subject : ask.subjects)
        if (view_.spot(subject.back())) numbered.insert(subject.back());
      if (ask.subjects.size() > 1) gathered[walk_.level(stands_at(ask))].asks.push_back(std::move(ask));
      else if (view_.spot(stands_at(ask))) stops[stands_at(ask)].asks.push_back(std::move(ask));
      else building.asks.push_back(std::move(ask));
    }
    std::vector<std::string> order(numbered.begin(), numbered.end());
    std::sort(order.begin(), order.end(), [this](const auto& a, const auto& b) { return walk_.before(a, b); });
    if (!building.asks.empty()) add("", "", std::move(building));
    std::string level;
    bool first = true;
    int number = 0;
    for (const std::string& id : order) {
      if (first || walk_.level(id) != level) {
        level = walk_.level(id), first = false;
        if (const auto rows = gathered.find(level); rows != gathered.end()) add(level, "", std::move(rows->second)), gathered.erase(rows);
      }
      Stop stop = std::move(stops[id]);
      stop.number = ++number;
      stop.element = id;
      add(level, walk_.room(id), std::move(stop));
    }
    for (auto& [of, rows] : gathered) add(of, "", std::move(rows));
  }

  /// "12b", or "A3" for what is asked of several things of the first level.
  void label() {
    int several = 0;
    for (StopGroup& group : sheet_.groups)
      for (Stop& stop : group.stops) {
        const bool many = stop.number == 0 && stop.element.empty();
        const std::string stem = many ? letters_of(several++) : std::to_string(stop.number);
        for (std::size_t i = 0; i < stop.asks.size(); ++i)
          stop.asks[i].label = many ? upper(stem) + std::to_string(i + 1) : stem + letters_of(static_cast<int>(i));
      }
  }

  void add(const std::string& level, const std::string& room, Stop stop) {
    // What is required first; what depends on another question right behind it.
    const auto rank = [](const Ask& a) {
      return std::tuple(a.severity, a.after.empty() ? a.quantity : a.after.front().quantity, !a.after.empty(), a.quantity);
    };
    std::stable_sort(stop.asks.begin(), stop.asks.end(), [rank](const Ask& a, const Ask& b) { return rank(a) < rank(b); });
    if (sheet_.groups.empty() || sheet_.groups.back().level != level || sheet_.groups.back().space != room)
      sheet_.groups.push_back({level, room, {}});
    sheet_.groups.back().stops.push_back(std::move(stop));
  }

  [[nodiscard]] bool may_have_marker(Category category) const {
    for (const auto& [id, entry] : how_.quantities) {
      const auto* info = entry.marker ? measure::quantity(id) : nullptr;
      if (info && std::find(info->subjects.begin(), info->subjects.end(), category) != info->subjects.end()) return true;
    }
    return false;
  }

  /// Elements of which a question of their own is asked that a photo with a marker can answer; alike things in a common row are read, not
  /// photographed one by one.
  [[nodiscard]] std::vector<std::string> wanting() const {
    std::set<std::string> out;
    for (const auto& group : sheet_.groups)
      for (const auto& stop : group.stops)
        for (const auto& ask : stop.asks)
          if (how_.quantities.at(ask.quantity).marker && (options_.all_markers || ask.subjects.size() == 1))
            for (const auto& subject : ask.subjects)
              if (view_.element(subject.back())) out.insert(subject.back());
    std::vector<std::string> sorted(out.begin(), out.end());
    std::sort(sorted.begin(), sorted.end(), [this](const auto& a, const auto& b) { return walk_.before(a, b); });
    return sorted;
  }

  Status give_tags() {
    auto count = photo::marker_count(photo::kSheetDictionary);
    if (!count) return count.error();
    const int spare = *count - 1;
    std::set<int> taken{spare};
    std::map<std::string, int> tag_of;
    for (const auto& [element, tag] : options_.tags)
      if (tag >= 0 && tag < spare && taken.insert(tag).second) tag_of[element] = tag;
    const auto wanted = wanting();
    std::vector<std::string> all;
    for (const Element& e : view_.in.plan.elements)
      if (may_have_marker(e.category)) all.push_back(e.id);
    std::sort(all.begin(), all.end(), [this](const auto& a, const auto& b) { return walk_.before(a, b); });
    // Over all that could ever want one, so that an answer changes no other's tag; too many: only those in question.
    if (all.size() + taken.size() > static_cast<std::size_t>(*count)) all = wanted;
    int next = 0;
    for (const std::string& id : all) {
      if (tag_of.contains(id)) continue;
      while (taken.contains(next)) ++next;
      if (next >= spare) break;
      taken.insert(next);
      tag_of[id] = next;
    }
    const std::set<std::string> printed(wanted.begin(), wanted.end());
    for (const std::string& id : wanted)
      if (!tag_of.contains(id)) ++sheet_.without_tag;
    for (const auto& [id, tag] : tag_of)
      if (view_.element(id)) sheet_.tags.push_back({printed.contains(id), tag, id, side_for(id)});
    std::sort(sheet_.tags.begin(), sheet_.tags.end(), [](const TagPlace& a, const TagPlace& b) { return a.tag < b.tag; });
    if (!wanted.empty()) sheet_.tags.push_back({true, spare, "", kSide});
    for (auto& group : sheet_.groups)
      for (auto& stop : group.stops)
        for (const TagPlace& place : sheet_.tags)
          if (place.printed && !place.element.empty() && place.element == stop.element) stop.tag = place.tag;
    return std::nullopt;
  }

  static constexpr double kSide = 0.150;
  /// On a ramp the slope comes from the marker's tilt, so it is as large as a sheet of A4 holds: a quiet zone of one cell on either side of
  /// eight cells makes 1.25 sides, and 0.160 m leaves 5 mm to the paper's edges.
  static constexpr double kRampSide = 0.160;
  [[nodiscard]] double side_for(const std::string& id) const {
    const Category category = view_.category(id);
    return category == Category::ramp || category == Category::flight || category == Category::landing ? kRampSide : kSide;
  }

  View view_;
  Walk walk_;
  const HowTos& how_;
  const WorksheetOptions& options_;
  Worksheet sheet_;
};

}  // namespace

Result<Worksheet> worksheet(const Inputs& in, const Texts& texts, const HowTos& how, const WorksheetOptions& options) {
  return Maker(in, texts, how, options).make();
}

}  // namespace landai::report
