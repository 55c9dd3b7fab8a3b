// SPDX-License-Identifier: GPL-3.0-or-later
#include "view.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "landai/measure/catalogue.hpp"
#include "landai/measure/source_words.hpp"
#include "landai/report/value.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

constexpr std::size_t kNameLetters = 44;

/// A mark the draughtsman gave the element in a block attribute.
std::string mark(const Element& e) {
  for (const char* key : {"att.KODE", "att.NOMOR", "att.NO", "att.MARK", "att.TAG", "att.ID", "Tag", "Reference"})
    if (const std::string* text = e.text(key); text && !text->empty() && letters(clean(*text)) <= 16) return clean(*text);
  return {};
}

}  // namespace

View::View(const Inputs& inputs, const Texts& words) : in(inputs), texts(words) {
  for (const Element& e : in.plan.elements) elements_.emplace(e.id, &e);
  for (const auto& p : in.packs)
    for (const auto& r : p.rules) rules_.emplace(r.id, &r);
  for (const auto& c : in.checks) checks_.emplace(c.id, &c);
  for (const auto& m : in.measurements.all()) measurements_.emplace(m.id, &m);
  for (const auto& c : in.checks) judged_.insert(c.measurements.begin(), c.measurements.end());
  for (std::size_t i = 0; i < in.plan.levels.size(); ++i) levels_.emplace(in.plan.levels[i].id, i);
}

namespace {
template <class T>
const T* lookup(const std::unordered_map<std::string, const T*>& map, const std::string& id) {
  const auto found = map.find(id);
  return found == map.end() ? nullptr : found->second;
}
}  // namespace

const Element* View::element(const std::string& id) const { return lookup(elements_, id); }
const standards::Rule* View::rule(const std::string& id) const { return lookup(rules_, id); }
const standards::Check* View::check(const std::string& id) const { return lookup(checks_, id); }
const measure::Measurement* View::measurement(const std::string& id) const { return lookup(measurements_, id); }

const standards::Pack* View::pack(const std::string& id) const {
  for (const auto& p : in.packs)
    if (p.id == id) return &p;
  return nullptr;
}

std::vector<std::string> View::places(const standards::Check& check) const {
  if (check.subject.empty()) return {"building"};
  const bool way = std::any_of(check.measurements.begin(), check.measurements.end(), [&](const std::string& id) {
    const auto* m = measurement(id);
    return m && m->subject == check.subject;
  });
  return check.subject.size() > 1 && !way ? check.subject : std::vector<std::string>{check.subject.back()};
}

const measure::Measurement* View::deciding(const standards::Check& check) const {
  const measure::Measurement* first = nullptr;
  const measure::Measurement* missing = nullptr;
  const measure::Measurement* own = nullptr;
  const standards::Rule* r = rule(check.rule);
  for (const std::string& id : check.measurements) {
    const auto* m = measurement(id);
    if (!m) continue;
    if (!first) first = m;
    if (!missing && !m->value) missing = m;
    if (!own && r && m->quantity == r->quantity) own = m;
  }
  if (check.verdict == standards::Verdict::not_measured && missing) return missing;
  return own ? own : first;
}

std::string View::render(const Message& message) const {
  Message named = message;
  const auto of = std::find_if(message.args.begin(), message.args.end(), [](const auto& a) { return a.first == "of"; });
  const std::string_view vocabulary = of == message.args.end() ? std::string_view{} : measure::word_list(of->second.text);
  for (auto& [name, arg] : named.args) {
    if (arg.value) continue;
    if (name == "met_of" || name == "missed_of") {
      if (const auto asked = measure::request_from(arg.text)) arg.text = quantity(asked->quantity, asked->params);
      continue;
    }
    if (const std::string key = "words.quantity." + arg.text; texts.has(key)) arg.text = texts(key);
    else if (name == "value" || name == "wanted" || (name == "other" && !vocabulary.empty())) arg.text = code_words(arg.text, vocabulary);
    else if (arg.text == "building" && (name == "element" || name == "subject")) arg.text = word("category", "building");
    else if (element(arg.text) && (name == "element" || name == "subject" || name == "space" || name == "door" || name == "place" || name == "from" || name == "to"))
      arg.text = this->name(arg.text);
  }
  const std::string text = clean(texts.render(named));
  // Of several that a rule asks about, the one that it says it of.
  const auto part = std::find_if(message.args.begin(), message.args.end(), [](const auto& a) { return a.first == "part"; });
  if (part == message.args.end()) return text;
  const auto asked = measure::request_from(part->second.text);
  return asked ? quantity(asked->quantity, asked->params) + ": " + text : text;
}

