// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of the page behind the findings: what is open, every check, how the file was understood, packs.
#include <algorithm>
#include <map>
#include <tuple>

#include "html.hpp"
#include "overlay_text.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

using standards::Check;
using standards::Verdict;

constexpr std::size_t kMostRows = 1500;
constexpr std::size_t kPlacesInRow = 6;

std::string more(const View& view, std::size_t n) {
  return xml(view.texts.render(message("report.more").with("count", std::to_string(n))));
}

std::string verdict_cell(const View& view, Verdict verdict) {
  return "<span class=\"v v-" + std::string(to_string(verdict)) + "\">" + xml(view.word("verdict", to_string(verdict))) + "</span>";
}

/// Checks of one rule with one verdict and one value.
struct Row {
  const Check* check = nullptr;
  const measure::Measurement* measurement = nullptr;
  std::vector<std::string> places;
};

std::vector<Row> rows_of(const View& view) {
  std::vector<Row> rows;
  std::map<std::tuple<std::string, int, std::string>, std::size_t> index;
  for (const Check& c : view.in.checks) {
    if (!c.counts) continue;
    const auto* m = view.deciding(c);
    const std::string said = c.verdict == Verdict::not_applicable ? std::string() : m && m->value ? view.value(*m) : m ? m->missing.key : std::string();
    const auto [at, fresh] = index.try_emplace({c.rule, static_cast<int>(c.verdict), said + "|" + c.assumes + "|" + (c.verdict == Verdict::not_applicable ? std::string() : demanded_text(view, c))}, rows.size());
    if (fresh) rows.push_back({&c, m, {}});
    const auto places = view.places(c);
    rows[at->second].places.insert(rows[at->second].places.end(), places.begin(), places.end());
  }
  return rows;
}

std::string pairs_with(const View& view, const Check& c) {
  const auto* m = view.deciding(c);
  if (c.verdict == Verdict::not_measured && m) return xml(view.render(m->missing.empty() ? c.message : m->missing));
  const std::string all = demanded_text(view, c);
  return xml(view.render(c.message)) + (all.empty() ? "" : "<br/><span class=\"small\">" + xml(view.texts("report.html.demanded") + ": " + all) + "</span>");
}

/// What the current packs say of the same quantity on the same subject as a historical check.
std::vector<const Check*> counterparts(const std::map<std::string, std::vector<const Check*>>& by_subject, const View& view, const Check& old) {
  std::vector<const Check*> out;
  const auto* rule = view.rule(old.rule);
  const auto found = by_subject.find(join(old.subject, "|"));
  if (!rule || found == by_subject.end()) return out;
  for (const Check* c : found->second)
    if (const auto* r = view.rule(c->rule); r && r->quantity == rule->quantity && c->verdict != Verdict::not_applicable) out.push_back(c);
  return out;
}

void historical_table(HtmlPage& page, const standards::Pack& pack) {
  const View& view = page.view;
  std::map<std::string, std::vector<const Check*>> by_subject;
  for (const Check& c : view.in.checks)
    if (c.counts) by_subject[join(c.subject, "|")].push_back(&c);
  struct Line {
    const Check* old;
    std::vector<const Check*> now;
    std::vector<std::string> places;
  };
  std::vector<Line> lines;
  std::map<std::string, std::size_t> index;
  for (const Check& c : view.in.checks) {
    if (c.standard != pack.id || c.verdict == Verdict::not_applicable || c.verdict == Verdict::not_measured) continue;
    const auto now = counterparts(by_subject, view, c);
    const auto* m = view.deciding(c);
    std::string key = c.rule + "|" + to_string(c.verdict) + "|" + (m ? view.value(*m) : std::string());
    for (const Check* n : now) key += "|" + n->rule + to_string(n->verdict);
    const auto [at, fresh] = index.try_emplace(key, lines.size());
    if (fresh) lines.push_back({&c, now, {}});
    const auto places = view.places(c);
    lines[at->second].places.insert(lines[at->second].places.end(), places.begin(), places.end());
  }
  if (lines.empty()) {
    page.out += "<p class=\"small\">" + xml(view.texts("report.html.nothing_historical")) + "</p>\n";
    return;
  }
  page.table("report.html.side_by_side", {"report.html.place", "report.html.measured", "report.html.limit_now", "report.html.limit_then"});
  const auto judged = [&](const Check& c, const std::string& quantity) {
    const auto* rule = view.rule(c.rule);
    return xml(limit_of(view, c, quantity)) + "<br/>" + verdict_cell(view, c.verdict) +
           (rule ? "<br/><span class=\"small\">" + xml(view.citation(*rule)) + "</span>" : std::string());
  };
  for (std::size_t i = 0; i < lines.size() && i < kMostRows; ++i) {
    const Line& line = lines[i];
    const auto* m = view.deciding(*line.old);
    const auto* rule = view.rule(line.old->rule);
    const std::string quantity = rule ? rule->quantity : std::string();
    page.row_head(xml(places_text(view, line.places, 3)));
    page.cell(xml(capital(view.quantity(quantity, m ? m->params : measure::Params{})) + ": " + (m ? view.value(*m) : std::string("–"))));
    std::string now;
    for (const Check* c : line.now) now += (now.empty() ? "" : "<br/>") + judged(*c, quantity);
    page.cell(now.empty() ? "–" : now);
    page.cell(judged(*line.old, quantity));
    page.out += "</tr>\n";
  }
  page.end_table();
}

