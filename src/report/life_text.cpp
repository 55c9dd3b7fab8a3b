// SPDX-License-Identifier: GPL-3.0-or-later
#include "text.hpp"
#include "view.hpp"

namespace landai::report {

std::string life_text(const View& view, const Finding& finding) {
  const auto at = view.in.lives.find(finding.fingerprint);
  if (at == view.in.lives.end()) return {};
  const FindingLife& life = at->second;
  if (life.state == "open" && life.owner.empty() && life.due.empty() && life.document.empty()) return {};
  std::vector<std::string> parts = {view.word("finding_state", life.state)};
  if (!life.owner.empty()) parts.push_back(clean(life.owner));
  if (!life.due.empty())
    parts.push_back(view.texts.render(message("report.life.due").with("date", life.due)));
  if (!life.document.empty()) parts.push_back(clean(life.document));
  return join(parts, "; ");
}

}  // namespace landai::report
