// SPDX-License-Identifier: GPL-3.0-or-later
// Readings that no check looked at. Somebody took the trouble to read them, so nothing is silent about them.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "landai/measure/catalogue.hpp"
#include "landai/measure/measure.hpp"
#include "landai/standards/standards.hpp"
#include "rule_data.hpp"

namespace landai::standards {
namespace {

using measure::Params;
using measure::Reading;
using measure::Request;

constexpr std::size_t kMostLines = 8;  // that are told of one kind
constexpr std::size_t kMostForms = 3;  // in which a question is told
constexpr int kMostParts = 8;          // of parts; a plan with a loop ends here

std::string centimetres_of(double metres) {
  std::string text = std::to_string(std::round(metres * 1e5) / 1e3);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text + " cm";
}

/// As a readings file writes it: "space.fits_rectangle(a=152.5 cm,b=227.5 cm)".
std::string written(const std::string& quantity, const Params& params) {
  std::string list;
  for (const auto& [name, param] : params) {
    const double* size = std::get_if<double>(&param);
    list += (list.empty() ? "" : ",") + name + "=" +
            (size ? centimetres_of(*size) : std::get<std::string>(param));
  }
  return list.empty() ? quantity : quantity + "(" + list + ")";
}

/// Whether the reading says anything to a question with these parameters.
bool answers(const Reading& reading, const Params& params) {
  measure::Measurement m;
  m.quantity = reading.quantity;
  m.value = reading.value;
  m.method = reading.method;
  const measure::QuantityInfo* info = measure::quantity(reading.quantity);
  m.params = info ? measure::in_order(*info, reading.params) : reading.params;
  return measure::answers(m, params);
}

/// What was asked, and of what.
class Questions {
 public:
  Questions(std::span<const Pack> packs, std::span<const Request> also, const Plan& plan,
            std::span<const Check> checks)
      : plan_(plan), all_(requests(packs)) {
    all_.insert(all_.end(), also.begin(), also.end());
    anywhere_.insert(also.begin(), also.end());
    std::map<std::string_view, std::vector<Request>> of_rules;
    for (const Pack& pack : packs) {
      if (!pack.data) continue;
      for (const DutyRule& duty : pack.data->duties) conditions(duty.when);
      for (const RuleData& rule : pack.data->rules) {
        if (rule.off || rule.placeholder) continue;
        conditions(rule.when);
        conditions(rule.cuts_route);
        if (rule.fails_only_when) conditions(*rule.fails_only_when);
        if (rule.passes_only_when) conditions(*rule.passes_only_when);
        std::vector<Request> asked;
        collect(rule.demand, asked);
        of_rules.emplace(rule.rule.id, std::move(asked));
      }
    }
    for (const Check& check : checks) {
      if (check.verdict == Verdict::not_applicable) continue;
      for (const Request& asked : of_rules[check.rule])
        for (const std::string& subject : check.subject) {
          at_[subject].insert(asked);
          if (const Element* e = plan.find(subject); e && e->parent)
            at_[*e->parent].insert(asked);  // its whole may give the limit
        }
    }
  }

  [[nodiscard]] bool used(const Reading& reading) const {
    if (measure::bears_on(reading.quantity, all_)) return true;
    if (asked_in(anywhere_, reading)) return true;
    for (const std::string& subject : reading.subject) {
      std::string id = subject;
      for (int i = 0; i < kMostParts; ++i) {
        if (const auto at = at_.find(id); at != at_.end() && asked_in(at->second, reading)) return true;
        const Element* e = plan_.find(id);
        if (!e || !e->parent) break;
        id = *e->parent;
      }
    }
    const auto building = at_.find("building");
    return building != at_.end() && asked_in(building->second, reading);
  }

