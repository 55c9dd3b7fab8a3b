// SPDX-License-Identifier: GPL-3.0-or-later
// A small check that a text is well-formed XML (our page is written so that it is XML too): tags balance, attributes are
// quoted, nothing stands unescaped.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace landai::testing {

/// Empty when well-formed, else what is wrong and where.
inline std::string xml_problem(std::string_view text) {
  std::vector<std::string> open;
  std::set<std::string> ids;
  const auto near = [&](std::size_t i) { return " near: " + std::string(text.substr(i > 30 ? i - 30 : 0, 80)); };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '&') {
      const std::size_t end = text.find(';', i);
      if (end == std::string_view::npos || end - i > 8) return "bare &" + near(i);
      i = end + 1;
      continue;
    }
    if (text[i] != '<') {
      ++i;
      continue;
    }
    if (text.substr(i, 2) == "<?" || text.substr(i, 2) == "<!") {
      i = text.find('>', i) + 1;
      continue;
    }
    const bool closing = text.substr(i, 2) == "</";
    std::size_t k = i + 1 + closing;
    const std::size_t name_start = k;
    while (k < text.size() && (std::isalnum(static_cast<unsigned char>(text[k])) || text[k] == '-')) ++k;
    const std::string name(text.substr(name_start, k - name_start));
    if (name.empty()) return "bare <" + near(i);
    while (k < text.size() && text[k] != '>' && text[k] != '/') {
      if (text[k] == ' ' || text[k] == '\n') {
        ++k;
        continue;
      }
      const std::size_t equals = text.find('=', k);
      if (equals == std::string_view::npos || text.substr(equals, 2) != "=\"") return "unquoted attribute" + near(k);
      const std::size_t end = text.find('"', equals + 2);
      if (end == std::string_view::npos) return "open attribute" + near(k);
      const std::string_view value = text.substr(equals + 2, end - equals - 2);
      if (value.find('<') != std::string_view::npos) return "< in attribute" + near(k);
      if (text.substr(k, equals - k) == "id" && !ids.insert(std::string(value)).second) return "id twice: " + std::string(value);
      k = end + 1;
    }
    if (k >= text.size()) return "open tag" + near(i);
    const bool empty = text[k] == '/';
    i = k + (empty ? 2 : 1);
    if (closing) {
      if (open.empty() || open.back() != name) return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back()) + near(i);
      open.pop_back();
    } else if (!empty) {
      open.push_back(name);
      if (name == "style") i = text.find("</style>", i);
    }
  }
  return open.empty() ? std::string() : "never closed: " + open.back();
}

}  // namespace landai::testing
