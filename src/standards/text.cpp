// SPDX-License-Identifier: GPL-3.0-or-later
// What `landai standards list` and `show` print.
#include "landai/standards/standards.hpp"

#include <algorithm>
#include <array>

#include "describe.hpp"
#include "examples.hpp"
#include "landai/core/nearest.hpp"

namespace landai::standards {
namespace {

bool changed(const Rule& rule, const std::string& overlay) {
  return std::any_of(rule.changed_by.begin(), rule.changed_by.end(), [&overlay](const Change& change) { return change.overlay == overlay; });
}

/// "changed by office-x: at least 80 cm becomes at least 85 cm (before: …)".
std::string change_text(const Change& change, const Texts& texts) {
  std::string out = texts.render(message("standards.overlay.changed_by").with("overlay", change.overlay)) + ": ";
  if (!change.demands) return out + texts("standards.overlay.same_limit");
  const std::string was = change.filled ? std::string() : limit_words(change.was, change.quantity, texts);
  out += texts.render(message("standards.overlay.was")
                          .with("old", was.empty() ? texts("standards.overlay.was_empty") : was)
                          .with("new", limit_words(change.now, change.quantity, texts)));
  return out + " (" +
         texts.render(message("standards.overlay.cited")
                          .with("instrument", change.cited.instrument)
                          .with("article", change.cited.article)) +
         ")";
}

/// The overlay that a rule of its own grade comes from: one that added it, or the last one that changed its grade. Empty for a pack's rule.
std::string own_of(std::span<const Pack> packs, const Rule& rule) {
  for (const Pack& pack : packs)
    if (pack.id == rule.standard && !pack.over.empty()) return pack.id;
  for (auto change = rule.changed_by.rbegin(); change != rule.changed_by.rend(); ++change)
    if (change->source && change->source->has("verified")) return change->overlay;
  return {};
}

std::string grade(std::span<const Pack> packs, const Rule& rule, const Texts& texts) {
  return word_of(texts, "obligation", to_string(rule.obligation)) + "; " + verified_text(packs, rule, texts);
}

bool is_off(const Pack& pack, std::size_t at) {
  const auto& items = (*pack.source)["rules"].items();
  return at < items.size() && items[at]["off"].boolean().value_or(false);
}

/// Of what, when, what, and what to do where it is not met.
std::string asked_text(const Pack& pack, std::size_t at, const Texts& texts) {
  const Rule& rule = pack.rules[at];
  const auto line = [&texts](const char* key, const std::string& what) { return "    " + texts.render(message(key).with("what", what)) + "\n"; };
  std::string out = "    " + subject_words(rule.subject, texts) + "\n";
  const RuleData& data = pack.data->rules[at];
  if (rule.placeholder) {  // who fills it has to know where it will be asked
    const std::string where = condition_words(data.when, texts);
    return out + (where.empty() ? std::string() : line("standards.show.when", where)) + "    " + rule.quantity + "\n    " + texts("standards.show.placeholder") + "\n";
  }
  if (!data.any_access && rule.subject != Category::building) out += "    " + texts("standards.show.public_only") + "\n";
  if (data.together) out += "    " + texts("standards.show.together") + "\n";
  const std::string when = condition_words(data.when, texts);
  out += when.empty() ? "    " + texts("standards.show.always") + "\n" : line("standards.show.when", when);
  if (!data.exclusive.empty()) out += line("standards.show.exclusive", data.exclusive);
  out += "    " + texts("standards.show.demands") + "\n" + demand_words(data.demand, "      ", texts);
  if (data.none) out += line("standards.show.where_none", word_of(texts, "verdict", to_string(*data.none)));
  if (data.fails_only_when) out += line("standards.show.fails_only_when", condition_words(*data.fails_only_when, texts));
  if (data.passes_only_when) out += line("standards.show.passes_only_when", condition_words(*data.passes_only_when, texts));
  if (const std::string remedy = remedy_words(rule, texts); !remedy.empty()) out += line("standards.show.remedy", remedy);
  return out;
}

std::string rule_text(std::span<const Pack> packs, const Pack& pack, std::size_t at, const Texts& texts, bool whole) {
  const Rule& rule = pack.rules[at];
  std::string out = rule.id + "  " + rule.title.in(texts.language()) + "\n";
  out += "    " + rule.citation.instrument + ", " + rule.citation.article + " (" + grade(packs, rule, texts) + ")\n";
  if (!whole) out += "    " + rule.quantity + ": " + limit_words(rule.limit, rule.quantity, texts) + "\n";
  for (const Change& change : rule.changed_by) out += "    " + change_text(change, texts) + "\n";
  if (is_off(pack, at)) out += "    " + texts("standards.show.off") + "\n";
  if (!whole) return out;
  out += asked_text(pack, at, texts);
  const std::string note = rule.note.in(texts.language());
  if (!note.empty()) out += "    " + note + "\n";
  const Node& source = (*pack.source)["sources"][rule.citation.source];
  const char* language = texts.language() == Language::id ? "id" : "en";
  const std::string where = source.is_map() ? source.text_of(language) + " [" + rule.citation.source + "]" : rule.citation.source;
  return out + "    " + texts.render(message("standards.show.source").with("source", where)) + "\n";
}

/// How many of the rule's examples must pass, fail, stay undecided …
std::string examples_text(const Pack& pack, const std::string& rule, const std::filesystem::path& data_dir, const Texts& texts) {
  std::vector<Error> ignored;   // `standards check` tells them
  const ExampleBook book = example_book(data_dir, pack, ignored);
  const auto found = book.of.find(rule);
  std::array<int, 5> count{};
  if (found != book.of.end())
    for (const Example& example : found->second) ++count[static_cast<std::size_t>(example.expect)];
  std::string parts;
  for (std::size_t i = 0; i < count.size(); ++i)
    if (count[i] > 0) parts += (parts.empty() ? "" : ", ") + std::to_string(count[i]) + " " + word_of(texts, "verdict", to_string(static_cast<Verdict>(i)));
  return "    " + texts.render(message("standards.show.examples").with("what", parts.empty() ? texts("standards.show.none") : parts)) + "\n";
}

/// What stands in an overlay's place of the packs under it.
std::string overlay_text(const Pack& overlay, std::span<const Pack> packs, const Texts& texts) {
  std::string out = texts.render(message("standards.overlay.over").with("pack", overlay.over)) + "\n\n";
  std::string changes;
  for (const Pack& pack : packs)
    for (std::size_t i = 0; i < pack.rules.size(); ++i)
      if (changed(pack.rules[i], overlay.id)) changes += rule_text(packs, pack, i, texts, false);
  if (!changes.empty()) out += texts("standards.overlay.changes") + "\n" + changes + "\n";
  return overlay.rules.empty() ? out : out + texts("standards.overlay.adds") + "\n";
}

std::string pack_text(const Pack& pack, std::span<const Pack> packs, const Texts& texts) {
  const Language language = texts.language();
  std::string out = pack.id + " " + pack.version + "\n" + pack.title.in(language) + "\n" + pack.status.in(language) + "\n\n" + pack.about.in(language) + "\n\n";
  if (!pack.counts) out += texts("standards.show.historical") + "\n\n";
  if (!pack.over.empty()) out += overlay_text(pack, packs, texts);
  for (const auto& id : pack.presents) out += texts.render(message("standards.show.presents").with("pack", id)) + "\n";
  if (!pack.presents.empty()) out += "\n";
  for (std::size_t i = 0; i < pack.rules.size(); ++i) out += rule_text(packs, pack, i, texts, false);
  const auto& unchecked = (*pack.source)["unchecked"].items();
  if (unchecked.empty()) return out;
  out += "\n" + texts("standards.show.unchecked") + "\n";
  for (const Node& item : unchecked)
    out += "  " + item.text_of("id") + "  " + item["about"].text_of(language == Language::id ? "id" : "en") + "\n";
  return out;
}

}  // namespace

std::string verified_text(std::span<const Pack> packs, const Rule& rule, const Texts& texts) {
  const std::string own = rule.verified == Verified::ours ? own_of(packs, rule) : std::string();
  return own.empty() ? word_of(texts, "verified", to_string(rule.verified))
                     : texts.render(message("standards.verified.office").with("overlay", own));
}

std::vector<const Rule*> changes_of(std::span<const Pack> packs, const std::string& overlay) {
  std::vector<const Rule*> out;
  for (const Pack& pack : packs)
    for (const Rule& rule : pack.rules)
      if (changed(rule, overlay)) out.push_back(&rule);
  return out;
}

std::string list_text(std::span<const Pack> packs, const Texts& texts) {
  std::string out;
  for (const Pack& pack : packs) {
    out += pack.id + "  " + pack.title.in(texts.language()) + " (" +
           texts.render(message("standards.list.rules").with("count", std::to_string(pack.rules.size()))) + ")\n";
    if (const std::string status = pack.status.in(texts.language()); !status.empty()) out += "    " + status + "\n";
    if (pack.over.empty()) continue;
    const auto counted = std::to_string(changes_of(packs, pack.id).size());
    out += "    " + texts.render(message("standards.overlay.over").with("pack", pack.over)) + "; " +
           texts.render(message("standards.overlay.count").with("changed", counted).with("added", std::to_string(pack.rules.size()))) + "\n";
  }
  return out;
}

std::optional<std::string> show_text(std::span<const Pack> packs, const std::string& name, const Texts& texts, const std::filesystem::path& data_dir) {
  for (const Pack& pack : packs) {
    if (pack.id == name || pack.file == name) return pack_text(pack, packs, texts);
    for (std::size_t i = 0; i < pack.rules.size(); ++i)
      if (pack.rules[i].id == name) return rule_text(packs, pack, i, texts, true) + examples_text(pack, name, data_dir, texts);
  }
  return std::nullopt;
}

std::string near_name(std::span<const Pack> packs, const std::string& name) {
  std::vector<std::string_view> known;
  for (const Pack& pack : packs) {
    known.emplace_back(pack.id);
    for (const Rule& rule : pack.rules) known.emplace_back(rule.id);
  }
  return std::string(nearest(name, known));
}

}  // namespace landai::standards
