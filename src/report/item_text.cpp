// SPDX-License-Identifier: GPL-3.0-or-later
#include "item_text.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "text.hpp"

namespace landai::report {
namespace {

using indicators::Form;
using indicators::Indicator;
using indicators::State;

constexpr std::size_t kPlaces = 4;

/// A message about the item; a state among its arguments becomes the form's word.
std::string render(const View& view, const Form& form, const Indicator& item, Message message) {
  for (auto& [name, arg] : message.args)
    if (const auto state = indicators::state_from(arg.text); name == "state" && state)
      arg.text = state_word(view, form, item.block, *state);
  return view.render(message);
}

/// Equal texts once with their places, in the order in which they first came.
class Grouped {
 public:
  void add(const std::string& what, const std::string& detail, const std::string& place) {
    const auto [at, fresh] = index_.try_emplace({what, detail}, rows_.size());
    if (fresh) rows_.push_back({what, detail, {}});
    auto& places = rows_[at->second].places;
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
  }
  [[nodiscard]] std::vector<std::string> lines(const View& view) const {
    std::vector<std::string> out;
    for (const Row& row : rows_)
      out.push_back(row.what + " – " + places_text(view, row.places, kPlaces) +
                    (row.detail.empty() ? "" : ": " + row.detail));
    return out;
  }

 private:
  struct Row {
    std::string what, detail;
    std::vector<std::string> places;
  };
  std::vector<Row> rows_;
  std::map<std::pair<std::string, std::string>, std::size_t> index_;
};

std::string place_of(const standards::Check& check) {
  return check.subject.empty() ? std::string("building") : check.subject.back();
}

std::vector<std::string> defects(const View& view, const Indicator& item) {
  Grouped all;
  for (const std::string& id : item.defect_checks) {
    const auto* check = view.check(id);
    if (check == nullptr) continue;
    const auto* rule = view.rule(check->rule);
    const auto* m = view.deciding(*check);
    const std::string quantity = m != nullptr ? m->quantity : std::string();
    // "no; yes" says nothing: where a truth is asked the check's own sentence does.
    std::string detail = check->limit.truth || m == nullptr || !m->value
                             ? view.render(check->message)
                             : view.value(*m) + "; " + limit_of(view, *check, quantity);
    if (const std::string asked = demanded_text(view, *check); !asked.empty()) detail += " [" + asked + "]";
    if (rule != nullptr) detail += " (" + view.citation(*rule) + ")";
    if (check->duty != "required") detail += ", " + view.word("duty", check->duty);
    if (!check->waiver.empty()) detail += ": " + clean(check->waiver);
    all.add(rule != nullptr ? clean(rule->title.in(view.texts.language())) : check->rule, detail,
            place_of(*check));
  }
  return all.lines(view);
}

std::vector<std::string> to_measure(const View& view, const Indicator& item) {
  Grouped all;
  for (const std::string& id : item.open_checks) {
    const auto* check = view.check(id);
    if (check == nullptr) continue;
    const auto* m = view.deciding(*check);
    const auto* rule = view.rule(check->rule);
    const std::string quantity = m != nullptr      ? m->quantity
                                 : rule != nullptr ? rule->quantity
                                                   : std::string();
    const measure::Params params = m != nullptr      ? m->params
                                   : rule != nullptr ? rule->params
                                                     : measure::Params{};
    if (!quantity.empty()) all.add(capital(view.quantity(quantity, params)), {}, place_of(*check));
  }
  return all.lines(view);
}

std::vector<std::string> evidence(const View& view, const Indicator& item) {
  std::vector<std::string> out;
  for (const indicators::Need& need : item.evidence) {
    std::string line = view.word("evidence", need.kind) + ": ";
    if (!need.met()) {
      line += view.texts("report.item.missing");
    } else if (need.kind == "measured") {
      line += view.texts.render(message("report.item.checks").with("count", std::to_string(need.by.size())));
    } else {
      std::vector<std::string> names;
      for (const std::string& name : need.by) {
        const auto* m = view.measurement(name);
        names.push_back(m != nullptr ? view.quantity(m->quantity, m->params) : clean(name));
      }
      line += join(names, ", ");
    }
    out.push_back(line);
  }
  return out;
}

std::vector<std::string> statements(const View& view, const Form& form, const Indicator& item) {
  std::vector<std::string> out;
  for (const indicators::Statement& s : item.statements) {
    std::string line = state_word(view, form, item.block, s.state);
    for (const std::string& part : {s.said.by, s.said.date})
      if (!part.empty()) line += ", " + clean(part);
    std::vector<std::string> files;
    for (const std::string& file : s.said.evidence) files.push_back(clean(file));
    if (!files.empty()) line += ", " + join(files, ", ");
    if (!s.said.note.empty()) line += ": " + clean(s.said.note);
    out.push_back(line);
  }
  return out;
}

}  // namespace

std::string state_word(const View& view, const Form& form, const std::string& block, State state) {
  if (const auto* b = form.block(block))
    if (const auto own = b->words.find(state); own != b->words.end())
      return clean(own->second.in(view.texts.language()));
  return view.word("state", indicators::to_string(state));
}

std::vector<const Indicator*> items_of(const View& view, const Form& form) {
  std::vector<const Indicator*> out;
  for (const Indicator& item : view.in.indicators)
    if (item.form == form.id) out.push_back(&item);
  return out;
}

std::vector<std::string> form_remarks(const View& view, const Form& form) {
  std::vector<std::string> out;
  if (form.weight)
    out.push_back(view.texts.render(message("report.item.weight")
                                        .with("value", form.weight->value, "")
                                        .with("within", clean(form.weight->within.in(view.texts.language())))
                                        .with("verified", view.word("verified", form.weight->verified))));
  std::vector<std::string> ours;
  for (const indicators::Block& block : form.blocks)
    if (block.verified == "ours") ours.push_back(clean(block.title.in(view.texts.language())));
  if (!ours.empty())
    out.push_back(view.texts.render(message("report.item.states_ours").with("blocks", join(ours, "; "))));
  return out;
}

ItemText item_text(const View& view, const Form& form, const Indicator& item) {
  ItemText out;
  out.reason = render(view, form, item, item.reason);
  if (!item.filled) {
    out.state = out.own_state = out.title = view.texts("report.item.not_filled");
    out.code = "not_filled";
    return out;
  }
  out.title = clean(item.title.in(view.texts.language()));
  out.state = state_word(view, form, item.block, item.state);
  out.own_state = out.state;
  if (const auto* block = form.block(item.block))
    if (const auto own = block->words.find(item.state); own != block->words.end())
      out.own_state = clean(own->second.id);
  out.code = indicators::to_string(item.state);
  out.claim = view.word("claim", indicators::to_string(item.claim));
  std::vector<std::string> groups;
  for (const std::string& group : item.groups) groups.push_back(view.word("group", group));
  out.groups = join(groups, ", ");
  for (const Message& note : item.notes) out.notes.push_back(render(view, form, item, note));
  out.evidence = evidence(view, item);
  out.statements = statements(view, form, item);
  out.defects = defects(view, item);
  out.to_measure = to_measure(view, item);
  return out;
}

}  // namespace landai::report
