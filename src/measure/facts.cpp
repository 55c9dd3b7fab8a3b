// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/facts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <span>

#include "landai/core/amount.hpp"
#include "landai/core/date.hpp"
#include "landai/core/node.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/measure/source_words.hpp"
#include "named.hpp"
#include "near_word.hpp"

namespace landai::measure {
namespace {

Error bad(const std::string& file, int line, Message what) {
  return Error{ErrorCode::input, std::move(what), file, "line " + std::to_string(line), message("measure.facts.advice")};
}

/// The row of a short name that fits the category: one that may be stated before one that may not. `exists`: the name is known.
const QuantityInfo* row_for(std::string_view key, Category category, bool& exists) {
  exists = false;
  const QuantityInfo* fits = nullptr;
  for (const auto& row : catalogue()) {
    const std::string_view id = row.id;
    const bool same = id == key || (id.size() > key.size() && id.ends_with(key) && id[id.size() - key.size() - 1] == '.');
    if (!same) continue;
    exists = true;
    if (std::find(row.subjects.begin(), row.subjects.end(), category) == row.subjects.end()) continue;
    if (row.fact) return &row;
    if (!fits) fits = &row;
  }
  return fits;
}

/// Why a quantity is no fact, and where it belongs: what is measured goes into a readings file, with how it was had.
Error no_fact(const QuantityInfo& row, const std::string& file, int line) {
  std::string ways;
  for (const std::string& way : words_of(row.by))
    if (way != "plan") ways += (ways.empty() ? "" : ", ") + way;
  if (ways.empty()) return bad(file, line, message("measure.readings.plan_only").with("quantity", row.id));
  std::string asked = row.id;
  if (row.params[0] != '\0') asked += "(" + words_of(row.params).front() + "=...)";
  Error error = bad(file, line, message("measure.facts.measured").with("quantity", row.id).with("ways", ways));
  error.advice = message("measure.facts.measured.advice").with("quantity", asked).with("ways", ways);
  return error;
}

Result<Value> value_of(const Node& node, const QuantityInfo& row, const std::string& file) {
  const auto wrong = [&](const char* kind) {
    return bad(file, node.line(), message(kind).with("quantity", row.id).with("value", node.text()));
  };
  // No height, width, slope or count is below nothing.
  const auto not_negative = [&](double n) -> Result<Value> {
    if (n >= 0 && is_count(row) && n != std::floor(n))
      return bad(file, node.line(), message("measure.readings.whole").with("quantity", row.id).with("value", node.text()));
    if (within_bounds(row, n)) return Value{n};
    if (n >= 0)
      return bad(file, node.line(), message("measure.readings.above").with("quantity", row.id).with("value", node.text()).with("most", greatest_of(row)));
    return bad(file, node.line(), message("measure.facts.negative").with("quantity", row.id).with("value", node.text()));
  };
  switch (row.kind) {
    case ValueKind::number:
      if (const auto n = node.number(); n && std::isfinite(*n)) return not_negative(*n);
      if (const Amount n = amount_of(node.text(), "", row.unit); n.problem == Amount::Problem::none && n.lo == n.hi) return not_negative(n.value);
      return wrong(is_count(row) ? "measure.facts.value.count" : "measure.facts.value.number");
    case ValueKind::truth:
      if (const auto t = node.boolean()) return Value{*t};
      return wrong("measure.facts.value.truth");
    case ValueKind::word: {
      if (!node.is_scalar() || node.text().empty()) return wrong("measure.facts.value.word");
      if (const auto known = words_of(row.words); !known.empty() && std::find(known.begin(), known.end(), node.text()) == known.end())
        return bad(file, node.line(), message("measure.facts.word").with("quantity", row.id).with("value", node.text()).with("words", row.words).with("gloss", std::string(word_list(row.id))));
      return Value{node.text()};
    }
    case ValueKind::words: return Value{node.texts()};
  }
  return wrong("measure.facts.value.word");
}

Status read_subject(const std::string& subject, Category category, const Node& map, const std::string& by, Facts& facts) {
  std::set<std::string> seen;
  for (const auto& [key, node] : map.members()) {
    bool exists = false;
    const QuantityInfo* row = row_for(key, category, exists);
    if (!row)
      return bad(facts.file, node.line(), message(exists ? "measure.facts.no_fact" : "measure.facts.quantity")
          .with("quantity", key).with("subject", subject).with("category", to_string(category)));
    if (!row->fact) return no_fact(*row, facts.file, node.line());
    if (!seen.insert(row->id).second)
      return bad(facts.file, node.line(), message("measure.facts.twice").with("quantity", row->id).with("subject", subject));
    auto value = value_of(node, *row, facts.file);
    if (!value) return value.error();
    facts.facts.push_back({subject, row->id, std::move(*value), by, node.line()});
  }
  return std::nullopt;
}

/// A list of texts, or one; anything else is told by `what`.
Result<std::vector<std::string>> names_of(const Node& map, const char* key, const std::string& file) {
  const Node& node = map[key];
  auto out = node.texts();
  if (out.empty() || out.size() != std::max<std::size_t>(1, node.items().size()))
    return bad(file, map.line(), message("measure.facts.waiver").with("key", key));
  return out;
}

Error no_such_element(const std::string& text, int line, const Plan& plan, const std::string& file) {
  std::vector<std::string> known;
  for (const Element& e : plan.elements) {
    known.push_back(e.id);
    if (!e.name.empty()) known.push_back(e.name);
  }
  const std::string near = near_word(text, known);
  return bad(file, line, message(near.empty() ? "measure.facts.element" : "measure.facts.element_near").with("subject", text).with("near", near));
}

/// A plan with the ids of earlier ones.
struct KnownPlan {
  const Plan& plan;
  const FormerIds& former;
  [[nodiscard]] std::optional<FoundById> by_id(const std::string& text) const {
    return found_by_id(text, [this](const std::string& id) { return plan.find(id); }, former);
  }
};

/// Where a waiver holds: an id of the plan, or a name. A name of several elements is left to those who know the rules.
Status add_place(const std::string& text, int line, const KnownPlan& known, const std::string& file, Waiver& waiver) {
  const Plan& plan = known.plan;
  if (text == "building") {
    waiver.elements.push_back(text);
    return std::nullopt;
  }
  if (auto found = known.by_id(text)) {
    if (!found->element) return bad(file, line, std::move(*found->wrong));
    waiver.elements.push_back(found->element->id);
    return std::nullopt;
  }
  SharedName shared{text, named(plan, text), line};
  if (shared.ids.empty()) return no_such_element(text, line, plan, file);
  if (shared.ids.size() == 1) waiver.elements.push_back(shared.ids.front());
  else waiver.shared.push_back(std::move(shared));
  return std::nullopt;
}

/// Whether every line of the map is a fact of such an element.
bool fits(const Node& map, Category category) {
  for (const auto& [key, node] : map.members()) {
    bool exists = false;
    if (!row_for(key, category, exists)) return false;
  }
  return true;
}

/// The element that facts are stated of: by its id, or by a name. Of several that share a name (a door and its leaf) the one that has
/// such facts.
Result<const Element*> stated_of(const std::string& text, const Node& map, const KnownPlan& known, const std::string& file) {
  const Plan& plan = known.plan;
  if (auto found = known.by_id(text)) {
    if (!found->element) return bad(file, map.line(), std::move(*found->wrong));
    return found->element;
  }
  const auto ids = named(plan, text);
  if (ids.empty()) return no_such_element(text, map.line(), plan, file);
  std::vector<std::string> fitting;
  for (const std::string& id : ids)
    if (fits(map, plan.find(id)->category)) fitting.push_back(id);
  if (fitting.size() == 1) return plan.find(fitting.front());
  if (fitting.empty() && ids.size() == 1) return plan.find(ids.front());
  return bad(file, map.line(), message("measure.facts.name_of_several").with("subject", text).with("ids", some_ids(fitting.empty() ? ids : fitting)));
}

/// The same fact twice of one element, by its id and by its name.
const Fact* stated_twice(const std::vector<Fact>& facts, std::size_t from) {
  for (std::size_t i = from; i < facts.size(); ++i)
    for (std::size_t k = 0; k < from; ++k)
      if (facts[k].subject == facts[i].subject && facts[k].quantity == facts[i].quantity) return &facts[i];
  return nullptr;
}

Result<Waiver> waiver_of(const Node& node, const KnownPlan& plan, const std::string& file) {
  Waiver waiver;
  waiver.line = node.line();
  for (const auto& [key, value] : node.members())
    if (key != "rules" && key != "elements" && key != "document" && key != "date" && key != "by")
      return bad(file, value.line(), message("measure.facts.waiver_key").with("key", key));
  auto rules = names_of(node, "rules", file);
  if (!rules) return rules.error();
  waiver.rules = std::move(*rules);
  if (node.has("elements")) {
    auto elements = names_of(node, "elements", file);
    if (!elements) return elements.error();
    const Node& list = node["elements"];
    for (std::size_t i = 0; i < elements->size(); ++i)
      if (auto wrong = add_place((*elements)[i], list.is_list() ? list.items()[i].line() : list.line(), plan, file, waiver)) return *wrong;
  }
  waiver.document = node.text_of("document");
  // A departure without the paper that allows it would be a silent pass.
  if (!names_something(waiver.document)) return bad(file, node.line(), message("measure.facts.waiver").with("key", "document"));
  waiver.date = node.text_of("date");
  if (!waiver.date.empty() && !is_date(waiver.date)) return bad(file, node["date"].line(), message("measure.readings.date").with("date", waiver.date));
  waiver.by = node.text_of("by");
  return waiver;
}

}  // namespace

Result<Facts> load_facts(const std::filesystem::path& file, const Plan& plan, const FormerIds& former) {
  const KnownPlan known{plan, former};
  auto document = load_yaml(file, ErrorCode::input);
  if (!document) return document.error();
  Facts facts;
  facts.file = file.string();
  if (!document->is_map() && !document->is_null())
    return bad(facts.file, document->line(), message("measure.facts.shape"));
  for (const auto& [key, node] : document->members()) {
    if (key != "building" && key != "elements" && key != "by" && key != "waivers")
      return bad(facts.file, node.line(), message("measure.facts.section").with("section", key));
    const bool fits = key == "by" || node.is_null() || (key == "waivers" ? node.is_list() : node.is_map());
    if (!fits) return bad(facts.file, node.line(), message("measure.facts.shape"));
  }
  const std::string by = document->text_of("by");
  if (auto error = read_subject("building", Category::building, (*document)["building"], by, facts)) return *error;
  std::set<std::string> of;
  for (const auto& [id, node] : (*document)["elements"].members()) {
    const std::size_t before = facts.facts.size();
    const auto element = stated_of(id, node, known, facts.file);
    if (!element) return element.error();
    if (!node.is_map() && !node.is_null()) return bad(facts.file, node.line(), message("measure.facts.shape"));
    if (auto error = read_subject((*element)->id, (*element)->category, node, by, facts)) return *error;
    // Only of one that has two names in the file can a fact be stated twice.
    const bool again = !of.insert((*element)->id).second;
    if (const Fact* twice = again ? stated_twice(facts.facts, before) : nullptr)
      return bad(facts.file, twice->line, message("measure.facts.twice").with("quantity", twice->quantity).with("subject", id));
  }
  for (const Node& node : (*document)["waivers"].items()) {
    auto waiver = waiver_of(node, known, facts.file);
    if (!waiver) return waiver.error();
    facts.waivers.push_back(std::move(*waiver));
  }
  return facts;
}

namespace {

/// A YAML double-quoted scalar; JSON's escapes are valid there.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char kHex[] = "0123456789abcdef";
      out += "\\x";
      out += kHex[(c >> 4) & 15];
      out += kHex[c & 15];
      continue;
    }
    out += c;
  }
  return out + '"';
}

