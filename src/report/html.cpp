// SPDX-License-Identifier: GPL-3.0-or-later
// The page: one file, no script, everything in it. This file holds its frame and the findings.
#include "asked.hpp"
#include "compare_text.hpp"
#include "compared.hpp"
#include "repair_text.hpp"
#include "reach_text.hpp"
#include "values.hpp"

#include <algorithm>
#include <array>

#include "landai/measure/inner_size.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

using standards::Verdict;

/// More close looks than this make a page that browsers and readers drown in.
constexpr int kMostDetails = 40;
constexpr std::size_t kPlacesShown = 12;

std::size_t count(const View& view, Verdict verdict) {
  return static_cast<std::size_t>(std::count_if(view.in.checks.begin(), view.in.checks.end(),
                                                [verdict](const auto& c) { return decides(c) && c.verdict == verdict; }));
}

std::string facility(const View& view) {
  std::string name = clean(view.in.facility_name);
  if (name.empty()) name = clean(view.in.plan.name);
  if (name.empty() && !view.in.plan.sources.empty()) name = clean(view.in.plan.sources.front().file);
  return name.empty() ? view.word("category", "building") : name;
}

void head(HtmlPage& page) {
  const View& view = page.view;
  const char* language = view.texts.language() == Language::id ? "id" : "en";
  page.out += "<!DOCTYPE html>\n<html lang=\"" + std::string(language) + "\">\n<head>\n<meta charset=\"utf-8\"/>\n";
  page.out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n";
  page.out += "<meta name=\"generator\" content=\"landai\"/>\n<title>" + xml(facility(view)) + " – landai</title>\n";
  page.out += "<style>" + std::string(page_style()) + Pictures::style() + "</style>\n</head>\n<body>\n";
  page.out += "<a class=\"skip\" href=\"#findings\">" + xml(view.texts("report.html.skip")) + "</a>\n";
  page.out += "<header class=\"top\">\n<p class=\"brand\">landai · " + xml(view.texts("report.html.kind")) + "</p>\n<h1>" + xml(facility(view)) + "</h1>\n";
  page.out += "<p class=\"meta\">";
  std::vector<std::string> files;
  for (const auto& s : view.in.plan.sources) files.push_back(xml(clean(s.file)));
  page.out += join(files, ", ") + "<br/>" + xml(join(counts_text(view), " · ")) + "</p>\n</header>\n";
  page.out += "<nav class=\"contents\" aria-label=\"" + xml(view.texts("report.html.contents")) + "\"><ul>";
  for (const char* part : {"summary", "plan", "findings", "repair", "asked", "reach", "values", "measure", "indicators", "history", "evidence", "checks", "understood", "packs"}) {
    if (std::string_view(part) == "indicators" && view.in.forms.empty()) continue;
    if (std::string_view(part) == "repair" && std::none_of(page.findings.begin(), page.findings.end(), [](const Finding& f) { return f.order.has_value(); })) continue;
    if (std::string_view(part) == "history" && view.in.history.empty()) continue;
    if (std::string_view(part) == "evidence" && page.evidence.empty()) continue;
    if (std::string_view(part) == "asked" && view.in.asked.empty()) continue;
    if (std::string_view(part) == "values" && !has_values(view)) continue;
    if (std::string_view(part) == "reach" && view.in.mobilities.empty()) continue;
    page.out += "<li><a href=\"#" + std::string(part) + "\">" + xml(view.texts("report.html." + std::string(part))) + "</a></li>";
  }
  page.out += "</ul></nav>\n<main>\n";
}

void summary(HtmlPage& page) {
  const View& view = page.view;
  page.section("summary", "report.html.summary");
  std::size_t grave = 0, cut = 0;
  for (const auto& f : page.findings)
    if (f.verdict == Verdict::fail) grave += f.severity <= 2, cut += f.severity == 1;
  const std::size_t judged = count(view, Verdict::pass) + count(view, Verdict::fail) + count(view, Verdict::undecided);
  const bool counted = judged + count(view, Verdict::not_measured) > 0;
  const char* key = judged == 0 ? "report.html.lead.nothing_measured"
                    : cut   ? "report.html.lead.cut"
                    : grave ? "report.html.lead.grave"
                            : "report.html.lead.fine";
  const std::string lead = counted ? view.texts.render(message(key).with("count", std::to_string(grave)).with("cut", std::to_string(cut))
      .with("open", std::to_string(view.open_questions().size()))) : nothing_counted_text(view);
  page.out += "<p class=\"lead\">" + xml(lead) + "</p>\n<ul class=\"tiles\">";
  for (const Verdict verdict : {Verdict::fail, Verdict::undecided, Verdict::not_measured, Verdict::pass, Verdict::not_applicable})
    page.out += "<li class=\"t-" + std::string(to_string(verdict)) + "\"><b>" + std::to_string(count(view, verdict)) + "</b><span>" +
                xml(view.word("verdict", to_string(verdict))) + "</span></li>";
  page.out += "</ul>\n";
  for (const std::string& line : compared_text(view)) page.out += "<p class=\"compared\">" + xml(line) + "</p>\n";
  page.out += "<p class=\"small\">";
  page.text("report.html.verdicts_explained");
  page.out += "</p>\n";
  if (const std::string late = overdue_text(view); !late.empty()) page.out += "<p><b>" + xml(late) + "</b></p>\n";
  page.end_section();
}

