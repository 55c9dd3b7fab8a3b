// SPDX-License-Identifier: GPL-3.0-or-later
// The worksheet's questions as a form for KoboToolbox and ODK. Names follow docs/readings.md: what comes back as m_1a2b3c4d_value,
// m_1a2b3c4d_subject and so on is a row of readings without anything guessed.
#include <algorithm>
#include <map>
#include <set>

#include "landai/measure/catalogue.hpp"
#include "text.hpp"
#include "worksheet_asks.hpp"
#include "worksheet_table.hpp"
#include "xlsform.hpp"

namespace landai::report {
namespace {

class FormMaker {
 public:
  FormMaker(const Worksheet& sheet, const Inputs& in, const Texts& id, const Texts& en, const HowTos& how)
      : sheet_(sheet), how_(how), views_{View(in, id), View(in, en)}, numbers_(stop_numbers(sheet)) {}

  XlsForm make(const std::string& mark) {
    start();
    int nth = 0;
    for (const StopGroup& group : sheet_.groups) this->group(group, ++nth);
    checklists();
    form_.id = "landai_" + mark;
    return std::move(form_);
  }

 private:
  template <class F>
  TwoTexts both(F text) const {
    return {form_label(text(views_[0])), form_label(text(views_[1]))};
  }
  TwoTexts both(const char* key) const {
    return both([key](const View& view) { return view.texts(key); });
  }
  TwoTexts both(const BilingualText& text) const { return {form_label(text.id), form_label(text.en)}; }

  FormRow& add(std::string type, std::string name, TwoTexts label = {}) {
    form_.survey.push_back({std::move(type), std::move(name), std::move(label)});
    return form_.survey.back();
  }
  void calculate(const std::string& name, std::string formula) { add("calculate", name).calculation = std::move(formula); }

  void choices(const std::string& list, const std::vector<std::pair<std::string, TwoTexts>>& all) {
    if (!lists_.insert(list).second) return;
    for (const auto& [name, label] : all) form_.choices.push_back({list, name, label});
  }

  void start() {
    add("start", "start");
    add("end", "end");
    add("today", "today");
    add("text", "assessor", both("report.worksheet.assessor")).required = true;
    choices("done", {{"yes", both("report.form.measured")}, {"no", both("report.form.not_measured")}});
    choices("seen", {{"yes", both("words.yes")}, {"no", both("words.no")}, {"not", both("report.form.not_seen")}});
    choices("reason", {{"no_access", both("report.form.no_access")}, {"not_there", both("report.form.not_there")},
                       {"no_instrument", both("report.form.no_instrument")}, {"other", both("report.form.other")}});
  }

  void group(const StopGroup& group, int nth) {
    if (std::all_of(group.stops.begin(), group.stops.end(), [](const Stop& s) { return s.asks.empty(); })) return;
    add("begin_group", "g" + std::to_string(nth), both([&](const View& view) { return group_title(view, group); }));
    for (const Stop& stop : group.stops) {
      if (stop.asks.empty()) continue;
      if (stop.number > 0)
        add("begin_group", "e" + std::to_string(stop.number), both([&](const View& view) {
              return std::to_string(stop.number) + " · " + capital(view.name(stop.element)) +
                     (stop.tag ? " (" + view.texts.render(message("report.worksheet.tag").with("tag", std::to_string(*stop.tag))) + ")" : "");
            }));
      for (const Ask& ask : stop.asks) question(ask);
      if (stop.number > 0) add("end_group", "");
    }
    add("end_group", "");
  }

  /// A question that arises from another one's answer is shown with it.
  void question(const Ask& ask) {
    std::set<std::string> conditions;
    for (const After& after : ask.after) {
      const auto* info = measure::quantity(after.quantity);
      const bool truth = info && info->kind == measure::ValueKind::truth, many = info && info->kind == measure::ValueKind::words;
      const std::string asked = "${m_" + after.key + (truth ? "_seen}" : "_choice}");
      if (after.key.empty() || (info && info->kind == measure::ValueKind::number) || !asked_before_.contains(after.key)) continue;
      for (const auto& word : after.answers) conditions.insert(many ? "selected(" + asked + ", '" + word + "')" : asked + " = '" + word + "'");
    }
    asked_before_.insert(ask.key);
    if (!conditions.empty())
      add("begin_group", "c_" + ask.key, both([&](const View& view) { return row_text(view, how_, ask, numbers_).condition; })).relevant =
          join({conditions.begin(), conditions.end()}, " or ");
    put(ask);
    if (!conditions.empty()) add("end_group", "");
  }

