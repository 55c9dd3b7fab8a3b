// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/nearest.hpp"

#include <algorithm>
#include <array>

namespace landai {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  if (std::max(a.size(), b.size()) > kLongestWord) return a == b ? 0 : std::max(a.size(), b.size());
  using Row = std::array<std::size_t, kLongestWord + 1>;
  Row two_ago{}, before{}, now{};
  for (std::size_t j = 0; j <= b.size(); ++j) before[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], two_ago[j - 2] + 1);
    }
    two_ago = before;
    before = now;
  }
  return before[b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
  std::string_view best;
  std::size_t least = 0;
  for (const std::string_view candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance == 0) return {};
    if (3 * distance > std::max(word.size(), candidate.size())) continue;
    if (!best.empty() && distance >= least) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

}  // namespace landai
