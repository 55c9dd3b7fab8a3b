// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/former.hpp"

#include "readings_text.hpp"

namespace landai::measure {

std::vector<std::string> meanings_of(const std::string& id, bool in_plan, const FormerIds& former) {
  std::vector<std::string> out;
  if (in_plan) out.push_back(id);
  if (const auto before = former.find(id); before != former.end()) out.insert(out.end(), before->second.begin(), before->second.end());
  return out;
}

std::optional<FoundById> found_by_id(const std::string& id, const std::function<const Element*(const std::string&)>& find, const FormerIds& former) {
  const auto meant = meanings_of(id, find(id) != nullptr, former);
  if (meant.empty()) return std::nullopt;
  if (meant.size() == 1) {
    if (const Element* e = find(meant.front())) return FoundById{e, {}, {}};
    return FoundById{nullptr, message("measure.readings.former_gone").with("id", shortened(id)).with("element", meant.front()), {}};
  }
  FoundById out;
  std::string all;
  for (const std::string& one : meant) {
    const Element* e = find(one);
    all += (all.empty() ? "" : ", ") + (e && !e->name.empty() ? e->name + " (" + one + ")" : one);
    if (e) out.either.push_back(one);
  }
  out.wrong = message("measure.readings.former_two").with("id", shortened(id)).with("elements", all);
  return out;
}

}  // namespace landai::measure