std::string View::code_words(std::string_view list, std::string_view first) const {
  constexpr std::array<std::string_view, 11> kVocabularies = {"operation", "use",      "access",  "role", "status",     "coverage",
                                                              "ramp_use",  "function", "reaches", "flow", "handle_kind"};
  const auto told = [this](std::string_view vocabulary, const std::string& text) {
    const std::string key = "words." + std::string(vocabulary) + "." + text;
    return texts.has(key) ? std::optional<std::string>(texts(key)) : std::nullopt;
  };
  std::string out;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(", "), list.size());
    std::string text(list.substr(0, end));
    auto found = told(first, text);
    for (std::size_t i = 0; !found && i < kVocabularies.size(); ++i) found = told(kVocabularies[i], text);
    out += (out.empty() ? "" : ", ") + found.value_or(text);
    list.remove_prefix(std::min(end + 2, list.size()));
  }
  return out;
}

std::string View::from(std::string_view source) const { return clean(measure::source_words(source, texts)); }

std::string View::note(std::string_view text) const {
  if (const std::string key = "words.note." + std::string(text); texts.has(key)) return texts(key);
  for (const char* state : {"frozen", "off"})
    if (const std::string tail = " (" + std::string(state) + ")"; text.ends_with(tail))
      return clean(text.substr(0, text.size() - tail.size())) + " (" + word("note", state) + ")";
  return clean(text);
}

std::string View::word(std::string_view what, std::string_view word) const { return word_text(texts, what, word); }

Category View::category(const std::string& id) const {
  const Element* e = element(id);
  return e ? e->category : Category::building;
}

std::string side_name(const View& view, const std::string& id) {
  return id == "outside" ? view.texts("words.outside") : view.name(id);
}

std::string View::name(const std::string& id) const {
  if (const auto found = names_.find(id); found != names_.end()) return found->second;
  const Element* e = element(id);
  std::string text = e ? make_name(*e) : id == "building" || id.empty() ? word("category", "building") : shortened(clean(id), kNameLetters);
  return names_[id] = std::move(text);
}