void plan_pictures(HtmlPage& page) {
  page.section("plan", "report.html.plan");
  for (const auto& level : page.view.in.plan.levels) {
    const std::string name = page.view.level_name(level.id);
    page.out += "<figure>\n<div class=\"picture\" role=\"region\" tabindex=\"0\" aria-label=\"" + xml(name) + "\">\n";
    page.out += page.pictures.level(level.id, false) + "</div>\n<figcaption>" + xml(name);
    if (level.elevation_known) page.out += " · " + xml(page.view.texts.number(level.elevation, "m"));
    page.out += "</figcaption>\n</figure>\n";
  }
  page.end_section();
}

void definition(HtmlPage& page, const char* key, const std::string& escaped, const char* css = "") {
  if (escaped.empty()) return;
  page.out += "<dt>" + xml(page.view.texts(key)) + "</dt><dd" + (*css ? " class=\"" + std::string(css) + "\"" : "") + ">" + escaped + "</dd>\n";
}

std::string marker_svg(int severity, int number) {
  Canvas canvas;
  canvas.raw("<svg viewBox=\"-15 -15 30 30\" aria-hidden=\"true\" focusable=\"false\">");
  draw_marker_shape(canvas, {0, 0}, severity, number);
  canvas.raw("</svg>");
  return canvas.take();
}

void finding(HtmlPage& page, const Finding& f, int number) {
  const View& view = page.view;
  const std::string n = std::to_string(number);
  const std::string picture = number <= kMostDetails ? page.pictures.detail(number) : std::string();
  page.out += "<article class=\"finding" + std::string(picture.empty() ? "" : " pictured") + "\" id=\"f" + n + "\">\n<div class=\"f-head\">" +
              marker_svg(f.severity, number) + "<h4>" + xml(f.title) + "</h4></div>\n<div>\n<dl>\n";
  std::string places = xml(places_text(view, f.places, kPlacesShown));
  if (page.pictures.shows(number)) places += " – <a href=\"#mark-" + n + "\">" + xml(view.texts.render(message("report.html.on_plan").with("number", n))) + "</a>";
  definition(page, "report.html.place", places);
  if (const std::string life = life_text(view, f); !life.empty()) definition(page, "report.html.life", xml(life));
  if (const std::string opens = opens_text(view, f); !opens.empty()) definition(page, "report.html.opens", xml(opens));
  if (const auto cut = cut_destinations(view, f); !cut.empty()) definition(page, "report.cuts", xml(places_text(view, cut, kPlacesShown)));
  const auto* check = leading_check(view, f);
  const auto* m = check ? view.deciding(*check) : nullptr;
  const auto* rule = check ? view.rule(check->rule) : nullptr;
  const std::string quantity = m ? m->quantity : rule ? rule->quantity : std::string();
  const auto size = m ? measure::inner_size(*m) : std::nullopt;
  const std::string found = size ? view.texts.number(size->shorter, "m") + " × " + view.texts.number(size->longer, "m") : m ? view.value(*m) : std::string();
  if (m) definition(page, "report.html.measured", xml(view.quantity(quantity, m->params) + ": " + found), "big");
  if (check) {
    std::string limit = xml(limit_of(view, *check, quantity));
    if (!check->limit.as_written.empty() && !check->limit.truth)
      limit += " <span class=\"small\">(" + xml(view.texts.render(message("report.html.as_written").with("limit", clean(check->limit.as_written)))) + ")</span>";
    definition(page, "report.html.limit", limit, "big");
    if (const std::string all = demanded_text(view, *check); !all.empty()) definition(page, "report.html.demanded", xml(all));
  }
  std::string articles;
  for (const auto* r : rules_of(view, f)) {
    if (!articles.empty()) articles += "<br/>";
    articles += xml(view.citation(*r)) + " – " + xml(clean(r->title.in(view.texts.language())));
  }
  definition(page, "report.html.article", articles);
  if (check) {
    std::string duty = xml(view.word("obligation", to_string(check->obligation)));
    if (check->duty != "required" && check->duty != to_string(check->obligation)) duty += ", " + xml(view.word("duty", check->duty));
    if (!check->waiver.empty() || check->leave) duty += "; " + xml(duty_text(view, *check));
    definition(page, "report.html.obligation", duty);
    if (const std::string how = certainty_text(view, *check); !how.empty()) definition(page, "report.html.certainty", xml(capital(how)));
    if (const std::string how = settle_text(view, *check); !how.empty()) definition(page, "report.html.settle", xml(how));
    if (const std::string taken = assumption_text(view, *check); !taken.empty()) definition(page, "report.html.assumes", xml(taken));
    definition(page, "report.html.verified", xml(rule ? view.verified(*rule) : view.word("verified", to_string(check->verified))));
    if (!check->reason.empty()) definition(page, "report.html.reason", xml(view.word("reason", check->reason)));
  }
  if (m) {
    std::string method = xml(method_text(view, *m));
    if (!m->evidence.note.empty()) method += " – " + xml(view.render(m->evidence.note));
    definition(page, "report.html.method", method);
    definition(page, "report.html.evidence", evidence_links(page, *m));
  }
  page.out += "</dl>\n";
  if (!f.remedy.empty()) page.out += "<p class=\"remedy\"><b>" + xml(view.texts("report.html.remedy")) + "</b> " + xml(f.remedy) + "</p>\n";
  page.out += "</div>\n";
  if (!picture.empty()) page.out += "<div class=\"close\">" + picture + "</div>\n";
  page.out += "</article>\n";
}

}  // namespace

