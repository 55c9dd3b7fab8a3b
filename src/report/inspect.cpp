// SPDX-License-Identifier: GPL-3.0-or-later
// What `landai inspect` prints: what is in the file and what became of it.
#include <algorithm>
#include <cctype>
#include <map>

#include "page.hpp"
#include "text.hpp"
#include "view.hpp"

namespace landai::report {
namespace {

using Ink = Page::Ink;

void write_sources(Page& page, const View& view) {
  page.heading(view.texts("report.inspect.sources"));
  for (const auto& s : view.in.plan.sources) {
    page.paragraph("  ", 2, clean(s.file) + ": " + source_text(view, s));
    if (!s.sha256.empty()) page.line("    " + page.ink(view.texts.render(message("report.inspect.sha").with("sha", s.sha256)), Ink::dim));
  }
}

void write_levels(Page& page, const View& view) {
  page.heading(view.texts("report.inspect.levels"));
  for (const auto& level : view.in.plan.levels) {
    std::size_t spaces = 0;
    for (const auto& e : view.in.plan.elements)
      spaces += e.category == Category::space && std::find(e.levels.begin(), e.levels.end(), level.id) != e.levels.end();
    const std::string height = level.elevation_known ? view.texts.number(level.elevation, "m") : view.texts("report.inspect.elevation_unknown");
    page.line("  " + padded(clean(level.id), 5) + padded(shortened(clean(level.name), 40), 42) + padded(height, 24) +
              std::to_string(spaces) + " " + view.word("categories", "space"));
  }
}

void write_elements(Page& page, const View& view) {
  page.heading(view.texts("report.inspect.elements"));
  std::map<Category, std::pair<std::size_t, std::size_t>> counts;
  for (const auto& e : view.in.plan.elements) {
    auto& [all, derived] = counts[e.category];
    ++all;
    derived += e.derived;
  }
  if (counts.empty()) page.line("  " + view.texts("report.inspect.no_elements"));
  for (const auto& [category, n] : counts) {
    std::string text = "  " + padded_left(std::to_string(n.first), 6) + "  " + view.word("categories", to_string(category));
    if (n.second) text += " (" + view.texts.render(message("report.inspect.derived").with("count", std::to_string(n.second))) + ")";
    page.line(text);
  }
}

/// Without entity numbers, which differ between doors that are otherwise equal: "leaf body #3510" is "leaf body".
std::string kind_of_source(const std::string& from) {
  std::string out;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] == '#' && i + 1 < from.size() && std::isdigit(static_cast<unsigned char>(from[i + 1]))) {
      while (i + 1 < from.size() && std::isdigit(static_cast<unsigned char>(from[i + 1]))) ++i;
      continue;
    }
    out += from[i];
  }
  // "frame bodies #1, #2, …" leaves commas and dots.
  while (!out.empty() && (out.back() == ' ' || out.back() == ',' || out.ends_with("…"))) out.resize(out.size() - (out.ends_with("…") ? 3 : 1));
  return out;
}

std::string known_text(const View& view, const char* what, const Known& known) {
  std::string text = view.texts(std::string("report.inspect.width.") + what) + " " + view.texts.number(known.value, "m");
  if (!known.from.empty()) text += " [" + shortened(view.from(kind_of_source(known.from)), 40) + "]";
  return text;
}

/// Everything known about a door's widths, but for its name: equal doors are told once.
std::string door_text(const View& view, const Element& e) {
  const DoorShape& door = *e.door();
  std::vector<std::string> parts = {view.word("operation", to_string(door.operation))};
  if (door.leaves.size() == 1) parts.push_back(view.texts("report.inspect.leaf"));
  else if (!door.leaves.empty())
    parts.push_back(view.texts.render(message("report.inspect.leaves").with("count", std::to_string(door.leaves.size()))));
  if (door.attribute_width) parts.push_back(known_text(view, "attribute", *door.attribute_width));
  if (door.opening_width) parts.push_back(known_text(view, "opening", *door.opening_width));
  if (door.frame_clear_width) parts.push_back(known_text(view, "frame", *door.frame_clear_width));
  for (const auto& leaf : door.leaves) parts.push_back(known_text(view, "leaf", leaf.width));
  if (!door.attribute_width && !door.opening_width && !door.frame_clear_width && door.leaves.empty())
    parts.push_back(view.texts("report.inspect.no_width"));
  return join(parts, ", ");
}