void inventory(HtmlPage& page) {
  const auto& rows = page.view.in.plan.inventory;
  if (rows.empty()) return;
  page.out += "<details><summary>" + xml(page.view.texts("report.inspect.inventory")) + " (" + std::to_string(rows.size()) + ")</summary>\n";
  page.table("report.inspect.inventory", {"report.html.kind_of", "report.html.name", "report.html.number", "report.html.became", "report.html.remark"});
  for (std::size_t i = 0; i < rows.size() && i < kMostRows; ++i) {
    const auto& row = rows[i];
    page.out += "<tr>";
    page.cell(xml(page.view.word("inventory", row.kind)));
    page.out += "<th scope=\"row\">" + xml(shortened(clean(row.name), 80)) + "</th>";
    page.cell(std::to_string(row.count), "n");
    page.cell(row.category.empty() ? "–" : xml(page.view.word("category", row.category)));
    std::string note = row.understood < row.count
        ? xml(page.view.texts.render(message("report.inspect.understood").with("understood", std::to_string(row.understood)).with("count", std::to_string(row.count))))
        : std::string();
    if (!row.note.empty()) note += (note.empty() ? "" : "; ") + xml(page.view.note(row.note));
    page.cell(note);
    page.out += "</tr>\n";
  }
  page.end_table();
  page.out += "</details>\n";
}

/// What was looked for in vain without a rule waiting for it, once per quantity and reason.
void not_had(HtmlPage& page) {
  const View& view = page.view;
  const auto rows = view.not_had();
  if (rows.empty()) return;
  page.out += "<details><summary>" + xml(view.texts("report.html.not_had")) + " (" + std::to_string(rows.size()) + ")</summary>\n";
  page.table("report.html.not_had", {"report.html.what", "report.html.where", "report.html.why"});
  for (std::size_t i = 0; i < rows.size() && i < kMostRows; ++i) {
    std::vector<std::string> places;
    for (const auto& subject : rows[i].subjects)
      if (!subject.empty()) places.push_back(subject.back());
    page.row_head(xml(capital(view.quantity(rows[i].quantity, rows[i].params))));
    page.cell(xml(places_text(view, places, 2)));
    page.cell(xml(rows[i].why));
    page.out += "</tr>\n";
  }
  page.end_table();
  page.out += "</details>\n";
}

}  // namespace

void html_questions(HtmlPage& page) {
  const View& view = page.view;
  page.section("measure", "report.html.measure");
  const auto questions = view.open_questions();
  page.out += "<p>";
  page.text(questions.empty() ? "report.html.nothing_open" : "report.html.measure_explained");
  page.out += "</p>\n";
  if (!questions.empty()) {
    page.table("report.html.measure", {"report.html.what", "report.html.where", "report.html.why", "report.html.needed_for", "report.html.reading"});
    for (std::size_t i = 0; i < questions.size() && i < kMostRows; ++i) {
      const auto& q = questions[i];
      page.row_head(xml(capital(view.quantity(q.quantity, q.params))));
      page.cell(xml(places_text(view, q.places, kPlacesInRow)));
      page.cell(xml(q.why) + (q.how.empty() ? std::string() : "<br/><span class=\"small\">" + xml(q.how) + "</span>"));
      std::vector<std::string> articles;
      for (const auto& id : q.rules)
        if (const auto* rule = view.rule(id)) articles.push_back(xml(view.citation(*rule)));
      std::sort(articles.begin(), articles.end());
      articles.erase(std::unique(articles.begin(), articles.end()), articles.end());
      const std::size_t all = articles.size();
      if (all > 3) articles.resize(3);
      page.cell(join(articles, "<br/>") + (all > 3 ? "<br/>" + more(view, all - 3) : std::string()), "small");
      page.cell("", "blank");
      page.out += "</tr>\n";
    }
    page.end_table();
  }
  not_had(page);
  page.end_section();
}

