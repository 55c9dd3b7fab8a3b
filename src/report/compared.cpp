// SPDX-License-Identifier: GPL-3.0-or-later
#include "compared.hpp"

#include <algorithm>
#include <array>

#include "text.hpp"

namespace landai::report {

using standards::Verdict;

std::vector<std::string> compared_text(const View& view) {
  constexpr std::array kOrder = {Verdict::fail, Verdict::pass, Verdict::undecided, Verdict::not_measured};
  std::vector<std::string> out;
  for (const auto& pack : view.in.packs) {
    if (pack.counts || !standards::judges(pack)) continue;
    std::vector<std::string> parts;
    bool any = false;
    for (const Verdict verdict : kOrder) {
      const auto n = std::count_if(view.in.checks.begin(), view.in.checks.end(), [&](const standards::Check& c) {
        return c.standard == pack.id && !c.counts && c.verdict == verdict;
      });
      any = any || n > 0;
      if (n > 0 || verdict == Verdict::fail || verdict == Verdict::pass)
        parts.push_back(std::to_string(n) + " " + view.word("verdict", to_string(verdict)));
    }
    if (any)
      out.push_back(view.texts.render(message("report.historical_count")
                                          .with("title", clean(pack.title.in(view.texts.language())))
                                          .with("counts", join(parts, ", "))));
  }
  return out;
}

std::string nothing_counted_text(const View& view) {
  if (compared_text(view).empty()) return view.texts("report.nothing_checked");
  const bool some_count = std::any_of(view.in.packs.begin(), view.in.packs.end(),
                                      [](const auto& pack) { return pack.counts && standards::judges(pack); });
  return view.texts(some_count ? "report.nothing_counted" : "report.only_compared");
}

}  // namespace landai::report
