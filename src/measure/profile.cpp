// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile.hpp"

#include <algorithm>
#include <array>

#include "landai/core/node.hpp"

namespace landai::measure {
namespace {

/// Latin letters of UTF-8 with two bytes that occur in room names, folded to plain ones.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kFolds{{
    {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "ae"}, {"Ö", "oe"}, {"Ü", "ue"}, {"ß", "ss"}, {"é", "e"}, {"è", "e"},
    {"ê", "e"},  {"É", "e"},  {"à", "a"},  {"á", "a"},  {"â", "a"},  {"ó", "o"},  {"ô", "o"},  {"í", "i"}, {"ú", "u"},
    {"ñ", "n"},  {"ç", "c"},  {"ã", "a"},  {"õ", "o"}}};

Error broken(const std::string& file, const Node& at, const char* key) {
  return Error{ErrorCode::pack, message(key), file, "line " + std::to_string(at.line()), {}};
}

NamePatterns patterns_of(const Node& list) {
  NamePatterns patterns;
  for (const auto& text : list.texts()) patterns.add(text);
  return patterns;
}

}  // namespace

std::string folded(std::string_view name) {
  std::string out = " ";
  for (std::size_t i = 0; i < name.size() && i < 400;) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (c < 0x80) {
      if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
      else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += static_cast<char>(c);
      else if (out.back() != ' ') out += ' ';
      ++i;
      continue;
    }
    bool known = false;
    for (const auto& [from, to] : kFolds)
      if (name.substr(i, from.size()) == from) {
        out += to;
        i += from.size();
        known = true;
        break;
      }
    if (known) continue;
    if (c == 0xC2 || c == 0xE2) {  // punctuation and signs, no letters
      if (out.back() != ' ') out += ' ';
    } else {
      out += static_cast<char>(c);
    }
    const std::size_t skip = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c != 0xC2 && c != 0xE2) out.append(name.substr(i + 1, std::min(skip - 1, name.size() - i - 1)));
    i += skip;
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

void NamePatterns::add(std::string_view pattern) {
  Pattern added;
  if (pattern.starts_with('^')) added.at_start = true, pattern.remove_prefix(1);
  if (pattern.ends_with('$')) added.at_end = true, pattern.remove_suffix(1);
  std::size_t at = 0;
  while (at < pattern.size()) {
    auto end = pattern.find(' ', at);
    if (end == std::string_view::npos) end = pattern.size();
    std::string_view piece = pattern.substr(at, end - at);
    at = end + 1;
    if (piece.empty()) continue;
    Word word;
    if (piece.front() == '*') word.open_start = true, piece.remove_prefix(1);
    if (!piece.empty() && piece.back() == '*') word.open_end = true, piece.remove_suffix(1);
    const std::string text = folded(piece);
    if (text.size() > 2) word.text = text.substr(1, text.size() - 2);
    if (!word.text.empty()) added.words.push_back(std::move(word));
  }
  if (!added.words.empty()) patterns_.push_back(std::move(added));
}

