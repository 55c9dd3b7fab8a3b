// SPDX-License-Identifier: GPL-3.0-or-later
// Questions that a user asks beside those of the packs.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "landai/core/nearest.hpp"
#include "landai/measure/catalogue.hpp"
#include "near_word.hpp"

namespace landai::measure {
namespace {

Error wrong(Message what) { return Error{ErrorCode::usage, std::move(what), "", "", message("measure.ask.advice")}; }

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return parts;
}

/// "1525mm", "1.525 m", "1.525" in metres; nothing when the text does not begin like a number.
std::optional<double> metres_in(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || !std::isfinite(value)) return std::nullopt;
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
  if (unit.empty() || unit == "m") return value;
  if (unit == "cm") return value / 100;
  if (unit == "mm") return value / 1000;
  return std::nullopt;
}

std::string ids_like(std::string_view id) {
  const std::string_view family = id.substr(0, id.find('.') + 1);
  std::string ids;
  for (const auto& info : catalogue())
    if (!family.empty() && std::string_view(info.id).starts_with(family)) ids += (ids.empty() ? "" : ", ") + std::string(info.id);
  return ids.empty() ? "space.*, door.*, route.*, ramp.*, stair.*, counter.*, sanitary.*, seat.*, headroom.height, protrusion.depth" : ids;
}

/// Parameters that hold words.
bool is_word(std::string_view name) { return name == "category" || name == "use" || name == "mobility" || name == "kind" || name == "users"; }

/// The words that such a parameter may be; none where any word may stand.
std::vector<std::string> words_for(std::string_view name) {
  if (name == "use") return vocabulary("space.use");
  if (name == "users") return vocabulary("space.users");
  std::vector<std::string> words;
  if (name == "category")
    for (int c = 0; c <= static_cast<int>(Category::obstacle); ++c) words.emplace_back(to_string(static_cast<Category>(c)));
  return words;
}

Error unknown_quantity(const std::string& id) {
  std::vector<std::string> ids;
  for (const auto& info : catalogue()) ids.emplace_back(info.id);
  const std::string near = near_word(id, ids);
  // The family in front of the dot is mostly right and must not make up for a wrong name.
  const std::size_t name = id.size() - std::min(id.size(), id.find('.') + 1);
  if (near.empty() || edit_distance(id, near) > std::max<std::size_t>(1, name / 3))
    return wrong(message("measure.ask.unknown").with("quantity", id).with("ids", ids_like(id)));
  return wrong(message("measure.ask.unknown_near").with("quantity", id).with("near", near));
}

}  // namespace

Result<Request> request_from(std::string_view text) {
  Request request;
  const auto colon = text.find(':');
  request.quantity = text.substr(0, colon);
  const QuantityInfo* info = quantity(request.quantity);
  if (!info) return unknown_quantity(request.quantity);
  const std::vector<std::string> names = split(info->params, ' ');
  const std::set<std::string> known(names.begin(), names.end());
  for (const std::string& part : split(colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1), ',')) {
    const auto equals = part.find('=');
    const std::string name = part.substr(0, equals), value = equals == std::string::npos ? std::string{} : part.substr(equals + 1);
    if (!known.contains(name) || value.empty())
      return wrong(message("measure.ask.param").with("param", part).with("quantity", request.quantity).with("params", info->params));
    if (is_word(name)) {
      const auto words = words_for(name);
      if (!words.empty() && std::find(words.begin(), words.end(), value) == words.end()) {
        const std::string near = near_word(value, words);
        return wrong(message(near.empty() ? "measure.ask.word" : "measure.ask.word_near").with("param", name).with("text", value).with("near", near));
      }
      request.params[name] = value;
      continue;
    }
    const auto length = metres_in(value);
    if (!length || *length <= 0) return wrong(message("measure.ask.length").with("text", value).with("param", name));
    request.params[name] = *length;
  }
  for (const std::string& name : names) {
    const bool may_miss = ((name == "use" || name == "users") && request.quantity == "facility.count") || name == "mobility" || (name == "width" && request.params.contains("mobility"));
    if (!may_miss && !request.params.contains(name))
      return wrong(message("measure.ask.missing").with("param", name).with("quantity", request.quantity).with("params", info->params));
  }
  request.params = in_order(*info, std::move(request.params));
  return request;
}

}  // namespace landai::measure
