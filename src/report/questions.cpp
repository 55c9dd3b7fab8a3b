// SPDX-License-Identifier: GPL-3.0-or-later
// What the plan does not show: the questions that checks wait for, and what nobody waits for.
#include <algorithm>
#include <map>
#include <tuple>

#include "landai/measure/catalogue.hpp"
#include "text.hpp"
#include "view.hpp"

namespace landai::report {
namespace {

/// Arguments that tell questions apart; the others name the element, which the list of places does better.
bool tells_apart(const std::string& name) { return name == "fact" || name == "quantity" || name == "use" || name == "category" || name == "what"; }

std::string question_key(const Message& why) {
  std::string key = why.key;
  for (const auto& [name, arg] : why.args)
    if (tells_apart(name)) key += "|" + name + "=" + arg.text;
  return key;
}

/// Of an element named in passing; the list of places has the whole name.
constexpr std::size_t kNamedLetters = 24;

/// The reason of a whole group: an argument that differs between its members lists the first of them.
Message common_reason(const std::vector<const Message*>& reasons) {
  Message out = *reasons.front();
  for (std::size_t i = 0; i < out.args.size(); ++i) {
    std::vector<std::string> texts;
    for (const Message* reason : reasons) {
      if (i >= reason->args.size() || reason->args[i].second.value) break;
      const std::string& text = reason->args[i].second.text;
      if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
      if (texts.size() > 2) break;
    }
    if (texts.size() < 2) continue;
    for (std::string& text : texts) text = shortened(clean(text), kNamedLetters);
    if (texts.size() > 2) texts = {texts[0], texts[1] + " …"};
    out.args[i].second.text = join(texts, ", ");
  }
  return out;
}

/// How a fact is written in the facts file: `building: {coverage: complete | partial}`. Empty for what no facts file takes.
std::string facts_line(const std::string& quantity, const std::string& subject) {
  const auto* info = measure::quantity(quantity);
  if (!info || !info->fact) return {};
  std::string value = join(measure::vocabulary(quantity), " | ");
  if (info->kind == measure::ValueKind::truth) value = "true | false";
  if (info->kind == measure::ValueKind::words) value = "[" + (value.empty() ? "…" : join(measure::vocabulary(quantity), ", ")) + "]";
  if (value.empty()) value = "…";
  const std::string fact = quantity.substr(quantity.find('.') + 1) + ": " + value;
  return subject == "building" ? "building: {" + fact + "}" : "elements: {\"" + subject + "\": {" + fact + "}}";
}

/// The answer to a question that asks to state something: what the reason names as a fact, else the quantity itself.
std::string answer(const View& view, const Message& why, const std::string& quantity, const std::string& subject) {
  const bool site = why.key == "measure.site.attested" || why.key == "measure.site.photo";
  const bool fact = why.key == "measure.fact.ask" || why.key == "standards.check.fact_missing" || why.key == "standards.check.depends";
  if (!site && !fact) return {};
  std::string asked = quantity, of = subject;
  for (const auto& [name, arg] : why.args) {
    if (name == "fact") asked = arg.text;
    if (name == "element" && (arg.text == "building" || view.element(arg.text))) of = arg.text;
  }
  const std::string line = facts_line(asked, of);
  return line.empty() ? line : view.texts.render(message("report.facts.how").with("line", line));
}

}  // namespace

std::vector<OpenQuestion> View::open_questions() const {
  using Key = std::tuple<std::string, measure::Params, int, std::string>;
  struct Asked {
    OpenQuestion question;
    std::vector<const Message*> reasons;
  };
  std::map<Key, Asked> groups;
  for (const auto& c : in.checks) {
    if (c.verdict != standards::Verdict::not_measured || !c.counts) continue;
    const auto* m = deciding(c);
    const auto* r = rule(c.rule);
    OpenQuestion q;
    q.quantity = m ? m->quantity : r ? r->quantity : c.rule;
    if (m) q.params = m->params;
    else if (r) q.params = r->params;
    const std::string asked = m && !m->subject.empty() ? m->subject.back() : c.subject.empty() ? std::string("building") : c.subject.back();
    q.category = category(asked);
    const Message& why = m && !m->missing.empty() ? m->missing : c.message;
    Asked& asked_before = groups.try_emplace(Key{q.quantity, q.params, static_cast<int>(q.category), question_key(why)}, Asked{q, {}}).first->second;
    asked_before.reasons.push_back(&why);
    OpenQuestion& group = asked_before.question;
    group.required = group.required || (c.obligation == standards::Obligation::mandatory && c.duty == "required");
    group.places.push_back(asked);
    group.rules.push_back(c.rule);
  }
  std::vector<OpenQuestion> questions;
  for (auto& [key, asked] : groups) {
    OpenQuestion& q = asked.question;
    std::sort(q.rules.begin(), q.rules.end());
    q.rules.erase(std::unique(q.rules.begin(), q.rules.end()), q.rules.end());
    std::sort(q.places.begin(), q.places.end());
    q.places.erase(std::unique(q.places.begin(), q.places.end()), q.places.end());
    std::sort(q.places.begin(), q.places.end(), [this](const auto& a, const auto& b) { return before(a, b); });
    q.why = render(common_reason(asked.reasons));
    q.how = answer(*this, *asked.reasons.front(), q.quantity, q.places.front());
    questions.push_back(std::move(q));
  }
  std::stable_sort(questions.begin(), questions.end(), [](const auto& a, const auto& b) {
    if (a.required != b.required) return a.required;
    return a.places.size() > b.places.size();
  });
  return questions;
}

bool View::listed(const measure::Measurement& m) const {
  if (m.value || judged_.contains(m.id)) return true;
  return std::any_of(in.asked.begin(), in.asked.end(),
                     [&](const measure::Request& r) { return r.quantity == m.quantity && r.params == m.params; });
}

std::vector<NotHad> View::not_had() const {
  using Key = std::tuple<std::string, measure::Params, std::string>;
  std::map<Key, std::size_t> index;
  std::vector<NotHad> all;
  std::vector<std::vector<const Message*>> reasons;
  for (const auto& m : in.measurements.all()) {
    if (listed(m)) continue;
    const auto [at, fresh] = index.try_emplace(Key{m.quantity, m.params, question_key(m.missing)}, all.size());
    if (fresh) {
      all.push_back({m.quantity, m.params, m.applies, {}, {}});
      reasons.emplace_back();
    }
    all[at->second].subjects.push_back(m.subject);
    reasons[at->second].push_back(&m.missing);
  }
  for (std::size_t i = 0; i < all.size(); ++i) all[i].why = render(common_reason(reasons[i]));
  return all;
}

}  // namespace landai::report
