// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/source_words.hpp"

namespace landai::measure {
namespace {

/// "treads of the body" → "words.from.treads_of_the_body"; signs are left out.
std::string key_of(std::string_view phrase) {
  std::string key = "words.from.";
  for (const char c : phrase)
    if (c == ' ')
      key += '_';
    else if (c != '\'' && c != ',')
      key += c;
  return key;
}

}  // namespace

std::string_view word_list(std::string_view quantity) {
  if (quantity == "building.status") return "status";
  if (quantity == "building.coverage") return "coverage";
  if (quantity == "space.use") return "use";
  if (quantity == "space.access") return "access";
  if (quantity == "door.role") return "role";
  if (quantity == "door.operation") return "operation";
  if (quantity == "building.function") return "function";
  if (quantity == "ramp.use") return "ramp_use";
  if (quantity == "tactile_path.reaches") return "reaches";
  if (quantity == "space.flow") return "flow";
  if (quantity == "door.handle_kind") return "handle_kind";
  if (quantity.ends_with(".users")) return "users";
  if (quantity.ends_with(".users_age")) return "age";
  if (quantity == "space.capacity") return "capacity";
  if (quantity == "space.kit") return "kit";
  if (quantity == "lift.signals") return "signal";
  if (quantity == "facility.signs" || quantity == "sign.shows") return "sign";
  return "category";
}

std::string source_words(std::string_view source, const Texts& texts) {
  constexpr std::string_view kHalf = "half of ";  // of another source
  if (source.starts_with(kHalf))
    return texts("words.from.half_of") + " " + source_words(source.substr(kHalf.size()), texts);
  for (std::size_t end = source.size(); end != std::string_view::npos && end > 0;
       end = source.rfind(' ', end - 1))
    if (const std::string key = key_of(source.substr(0, end)); texts.has(key))
      return texts(key) + std::string(source.substr(end));
  return std::string(source);
}

}  // namespace landai::measure