  void put(const Ask& ask) {
    const auto* info = measure::quantity(ask.quantity);
    const std::string slot = "m_" + ask.key;
    const TwoTexts label = both([&](const View& view) {
      const RowText row = row_text(view, how_, ask, numbers_);
      return ask.label + " · " + row.what + (row.of.empty() ? "" : " – " + row.of) + " – " + row.where;
    });
    const TwoTexts hint = both([&](const View& view) {
      const auto& text = how_.quantities.at(ask.quantity).how;
      return text.in(view.texts.language()) + (turned(ask) ? " " + view.texts("report.form.both") : "") + limits_hint(view, ask);
    });
    switch (info->kind) {
      case measure::ValueKind::number: number(ask, slot, label, hint); break;
      case measure::ValueKind::truth: truth(ask, slot, label, hint); break;
      default: words(ask, slot, label, hint, info->kind == measure::ValueKind::words); break;
    }
  }

  std::string limits_hint(const View& view, const Ask& ask) const {
    const auto limits = row_text(view, how_, ask, numbers_).limits;
    return limits.empty() ? std::string() : " [" + join(limits, "; ") + "]";
  }

  /// What the answer is of, told with it: nothing has to be looked up when it comes back.
  void speaks_of(const Ask& ask, const std::string& slot, const std::vector<std::string>& subject, bool unit) {
    calculate(slot + "_subject", xpath_text(subject_as(subject)));
    calculate(slot + "_quantity", xpath_text(asked_as(ask)));
    const std::string& in = how_.quantities.at(ask.quantity).unit;
    if (unit && !in.empty()) calculate(slot + "_unit", xpath_text(in));
  }

  void photo(const std::string& name, const std::string& relevant) {
    add("image", name, both("report.form.photo")).relevant = relevant;
  }

  void reason(const std::string& slot, const std::string& relevant) {
    add("select_one reason", slot + "_why", both("report.form.why")).relevant = relevant;
    FormRow& row = add("text", slot + "_other", both("report.form.remark"));
    row.relevant = "${" + slot + "_why} = 'other'";
  }

  FormRow& amount(const Ask& ask, const std::string& name, TwoTexts label, const std::string& relevant) {
    const auto* info = measure::quantity(ask.quantity);
    const std::string& unit = how_.quantities.at(ask.quantity).unit;
    const bool count = unit.empty() && ask.quantity.find("ratio") == std::string::npos && std::string_view(info->unit) == "1";
    FormRow& row = add(count ? "integer" : "decimal", name, std::move(label));
    row.relevant = relevant;
    row.constraint = unit == "°" ? ". >= 0 and . <= 90" : unit == "%" ? ". >= 0 and . <= 100" : ". >= 0";
    row.constraint_message = both(unit == "°" ? "report.form.angle" : unit == "%" ? "report.form.share" : "report.form.positive");
    return row;
  }

  TwoTexts value_label(const Ask& ask, const char* key) const {
    const std::string& unit = how_.quantities.at(ask.quantity).unit;
    return both([&](const View& view) { return view.texts(key) + (unit.empty() ? "" : " (" + (unit == "m2" ? std::string("m²") : unit) + ")"); });
  }

  void instrument(const Ask& ask, const std::string& slot, const std::string& relevant) {
    const auto& instruments = how_.quantities.at(ask.quantity).instruments;
    if (instruments.empty()) return;
    const std::string list = "i_" + join(instruments, "_");
    std::vector<std::pair<std::string, TwoTexts>> all;
    for (const auto& word : instruments) all.emplace_back(word, both(how_.instruments.at(word)));
    choices(list, all);
    add("select_one " + list, slot + "_instrument", both("report.form.instrument")).relevant = relevant;
  }

