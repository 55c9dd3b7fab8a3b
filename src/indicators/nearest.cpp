// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "form_data.hpp"

namespace landai::indicators {
namespace {

/// Letters to change, add or take away (Levenshtein 1966); more than `most` counts as most + 1.
std::size_t changes(const std::string& a, const std::string& b, std::size_t most) {
  const std::size_t apart = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (apart > most) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest(const std::string& word, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongest = 200;  // a longer one is no id
  if (word.empty() || word.size() > kLongest) return {};
  std::size_t best = std::max<std::size_t>(2, word.size() / 4) + 1;
  std::string out;
  for (const std::string& candidate : candidates) {
    const std::size_t n = changes(word, candidate, best);
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
