// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "evidence.hpp"
#include "item_text.hpp"
#include "picture.hpp"
#include "view.hpp"

namespace landai::report {

/// What the sections of the page share, and the page being written. `out` is HTML; every text from outside goes
/// through xml() on its way in.
struct HtmlPage {
  const View& view;
  const std::vector<Finding>& findings;
  const Pictures& pictures;
  const std::vector<EvidenceFile>& evidence;
  std::string out;

  void text(std::string_view key);                       ///< a text of data/i18n, escaped
  void heading(int level, std::string_view key);
  void section(std::string_view id, std::string_view key); ///< opens <section> with its <h2>
  void end_section() { out += "</section>\n"; }
  /// Opens a table in a scroller that the keyboard reaches; `columns` are keys of header texts.
  void table(std::string_view label_key, const std::vector<std::string>& columns, std::string_view css = {});
  void end_table() { out += "</tbody></table></div>\n"; }
  void cell(std::string_view text, std::string_view css = {});
  void row_head(std::string_view text);
};

/// The style sheet of the page.
[[nodiscard]] const char* page_style();

void html_findings(HtmlPage& page);
void html_questions(HtmlPage& page);
void html_indicators(HtmlPage& page);
/// Why an item has its state, as HTML paragraphs: reason, places, attestations, evidence, defects, what to measure.
[[nodiscard]] std::string item_grounds(const View& view, const indicators::Indicator& item, const ItemText& text);
/// What was measured with a photo or a document, each with its picture, value and method; then the photos of items and elements. Nothing when
/// there are none.
void html_evidence(HtmlPage& page);
/// The name that a file's first picture has within the page; empty for a file that nothing names.
[[nodiscard]] std::string evidence_anchor(const HtmlPage& page, const std::string& file);
/// Its name as a link there, as HTML.
[[nodiscard]] std::string evidence_link(const HtmlPage& page, const std::string& file);
/// Links to the files that a reading names, as HTML; empty when it names none.
[[nodiscard]] std::string evidence_links(const HtmlPage& page, const measure::Measurement& m);
void html_checks(HtmlPage& page);
/// Everything that a project ever found, with what became of it; nothing outside a project.
void html_history(HtmlPage& page);
void html_understood(HtmlPage& page);
void html_packs(HtmlPage& page);

}  // namespace landai::report