  void number(const Ask& ask, const std::string& slot, const TwoTexts& label, const TwoTexts& hint) {
    FormRow& done = add("select_one done", slot + "_done", label);
    done.hint = hint;
    const std::string yes = "${" + slot + "_done} = 'yes'", no = "${" + slot + "_done} = 'no'";
    if (ask.subjects.size() > 1) several_numbers(ask, slot, yes);
    else single_number(ask, slot, yes);
    reason(slot, no);
  }

  /// Whether both values of a phone that is turned are asked for.
  [[nodiscard]] bool turned(const Ask& ask) const {
    const auto& instruments = how_.quantities.at(ask.quantity).instruments;
    const auto* info = measure::quantity(ask.quantity);
    return info->kind == measure::ValueKind::number && ask.subjects.size() == 1 && std::find(instruments.begin(), instruments.end(), "phone_level") != instruments.end();
  }

  void single_number(const Ask& ask, const std::string& slot, const std::string& yes) {
    amount(ask, slot + "_value", value_label(ask, "report.form.value"), yes).required = true;
    speaks_of(ask, slot, ask.subjects.front(), true);
    instrument(ask, slot, yes);
    photo(slot + "_evidence", yes);
    if (!turned(ask)) return;
    // The mean of both ways round is free of the phone's zero error: the second one is a reading of its own.
    const std::string again = slot + "_t";
    amount(ask, again + "_value", value_label(ask, "report.form.turned"), yes + " and ${" + slot + "_instrument} = 'phone_level'");
    calculate(again + "_turned", "'yes'");
    calculate(again + "_instrument", "'phone_level'");
    speaks_of(ask, again, ask.subjects.front(), true);
  }

  /// Of alike things the smallest and the largest value are bounds of each. No photo: it would not be told of which it is.
  void several_numbers(const Ask& ask, const std::string& slot, const std::string& yes) {
    // "Measured" and no value, or only one of both, would be as good as no answer.
    amount(ask, slot + "_lo", value_label(ask, "report.form.least"), yes).required = true;
    FormRow& most = amount(ask, slot + "_hi", value_label(ask, "report.form.most"), yes);
    most.constraint += " and . >= ${" + slot + "_lo}";
    most.constraint_message = both("report.form.order");
    most.required = true;
    except(ask, slot, yes);
    for (std::size_t i = 0; i < ask.subjects.size(); ++i) {
      const std::string one = slot + "_" + std::to_string(i + 1);
      calculate(one + "_value", "if(${" + slot + "_done} = 'yes' and ${" + slot + "_lo} != '' and ${" + slot + "_hi} != '' and " + kept(slot, i) + ", concat(${" +
                                    slot + "_lo}, '..', ${" + slot + "_hi}), '')");
      speaks_of(ask, one, ask.subjects[i], true);
    }
  }

  /// Which of alike things are left out: they stay open.
  void except(const Ask& ask, const std::string& slot, const std::string& relevant) {
    std::vector<std::pair<std::string, TwoTexts>> all;
    for (std::size_t i = 0; i < ask.subjects.size(); ++i)
      all.emplace_back(std::to_string(i + 1), both([&](const View& view) {
                         const auto number = numbers_.find(ask.subjects[i].back());
                         return (number == numbers_.end() ? "" : std::to_string(number->second) + " · ") + capital(view.name(ask.subjects[i].back()));
                       }));
    choices("x_" + ask.key, all);
    add("select_multiple x_" + ask.key, slot + "_except", both("report.form.except")).relevant = relevant;
  }
  static std::string kept(const std::string& slot, std::size_t i) {
    return "not(selected(${" + slot + "_except}, '" + std::to_string(i + 1) + "'))";
  }

  void truth(const Ask& ask, const std::string& slot, const TwoTexts& label, const TwoTexts& hint) {
    FormRow& seen = add("select_one seen", slot + "_seen", label);
    seen.hint = hint;
    const std::string answered = "${" + slot + "_seen} = 'yes' or ${" + slot + "_seen} = 'no'";
    answer(ask, slot, "${" + slot + "_seen}", answered);
    reason(slot, "${" + slot + "_seen} = 'not'");
  }