void write_doors(Page& page, const View& view) {
  std::map<std::string, std::vector<std::string>> kinds;
  std::vector<std::string> order;
  for (const auto& e : view.in.plan.elements) {
    if (e.category != Category::door || !e.door()) continue;
    std::string text = door_text(view, e);
    auto& ids = kinds[text];
    if (ids.empty()) order.push_back(text);
    ids.push_back(e.name.empty() ? clean(e.id) : shortened(clean(e.name), 30));
  }
  if (order.empty()) return;
  page.heading(view.texts("report.inspect.doors"));
  std::map<std::size_t, std::size_t> by_leaves;
  for (const auto& e : view.in.plan.elements)
    if (e.category == Category::door && e.door()) ++by_leaves[e.door()->leaves.size()];
  std::vector<std::string> sums;
  for (const auto& [leaves, doors] : by_leaves)
    sums.push_back(std::to_string(doors) + " × " + (leaves == 1 ? view.texts("report.inspect.leaf")
        : view.texts.render(message("report.inspect.leaves").with("count", std::to_string(leaves)))));
  page.paragraph("  ", 2, join(sums, ", "));
  std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) { return kinds[a].size() > kinds[b].size(); });
  for (const auto& text : order) {
    auto& ids = kinds[text];
    page.paragraph(padded_left(std::to_string(ids.size()), 6) + " × ", 9, text);
    page.paragraph("         ", 9, join(ids, ", "), Ink::dim);
  }
}

void write_spaces(Page& page, const View& view) {
  std::vector<std::string> parts;
  for (const auto& e : view.in.plan.elements)
    if (e.category == Category::space)
      parts.push_back(view.name(e.id) + " " + view.texts.number(area(e.geometry.areas), "m2"));
  if (parts.empty()) return;
  page.heading(view.texts("report.inspect.spaces"));
  page.paragraph("  ", 2, join(parts, "; "));
}

void write_inventory(Page& page, const View& view) {
  const auto& rows = view.in.plan.inventory;
  for (const char* kind : {"layer", "block", "entity"}) {
    bool any = false;
    for (const auto& row : rows) {
      if (row.kind != kind) continue;
      if (!any) page.heading(view.word("inventory", kind));
      any = true;
      std::string text = "  " + padded_left(std::to_string(row.count), 6) + "  " + padded(shortened(clean(row.name), 34), 36);
      text += padded(row.category.empty() ? "–" : view.word("category", row.category), 20);
      std::string rest = view.texts.render(message("report.inspect.understood").with("understood", std::to_string(row.understood))
                                               .with("count", std::to_string(row.count)));
      if (!row.note.empty()) rest += ", " + view.note(row.note);
      const std::size_t left = kPageWidth > letters(text) ? kPageWidth - letters(text) : 0;
      page.line(text + page.ink(shortened(rest, left), row.understood < row.count ? Ink::yellow : Ink::dim));
    }
  }
}

void write_not_understood(Page& page, const View& view) {
  page.heading(view.texts("report.inspect.not_understood"));
  bool any = false;
  for (const auto& row : view.in.plan.inventory) {
    if (row.understood >= row.count) continue;
    any = true;
    std::string text = view.word("inventory", row.kind) + " " + clean(row.name) + ": " +
        view.texts.render(message("report.inspect.understood").with("understood", std::to_string(row.understood)).with("count", std::to_string(row.count)));
    if (!row.note.empty()) text += " (" + view.note(row.note) + ")";
    page.paragraph("  · ", 4, text);
  }
  if (!any) page.paragraph("  ", 2, view.texts("report.inspect.everything_understood"));
}

void write_diagnostics(Page& page, const View& view) {
  if (view.in.plan.diagnostics.empty()) return;
  page.heading(view.texts("report.heading.diagnostics"));
  constexpr const char* kWords[] = {"info", "warning", "error"};
  for (const auto& d : view.in.plan.diagnostics) {
    const std::string text = view.word("diagnostic", kWords[static_cast<int>(d.severity)]) + ": " + told(view, d);
    page.paragraph("  · ", 4, text, d.severity == DiagnosticSeverity::info ? Ink::dim : Ink::plain);
  }
}

}  // namespace

std::string inspect(const Plan& plan, const Texts& texts, bool colour) {
  const measure::MeasurementSet no_measurements;
  const std::vector<standards::Pack> no_packs;
  const std::vector<standards::Check> no_checks;
  const std::vector<indicators::Form> no_forms;
  const std::vector<indicators::Indicator> no_indicators;
  const Inputs in{plan, no_measurements, no_packs, no_checks, no_forms, no_indicators, {}, {}};
  const View view(in, texts);
  Page page(colour);
  write_sources(page, view);
  write_levels(page, view);
  write_elements(page, view);
  write_doors(page, view);
  write_spaces(page, view);
  write_inventory(page, view);
  write_not_understood(page, view);
  write_diagnostics(page, view);
  return page.take();
}

}  // namespace landai::report
