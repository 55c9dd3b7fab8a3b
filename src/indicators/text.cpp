// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/indicators/indicators.hpp"

#include "form_data.hpp"

namespace landai::indicators {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

std::string state_word(const Block& block, State state, const Texts& texts) {
  const auto own = block.words.find(state);
  return own == block.words.end() ? texts("words.state." + std::string(to_string(state)))
                                  : own->second.in(texts.language());
}

std::string line_of(const Indicator& indicator, const Node& node, const Texts& texts) {
  if (!indicator.filled) return indicator.id + "  (" + texts("indicators.show.empty") + ")\n";
  std::string out = indicator.id + "  " + indicator.title.in(texts.language()) + "\n";
  std::vector<std::string> groups, kinds;
  for (const std::string& group : indicator.groups) groups.push_back(texts("words.group." + group));
  out += "    " + texts.render(message("indicators.show.groups").with("groups", joined(groups))) + "\n";
  for (const Need& need : indicator.evidence) kinds.push_back(texts("words.evidence." + need.kind));
  if (!kinds.empty())
    out += "    " + texts.render(message("indicators.show.evidence").with("kinds", joined(kinds))) + "\n";
  const std::string rules = joined(node["rules"].texts());
  if (!rules.empty())
    out += "    " + texts.render(message("indicators.show.rules").with("rules", rules)) + "\n";
  return out;
}

std::string head_of(const Form& form, const Texts& texts) {
  const Language language = texts.language();
  std::string out = form.id + " " + form.version + "\n" + form.title.in(language) + "\n" + form.instrument +
                    "\n\n" + form.about.in(language) + "\n\n";
  if (form.weight)
    out += texts.render(message("indicators.show.weight")
                            .with("value", form.weight->value, "")
                            .with("within", form.weight->within.in(language))) +
           "\n\n";
  for (const Block& block : form.blocks) {
    std::vector<std::string> states;
    for (const State state : block.states) states.push_back(state_word(block, state, texts));
    out += block.id + "  " + block.title.in(language) + ": " + joined(states) + " (" +
           texts("words.verified." + block.verified) + ")\n";
  }
  return out + "\n";
}

}  // namespace

std::string list_text(std::span<const Form> forms, const Texts& texts) {
  std::string out;
  for (const Form& form : forms) {
    std::size_t empty = 0;
    for (const Indicator& item : form.indicators) empty += !item.filled;
    out +=
        form.id + "  " + form.title.in(texts.language()) + " (" +
        texts.render(message("indicators.list.count").with("count", std::to_string(form.indicators.size())));
    if (empty > 0)
      out += ", " + texts.render(message("indicators.list.empty").with("count", std::to_string(empty)));
    if (form.by_default) out += ", " + texts("indicators.list.default");
    out += ")\n";
  }
  return out;
}

std::optional<std::string> show_text(std::span<const Form> forms, const std::string& name,
                                     const Texts& texts) {
  for (const Form& form : forms) {
    const auto& nodes = (*form.source)["indicators"].items();
    if (form.id == name) {
      std::string out = head_of(form, texts);
      for (std::size_t i = 0; i < form.indicators.size(); ++i)
        out += line_of(form.indicators[i], nodes[i], texts);
      return out;
    }
    for (std::size_t i = 0; i < form.indicators.size(); ++i)
      if (form.indicators[i].id == name) return line_of(form.indicators[i], nodes[i], texts);
  }
  return std::nullopt;
}

std::string near_name(std::span<const Form> forms, const std::string& name) {
  std::vector<std::string> ids;
  for (const Form& form : forms) {
    ids.push_back(form.id);
    for (const Indicator& item : form.indicators) ids.push_back(item.id);
  }
  return nearest(name, ids);
}

}  // namespace landai::indicators