namespace {

std::vector<std::string_view> words_of(std::string_view folded_name) {
  std::vector<std::string_view> words;
  for (std::size_t at = 1; at < folded_name.size();) {
    const auto end = folded_name.find(' ', at);
    if (end == std::string_view::npos) break;
    words.push_back(folded_name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// "101", "2b": a number, with a letter at most. "DIFFABEL2" is a word.
bool is_number(std::string_view word) {
  const auto digits = std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits > 0 && static_cast<std::ptrdiff_t>(word.size()) - digits <= 1;
}

}  // namespace

void NamePatterns::Cover::add(const Cover& other) {
  words.resize(std::max(words.size(), other.words.size()));
  for (std::size_t i = 0; i < other.words.size(); ++i) words[i] = words[i] || other.words[i];
  any = any || other.any;
  in_place = in_place || other.in_place;
}

NamePatterns::Cover NamePatterns::cover(const std::vector<std::string_view>& names) const {
  const auto fits = [](const Word& w, std::string_view name) {
    if (const auto letters = name.find_last_not_of("0123456789"); letters != std::string_view::npos) name = name.substr(0, letters + 1);  // "WC1"
    if (w.open_start && w.open_end) return name.find(w.text) != std::string_view::npos;
    if (w.open_start) return name.ends_with(w.text);
    if (w.open_end) return name.starts_with(w.text);
    return name == w.text;
  };
  const auto counts = [](std::string_view name) { return name.size() > 1 && !(name.front() >= '0' && name.front() <= '9'); };
  const auto first = static_cast<std::size_t>(std::find_if(names.begin(), names.end(), counts) - names.begin());
  const auto last = static_cast<std::size_t>(names.rend() - std::find_if(names.rbegin(), names.rend(), counts));
  Cover out;
  out.words.resize(names.size());
  for (const auto& [words, at_start, at_end] : patterns_)
    for (std::size_t i = 0; i + words.size() <= names.size(); ++i) {
      if ((at_start && i != first) || (at_end && i + words.size() != last)) continue;
      std::size_t k = 0;
      while (k < words.size() && fits(words[k], names[i + k])) ++k;
      if (k < words.size()) continue;
      out.any = true;
      out.in_place = out.in_place || at_start || at_end;
      std::fill_n(out.words.begin() + static_cast<std::ptrdiff_t>(i), k, true);
    }
  return out;
}

bool NamePatterns::match(const std::string& folded_name) const { return cover(words_of(folded_name)).any; }

NamePatterns::Cover UseRow::cover(const std::vector<std::string_view>& words) const {
  NamePatterns::Cover out;
  if (never.cover(words).any) return out;
  out = patterns.cover(words);
  NamePatterns::Cover all;
  for (const NamePatterns& one : together) {
    const auto part = one.cover(words);
    if (!part.any) return out;
    all.add(part);
  }
  out.add(all);
  return out;
}

NamedUse Profile::use_of(std::string_view name) const {
  const std::string text = folded(name);
  const auto words = words_of(text);
  const UseRow* row = nullptr;
  NamePatterns::Cover told;  // what is accounted for
  for (const UseRow& each : uses) {
    const auto cover = each.cover(words);
    if (!cover.any) continue;
    if (row == nullptr) {
      row = &each;
      if (cover.in_place && !open.cover(words).any) return {row, nullptr, nullptr, {}};
      told = cover;
      told.add(row->beside.cover(words));
      told.add(beside.cover(words));
      continue;
    }
    if (each.use == row->use) continue;
    for (std::size_t i = 0; i < words.size(); ++i)
      if (cover.words[i] && !told.words[i]) return {nullptr, row, &each, {}};
  }
  const auto gone = open.cover(words);
  if (row != nullptr && gone.any) {
    const auto at = std::find(gone.words.begin(), gone.words.end(), true) - gone.words.begin();
    return {nullptr, row, nullptr, std::string(words[static_cast<std::size_t>(at)])};
  }
  if (row == nullptr || !row->alone) return {row, nullptr, nullptr, {}};
  for (const auto& [kind, patterns] : kinds)
    if (kind.starts_with("users_")) told.add(patterns.cover(words));
  for (const auto& [kind, patterns] : access) told.add(patterns.cover(words));
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!told.words[i] && !is_number(words[i])) return {nullptr, row, nullptr, std::string(words[i])};
  return {row, nullptr, nullptr, {}};
}

const UseRow* Profile::use_row(std::string_view use) const {
  for (const auto& row : uses)
    if (row.use == use) return &row;
  return nullptr;
}

Deduction Profile::deduction(const std::string& key) const {
  const auto it = deductions.find(key);
  return it == deductions.end() ? Deduction{} : it->second;
}

Result<Profile> Profile::load(const std::filesystem::path& data_dir) {
  Profile profile;
  const auto uses_file = data_dir / "profiles" / "uses.yaml";
  auto uses = load_yaml(uses_file);
  if (!uses) return uses.error();
  for (const auto& node : (*uses)["uses"].items()) {
    UseRow row{node.text_of("use"), node.text_of("access"), node["outdoor"].boolean().value_or(false),
               patterns_of(node["names"]), {}, patterns_of(node["never"]), patterns_of(node["beside"]), node["alone"].boolean().value_or(false)};
    for (const Node& words : node["together"].items()) row.together.push_back(patterns_of(words));
    if (row.use.empty() || (row.access != "public" && row.access != "staff" && row.access != "service"))
      return broken(uses_file.string(), node, "measure.profile.use");
    profile.uses.push_back(std::move(row));
  }
  if (profile.uses.empty()) return broken(uses_file.string(), *uses, "measure.profile.use");
  profile.beside = patterns_of((*uses)["beside"]);
  profile.open = patterns_of((*uses)["open"]);
  profile.not_public = patterns_of((*uses)["not_public"]);
  for (const auto& [word, list] : (*uses)["access"].members()) profile.access[word] = patterns_of(list);
  for (const auto& [word, list] : (*uses)["roles"].members()) profile.roles[word] = patterns_of(list);
  for (const auto& [word, list] : (*uses)["kinds"].members()) profile.kinds[word] = patterns_of(list);

  const auto doors_file = data_dir / "profiles" / "doors.yaml";
  auto doors = load_yaml(doors_file);
  if (!doors) return doors.error();
  for (const auto& [key, node] : (*doors)["deductions"].members()) {
    const auto best = node["best"].number(), least = node["least"].number(), most = node["most"].number();
    if (!best || !least || !most || *least > *best || *best > *most || *least < 0)
      return broken(doors_file.string(), node, "measure.profile.deduction");
    profile.deductions[key] = {*best, *least, *most};
  }
  return profile;
}

}  // namespace landai::measure
