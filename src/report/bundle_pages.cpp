// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle_pages.hpp"

#include <filesystem>
#include <map>
#include <set>

#include "html.hpp"
#include "overlay_text.hpp"
#include "text.hpp"

#ifndef LANDAI_VERSION
#define LANDAI_VERSION "0"
#endif

namespace landai::report {
namespace {

constexpr std::size_t kPlacesInLine = 6;

using indicators::Form;

/// A page with a title; `up` leads to the bundle's index ("" on the index itself).
std::string page_of(const View& view, const std::string& title, const std::string& up,
                    const std::string& body) {
  const std::string language = view.texts.language() == Language::id ? "id" : "en";
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + language + "\">\n<head>\n<meta charset=\"utf-8\"/>\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" + xml(title) +
         " – landai</title>\n<style>";
  out += page_style();
  out +=
      ".lines td{height:14mm;min-width:60mm;border-bottom:1px solid var(--ink)}.facts "
      "th{width:14rem}img{max-width:100%;height:auto}\n</style>\n</head>\n<body>\n";
  out += "<header class=\"top\">\n<p class=\"brand\">landai · " + xml(view.texts("report.bundle.kind")) +
         "</p>\n<h1>" + xml(title) + "</h1>\n<p class=\"meta\">" + xml(facility_title(view));
  if (!view.in.facility.date.empty()) out += " · " + xml(view.in.facility.date);
  if (!up.empty()) out += "<br/><a href=\"" + up + "\">" + xml(view.texts("report.bundle.index")) + "</a>";
  return out + "</p>\n</header>\n<main>\n" + body +
         "</main>\n<footer><p>landai " LANDAI_VERSION "</p></footer>\n</body>\n</html>\n";
}

std::string section(const View& view, const char* heading, const std::string& body) {
  return body.empty() ? std::string()
                      : "<section>\n<h2>" + xml(view.texts(heading)) + "</h2>\n" + body + "</section>\n";
}

std::string table(const View& view, std::initializer_list<const char*> columns, const std::string& rows) {
  if (rows.empty()) return {};
  std::string out = "<div class=\"scroll\"><table>\n<thead><tr>";
  for (const char* column : columns) out += "<th scope=\"col\">" + xml(view.texts(column)) + "</th>";
  return out + "</tr></thead>\n<tbody>\n" + rows + "</tbody></table></div>\n";
}

std::string cells(std::initializer_list<std::string> escaped) {
  std::string out = "<tr>";
  for (const std::string& text : escaped) out += "<td>" + text + "</td>";
  return out + "</tr>\n";
}

std::string code(const std::string& text) { return "<code>" + xml(text) + "</code>"; }

std::string all_demanded(const View& view, const standards::Check& check) {
  const std::string all = demanded_text(view, check);
  return all.empty() ? all : "<br/><span class=\"small\">" + xml(view.texts("report.html.demanded") + ": " + all) + "</span>";
}

std::string check_rows(const View& view, const indicators::Indicator& item) {
  std::string rows;
  for (const std::string& id : item.checks) {
    const auto* c = view.check(id);
    if (c == nullptr) continue;
    const auto* rule = view.rule(c->rule);
    const std::string verdict = to_string(c->verdict);
    rows +=
        cells({(rule ? xml(rule->title.in(view.texts.language())) : xml(c->rule)) +
                   "<br/><span class=\"small\">" + code(c->rule) + "</span>",
               xml(places_text(view, view.places(*c), kPlacesInLine)),
               "<span class=\"v v-" + verdict + "\">" + xml(view.word("verdict", verdict)) + "</span><br/>" +
                   xml(view.render(c->message)) + all_demanded(view, *c),
               rule ? xml(view.citation(*rule)) + "<br/><span class=\"small\">" +
                          xml(view.verified(*rule)) + "</span>"
                    : std::string()});
  }
  return rows;
}

std::string attached_list(const View& view, const ItemFolder& folder) {
  std::string out;
  for (const Attached& file : folder.attached) {
    std::string text, picture;
    if (file.path.empty()) {
      text = "<b>" + xml(file.named) + "</b>";
      if (!file.missing.empty()) text += " – <b>" + xml(view.texts("report.bundle.missing." + file.missing)) + "</b>";
    } else {
      const std::string name = xml(file.path.substr(folder.path.size() + 1));
      text = "<a href=\"" + name + "\">" + xml(file.named) + "</a>";
      if (file.piece.picture) picture = "<a href=\"" + name + "\"><img src=\"" + name + "\" alt=\"" + xml(file.named) + "\"/></a>";
    }
    for (const std::string& line : file.shows) text += "<br/>" + xml(line);
    for (const std::string& line : done_text(view, file.piece)) text += "<br/>" + xml(line);
    if (!file.piece.sha256.empty()) text += "<br/><span class=\"small\">" + xml(view.texts("report.evidence.original")) + " SHA-256 " + code(file.piece.sha256) + "</span>";
    out += "<figure>" + picture + "<figcaption>" + text + "</figcaption></figure>\n";
  }
  if (out.empty()) return out;
  return "<p class=\"small\">" + xml(privacy_text(view)) + " " + xml(view.texts("report.evidence.documents")) + "</p>\n<div class=\"photos\">\n" + out + "</div>\n";
}

std::string fact(const View& view, const char* key, const std::string& text) {
  return "<tr><th scope=\"row\">" + xml(view.texts(key)) + "</th><td>" + (text.empty() ? "–" : xml(text)) +
         "</td></tr>\n";
}

std::string sign_line(const View& view, const char* key) {
  return "<tr><th scope=\"row\">" + xml(view.texts(key)) + "</th><td></td><td></td><td></td></tr>\n";
}

}  // namespace

std::string facility_title(const View& view) {
  std::string name = clean(view.in.facility_name);
  if (name.empty()) name = clean(view.in.plan.name);
  if (name.empty() && !view.in.plan.sources.empty()) name = clean(std::filesystem::path(view.in.plan.sources.front().file).filename().string());
  return name.empty() ? view.word("category", "building") : name;
}

std::string item_page(const View& view, const ItemFolder& folder) {
  const indicators::Indicator& item = *folder.item;
  const ItemText text = item_text(view, *folder.form, item);
  const auto* block = folder.form->block(item.block);
  std::string state = "<p class=\"lead\"><span class=\"state state-" +
                      std::string(indicators::to_string(item.state)) + "\">" + xml(text.state) + "</span>";
  if (!text.claim.empty()) state += " <span class=\"small\">(" + xml(text.claim) + ")</span>";
  state += "</p>\n<p class=\"small\">" + xml(folder.form->title.in(view.texts.language())) + " · " +
           (block ? xml(block->title.in(view.texts.language())) : std::string()) + " · " + code(item.id) +
           (text.groups.empty() ? "" : "<br/>" + xml(text.groups)) + "</p>\n";
  std::string body = section(view, "report.html.state", state + item_grounds(view, item, text));
  body += section(view, "report.bundle.attached", attached_list(view, folder));
  std::string pictures;
  for (const std::string& picture : folder.pictures)
    pictures += "<figure><img src=\"" + xml(picture) + "\" alt=\"" + xml(text.title) + "\"/></figure>\n";
  body += section(view, "report.html.plan", pictures);
  body += section(
      view, "report.html.checks",
      table(view, {"report.html.rule", "report.html.place", "report.html.result", "report.html.article"},
            check_rows(view, item)));
  return page_of(view, text.title, "../../index.html", body);
}

std::string other_page(const View& view, const ItemFolder& folder) {
  const std::string body = "<section>\n<p>" + xml(view.texts("report.bundle.other.why")) + "</p>\n" + attached_list(view, folder) + "</section>\n";
  return page_of(view, view.texts("report.bundle.other"), "../index.html", body);
}

std::string index_page(const View& view, const std::vector<ItemFolder>& folders) {
  std::string body;
  for (const Form& form : view.in.forms) {
    std::string rows;
    std::size_t empty = 0;
    for (const ItemFolder& folder : folders) {
      if (folder.form != &form) continue;
      const ItemText text = item_text(view, form, *folder.item);
      std::size_t lost = 0;
      for (const Attached& file : folder.attached) lost += file.path.empty();
      std::string files = std::to_string(folder.attached.size() - lost);
      if (lost > 0)
        files += " <b>(" +
                 xml(view.texts.render(message("report.bundle.lost").with("count", std::to_string(lost)))) +
                 ")</b>";
      rows += cells({"<a href=\"" + xml(folder.path) + "/findings.html\">" + xml(text.title) +
                         "</a><br/><span class=\"small\">" + code(folder.item->id) + "</span>",
                     "<span class=\"state state-" + std::string(indicators::to_string(folder.item->state)) +
                         "\">" + xml(text.state) + "</span>",
                     xml(join(text.evidence, "; ")), files});
    }
    for (const auto* item : items_of(view, form)) empty += !item->filled;
    std::string head = "<p class=\"small\">" + xml(form.about.in(view.texts.language())) + "</p>\n";
    for (const std::string& remark : form_remarks(view, form))
      head += "<p class=\"small\">" + xml(remark) + "</p>\n";
    if (empty > 0)
      head += "<p>" +
              xml(view.texts.render(message("report.item.slots").with("count", std::to_string(empty)))) +
              "</p>\n";
    body += "<section>\n<h2>" + xml(form.title.in(view.texts.language())) + "</h2>\n" + head +
            table(view,
                  {"report.html.item", "report.html.state", "report.item.evidence", "report.bundle.attached"},
                  rows) +
            "</section>\n";
  }
  body += "<section>\n<ul class=\"plain\">";
  for (const ItemFolder& folder : folders)
    if (folder.item == nullptr)
      body += "<li><a href=\"other/files.html\">" + xml(view.texts("report.bundle.other")) + "</a> – " + std::to_string(folder.attached.size()) + "</li>";
  body += "<li><a href=\"signature.html\">" +
          xml(view.texts("report.bundle.signature")) +
          "</a></li><li><a href=\"forms.csv\">forms.csv</a></li>"
          "<li><a href=\"manifest.json\">manifest.json</a> – " +
          xml(view.texts("report.bundle.manifest")) + "</li></ul>\n</section>\n";
  return page_of(view, view.texts("report.bundle.title"), "", body);
}

namespace {

/// The documents by which checks are waived, and of which rules.
std::string waiver_table(const View& view) {
  std::map<std::string, std::set<std::string>> waived;
  for (const standards::Check& check : view.in.checks)
    if (!check.waiver.empty() && check.verdict != standards::Verdict::not_applicable) waived[check.waiver].insert(check.rule);
  std::string rows;
  for (const auto& [document, rules] : waived) {
    std::string ids;
    for (const std::string& id : rules) ids += (ids.empty() ? "" : ", ") + code(id);
    rows += cells({xml(clean(document)), ids});
  }
  return rows.empty() ? rows : table(view, {"report.bundle.document", "report.bundle.rules"}, rows);
}

}  // namespace

std::string signature_page(const View& view) {
  const Facility& f = view.in.facility;
  const Language language = view.texts.language();
  std::string facts = "<div class=\"scroll\"><table class=\"facts\"><tbody>\n" +
                      fact(view, "report.bundle.facility", facility_title(view)) +
                      fact(view, "report.bundle.facility_id", clean(f.id)) +
                      fact(view, "report.bundle.unit", clean(f.unit)) +
                      fact(view, "report.bundle.assessor", clean(f.assessor)) +
                      fact(view, "report.bundle.date", clean(f.date)) +
                      fact(view, "report.bundle.tool", "landai " LANDAI_VERSION) + "</tbody></table></div>\n";
  std::string body = section(view, "report.bundle.facility", facts);
  std::string plans, packs, forms;
  for (const auto& source : view.in.plan.sources)
    plans += cells({xml(std::filesystem::path(source.file).filename().string()), xml(source_text(view, source)), code(source.sha256)});
  for (const GivenFile& given : view.in.given)
    plans += cells({xml(clean(std::filesystem::path(given.file).filename().string())), xml(view.texts("report.bundle.given." + given.what)), given.sha256.empty() ? xml(view.texts("report.bundle.given.no_hash")) : code(given.sha256)});
  for (const auto& pack : view.in.packs)
    packs +=
        cells({xml(pack.title.in(language)) + "<br/>" + code(pack.id), xml(pack.version), code(pack.sha256)});
  std::string changes;
  for (const auto& pack : view.in.packs) {
    const std::string rows = change_rows(view, pack);
    if (rows.empty()) continue;
    changes += "<p>" + xml(pack.title.in(language)) + " " + code(pack.id) + "</p>\n" +
               table(view, {"report.overlay.rule", "report.overlay.before", "report.overlay.now"}, rows);
  }
  for (const Form& form : view.in.forms)
    forms +=
        cells({xml(form.title.in(language)) + "<br/>" + code(form.id), xml(form.version), code(form.sha256)});
  if (const auto* policy = view.in.policy)
    forms += cells({xml(policy->title.in(language)) + "<br/>" + code(policy->id), xml(policy->version),
                    code(policy->sha256)});
  body +=
      section(view, "report.html.files",
              table(view, {"report.html.file", "report.html.understood_as", "report.html.checksum"}, plans));
  body +=
      section(view, "report.html.packs",
              table(view, {"report.bundle.name", "report.bundle.version", "report.html.checksum"}, packs));
  body += section(view, "report.heading.overlays", changes);
  body += section(view, "report.bundle.waivers", waiver_table(view));
  body +=
      section(view, "report.html.indicators",
              table(view, {"report.bundle.name", "report.bundle.version", "report.html.checksum"}, forms));
  std::string rows = sign_line(view, "report.bundle.assessor") + sign_line(view, "report.bundle.head") +
                     sign_line(view, "report.bundle.witness");
  body += section(
      view, "report.bundle.signature",
      "<p>" + xml(view.texts("report.bundle.statement")) +
          "</p>\n<div class=\"scroll\"><table class=\"lines\">\n<thead><tr><td></td><th scope=\"col\">" +
          xml(view.texts("report.bundle.name")) + "</th><th scope=\"col\">" +
          xml(view.texts("report.bundle.place_date")) + "</th><th scope=\"col\">" +
          xml(view.texts("report.bundle.signed")) + "</th></tr></thead>\n<tbody>\n" + rows +
          "</tbody></table></div>\n");
  return page_of(view, view.texts("report.bundle.signature"), "index.html", body);
}

}  // namespace landai::report
