// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/indicators/indicators.hpp"

namespace landai::indicators {

std::string list_text(std::span<const Form> forms, const Texts& texts) {
  std::string out;
  for (const Form& form : forms)
    out += form.id + "  " + form.title.in(texts.language()) + " (" +
           texts.render(message("indicators.list.count").with("count", std::to_string(form.indicators.size()))) + ")\n";
  return out;
}

namespace {

std::string line_of(const Indicator& indicator, const Node& node, const Texts& texts) {
  std::string out = indicator.id + "  " + indicator.title.in(texts.language()) + "\n";
  std::string groups;
  for (const std::string& group : indicator.groups) groups += (groups.empty() ? "" : ", ") + texts("words.group." + group);
  out += "    " + texts.render(message("indicators.show.groups").with("groups", groups)) + "\n";
  std::string rules;
  for (const std::string& rule : node["rules"].texts()) rules += (rules.empty() ? "" : ", ") + rule;
  if (!rules.empty()) out += "    " + texts.render(message("indicators.show.rules").with("rules", rules)) + "\n";
  return out;
}

}  // namespace

std::optional<std::string> show_text(std::span<const Form> forms, const std::string& name, const Texts& texts) {
  for (const Form& form : forms) {
    const auto& nodes = (*form.source)["indicators"].items();
    if (form.id == name) {
      std::string out = form.id + " " + form.version + "\n" + form.title.in(texts.language()) + "\n\n" + form.about.in(texts.language()) + "\n\n";
      for (std::size_t i = 0; i < form.indicators.size(); ++i) out += line_of(form.indicators[i], nodes[i], texts);
      return out;
    }
    for (std::size_t i = 0; i < form.indicators.size(); ++i)
      if (form.indicators[i].id == name) return line_of(form.indicators[i], nodes[i], texts);
  }
  return std::nullopt;
}

}  // namespace landai::indicators
