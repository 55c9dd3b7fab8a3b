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
