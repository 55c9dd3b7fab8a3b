// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace landai {

/// The pattern with each {hole} replaced by `of(name, hole)`, where `name` is what stands between the braces and `hole` that with them, which
/// may be given back to leave the hole as it is. A brace that never closes is text; what is filled in is not looked through again.
template <class Of>
[[nodiscard]] std::string filled(std::string_view pattern, const Of& of) {
  std::string text;
  for (;;) {
    const std::size_t open = pattern.find('{');
    const std::size_t end = open == std::string_view::npos ? open : pattern.find('}', open);
    if (end == std::string_view::npos) return text.append(pattern);
    text.append(pattern.substr(0, open));
    text.append(of(pattern.substr(open + 1, end - open - 1), pattern.substr(open, end - open + 1)));
    pattern.remove_prefix(end + 1);
  }
}

}  // namespace landai
