// SPDX-License-Identifier: GPL-3.0-or-later
// The table to fill: a row per question, under the thing one stands before.
#include "worksheet_table.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "landai/measure/catalogue.hpp"
#include "text.hpp"
#include "worksheet_asks.hpp"

namespace landai::report {
namespace {

constexpr double kBody = 3.1, kSmall = 2.6;   ///< sizes of letters, mm
constexpr double kLine = 1.3;                 ///< of a size
constexpr const char* kGrey = "#444";

/// Left edges of the columns and the right edge of the table, mm: number, what, with what, limit, value, photo.
constexpr double kColumns[] = {12, 22, 84, 111, 152, 187, 198};
constexpr double kPad = 1.2;

double column_width(int column) { return kColumns[column + 1] - kColumns[column] - 2 * kPad; }

std::string instrument_text(const View& view, const HowTos& how, const Ask& ask) {
  const HowTo& entry = how.quantities.at(ask.quantity);
  std::string text;
  for (std::size_t i = 0; i < entry.instruments.size() && i < 2; ++i)
    text += (i > 0 ? " / " : "") + how.instruments.at(entry.instruments[i]).in(view.texts.language());
  if (entry.instruments.empty()) text = view.texts("report.worksheet.look");
  if (ask.u_max) text += " · " + view.texts.render(message("report.worksheet.u").with("u", good_enough(view, *ask.u_max, ask.quantity)));
  return text;
}

std::vector<std::string> limit_texts(const View& view, const Ask& ask) {
  std::vector<std::string> limits, conditions;
  for (const auto* check : ask.checks) {
    const auto* rule = view.rule(check->rule);
    if (!rule) continue;
    const std::string article = clean(rule->citation.article.empty() ? rule->id : rule->citation.article);
    const bool own = rule->quantity == ask.quantity;
    const std::string bound = own ? limit_of(view, *check, ask.quantity) : std::string();
    // A limit that is the multiple of another quantity has no number of its own here.
    std::string text = own && bound.empty() ? view.texts.render(message("report.worksheet.limit").with("limit", clean(rule->title.in(view.texts.language()))).with("article", article))
                       : own ? view.texts.render(message("report.worksheet.limit").with("limit", bound).with("article", article))
                           : view.texts.render(message("report.worksheet.condition").with("rule", clean(rule->title.in(view.texts.language()))).with("article", article));
    auto& list = own ? limits : conditions;
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
  }
  limits.insert(limits.end(), conditions.begin(), conditions.end());
  constexpr std::size_t kMost = 2;
  if (limits.size() > kMost) {
    const std::string more = view.texts.render(message("report.more").with("count", std::to_string(limits.size() - kMost)));
    limits.resize(kMost);
    limits.push_back(more);
  }
  return limits;
}

std::vector<std::string> choices_of(const View& view, const Ask& ask) {
  const auto* info = measure::quantity(ask.quantity);
  if (!info) return {};
  if (info->kind == measure::ValueKind::truth) return {view.texts("words.yes"), view.texts("words.no")};
  std::vector<std::string> out;
  if (info->kind == measure::ValueKind::number) return out;
  for (const auto& word : measure::vocabulary(ask.quantity)) {
    measure::Measurement m;
    m.quantity = ask.quantity;
    m.value = word;
    out.push_back(view.value(m));
  }
  if (info->kind == measure::ValueKind::words) out.push_back(view.texts("report.value.none"));
  return out;
}

/// On which answers to other questions this one arises: any of them is enough, so those to one question are told together.
std::string condition_text(const View& view, const Ask& ask) {
  std::vector<std::pair<std::string, std::vector<std::string>>> asked;  // in the order in which they arise
  for (const After& condition : ask.after) {
    auto at = std::find_if(asked.begin(), asked.end(), [&](const auto& one) { return one.first == condition.quantity; });
    if (at == asked.end()) at = asked.insert(asked.end(), {condition.quantity, {}});
    for (const auto& word : condition.answers) {
      measure::Measurement m;
      m.quantity = condition.quantity;
      m.value = word;
      const std::string answer = word == "yes" || word == "no" ? view.texts("words." + word) : view.value(m);
      if (std::find(at->second.begin(), at->second.end(), answer) == at->second.end()) at->second.push_back(answer);
    }
  }
  std::vector<std::string> told;
  for (const auto& [quantity, answers] : asked)
    told.push_back(view.texts.render(message(told.empty() ? "report.worksheet.only_if" : "report.worksheet.or_if")
                                         .with("what", view.quantity(quantity, {}))
                                         .with("answer", join(answers, " / "))));
  return join(told, "; ");
}

class Table {
 public:
  Table(Papers& papers, const View& view, const HowTos& how, const Worksheet& sheet)
      : papers_(papers), view_(view), how_(how), numbers_(stop_numbers(sheet)) {}

