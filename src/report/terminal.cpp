// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "asked.hpp"
#include "compared.hpp"
#include "item_text.hpp"
#include "overlay_text.hpp"
#include "reach_text.hpp"
#include "repair_text.hpp"
#include "text.hpp"
#include "values.hpp"
#include "view.hpp"
#include "warnings.hpp"

namespace landai::report {
namespace {

using standards::Verdict;
using Ink = Page::Ink;

/// How many findings of each severity a reader of one minute can take.
constexpr std::array<std::size_t, 5> kShown = {0, 12, 10, 10, 3};
constexpr std::size_t kQuestionsShown = 6;
constexpr std::size_t kItemsShown = 8;

Ink ink_of(int severity) {
  return severity == 1 ? Ink::red : severity == 2 ? Ink::yellow : severity == 3 ? Ink::blue : Ink::dim;
}

void write_head(Page& page, const View& view) {
  const Plan& plan = view.in.plan;
  std::string title = clean(view.in.facility_name);
  if (title.empty()) title = clean(plan.name);
  if (title.empty() && !plan.sources.empty()) title = clean(plan.sources.front().file);
  page.line(page.ink("landai", Ink::bold) + "  " + shortened(title, kPageWidth - 10));
  page.heading(view.texts("report.heading.understood"));
  for (const auto& s : plan.sources) page.paragraph("  ", 2, clean(s.file) + ": " + source_text(view, s));
  page.paragraph("  ", 2, join(counts_text(view), " · "), Ink::dim);
}

std::size_t count(const View& view, Verdict verdict) {
  return static_cast<std::size_t>(std::count_if(view.in.checks.begin(), view.in.checks.end(),
                                                [verdict](const auto& c) { return decides(c) && c.verdict == verdict; }));
}

void write_compared(Page& page, const View& view) {
  for (const std::string& line : compared_text(view)) page.paragraph("  ", 2, line, Ink::dim);
}

void write_result(Page& page, const View& view) {
  page.heading(view.texts("report.heading.result"));
  constexpr std::array<std::pair<Verdict, Ink>, 5> kOrder = {{{Verdict::fail, Ink::red}, {Verdict::undecided, Ink::blue},
      {Verdict::not_measured, Ink::blue}, {Verdict::pass, Ink::green}, {Verdict::not_applicable, Ink::dim}}};
  std::size_t total = 0;
  for (const auto& [verdict, colour] : kOrder) total += count(view, verdict);
  if (total == 0) {
    page.paragraph("  ", 2, nothing_counted_text(view));
    return write_compared(page, view);
  }
  std::string text = "  " + view.texts.render(message("report.checks").with("count", std::to_string(total))) + ":";
  std::size_t used = letters(text);
  for (const auto& [verdict, colour] : kOrder) {
    const std::size_t n = count(view, verdict);
    const std::string part = std::to_string(n) + " " + view.word("verdict", to_string(verdict));
    if (used + 3 + letters(part) > kPageWidth) text += "\n   ", used = 3;
    text += (verdict == Verdict::fail ? " " : " · ") + page.ink(part, n ? colour : Ink::dim);
    used += 3 + letters(part);
  }
  page.line(text);
  write_compared(page, view);
}

/// What results of any verdict take for granted, with their rules: those that are passed are told nowhere else here.
void write_assumptions(Page& page, const View& view) {
  std::string text;
  std::vector<std::string> rules;
  for (const auto& c : view.in.checks) {
    if (c.assumes.empty() || !c.counts) continue;
    text = assumption_text(view, c);
    const auto* rule = view.rule(c.rule);
    std::string title = rule ? clean(rule->title.in(view.texts.language())) : c.rule;
    title += " (" + view.word("verdict", to_string(c.verdict)) + ")";
    if (std::find(rules.begin(), rules.end(), title) == rules.end()) rules.push_back(std::move(title));
  }
  if (!rules.empty()) page.paragraph("  ", 2, text + " " + view.texts.render(message("report.assumes.rules").with("rules", join(rules, "; "))), Ink::dim);
}

void write_finding(Page& page, const View& view, const Finding& f, int number) {
  const std::string first = padded_left(std::to_string(number), 4) + "  ";
  page.paragraph(page.ink(first, ink_of(f.severity)), 6, f.title);
  if (f.places.size() > 2) page.paragraph("      ", 6, view.texts("report.places") + ": " + places_text(view, f.places, 4), Ink::dim);
  if (const auto cut = cut_destinations(view, f); !cut.empty())
    page.paragraph("      ", 6, view.texts("report.cuts") + ": " + places_text(view, cut, 4), Ink::dim);
  std::vector<std::string> articles;
  for (const auto* rule : rules_of(view, f)) {
    const std::string article = view.citation(*rule);
    if (std::find(articles.begin(), articles.end(), article) == articles.end()) articles.push_back(article);
  }
  if (articles.size() > 2) articles.resize(2);
  if (!articles.empty()) page.paragraph("      ", 6, join(articles, "; "), Ink::dim);
  if (const std::string life = life_text(view, f); !life.empty()) page.paragraph("      ", 6, life);
  const auto* check = leading_check(view, f);
  if (const std::string duty = check ? duty_text(view, *check) : std::string(); !duty.empty()) page.paragraph("      ", 6, duty);
  if (const std::string all = check ? demanded_text(view, *check) : std::string(); !all.empty())
    page.paragraph("      ", 6, view.texts("report.html.demanded") + ": " + all, Ink::dim);
  if (!f.remedy.empty()) page.paragraph("      → ", 8, f.remedy);
  if (const std::string how = check ? settle_text(view, *check) : std::string(); !how.empty()) page.paragraph("      → ", 8, how);
  if (const std::string taken = check ? assumption_text(view, *check) : std::string(); !taken.empty()) page.paragraph("      ", 6, taken);
}

/// Findings of one rule that differ only in place and value: told together, one line each.
void write_family(Page& page, const View& view, const std::vector<const Finding*>& family, int number) {
  const auto* check = leading_check(view, *family.front());
  const auto* m = view.deciding(*check);
  const std::string what = capital(view.quantity(m->quantity, m->params));
  page.line("      " + page.ink(shortened(what + ": " + limit_of(view, *check, m->quantity), kPageWidth - 6), Ink::bold));
  for (std::size_t i = 0; i < family.size(); ++i) {
    const Finding& f = *family[i];
    if (i == 8) {
      page.line("      " + view.texts.render(message("report.more").with("count", std::to_string(family.size() - i))));
      break;
    }
    const auto* own = view.deciding(*leading_check(view, f));
    page.paragraph(page.ink(padded_left(std::to_string(number + static_cast<int>(i)), 4) + "  ", ink_of(f.severity)), 6,
                   view.value(*own) + "  " + places_text(view, f.places, 3));
    if (const std::string life = life_text(view, f); !life.empty()) page.paragraph("      ", 6, life);
    for (const auto* p : f.proposals)
      if (p->shift) page.paragraph("      → ", 8, view.render(p->text));
  }
  if (const auto* rule = view.rule(check->rule)) page.paragraph("      ", 6, view.citation(*rule), Ink::dim);
}

/// Whether two findings can be told together.
bool akin(const View& view, const Finding& a, const Finding& b) {
  if (a.severity != b.severity || a.verdict != b.verdict || a.verdict != Verdict::fail) return false;
  const auto* ca = leading_check(view, a);
  const auto* cb = leading_check(view, b);
  if (!ca || !cb || ca->rule != cb->rule || !duty_text(view, *ca).empty() || !duty_text(view, *cb).empty() || !cut_destinations(view, a).empty() || !cut_destinations(view, b).empty()) return false;
  const auto* ma = view.deciding(*ca);
  const auto* mb = view.deciding(*cb);
  return ma && mb && ma->number() && mb->number() && ma->subject.size() == 1 && mb->subject.size() == 1;
}

void write_findings(Page& page, const View& view, const std::vector<Finding>& findings) {
  int number = 0;
  bool any = false;
  std::set<std::pair<int, std::string>> headings;   // advice before what is staged before what is waived, as the findings come
  for (const Finding& f : findings) headings.emplace(f.severity, f.duty);
  for (const auto& [severity, duty] : headings) {
    std::size_t shown = 0, hidden = 0;
    std::vector<const Finding*> told;
    for (const auto& f : findings)
      if (f.severity == severity && f.duty == duty && f.verdict != Verdict::not_measured) told.push_back(&f);
    if (!told.empty()) page.heading(severity_text(view, severity, duty));
    for (std::size_t i = 0; i < told.size();) {
      std::size_t end = i + 1;
      while (end < told.size() && akin(view, *told[i], *told[end])) ++end;
      if (shown >= kShown[static_cast<std::size_t>(std::clamp(severity, 1, 4))]) hidden += end - i;
      else if (end - i >= 3) write_family(page, view, {told.begin() + static_cast<long>(i), told.begin() + static_cast<long>(end)}, number + 1);
      else
        for (std::size_t k = i; k < end; ++k) write_finding(page, view, *told[k], number + 1 + static_cast<int>(k - i));
      ++shown;
      number += static_cast<int>(end - i);
      i = end;
      any = true;
    }
    if (hidden) page.line("      " + view.texts.render(message("report.more_findings").with("count", std::to_string(hidden))));
  }
  if (!any && count(view, Verdict::pass) + count(view, Verdict::not_measured) > 0) {
    page.blank();
    page.paragraph("  ", 2, view.texts("report.no_findings"), Ink::green);
  }
}

/// "23 doors", or the names of one or two.
std::string asked_of(const View& view, const OpenQuestion& q) {
  if (q.places.size() <= 2) return places_text(view, q.places, 2);
  return std::to_string(q.places.size()) + " " + view.word("categories", to_string(q.category));
}

/// What was looked for in vain without a rule waiting for it: only how many quantities, the long outputs list them.
void write_not_had(Page& page, const View& view) {
  std::set<std::string> quantities;
  for (const NotHad& n : view.not_had())
    if (n.applies) quantities.insert(n.quantity);
  if (quantities.empty()) return;
  page.paragraph("  ", 2, view.texts.render(message("report.not_had").with("count", std::to_string(quantities.size()))), Ink::dim);
}

void write_questions(Page& page, const View& view) {
  const auto questions = view.open_questions();
  if (questions.empty()) return;
  page.heading(view.texts("report.heading.to_measure"));
  for (std::size_t i = 0; i < questions.size() && i < kQuestionsShown; ++i) {
    const OpenQuestion& q = questions[i];
    page.paragraph("  · ", 4, capital(view.quantity(q.quantity, q.params)) + " – " + asked_of(view, q) + (q.why.empty() ? "" : ": " + q.why));
  }
  if (questions.size() > kQuestionsShown)
    page.line("  " + view.texts.render(message("report.more_questions").with("count", std::to_string(questions.size() - kQuestionsShown))));
  write_not_had(page, view);
}

Ink ink_of(indicators::State state) {
  using indicators::State;
  return state == State::present || state == State::compliant ? Ink::green
       : state == State::absent || state == State::less_compliant ? Ink::red
       : state == State::unknown ? Ink::dim : Ink::yellow;
}

/// What a reader of one minute has to know of an item: 0 not met, 1 attested and something to say of that, 2 with defects, 3 partly met,
/// 4 unknown; nothing for what is met.
std::optional<int> concern(const indicators::Indicator& item) {
  using indicators::State;
  if (item.state == State::absent || item.state == State::less_compliant) return 0;
  if (!item.statements.empty() && !item.notes.empty()) return 1;
  if (item.defects) return 2;
  if (item.state == State::in_progress || item.state == State::fairly_compliant) return 3;
  if (item.state == State::unknown) return 4;
  return std::nullopt;
}

/// Why an item is shown, in one line: what was attested and contradicts, the first defect, else the evidence that is missing.
std::string concern_text(const View& view, const indicators::Indicator& item, const ItemText& text) {
  if (!item.statements.empty()) return join(text.notes, " ");
  if (!text.defects.empty()) {
    const auto first = message(text.defects.size() == 1 ? "report.item.one_defect" : "report.item.first_defect");
    return view.texts.render(Message(first).with("count", std::to_string(text.defects.size())).with("defect", text.defects.front()));
  }
  std::vector<std::string> kinds;
  for (const indicators::Need& need : item.evidence)
    if (!need.met()) kinds.push_back(view.word("evidence", need.kind));
  return kinds.empty() ? std::string() : view.texts.render(message("report.item.lacks").with("what", join(kinds, ", ")));
}

void write_item(Page& page, const View& view, const indicators::Form& form, const indicators::Indicator& item) {
  const ItemText text = item_text(view, form, item);
  const std::string why = concern_text(view, item, text);
  page.paragraph("  " + page.ink(padded(text.state, 17), ink_of(item.state)), 19,
                 shortened(shortened(text.title, 90) + (why.empty() ? "" : " – " + why), 2 * (kPageWidth - 22)));
}

/// "18 items: 8 in progress · 10 unknown · 5 of them with defects".
void write_item_counts(Page& page, const View& view, const indicators::Form& form) {
  std::vector<std::pair<std::string, std::size_t>> states;
  std::size_t filled = 0, empty = 0, defects = 0;
  for (const auto* item : items_of(view, form)) {
    if (!item->filled) {
      ++empty;
      continue;
    }
    ++filled;
    defects += item->defects;
    const std::string word = state_word(view, form, item->block, item->state);
    const auto at = std::find_if(states.begin(), states.end(), [&](const auto& s) { return s.first == word; });
    if (at == states.end()) states.emplace_back(word, 1);
    else ++at->second;
  }
  std::vector<std::string> parts;
  for (const auto& [word, n] : states) parts.push_back(word + " " + std::to_string(n));
  if (defects) parts.push_back(view.texts("report.defects") + " " + std::to_string(defects));
  if (filled) page.paragraph("  ", 2, view.texts.render(message("report.item.count").with("count", std::to_string(filled))) + " – " + join(parts, " · "));
  if (empty) page.line("  " + view.texts.render(message("report.item.slots").with("count", std::to_string(empty))));
}

void write_indicators(Page& page, const View& view) {
  for (const auto& form : view.in.forms) {
    page.heading(view.texts("report.heading.indicators") + " – " + shortened(clean(form.title.in(view.texts.language())), 74));
    for (const std::string& remark : form_remarks(view, form)) page.paragraph("  ", 2, remark, Ink::dim);
    write_item_counts(page, view, form);
    std::vector<const indicators::Indicator*> told;
    for (const auto* item : items_of(view, form))
      if (item->filled && concern(*item)) told.push_back(item);
    std::stable_sort(told.begin(), told.end(), [](const auto* a, const auto* b) { return *concern(*a) < *concern(*b); });
    for (std::size_t i = 0; i < told.size() && i < kItemsShown; ++i) write_item(page, view, form, *told[i]);
    if (told.size() > kItemsShown)
      page.paragraph("  ", 2, view.texts.render(message("report.item.more").with("count", std::to_string(told.size() - kItemsShown))));
  }
}

}  // namespace

std::string terminal(const Inputs& in, const Texts& texts, bool colour) {
  const View view(in, texts);
  Page page(colour);
  write_head(page, view);
  write_result(page, view);
  if (const std::string late = overdue_text(view); !late.empty()) page.paragraph("  ", 2, late, Ink::red);
  write_assumptions(page, view);
  write_overlays(page, view);
  const auto findings = find_all(view);
  write_findings(page, view, findings);
  write_repair(page, view, findings);
  write_questions(page, view);
  write_asked(page, view);
  write_reach(page, view);
  write_values(page, view);
  write_indicators(page, view);
  write_warnings(page, view);
  page.blank();
  page.paragraph("", 0, texts("report.for_pictures"), Ink::dim);
  return page.take();
}

}  // namespace landai::report
