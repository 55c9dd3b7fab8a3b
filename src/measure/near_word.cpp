// SPDX-License-Identifier: GPL-3.0-or-later
#include "near_word.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace landai::measure {
namespace {

constexpr std::size_t kLongest = 64;

std::string lower(std::string_view text) {
  std::string out(text.substr(0, kLongest));
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Letters to insert, drop, change or swap with their neighbour.
std::size_t changes(const std::string& a, const std::string& b) {
  std::array<std::array<std::size_t, kLongest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], rows[(i + 1) % 3][j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string near_word(std::string_view word, std::span<const std::string> known) {
  const std::string wanted = lower(word);
  std::string best;
  std::size_t least = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::string other = lower(candidate);
    const std::size_t longer = std::max(wanted.size(), other.size()), shorter = std::min(wanted.size(), other.size());
    if (longer - shorter >= least) continue;
    if (const std::size_t n = changes(wanted, other); n < least) least = n, best = candidate;
  }
  return best;
}

}  // namespace landai::measure
