// SPDX-License-Identifier: GPL-3.0-or-later
#include "near_word.hpp"

#include <algorithm>
#include <cctype>

#include "landai/core/nearest.hpp"

namespace landai::measure {
namespace {

constexpr std::size_t kLongest = 64;

std::string lower(std::string_view text) {
  std::string out(text.substr(0, kLongest));
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// 22 letters of base 64, the first of them 0 to 3 (IFC4, IfcGloballyUniqueId).
bool is_global_id(std::string_view text) {
  return text.size() == 22 && text.front() >= '0' && text.front() <= '3' &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '$'; });
}

}  // namespace

std::string near_word(std::string_view word, std::span<const std::string> known) {
  if (is_global_id(word)) return {};
  const std::string wanted = lower(word);
  std::string best;
  std::size_t least = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::string other = lower(candidate);
    const std::size_t longer = std::max(wanted.size(), other.size()), shorter = std::min(wanted.size(), other.size());
    if (longer - shorter >= least) continue;
    if (const std::size_t n = edit_distance(wanted, other); n < least) least = n, best = candidate;
  }
  return best;
}

}  // namespace landai::measure