  void group(const StopGroup& group) {
    const std::string title = group_title(view_, group);
    if (std::all_of(group.stops.begin(), group.stops.end(), [](const Stop& s) { return s.asks.empty(); })) return;
    if (papers_.need(34)) head();
    papers_.y += 2.5;
    papers_.paper().box(kColumns[0], papers_.y, kColumns[6] - kColumns[0], 6, 0, "#d9dde2");
    papers_.paper().text(kColumns[0] + kPad, papers_.y + 4.3, title, 3.6, true);
    papers_.y += 6;
    for (const Stop& stop : group.stops) {
      if (stop.asks.empty()) continue;
      if (stop.number > 0) stop_head(stop);
      for (const Ask& ask : stop.asks) row(ask);
    }
  }

  void head() {
    const char* keys[] = {"report.worksheet.column.number", "report.worksheet.column.what", "report.worksheet.column.with",
                          "report.worksheet.column.limit", "report.worksheet.column.value", "report.worksheet.column.photo"};
    for (int i = 0; i < 6; ++i) papers_.paper().text(kColumns[i] + kPad, papers_.y + 3.4, view_.texts(keys[i]), kSmall, true);
    papers_.y += 4.6;
    papers_.paper().line(kColumns[0], papers_.y, kColumns[6], papers_.y, 0.5);
  }

 private:
  void new_page_unless(double height) {
    if (papers_.need(height)) head();
  }

  void stop_head(const Stop& stop) {
    new_page_unless(22);
    Paper& paper = papers_.paper();
    const double y = papers_.y + 3.6;
    paper.circle(kColumns[0] + 4, y, 2.9);
    const std::string number = std::to_string(stop.number);
    paper.text(kColumns[0] + 4, y + 1.1, number, number.size() > 2 ? 2.5 : 3.1, true, "middle");
    const double room = kColumns[6] - kColumns[1] - 30;
    std::string name = lines_of(capital(view_.name(stop.element)), 3.3, true, room).front();
    paper.text(kColumns[1] + kPad, y + 1.1, name, 3.3, true);
    if (stop.tag)
      paper.text(kColumns[6] - kPad, y + 1.1, view_.texts.render(message("report.worksheet.tag").with("tag", std::to_string(*stop.tag))), kSmall, false, "end");
    papers_.y += 7.2;
  }

  struct Cell {
    std::vector<std::string> lines;
    double size = kBody;
    bool bold = false;
    const char* fill = "#000";
  };

  static double height_of(const std::vector<Cell>& cells) {
    double height = 0;
    for (const Cell& cell : cells) height += static_cast<double>(cell.lines.size()) * cell.size * kLine;
    return height;
  }

  void draw_cells(int column, double top, const std::vector<Cell>& cells) {
    double y = top;
    for (const Cell& cell : cells)
      for (const std::string& line : cell.lines) {
        y += cell.size * kLine;
        papers_.paper().text(kColumns[column] + kPad, y - 0.3 * cell.size, line, cell.size, cell.bold, "start", cell.fill);
      }
  }

  void row(const Ask& ask) {
    const RowText text = row_text(view_, how_, ask, numbers_);
    std::vector<Cell> what{{lines_of(text.what, kBody, false, column_width(1)), kBody, false, "#000"}};
    if (!text.of.empty()) what.push_back({lines_of(text.of, kSmall, true, column_width(1)), kSmall, true, "#000"});
    if (!text.condition.empty()) what.push_back({lines_of(text.condition, kSmall, true, column_width(1)), kSmall, true, "#000"});
    what.push_back({lines_of(text.where, kSmall, false, column_width(1)), kSmall, false, kGrey});
    const bool many = text.choices.size() > 2;
    std::vector<std::string> choices;
    if (many) {
      std::string all;
      for (const auto& choice : text.choices) all += (all.empty() ? "☐\u00a0" : "  ☐\u00a0") + choice;
      choices = lines_of(all, kSmall, false, column_width(1));
      what.push_back({choices, kSmall, false, "#000"});
    }
    std::vector<Cell> with{{lines_of(text.instrument, kSmall, false, column_width(2)), kSmall, false, "#000"}};
    std::vector<Cell> limit;
    for (const auto& line : text.limits) limit.push_back({lines_of(line, kSmall, false, column_width(3)), kSmall, false, "#000"});
    const double height = 2 + std::max({height_of(what), height_of(with), height_of(limit), text.several && text.number ? 11.0 : 6.5});
    new_page_unless(height);
    const double top = papers_.y;
    Paper& paper = papers_.paper();
    paper.text(kColumns[0] + kPad, top + 1 + kBody, ask.label, kBody, ask.severity <= 3);
    draw_cells(1, top + 0.8, what), draw_cells(2, top + 0.8, with), draw_cells(3, top + 0.8, limit);
    value_cell(text, top);
    paper.tick(kColumns[5] + 3.6, top + 5.2);
    papers_.y = top + height;
    paper.line(kColumns[0], papers_.y, kColumns[6], papers_.y, 0.15, "#888");
  }