  /// The forms in which the quantity is asked.
  [[nodiscard]] std::vector<std::string> forms(const std::string& quantity) const {
    std::vector<std::string> out;
    for (const Request& r : all_)
      if (r.quantity == quantity) out.push_back(written(r.quantity, r.params));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }
  /// Whether a check of one of its subjects asks the quantity, in whatever form.
  [[nodiscard]] bool asked_there(const Reading& reading) const {
    return std::any_of(reading.subject.begin(), reading.subject.end(), [&](const std::string& id) {
      const auto at = at_.find(id);
      if (at == at_.end()) return false;
      const auto first = at->second.lower_bound({reading.quantity, {}});
      return first != at->second.end() && first->quantity == reading.quantity;
    });
  }
  [[nodiscard]] bool answered_by(const Reading& reading) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Request& r) {
      return r.quantity == reading.quantity && answers(reading, r.params);
    });
  }

 private:
  void conditions(const Condition& condition) {
    std::vector<Request> asked;
    collect(condition, asked);
    anywhere_.insert(asked.begin(), asked.end());
  }
  static bool asked_in(const std::set<Request>& questions, const Reading& reading) {
    for (auto at = questions.lower_bound({reading.quantity, {}});
         at != questions.end() && at->quantity == reading.quantity; ++at)
      if (answers(reading, at->params)) return true;
    return false;
  }

  const Plan& plan_;
  std::vector<Request> all_;
  std::set<Request> anywhere_;  ///< by conditions, which look at what is around their subject, and by those
                                ///< who ask beside the packs
  std::map<std::string, std::set<Request>> at_;  ///< by the demands of checks, of each subject
};

std::string joined(const std::vector<std::string>& all, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < all.size() && i < most; ++i) out += (out.empty() ? "" : ", ") + all[i];
  return all.size() > most ? out + ", …" : out;
}

/// Both leaves are said to stand open of a door that the plan draws with one: its clear width does not look at that.
bool of_a_single_leaf(const Plan& plan, const Reading& reading) {
  const Element* e = reading.quantity == "door.both_leaves_open" ? plan.find(reading.subject.back()) : nullptr;
  return e && e->door() && e->door()->leaves.size() == 1;
}

enum class Why { other_params, not_here, nobody_asks };

struct Group {
  std::vector<std::string> lines, subjects;
  int count = 0;
};

Diagnostic told(const Questions& questions, Why why, const std::string& file, const std::string& quantity,
                const std::string& form, const Group& group) {
  const char* key = why == Why::other_params ? "standards.reading.other_params"
                    : why == Why::not_here   ? "standards.reading.not_here"
                                             : "standards.reading.not_asked";
  Message advice;
  if (why == Why::other_params)
    advice = message("standards.reading.other_params.advice")
                 .with("forms", joined(questions.forms(quantity), kMostForms));
  else
    advice = message(std::string(key) + ".advice");
  const std::string where =
      group.lines.empty() ? ""
                          : (group.lines.size() > 1 ? "lines " : "line ") + joined(group.lines, kMostLines);
  return {why == Why::other_params ? DiagnosticSeverity::warning : DiagnosticSeverity::info,
          file,
          where,
          message(key).with("reading", form).with("subjects", joined(group.subjects, kMostForms)),
          std::move(advice),
          group.count};
}

}  // namespace

Diagnostics unused_readings(std::span<const Pack> packs, std::span<const Request> also, const Plan& plan,
                            std::span<const Check> checks, const measure::Readings& readings) {
  Diagnostics out;
  if (readings.readings.empty()) return out;
  const Questions questions(packs, also, plan, checks);
  std::map<std::tuple<Why, std::string, std::string, std::string>, Group>
      groups;  // why, file, quantity, as written
  for (const Reading& reading : readings.readings) {
    const bool one_leaf = of_a_single_leaf(plan, reading);
    if (questions.used(reading) && !one_leaf) continue;
    const Why why = one_leaf                                     ? Why::not_here
                    : questions.asked_there(reading)             ? Why::other_params
                    : questions.answered_by(reading)             ? Why::not_here
                    : !questions.forms(reading.quantity).empty() ? Why::other_params
                                                                 : Why::nobody_asks;
    Group& group = groups[{why, reading.file.empty() ? readings.file : reading.file, reading.quantity,
                           written(reading.quantity, reading.params)}];
    ++group.count;
    if (reading.line > 0) group.lines.push_back(std::to_string(reading.line));
    const std::string& id = reading.subject.back();
    const Element* e = plan.find(id);
    group.subjects.push_back(e && !e->name.empty() ? e->name : id);
  }
  for (const auto& [key, group] : groups) {
    const auto& [why, file, quantity, form] = key;
    out.push_back(told(questions, why, file, quantity, form, group));
  }
  return out;
}

}  // namespace landai::standards