void HtmlPage::text(std::string_view key) { out += xml(view.texts(key)); }

void HtmlPage::heading(int level, std::string_view key) {
  const std::string tag = "h" + std::to_string(level) + ">";
  out += "<" + tag + xml(view.texts(key)) + "</" + tag + "\n";
}

void HtmlPage::section(std::string_view id, std::string_view key) {
  out.append("<section id=\"").append(id).append("\" aria-labelledby=\"h-").append(id).append("\">\n<h2 id=\"h-").append(id).append("\">");
  text(key);
  out += "</h2>\n";
}

void HtmlPage::table(std::string_view label_key, const std::vector<std::string>& columns, std::string_view css) {
  const std::string label = xml(view.texts(label_key));
  out += "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + label + "\"><table";
  if (!css.empty()) out.append(" class=\"").append(css).append("\"");
  out += ">\n<caption class=\"unseen\">" + label + "</caption>\n<thead><tr>";
  for (const auto& column : columns) out += "<th scope=\"col\">" + xml(view.texts(column)) + "</th>";
  out += "</tr></thead>\n<tbody>\n";
}

void HtmlPage::cell(std::string_view escaped, std::string_view css) {
  out += css.empty() ? std::string("<td>") : "<td class=\"" + std::string(css) + "\">";
  out.append(escaped).append("</td>");
}

void HtmlPage::row_head(std::string_view escaped) { out.append("<tr><th scope=\"row\">").append(escaped).append("</th>"); }

void html_findings(HtmlPage& page) {
  page.section("findings", "report.html.findings");
  int number = 0;
  std::string heading;
  for (const auto& f : page.findings) {
    if (f.verdict == Verdict::not_measured) continue;
    if (const std::string text = severity_text(page.view, f.severity, f.duty); text != heading) {
      heading = text;
      page.out += "<h3 class=\"sev\">" + xml(heading) + "</h3>\n";
    }
    finding(page, f, ++number);
  }
  if (number == 0) {
    const bool counted = std::any_of(page.view.in.checks.begin(), page.view.in.checks.end(),
                                     [](const auto& c) { return c.counts && c.verdict != Verdict::not_applicable; });
    page.out += "<p>" + xml(counted ? page.view.texts("report.no_findings") : nothing_counted_text(page.view)) + "</p>\n";
  }
  page.end_section();
}

std::string html(const Inputs& in, const Texts& texts) {
  const View view(in, texts);
  const auto findings = find_all(view);
  const Pictures pictures(view, findings);
  const auto evidence = evidence_files(view);
  HtmlPage page{view, findings, pictures, evidence, {}};
  head(page);
  summary(page);
  plan_pictures(page);
  html_findings(page);
  html_repair(page);
  html_asked(page);
  html_reach(page);
  html_values(page);
  html_questions(page);
  if (!in.forms.empty()) html_indicators(page);
  html_history(page);
  html_evidence(page);
  html_checks(page);
  html_compare(page);
  html_understood(page);
  html_packs(page);
  page.out += "</main>\n<footer><p>landai " LANDAI_VERSION " · " + xml(texts("report.html.footer")) + "</p></footer>\n</body>\n</html>\n";
  return std::move(page.out);
}

}  // namespace landai::report
