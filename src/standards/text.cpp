// SPDX-License-Identifier: GPL-3.0-or-later
// What `landai standards list` and `show` print.
#include "landai/standards/standards.hpp"

#include <algorithm>

namespace landai::standards {
namespace {

bool changed(const Rule& rule, const std::string& overlay) {
  return std::any_of(rule.changed_by.begin(), rule.changed_by.end(), [&overlay](const Change& change) { return change.overlay == overlay; });
}

std::string word(const Texts& texts, const char* what, const std::string& word) {
  const std::string key = std::string("words.") + what + "." + word;
  return texts.has(key) ? texts(key) : word;
}

/// A word of a limit, of the quantity's vocabulary or else of any that has it.
std::string any_word(const Texts& texts, const std::string& quantity, const std::string& one) {
  if (std::string found = word(texts, quantity == "facility.signs" ? "sign" : "", one); found != one) return found;
  for (const char* what : {"operation", "use", "access", "role", "status", "coverage", "ramp_use", "function", "reaches", "flow", "handle_kind",
                           "users", "age", "capacity", "kit", "signal", "sign"})
    if (std::string found = word(texts, what, one); found != one) return found;
  return one;
}

std::string limit_of(const Limit& limit, const std::string& quantity, const Texts& texts) {
  const auto say = [&](const char* key, const std::string& value) { return texts.render(message(key).with("limit", value)); };
  if (limit.truth) {
    const std::string answer = texts(*limit.truth ? "standards.show.yes" : "standards.show.no");
    return limit.as_written.empty() ? answer : texts.as_written(limit.as_written) + ": " + answer;
  }
  if (!limit.one_of.empty()) {
    std::string list;
    for (const auto& one : limit.one_of) list += (list.empty() ? "" : ", ") + any_word(texts, quantity, one);
    return list;
  }
  if (limit.min && limit.max) return texts.as_written(limit.as_written);
  if (limit.min) return say(limit.strict ? "standards.show.more" : "standards.show.min", limit.as_written);
  if (limit.max) return say(limit.strict ? "standards.show.less" : "standards.show.max", limit.as_written);
  return texts.as_written(limit.as_written);
}

/// "changed by office-x: at least 80 cm becomes at least 85 cm (before: …)".
std::string change_text(const Change& change, const Texts& texts) {
  std::string out = texts.render(message("standards.overlay.changed_by").with("overlay", change.overlay)) + ": ";
  if (!change.demands) return out + texts("standards.overlay.same_limit");
  const std::string was = change.filled ? std::string() : limit_of(change.was, change.quantity, texts);
  out += texts.render(message("standards.overlay.was")
                          .with("old", was.empty() ? texts("standards.overlay.was_empty") : was)
                          .with("new", limit_of(change.now, change.quantity, texts)));
  return out + " (" +
         texts.render(message("standards.overlay.cited")
                          .with("instrument", change.cited.instrument)
                          .with("article", change.cited.article)) +
         ")";
}

std::string grade(const Rule& rule, const Texts& texts) {
  return word(texts, "obligation", to_string(rule.obligation)) + "; " + word(texts, "verified", to_string(rule.verified));
}

bool is_off(const Pack& pack, std::size_t at) {
  const auto& items = (*pack.source)["rules"].items();
  return at < items.size() && items[at]["off"].boolean().value_or(false);
}

std::string rule_text(const Pack& pack, std::size_t at, const Texts& texts, bool whole) {
  const Rule& rule = pack.rules[at];
  std::string out = rule.id + "  " + rule.title.in(texts.language()) + "\n";
  out += "    " + rule.citation.instrument + ", " + rule.citation.article + " (" + grade(rule, texts) + ")\n";
  out += "    " + rule.quantity + ": " + limit_of(rule.limit, rule.quantity, texts) + "\n";
  for (const Change& change : rule.changed_by) out += "    " + change_text(change, texts) + "\n";
  if (is_off(pack, at)) out += "    " + texts("standards.show.off") + "\n";
  if (!whole) return out;
  const std::string note = rule.note.in(texts.language());
  if (!note.empty()) out += "    " + note + "\n";
  const Node& source = (*pack.source)["sources"][rule.citation.source];
  const char* language = texts.language() == Language::id ? "id" : "en";
  out += "    " + texts.render(message("standards.show.source").with("source", source.is_map() ? source.text_of(language) : rule.citation.source)) + "\n";
  return out;
}

/// What stands in an overlay's place of the packs under it.
std::string overlay_text(const Pack& overlay, std::span<const Pack> packs, const Texts& texts) {
  std::string out = texts.render(message("standards.overlay.over").with("pack", overlay.over)) + "\n\n";
  std::string changes;
  for (const Pack& pack : packs)
    for (std::size_t i = 0; i < pack.rules.size(); ++i)
      if (changed(pack.rules[i], overlay.id)) changes += rule_text(pack, i, texts, false);
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
  for (std::size_t i = 0; i < pack.rules.size(); ++i) out += rule_text(pack, i, texts, false);
  const auto& unchecked = (*pack.source)["unchecked"].items();
  if (unchecked.empty()) return out;
  out += "\n" + texts("standards.show.unchecked") + "\n";
  for (const Node& item : unchecked)
    out += "  " + item.text_of("id") + "  " + item["about"].text_of(language == Language::id ? "id" : "en") + "\n";
  return out;
}

}  // namespace

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

std::optional<std::string> show_text(std::span<const Pack> packs, const std::string& name, const Texts& texts) {
  for (const Pack& pack : packs) {
    if (pack.id == name || pack.file == name) return pack_text(pack, packs, texts);
    for (std::size_t i = 0; i < pack.rules.size(); ++i)
      if (pack.rules[i].id == name) return rule_text(pack, i, texts, true);
  }
  return std::nullopt;
}

}  // namespace landai::standards
