// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace landai {

/// Words longer than this are never compared, so that a hostile file cannot make us work.
inline constexpr std::size_t kLongestWord = 96;

/// Number of letters to add, drop, change or swap with their neighbour to make one word the other (optimal
/// string alignment distance). Words longer than kLongestWord: the length of the longer one. Bytes are
/// compared.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known word that was probably meant: the first of those with the least distance, when that is at most a
/// third of the longer word's length. Empty when none is that near, or the word itself is known.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

}  // namespace landai
