// SPDX-License-Identifier: GPL-3.0-or-later
#include "overlay_text.hpp"

#include "text.hpp"

namespace landai::report {
namespace {

std::string said(const View& view, const standards::Limit& limit, const std::string& quantity) {
  const std::string text =
      limit.truth && !limit.as_written.empty() ? std::string() : view.limit(limit, quantity);
  return text.empty() ? view.texts.as_written(limit.as_written) : text;
}

std::string cited(const standards::Citation& citation) {
  return clean(citation.instrument) + ", " + clean(citation.article);
}

std::string head(const View& view, const standards::Pack& overlay, std::size_t changed) {
  return clean(overlay.id) + " " + clean(overlay.version) + ", " +
         view.texts.render(message("standards.overlay.over").with("pack", overlay.over)) + ": " +
         view.texts.render(message("standards.overlay.count")
                               .with("changed", std::to_string(changed))
                               .with("added", std::to_string(overlay.rules.size())));
}

}  // namespace

std::vector<RuleChange> changes_of(const View& view, const standards::Pack& overlay) {
  std::vector<RuleChange> out;
  for (const auto* rule : standards::changes_of(view.in.packs, overlay.id))
    for (const auto& change : rule->changed_by)
      if (change.overlay == overlay.id) out.push_back({rule, &change});
  return out;
}

std::string limit_before(const View& view, const RuleChange& one) {
  if (one.change->filled) return view.texts("standards.overlay.was_empty");
  return said(view, one.change->was, one.change->quantity);
}

std::string limit_now(const View& view, const RuleChange& one) {
  return said(view, one.change->now, one.rule->quantity);
}

void write_overlays(Page& page, const View& view) {
  bool first = true;
  for (const auto& pack : view.in.packs) {
    if (pack.over.empty()) continue;
    if (first) page.heading(view.texts("report.heading.overlays"));
    first = false;
    const auto changes = changes_of(view, pack);
    page.paragraph("  ", 2, head(view, pack, changes.size()));
    page.paragraph("  ", 2, "SHA-256 " + pack.sha256, Page::Ink::dim);
    for (const RuleChange& one : changes) {
      const std::string limits = one.change->demands
                                     ? view.texts.render(message("standards.overlay.was")
                                                             .with("old", limit_before(view, one))
                                                             .with("new", limit_now(view, one)))
                                     : view.texts("standards.overlay.same_limit");
      page.paragraph("    · ", 6, clean(one.rule->title.in(view.texts.language())) + ": " + limits);
    }
  }
}

std::string change_rows(const View& view, const standards::Pack& overlay) {
  std::string rows;
  for (const RuleChange& one : changes_of(view, overlay)) {
    const bool demands = one.change->demands;
    const auto cell = [](const std::string& limit, const std::string& citation) {
      return "<td>" + xml(capital(limit)) + "<br/><span class=\"small\">" + xml(citation) + "</span></td>";
    };
    const std::string same = view.texts("standards.overlay.same_limit");
    rows += "<tr><td>" + xml(one.rule->title.in(view.texts.language())) + "<br/><code>" + xml(one.rule->id) +
            "</code></td>" + cell(limit_before(view, one), cited(one.change->cited)) +
            cell(demands ? limit_now(view, one) : same, cited(one.rule->citation)) + "</tr>\n";
  }
  return rows;
}

void write_changed_by(JsonWriter& json, const View& view, const standards::Rule& rule) {
  if (rule.changed_by.empty()) return;
  json.key("changed_by").array();
  for (const auto& change : rule.changed_by)
    json.object()
        .text("overlay", change.overlay)
        .text("was", limit_before(view, {&rule, &change}))
        .text("now", limit_now(view, {&rule, &change}))
        .text("article", change.cited.article)
        .text("instrument", change.cited.instrument)
        .end_object();
  json.end_array();
}

}  // namespace landai::report
