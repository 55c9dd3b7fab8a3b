// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>
#include <vector>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"

namespace landai {

struct Texts::Table {
  std::unordered_map<std::string, std::string> sentences;
};

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
    }
  }
  Texts texts;
  texts.language_ = language;
  texts.table_ = std::move(table);
  return texts;
}

bool Texts::has(std::string_view key) const { return table_ && table_->sentences.contains(std::string(key)); }

std::string Texts::operator()(std::string_view key) const { return render(message(std::string(key))); }

std::string Texts::render(const Message& message) const {
  if (message.key.empty()) return {};
  const auto value_of = [this](const std::string& name, const MessageArg& arg) {
    if (arg.value) return number(*arg.value, arg.unit);
    return name == "limit" || name == "met" || name == "missed" ? as_written(arg.text) : arg.text;
  };
  const auto found = table_ ? table_->sentences.find(message.key) : std::unordered_map<std::string, std::string>::iterator{};
  if (!table_ || found == table_->sentences.end()) {
    std::string text = message.key;
    for (const auto& [name, arg] : message.args) text += " " + name + "=" + value_of(name, arg);
    return text;
  }
  const std::string& pattern = found->second;
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::size_t end = pattern[i] == '{' ? pattern.find('}', i) : std::string::npos;
    if (end == std::string::npos) {
      text += pattern[i];
      continue;
    }
    const std::string name = pattern.substr(i + 1, end - i - 1);
    const auto arg = std::find_if(message.args.begin(), message.args.end(), [&name](const auto& a) { return a.first == name; });
    // An argument nobody filled stays visible as its placeholder.
    text += arg == message.args.end() ? pattern.substr(i, end - i + 1) : value_of(name, arg->second);
    i = end;
  }
  return text;
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

/// Three decimals, but four where three would put a value onto a round one that it is not: limits are round, and a width of
/// 0.8996 m must not be shown as 0.900 m.
std::string length_text(double metres) {
  // As it would be printed: of halves fmt and std::round make different numbers.
  const double shown = std::stod(fmt::format("{:.3f}", metres));
  const bool round_one = std::fmod(std::round(shown * 1000), 5) == 0;
  return fmt::format("{:.{}f} m", metres, round_one && std::abs(shown - metres) > 5e-5 ? 4 : 3);
}

/// Two decimals, but four where two would make a whole number of one that is not: limits are whole.
std::string slope_part(double value) {
  const double shown = std::round(value * 100) / 100;
  return shortest(value, shown == std::round(shown) && std::abs(shown - value) > 5e-4 ? 4 : 2);
}

std::string slope_text(double slope) {
  const std::string percent = slope_part(slope * 100) + " %";
  if (slope <= 0) return percent;
  return fmt::format("1:{} ({})", slope_part(1 / slope), percent);
}

}  // namespace

std::string Texts::number(double value, std::string_view unit) const {
  std::string text;
  if (!std::isfinite(value)) return value > 0 ? "∞" : (std::isnan(value) ? "?" : "-∞");
  if (unit == "m") text = length_text(value);
  else if (unit == "m2") text = fmt::format("{:.2f} m²", value);
  else if (unit == "slope") text = slope_text(value);
  else if (unit == "rad") text = shortest(value * 180 / std::numbers::pi, 2) + "°";
  else if (unit.empty() || unit == "1") text = shortest(value, 4);
  else if (unit == "%") text = shortest(value, 2) + " %";
  else text = shortest(value, 4) + " " + std::string(unit);
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
    if (!text.empty()) text += ", ";
    if (space != std::string_view::npos && has(key)) text += render(message(key).with("at", std::string(part.substr(space + 1))));
    else text += part;
    where.remove_prefix(std::min(end + 2, where.size()));
  }
  return text;
}

}  // namespace landai
