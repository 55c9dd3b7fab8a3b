// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "form_data.hpp"
#include "landai/core/nearest.hpp"

namespace landai::indicators {

std::string nearest(const std::string& word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > kLongestWord) return {};  // a longer one is no id
  std::size_t best = std::max<std::size_t>(2, word.size() / 4) + 1;
  std::string out;
  for (const std::string& candidate : candidates) {
    const std::size_t n = edit_distance(word, candidate);
    if (n < best) best = n, out = candidate;
  }
  if (!out.empty()) return out;
  // "p2ham-2023-kelurahan": the beginning is right.
  for (const std::string& candidate : candidates)
    if (candidate.size() >= 4 && (candidate.starts_with(word) || word.starts_with(candidate)))
      return candidate;
  return {};
}

}  // namespace landai::indicators