/// Text that may stand in a comment: on one line.
std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return text;
}

std::string written(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* word = std::get_if<std::string>(&value)) return *word;
  if (const auto* number = std::get_if<double>(&value)) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *number).ptr;
    return {buffer.data(), end};
  }
  return {};
}

struct Line {
  const char* quantity;
  const char* choices;   ///< shown where the value is not known
};

void write_lines(std::string& out, const std::string& subject, std::span<const Line> lines, const MeasurementSet& measurements,
                 const char* indent, const Texts* texts) {
  const auto said = [texts](const char* key, const char* plain) { return texts ? (*texts)(key) : std::string(plain); };
  for (const auto& [quantity, choices] : lines) {
    const std::string_view id = quantity;
    const std::string key(id.substr(id.find('.') + 1));
    const Measurement* m = measurements.find(subject, quantity);
    const bool least = m && m->value && std::isinf(m->hi);   // what a plan shows at the least is no statement
    if (m && m->value && !least) {
      out += indent + key + ": " + written(*m->value);
      if (!m->evidence.from.empty()) out += "   # " + one_line(texts ? source_words(m->evidence.from, *texts) : m->evidence.from);
      else if (m->method == Method::attested) out += "   # " + said("measure.facts.stated", "stated");
    } else {
      out += std::string(indent) + "# " + key + ": ?   # " + said("measure.facts.not_known", "not known") + ": " + choices;
      if (least) out += ", >= " + written(*m->value);
    }
    out += '\n';
  }
}

