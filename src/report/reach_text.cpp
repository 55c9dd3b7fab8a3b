// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets where, for people.
#include "reach_text.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "text.hpp"

namespace landai::report {
namespace {

using Ink = Page::Ink;
constexpr std::size_t kGroupsShown = 5, kPlacesNamed = 3;
constexpr std::size_t kMostRows = 400;

/// Equal for changes of the same things at the same place.
std::string key_of(const measure::Change& c) {
  return std::string(to_string(c.kind)) + "|" + join(c.elements, ",") + "|" + c.level + "|" + std::to_string(c.value_m);
}

/// Smaller is better: reached, open, cut by changes, walled in.
std::tuple<int, std::size_t, double> rank(const measure::Reached& r) {
  if (r.reachable.value_or(false)) return {0, 0, -r.width_m};
  const bool walled = std::any_of(r.cut.begin(), r.cut.end(), [](const auto& c) { return c.kind == measure::ChangeKind::no_opening; });
  return {!r.reachable ? 1 : walled ? 3 : 2, r.cut.size(), -r.width_m};
}

/// Places of one mobility, each once.
struct Best {
  std::string mobility;
  bool from_street = false;
  std::vector<const measure::Reached*> places;
  std::vector<Message> notes;

  void add(const measure::MobilityReach& from) {
    for (const auto& place : from.places) {
      const auto known = std::find_if(places.begin(), places.end(), [&](const auto* p) { return p->place == place.place; });
      if (known == places.end()) places.push_back(&place);
      else if (rank(place) < rank(**known)) *known = &place;
    }
    for (const auto& note : from.notes)
      if (std::none_of(notes.begin(), notes.end(), [&](const Message& n) { return n.key == note.key; })) notes.push_back(note);
  }
};

std::vector<Best> best_of(const View& view) {
  std::vector<Best> all;
  for (const auto& m : view.in.mobilities)
    for (const bool street : {true, false}) {
      Best best{m.id, street, {}, {}};
      for (const auto& from : view.in.reach)
        if (from.mobility == m.id && (from.entrance == "outside") == street) best.add(from);
      if (!best.places.empty()) all.push_back(std::move(best));
    }
  return all;
}

std::vector<CutPlaces> cut_places(const Best& best) {
  std::map<std::string, std::size_t> index;
  std::vector<CutPlaces> groups;
  for (const auto* place : best.places) {
    if (place->reachable.value_or(false)) continue;
    std::string key = place->reachable ? "cut" : "open";
    for (const auto& change : place->cut) {
      // Every walled-in room is its own, but they are told together.
      key += "/" + (change.kind == measure::ChangeKind::no_opening ? std::string("walled") : key_of(change));
    }
    const auto [at, fresh] = index.try_emplace(key, groups.size());
    if (fresh) {
      groups.push_back({!place->reachable, {}, {}});
      for (const auto& change : place->cut) groups.back().cut.push_back(&change);
    }
    groups[at->second].places.push_back(place->place);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const CutPlaces& a, const CutPlaces& b) {
    return std::tuple(a.open, b.places.size()) < std::tuple(b.open, a.places.size());
  });
  return groups;
}

bool same_told(const View& view, const ReachRow& a, const ReachRow& b) {
  if (a.from_street != b.from_street || a.count != b.count || a.reached != b.reached || a.open != b.open || a.groups.size() != b.groups.size()) return false;
  for (std::size_t i = 0; i < a.groups.size(); ++i)
    if (a.groups[i].places != b.groups[i].places || changes_text(view, a.groups[i]) != changes_text(view, b.groups[i])) return false;
  return true;
}

}  // namespace

