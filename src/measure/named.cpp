// SPDX-License-Identifier: GPL-3.0-or-later
#include "named.hpp"

namespace landai::measure {

bool begins_with_word(std::string_view name, std::string_view word) {
  return !word.empty() && name.size() > word.size() && name.starts_with(word) && name[word.size()] == ' ';
}

std::vector<std::string> named(const Plan& plan, std::string_view text) {
  std::vector<std::string> whole, first_word;
  if (text.empty()) return whole;
  for (const Element& e : plan.elements) {
    if (e.name == text)
      whole.push_back(e.id);
    else if (begins_with_word(e.name, text))
      first_word.push_back(e.id);
  }
  return whole.empty() ? first_word : whole;
}

std::string some_ids(const std::vector<std::string>& ids) {
  constexpr std::size_t kMostTold = 5;
  std::string out;
  for (std::size_t i = 0; i < ids.size() && i < kMostTold; ++i) out += (out.empty() ? "" : ", ") + ids[i];
  return ids.size() > kMostTold ? out + ", …" : out;
}

}  // namespace landai::measure
