// SPDX-License-Identifier: GPL-3.0-or-later
// The page's section of photos: beside each measurement the picture that shows it.
#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <set>

#include "html.hpp"
#include "landai/measure/reconcile.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr HandBounds kPageBounds{.long_side = kPagePhotoSide, .most_read = 200u << 20, .most_kept = 20u << 20, .most_pieces = 300, .most_pixels = 6e9};
constexpr std::size_t kMostCards = 1000, kMostShown = 6;

std::string base64(const std::string& bytes) {
  char* text = CPLBase64Encode(static_cast<int>(bytes.size()), reinterpret_cast<const GByte*>(bytes.data()));
  std::string out(text);
  CPLFree(text);
  return out;
}

void row(HtmlPage& page, const char* key, const std::string& text) {
  if (!text.empty()) page.out += "<dt>" + xml(page.view.texts(key)) + "</dt><dd>" + xml(text) + "</dd>\n";
}

class Section {
 public:
  explicit Section(HtmlPage& page) : page_(page), view_(page.view), hand_on_(page.view.in, kPageBounds) {}

  void measured(const measure::Measurement& m, const std::vector<std::string>& files) {
    open((m.subject.empty() ? std::string() : view_.name(m.subject.back()) + ": ") + view_.quantity(m.quantity, m.params));
    const measure::ReadingSource source = measure::reading_source(m);
    row(page_, "report.values.value", view_.value(m));
    row(page_, "report.html.method", view_.word("method", to_string(m.method)));
    row(page_, "report.values.instrument", clean(source.instrument));
    row(page_, "report.values.by", clean(source.by));
    row(page_, "report.values.date", clean(source.date));
    row(page_, "report.evidence.note", view_.render(m.evidence.note));
    close(files, shows_text(view_, m));
  }

  void shown(const std::string& title, const std::string& file) {
    open(title);
    close({file}, title);
  }

  /// Photos that stand further up are linked, not shown again.
  std::set<std::string> done;

 private:
  void open(const std::string& title) { page_.out += "<article class=\"proof\">\n<div><h4>" + xml(title) + "</h4>\n<dl>\n"; }

  void close(const std::vector<std::string>& files, const std::string& alt) {
    page_.out += "</dl></div>\n<div class=\"photos\">\n";
    for (const std::string& file : files) one(file, alt);
    page_.out += "</div>\n</article>\n";
  }

  void one(const std::string& file, const std::string& alt) {
    if (!done.insert(file).second) {
      page_.out += "<p>" + evidence_link(page_, file) + "</p>\n";
      return;
    }
    const Handed& handed = hand_on_.file(file);
    bool first = true;
    const auto figure = [&](const std::string& inside) {
      page_.out += "<figure" + (first ? " id=\"" + evidence_anchor(page_, file) + "\"" : std::string()) + ">" + inside + "</figure>\n";
      first = false;
    };
    if (!handed.problem.empty()) figure("<figcaption><b>" + xml(clean(file)) + "</b><br/><b>" + xml(problem(file, handed)) + "</b></figcaption>");
    for (const HandedPiece& piece : handed.pieces) {
      std::string picture;
      if (piece.picture)
        picture = "<img src=\"data:" + piece.made.type + ";base64," + base64(piece.made.bytes) + "\" width=\"" + std::to_string(piece.made.width) + "\" height=\"" +
                  std::to_string(piece.made.height) + "\" alt=\"" + xml(alt) + "\"/>";
      std::string caption = "<b>" + xml(clean(piece.named)) + "</b>";
      if (piece.annotated) caption += "<br/>" + xml(view_.texts("report.evidence.annotated"));
      for (const std::string& line : done_text(view_, piece)) caption += "<br/>" + xml(line);
      caption += "<br/><span class=\"small\">SHA-256 <code>" + piece.sha256 + "</code></span>";
      figure(picture + "<figcaption>" + caption + "</figcaption>");
    }
  }

  std::string problem(const std::string& file, const Handed& handed) const {
    const auto at = std::find_if(page_.evidence.begin(), page_.evidence.end(), [&](const EvidenceFile& e) { return e.named == file; });
    const bool told = at != page_.evidence.end() && !at->problem.empty();
    return capital(view_.texts("report.bundle.missing." + (told ? at->problem : handed.problem)));
  }

  HtmlPage& page_;
  const View& view_;
  HandOn hand_on_;
};

std::string title_of(const View& view, const EvidenceFile& file) {
  std::vector<std::string> names;
  for (const auto* item : file.items) names.push_back(clean(item->title.in(view.texts.language())));
  for (const std::string& id : file.elements) names.push_back(view.name(id));
  if (names.empty()) return view.texts("report.evidence.of_nothing");
  const std::size_t all = names.size();
  if (all > kMostShown) names.resize(kMostShown);
  std::string out = join(names, "; ");
  if (all > kMostShown) out += "; " + view.texts.render(message("report.more").with("count", std::to_string(all - kMostShown)));
  return out;
}

}  // namespace

std::string evidence_anchor(const HtmlPage& page, const std::string& file) {
  const auto at = std::find_if(page.evidence.begin(), page.evidence.end(), [&](const EvidenceFile& e) { return e.named == file; });
  return at == page.evidence.end() ? std::string() : "evidence-" + std::to_string(at - page.evidence.begin() + 1);
}

std::string evidence_link(const HtmlPage& page, const std::string& file) {
  const std::string anchor = evidence_anchor(page, file);
  return anchor.empty() ? xml(clean(file)) : "<a href=\"#" + anchor + "\">" + xml(clean(file)) + "</a>";
}

std::string evidence_links(const HtmlPage& page, const measure::Measurement& m) {
  std::string links;
  for (const std::string& file : files_of(page.view, m)) links += (links.empty() ? "" : ", ") + evidence_link(page, file);
  return links;
}

void html_evidence(HtmlPage& page) {
  if (page.evidence.empty()) return;
  const View& view = page.view;
  page.section("evidence", "report.html.evidence");
  page.out += "<p class=\"small\">" + xml(view.texts("report.evidence.explained")) + " " + xml(privacy_text(view)) + "</p>\n";
  Section section(page);
  std::size_t cards = 0, more = 0;
  for (const auto& m : view.in.measurements.all())
    if (const auto files = files_of(view, m); !files.empty()) {
      if (++cards > kMostCards) ++more;
      else section.measured(m, files);
    }
  for (const EvidenceFile& file : page.evidence) {
    if (file.items.empty() && file.elements.empty() && !file.measurements.empty()) continue;
    if (section.done.contains(file.named) && file.items.empty()) continue;  // a photo of an element whose measurement stands above
    if (++cards > kMostCards) ++more;
    else section.shown(title_of(view, file), file.named);
  }
  if (more > 0) page.out += "<p>" + xml(view.texts.render(message("report.evidence.more_named").with("count", std::to_string(more)))) + "</p>\n";
  std::string rest;
  for (const EvidenceFile& file : page.evidence)
    if (!section.done.contains(file.named)) rest += "<li id=\"" + evidence_anchor(page, file.named) + "\">" + xml(clean(file.named)) + "</li>\n";
  if (!rest.empty()) page.out += "<ul class=\"plain\">\n" + rest + "</ul>\n";
  page.end_section();
}

}  // namespace landai::report