  /// Writes the answer of one question to each of its subjects.
  void answer(const Ask& ask, const std::string& slot, const std::string& from, const std::string& answered) {
    if (ask.subjects.size() == 1) {
      calculate(slot + "_value", "if(" + answered + ", " + from + ", '')");
      speaks_of(ask, slot, ask.subjects.front(), false);
      photo(slot + "_evidence", answered);
      return;
    }
    except(ask, slot, answered);
    for (std::size_t i = 0; i < ask.subjects.size(); ++i) {
      const std::string one = slot + "_" + std::to_string(i + 1);
      calculate(one + "_value", "if((" + answered + ") and " + kept(slot, i) + ", " + from + ", '')");
      speaks_of(ask, one, ask.subjects[i], false);
    }
  }

  void words(const Ask& ask, const std::string& slot, const TwoTexts& label, const TwoTexts& hint, bool many) {
    const auto vocabulary = measure::vocabulary(ask.quantity);
    std::string type = "text";
    if (!vocabulary.empty()) {
      std::string list = "w_" + ask.quantity;
      std::replace(list.begin(), list.end(), '.', '_');
      std::vector<std::pair<std::string, TwoTexts>> all;
      for (const auto& word : vocabulary) {
        measure::Measurement m;
        m.quantity = ask.quantity;
        m.value = word;
        all.emplace_back(word, both([&](const View& view) { return view.value(m); }));
      }
      // Of a list nothing ticked is no answer; that there is none of them is one.
      if (many) all.emplace_back("none", both("report.value.none"));
      else all.emplace_back("not_seen", both("report.form.not_seen"));
      choices(list, all);
      type = (many ? "select_multiple " : "select_one ") + list;
    }
    FormRow& row = add(type, slot + "_choice", label);
    row.hint = hint;
    if (many && !vocabulary.empty()) {
      row.constraint = "not(selected(., 'none') and count-selected(.) > 1)";
      row.constraint_message = both("report.form.none_alone");
    }
    const std::string from = "${" + slot + "_choice}";
    answer(ask, slot, from, from + " != ''" + (many || vocabulary.empty() ? "" : " and " + from + " != 'not_seen'"));
    if (!many && !vocabulary.empty()) reason(slot, from + " = 'not_seen'");
  }

  void checklists() {
    const View& view = views_[0];
    int nth = 0;
    for (const auto& form : view.in.forms)
      for (const auto& block : form.blocks) {
        std::vector<const indicators::Indicator*> items;
        for (const auto& item : view.in.indicators)
          if (item.form == form.id && item.block == block.id && is_attested(item)) items.push_back(&item);
        if (items.empty()) continue;
        const std::string list = "s" + std::to_string(++nth);
        std::vector<std::pair<std::string, TwoTexts>> states;
        for (const auto state : block.states)
          states.emplace_back(indicators::to_string(state), both([&](const View& v) { return state_word(v, block, state); }));
        choices(list, states);
        add("begin_group", "f" + std::to_string(nth), both([&](const View& v) {
              return clean(form.title.in(v.texts.language())) + " · " + clean(block.title.in(v.texts.language()));
            }));
        for (const auto* item : items) attestation(*item, list);
        add("end_group", "");
      }
  }

  void attestation(const indicators::Indicator& item, const std::string& list) {
    const std::string slot = "m_" + hex(hash("state\n" + item.id)).substr(0, 8);
    add("select_one " + list, slot + "_value", both(item.title)).hint = both([&](const View& view) { return needs_text(view, item); });
    calculate(slot + "_subject", xpath_text(item.id));
    calculate(slot + "_quantity", "'state'");
    photo(slot + "_evidence", "${" + slot + "_value} != ''");
  }

  const Worksheet& sheet_;
  const HowTos& how_;
  std::array<View, 2> views_;
  std::map<std::string, int> numbers_;
  std::set<std::string> lists_;
  std::set<std::string> asked_before_;   ///< keys of rows: a condition may speak only of what comes before
  XlsForm form_;
};

}  // namespace

Result<std::string> worksheet_xlsform(const Worksheet& sheet, const Inputs& in, const Texts& id, const Texts& en, const HowTos& how, Language first) {
  const View view(in, first == Language::id ? id : en);
  XlsForm form = FormMaker(sheet, in, id, en, how).make(plan_mark(view));
  form.title = view.texts.render(message("report.worksheet.title").with("name", facility_name(view)));
  form.english = first == Language::en;
  form.version = form_version(form);
  return xlsx(form);
}

}  // namespace landai::report