namespace {

void check_row(HtmlPage& page, const Row& r) {
  const View& view = page.view;
  const auto* rule = view.rule(r.check->rule);
  page.row_head((rule ? xml(rule->title.in(view.texts.language())) : xml(r.check->rule)) + "<br/><span class=\"small\"><code>" + xml(r.check->rule) + "</code></span>");
  page.cell(xml(places_text(view, r.places, kPlacesInRow)));
  std::string result = pairs_with(view, *r.check);
  const std::string how = r.check->verdict == Verdict::not_applicable ? std::string() : capital(certainty_text(view, *r.check));
  for (const std::string& text : {how, settle_text(view, *r.check), assumption_text(view, *r.check), duty_text(view, *r.check)})
    if (!text.empty()) result += "<br/><span class=\"small\">" + xml(text) + "</span>";
  page.cell(result);
  page.cell(rule ? xml(view.citation(*rule)) + "<br/>" + xml(view.verified(*rule)) : std::string(), "small");
  page.out += "</tr>\n";
}

void check_table(HtmlPage& page, const std::vector<const Row*>& rows, const std::string& heading) {
  std::size_t checks = 0;
  for (const Row* r : rows) checks += r->places.size();
  if (rows.empty()) return;
  page.out += "<details><summary>" + xml(heading) + " (" + std::to_string(checks) + ")</summary>\n";
  page.table("report.html.checks", {"report.html.rule", "report.html.place", "report.html.result", "report.html.article"});
  for (std::size_t i = 0; i < std::min(rows.size(), kMostRows); ++i) check_row(page, *rows[i]);
  page.end_table();
  if (rows.size() > kMostRows) page.out += "<p class=\"small\">" + more(page.view, rows.size() - kMostRows) + "</p>\n";
  page.out += "</details>\n";
}

}  // namespace

void html_checks(HtmlPage& page) {
  const View& view = page.view;
  page.section("checks", "report.html.checks");
  const auto rows = rows_of(view);
  const auto those = [&rows](const auto& wanted) {
    std::vector<const Row*> out;
    for (const Row& r : rows)
      if (wanted(*r.check)) out.push_back(&r);
    return out;
  };
  for (const Verdict verdict : {Verdict::fail, Verdict::undecided, Verdict::pass, Verdict::not_measured, Verdict::not_applicable})
    check_table(page, those([verdict](const Check& c) { return decides(c) && c.verdict == verdict; }), capital(view.word("verdict", to_string(verdict))));
  check_table(page, those([](const Check& c) { return !decides(c); }), view.texts("report.html.information"));
  page.end_section();
}

void html_understood(HtmlPage& page) {
  const View& view = page.view;
  page.section("understood", "report.html.understood");
  page.table("report.html.files", {"report.html.file", "report.html.understood_as", "report.html.checksum"});
  for (const auto& s : view.in.plan.sources) {
    page.row_head(xml(s.file));
    page.cell(xml(source_text(view, s)));
    page.cell("<code>" + xml(s.sha256) + "</code>", "small");
    page.out += "</tr>\n";
  }
  page.end_table();
  page.out += "<p>" + xml(join(counts_text(view), " · ")) + "</p>\n";
  if (!view.in.plan.diagnostics.empty()) {
    page.heading(3, "report.heading.diagnostics");
    page.out += "<ul class=\"plain\">\n";
    constexpr const char* kWords[] = {"info", "warning", "error"};
    std::size_t shown = 0;
    for (const auto& d : view.in.plan.diagnostics) {
      if (++shown > 300) break;
      page.out += "<li><b>" + xml(view.word("diagnostic", kWords[static_cast<int>(d.severity)])) + "</b>";
      if (!d.where.empty()) page.out += " · " + xml(view.texts.place(d.where));
      page.out += ": " + xml(sentence(view.render(d.message)));
      if (d.count > 1) page.out += " (× " + std::to_string(d.count) + ")";
      if (!d.advice.empty()) page.out += " <span class=\"small\">" + xml(sentence(view.render(d.advice))) + "</span>";
      page.out += "</li>\n";
    }
    page.out += "</ul>\n";
  }
  inventory(page);
  page.end_section();
}