std::vector<ReachRow> reach_rows(const View& view) {
  std::vector<ReachRow> rows;
  for (const Best& best : best_of(view)) {
    ReachRow row{{best.mobility}, best.from_street, best.places.size(), 0, 0, cut_places(best), best.notes};
    for (const auto* place : best.places) row.reached += place->reachable.value_or(false), row.open += !place->reachable;
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const ReachRow& r) { return same_told(view, r, row); });
    if (same == rows.end()) rows.push_back(std::move(row));
    else same->mobilities.push_back(best.mobility);
  }
  return rows;
}

std::string reach_count(const View& view, const ReachRow& row) {
  return view.texts.render(message(row.open ? "report.reach.count_open" : "report.reach.count").with("reached", std::to_string(row.reached))
      .with("count", std::to_string(row.count)).with("open", std::to_string(row.open)));
}

std::string changes_text(const View& view, const CutPlaces& group) {
  std::vector<std::string> told;
  for (const auto* change : group.cut) told.push_back(sentence(view.render(change->text)));
  return told.empty() ? view.texts("report.reach.why_note") : join(told, " ");
}

std::string reach_title(const View& view, const ReachRow& row) {
  std::vector<std::string> who;
  for (const auto& id : row.mobilities)
    for (const auto& m : view.in.mobilities)
      if (m.id == id) who.push_back(m.title.in(view.texts.language()));
  return view.texts.render(message(row.from_street ? "report.reach.from_street" : "report.reach.from_entrance").with("who", join(who, ", ")));
}

void write_reach(Page& page, const View& view) {
  if (view.in.mobilities.empty()) return;
  page.heading(view.texts("report.html.reach"));
  const auto rows = reach_rows(view);
  if (rows.empty()) page.paragraph("  ", 2, view.texts("report.reach.none"));
  for (const auto& row : rows) {
    page.paragraph("  ", 2, reach_title(view, row) + ": " + reach_count(view, row), row.groups.empty() ? Ink::green : Ink::plain);
    std::size_t shown = 0;
    for (const auto& group : row.groups) {
      if (shown++ == kGroupsShown) {
        page.line("      " + view.texts.render(message("report.more").with("count", std::to_string(row.groups.size() - kGroupsShown))));
        break;
      }
      page.paragraph("    · ", 6, places_text(view, group.places, kPlacesNamed) + ": " + changes_text(view, group), group.open ? Ink::blue : Ink::yellow);
    }
    for (const auto& note : row.notes) page.paragraph("      ", 6, sentence(view.render(note)), Ink::dim);
  }
  page.paragraph("  ", 2, view.texts("report.reach.note"), Ink::dim);
}

void html_reach(HtmlPage& page) {
  const View& view = page.view;
  if (view.in.mobilities.empty()) return;
  page.section("reach", "report.html.reach");
  const auto rows = reach_rows(view);
  if (rows.empty()) {
    page.out += "<p>";
    page.text("report.reach.none");
    page.out += "</p>\n";
    page.end_section();
    return;
  }
  page.out += "<p class=\"small\">" + xml(view.texts("report.reach.note")) + "</p>\n";
  page.table("report.html.reach", {"report.reach.who", "report.reach.reaches", "report.reach.cut_off", "report.reach.changes"});
  for (const auto& row : rows) {
    std::string notes;
    for (const auto& note : row.notes) notes += "<br/><span class=\"small\">" + xml(sentence(view.render(note))) + "</span>";
    for (std::size_t i = 0; i < std::max<std::size_t>(row.groups.size(), 1) && i < kMostRows; ++i) {
      page.row_head(i == 0 ? xml(reach_title(view, row)) + notes : std::string());
      page.cell(i == 0 ? xml(reach_count(view, row)) : std::string());
      page.cell(row.groups.empty() ? "–" : xml(places_text(view, row.groups[i].places, 6)));
      page.cell(row.groups.empty() ? "–" : (row.groups[i].open ? "<b>" + xml(view.word("answer", "undecided")) + ".</b> " : std::string()) + xml(changes_text(view, row.groups[i])));
      page.out += "</tr>\n";
    }
  }
  page.end_table();
  page.end_section();
}

}  // namespace landai::report