constexpr Line kBuildingLines[] = {{"building.status", "new, existing, altered, heritage"},
    {"building.function", "public_service, office, mixed ..."},
    {"building.storeys", "storeys above ground"},
    {"building.coverage", "complete, partial"},
    {"building.floors_level", "true, false"}};
constexpr Line kSpaceLines[] = {{"space.use", "a word of data/profiles/uses.yaml"}, {"space.access", "public, staff, service"}};
constexpr Line kToiletLines[] = {{"space.users", "men, women, everyone, children"}};
constexpr Line kDoorLines[] = {{"door.role", "main_entrance, entrance, internal, ignored"}};
constexpr Line kRampLines[] = {{"ramp.indoor", "true, false"}, {"ramp.has_kerb", "true, false"}, {"ramp.use", "people, goods, vehicles"}};

}  // namespace

std::string write_facts(const Plan& plan, const MeasurementSet& measurements, const Texts* texts) {
  std::string out =
      "# What landai took for granted. Correct what is wrong, answer what is not known (take away the first #), and give the\n"
      "# file back with --facts. To leave out something that is no door: is_door: false\n"
      "# Yang dianggap benar oleh landai. Perbaiki yang salah, jawab yang belum diketahui, lalu pakai lagi dengan --facts.\n"
      "building:\n";
  write_lines(out, "building", kBuildingLines, measurements, "  ", texts);
  out += "elements:\n";
  const std::pair<Category, std::span<const Line>> sections[] = {
      {Category::space, kSpaceLines}, {Category::door, kDoorLines}, {Category::ramp, kRampLines}};
  for (const auto& [category, lines] : sections)
    for (const auto& e : plan.elements) {
      if (e.category != category) continue;
      out += "  " + in_quotes(e.id) + ":";
      const auto* long_name = e.text("LongName");
      std::string about = e.name;
      if (long_name && *long_name != e.name) about += (about.empty() ? "" : ", ") + *long_name;
      if (!e.levels.empty()) about += (about.empty() ? "" : ", ") + e.levels.front();
      for (const auto& id : e.connects) {
        const Element* other = category == Category::door ? plan.find(id) : nullptr;
        if (category == Category::door) about += ", " + (other && !other->name.empty() ? other->name : id);
      }
      const std::string word = "words.category." + std::string(to_string(category));
      out += "   # " + (texts && texts->has(word) ? (*texts)(word) : std::string(to_string(category))) + (about.empty() ? "" : " " + one_line(about)) + '\n';
      write_lines(out, e.id, lines, measurements, "    ", texts);
      const Measurement* use = category == Category::space ? measurements.find(e.id, "space.use") : nullptr;
      if (use && use->word() && use->word()->starts_with("toilet")) write_lines(out, e.id, kToiletLines, measurements, "    ", texts);
    }
  return out;
}

}  // namespace landai::measure
