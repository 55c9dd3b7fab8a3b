// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <unordered_map>
#include <vector>

#include "landai/core/file.hpp"
#include "landai/core/fill.hpp"
#include "landai/core/node.hpp"
#include "landai/core/uncertainty_text.hpp"

namespace landai {

struct Texts::Table {
  std::unordered_map<std::string, std::string> sentences;
  std::vector<std::pair<std::string, std::string>> foreign;   ///< what a library says, and how that is told in this language
};

namespace {

const std::string kColumn = "core.place.column.";   // of a readings file
constexpr std::string_view kForeign = "core.schema.says.";
constexpr std::string_view kHole = "{what}";

/// Whether a hole speaks of an argument: those have plain names.
bool is_argument(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

/// A sentence of a library in our words, with the one word that it names; nothing when it is no such sentence.
std::optional<std::string> said_otherwise(std::string text, std::string english, std::string ours) {
  for (std::string* part : {&text, &english, &ours})   // the full stop is left out within a sentence of ours
    if (part->ends_with('.')) part->pop_back();
  const auto hole = english.find(kHole);
  if (hole == std::string::npos) return text == english ? std::optional(ours) : std::nullopt;
  const std::string_view before = std::string_view(english).substr(0, hole), after = std::string_view(english).substr(hole + kHole.size());
  if (text.size() <= before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after)) return std::nullopt;
  const std::string named = text.substr(before.size(), text.size() - before.size() - after.size());
  std::string out = ours;
  if (const auto at = out.find(kHole); at != std::string::npos) out.replace(at, kHole.size(), named);
  return out;
}

/// Words with one of these between them, each made another text.
template <class Of>
std::string each_word(std::string_view list, const char* between, const Of& of) {
  std::string out;
  for (std::size_t end = 0; !list.empty(); list.remove_prefix(end)) {
    list.remove_prefix(std::min(list.find_first_not_of(", "), list.size()));
    end = std::min(list.find_first_of(between), list.size());
    if (end > 0) out += (out.empty() ? "" : ", ") + of(std::string(list.substr(0, end)));
  }
  return out;
}

}  // namespace

Result<Texts> Texts::load(const std::filesystem::path& data_dir, Language language) {
  auto table = std::make_shared<Table>();
  const auto files = yaml_files(data_dir / "i18n");
  if (!files) return files.error();
  const char* wanted = language == Language::id ? "id" : "en";
  for (const auto& file : *files) {
    auto root = load_yaml(file);
    if (!root) return root.error();
    const std::string prefix = file.stem().string() + ".";
    for (const auto& [key, node] : root->members()) {
      const auto broken = [&, line = node.line()](const char* why) {
        return Error{ErrorCode::pack, message(why).with("key", key), file.string(), "line " + std::to_string(line), {}};
      };
      if (!key.starts_with(prefix)) return broken("core.texts.wrong_file");
      if (!node["id"].is_scalar() || !node["en"].is_scalar()) return broken("core.texts.missing_language");
      table->sentences.emplace(key, node[wanted].text());
      if (key.starts_with(kForeign)) table->foreign.emplace_back(node["says"].text(), node[wanted].text());
    }
  }
  // "greater than or equal to" before "greater than".
  std::stable_sort(table->foreign.begin(), table->foreign.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  Texts texts;
  texts.language_ = language;
  texts.table_ = std::move(table);
  return texts;
}

bool Texts::has(std::string_view key) const { return table_ && table_->sentences.contains(std::string(key)); }

std::string Texts::operator()(std::string_view key) const { return render(message(std::string(key))); }

/// Ids that a reader is to choose from, with what they are called: "koridor (corridor)" where the name is taken as well, else "corridor (koridor)".
std::string Texts::choices(std::string_view ids, const Message& message) const {
  std::string list;
  bool named = false;
  for (const auto& [name, arg] : message.args)
    if (name == "list" || name == "gloss") list = "words." + arg.text + ".", named = name == "list";
  if (list.empty()) return std::string(ids);
  return each_word(ids, ", ", [&](const std::string& id) {
    const std::string label = has(list + id) ? (*this)(list + id) : id;
    if (label == id) return id;
    return named ? label + " (" + id + ")" : id + " (" + label + ")";
  });
}

/// Categories as they are called within a sentence.
std::string Texts::things(std::string_view categories) const {
  return each_word(categories, ",", [this](const std::string& id) {
    const std::string key = "words.category." + id;
    if (!has(key)) return id;
    std::string label = (*this)(key);
    if (label[0] >= 'A' && label[0] <= 'Z') label[0] = static_cast<char>(label[0] + 32);
    return label;
  });
}

std::string Texts::render(const Message& message) const {
  if (message.key.empty()) return {};
  const auto value_of = [this, &message](const std::string& name, const MessageArg& arg) {
    if (arg.value) return name == "u" || name == "written" ? uncertainty_text(*this, *arg.value, arg.unit) : number(*arg.value, arg.unit);
    if (name == "why" || name == "what")
      for (const auto& [english, ours] : table_ ? table_->foreign : std::vector<std::pair<std::string, std::string>>{})
        if (auto said = said_otherwise(arg.text, english, ours)) return *said;
    if (name == "column" && has(kColumn + arg.text)) return (*this)(kColumn + arg.text);
    if (name == "category" || name == "asked") return things(arg.text);
    if (name == "words" && language_ == Language::id) return choices(arg.text, message);
    return name == "limit" || name == "met" || name == "missed" ? as_written(arg.text) : arg.text;
  };
  const auto found = table_ ? table_->sentences.find(message.key) : std::unordered_map<std::string, std::string>::iterator{};
  if (!table_ || found == table_->sentences.end()) {
    std::string text = message.key;
    for (const auto& [name, arg] : message.args) text += " " + name + "=" + value_of(name, arg);
    return text;
  }
  const auto find = [&message](std::string_view of) {
    return std::find_if(message.args.begin(), message.args.end(), [of](const auto& a) { return a.first == of; });
  };
  return filled(found->second, [&](std::string_view name, std::string_view hole) -> std::string {
    // "{count} {count|row|rows}": the word for one thing, and for any other number of them. What a file is to hold, "{coverage: complete |
    // partial}", is no such hole.
    if (const auto bar = name.find('|'); bar != std::string_view::npos && is_argument(name.substr(0, bar))) {
      const auto count = find(name.substr(0, bar));
      const auto second = std::min(name.find('|', bar + 1), name.size());
      const bool one = count != message.args.end() && (count->second.value ? *count->second.value == 1 : count->second.text == "1");
      return std::string(one ? name.substr(bar + 1, second - bar - 1) : name.substr(std::min(second + 1, name.size())));
    }
    const auto arg = find(name);
    // An argument nobody filled stays visible as its placeholder.
    return arg == message.args.end() ? std::string(hole) : value_of(arg->first, arg->second);
  });
}

namespace {

std::string shortest(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

constexpr double kLongWay = 10;  // m

/// Whether so many decimals hold all of the number, as they do of what an article or somebody on site has written down.
bool holds_all(double value, int decimals) {
  const double scaled = value * std::pow(10, decimals);
  return std::abs(scaled - std::round(scaled)) < 1e-6;
}

/// Three decimals, but all that were written down of what is shorter than a long way (a step of 1.25 cm is no 0.013 m), and four
/// where three would put a value onto a round one that it is not: limits are round, and 0.8996 m must not be shown as 0.900 m.
std::string length_text(double metres) {
  // As it would be printed: of halves fmt and std::round make different numbers.
  const double shown = std::stod(fmt::format("{:.3f}", metres));
  const bool round_one = std::fmod(std::round(shown * 1000), 5) == 0;
  int decimals = round_one && std::abs(shown - metres) > 5e-5 ? 4 : 3;
  if (std::abs(shown - metres) > 5e-7)
    for (const int more : {4, 5, 6})
      if ((round_one || (more < 6 && metres < kLongWay)) && holds_all(metres, more)) {
        decimals = more;
        break;
      }
  return fmt::format("{:.{}f} m", metres, decimals);
}

/// Two decimals, but four where two would make a whole number of one that is not: limits are whole.
std::string whole_kept(double value) {
  const double shown = std::round(value * 100) / 100;
  return shortest(value, shown == std::round(shown) && std::abs(shown - value) > 5e-5 ? 4 : 2);
}

/// Four decimals, or the six that were written down.
std::string plain_text(double value) { return shortest(value, holds_all(value, 6) ? 6 : 4); }

/// Two decimals, but four where two would put an area onto a tenth that it is not.
std::string area_text(double square_metres) {
  const double shown = std::round(square_metres * 100) / 100;
  const bool round_one = std::fmod(std::round(shown * 100), 10) == 0;
  return fmt::format("{:.{}f} m²", square_metres, round_one && std::abs(shown - square_metres) > 5e-5 ? 4 : 2);
}

std::string slope_text(double slope) {
  const std::string percent = whole_kept(slope * 100) + " %";
  if (slope <= 0) return percent;
  return fmt::format("1:{} ({})", whole_kept(1 / slope), percent);
}

}  // namespace

std::string Texts::number(double value, std::string_view unit) const {
  std::string text;
  if (!std::isfinite(value)) return value > 0 ? "∞" : (std::isnan(value) ? "?" : "-∞");
  if (unit == "m") text = length_text(value);
  else if (unit == "m2") text = area_text(value);
  else if (unit == "slope") text = slope_text(value);
  else if (unit == "rad") text = whole_kept(value * 180 / std::numbers::pi) + "°";
  else if (unit.empty() || unit == "1") text = plain_text(value);
  else if (unit == "%") text = whole_kept(value) + " %";
  else text = plain_text(value) + " " + std::string(unit);
  return as_written(text);
}

std::string Texts::as_written(std::string_view amount) const {
  std::string text(amount);
  if (language_ != Language::id) return text;
  // Indonesian writes a decimal comma.
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if (text[i] == '.' && std::isdigit(static_cast<unsigned char>(text[i - 1])) && std::isdigit(static_cast<unsigned char>(text[i + 1])))
      text[i] = ',';
  return text;
}

std::string Texts::place(std::string_view where) const {
  std::string text;
  while (!where.empty()) {
    const std::size_t end = std::min(where.find(", "), where.size());
    const std::string_view part = where.substr(0, end);
    const std::size_t space = part.find(' ');
    const std::string key = "core.place." + std::string(part.substr(0, space));
    // Behind a line a column of a table.
    const std::string column = text.empty() || space != std::string_view::npos ? std::string() : kColumn + std::string(part);
    if (!text.empty()) text += ", ";
    if (!column.empty() && has(column)) text += (*this)(column);
    else if (space != std::string_view::npos && has(key)) text += render(message(key).with("at", std::string(part.substr(space + 1))));
    else text += part;
    where.remove_prefix(std::min(end + 2, where.size()));
  }
  return text;
}

std::string uncertainty_text(const Texts& texts, double value, std::string_view unit) {
  const std::string text = texts.number(value, unit);
  constexpr int kMost = 12;   // decimals
  if (!(value > 0) || text.find_first_of("123456789") != std::string::npos || !text.starts_with('0')) return text;
  const double shown = value * (unit == "rad" ? 180 / std::numbers::pi : 1);
  const int decimals = static_cast<int>(std::ceil(-std::log10(shown)));
  const std::string amount = decimals > kMost ? "< " + fmt::format("{:.{}f}", std::pow(10, -kMost), kMost) : fmt::format("{:.{}f}", shown, decimals);
  return texts.as_written(amount) + text.substr(std::min(text.find_first_not_of("0.,"), text.size()));
}

}  // namespace landai