std::string View::make_name(const Element& e) const {
  const std::string own = shortened(clean(e.name), kNameLetters);
  if (e.category == Category::building) return own.empty() ? word("category", "building") : own;
  if (e.category == Category::space && !own.empty() && !std::all_of(own.begin(), own.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return own;
  const std::string kind_key = "words.kind." + e.kind;
  std::string text = !e.kind.empty() && texts.has(kind_key) ? texts(kind_key) : word("category", to_string(e.category));
  std::string tag = mark(e);
  if (tag.empty()) tag = own;
  std::vector<std::string> sides;
  for (const std::string& side : e.connects)
    if (sides.size() < 2 && side != e.id) {
      const Element* space = element(side);
      if (side == "outside" || (space && space->category == Category::space)) sides.push_back(side_name(*this, side));
    }
  const Element* parent = e.parent && *e.parent != e.id && e.category != Category::space ? element(*e.parent) : nullptr;
  if (parent && (parent->category == Category::building || parent->category == Category::level)) parent = nullptr;
  if (parent) sides.clear();  // the parent says where it is
  if (!tag.empty()) text += " " + tag;
  else if (e.parent && e.id.starts_with(*e.parent) && e.id.size() > e.parent->size() + 1) text += " " + shortened(clean(e.id.substr(e.parent->size() + 1)), 24);
  else if (sides.empty() || e.category == Category::space) text += " " + shortened(clean(e.id), 24);
  if (e.category == Category::door || e.category == Category::opening || e.category == Category::window) {
    if (!sides.empty()) text += " (" + join(sides, " – ") + ")";
  } else if (e.category != Category::space && !sides.empty()) {
    text = texts.render(message("report.name.in").with("what", text).with("space", sides[0]));
  }
  if (parent) {
    // One step up only: a broken file may hold a ring of parents.
    std::string parent_tag = mark(*parent);
    const std::string kind = word("category", to_string(parent->category));
    if (parent_tag.empty()) parent_tag = shortened(clean(parent->name.empty() ? parent->id : parent->name), 30);
    text += " (" + (parent_tag.starts_with(kind) ? parent_tag : kind + " " + parent_tag) + ")";
  }
  return text;
}

/// What elements are put in order by: as `make_name`, but of the plan's own words and ids alone, so that every language has one order.
std::string View::order_name(const Element& e) const {
  const std::string own = clean(e.name);
  const bool number = std::all_of(own.begin(), own.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (e.category == Category::space && !number) return own;
  std::string tag = mark(e);
  if (tag.empty()) tag = own;
  std::string text = (e.kind.empty() ? std::string(to_string(e.category)) : e.kind) + " " + tag;
  if (!tag.empty()) return text;
  for (const std::string& side : e.connects)
    if (const Element* space = element(side); side != e.id && (side == "outside" || space)) text += " " + (space ? clean(space->name) : side);
  return text;
}

std::string View::level_name(const std::string& id) const {
  const auto found = levels_.find(id);
  if (found == levels_.end()) return clean(id);
  const Level& level = in.plan.levels[found->second];
  if (level.name.empty()) return word("category", "level") + " " + clean(level.id);
  return shortened(clean(level.name), kNameLetters);
}

std::string View::verified(const standards::Rule& rule) const { return standards::verified_text(in.packs, rule, texts); }

namespace {

bool measured_in_metres(const std::string& id) {
  const auto* info = measure::quantity(id);
  return info && info->kind == measure::ValueKind::number && std::string_view(info->unit) == "m";
}

}  // namespace

std::string View::quantity(const std::string& id, const measure::Params& params) const {
  std::string text = word("quantity", id);
  std::vector<std::string> lengths;
  std::vector<std::string> words;
  for (const auto& [key, param] : params) {
    if (const double* value = std::get_if<double>(&param)) {
      if (key == "low" && params.contains("high")) continue;  // told with it
      std::string length = texts.number(*value, "m");
      const auto low = key == "high" ? params.find("low") : params.end();
      const double* from = low == params.end() ? nullptr : std::get_if<double>(&low->second);
      if (from && *from != *value) length = texts.number(*from, "m") + " – " + length;
      // "dead end 10 m 10 m": which of two lengths is the one that was found?
      if (measured_in_metres(id) && texts.has("words.param." + key)) length = word("param", key) + " " + length;
      lengths.push_back(std::move(length));
    } else if (key == "use" || key == "users") {
      words.push_back(word(key, std::get<std::string>(param)));
    } else if (!params.contains("use")) {
      words.push_back(word(key == "category" ? "categories" : key, std::get<std::string>(param)));
    }
  }
  if (!words.empty()) text += ": " + join(words, ", ");
  if (lengths.empty()) return text;
  // "number of low counters (0.750 m) 1": a bare number behind a length would read as one more length.
  const auto* info = measure::quantity(id);
  const bool bare = info && std::string_view(info->unit) == "1";
  return text + (bare || measured_in_metres(id) ? " (" + join(lengths, measured_in_metres(id) ? ", " : " × ") + ")" : " " + join(lengths, " × "));
}

std::string View::number(double value, const std::string& id) const { return number_text(texts, value, id); }

std::string View::value(const measure::Measurement& m) const {
  const std::string* id = m.value && m.quantity == "door.opens_into" ? m.word() : nullptr;
  return id ? side_name(*this, *id) : value_text(texts, m);
}

std::string View::limit(const standards::Limit& limit, const std::string& id) const {
  if (limit.rounded) return texts.render(message("report.limit.rounded").with("limit", texts.as_written(clean(limit.as_written))));
  if (limit.min && limit.max) {
    if (*limit.min == *limit.max) return texts.render(message("report.limit.exactly").with("value", number(*limit.min, id)));
    return texts.render(message("report.limit.range").with("min", number(*limit.min, id)).with("max", number(*limit.max, id)));
  }
  if (limit.min)
    return texts.render(message(limit.strict ? "report.limit.more" : "report.limit.min").with("min", number(*limit.min, id)));
  if (limit.max)
    return texts.render(message(limit.strict ? "report.limit.less" : "report.limit.max").with("max", number(*limit.max, id)));
  if (limit.truth) return texts(*limit.truth ? "words.yes" : "words.no");
  std::vector<std::string> names;
  for (const auto& w : limit.one_of) names.push_back(word(measure::word_list(id), w));
  return join(names, ", ");
}

std::string View::limit_number(const standards::Limit& limit, const std::string& id) const {
  if (limit.rounded) return texts.as_written(clean(limit.as_written));
  if (limit.min && limit.max && *limit.min != *limit.max)
    return texts.render(message("report.value.between").with("lo", number(*limit.min, id)).with("hi", number(*limit.max, id)));
  if (limit.min || limit.max) return number(limit.min ? *limit.min : *limit.max, id);
  return this->limit(limit, id);
}

std::string View::citation(const standards::Rule& rule) const {
  std::string text = clean(rule.citation.instrument);
  if (!rule.citation.article.empty()) text += (text.empty() ? "" : ", ") + clean(rule.citation.article);
  return text.empty() ? clean(rule.id) : text;
}

int View::access_rank(const std::string& id) const {
  constexpr int kLast = 2;
  const auto of_space = [this](const std::string& space) {
    const auto* m = in.measurements.find(space, "space.access");
    const std::string* w = m ? m->word() : nullptr;
    return !w || *w == "public" ? 0 : *w == "staff" ? 1 : kLast;
  };
  const Element* e = element(id);
  if (!e) return 0;
  if (e->category == Category::space) return of_space(id);
  // From a corridor or a lobby a door serves the room behind it: that of an office is the staff's.
  std::optional<int> rank, behind;
  for (const auto& side : e->connects) {
    const Element* space = element(side);
    if (space == nullptr || space->category != Category::space) continue;
    rank = std::min(rank.value_or(kLast), of_space(side));
    if (!is_passed_through(side)) behind = std::min(behind.value_or(kLast), of_space(side));
  }
  return behind.value_or(rank.value_or(0));
}

bool View::is_passed_through(const std::string& space) const {
  constexpr std::array<std::string_view, 10> kWays = {"corridor", "selasar", "path", "bridge", "lobby", "entrance_hall", "lift_lobby", "stairwell", "terrace", "parking"};
  const auto* m = in.measurements.find(space, "space.use");
  const std::string* use = m ? m->word() : nullptr;
  return use && std::find(kWays.begin(), kWays.end(), *use) != kWays.end();
}

std::optional<Spot> View::spot(const std::string& id) const {
  const Element* e = element(id);
  for (int up = 0; e && up < 4; ++up, e = e->parent ? element(*e->parent) : nullptr) {
    if (e->category == Category::building || e->category == Category::level) return std::nullopt;
    const std::string level = e->levels.empty() ? std::string() : e->levels.front();
    if (const auto* door = e->door(); door && distance(door->jamb_a, door->jamb_b) > 1e-6)
      return Spot{level, 0.5 * (door->jamb_a + door->jamb_b)};
    if (const auto* flight = e->flight(); flight && distance(flight->foot, flight->head) > 1e-6)
      return Spot{level, 0.5 * (flight->foot + flight->head)};
    if (!e->geometry.areas.empty()) {
      const auto largest = std::max_element(e->geometry.areas.begin(), e->geometry.areas.end(),
                                            [](const Polygon& a, const Polygon& b) { return area(a) < area(b); });
      return Spot{level, interior_point(*largest)};
    }
    for (const auto& line : e->geometry.lines)
      if (line.size() >= 2) return Spot{level, 0.5 * (line[(line.size() - 1) / 2] + line[(line.size() - 1) / 2 + 1])};
    if (!e->geometry.points.empty()) return Spot{level, e->geometry.points.front()};
    if (const auto* fixture = e->fixture()) return Spot{level, fixture->position};
  }
  return std::nullopt;
}

bool View::before(const std::string& a, const std::string& b) const {
  const auto level_of = [this](const std::string& id) {
    const Element* e = element(id);
    if (!e || e->levels.empty()) return levels_.size();
    const auto found = levels_.find(e->levels.front());
    return found == levels_.end() ? levels_.size() : found->second;
  };
  const std::size_t la = level_of(a), lb = level_of(b);
  if (la != lb) return la < lb;
  const auto order = [this](const std::string& id) -> const std::string& {
    const auto [it, fresh] = orders_.try_emplace(id);
    if (fresh)
      if (const Element* e = element(id)) it->second = order_name(*e);
    return it->second;
  };
  const std::string &na = order(a), &nb = order(b);
  if (na != nb) return natural_less(na, nb);
  return natural_less(a, b);
}

}  // namespace landai::report
