// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "html.hpp"
#include "json_writer.hpp"
#include "landai/report/waived.hpp"
#include "text.hpp"
#include "view.hpp"

namespace landai::report {

bool is_overdue(const FindingLife& life, const std::string& day) {
  return (life.state == "open" || life.state == "accepted") && !life.due.empty() && life.due < day;
}

std::optional<std::string> waived_by(const Finding& finding, const std::map<std::string, const standards::Check*>& checks) {
  std::string document;
  for (const std::string& id : finding.checks) {
    const auto at = checks.find(id);
    if (at == checks.end() || at->second->obligation != standards::Obligation::mandatory) continue;
    if (at->second->duty != "waived") return std::nullopt;
    document = at->second->waiver;
  }
  return document.empty() ? std::nullopt : std::optional(document);
}

void waive_lives(Inputs& inputs, const Texts& texts) {
  std::map<std::string, const standards::Check*> checks;
  for (const auto& check : inputs.checks) checks.emplace(check.id, &check);
  std::map<std::string, std::string> waived;   // fingerprint and document
  for (const Finding& f : findings(inputs, texts))
    if (auto document = waived_by(f, checks)) waived[f.fingerprint] = std::move(*document);
  const auto waive = [&](const std::string& fingerprint, FindingLife& life) {
    const auto at = waived.find(fingerprint);
    if (at == waived.end() || (life.state != "open" && life.state != "accepted")) return;
    life.state = "waived";
    life.document = at->second;
  };
  for (auto& [fingerprint, life] : inputs.lives) waive(fingerprint, life);
  for (FindingHistory& h : inputs.history) waive(h.fingerprint, h.life);
}

std::string overdue_text(const View& view) {
  const auto late = [&](const auto& known) { return is_overdue(known.second, view.in.day); };
  const auto count = std::count_if(view.in.lives.begin(), view.in.lives.end(), late);
  return count == 0 ? std::string()
                    : view.texts.render(message("report.life.overdue").with("count", std::to_string(count)).with("date", view.in.day));
}

std::string life_text(const View& view, const Finding& finding) {
  const auto at = view.in.lives.find(finding.fingerprint);
  if (at == view.in.lives.end()) return {};
  const FindingLife& life = at->second;
  if (life.state == "open" && life.owner.empty() && life.due.empty() && life.document.empty()) return {};
  std::vector<std::string> parts = {view.word("finding_state", life.state)};
  if (!life.owner.empty()) parts.push_back(clean(life.owner));
  if (!life.due.empty())
    parts.push_back(view.texts.render(message(is_overdue(life, view.in.day) ? "report.life.late" : "report.life.due").with("date", life.due)));
  if (!life.document.empty()) parts.push_back(clean(life.document));
  return join(parts, "; ");
}

void html_history(HtmlPage& page) {
  const View& view = page.view;
  if (view.in.history.empty()) return;
  constexpr std::size_t kMostRows = 500;
  page.section("history", "report.html.history");
  page.table("report.html.history", {"report.history.finding", "report.html.state", "report.history.since", "report.history.owner", "report.history.due", "report.history.document"});
  for (std::size_t i = 0; i < std::min(kMostRows, view.in.history.size()); ++i) {
    const FindingHistory& h = view.in.history[i];
    page.row_head(xml(clean(h.title)) + "<br/><span class=\"small\"><code>" + xml(h.fingerprint) + "</code></span>");
    std::string state = view.word("finding_state", h.life.state);
    if (!h.closed_by.empty()) state += "; " + view.word("closed_by", h.closed_by);
    if (!h.follows.empty()) state += "; " + view.texts.render(message("report.history.follows").with("finding", clean(h.follows)));
    if (h.told) state += "; " + clean(view.texts.render(*h.told));
    page.cell(xml(state));
    page.cell(xml(h.life.since.substr(0, 10) + (h.author.empty() ? "" : ", " + clean(h.author))));
    page.cell(xml(clean(h.life.owner)));
    page.cell(is_overdue(h.life, view.in.day) ? "<b>" + xml(view.texts.render(message("report.history.late").with("date", h.life.due))) + "</b>" : xml(h.life.due));
    page.cell(xml(clean(h.life.document)));
    page.out += "</tr>\n";
  }
  page.end_table();
  if (view.in.history.size() > kMostRows)
    page.out += "<p class=\"small\">" + xml(view.texts.render(message("report.more").with("count", std::to_string(view.in.history.size() - kMostRows)))) + "</p>\n";
  page.end_section();
}

void write_history(JsonWriter& json, const View& view) {
  if (view.in.history.empty()) return;
  json.line().key("history").array();
  for (const FindingHistory& h : view.in.history)
    json.line().object().text("fingerprint", h.fingerprint).text("title", h.title).key("severity").integer(h.severity).text("state", h.life.state)
        .text_or_null("closed_by", h.closed_by).text_or_null("follows", h.follows).text_or_null("owner", h.life.owner).text_or_null("due", h.life.due)
        .text_or_null("document", h.life.document).text("since", h.life.since).text_or_null("by", h.author)
        .boolean("overdue", is_overdue(h.life, view.in.day)).text_or_null("told", h.told ? view.texts.render(*h.told) : std::string()).end_object();
  json.line().end_array();
}

}  // namespace landai::report