namespace {

/// What is decided of a pack, clause by clause, and by which means.
void coverage_table(HtmlPage& page, const standards::PackCoverage& covered) {
  const View& view = page.view;
  page.out += "<details><summary><b>" + xml(view.texts("report.html.coverage")) + "</b> " + xml(standards::coverage_summary(covered, view.texts)) + "</summary>\n";
  page.table("report.html.coverage", {"standards.coverage.article", "standards.coverage.clause", "standards.coverage.plan", "standards.coverage.photo",
                                      "standards.coverage.reading", "standards.coverage.attested", "standards.coverage.remark"});
  for (const auto& c : covered.clauses) {
    page.row_head(xml(c.article.empty() ? std::string("–") : c.article) + "<br/><span class=\"small\"><code>" + xml(c.rule) + "</code></span>");
    page.cell(xml(c.title.in(view.texts.language())));
    for (const bool by : {c.plan, c.photo, c.reading, c.attested}) page.cell(by ? "✓" : "");
    const std::string why = standards::coverage_remark(c, view.texts);
    page.cell(xml(why.empty() && !c.decided() ? view.texts("standards.coverage.none") : why), "small");
    page.out += "</tr>\n";
  }
  page.end_table();
  page.out += "</details>\n";
}

/// What an overlay stands on, and which rules it changed from what to what.
void overlay(HtmlPage& page, const standards::Pack& pack) {
  if (pack.over.empty()) return;
  const View& view = page.view;
  page.out += "<p>" + xml(capital(view.texts.render(message("standards.overlay.over").with("pack", pack.over)))) + ". ";
  page.out += xml(capital(view.texts.render(message("standards.overlay.count")
                                                .with("changed", std::to_string(changes_of(view, pack).size()))
                                                .with("added", std::to_string(pack.rules.size()))))) + ".</p>\n";
  const std::string rows = change_rows(view, pack);
  if (rows.empty()) return;
  const std::string label = xml(view.texts("standards.overlay.changes"));
  page.out += "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + label + "\"><table>\n<caption class=\"unseen\">" + label + "</caption>\n<thead><tr>";
  for (const char* key : {"report.overlay.rule", "report.overlay.before", "report.overlay.now"})
    page.out += "<th scope=\"col\">" + xml(view.texts(key)) + "</th>";
  page.out += "</tr></thead>\n<tbody>\n" + rows + "</tbody></table></div>\n";
}

}  // namespace

void html_packs(HtmlPage& page) {
  const View& view = page.view;
  const Language language = view.texts.language();
  page.section("packs", "report.html.packs");
  for (const auto& pack : view.in.packs) {
    page.out += "<div class=\"pack\">\n<h3>" + xml(pack.title.in(language)) + " <span class=\"tag\">" +
                xml(view.texts(!pack.over.empty() ? "report.html.overlay" : !standards::judges(pack) ? "report.html.presents" : pack.counts ? "report.html.counts" : "report.html.historical")) + "</span></h3>\n";
    if (!pack.status.in(language).empty()) page.out += "<p>" + xml(pack.status.in(language)) + "</p>\n";
    if (!pack.about.in(language).empty()) page.out += "<p>" + xml(pack.about.in(language)) + "</p>\n";
    page.out += "<p class=\"small\"><code>" + xml(pack.id) + "</code> " + xml(pack.version) + " · SHA-256 <code>" + xml(pack.sha256) + "</code></p>\n";
    overlay(page, pack);
    for (const auto& covered : view.in.coverage)
      if (covered.pack == pack.id && !covered.clauses.empty())
        coverage_table(page, covered);
    if (!pack.counts && standards::judges(pack)) historical_table(page, pack);
    page.out += "</div>\n";
  }
  page.end_section();
}

}  // namespace landai::report
