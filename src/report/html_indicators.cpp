// SPDX-License-Identifier: GPL-3.0-or-later
// The forms on the page: one table per form, its items under their blocks.
#include <algorithm>

#include "html.hpp"
#include "item_text.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

using indicators::Form;
using indicators::Indicator;

constexpr std::size_t kLines = 6;

/// A small heading and its lines; nothing when there are none.
void lines(std::string& cell, const View& view, const char* heading, const std::vector<std::string>& all,
           std::size_t most = kLines) {
  if (all.empty()) return;
  cell += "<p class=\"small\"><b>" + xml(view.texts(heading)) + "</b><br/>";
  for (std::size_t i = 0; i < all.size() && i < most; ++i) cell += (i ? "<br/>" : "") + xml(all[i]);
  if (all.size() > most)
    cell += "<br/>" +
            xml(view.texts.render(message("report.more").with("count", std::to_string(all.size() - most))));
  cell += "</p>";
}

void block_head(HtmlPage& page, const indicators::Block& block) {
  page.out += "<tr class=\"block\"><th scope=\"colgroup\" colspan=\"4\">" +
              xml(block.title.in(page.view.texts.language())) + "</th></tr>\n";
}

void row(HtmlPage& page, const Form& form, const Indicator& item) {
  const ItemText text = item_text(page.view, form, item);
  page.row_head(xml(text.title) + "<br/><span class=\"small\"><code>" + xml(item.id) + "</code></span>");
  page.cell(
      "<span class=\"state state-" + std::string(indicators::to_string(item.state)) + "\">" +
      xml(text.state) + "</span>" +
      (text.claim.empty() ? std::string() : "<br/><span class=\"small\">" + xml(text.claim) + "</span>") +
      (item.defects ? "<br/><span class=\"small\">" + xml(page.view.texts("report.defects")) + "</span>"
                    : std::string()));
  page.cell(xml(text.groups));
  page.cell(item_grounds(page.view, item, text));
  page.out += "</tr>\n";
}

}  // namespace

std::string item_grounds(const View& view, const Indicator& item, const ItemText& text) {
  std::string cell = "<p>" + xml(text.reason);
  for (const std::string& note : text.notes) cell += " " + xml(note);
  cell += "</p>";
  if (!item.elements.empty())
    cell += "<p class=\"small\">" + xml(places_text(view, item.elements, 4)) + "</p>";
  lines(cell, view, "report.item.attested", text.statements);
  lines(cell, view, "report.item.evidence", text.evidence);
  lines(cell, view, "report.item.defects", text.defects);
  lines(cell, view, "report.item.to_measure", text.to_measure);
  return cell;
}

void html_indicators(HtmlPage& page) {
  const View& view = page.view;
  const Language language = view.texts.language();
  page.section("indicators", "report.html.indicators");
  if (view.in.policy != nullptr)
    page.out +=
        "<p class=\"small\">" +
        xml(view.texts.render(
            message("report.item.policy").with("policy", clean(view.in.policy->title.in(language))))) +
        " " + xml(view.in.policy->about.in(language)) + "</p>\n";
  for (const Form& form : view.in.forms) {
    page.out += "<h3>" + xml(form.title.in(language)) + "</h3>\n<p class=\"small\">" +
                xml(form.about.in(language)) + "</p>\n";
    for (const std::string& remark : form_remarks(view, form))
      page.out += "<p class=\"small\">" + xml(remark) + "</p>\n";
    page.table("report.html.indicators",
               {"report.html.item", "report.html.state", "report.html.groups", "report.html.support"},
               "forms");
    std::string block;
    for (const Indicator* item : items_of(view, form)) {
      if (item->block != block && form.blocks.size() > 1)
        if (const auto* b = form.block(item->block)) block_head(page, *b);
      block = item->block;
      row(page, form, *item);
    }
    page.end_table();
  }
  page.end_section();
}

}  // namespace landai::report