  void value_cell(const RowText& text, double top) {
    Paper& paper = papers_.paper();
    const double x = kColumns[4] + kPad, right = kColumns[5] - kPad;
    if (text.choices.size() > 2) return;
    if (!text.number) {
      double at = x;
      for (const auto& choice : text.choices) {
        paper.tick(at, top + 5.2);
        paper.text(at + 4.4, top + 5, choice, kBody);
        at += 16;
      }
      if (text.several) paper.text(x, top + 9.2, view_.texts("report.worksheet.but"), kSmall, false, "start", kGrey);
      return;
    }
    const auto blank = [&](double y, const std::string& label) {
      if (!label.empty()) paper.text(x, y, label, kSmall, false, "start", kGrey);
      paper.text(right, y, text.unit, kBody, false, "end");
      paper.line(x + (label.empty() ? 0 : 10), y + 0.6, right - (text.unit.empty() ? 0 : 7), y + 0.6, 0.25);
    };
    if (!text.several) return blank(top + 5.4, "");
    blank(top + 5, view_.texts("report.worksheet.least"));
    blank(top + 10.6, view_.texts("report.worksheet.most"));
  }

  Papers& papers_;
  const View& view_;
  const HowTos& how_;
  std::map<std::string, int> numbers_;
};

}  // namespace

std::string group_title(const View& view, const StopGroup& group) {
  const bool several = !group.stops.empty() && group.stops.front().number == 0 && group.stops.front().element.empty();
  if (group.level.empty() && group.space.empty() && !several) return view.texts("report.worksheet.building");
  const std::string level = group.level.empty() ? std::string() : view.level_name(group.level);
  if (several) return view.texts.render(message("report.worksheet.several").with("level", level));
  const std::string space = group.space.empty() ? view.texts("report.worksheet.elsewhere") : capital(side_name(view, group.space));
  return view.in.plan.levels.size() > 1 && !level.empty() ? level + " · " + space : space;
}

std::map<std::string, int> stop_numbers(const Worksheet& sheet) {
  std::map<std::string, int> out;
  for (const StopGroup& group : sheet.groups)
    for (const Stop& stop : group.stops)
      if (stop.number > 0) out[stop.element] = stop.number;
  return out;
}

std::string ranges(std::vector<int> numbers) {
  std::sort(numbers.begin(), numbers.end());
  std::string out;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i;
    while (end + 1 < numbers.size() && numbers[end + 1] <= numbers[end] + 1) ++end;
    out += (out.empty() ? "" : ", ") + std::to_string(numbers[i]);
    if (numbers[end] > numbers[i]) out += (numbers[end] > numbers[i] + 1 ? "–" : ", ") + std::to_string(numbers[end]);
    i = end + 1;
  }
  return out;
}

RowText row_text(const View& view, const HowTos& how, const Ask& ask, const std::map<std::string, int>& numbers) {
  const HowTo& entry = how.quantities.at(ask.quantity);
  const auto* info = measure::quantity(ask.quantity);
  RowText row;
  row.what = capital(view.quantity(ask.quantity, ask.params));
  row.where = entry.where.in(view.texts.language());
  row.condition = condition_text(view, ask);
  row.choices = choices_of(view, ask);
  row.instrument = instrument_text(view, how, ask);
  row.limits = limit_texts(view, ask);
  row.unit = entry.unit == "m2" ? "m²" : entry.unit;
  row.number = info && info->kind == measure::ValueKind::number;
  row.several = ask.subjects.size() > 1;
  if (row.several) {
    std::vector<int> places;
    for (const auto& subject : ask.subjects)
      if (const auto found = numbers.find(subject.back()); found != numbers.end()) places.push_back(found->second);
    row.of = view.texts.render(message("report.worksheet.of").with("count", std::to_string(ask.subjects.size())).with("numbers", ranges(places)));
  } else if (ask.subjects.front().size() > 1) {
    row.of = view.texts.render(message("report.worksheet.way").with("from", side_name(view, ask.subjects.front()[0])).with("to", view.name(ask.subjects.front()[1])));
  }
  return row;
}

void draw_table(Papers& papers, const View& view, const Worksheet& sheet, const HowTos& how) {
  papers.fresh();
  papers.heading(view.texts("report.worksheet.table"));
  Table table(papers, view, how, sheet);
  table.head();
  for (const StopGroup& group : sheet.groups) table.group(group);
}

}  // namespace landai::report
